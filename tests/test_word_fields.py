"""Fields of a form in a Word document: what Word shows in a cell is read, and nothing else."""

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


@cache
def plain() -> bytes:
    figures = {table: dict(cells) for table, cells in FIGURES.items()}
    figures[PLACE[0]]["granted.business"] = 54321
    return report_docx(report(YEAR, figures))


def read(runs: str) -> Cell:
    """The cell that holds `runs`; all others are those of the report."""
    document = docx.Document(BytesIO(plain()))
    text = next(t for t in document.element.body.iter(qn("w:t")) if t.text == "54321")
    run = text.getparent()
    for new in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        run.addprevious(new)
    run.getparent().remove(run)
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
