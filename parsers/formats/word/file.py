"""DOCX to a `Document`, and DOC or WPS through LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from parsers.document import Document, Grid, GridCell, UnreadableDocument
from parsers.formats.html.dom import Element
from parsers.formats.word.fields import write_out_fields
from parsers.formats.word.styles import differ, is_hidden, is_note, write_out_styles
from parsers.lines.blocks import to_blocks
from parsers.lines.grids import MAX_CELLS, grids_and_prose
from parsers.record import Finding
from parsers.words.figures import PICTURE
from parsers.words.text import clean

#: Packages beyond these are not reports: real ones have at most 3 MB of markup; the rest are pictures.
MAX_UNPACKED = 120_000_000
MAX_MARKUP = 12_000_000
MAX_SPAN = 60
_CONVERSION_SECONDS = 120

_W_T, _M_T, _P, _R, _TBL, _TR, _TC = map(qn, ("w:t", "m:t", "w:p", "w:r", "w:tbl", "w:tr", "w:tc"))
#: Elements that print a character. A symbol's font decides what it shows: it is something, but not known what.
_CHARACTERS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:sym"): "\ufffd"}
_INLINE_PICTURE, _OLD_PICTURE = qn("wp:inline"), "{urn:schemas-microsoft-com:vml}imagedata"
#: Elements around blocks, rows or cells that print nothing themselves: content controls, tracked insertions, tags.
_AROUND = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))
#: What is not on the paper: deletions, the same again for older programs, the reading beside a character.
_UNSEEN = frozenset((*map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr")),
                     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"))  # fmt: skip


def read_docx(data: bytes, charset: str | None = None) -> Document:  # noqa: ARG001 -- readers share one signature
    """Read a Word document.

    Raises:
        UnreadableDocument: damaged, or unpacking to more than `MAX_UNPACKED` bytes, or `MAX_MARKUP` of markup.
    """
    try:
        _refuse_bombs(data)
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        write_out_styles(body, document.styles.element)
        write_out_fields(body)
        lines = list(_lines(body, count(1)))
        images = sum(1 for _ in body.iter(qn("pic:pic"), "{urn:schemas-microsoft-com:vml}imagedata"))
        title = document.core_properties.title or None
    except _DAMAGE as error:
        raise UnreadableDocument(f"damaged DOCX ({type(error).__name__})") from error
    return Document("docx", to_blocks(lines), title=title, images=images)


#: What python-docx, zipfile and lxml raise on packages that were damaged or forged.
_DAMAGE = (
    zipfile.BadZipFile, PackageNotFoundError, InvalidXmlError, XMLSyntaxError, LookupError, ValueError, AttributeError,
    TypeError, RecursionError, NotImplementedError, OSError, EOFError, RuntimeError, zlib.error,
)  # fmt: skip


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    markup = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    if unpacked > MAX_UNPACKED or markup > MAX_MARKUP:
        raise UnreadableDocument(
            f"DOCX that unpacks to {unpacked:,} bytes, {markup:,} of markup: no report is so large"
        )


def _lines(parent: Element, numbers: Iterator[int]) -> Iterator[str | Grid]:
    """The lines and tables of a body or cell in order. A table around tables is only layout and walked through."""
    for block in _inside(parent, _P, _TBL):
        if block.tag == _P:
            yield from (line for part in _text(block).split("\n") if (line := clean(part)))
        elif next(block.iterdescendants(_TBL), None) is None:
            yield from grids_and_prose(next(numbers), _rows(block))
        else:
            for row in _inside(block, _TR):
                for cell in _inside(row, _TC):
                    yield from _lines(cell, numbers)


def _inside(parent: Element, *tags: str) -> Iterator[Element]:
    """The children with these tags, those in content controls and tracked insertions included."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, *tags)


