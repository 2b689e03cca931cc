"""Entities that an editor escaped once more, and cells whose figures are pictures."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from fixtures.model import Figures
from fixtures.render import NO_SITE, render_report, render_text
from parsers.record import Report
from parsers.report import parse
from tests import reports
from tests.documents import report_docx, saved
from tests.hand_made import FIGURES, YEAR, cells

MADE = reports.report(YEAR, FIGURES)
PAGE = render_report(MADE, site=NO_SITE | {"invented": ""})
#: A paragraph of a cell, and what it prints.
CELL = re.compile(r'(<p style="text-align: center;">)([^<]+)(</p>)')
PICTURE = '<img src="./W020240118.png"/>'


def of_page(page: str) -> Report:
    assert page != PAGE
    return parse(page.encode())


def without_zeros() -> Figures:
    return {code: {key: value or None for key, value in row.items()} for code, row in FIGURES.items()}


def states(record: Report) -> dict[str, int]:
    found = [cell.state for cell in record.cells]
    return {state: found.count(state) for state in sorted(set(found))}


@pytest.mark.parametrize("blank", ["&amp;nbsp;", "&amp;amp;nbsp;", "&amp;#160;", "&amp;emsp;", "&amp;nbsp",
                                   "&amp;#xa0;"])  # fmt: skip
def test_a_blank_escaped_twice_is_none_of_a_cell(blank: str) -> None:
    record = of_page(CELL.sub(rf"\g<1>{blank}\g<2>{blank}\g<3>", PAGE))
    assert cells(record) == FIGURES
    assert [finding.rule for finding in record.findings] == []


@pytest.mark.parametrize(("entity", "state"), [("&amp;nbsp;", "blank"), ("&amp;mdash;", "dash"), ("&amp;#8212;", "dash"),
                                               ("&amp;lt;br/&amp;gt;", "blank")])  # fmt: skip
def test_an_entity_escaped_twice_in_the_place_of_zeros(entity: str, state: str) -> None:
    record = of_page(PAGE.replace('center;">0</p>', f'center;">{entity}</p>'))
    assert cells(record) == without_zeros()
    zeros = sum(value == 0 for row in FIGURES.values() for value in row.values())
    assert states(record) == dict(sorted({state: zeros, "number": 200 - zeros}.items()))


def test_a_break_escaped_twice_parts_figures() -> None:
    page = PAGE.replace('center;">39</p>', 'center;">3&amp;lt;br&amp;gt;9</p>')
    assert {cell.state for cell in of_page(page).cells if "3" in cell.raw and "9" in cell.raw} == {"text"}


def test_entities_in_paragraphs_and_text() -> None:
    record = of_page(PAGE.replace('2em;">', '2em;">&amp;nbsp;&amp;nbsp;'))
    assert [section.heading for section in record.sections] == list(reports.HEADINGS)
    text = (
        render_text(MADE, trailing="kept").replace(" |", "&ensp;|").replace("“", "&ldquo;").replace("”", "&amp;rdquo;")
    )
    record = parse(text.encode())
    assert "“三安全一稳定”" in next(c.label for c in record.cells if c.row == "denied_security_and_stability")
    assert cells(record) == FIGURES


def test_other_ampersands_stay() -> None:
    record = of_page(PAGE.replace("一、总体情况</p>", "一、总体情况</p><p>见 A&amp;B 网页 x?a=1&amp;lt=2。</p>", 1))
    assert record.sections[0].text.startswith("见 A&B 网页 x?a=1&lt=2。")


def test_figures_that_are_pictures_are_unread() -> None:
    record = of_page(re.sub(r'(center;">)(?:17|39)(</p>)', rf"\g<1>{PICTURE}\g<2>", PAGE))
    unread = {(table, key) for table, row in FIGURES.items() for key, value in row.items() if value in (17, 39)}
    assert unread
    assert {(c.table, f"{c.row}.{c.column}") for c in record.cells if c.state != "number"} == unread
    assert {(c.state, c.value) for c in record.cells if c.state != "number"} == {("text", None)}
    said = [finding.where for finding in record.findings if finding.rule == "parse.figure_unread"]
    assert sorted(map(str, said)) == sorted(f"{table}.{key}" for table, key in unread)


def test_half_of_a_figure_may_be_a_picture() -> None:
    record = of_page(PAGE.replace('center;">39</p>', f'center;">3{PICTURE}</p>'))
    assert [c.value for c in record.cells if c.column == "total" and c.row == "new_received"] == [None]


def test_all_figures_are_pictures() -> None:
    record = of_page(re.sub(r'(center;">)\d+(</p>)', rf"\g<1>{PICTURE}\g<2>", PAGE))
    assert record.is_report
    assert {cell.state for cell in record.cells} == {"text"}
    assert {"parse.figure_unread"} <= {finding.rule for finding in record.findings}


def test_an_article_whose_markup_is_shown_is_read() -> None:
    start = PAGE.index("<div class=TRS_Editor>")
    end = PAGE.index("</div>", start)
    record = of_page(PAGE[:start] + escape(PAGE[start:end]) + PAGE[end:])
    assert cells(record) == FIGURES
    assert [section.heading for section in record.sections] == list(reports.HEADINGS)
    assert record.counts == parse(PAGE.encode()).counts


def test_the_mark_of_a_note_alone_is_no_figure() -> None:
    page = PAGE.replace('center;">39</p>', 'center;"><sup>1</sup></p>').replace(
        'center;">17</p>', 'center;">17<sup>1</sup></p>'
    )
    record = of_page(page)
    marked = {(t, key) for t, row in FIGURES.items() for key, value in row.items() if value == 39}
    assert {(c.table, f"{c.row}.{c.column}") for c in record.cells if c.state != "number"} == marked
    assert {c.value for c in record.cells if c.raw.startswith("17")} == {17}


def test_a_dot_that_keeps_a_cell_open_is_no_figure() -> None:
    dot = '<img src="dot.gif" width="1" height="18"/>'
    record = of_page(PAGE.replace('center;">0</p>', f'center;">{dot}</p>'))
    assert cells(record) == without_zeros()
    assert "text" not in states(record)


def test_pictures_in_cells_are_no_text_of_a_scan() -> None:
    page = f"<h1>清水县水务局2023年政府信息公开工作年度报告</h1><table><tr><td>{PICTURE}</td><td>{PICTURE}</td></tr></table>"
    assert [finding.rule for finding in parse(page.encode()).findings] == ["parse.unreadable"]


def test_a_picture_in_a_cell_of_word() -> None:
    document = docx.Document(BytesIO(report_docx(MADE)))
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    last = document.tables[-1].rows[-1].cells[-1]
    last.paragraphs[0].runs[0].text = ""
    last.paragraphs[0].add_run().add_picture(picture, width=Cm(0.3))
    record = parse(saved(document))
    column = record.cell("remedies", "litigation_after_reconsideration", "total")
    assert column is not None
    assert (column.state, column.value) == ("text", None)
    assert [f.where for f in record.findings] == ["remedies.litigation_after_reconsideration.total"]
