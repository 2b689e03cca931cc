"""Readers, one for each file format, from bytes to a `Document`."""

from __future__ import annotations

from parsers.document import Document
from parsers.formats.detect import detect
from parsers.formats.html.mhtml import read_mhtml
from parsers.formats.html.page import read_html
from parsers.formats.pdf.pages import read_pdf
from parsers.formats.plain import read_text
from parsers.formats.word.file import read_doc, read_docx

_PAGES = {"html": read_html, "mhtml": read_mhtml}
_READERS = {"text": read_text, "pdf": read_pdf, "docx": read_docx, "doc": read_doc}


def read_document(data: bytes, charset: str | None = None, body: str | None = None) -> Document:
    """Read `data` by the format that its content shows; `body` is a selector of the article on a page of HTML.

    Raises:
        UnreadableDocument: no reader can make text of it.
    """
    found = detect(data)
    return _PAGES[found](data, charset, body) if found in _PAGES else _READERS[found](data, charset)
