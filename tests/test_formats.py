"""Word, PDF and their likes: whole records, every cell; and what cannot be read is said in one way."""

from __future__ import annotations

import base64
import copy
import dataclasses
import os
import quopri
import stat
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tc
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fixtures.figures import form_of, history
from fixtures.model import Figures, Layout, Report
from fixtures.render import NO_SITE, render_report, render_text
from parsers.document import Grid, Paragraph, UnreadableDocument
from parsers.formats import read_document
from parsers.formats.word import file as word
from parsers.forms import FORMS
from parsers.record import Finding
from parsers.record import Report as Record
from parsers.report import parse
from tests import hostile
from tests.commands import error_lines, run
from tests.documents import Print, report_docx, report_pdf, saved
from tests.reports import expected, report, reports

SHARED = Path(os.environ.get("NIANBAO_SHARED") or Path(__file__).parents[1].parent / "shared")
TEMPLATE = SHARED / "real" / "form-2021-template.docx"
AGENCY = "清水县水务局"


def distinct(year: int) -> Figures:
    """Figures of which no two are alike."""
    numbers = iter(range(101, 999))
    return {
        t: {key: next(numbers) for key in cells} for t, cells in history("", {year: form_of(year)}, 3)[year].items()
    }


def with_blanks(figures: Figures) -> Figures:
    """Every third cell blank, every seventh dashed."""
    return {
        t: {key: None if n % 3 == 0 else "/" if n % 7 == 0 else value for n, (key, value) in enumerate(cells.items())}
        for t, cells in figures.items()
    }


def cells_of(record: Record, table: str) -> dict[tuple[str, str], object]:
    return {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells if c.table == table}


def whole(record: Record, made: Report, format_name: str) -> None:
    """The record is that of the report: all cells with their states, sections, and who and when."""
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == expected(made.figures), record.findings
    states = {None: "blank", "/": "dash"}
    assert {(c.table, f"{c.row}.{c.column}"): c.state for c in record.cells} == {
        (t, key): states.get(value, "number") if not isinstance(value, int) else "number"
        for t, cells in made.figures.items() for key, value in cells.items()
    }  # fmt: skip
    assert (record.agency, record.year, record.form, record.format) == (made.agency, made.year, made.form, format_name)
    assert [section.heading for section in record.sections] == [section.heading for section in made.sections]
    assert record.period is not None
    assert (record.period.start, record.period.end) == (f"{made.year}-01-01", f"{made.year}-12-31")
    assert not [f for f in record.findings if f.rule.startswith("parse.")]


# Word


@given(reports(), st.sampled_from(["none", "label", "table", "headed"]))
@settings(max_examples=8)
def test_docx_in_any_split(made: Report, split: str) -> None:
    record = parse(report_docx(made, split))  # type: ignore[arg-type]
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == expected(made.figures)
    assert (record.agency, record.year, record.form, record.format) == (made.agency, made.year, made.form, "docx")


@pytest.mark.parametrize("year", [2020, 2023])
def test_docx_whole(year: int) -> None:
    for figures in (distinct(year), with_blanks(distinct(year))):
        made = report(year, figures)
        whole(parse(report_docx(made)), made, "docx")


@cache
def plain_docx() -> bytes:
    return report_docx(report(2023, distinct(2023)))


def words(cell: CT_Tc) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def changed(change: object) -> bytes:
    """The Word document of a report after `change`."""
    document = docx.Document(BytesIO(plain_docx()))
    change(document)  # type: ignore[operator]
    return saved(document)


def in_controls(document: Word) -> None:
    """Every table, row and cell in a content control."""
    for tag in ("w:tbl", "w:tr", "w:tc"):
        for element in list(document.element.body.iter(qn(tag))):
            control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
            element.addprevious(control)
            control[0].append(element)


def inserted(document: Word) -> None:
    """Every run a tracked insertion, beside a tracked deletion and a move away of other figures."""
    for element in list(document.element.body.iter(qn("w:r"))):
        insertion = parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"/>')
        element.addprevious(insertion)
        insertion.append(element)
        insertion.addprevious(parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>8</w:delText></w:r></w:del>'
        ))  # fmt: skip
        insertion.addprevious(parse_xml(
            f'<w:moveFrom {nsdecls("w")} w:id="3" w:author="a"><w:r><w:t>8</w:t></w:r></w:moveFrom>'
        ))  # fmt: skip


