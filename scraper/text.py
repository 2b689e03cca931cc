"""Bytes of a page to text: BOM, strict UTF-8, what the page says, what the header says, GB 18030."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
#: What servers name by default, whatever they send; no Chinese page is written in it.
_NEVER_MEANT = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})


def decode(body: bytes, content_type: str = "") -> str:
    """Text of a page; characters that cannot be read become U+FFFD.

    Args:
        body: the page, without transfer and content codings.
        content_type: the header of that name, which is often missing and sometimes wrong.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_declared(body, content_type) or "gb18030", "replace")


def _declared(body: bytes, content_type: str) -> str | None:
    header = _CHARSET.search(content_type)
    for name in (EncodingDetector.find_declared_encoding(body, is_html=True), header and header[1]):
        if codec := _codec(name or ""):
            return codec
    return None


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    if codec in _NEVER_MEANT:
        return None
    return "gb18030" if codec.startswith("gb") or codec == "hz" else codec


def squeeze(text: str) -> str:
    """Text on one line: every run of white space is one blank."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
