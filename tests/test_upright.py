"""Labels that stand upright in their cells: one character a line, on pages and in text."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids, placed
from fixtures.model import Grid, Report, Td
from parsers.lines.upright import upright
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import report
from tests.text_shapes import LOSSY, SHAPES

#: Shapes that print every cell at its place, those with a cell and pipes a line left out: of these blanks are not certain.
WHOLE = [name for name in SHAPES if name not in LOSSY and not name.startswith("a cell a line, pipes")]


def made(year: int) -> Report:
    return report(year, history("upright", {year: form_of(year)}, 40)[year])


def upright_rows(grid: Grid, *, apart: bool) -> list[list[str]]:
    """Rows as wide as the grid. Labels that reach down print a character a line: all in their first row or, `apart`, one
    in each of the rows that they cover.
    """
    rows = [[""] * grid.width for _ in grid.rows]
    for row, column, td in placed(grid):
        rows[row][column] = "\n".join(td.text) if _stands(td) and not apart else td.text
        if _stands(td) and apart:
            for down in range(td.rowspan):
                rows[row + down][column] = td.text[down:] if down == td.rowspan - 1 else td.text[down : down + 1]
    return rows


def _stands(td: Td) -> bool:
    return td.rowspan > 2 and not td.head and not td.figure


def text(own: Report, shape: str, *, apart: bool) -> bytes:
    found = grids(own.official_form, own.figures)
    lines = [own.title, *own.preamble]
    for section in own.sections:
        lines += [section.heading, *section.paragraphs]
        for grid in found.get(section.table or "", ()):
            lines += SHAPES[shape](upright_rows(grid, apart=apart))
    return "\n".join(lines).encode()


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("shape", WHOLE)
@pytest.mark.parametrize("year", [2020, 2023])
def test_labels_of_groups_stand_upright(year: int, shape: str, apart: bool) -> None:
    own = made(year)
    record = parse(text(own, shape, apart=apart))
    assert cells(record) == own.figures
    assert [finding for finding in record.findings if finding.rule.startswith("parse.")] == []


@pytest.mark.parametrize("box", ["{}<br>", "<p>{}</p>", "<div>{}</div>"])
def test_all_labels_of_a_page_stand_upright(box: str) -> None:
    own = made(2023)
    tables = {
        code: "".join(
            "<tr>" + "".join(
                f"<td rowspan={td.rowspan} colspan={td.colspan}>"
                + (td.text if td.figure else "".join(map(box.format, td.text))) + "</td>"
                for td in row
            ) + "</tr>"
            for row in grid.rows
        )
        for code, (grid,) in grids(own.official_form, own.figures).items()
    }  # fmt: skip
    body = "".join(
        f"<p>{s.heading}</p>" + (f"<table>{tables[s.table]}</table>" if s.table else "") for s in own.sections
    )
    assert cells(parse(f"<h1>{own.title}</h1>{body}".encode())) == own.figures


def test_words_of_a_header_one_below_the_other() -> None:
    assert upright([*"自然人商业企业科研机构", "社会公益组织"]) == ["自然人", "商业企业", "科研机构", "社会公益组织"]
    assert upright(["一 | （", *"三）不予公", "开 | 1.属于国家秘密 | 0"]) == [
        "一 | （三）不予公开 | 1.属于国家秘密 | 0"
    ]


@pytest.mark.parametrize("lines", [list("0123"), list("无无无无"), list("春夏秋冬"), ["三", "、", "本年度"], ["规", "章"],
                                   list("零零零"), ["二"], []])  # fmt: skip
def test_other_characters_stay(lines: list[str]) -> None:
    assert upright(lines) == lines


def test_many_characters_take_no_time() -> None:
    assert upright(["人"] * 20_000) == ["人"] * 20_000
