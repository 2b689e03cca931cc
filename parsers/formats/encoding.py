"""Bytes of a Chinese page to text, whatever they claim to be encoded in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.I
)
_HEAD = 4096
#: So many bytes of a page hold little but tags.
_TAGS = 200
#: How many bytes a character has, and which of them are zero.
_ZEROS = {"utf-32-le": (4, (2, 3)), "utf-32-be": (4, (0, 1)), "utf-16-le": (2, (1,)), "utf-16-be": (2, (0,))}
#: Every report has one of them.
_WORDS = ("信息", "公开", "年度")


def decode(data: bytes, header: str | None = None) -> str:
    """`data` as text; see `decoded`."""
    return decoded(data, header)[0]


def decoded(data: bytes, header: str | None = None) -> tuple[str, str | None]:
    """`data` as text: by its byte order mark or zeros, as strict UTF-8, then as declared in page or HTTP header.

    What is declared is believed only if the bytes are valid in it; every GB name means gb18030.
    Without a valid declaration the national encodings are tried; undecodable bytes become U+FFFD.

    Returns:
        The text, and the encoding in which all the bytes are valid: None where a mark was taken off, or some are not.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    for name in _candidates(data, header):
        try:
            return data.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    return min((data.decode(name, "replace") for name in ("utf-8", "gb18030")), key=_damage), None


def _candidates(data: bytes, header: str | None) -> Iterator[str]:
    """The encodings to try, the likeliest first; a page in UTF-8 is not asked what it declares."""
    if name := wide(data):
        yield name
    yield "utf-8"
    yield from _declarations(data, header)
    yield from ("gb18030", "big5")


def wide(data: bytes) -> str | None:
    """The encoding of text with two or four bytes for each character and no mark of it, None for any other."""
    head = data[:_HEAD]
    if b"\x00" not in head:
        return None
    tags = head[:_TAGS]
    for name, (width, places) in _ZEROS.items():
        # Tags have a zero byte beside each of their characters, of four bytes two are zero in Chinese text as well.
        if all(2 * part.count(0) > len(part) for part in [tags[place::width] for place in places]):
            return name
    texts = {name: head.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")}
    return next((name for name, text in texts.items() if any(word in text for word in _WORDS)), None)


def _declarations(data: bytes, header: str | None) -> list[str]:
    match = _DECLARED.search(data[:_HEAD])
    names = [(match[1] or match[2]).decode("ascii")] if match else []
    if header:
        names.append(header)
    # A page that says iso-8859-1 is valid in it whatever its bytes are: that proves nothing.
    return [_national(name) for name in names if not re.match(r"(?i)iso-?8859|latin|windows-125|us-ascii", name)]


def _national(name: str) -> str:
    return "gb18030" if name.lower().startswith(("gb", "x-gb", "hz", "cp936")) else name


def _damage(text: str) -> int:
    return text.count("\ufffd")
