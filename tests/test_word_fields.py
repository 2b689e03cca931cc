"""Fields of a form and hidden paragraphs in a Word document: what Word shows in a cell is read, and nothing else."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from fixtures.figures import form_of, history
from parsers.record import Cell
from parsers.report import parse
from tests.documents import report_docx, saved
from tests.reports import expected, report

YEAR = 2023
FIGURES = history("fields", {YEAR: form_of(YEAR)}, 40)[YEAR]
PLACE = ("applications", "granted", "business")


STYLES = {
    "Hidden": "<w:rPr><w:vanish/></w:rPr>",
    "Struck": "<w:rPr><w:strike/></w:rPr>",
    "AsHidden": '<w:basedOn w:val="Hidden"/>',
    "Plain": "<w:rPr><w:b/></w:rPr>",
}


@cache
def plain() -> bytes:
    figures = {table: dict(cells) for table, cells in FIGURES.items()}
    figures[PLACE[0]]["granted.business"] = 54321
    return report_docx(report(YEAR, figures))


def read(runs: str) -> Cell:
    """The cell that holds `runs`; all others are those of the report."""
    document = docx.Document(BytesIO(plain()))
    for name, says in STYLES.items():
        style = f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{name}">{says}</w:style>'
        document.styles.element.append(parse_xml(style))
    text = next(t for t in document.element.body.iter(qn("w:t")) if t.text == "54321")
    paragraph = text.getparent().getparent()
    for new in parse_xml(f"<w:tc {nsdecls('w')}>{runs if runs.startswith('<w:p>') else f'<w:p>{runs}</w:p>'}</w:tc>"):
        paragraph.addprevious(new)
    paragraph.getparent().remove(paragraph)
    cells = {(c.table, c.row, c.column): c for c in parse(saved(document)).cells}
    cell = cells.pop(PLACE)
    truth = expected(FIGURES)
    assert {(table, f"{row}.{column}"): c.value for (table, row, column), c in cells.items()} == {
        key: value for key, value in truth.items() if key != (PLACE[0], "granted.business")
    }
    return cell


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(data: str, result: str | None = None) -> str:
    """A field with its data, and the runs of its result if it is parted."""
    parted = "" if result is None else mark("separate") + result
    return mark("begin", f"<w:ffData>{data}</w:ffData>") + parted + mark("end")


def entries(chosen: str = "", *words: object) -> str:
    listed = (f'<w:listEntry w:val="{word}"/>' for word in words or (7, 3, 12))
    return f"<w:ddList>{chosen}{''.join(listed)}</w:ddList>"


def text(content: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{content}</w:t></w:r>'


RESULT, DEFAULT = '<w:result w:val="2"/>', '<w:default w:val="1"/>'
GIVEN = '<w:textInput><w:default w:val="12"/></w:textInput>'


@pytest.mark.parametrize(
    ("runs", "state", "value"),
    [
        (field(entries(RESULT)), "number", 12),
        (field(entries(RESULT + DEFAULT), ""), "number", 12),
        (field(entries(DEFAULT)), "number", 3),
        (field(entries()), "number", 7),
        (field(entries('<w:result w:val="9"/>')), "blank", None),
        (field(entries(RESULT), text("12")), "number", 12),
        (field(entries(RESULT), text("\u2002\u2002")), "number", 12),
        (field(entries(RESULT), text("3")), "text", None),
        (field(entries("", "请选择", 3)), "text", None),
        (text("1") + field(entries(DEFAULT)), "number", 13),
        (field(GIVEN), "number", 12),
        (field(GIVEN, ""), "number", 12),
        (field(GIVEN, text("8")), "number", 8),
        (field(GIVEN, text("\u2002\u2002\u2002\u2002\u2002")), "blank", None),
        (field('<w:textInput><w:type w:val="calculated"/><w:default w:val="12"/></w:textInput>'), "blank", None),
        (field("<w:textInput/>", text("5")), "number", 5),
        (field(GIVEN, field(entries(DEFAULT))), "number", 3),
        (mark("begin", f"<w:ffData>{entries(RESULT)}</w:ffData>"), "blank", None),
        ("<w:r><w:rPr><w:vanish/></w:rPr>" + field(entries(RESULT)).removeprefix("<w:r>"), "blank", None),
    ],
)  # fmt: skip
def test_what_a_field_shows(runs: str, state: str, value: int | None) -> None:
    cell = read(runs)
    assert (cell.state, cell.value) == (state, value)


def paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


@pytest.mark.parametrize(
    ("paragraphs", "value"),
    [
        (paragraph("Hidden", text("7")) + paragraph("Plain", text("3")), 3),
        (paragraph("AsHidden", text("7")) + f"<w:p>{text('3')}</w:p>", 3),
        (paragraph("Struck", text("7")) + paragraph("Plain", text("3")), 3),
        (paragraph("Hidden", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>5</w:t></w:r>' + text("7")), 5),
        (paragraph("Plain", text("7")), 7),
    ],
)
def test_paragraphs_that_their_style_hides_or_strikes_out(paragraphs: str, value: int) -> None:
    assert read(paragraphs).value == value
