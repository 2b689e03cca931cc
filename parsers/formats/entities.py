"""Entities that were escaped twice, and show on a page as they are written: &nbsp; before a label, &mdash; for none."""

from __future__ import annotations

import re
from html import unescape

#: What editors write as entities: blanks, breaks, dashes, quotation marks, brackets and dots.
_NAMES = (
    "nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|mdash|ndash|minus|ldquo|rdquo|lsquo|rsquo|quot|middot|hellip|times|permil|lt|gt"
    "|#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5}"
)
#: Of these the last mark is left out now and then.
_ENTITY = f"(?:(?:{_NAMES});|nbsp(?![a-zA-Z]))"
_TWICE = re.compile(f"&amp;(?:amp;)*(?={_ENTITY})".encode())
_BREAK = re.compile(rb"&lt;br\s{0,4}/?\s{0,4}&gt;", re.I)
#: So many cells of a table are no example in a text.
_CELLS, _FEWEST = re.compile(rb"&lt;td\b[^<>]{0,900}?&gt;"), 12
_MARKUP = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&#34;", b'"'), (b"&#39;", b"'"), (b"&amp;", b"&"))
#: Most pages hold neither, which is seen at once.
_ESCAPED = re.compile(b"&(?:amp;|lt;td)")
_ONCE = re.compile(f"&(?:amp;)*({_ENTITY})")


def shown(source: bytes) -> bytes:
    """The markup of a page with entities that were escaped twice escaped once, and a break so escaped as one.

    An article of which the page shows the very markup is that article.
    """
    if _ESCAPED.search(source) is None:
        return source
    if b"&lt;td" in source and len(_CELLS.findall(source)) >= _FEWEST:
        for entity, mark in _MARKUP:
            source = source.replace(entity, mark)
    if b"&amp;" not in source:
        return source
    found = _TWICE.sub(b"&", source)
    return source if found == source else _BREAK.sub(b"<br>", found)


def unescaped(text: str) -> str:
    """Plain text with the characters that entities in it stand for."""
    if "&" not in text:
        return text
    return _ONCE.sub(lambda match: unescape(f"&{match[1].rstrip(';')};"), text)
