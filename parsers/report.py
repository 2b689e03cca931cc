"""The public function of this package: bytes and an address in, a `Report` out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import islice

from parsers.another.attached import another_report, differing_captions
from parsers.another.lists import is_whole
from parsers.another.other_years import without_other_years
from parsers.another.printed_twice import without_copy
from parsers.document import Block, Document, Paragraph, UnreadableDocument
from parsers.formats import read_document
from parsers.forms import FORMS
from parsers.identity.identify import Identity, read_identity
from parsers.identity.period import is_part_of_year
from parsers.lines.sections import Outline, as_section, read_sections
from parsers.narrative import against_cells, contradictions, read_counts
from parsers.record import NOT_REPORTS, Cell, Contact, Finding, Report
from parsers.tables.cells import Tables, read_tables
from parsers.tables.checks import check
from parsers.words.figures import PICTURE
from parsers.words.prose import topic_of
from parsers.words.text import fold
from parsers.words.titles import is_model, looks_like_other, of_part_of_year, read_title

__all__ = ["PARSER", "UnreadableDocument", "charset_of", "parse", "parse_document"]

PARSER = f"nianbao {version('nianbao')}"
#: Bodies with less prose than this say nothing themselves.
_FEWEST_CHARACTERS = 200
#: Section topics that make a report of a document without tables.
_FEWEST_TOPICS = 2
#: The first year of which agencies report in the three tables.
_TABLES_SINCE = min(form.since for form in FORMS.values())
_OFFICIAL = {"disclosure": "主动公开政府信息情况", "applications": "收到和处理政府信息公开申请情况",
             "remedies": "政府信息公开行政复议、行政诉讼情况"}  # fmt: skip
_LONGEST_TITLE = 90
#: Lines with which a document begins.
_BEGINNING = 4
#: What stands for the name of an agency in a form.
_PLACEHOLDER = re.compile("[XxＸｘ×✕*＊_〇○□]{2}|某某|^某|^(?:填报|报告|本)?(?:单位|机关|部门|行政机关)(?:名称|全称)$")
#: What no title has.
_SENTENCE = re.compile("[。，；：,;]|^(?:根据|按照|依据|遵照|为)")
#: Every page of Chinese text has one of these; what is not Chinese is mostly of the others.
_COMMON = re.compile("[的年公信报和工作在有是不]")
_FOREIGN = re.compile(r"[\x00-\x7f]+")
_LINES_TOLD = 40
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def parse(
    data: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    name: str | None = None,
    body: str | None = None,
) -> Report:
    """Read one document as an annual report on government information disclosure.

    Args:
        data: the file as published: HTML, plain text, PDF, DOCX, DOC or WPS, told by its content.
        url: its address, where known; kept in the record.
        content_type: the HTTP header, of which only the charset is used, and only if the bytes agree.
        name: its file name; the last resort for title and year.
        body: CSS selector of the article on an HTML page, where the general rules are known to miss it; one that finds
            nothing is a finding, and the general rules hold.

    Returns:
        The record. A document that is no such report has the finding `parse.not_a_report`,
        `parse.attachment_only` or `parse.unreadable`, and no cells.

    Raises:
        UnreadableDocument: the bytes are no document at all; the message is one line.
    """
    return parse_document(read_document(data, charset_of(content_type), body), url, name)


def charset_of(content_type: str | None) -> str | None:
    """The charset that an HTTP header names."""
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None


def parse_document(document: Document, url: str | None = None, name: str | None = None) -> Report:
    """The record of a document that is read already; see `parse`."""
    document = without_copy(document)
    outline = read_sections(document.blocks)
    identity = read_identity(document, outline, name)
    if other := another_report(document.blocks, identity):
        return parse_document(_before(document, *other), url, name)
    document = without_other_years(document, identity)
    tables = _without_withheld(document, read_tables(document.blocks, identity.year))
    refusal = _refusal(document, outline, tables, identity)
    if refusal is not None:
        return _record(document, url, outline, identity, Tables(None, (), (), frozenset()), (refusal,))
    findings = [
        *_missing(document, tables, identity.year),
        *differing_captions(document.blocks, identity),
        *_called_otherwise(document, outline, identity),
    ]
    return _record(document, url, outline, identity, tables, findings)


def _without_withheld(document: Document, tables: Tables) -> Tables:
    """The tables without those of which the document's reader says that it could not read the whole."""
    withheld = {finding.where for finding in document.findings if finding.rule == "parse.table_withheld"}
    if not withheld:
        return tables
    return replace(
        tables,
        cells=tuple(cell for cell in tables.cells if cell.table not in withheld),
        findings=tuple(finding for finding in tables.findings if finding.where not in withheld),
        seen=tables.seen | {table for table in _OFFICIAL if table in withheld},
    )


