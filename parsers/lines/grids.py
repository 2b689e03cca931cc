"""Rows of cells to grids: what every format does once it knows its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.document import Grid, GridCell, UnreadableDocument
from parsers.words.prose import is_prose
from parsers.words.text import clean

#: Tables beyond this are not reports but accidents or attacks.
MAX_CELLS = 40_000


def grids_and_prose(number: int, rows: Iterable[tuple[GridCell, ...]]) -> Iterator[str | Grid]:
    """A table as grids, rows of mere prose (an article laid out in a table, a heading row) as lines between.

    Raises:
        UnreadableDocument: the table has more than `MAX_CELLS` cells.
    """
    part: list[tuple[GridCell, ...]] = []
    for row in _counted(rows):
        lone = _lone(row)
        if lone is not None and is_prose(lone):
            if part:
                yield Grid(number, tuple(part))
                part = []
            yield from (line for line in map(clean, lone.split("\n")) if line)
        else:
            part.append(row)
    if part:
        yield Grid(number, tuple(part))


def _lone(row: tuple[GridCell, ...]) -> str | None:
    """What the row's only cell that is not blank prints; None where none is, or several are."""
    lone = None
    for cell in row:
        if cell.text and not cell.text.isspace():
            if lone is not None:
                return None
            lone = cell.text
    return lone


def _counted(rows: Iterable[tuple[GridCell, ...]]) -> Iterator[tuple[GridCell, ...]]:
    cells = 0
    for row in rows:
        cells += max(len(row), 1)
        if cells > MAX_CELLS:
            raise UnreadableDocument(f"a table of more than {MAX_CELLS:,} cells: no report has one")
        yield row
