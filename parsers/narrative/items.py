"""The marks of the items of a list, which begin clauses: 一是 · 1. · 1、 · ①."""

from __future__ import annotations

import re

#: None is the first number of 3、4月 or of 1.5亿.
ITEM = r"[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|、|\.)|\d{1,2}(?:\.|、(?!\d{1,2}月))"
_MARK = re.compile(ITEM)


def without_mark(words: str) -> str:
    """`words` without the mark of the item that they begin."""
    return _MARK.sub("", words, count=1) if _MARK.match(words) else words
