"""Tables whose cells stand between commas or semicolons, as spreadsheets save them, in text and on pages."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids
from fixtures.model import Report
from parsers.lines.comma_rows import with_pipes
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import report
from tests.text_shapes import _expanded

#: How the text of a table stands in a file.
FILES: dict[str, Callable[[str], str]] = {
    "text": lambda text: text,
    "preformatted": lambda text: f"<h1>2023</h1><pre>{text}</pre>",
    "paragraphs": lambda text: f"<h1>2023</h1><p>{text.replace(chr(10), '</p><p>')}</p>",
    "breaks": lambda text: f"<h1>2023</h1><p>{text.replace(chr(10), '<br>')}</p>",
}


def made(year: int, *, blank: bool, most: int = 2000) -> Report:
    figures = history("commas", {year: form_of(year)}, most)[year]
    return report(year, {t: {k: v or (None if blank else 0) for k, v in row.items()} for t, row in figures.items()})


def printed(own: Report, mark: str, *, quoted: bool, expanded: bool, empty: bool = True) -> str:
    found = grids(own.official_form, own.figures)
    out = StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, delimiter=mark, lineterminator="\n")
    out.write("\n".join([own.title, *own.preamble, ""]))
    for section in own.sections:
        out.write("\n".join([section.heading, *section.paragraphs, ""]))
        for grid in found.get(section.table or "", ()):
            plain = [[td.text for td in row] for row in grid.rows]
            rows.writerows(_expanded(grid, "" if empty else None) if expanded else plain)
    return out.getvalue()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize(("expanded", "empty"), [(True, True), (True, False), (False, False)])
@pytest.mark.parametrize(("year", "blank"), [(2023, False), (2023, True), (2020, False)])
def test_cells_between_commas(
    file: str, mark: str, quoted: bool, expanded: bool, empty: bool, year: int, blank: bool
) -> None:
    own = made(year, blank=blank)
    record = parse(FILES[file](printed(own, mark, quoted=quoted, expanded=expanded, empty=empty)).encode())
    assert cells(record) == own.figures
    assert [finding for finding in record.findings if finding.rule.startswith("parse.")] == []
    assert [section.heading for section in record.sections] == [section.heading for section in own.sections]


def test_a_cell_of_several_lines() -> None:
    own = made(2023, blank=False)
    text = printed(own, ",", quoted=True, expanded=True).replace('"商业企业"', '"商业\n企业"')
    assert "商业\n企业" in text
    assert cells(parse(text.encode())) == own.figures


def test_a_row_that_lost_a_figure_gives_none() -> None:
    own = made(2023, blank=False)
    text = printed(own, ",", quoted=False, expanded=True)
    row = next(line for line in text.split("\n") if "上年结转政府信息公开" in line)
    record = parse(text.replace(row, row[: row.rindex(",")]).encode())
    assert cells(record) == {code: own.figures[code] for code in ("disclosure", "remedies")}
    assert [f.where for f in record.findings if f.rule == "parse.table_withheld"] == ["applications"]


@pytest.mark.parametrize("lines", [
    ["2023年,我局主动公开信息120条,其中通知公告30条,政策解读12条", "公开渠道有网站,微信,微博", "三者之比为,3,2,1"],
    ["行政许可,行政处罚,行政强制均已公示", "1,2,3"[:3]],
    ["规章", "0", "0", "0"],
])  # fmt: skip
def test_prose_with_commas_stays(lines: list[str]) -> None:
    assert with_pipes(lines) == lines


def test_many_headers_take_no_time() -> None:
    lines = [*["信息内容,本年制发件数,x,y"] * 20_000, "以上为全部内容。", "a,1,2,3"]
    assert with_pipes(lines) == lines