def hidden(document: Word) -> None:
    """A hidden figure before each."""
    for element in list(document.element.body.iter(qn("w:r"))):
        element.addprevious(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>"))


def in_boxes(document: Word) -> None:
    """Every figure in a text box, once for Word of today and once for that of yesterday."""
    boxes = 0
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for cell in list(document.element.body.iter(qn("w:tc"))):
        runs = list(cell.iter(qn("w:r")))
        if len(runs) == 1 and words(cell).isdigit():
            box = parse_xml(
                f"<w:r {nsdecls('w')} {mc}><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice>"
                "<mc:Fallback><w:txbxContent><w:p/></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            )
            runs[0].addprevious(box)
            for paragraph in box.iter(qn("w:p")):
                paragraph.append(copy.deepcopy(runs[0]))
            runs[0].getparent().remove(runs[0])
            boxes += 1
    assert boxes == 200


def in_a_frame_table(document: Word) -> None:
    """The whole report in the cell of a table."""
    body = document.element.body
    parts = [part for part in body if part.tag != qn("w:sectPr")]
    cell = document.add_table(1, 1).cell(0, 0)._tc
    for part in parts:
        cell.append(part)


def split_runs(document: Word) -> None:
    """Every run cut into characters."""
    for element in list(document.element.body.iter(qn("w:r"))):
        for character in reversed(element.text):
            element.addnext(parse_xml(f"<w:r {nsdecls('w')}><w:t>{character}</w:t></w:r>"))
        element.getparent().remove(element)


def legacy_merges(document: Word) -> None:
    """Cells merged to the right as old programs write it: each place a cell, the later ones continuing."""
    for cell in list(document.element.body.iter(qn("w:tc"))):
        span = cell.grid_span
        if span > 1:
            properties = cell.get_or_add_tcPr()
            properties.remove(properties.find(qn("w:gridSpan")))
            properties.append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="restart"/>'))
            for _ in range(span - 1):
                cell.addnext(parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"))


@pytest.mark.parametrize(
    "change", [in_controls, inserted, hidden, in_boxes, in_a_frame_table, split_runs, legacy_merges]
)
def test_docx_as_its_editors_leave_it(change: object) -> None:
    whole(parse(changed(change)), report(2023, distinct(2023)), "docx")


def test_docx_whose_main_part_has_another_name() -> None:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(plain_docx())) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                body = body.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                body,
            )
    whole(parse(file.getvalue()), report(2023, distinct(2023)), "docx")


@pytest.mark.parametrize(
    ("content", "state", "value"),
    [
        ("<w:t>1</w:t><w:br/><w:t>2</w:t>", "text", None),
        ("<w:t>1</w:t><w:tab/><w:t>2</w:t>", "text", None),
        ("<w:noBreakHyphen/><w:t>3</w:t>", "number", -3),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>3</w:t>', "text", None),
        ("<w:t>1</w:t></w:r><w:r><w:t>2</w:t>", "number", 12),
        ("<w:rPr><w:strike/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>12</w:t>", "number", 12),
        ('<w:rPr><w:strike w:val="0"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t>', "number", 12),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t>', "number", 12),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>1</w:t>', "number", 12),
        ('<w:rPr><w:rStyle w:val="Struck"/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>12</w:t>', "number", 12),
        ('<w:rPr><w:rStyle w:val="AsStruck"/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>12</w:t>', "number", 12),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Raised"/></w:rPr><w:t>1</w:t>', "number", 12),
        (
            '<w:rPr><w:rStyle w:val="Struck"/><w:strike w:val="0"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t>',
            "number",
            12,
        ),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>1</w:t>', "text", None),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:position w:val="-6"/></w:rPr><w:t>1</w:t>', "text", None),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:sz w:val="10"/></w:rPr><w:t>1</w:t>', "text", None),
        ('<w:t>12</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>1</w:t>', "text", None),
        ('<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>12</w:t>', "text", None),
        ('<w:t>1</w:t></w:r><w:r><w:rPr><w:sz w:val="18"/><w:color w:val="FF0000"/></w:rPr><w:t>2</w:t>', "number", 12),
    ],
)
def test_what_a_word_cell_prints(content: str, state: str, value: int | None) -> None:
    def change(document: Word) -> None:
        for name, says in (
            ("Struck", "<w:rPr><w:strike/></w:rPr>"),
            ("AsStruck", '<w:basedOn w:val="Struck"/>'),
            ("Raised", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
        ):
            style = f'<w:style {nsdecls("w")} w:type="character" w:styleId="{name}">{says}</w:style>'
            document.styles.element.append(parse_xml(style))
        cell = next(tc for tc in document.element.body.iter(qn("w:tc")) if words(tc) == "150")
        run = next(cell.iter(qn("w:r")))
        for new in parse_xml(f"<w:p {nsdecls('w')}><w:r>{content}</w:r></w:p>"):
            run.addprevious(new)
        run.getparent().remove(run)

    [cell] = [c for c in parse(changed(change)).cells if c.state != "number" or c.value == value]
    assert (cell.table, cell.state, cell.value) == ("applications", state, value)


@pytest.mark.skipif(not TEMPLATE.is_file(), reason="the official form is not here")
def test_the_official_form_filled_in() -> None:
    figures = distinct(2023)
    document = docx.Document(str(TEMPLATE))
    disclosure, applications, remedies = document.tables
    numbers = iter(range(101, 999))
    for row in disclosure.rows:
        if row.cells[0].text.strip() in ("规章", "行政规范性文件"):
            for cell in row.cells[1:]:
                cell.text = str(next(numbers))
        elif row.cells[0].text.strip() in ("行政许可", "行政处罚", "行政强制", "行政事业性收费"):
            row.cells[1].text = str(next(numbers))
    for row in [*applications.rows[3:], remedies.rows[-1]]:
        for cell in row.cells[3:] if row.table is applications else row.cells:
            cell.text = str(next(numbers))
    heading = next(p for p in document.paragraphs if "格式模板" in p.text)
    heading.text = f"{AGENCY}2023年政府信息公开工作年度报告"
    for paragraph in document.paragraphs:
        if paragraph.text.strip() == "（文字描述）":
            paragraph.text = "2023年1月1日至2023年12月31日，全年召开会议3次。"
    record = parse(saved(document))
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == expected(figures)
    assert (record.agency, record.year, record.form) == (AGENCY, 2023, "2021")


@pytest.mark.skipif(not TEMPLATE.is_file(), reason="the official form is not here")
def test_the_official_form_left_empty_is_no_report() -> None:
    record = parse(TEMPLATE.read_bytes())
    assert (record.cells, [f.rule for f in record.findings]) == ((), ["parse.not_a_report"])


# DOC and WPS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ODT = b"PK\x03\x04\x14\x00" + bytes(20) + b"\x08\x00\x00\x00mimetypeapplication/vnd.oasis.opendocument.text" + bytes(99)


def office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch, name: str = "soffice") -> None:
    """Put a program of that name on the path, and nothing else."""
    program = folder / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
