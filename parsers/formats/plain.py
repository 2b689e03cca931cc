"""Plain text, with its tables as pipe rows, tabs, or one cell per line, to a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.document import Document, Grid
from parsers.formats.encoding import decode
from parsers.formats.entities import unescaped
from parsers.formats.published import in_texts, sources_in
from parsers.lines.aligned import with_aligned
from parsers.lines.blocks import to_blocks
from parsers.lines.drawn import with_grids
from parsers.lines.one_line import taken_apart
from parsers.lines.upright import upright
from parsers.words.text import clean

_BREAK = re.compile(r"<br\s{0,4}/?>", re.I)
_ESCAPE = re.compile(r"\\([.\-*_()\[\]+#])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_EMPHASIS = re.compile(r"\*\*([^*|\n]{1,80})\*\*")
#: Without one of these there are none of the marks above.
_MARKS = ("|", "<", "#")
_FORM_FEED = re.compile(r"\r\n?|\f|\v|\u2028|\u2029|\x85")


def read_text(data: bytes, charset: str | None = None) -> Document:
    """Read plain text in any Chinese encoding."""
    text = unescaped(_FORM_FEED.sub("\n", decode(data, charset)))
    lines = list(taken_apart(text.split("\n"))) if "---" in text else text.split("\n")
    # Before any mark is taken off, which has its column as well.
    parts: Iterable[str | Grid] = with_grids(upright(lines))
    if "  " in text or "\u3000" in text:
        parts = with_aligned(list(parts))
    if any(map(text.__contains__, _MARKS)):
        parts = map(_unmarked, parts)
    return replace(document_of_lines(parts, "text"), published=in_texts([text]), sources=sources_in([text]))


def _unmarked(part: str | Grid) -> str | Grid:
    """A line, or a grid, without the marks that converters to Markdown leave in cells. A break stays one: it parts
    figures.
    """
    if isinstance(part, Grid):
        rows = (tuple(cell._replace(text=_bare(cell.text)) for cell in row) for row in part.rows)
        return replace(part, rows=tuple(rows))
    return _bare(part)


def _bare(text: str) -> str:
    return _HEADING.sub("", _EMPHASIS.sub(r"\1", _ESCAPE.sub(r"\1", _BREAK.sub(" ", text))))


def document_of_lines(lines: Iterable[str | Grid], format_name: str) -> Document:
    """A document of printed lines, and of tables among them. Tabs inside a line, or several at its end, separate cells,
    as pipes do.
    """
    return Document(format=format_name, blocks=to_blocks(map(_cleaned, lines)))


def _cleaned(part: str | Grid) -> str | Grid:
    if isinstance(part, Grid):
        return part
    tabbed = "\t" in part.strip() or "\t\t" in part.lstrip()
    return clean(part.replace("\t", "|") if tabbed else part)
