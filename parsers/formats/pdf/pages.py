"""PDF with a text layer to a `Document`: ruled tables as grids, printed lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from parsers.document import Document, Grid, GridCell, UnreadableDocument
from parsers.formats.pdf.bare import BareTables
from parsers.formats.pdf.breaks import Line, without_repeated_headers, without_running_lines
from parsers.formats.pdf.cells import UNCERTAIN, Cells, differ
from parsers.formats.pdf.columns import Columns, Place, at
from parsers.formats.pdf.cut import RuledGrid, with_rows_joined
from parsers.formats.pdf.limits import MAX_PAGES, limited, pages_of
from parsers.formats.pdf.rules import ruled_tables, within
from parsers.formats.pdf.seen import drawn
from parsers.formats.pdf.words import FOOT, HEAD
from parsers.lines.blocks import to_blocks
from parsers.record import Finding
from parsers.words.pages import edge_numbers_page
from parsers.words.prose import is_heading
from parsers.words.text import clean

# It warns of every font that lacks something; what is not read for that is a finding.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

#: Scans of hundred pages have less.
MAX_BYTES = 100_000_000
#: A line that ends further than this many characters before the margin ends its paragraph.
_SLACK = 2.0
#: What no line breaks, and how wide its characters are.
_UNBROKEN = re.compile(r"[A-Za-z\d][\w.,%:/+-]*[，。；：、）！？%‰]*", re.ASCII)
_HALF = 0.6
#: Stands for a character of which nothing says what it is.
UNKNOWN = "\ufffc"
#: How much of a line's run it may rise to be level.
_LEVEL = 0.02
_SENTENCE_START = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳])")


def read_pdf(data: bytes, charset: str | None = None) -> Document:  # noqa: ARG001 -- readers share one signature
    """Read a PDF. Pages that hold pictures alone are counted: a scan is recognised, never read as zeros.

    Raises:
        UnreadableDocument: damaged, encrypted, or not a PDF behind its first bytes.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"PDF of {len(data):,} bytes is larger than any report")
    lines: list[Line | Grid] = []
    images = 0
    findings: list[Finding] = []
    bare, columns = BareTables(), Columns()
    try:
        with limited():
            pdf = pdfplumber.open(io.BytesIO(data))
            pages = pages_of(pdf)
            for page, whole, hidden in drawn(pages[:MAX_PAGES]):
                findings += [_hidden(page.page_number)] if hidden else []
                if whole:
                    printed = list(_page(_printed_once(page), bare, columns))
                    lines += printed
                    findings += [_unsure(page.page_number)] if any(map(_uncertain, printed)) else []
                    findings += [_unknown(page.page_number)] if any(map(_has_unknown, printed)) else []
                    images += len(page.images)
                else:
                    findings.append(_unread(page.page_number))
                page.close()
            title = str((pdf.metadata or {}).get("Title") or "") or None
    except _DAMAGE as error:
        raise UnreadableDocument(_why(error)) from error
    if len(pages) > MAX_PAGES:
        findings.append(_LONG)
    withheld = bare.withheld()
    findings += map(_cut, withheld)
    lines = [line for line in lines if not any(id(line) in grids for grids in withheld.values())]
    return Document(
        "pdf",
        to_blocks(_paragraphs(list(without_repeated_headers(with_rows_joined(without_running_lines(lines)))))),
        title=title,
        images=images,
        findings=tuple(findings),
    )


def _why(error: Exception) -> str:
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, PDFPasswordIncorrect):
        return "encrypted PDF that opens only with a password"
    return f"damaged PDF ({type(cause).__name__})"


#: What pdfminer and pdfplumber raise on files that were damaged or forged.
_DAMAGE = (PDFException, PdfminerException, MalformedPDFException, PSException, ValueError, LookupError, TypeError,
           AttributeError, ArithmeticError, AssertionError, RecursionError, NotImplementedError, zlib.error,
           struct.error)  # fmt: skip
