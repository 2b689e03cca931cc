"""Labels and headings in traditional characters are those of the forms; what the cells print stays as printed."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.model import Layout
from fixtures.render import render_report
from parsers.forms.indicators import INDICATORS
from parsers.forms.traditional import TRADITIONAL
from parsers.report import parse
from parsers.words.figures import Figure, read_figure
from parsers.words.labels import COLUMNS
from parsers.words.prose import topic_of
from tests.hand_made import table
from tests.reports import expected, report
from tests.text_shapes import LOSSY, SHAPES, text

SHAPED = {ord(form): chr(printed) for printed, form in TRADITIONAL.items()}


def traditional(page: str) -> bytes:
    """A page with a title as it was and a body in traditional characters."""
    start = page.index("一、总体情况")
    return (page[:start] + page[start:].translate(SHAPED)).encode()


@pytest.mark.parametrize("year", [2020, 2023])
def test_pages(year: int) -> None:
    made = report(year, history("shapes", {year: form_of(year)}, 40)[year])
    record = parse(traditional(render_report(made, Layout(unit_in_cell=True))))
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == expected(made.figures)
    assert (record.form, record.year, record.agency) == (made.form, year, made.agency)
    assert "二、主動公開政府信息情況" in [section.heading for section in record.sections]
    assert [finding.rule for finding in record.findings] == []


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in LOSSY])
def test_texts(shape: str) -> None:
    made = report(2023, history("shapes", {2023: form_of(2023)}, 40)[2023])
    shown, other = ([(c.table, c.row, c.column, c.value) for c in parse(page).cells]
                    for page in (text(made, shape), traditional(text(made, shape).decode())))  # fmt: skip
    assert other == shown
    assert len(shown) == 200


def test_indicators() -> None:
    rows = [["统计指标", "单位", "统计数"], *([label.zh, "条", n] for n, label in enumerate(INDICATORS[2:14], 1))]
    title = "<h1>青禾县教育局2016年政府信息公开工作年度报告</h1>"
    record = parse((title + f"<p>一、概述</p><p>附表</p>{table(rows)}".translate(SHAPED)).encode())
    assert {cell.row: cell.value for cell in record.cells} == {
        label.code: n for n, label in enumerate(INDICATORS[2:14], 1)
    }


def test_words_of_other_times_are_known_in_either_shape() -> None:
    assert COLUMNS.find("歷年累計現行有效件數", "disclosure") is None
    assert topic_of("二、主動公開政府信息情況") == "disclosure"


def test_a_figure_with_its_unit() -> None:
    assert read_figure("12.5萬元") == Figure("number", 12.5, "万元")
    assert read_figure("無") == Figure("dash")