@pytest.mark.parametrize("head", [OLE, b"{\\rtf1\\ansi " + bytes(20), ODT])
def test_doc_through_an_office(name: str, head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = report(2023, distinct(2023))
    (tmp_path / "made.docx").write_bytes(plain_docx())
    # The last arguments are --convert-to docx --outdir FOLDER FILE.
    script = f'''for last; do :; done
    [ "$1 $3 $4 $5" = "--headless --convert-to docx --outdir" ] || exit 1
    head -c 5 "$last" > "{tmp_path}/given"
    cp "{tmp_path}/made.docx" "$6/report.docx"'''
    office(tmp_path, script, monkeypatch, name)
    whole(parse(head), made, "doc")
    assert (tmp_path / "given").read_bytes() == head[:5]


def test_an_office_that_fails_or_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "exit 77", monkeypatch)
    with pytest.raises(UnreadableDocument, match="could not convert"):
        parse(OLE)
    monkeypatch.setattr(word, "_CONVERSION_SECONDS", 1)
    held = tmp_path / "held"
    os.mkfifo(held)
    end = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    office(tmp_path, f"exec 9> {held}; sleep 100 & wait", monkeypatch)
    with pytest.raises(UnreadableDocument, match="did not finish"):
        parse(OLE)
    # The pipe has an end when the last process that held it is gone, the child of the office too.
    os.set_blocking(end, True)
    with os.fdopen(end, "rb") as pipe:
        assert pipe.read() == b""


def test_without_an_office_one_finding_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "report.wps").write_bytes(OLE)
    record = parse(OLE)
    message = "DOC/WPS 文件需要 LibreOffice 才能读取 / install LibreOffice to read DOC and WPS files"
    assert (record.format, record.cells, record.form) == ("doc", (), None)
    assert record.findings == (Finding("parse.unreadable", "error", message),)
    assert run("parse", tmp_path / "report.wps").exit_code == 1


# PDF


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("lead", [0, 14, 20, 23, 29, 33])
def test_pdf_tables_cut_by_the_page_at_any_row(year: int, lead: int) -> None:
    made = report(year, distinct(year))
    whole(parse(report_pdf(made, lead)), made, "pdf")


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("repeated", [2, 3])
@pytest.mark.parametrize("lead", [22, 26, 29, 31])
def test_rows_of_another_block_below_the_first_header_printed_again(year: int, repeated: int, lead: int) -> None:
    made = report(year, distinct(year))
    record = parse(report_pdf(made, lead, Print(repeated=repeated)))
    assert cells_of(record, "disclosure") == {k: v for k, v in expected(made.figures).items() if k[0] == "disclosure"}


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("repeated", [0, 3])
@pytest.mark.parametrize("lead", range(0, 36, 3))
def test_rows_that_the_end_of_a_page_cuts(year: int, repeated: int, lead: int) -> None:
    made = report(year, distinct(year))
    whole(parse(report_pdf(made, lead, Print(cut=True, repeated=repeated))), made, "pdf")


@pytest.mark.parametrize("lead", range(0, 36, 5))
def test_tables_of_a_pdf_right_below_each_other(lead: int) -> None:
    """On each page their columns are numbered anew, with those of what else stands there."""
    figures = history("", {2023: form_of(2023)}, 40)[2023]
    record = parse(report_pdf(report(2023, figures), lead, Print(together=True)))
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == expected(figures)


