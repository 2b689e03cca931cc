"""Tables whose columns are kept by blanks alone, some cells blank."""

from __future__ import annotations

import unicodedata

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids, placed
from fixtures.model import Figures, Grid
from parsers.report import parse
from tests.reports import expected, report


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _aligned(grid: Grid, gap: int, pad: str = " ") -> list[str]:
    """The lines of a table, each cell filled up to the widest of its column; merged cells at their first place."""
    texts = [[""] * grid.width for _ in grid.rows]
    for row, column, td in placed(grid):
        texts[row][column] = td.text
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    filled = (
        (text + " " * ((width - _width(text)) % 2) + pad * ((width - _width(text)) // 2) if pad != " "
         else text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        for row in texts
    )  # fmt: skip
    return [(" " * gap).join(row).rstrip() for row in filled]


def _lines(year: int, figures: Figures, gap: int, pad: str = " ") -> list[str]:
    made = report(year, figures)
    found = grids(made.official_form, figures)
    lines = [made.title, *made.preamble]
    for section in made.sections:
        lines += [section.heading, *section.paragraphs]
        lines += [line for grid in found.get(section.table or "", ()) for line in _aligned(grid, gap, pad)]
    return lines


def _blanked(year: int, every: int) -> Figures:
    """Figures of which every other 0 is blank, and of those of remedies none."""
    figures = history("a", {year: form_of(year)}, 40)[year]
    return {
        table: {
            key: "" if value == 0 and n % every == 0 and table != "remedies" else value
            for n, (key, value) in enumerate(cells.items())
        }
        for table, cells in figures.items()
    }


@pytest.mark.parametrize("gap", [1, 2, 5])
@pytest.mark.parametrize("pad", [" ", "\u3000"])
@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("year", [2020, 2024])
def test_blank_cells_are_told_by_the_columns_of_the_others(year: int, every: int, pad: str, gap: int) -> None:
    figures = _blanked(year, every)
    record = parse("\n".join(_lines(year, figures, gap, pad)).encode())
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == {
        (table, key): None if value == "" else value
        for (table, key), value in {(t, k): v for t, cells in figures.items() for k, v in cells.items()}.items()
    }
    assert not [finding for finding in record.findings if finding.severity == "error"]


def _centred(grid: Grid, gap: int, spare: int) -> list[str]:
    """The lines of a table, each cell but the labels in the middle of its column; an odd blank left (0) or right (1)."""
    texts = [[""] * grid.width for _ in grid.rows]
    for row, column, td in placed(grid):
        texts[row][column] = td.text
    widths = [max(map(_width, column)) + gap for column in zip(*texts, strict=True)]
    lines = []
    for row in texts:
        before = [
            (width - _width(text) + spare) // 2 if n else 0
            for n, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        parts = zip(row, widths, before, strict=True)
        lines.append("".join(" " * left + text + " " * (width - left - _width(text)) for text, width, left in parts))
    return lines


@pytest.mark.parametrize("gap", [2, 3])
@pytest.mark.parametrize("spare", [0, 1])
@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("shift", [0, -3, 3])
def test_figures_in_the_middle_below_their_header(shift: int, every: int, spare: int, gap: int) -> None:
    """A row that is shifted by more than the odd blank is not in the middle."""
    figures = _blanked(2024, every)
    made = report(2024, figures)
    grid = grids(made.official_form, figures)["applications"][0]
    lines = _centred(grid, gap, spare)
    place = next(n for n, line in enumerate(lines) if "本机关不掌握相关政府信息" in line)
    label = lines[place].index("信息") + 2
    lines[place] = lines[place][:label] + lines[place][label:].replace(" ", " " * (shift + 1), 1) if shift > 0 else (
        lines[place][:label] + lines[place][label - min(shift, 0) :])  # fmt: skip
    record = parse("\n".join([made.title, "三、收到和处理政府信息公开申请情况", *lines]).encode())
    true = {place: value for place, value in expected(figures).items() if place[0] == "applications"}
    read = {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells}
    assert read == ({} if shift else {place: None if value == "" else value for place, value in true.items()})


@pytest.mark.parametrize("shift", [-2, -1, 1, 2, 3])
@pytest.mark.parametrize("row", ["二、上年结转", "2.没有现成信息", "四、结转下年度"])
def test_a_row_that_does_not_keep_the_columns_withholds_the_table(row: str, shift: int) -> None:
    figures = {
        table: dict(cells) | ({f"{code}.{c}": "" for code in ("carried_in", "unavailable_needs_creation", "carried_over")
                               for c in ("business", "research_institute")} if table == "applications" else {})
        for table, cells in history("a", {2024: "2021"}, 40)[2024].items()
    }  # fmt: skip
    lines = _lines(2024, figures, 4)
    place = next(n for n, line in enumerate(lines) if line.strip().startswith(row))
    gap = lines[place].rindex("    ")
    lines[place] = (
        lines[place][: gap - 20] + (" " * shift if shift > 0 else "") + lines[place][gap - 20 - min(shift, 0) :]
    )
    record = parse("\n".join(lines).encode())
    true = expected(figures)
    read = {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells}
    assert {place: value for place, value in read.items() if true[place] != value} == {}
    assert [f.where for f in record.findings if f.rule == "parse.table_withheld"] == ["applications"]
