"""Tables as text in every printed shape: all figures come back, or the table is withheld; never another figure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.figures import form_of, history
from fixtures.model import Figures, Layout, Report
from fixtures.render import NO_SITE, render_report
from parsers.report import parse
from tests.reports import report

Rows = list[list[str]]

#: How a table's rows of cells are printed as lines.
SHAPES: dict[str, Callable[[Rows], list[str]]] = {
    "pipes around": lambda rows: [f"| {' | '.join(row)} |" for row in rows],
    "pipes between": lambda rows: [" | ".join(row) for row in rows],
    "tight pipes": lambda rows: ["|".join(row) for row in rows],
    "no trailing blanks": lambda rows: [" | ".join(row).rstrip(" |") for row in rows],
    "markdown": lambda rows: [f"| {' | '.join(rows[0])} |", "|---" * len(rows[0]) + "|",
                              *(f"| {' | '.join(row)} |" for row in rows[1:])],
    "tabs": lambda rows: ["\t".join(row) for row in rows],
    "blanks": lambda rows: ["  ".join(row) for row in rows],
    "a cell a line": lambda rows: list(chain(*rows)),
    "a cell a line, blank lines": lambda rows: [line for cell in chain(*rows) for line in (cell, "")],
    "a cell a line, pipes": lambda rows: [f"{cell} |" for cell in chain(*rows)],
}  # fmt: skip
#: Shapes that keep the place of a blank cell.
KEEP_BLANKS = ("pipes around", "markdown")


def tables(made: Report, *, expanded: bool) -> list[Rows]:
    """The tables of a report; `expanded` prints a merged cell once for each place that it covers."""
    page = lxml.html.document_fromstring(render_report(made, Layout(), site=NO_SITE | {"invented": ""}))
    return [_expanded(table) if expanded else _printed(table) for table in page.iter("table")]


def _printed(table: lxml.html.HtmlElement) -> Rows:
    return [["".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]


def _expanded(table: lxml.html.HtmlElement) -> Rows:
    places: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iter("td", "th"):
            while (number, column) in places:
                column += 1
            width = int(cell.get("colspan", 1))
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(width):
                    places[number + down, column + right] = "".join(cell.text_content().split())
            column += width
    height, width = (max(place[axis] for place in places) + 1 for axis in (0, 1))
    return [[places.get((row, column), "") for column in range(width)] for row in range(height)]


def text(made: Report, shape: str, *, expanded: bool, one_line: bool) -> bytes:
    """The whole report as text."""
    waiting = iter(tables(made, expanded=expanded))
    lines = [made.title, *made.preamble]
    for section in made.sections:
        lines += [section.heading, *section.paragraphs, *(SHAPES[shape](next(waiting)) if section.table else ())]
    return (" " if one_line else "\n").join(lines).encode()


def wrong(printed: bytes, figures: Figures) -> list[tuple[str, str, object]]:
    """Cells that were read and are not what the report holds."""
    return [
        (cell.table, f"{cell.row}.{cell.column}", cell.value)
        for cell in parse(printed).cells
        if figures[cell.table].get(f"{cell.row}.{cell.column}", "no such cell") != cell.value
    ]


def unread(printed: bytes, figures: Figures) -> set[str]:
    """Tables with figures that were not read."""
    read = {(cell.table, f"{cell.row}.{cell.column}") for cell in parse(printed).cells}
    return {
        t for t, cells in figures.items() for key, value in cells.items() if value is not None and (t, key) not in read
    }


def figures_of(year: int, seed: int, scale: int) -> Figures:
    return history(str(seed), {year: form_of(year)}, scale)[year]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("expanded", [False, True])
@pytest.mark.parametrize("year", [2019, 2024])
def test_without_blanks_every_cell_is_read(shape: str, year: int, *, expanded: bool) -> None:
    figures = figures_of(year, 7, 40)
    printed = text(report(year, figures), shape, expanded=expanded, one_line=False)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@pytest.mark.parametrize("shape", [name for name in SHAPES if "pipes" in name and "line" not in name])
@pytest.mark.parametrize("year", [2020, 2023])
def test_the_whole_body_on_one_line(shape: str, year: int) -> None:
    figures = figures_of(year, 11, 40)
    printed = text(report(year, figures), shape, expanded=False, one_line=True)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@given(
    st.sampled_from(sorted(SHAPES)), st.booleans(), st.booleans(), st.integers(0, 10**6),
    st.sampled_from([2019, 2020, 2022, 2024]), st.sampled_from([0, 3, 40, 2000]), st.sampled_from(["none", "zeros", "some"]),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_never_another_figure_and_nothing_unread_unsaid(
    shape: str, expanded: bool, one_line: bool, seed: int, year: int, scale: int, blank: str, rng: object
) -> None:
    figures = figures_of(year, seed, scale)
    if blank != "none":
        keep = (lambda: False) if blank == "zeros" else (lambda: rng.random() < 0.3)  # type: ignore[attr-defined]
        figures = {t: {k: v if v or keep() else None for k, v in cells.items()} for t, cells in figures.items()}
    printed = text(report(year, figures), shape, expanded=expanded, one_line=one_line and "line" not in shape)
    assert wrong(printed, figures) == []
    lost = unread(printed, figures)
    if not one_line and shape in KEEP_BLANKS:
        assert lost == set()
    said = {finding.where for finding in parse(printed).findings if finding.rule.startswith("parse.table_")}
    assert lost <= said