@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("torn", [1, 2, 1000])
@pytest.mark.parametrize("lead", range(0, 36, 5))
def test_a_page_that_cuts_rows_gives_no_other_figure(lead: int, torn: int, blanks: bool) -> None:
    figures = with_blanks(distinct(2023)) if blanks else distinct(2023)
    record = parse(report_pdf(report(2023, figures), lead, Print(cut=True, torn=torn)))
    truth = {
        (t, key): {None: "blank", "/": "dash"}.get(v, v) for t, cells in figures.items() for key, v in cells.items()
    }  # type: ignore[call-overload]
    printed = {(c.table, f"{c.row}.{c.column}"): c.value if c.state == "number" else c.state for c in record.cells}
    assert {key: value for key, value in printed.items() if value not in ("text", truth[key])} == {}
    said = {f.where for f in record.findings if f.severity == "error"}
    assert {table for table, _ in truth} <= {table for table, _ in printed} | said
    whole_rows = torn == 1000 and not blanks
    assert not (whole_rows and "text" in printed.values())


@pytest.mark.parametrize(
    "without", [("left",), ("right",), ("left", "right"), ("top",), ("bottom",), ("top", "bottom")]
)
@pytest.mark.parametrize("lead", [0, 20, 27])
def test_tables_at_whose_sides_no_line_is_drawn(without: tuple[str, ...], lead: int) -> None:
    """A row of figures alone, without a line above and below, is text: that it is whole is known by its sums."""
    made = report(2023, distinct(2023) | {"remedies": history("sides", {2023: form_of(2023)}, 60)[2023]["remedies"]})
    whole(parse(report_pdf(made, lead, Print(without=without))), made, "pdf")


@pytest.mark.parametrize(("roomy", "lead"), [(0, 20), (1, 5), (2, 0), (2, 15), (2, 19), (2, 30), (3, 25), (3, 35)])
def test_rows_of_which_nothing_stands_before_the_end_of_the_page(roomy: int, lead: int) -> None:
    """Neither are they blank there, nor are there two of them."""
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, lead, Print(cut=True, low=True, roomy=roomy))), made, "pdf")


@pytest.mark.parametrize("lead", [0, 20, 27])
def test_a_shade_behind_words_draws_no_cell(lead: int) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, lead, Print(shade=True))), made, "pdf")


@pytest.mark.parametrize("dotted", [("left",), ("left", "right")])
@pytest.mark.parametrize("lead", [0, 20, 27])
def test_lines_of_dots(dotted: tuple[str, ...], lead: int) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, lead, Print(dotted=dotted))), made, "pdf")


@pytest.mark.parametrize("far", [2, 3.5, 5])
@pytest.mark.parametrize("lead", [0, 20, 27])
def test_a_second_line_around_tables_makes_no_rows_and_columns(far: float, lead: int) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, lead, Print(frame=far))), made, "pdf")


@pytest.mark.parametrize("lead", [20, 29])
def test_pdf_with_blank_cells(lead: int) -> None:
    made = report(2023, with_blanks(distinct(2023)))
    whole(parse(report_pdf(made, lead)), made, "pdf")


@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("lead", [0, 20])
def test_pdf_without_rules_never_gives_another_figure(lead: int, blanks: bool) -> None:
    figures = with_blanks(distinct(2023)) if blanks else distinct(2023)
    record = parse(report_pdf(report(2023, figures), lead, Print(ruled=False)))
    truth = expected(figures)
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells}.items() <= truth.items()
    read = {c.table for c in record.cells}
    assert set(figures) - read <= {f.where for f in record.findings if f.rule == "parse.table_withheld"}


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(("rotation", "amiss"), [(0, 180), (0, 90), (0, 270), (90, 180), (90, 270), (270, 180)])
def test_pdf_pages_that_are_not_turned_as_they_should_be(rotation: int, amiss: int, ruled: bool) -> None:
    made = report(2024, history("pdf", {2024: form_of(2024)}, 40)[2024])
    whole(parse(report_pdf(made, how=Print(rotation=rotation, amiss=amiss, ruled=ruled))), made, "pdf")


@pytest.mark.parametrize("rotation", [90, 270])
def test_pdf_pages_that_are_turned(rotation: int) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, how=Print(rotation=rotation))), made, "pdf")


def test_a_seal_on_a_page_of_a_pdf_is_none_of_its_lines() -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, how=Print(seal=True))), made, "pdf")


def test_bold_print_in_a_pdf_is_no_figure_of_twice_as_many_digits() -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, how=Print(bold=True))), made, "pdf")


@pytest.mark.parametrize(("size", "angle"), [(12, 45), (40, 30), (9, 90), (12, 315)])
def test_a_watermark_that_is_turned_adds_no_digits(size: int, angle: int) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, how=Print(stamp=(size, angle)))), made, "pdf")


@pytest.mark.parametrize(("size", "light"), [(12, 0.0), (40, 0.0), (40, 0.8), (9, 0.8), (9, 0.6)])
@pytest.mark.parametrize("blank", [False, True])
def test_a_watermark_that_is_not_turned_adds_no_digits_unsaid(size: int, light: float, *, blank: bool) -> None:
    figures = with_blanks(distinct(2023)) if blank else distinct(2023)
    record = parse(report_pdf(report(2023, figures), how=Print(stamp=(size, 0), light=light)))
    truth = expected(figures)
    assert [c for c in record.cells if c.state == "number" and c.value != truth[c.table, f"{c.row}.{c.column}"]] == []


