"""Readers, one for each file format, from bytes to a `Document`."""

from __future__ import annotations

from parsers.document import Document
from parsers.formats.detect import detect
from parsers.formats.html import read_html
from parsers.formats.pdf import read_pdf
from parsers.formats.plain import read_text
from parsers.formats.word import read_doc, read_docx

_READERS = {"html": read_html, "text": read_text, "pdf": read_pdf, "docx": read_docx, "doc": read_doc}


def read_document(data: bytes, charset: str | None = None) -> Document:
    """Read `data` by the format that its content shows.

    Raises:
        UnreadableDocument: no reader can make text of it.
    """
    return _READERS[detect(data)](data, charset)
