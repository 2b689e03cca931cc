"""Tables drawn with characters around every cell: cells at their places, or lines as they are."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids
from fixtures.model import Figures
from parsers.report import parse
from tests.drawing import STYLES, Style, drawn
from tests.reports import report


def _figures(year: int, *, blank: bool) -> Figures:
    figures = history("", {year: form_of(year)}, 40)[year]
    return {t: {k: v if v or not blank else None for k, v in cells.items()} for t, cells in figures.items()}


def _page(year: int, figures: Figures, style: Style) -> list[str]:
    made = report(year, figures)
    tables = grids(made.official_form, figures)
    lines = [made.title]
    for section in made.sections:
        lines += [section.heading, *section.paragraphs]
        lines += [line for grid in tables.get(section.table or "", ()) for line in ["", *drawn(grid, style), ""]]
    return lines


def _read(lines: list[str]) -> dict[tuple[str, str], object]:
    return {(c.table, f"{c.row}.{c.column}"): c.value for c in parse("\n".join(lines).encode()).cells}


def _flat(figures: Figures) -> dict[tuple[str, str], object]:
    return {(table, key): value for table, cells in figures.items() for key, value in cells.items()}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("blank", [False, True])
def test_drawn_tables_are_read_with_their_merged_and_blank_cells(style: str, year: int, *, blank: bool) -> None:
    figures = _figures(year, blank=blank)
    assert _read(_page(year, figures, STYLES[style])) == _flat(figures)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shift", [1, 2])
def test_lines_that_do_not_meet_draw_no_cells(style: str, shift: int) -> None:
    """Wider characters than were reckoned with move what stands behind them."""
    figures = _figures(2024, blank=True)
    moved = [line.replace("件", "件" + " " * shift) for line in _page(2024, figures, STYLES[style])]
    true = _flat(figures)
    assert [(place, value) for place, value in _read(moved).items() if true[place] != value] == []


@pytest.mark.parametrize("style", STYLES)
def test_lines_between_rows_that_do_not_meet_their_walls_draw_no_cells(style: str) -> None:
    figures = _figures(2024, blank=True)
    lines = _page(2024, figures, STYLES[style])
    cut = [line[:-3] + line[-1:] if STYLES[style].level * 5 in line else line for line in lines]
    true = _flat(figures)
    assert [(place, value) for place, value in _read(cut).items() if true[place] != value] == []


@pytest.mark.parametrize("every", [2, 3, 4])
def test_rows_without_a_line_between_them_are_no_one_cell(every: int) -> None:
    figures = _figures(2024, blank=True)
    lines = _page(2024, figures, STYLES["hyphens"])
    across = [n for n, line in enumerate(lines) if line.startswith("+-")]
    dropped = {n for place, n in enumerate(across) if place % every}
    true = _flat(figures)
    read = _read([line for n, line in enumerate(lines) if n not in dropped])
    assert [(place, value) for place, value in read.items() if true[place] != value] == []