@pytest.mark.parametrize("note", [(5, 4, 0.0), (5, 0, 0.0), (9, 3, 0.0), (9, 0, 0.8), (5, -2, 0.0)])
def test_a_digit_of_a_pdf_that_is_printed_otherwise_than_its_figure_is_not_of_it(note: tuple[int, int, float]) -> None:
    made = report(2023, distinct(2023))
    record = parse(report_pdf(made, how=Print(note=note)))
    truth = expected(made.figures)
    assert [c for c in record.cells if c.state == "number" and c.value != truth[c.table, f"{c.row}.{c.column}"]] == []
    marked = {c.row for c in record.cells if c.table == "applications" and c.state == "text"}
    assert len(marked) == len(FORMS["2021"].tables[1].rows)
    errors = {f.rule for f in record.findings if f.severity == "error"}
    assert errors == {"parse.figure_uncertain", "parse.figure_unread"}


@pytest.mark.parametrize("note", [(5, 4, 0.0), (5, 0, 0.0), (9, 0, 0.8), (5, 1, 0.0)])
def test_such_a_digit_in_a_pdf_without_rules_is_not_of_its_figure(note: tuple[int, int, float]) -> None:
    made = report(2023, distinct(2023))
    record = parse(report_pdf(made, how=Print(ruled=False, note=note)))
    truth = expected(made.figures)
    assert [c for c in record.cells if c.state == "number" and c.value != truth[c.table, f"{c.row}.{c.column}"]] == []
    said = {f.where for f in record.findings if f.severity == "error"}
    assert {table for table, _ in truth} <= {c.table for c in record.cells} | said


@pytest.mark.parametrize("factor", [10**4, 10**6, 10**8, 10**10])
def test_figures_that_run_over_into_the_next_cell_of_a_pdf_are_not_read(factor: int) -> None:
    figures = {
        table: {key: value * factor if n % 4 == 1 else value for n, (key, value) in enumerate(cells.items())}  # type: ignore[operator]
        for table, cells in distinct(2023).items()
    }
    record = parse(report_pdf(report(2023, figures), how=Print(wrapped=False)))
    truth = expected(figures)
    assert [c for c in record.cells if c.state == "number" and c.value != truth[c.table, f"{c.row}.{c.column}"]] == []
    over = [c for c in record.cells if c.state == "text"]
    assert bool(over) == (factor > 10**4)
    said = {"parse.figure_uncertain", "parse.figure_unread"} if over else set()
    assert {f.rule for f in record.findings if f.severity == "error"} == said


def longer(factor: int, every: int, *tables: str) -> Figures:
    """Distinct figures, every n-th of `tables` so many times as large."""
    return {
        table: {
            key: value * factor if table in tables and n % every == 1 % every else value  # type: ignore[operator]
            for n, (key, value) in enumerate(cells.items())
        }
        for table, cells in distinct(2023).items()
    }


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize(("factor", "every"), [(10**8, 1), (10**9, 1), (10**9, 4), (10**18, 7)])
def test_a_figure_of_a_pdf_that_is_too_long_for_its_cell_is_one(factor: int, every: int, centred: bool) -> None:
    made = report(2023, longer(factor, every, "applications"))
    whole(parse(report_pdf(made, how=Print(centred=centred))), made, "pdf")


@pytest.mark.parametrize("centred", [False, True])
def test_a_figure_of_a_pdf_that_is_broken_without_need_is_said_not_to_be_read(centred: bool) -> None:
    figures = longer(100, 4, *distinct(2023))
    record = parse(report_pdf(report(2023, figures), how=Print(torn=3, centred=centred)))
    broken = {key for key, value in expected(figures).items() if len(str(value)) > 3}
    assert {(c.table, f"{c.row}.{c.column}") for c in record.cells if c.state == "text"} == broken
    said = [f for f in record.findings if f.severity == "error"]
    assert {(f.rule, f.where) for f in said} == {("parse.figure_unread", f"{t}.{place}") for t, place in broken}
    assert "“规章”：“102 00”" in said[0].message


@pytest.mark.parametrize("torn", [1, 2])
@pytest.mark.parametrize("lead", [0, 25])
def test_broken_figures_of_a_pdf_whose_row_adds_up_are_whole(torn: int, lead: int) -> None:
    figures = history("", {2023: form_of(2023)}, 400)[2023]
    record = parse(report_pdf(report(2023, figures), lead, Print(torn=torn, cut=True)))
    truth = {key: value for key, value in expected(figures).items() if key[0] != "disclosure"}
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells if c.table != "disclosure"} == truth
    assert max(value for value in truth.values() if isinstance(value, int)) > 99
    wrong = figures | {"applications": figures["applications"] | {"new_received.total": 998}}
    record = parse(report_pdf(report(2023, wrong), lead, Print(torn=torn, cut=True)))
    row = {c.column: c.state for c in record.cells if c.table == "applications" and c.row == "new_received"}
    assert row["total"] == "text"


