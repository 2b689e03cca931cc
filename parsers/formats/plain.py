"""Plain text, with its tables as pipe rows, tabs, or one cell per line, to a `Document`."""

from __future__ import annotations

import re

from parsers.document import Document
from parsers.formats.encoding import decode
from parsers.lines import to_blocks
from parsers.text import clean

_BREAK = re.compile(r"<br\s{0,4}/?>|&nbsp;?", re.I)
_ESCAPE = re.compile(r"\\([.\-*_()\[\]+#])")
_EMPHASIS = re.compile(r"\*\*([^*|\n]{1,80})\*\*")
_FORM_FEED = re.compile(r"\r\n?|\f|\v|\u2028|\u2029|\x85")


def read_text(data: bytes, charset: str | None = None) -> Document:
    """Read plain text in any Chinese encoding."""
    return document_of_lines(_unmarked(_FORM_FEED.sub("\n", decode(data, charset))).split("\n"), "text")


def _unmarked(text: str) -> str:
    """`text` without the marks that converters to Markdown leave in cells. A break stays one: it parts figures."""
    text = _BREAK.sub(" ", text) if "<" in text or "&nbsp" in text else text
    return _EMPHASIS.sub(r"\1", _ESCAPE.sub(r"\1", text)) if "|" in text else text


def document_of_lines(lines: list[str], format_name: str) -> Document:
    """A document of printed lines. Tabs inside a line, or several at its end, separate cells, as pipes do."""
    piped = (line.replace("\t", "|") if "\t" in line.strip() or "\t\t" in line.lstrip() else line for line in lines)
    return Document(format=format_name, blocks=to_blocks(map(clean, piped)))
