"""Printed text made comparable: folding of labels and headings, blanks, numbering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.forms.traditional import TRADITIONAL

#: Joiners, soft hyphens, a mark of Word's, and the marks that say in which direction text runs, but for those that
#: turn digits round.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ue5e5\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_NUMERAL = "一二三四五六七八九十"
#: 一、 (一) 1. 1、 ①, also with the bracket or the mark missing on one side, or with 第 before and 项 after.
_NUMBERING = re.compile(
    rf"^(?:\([{_NUMERAL}\d]{{1,3}}\)[、.,:]?|[{_NUMERAL}]{{1,3}}[、.,:)]|\d{{1,2}}[、.,:)](?!\d)|\([{_NUMERAL}\d](?=\D))+"
)
#: What Chinese prose is full of, and NFKC makes of it.
_PUNCTUATION = [(wide, unicodedata.normalize("NFKC", wide)) for wide in "，；：（）！？％\u3000"]
_LONGEST_LABEL = 100
#: The same few hundred labels are printed in every report.
_REMEMBERED = 8192
_NOT_WORD = re.compile(r"[\W_]+")
_TRADITIONAL = frozenset(map(chr, TRADITIONAL))
_WORD_COMMENT = re.compile(r"<!--(?:\[|\?xml)(?:(?!-->|<!--).)*-->|<!\[[^\[\]<>]{0,200}\]>", re.DOTALL)


def clean(text: str) -> str:
    """`text` without invisible characters and Word's leaked comments; runs of blanks become one space."""
    if "<!" in text:
        text = _WORD_COMMENT.sub("", text)
    return " ".join(_visible(text).split())


@lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """`text` without any blank: how labels are stored, whose line breaks carry no meaning."""
    return "".join(_visible(text).split())


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    for character in _INVISIBLE:
        if character in text:
            text = text.replace(character, "")
    return text


@lru_cache(maxsize=_REMEMBERED)
def narrow(text: str) -> str:
    """`text` in NFKC (half-width digits and brackets, ㈠ as (一)) without any blank."""
    # Prose without its wide punctuation mostly is in NFKC already, which is seen ten times as fast as it is made.
    for wide, half in _PUNCTUATION if len(text) > _LONGEST_LABEL else ():
        text = text.replace(wide, half)
    return squeeze(unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """`text` as it is compared with known labels: simplified, no width, blanks, leading numbering or punctuation."""
    narrowed = narrow(text)
    stripped = _NUMBERING.sub("", narrowed) or narrowed
    return simplified(_NOT_WORD.sub("", stripped))


def simplified(text: str) -> str:
    """`text` with the characters that labels have in the shape that the forms print."""
    return text if _TRADITIONAL.isdisjoint(text) else text.translate(TRADITIONAL)


def numbering(text: str) -> str | None:
    """The leading number of a label or heading as printed (`三`, `1`), without its brackets and marks."""
    match = _NUMBERING.match(narrow(text))
    return _NOT_WORD.sub("", match.group()) or None if match else None