def test_two_figures_in_each_cell_of_a_pdf_are_none() -> None:
    """Such as those of two years: run together they would add up as well."""
    figures = history("", {2023: form_of(2023)}, 40)[2023]
    twice = {key: f"{value}\n{value}" for key, value in figures["applications"].items()}
    record = parse(report_pdf(report(2023, figures | {"applications": twice})))  # type: ignore[dict-item]
    assert {cell.state for cell in record.cells if cell.table == "applications"} <= {"text"}


@pytest.mark.parametrize(
    ("baseline", "texts"),
    [
        (526, [["12", ""], ["", ""]]), (506, [["", ""], ["12", ""]]),
        (516, [["\ufffd", ""], ["12\ufffd", ""]]), (494, [["", ""], ["\ufffd", ""]]),
    ],
)  # fmt: skip
def test_figures_across_the_line_below_their_cell_are_marked(baseline: int, texts: list[list[str]]) -> None:
    boxes = b"".join(b"%d %d 40 20 re S " % (x, y) for x in (50, 90) for y in (500, 520))
    content = b"BT /F1 9 Tf 60 %d Td (12) Tj ET " % baseline + boxes
    [grid] = read_document(hostile.page(hostile.stream(content, b""))).grids
    assert [[cell.text for cell in row] for row in grid.rows] == texts


def test_lines_that_end_within_a_table_are_at_no_side_of_it() -> None:
    """Cells over two rows, at the left above and below a row of one cell, which no line parts."""
    level = [(50, 130, 700), (90, 130, 680), (50, 130, 660), (50, 130, 640), (90, 130, 620), (50, 130, 600)]
    upright = [(50, 700, 600), (130, 700, 600), (90, 700, 660), (90, 640, 600)]
    lines = [f"{x0} {y} m {x1} {y} l S" for x0, x1, y in level] + [f"{x} {y0} m {x} {y1} l S" for x, y0, y1 in upright]
    words = [(60, 675, "1"), (100, 685, "2"), (100, 665, "3"), (70, 645, "4567890"), (60, 615, "5"), (100, 625, "6")]
    printed = [f"BT /F1 9 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in words]
    [grid] = read_document(hostile.page(hostile.stream(" ".join([*lines, *printed]).encode(), b""))).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [["1", "2"], ["3"], ["4567890"], ["5", "6"], [""]]


def test_a_table_beside_the_paper_is_not_printed() -> None:
    boxes = b"".join(b"%d %d 40 20 re S " % (x, y) for x in (50, 90) for y in (-500, -520))
    record = parse(hostile.page(hostile.stream(b"BT /F1 9 Tf 50 700 Td (hello) Tj ET " + boxes, b"")))
    assert (record.preamble, [f.rule for f in record.findings]) == ("hello", ["parse.not_a_report"])


def scanned(pages: int) -> bytes:
    """A PDF whose pages are pictures."""
    file = BytesIO()
    canvas = Canvas(file)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


LONG = "".join(
    f"第{n}科室公开各类政府信息{1000 + 7 * n}条，其中工作动态{900 + n}条，收到群众来信{10 + n}封，" for n in range(60)
)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "第{page}页，共9页"),
        ("", "第 {page} 页 / 共 9 页"),
        ("", "共9页 第{page}页"),
        ("", "Page {page} of 9"),
        (f"{AGENCY}2024年政府信息公开工作年度报告", "~ {page} ~"),
        ("共印100份", f"{AGENCY}  {{page}}"),
        ("", "联系电话：0951-6012345"),
    ],
)
@pytest.mark.parametrize("lead", [0, 2])
def test_what_stands_on_every_page_of_a_pdf_parts_no_figure(head: str, foot: str, lead: int) -> None:
    made = report(2024, distinct(2024))
    prose = made.sections[0].paragraphs[0] + "我局按照要求" * lead + LONG
    made = dataclasses.replace(
        made, sections=(dataclasses.replace(made.sections[0], paragraphs=(prose,)), *made.sections[1:])
    )
    record = parse(report_pdf(made, how=Print(head=head, foot=foot, broken=True)))
    assert [count.value for count in record.counts if count.section == 1] == [
        3, *(value for n in range(60) for value in (1000 + 7 * n, 900 + n, 10 + n))
    ]  # fmt: skip
    assert len(record.cells) == len(parse(report_docx(made)).cells)


@pytest.mark.parametrize("sentences", [3, 30, 60])
def test_prose_in_two_columns_of_a_pdf(sentences: int) -> None:
    made = report(2024, distinct(2024))
    long = LONG[: LONG.index(f"第{sentences - 1}科室")]
    made = dataclasses.replace(
        made, sections=(dataclasses.replace(made.sections[0], paragraphs=(long,)), *made.sections[1:])
    )
    record = parse(report_pdf(made, how=Print(broken=True, columns=2)))
    assert [count.value for count in record.counts if count.section == 1] == [
        value for n in range(sentences - 1) for value in (1000 + 7 * n, 900 + n, 10 + n)
    ]
    assert (record.period, len(record.cells)) == (parse(report_docx(made)).period, len(parse(report_docx(made)).cells))
    assert record.sections[0].text == long