_LONG = Finding("parse.pages_dropped", "error", f"第 {MAX_PAGES} 页以后未读 / pages after page {MAX_PAGES} not read")


def _uncertain(part: Line | Grid) -> bool:
    return isinstance(part, Grid) and any(cell.text.endswith(UNCERTAIN) for row in part.rows for cell in row)


def _unsure(page: int) -> Finding:
    message = (
        f"第 {page} 页有数字越出格线，或夹有大小、高低、深浅不一的数字，未读"
        f" / figures on page {page} cross the lines of their cells, or hold digits printed otherwise than the others"
    )
    return Finding("parse.figure_uncertain", "error", message, f"page {page}")


def _has_unknown(part: Line | Grid) -> bool:
    """Whether a line has characters of which its font does not say what they are; before a line they are its bullet."""
    if isinstance(part, Grid):
        return any(UNKNOWN in cell.text for row in part.rows for cell in row)
    return UNKNOWN in part[1:]


def _unknown(page: int) -> Finding:
    message = (
        f"第 {page} 页有字体未注明文字的字符，未读 / page {page} has characters whose font does not tell what they are"
    )
    return Finding("parse.text_unread", "error", message, f"page {page}")


def _hidden(page: int) -> Finding:
    message = (
        f"第 {page} 页有不显示的文字（多为机器识别扫描件所得），未读"
        f" / page {page} has text that is not shown, as machines make of scans: not read"
    )
    return Finding("parse.text_hidden", "note", message, f"page {page}")


def _cut(table: str) -> Finding:
    message = (
        "有的行在另一页，未能确切读取，已整表保留不录 / table withheld: rows on another page were not read for certain"
    )
    return Finding("parse.table_withheld", "error", f"表格{message}", table)


def _unread(page: int) -> Finding:
    message = f"第 {page} 页内容过于繁杂，未读 / page {page} draws more than any page of a report, not read"
    return Finding("parse.page_unread", "error", message, f"page {page}")


def _page(page: Any, bare: BareTables, columns: Columns) -> Iterator[Line | Grid]:
    """Lines and grids of a page from top to bottom; `bare` and `columns` have read the pages before."""
    tables = ruled_tables(page)
    cells = Cells(page.chars, tables)
    items: list[tuple[Place, Line | Grid]] = [
        (at(table.bbox[1]), _grid(table, page.page_number, cells)) for table in tables
    ]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(within(table.bbox, page.bbox))
    for found in [] if tables else bare.read(page, page.page_number):
        items.append((at(found.top), found.grid))
        rest = rest.outside_bbox((page.bbox[0], found.top - 1, page.bbox[2], found.bottom + 1))
    for place, edge, line in columns.read(rest.extract_text_lines(return_chars=True), float(page.width)):
        text = clean(_told_apart(line["text"], [char for char in line["chars"] if char["text"].strip()]))
        at_head, at_foot = line["top"] < page.height * HEAD, line["top"] > page.height * FOOT
        if not text or ((at_head or at_foot) and edge_numbers_page(text)):
            continue
        shown = Line(text)
        shown.right, shown.size, shown.edge = line["x1"], line["chars"][-1]["size"], edge
        shown.page, shown.is_foot = page.page_number, at_foot
        shown.top = line["top"] if at_head or at_foot else None
        items.append((place, shown))
    yield from (item for _, item in sorted(items, key=lambda pair: pair[0]))


def _told_apart(text: str, chars: list[dict[str, Any]]) -> str:
    """The text of a line, digits that are not printed alike as those beside them between marks of uncertainty."""
    digits = [char["text"].isdecimal() for char in chars]
    pairs = enumerate(pairwise(chars), 1)
    apart = {n for n, (one, other) in pairs if digits[n - 1] and digits[n] and differ(one, other)}
    if not apart:
        return text
    apart |= {next((i for i in range(n, len(chars)) if not digits[i]), len(chars)) for n in apart}
    position, printed = 0, ""
    for mark in text:
        if not mark.isspace():
            printed += UNCERTAIN if position in apart else ""
            position += 1
        printed += mark
    return printed + (UNCERTAIN if len(chars) in apart else "")


