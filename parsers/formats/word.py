"""DOCX to a `Document`, and DOC or WPS through LibreOffice where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.table import Table
from lxml.etree import XMLSyntaxError

from parsers.document import Document, Grid, GridCell, UnreadableDocument
from parsers.lines import to_blocks
from parsers.record import Finding
from parsers.text import clean

MAX_UNPACKED = 120_000_000
_CONVERSION_SECONDS = 120


def read_docx(data: bytes, charset: str | None = None) -> Document:  # noqa: ARG001 -- readers share one signature
    """Read a Word document.

    Raises:
        UnreadableDocument: damaged, or unpacking to more than `MAX_UNPACKED` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
        if unpacked > MAX_UNPACKED:
            raise UnreadableDocument(f"DOCX that unpacks to {unpacked:,} bytes, over the limit of {MAX_UNPACKED:,}")
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
        images = len(document.inline_shapes)
    except (zipfile.BadZipFile, PackageNotFoundError, InvalidXmlError, XMLSyntaxError, KeyError, ValueError) as error:
        raise UnreadableDocument(f"damaged DOCX ({type(error).__name__})") from error
    title = document.core_properties.title or None
    return Document("docx", to_blocks(lines), title=title, images=images)


def _lines(document: docx.document.Document) -> Iterator[str | Grid]:
    number = 0
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            number += 1
            yield _grid(item._tbl, number)
        else:
            yield from (line for part in item.text.split("\n") if (line := clean(part)))


def _grid(table: CT_Tbl, number: int) -> Grid:
    """A Word table; a cell that continues the one above (vMerge) is part of that one."""
    rows: list[tuple[GridCell, ...]] = []
    for row_number, row in enumerate(table.iterchildren(qn("w:tr"))):
        column = 0
        found: list[GridCell] = []
        for cell in cast("Iterator[CT_Tc]", row.iterchildren(qn("w:tc"))):
            across: int = cell.grid_span
            if not _continues(cell):
                found.append(GridCell(_text(cell), row_number, column, 1, across))
            column += across
        rows.append(tuple(found))
    return Grid(number, tuple(rows))


def _continues(cell: CT_Tc) -> bool:
    return cell.vMerge == "continue"


def _text(cell: CT_Tc) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
    return "\n".join(paragraphs).strip()


def read_doc(data: bytes, charset: str | None = None) -> Document:
    """Read a DOC, WPS or RTF file by converting it with LibreOffice; without it, a finding says so."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        message = "DOC/WPS 文件需要 LibreOffice 才能读取 / install LibreOffice to read DOC and WPS files"
        return Document("doc", (), findings=(Finding("parse.unreadable", "error", message),))
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source, target = Path(folder, "report.doc"), Path(folder, "report.docx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, "--headless", profile, "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=_CONVERSION_SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise UnreadableDocument("LibreOffice did not finish converting the file") from error
        if not target.exists():
            raise UnreadableDocument("LibreOffice could not convert the file")
        read = read_docx(target.read_bytes(), charset)
    return Document("doc", read.blocks, title=read.title, images=read.images)