@pytest.mark.parametrize("before", range(1, 44, 3))
def test_figures_that_go_to_the_next_line_of_a_pdf_whole(before: int) -> None:
    made = report(2024, distinct(2024))
    said = (
        f"{'全年工作按照计划推进' * 5}"[:before] + "，主动公开政府信息3330条，占27.27%。公开财政信息128.45条，占12.1%。"
    )
    sections = (dataclasses.replace(made.sections[0], paragraphs=(said * 4, "下一步继续努力。")), *made.sections[1:])
    record = parse(report_pdf(dataclasses.replace(made, sections=sections), how=Print(broken=True, kept=True)))
    assert record.sections[0].text == f"{said * 4}\n下一步继续努力。"


def test_digits_of_a_pdf_whose_font_does_not_tell_what_they_are_are_said() -> None:
    record = parse(report_pdf(report(2024, distinct(2024)), how=Print(nameless=True)))
    assert (record.agency, record.year, record.counts) == (AGENCY, None, ())
    assert not any(cell.state == "number" for cell in record.cells)
    assert sum(cell.state == "text" for cell in record.cells) == sum(
        f.rule == "parse.figure_unread" for f in record.findings
    )
    assert {"parse.text_unread", "parse.year_unknown"} <= {f.rule for f in record.findings}


def test_a_pdf_whose_fonts_tell_of_no_character_is_unreadable() -> None:
    data = report_pdf(report(2024, distinct(2024))).replace(b"/UniGB-UCS2-H", b"/Identity-H   ")
    assert parse(data).findings[-1].rule == "parse.unreadable"
    assert parse(data).cells == parse(data).counts == ()


def test_a_font_that_lacks_something_is_no_message(caplog: pytest.LogCaptureFixture) -> None:
    made = report(2023, distinct(2023))
    lacking = report_pdf(made).replace(b"/FontBBox", b"/FontBoxx")
    assert b"/FontBoxx" in lacking
    whole(parse(lacking), made, "pdf")
    assert caplog.records == []


def test_a_scanned_pdf_is_recognised() -> None:
    record = parse(scanned(3), name="清水县水务局2023年政府信息公开工作年度报告.pdf")
    assert record.cells == record.sections == ()
    assert record.findings == (
        Finding("parse.unreadable", "error", "文件没有文字层 / 3 pictures, no text: a scan"),
    )  # fmt: skip


@pytest.mark.parametrize("how", [Print(mode=3, picture="RGBA"), Print(picture="RGB")])
def test_what_a_machine_read_in_a_scan_is_not_read(how: Print) -> None:
    record = parse(report_pdf(report(2023, distinct(2023)), how=how))
    pages = {f.where for f in record.findings if f.rule == "parse.text_hidden"}
    assert record.cells == record.sections == ()
    assert pages == {f"page {n + 1}" for n in range(len(pages))}
    assert record.findings[-1].rule == "parse.unreadable"


@pytest.mark.parametrize("how", [Print(picture="RGBA"), Print(picture="RGB", opacity=0.3)])
def test_text_below_a_picture_that_lets_it_through_is_read(how: Print) -> None:
    made = report(2023, distinct(2023))
    whole(parse(report_pdf(made, how=how)), made, "pdf")


def test_pictures_of_the_tables_in_a_pdf_are_no_zeros() -> None:
    made = report(2023, {})
    record = parse(report_pdf(made))
    assert record.cells == ()
    assert {f.where for f in record.findings if f.rule == "parse.table_missing"} == {
        "disclosure",
        "applications",
        "remedies",
    }


def test_an_encrypted_pdf() -> None:
    with pytest.raises(UnreadableDocument, match="opens only with a password"):
        parse(report_pdf(report(2023, distinct(2023)), how=Print("secret")))


@pytest.mark.parametrize("keep", [9, 40, 500, 5000, -2000, -200])
def test_a_torn_pdf_ends_in_a_finding_or_in_one_line(keep: int, tmp_path: Path) -> None:
    made = report(2023, distinct(2023))
    (tmp_path / "torn.pdf").write_bytes(report_pdf(made)[:keep])
    result = run("parse", "--lines", tmp_path / "torn.pdf")
    assert result.exit_code in (0, 1, 2)
    assert len(error_lines(result)) == (result.exit_code == 2)


# Pages that hold no report of their own


def shell(body: str) -> bytes:
    """A page with the title of a report and `body`."""
    title = f"{AGENCY}2023年政府信息公开工作年度报告"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div id='zoom'>{body}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("body", "file"),
    [
        ('<p>附件：<a href="P020240101.pdf">年度报告.pdf</a></p>', "P020240101.pdf"),
        ('<p>请下载：<a href="/attach/download.jsp?id=7">下载</a></p>', "/attach/download.jsp?id=7"),
        ('<iframe src="/files/r.pdf"></iframe>', "/files/r.pdf"),
        ('<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2Fr.pdf#page=1">请升级浏览器</iframe>', "/files/r.pdf"),
        ('<object data="r.pdf" type="application/pdf"><embed src="r.pdf"></object>', "r.pdf"),
        ('<embed src="../r.PDF" width=800>', "../r.PDF"),
        ('<script>showVsbpdfIframe("/__local/A/r.pdf","100%","600")</script>', "/__local/A/r.pdf"),
    ],
)
def test_a_page_that_only_shows_a_file(body: str, file: str) -> None:
    record = parse(shell(body))
    assert (record.cells, record.form, record.year, record.agency) == ((), None, 2023, AGENCY)
    assert [(f.rule, f.severity, f.where) for f in record.findings] == [("parse.attachment_only", "note", file)]