def _printed_once(page: Any) -> Any:
    """The page without repetitions, and without marks across it; unknown characters by a sign of their own.

    Bold is often the same character printed twice, a hair apart.
    """
    for char in page.chars:
        if char["text"].startswith("(cid:"):
            char["text"] = UNKNOWN
    if 0 < sum(map(_is_turned, page.chars)) < len(page.chars) / 2:
        page = page.filter(lambda thing: thing["object_type"] != "char" or not _is_turned(thing))
    places = {(c["text"], round(c["x0"] / 2), round(c["top"] / 2)) for c in page.chars}
    return page.dedupe_chars() if len(places) < len(page.chars) else page


def _is_turned(char: dict[str, Any]) -> bool:
    """Whether the line on which a character stands is not level."""
    across, up = char["matrix"][:2]
    return bool(abs(up) > _LEVEL * abs(across))


def _grid(table: Any, page: int, cells: Cells) -> RuledGrid:
    lefts = _edges(cell[0] for cell in table.cells)
    tops = _edges(cell[1] for cell in table.cells)
    texts = table.extract()
    doubtful = cells.crossed | cells.mixed
    rows: list[tuple[GridCell, ...]] = []
    for number, (row, printed) in enumerate(zip(table.rows, texts, strict=True)):
        found = []
        for box, text in zip(row.cells, printed, strict=True):
            if box is not None:
                column, across = _covered(lefts, box[0], box[2])
                _, down = _covered(tops, box[1], box[3])
                printed_text = f"{cells.mended(box, text or '')}{UNCERTAIN if box in doubtful else ''}"
                found.append(GridCell(printed_text, number, column, down, across))
        rows.append(tuple(found))
    # Every page begins its own table; numbers are settled when the document is put together.
    return RuledGrid(0, tuple(rows), page=page, edges=(*lefts, max(cell[2] for cell in table.cells)))


def _edges(positions: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > 1.5:
            edges.append(position)
    return edges


def _covered(edges: list[float], start: float, end: float) -> tuple[int, int]:
    first = min(range(len(edges)), key=lambda i: abs(edges[i] - start))
    return first, max(sum(1 for edge in edges if start - 1 <= edge < end - 1), 1)


def _paragraphs(lines: list[Line | Grid]) -> Iterator[str | Grid]:
    """Printed lines joined where a paragraph was wrapped, also from one page to the next."""
    waiting: list[str] = []
    margins = _margins(lines)
    for line, following in zip_longest(lines, lines[1:]):
        if isinstance(line, Grid):
            if waiting:
                yield _joined(waiting)
                waiting = []
            yield line
            continue
        if waiting and (is_heading(line) or _SENTENCE_START.match(line)):
            yield _joined(waiting)
            waiting = []
        waiting.append(line)
        room = margins[line.edge] - line.right
        if room >= max(_SLACK, _begins(following)) * line.size or is_heading(line):
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _begins(line: Line | Grid | None) -> float:
    """How wide the figure or the Latin word with which a line begins is, and what sticks to it, in characters: nothing
    breaks it, so that the line before may end earlier for it.
    """
    whole = _UNBROKEN.match(line) if isinstance(line, Line) else None
    return sum(_HALF if character.isascii() else 1.0 for character in whole[0]) if whole else 0.0


def _margins(lines: Iterable[Line | Grid]) -> dict[float, float]:
    """Where the longest line ends, on pages and in columns of each width."""
    margins: dict[float, float] = {}
    for line in lines:
        if isinstance(line, Line):
            margins[line.edge] = max(margins.get(line.edge, 0.0), line.right)
    return margins


def _joined(lines: list[str]) -> str:
    """Chinese needs no blank where a line was broken; between Latin words one is put back."""
    text = lines[0]
    for line in lines[1:]:
        text += (
            " " if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha() else ""
        ) + line
    return text
