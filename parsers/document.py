"""Any format as one kind of document: paragraphs of prose and grids of cells, in printed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.record import Finding


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of prose or a heading, blanks collapsed, never empty."""

    text: str


class GridCell(NamedTuple):
    """A cell at the grid position (from 0) of its upper left corner. `text` keeps its line breaks.

    `origin` is the mark of the element that prints it, on a page whose elements were marked before it was read.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    origin: str | None = None

    @property
    def end(self) -> int:
        """The column behind its last."""
        return self.column + self.colspan


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: for each row the cells that begin in it, from left to right.

    `number` counts the tables of the document from 1; several grids may be parts of one table.
    `stream` says that rows are not known, only the order of cells (one cell per line, or all on one line);
    `anchored`, that a row's figures nevertheless begin right behind its label, blank ones included.
    """

    number: int
    rows: tuple[tuple[GridCell, ...], ...]
    page: int | None = None
    stream: bool = False
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a file that the page offers: its address as written, its words."""

    href: str
    text: str


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a format reader returns. `meta` has lower-case names; `published` are days of publication, the best first.

    `sources` are the names that a page gives for where it has its text from; `headings` are title candidates outside
    the body (h1 and the like); `images` counts pictures of the body.
    """

    format: str
    blocks: tuple[Block, ...]
    title: str | None = None
    headings: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    published: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    attachments: tuple[Link, ...] = ()
    images: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids in order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[str]:
        """The prose in order, without the grids."""
        return (block.text for block in self.blocks if isinstance(block, Paragraph))


class UnreadableDocument(Exception):
    """The bytes cannot be read at all. The message is one line for the user."""