def test_a_page_whose_report_is_pictures() -> None:
    record = parse(shell("<p><img src=1.jpg></p><p><img src=2.jpg></p>"))
    assert (record.cells, record.form) == ((), None)
    assert record.findings == (Finding("parse.unreadable", "note", "正文是 2 张图片 / the report is in pictures"),)


@pytest.mark.parametrize(
    "own", ["\ue0000\ue001", "\ue0007\ue001", "\ue000", "\ue000\ue000", "\ue001", "甲\ue0009\ue001乙"]
)
@pytest.mark.parametrize("escaped", [False, True])
def test_private_characters_of_a_page_stand_for_none_of_its_tables(own: str, escaped: bool) -> None:
    table = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    printed = "".join(f"&#{ord(mark)};" for mark in own) if escaped else own
    page = f"<body><div><p>一、总体情况</p><p>{printed}</p>{table}<p>{printed}</p>{table}<p>尾</p></div></body>"
    blocks = read_document(page.encode()).blocks
    grids = [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]
    assert grids == [[["甲", "1"], ["乙", "2"]]] * 2
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["一、总体情况", own, own, "尾"]
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Grid, Paragraph, Grid, Paragraph]


@pytest.mark.parametrize("pictures", [("applications",), ("disclosure", "applications", "remedies")])
def test_tables_that_are_pictures_are_said_to_be_missing(pictures: tuple[str, ...]) -> None:
    made = report(2023, distinct(2023))
    record = parse(render_report(made, Layout(images=pictures), site=NO_SITE | {"invented": ""}).encode())
    assert {c.table for c in record.cells} == set(made.figures) - set(pictures)
    missing = {f.where: f for f in record.findings if f.rule == "parse.table_missing"}
    assert set(missing) == set(pictures)
    assert all(f.severity == "error" and f"{len(pictures)} 张图片" in f.message for f in missing.values())


# By content, not by name


@pytest.mark.parametrize("suffix", ["html", "txt", "pdf", "docx", "doc"])
def test_the_name_of_a_file_says_nothing_about_its_kind(suffix: str, tmp_path: Path) -> None:
    made = report(2023, distinct(2023))
    files = {
        "html": render_report(made, Layout(), site=NO_SITE | {"invented": ""}).encode(), "pdf": report_pdf(made),
        "text": render_text(made).encode(), "docx": plain_docx(),
    }  # fmt: skip
    for kind, data in files.items():
        record = parse(
            data, f"http://example.com/report.{suffix}", content_type="application/msword", name=f"r.{suffix}"
        )
        assert (record.format, len(record.cells)) == (kind, 200)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_page_saved_in_one_file(encoding: str, charset: str) -> None:
    page = render_report(report(2023, distinct(2023)), Layout(), site=NO_SITE | {"invented": ""}).encode(charset)
    encoded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[encoding](page)
    file = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Part"\r\n\r\n------=_Part\r\n'
        + f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'.encode()
        + encoded
        + b"\r\n------=_Part\r\nContent-Type: image/png\r\n\r\nPNG\r\n------=_Part--\r\n"
    )
    assert parse(file) == parse(page)
    with pytest.raises(UnreadableDocument, match="holds no page"):
        parse(file.replace(b"text/html", b"text/calendar"))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"), (b"\xff\xd8\xff\xe0" + bytes(100), "a JPEG picture"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "a RAR archive"), (b"PK\x03\x04" + bytes(100), "a damaged ZIP container"),
        (b"Foxit CEB 4", "a CEB file"), (bytes(range(256)) * 40, "binary data of unknown kind"), (b" \n\x00", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_named(data: bytes, line: str) -> None:
    with pytest.raises(UnreadableDocument, match=line):
        parse(data)


@pytest.mark.parametrize(
    ("member", "line"),
    [("OFD.xml", "an OFD document"), ("xl/workbook.xml", "an Excel workbook"), ("a.txt", "without a Word document")],
)
def test_other_packages_are_named(member: str, line: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(member, "<a/>")
    with pytest.raises(UnreadableDocument, match=line):
        parse(file.getvalue())


def test_text_with_control_characters_is_read() -> None:
    page = (
        "<html><body><h1>清水县水务局2023年政府信息公开工作年度报告</h1><div><p>一、总体情况</p>&#5;全年公开信息9条。"
        "<p>&#6;全年收到申请3件。</p>二、主动公开政府信息情况<p>&#1;没有<br>&#2;其他</p></div></body></html>"
    )
    record = parse(page.encode())
    assert [(section.heading, section.text) for section in record.sections] == [
        ("一、总体情况", "全年公开信息9条。\n全年收到申请3件。"),
        ("二、主动公开政府信息情况", "没有\n其他"),
    ]