def _before(document: Document, position: int, title: str) -> Document:
    """The document without the other report that begins at `position`, which is said."""
    message = f"页面另载“{title}”，其内容未收录 / the page also holds another report, which was left out"
    finding = Finding("parse.other_report", "error", message)
    return replace(document, blocks=document.blocks[:position], findings=(*document.findings, finding))


def _record(
    document: Document,
    url: str | None,
    outline: Outline,
    identity: Identity,
    tables: Tables,
    findings: Sequence[Finding],
) -> Report:
    refused = any(finding.rule in NOT_REPORTS for finding in findings)
    outline = outline if refused else as_section(outline)
    counts, unread = ((), ()) if refused else read_counts(outline.sections, identity.year)
    return Report(
        title=identity.title,
        agency=identity.agency,
        year=identity.year,
        period=identity.period,
        published=identity.published,
        document_number=identity.document_number,
        form=None if refused else tables.form or "free",
        format=document.format,
        parser=PARSER,
        url=url,
        contact=Contact() if refused else identity.contact,
        preamble=outline.preamble,
        sections=outline.sections,
        cells=tables.cells,
        counts=counts,
        findings=(
            *(finding for finding in document.findings if finding not in findings),
            *findings,
            *(() if refused else identity.findings),
            *tables.findings,
            *check(tables.form, tables.cells),
            *unread,
            *contradictions(counts, identity.agency, outline.sections),
            *against_cells(counts, tables.cells, identity.agency),
        ),
    )


def _refusal(document: Document, outline: Outline, tables: Tables, identity: Identity) -> Finding | None:
    """Why the document is not taken for a report, or None if it is one."""
    if not any(map(_prints, document.blocks)):
        return _empty(document)
    withheld = any(finding.rule == "parse.table_withheld" for finding in tables.findings)
    filled = withheld or _are_filled(tables.cells)
    if _names_another(document, outline, tables, filled=filled):
        return _not_a_report("its title names another document")
    if identity.period and is_part_of_year(identity.period):
        return _not_a_report("the period that it covers is a part of a year")
    if identity.agency and _PLACEHOLDER.search(identity.agency):
        return _not_a_report("a form that names no agency")
    if filled:
        return None
    if tables.cells:
        return _not_a_report("the tables are empty: a form that nobody has filled in")
    prose = len(outline.preamble) + sum(len(section.text) for section in outline.sections)
    topics = {topic for section in outline.sections if (topic := topic_of(section.heading))}
    told = sum(1 for section in outline.sections if section.text and topic_of(section.heading))
    whole = is_whole(document, outline, identity, short=prose <= 4 * _FEWEST_CHARACTERS)
    if identity.title and prose < _FEWEST_CHARACTERS and told <= _FEWEST_TOPICS and not whole:
        return _hollow(document)
    if identity.title and (len(topics) >= _FEWEST_TOPICS or whole):
        return None
    if len(topics) > _FEWEST_TOPICS and "信息公开" in outline.preamble + outline.sections[0].text:
        return None
    return _unlike_a_report(document)


def _prints(block: Block) -> bool:
    """Whether a block prints any text: grids may be ruled and blank, or hold pictures."""
    return isinstance(block, Paragraph) or any(cell.text.strip(PICTURE) for row in block.rows for cell in row)


def _are_filled(cells: Sequence[Cell]) -> bool:
    """Whether tables print more than blanks; the form of indicators has dashes of its own among these."""
    states = {cell.state for cell in cells}
    if not states <= {"blank", "dash"}:
        return True
    return states == {"dash"} or any(cell.state == "dash" and cell.table != "indicators" for cell in cells)


def _is_whole(tables: Tables) -> bool:
    """Whether the three tables of a report are there, each with something filled in."""
    return _OFFICIAL.keys() <= {cell.table for cell in tables.cells if cell.state != "blank"}