def _rows(table: Element) -> list[tuple[GridCell, ...]]:
    """A Word table; a cell that continues the one above (vMerge) or before (hMerge) is part of that one."""
    rows: list[list[GridCell]] = []
    above: dict[int, tuple[int, int]] = {}  # column -> where the cell stands that may be continued below
    kept = (row for row in _inside(table, _TR) if row.find("w:trPr/w:del", _NS) is None)
    for number, row in enumerate(islice(kept, MAX_CELLS + 1)):
        rows.append([])
        column = _number(row, "w:trPr/w:gridBefore", 0)
        for cell in _inside(row, _TC):
            across = max(_number(cell, "w:tcPr/w:gridSpan", 1), 1)
            if _continues(cell, "w:tcPr/w:vMerge") and column in above:
                _stretch(rows, above[column], down=number)
            elif _continues(cell, "w:tcPr/w:hMerge") and rows[-1]:
                rows[-1][-1] = rows[-1][-1]._replace(colspan=rows[-1][-1].colspan + across)
            else:
                above[column] = (number, len(rows[-1]))
                rows[-1].append(GridCell(_cell_text(cell) or _picture_in(cell), number, column, 1, across))
            column += across
    return [tuple(row) for row in rows]


def _stretch(rows: list[list[GridCell]], at: tuple[int, int], down: int) -> None:
    row, position = at
    rows[row][position] = rows[row][position]._replace(rowspan=down - row + 1)


_NS = {"w": qn("w:p").partition("}")[0].removeprefix("{")}


def _number(element: Element, path: str, default: int) -> int:
    found = element.find(path, _NS)
    value = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(value), MAX_SPAN) if value.isdecimal() else default


def _continues(cell: Element, path: str) -> bool:
    """Whether a cell is merged into one before it; `continue` is what the attribute says or leaves out."""
    found = cell.find(path, _NS)
    return found is not None and found.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell: Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in _inside(cell, _P)).strip()


def _picture_in(cell: Element) -> str:
    """What stands for a picture in a cell without text, perhaps of a figure: one in a line, no seal over it."""
    return PICTURE if next(cell.iter(_INLINE_PICTURE, _OLD_PICTURE), None) is not None else ""


def _text(element: Element) -> str:
    """What is printed of a paragraph. Breaks stay: two figures below each other must not become one."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    before: Element | None = None
    for child in element.iterchildren():
        if child.tag in (_W_T, _M_T):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == _R and is_note(child, _text):
            yield f"[{_text(child)}]"
        elif child.tag == _P:  # of a text box
            yield f"\n{_text(child)}\n"
        elif child.tag not in _UNSEEN and not is_hidden(child):
            yield " " if before is not None and _breaks_figure(before, child) else ""
            yield from _pieces(child)
            before = child


def _breaks_figure(run: Element, after: Element) -> bool:
    """Whether digits in two runs beside each other may not be of one figure: one is perhaps the mark of a note."""
    texts = [each.findtext("w:t", "", _NS) for each in (run, after)]
    return texts[0][-1:].isdecimal() and texts[1][:1].isdecimal() and differ(run, after)


def read_doc(data: bytes, charset: str | None = None) -> Document:
    """Read a DOC, WPS or RTF file by converting it with LibreOffice; without it, a finding says so.

    Raises:
        UnreadableDocument: LibreOffice cannot convert the file, or does not come to an end.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        message = "DOC/WPS 文件需要 LibreOffice 才能读取 / install LibreOffice to read DOC and WPS files"
        return Document("doc", (), findings=(Finding("parse.unreadable", "error", message),))
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source, target = Path(folder, "report.doc"), Path(folder, "report.docx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run([office, "--headless", profile, "--convert-to", "docx", "--outdir", folder, str(source)])
        if not target.exists():
            raise UnreadableDocument("LibreOffice could not convert the file")
        return replace(read_docx(target.read_bytes(), charset), format="doc")


def _run(command: list[str]) -> None:
    """Run a program to its end, or end it with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as running:  # noqa: S603
        try:
            running.wait(_CONVERSION_SECONDS)
        except subprocess.TimeoutExpired as error:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            raise UnreadableDocument("LibreOffice did not finish converting the file") from error
