"""`nianbao show --html`: the cells of a record laid over the page that they were read from.

The page is the original made inert; a document without markup is drawn as paragraphs and tables. Each source cell
is marked with what it was read as. Marks follow the cell's own element, never a search for its text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from db.rules import RULES
from nianbao.drawn import drawn, place_of
from nianbao.errors import UserError
from nianbao.inert import inert, without_our_attributes
from nianbao.naming import TABLES, described
from nianbao.reading import Input
from parsers.document import Document, Grid, GridCell
from parsers.formats import read_document
from parsers.formats.detect import detect
from parsers.formats.html.cells import ORIGIN
from parsers.formats.html.dom import Element, settable
from parsers.formats.html.page import document_of_page, page_tree
from parsers.record import Cell, Finding, Report
from parsers.report import charset_of, parse_document
from parsers.tables.checks import Place, sides

_ENVIRONMENT = Environment(
    loader=PackageLoader("nianbao"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
#: What a cell can be, in the order of the legend: class, what such a cell prints, Chinese, English.
STATES = (
    ("number", "12", "数字", "figure"),
    ("zero", "0", "零", "zero"),
    ("blank", "", "空格", "blank"),
    ("dash", "—", "横线、斜线或“无”", "dash"),
    ("text", "约3", "其他文字，不作数字", "other text, no figure"),
)
#: Findings on tables that were not, or not wholly, read.
_UNREAD = ("parse.table_withheld", "parse.table_missing", "parse.rows_missing")


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with its number on the page, what its rule means, and the places of the cells that it is about."""

    number: int
    finding: Finding
    zh: str
    en: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one source cell shows: what it was read as, and the findings about it."""

    id: str
    cells: tuple[Cell, ...]
    notes: tuple[Noted, ...]

    def put_on(self, element: Element) -> None:
        """Mark `element`."""
        first = self.cells[0]
        state = "zero" if first.value == 0 else first.state
        element.set("id", self.id)
        element.set("class", f"read {state} failed" if self.notes else f"read {state}")
        element.set("data-cell", settable(" ".join(f"{c.table}.{c.row}.{c.column}" for c in self.cells)))
        said = "\n".join([*map(described, self.cells), *(note.finding.message for note in self.notes)])
        element.set("title", settable(said))
        if self.notes:
            element.set("data-notes", " ".join(str(note.number) for note in self.notes))


def write_overlay(source: Input, out: Path) -> None:
    """Write the page that shows what was read from a document.

    Raises:
        UnreadableDocument: it is no document.
        UserError: the page cannot be written.
    """
    _, page = overlay(source)
    try:
        out.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(f"{out}: {error.strerror or error}; check the path") from error


def overlay(source: Input) -> tuple[Report, str]:
    """The record of a document, and the page that shows what it was read from.

    Raises:
        UnreadableDocument: it is no document.
    """
    tree, document = _read(source)
    report = source.reader.filed(parse_document(document, source.url, source.name))
    cells = _by_place(report)
    noted = list(_noted(report, cells))
    marks = {place: _mark(place, held, noted) for place, held in cells.items()}
    page = _ENVIRONMENT.get_template("overlay.html").render(
        report=report, source=source, body=Markup(_body(document, tree, marks)), states=STATES,  # noqa: S704 -- inert
        unread=[note for note in noted if note.finding.rule in _UNREAD],
        findings=[note for note in noted if note.finding.rule not in _UNREAD],
        tables=_tables(marks), marks=marks,
    )  # fmt: skip
    return report, page


def _read(source: Input) -> tuple[Element | None, Document]:
    """The page to be shown (None where there is no markup), and the document read from the same elements."""
    charset, body = charset_of(source.content_type), source.reader.instructions.body
    if detect(source.data) != "html":
        return None, read_document(source.data, charset, body)
    tree = page_tree(source.data, charset)
    without_our_attributes(tree)
    for number, cell in enumerate(tree.iter("td", "th")):
        cell.set(ORIGIN, f"{number}")
    return deepcopy(tree), document_of_page(tree, body)


def _by_place(report: Report) -> dict[str, tuple[Cell, ...]]:
    """The record's cells by the place of the source cell that prints them."""
    found: dict[str, tuple[Cell, ...]] = {}
    for cell in report.cells:
        found[str(cell.source)] = (*found.get(str(cell.source), ()), cell)
    return found


def _noted(report: Report, cells: Mapping[str, Sequence[Cell]]) -> Iterator[Noted]:
    for number, finding in enumerate(report.findings, 1):
        concerned = frozenset.union(*sides(report.form, finding.rule, finding.where))
        named = (finding.where or "").split("; ")  # by where a cell stands in the source, or by what it is
        about = tuple(
            place
            for place, held in cells.items()
            if place in named or any(_is_of(cell, named, concerned) for cell in held)
        )
        yield Noted(number, finding, *RULES.get(finding.rule, ("", "")), about)


def _is_of(cell: Cell, named: Sequence[str], concerned: Collection[Place]) -> bool:
    place = (cell.table, cell.row, cell.column)
    return place in concerned or ".".join(place) in named


def _mark(place: str, cells: tuple[Cell, ...], noted: Sequence[Noted]) -> Mark:
    identifier = "-".join(["cell", *place.replace(",", "").split()])
    return Mark(identifier, cells, tuple(note for note in noted if place in note.places))


def _tables(marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """The name of each table that was read, and the mark of its first cell."""
    found: dict[str, Mark] = {}
    for mark in marks.values():
        found.setdefault(TABLES.get(mark.cells[0].table, "指标 indicators"), mark)
    return found


def _body(document: Document, tree: Element | None, marks: Mapping[str, Mark]) -> str:
    """The original with its cells marked, followed by tables whose cells are no elements of it."""
    if tree is not None:
        origins = {cell.origin: place for cell, place in _placed(document.grids) if cell.origin}
        as_text = [grid for grid in document.grids if any(not c.origin and p in marks for c, p in _placed([grid]))]
        shown = inert(_marked(tree, {origin: marks[p] for origin, p in origins.items() if p in marks}))
        shown += inert(_marked(drawn(as_text), marks)) if as_text else ""
        if all(f'id="{mark.id}"' in shown for mark in marks.values()):
            return shown
    return inert(_marked(drawn(document.blocks), marks))


def _placed(grids: Iterable[Grid]) -> Iterator[tuple[GridCell, str]]:
    return ((cell, place_of(grid, cell)) for grid in grids for row in grid.rows for cell in row)


def _marked(root: Element, marks: Mapping[str, Mark]) -> Element:
    for element in root.iter("td", "th"):
        if mark := marks.get(str(element.attrib.pop(ORIGIN, ""))):
            mark.put_on(element)
    return root