def _names_another(document: Document, outline: Outline, tables: Tables, *, filled: bool) -> bool:
    """Whether the title of a document is that of another kind. A sentence is none.

    Where tables are filled and one of its headings names a report on a year, others may be those of menus and lists.
    What holds the whole of a report is one whatever it is called (工作总结, 关于印发…的通知), but for models of it.
    """
    if any(of_part_of_year(sentence, sentence=True) for sentence in _sentences(outline)):
        return True
    others = _other_names(document, outline)
    if others and _is_whole(tables):
        others = [name for name in others if of_part_of_year(name) or is_model(name)]
    titles = map(read_title, (document.meta.get("articletitle", ""), *document.headings)) if filled else ()
    told = any(title is not None and title.year is not None for title in titles)
    return any(of_part_of_year(name) or not told for name in others)


def _sentences(outline: Outline) -> list[str]:
    """The first lines of a document that are sentences."""
    lines = outline.preamble.split("\n")[:_BEGINNING]
    return [line for line in lines if len(line) < _LONGEST_TITLE and _SENTENCE.search(line)]


def _other_names(document: Document, outline: Outline) -> list[str]:
    """What the document is called, where that is no report."""
    first = outline.preamble.partition("\n")[0]
    names = [document.meta.get("articletitle", ""), *document.headings[:1]]
    names += [] if first in _sentences(outline) else [first]
    return [name for name in names if len(name) < _LONGEST_TITLE and looks_like_other(name) and not read_title(name)]


def _called_otherwise(document: Document, outline: Outline, identity: Identity) -> list[Finding]:
    """What is said of the report below the title of another document: 工作计划, 工作总结."""
    title = read_title(identity.title or "")
    others = [] if title and title.year else _other_names(document, outline)
    message = "标题“{}”不是年度报告的标题，按正文收录 / a report below the title of another document"
    return [Finding("parse.title_differs", "note", message.format(name)) for name in others[:1]]


def _empty(document: Document) -> Finding:
    """A document without any text: a scan, or a file that no reader here can open."""
    unread = next((f for f in document.findings if f.rule == "parse.unreadable"), None)
    reason = f"{document.images} pictures, no text: a scan" if document.images else "no text"
    return unread or Finding("parse.unreadable", "error", f"文件没有文字层 / {reason}")


def _unlike_a_report(document: Document) -> Finding:
    """What is said of a document without any sign of a report; text in fonts that name no character is none."""
    text = "".join(islice(document.paragraphs, _LINES_TOLD))
    if document.format == "pdf" and _COMMON.search(text) is None and len(_FOREIGN.sub("", text)) > len(text) / 2:
        message = "PDF 的文字层无法辨认 / the fonts of the PDF do not tell which characters they print"
        return Finding("parse.unreadable", "error", message)
    return _not_a_report("neither its title nor its sections or tables are those of one")


def _not_a_report(reason: str) -> Finding:
    return Finding("parse.not_a_report", "note", f"不是政府信息公开工作年度报告 / not an annual report: {reason}")


def _hollow(document: Document) -> Finding:
    """A page with the title of a report and without its text."""
    if document.attachments:
        files = ", ".join(link.href for link in document.attachments)
        return Finding("parse.attachment_only", "note", f"正文只有附件 / the report is in an attachment: {files}",
                       document.attachments[0].href)  # fmt: skip
    if document.images:
        return Finding("parse.unreadable", "note", f"正文是 {document.images} 张图片 / the report is in pictures")
    return _not_a_report("a title without text")


def _missing(document: Document, tables: Tables, year: int | None) -> list[Finding]:
    if "indicators" in tables.seen or not (tables.seen or _ought_to_print_tables(document, year)):
        return []
    pictures = f"（页面有 {document.images} 张图片 / {document.images} pictures）" if document.images else ""
    return [
        Finding("parse.table_missing", "error", f"未见表格“{title}” / table not found on the page{pictures}", table)
        for table, title in _OFFICIAL.items()
        if table not in tables.seen
    ]


def _ought_to_print_tables(document: Document, year: int | None) -> bool:
    """Whether a report is in the three tables: by its year or, where that is not known, by a heading of theirs."""
    if year is not None:
        return year >= _TABLES_SINCE
    return any(fold(line) == _OFFICIAL["applications"] for line in document.paragraphs if len(line) < _LONGEST_TITLE)
