"""The marks of the items of a list, which begin clauses: 一是 · 1. · 1、 · ①."""

from __future__ import annotations

import re

#: None is the first number of 3、4月 or of 1.5亿.
ITEM = r"[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|、|\.)|\d{1,2}(?:\.(?!\d+[万亿%‰元])|、(?!\d{1,2}月))"
_MARK = re.compile(ITEM)
_FIRST = re.compile(rf"(?:\([一二三四五六七八九十\d]{{1,3}}\))?(?P<mark>{ITEM})")
_NEXT = re.compile(rf";\n?(?P<mark>{ITEM})")
#: …其中：|一是: the first of parts.
_OPENED = re.compile(rf"(?:其中[:,]?|:)(?P<mark>{ITEM})")
_AT_END, _LONGEST = re.compile(rf"(?:{ITEM})$"), 4


def without_mark(words: str) -> str:
    """`words` without the mark of the item that they begin."""
    return _MARK.sub("", words, count=1) if _MARK.match(words) else words


def begin_of_item(masked: str, sentence: int, position: int) -> int:
    """Where the item of `position` begins in a sentence that begins with an item: …；|二是公开信息345条.

    Such items are told as sentences are; those that a total opens (公开345条，其中：一是…；二是…) are not.
    """
    first = _FIRST.match(masked, sentence) if masked.find(";", sentence, position) >= 0 else None
    if first is None:
        return sentence
    opened = _OPENED.search(masked, first.end(), position)
    kind, inner = _kind(first["mark"]), _kind(opened["mark"]) if opened else ""
    marks = _NEXT.finditer(masked, sentence, position) if kind != inner else ()
    return max((mark.start("mark") for mark in marks if _kind(mark["mark"]) == kind), default=sentence)


def _kind(mark: str) -> str:
    """What all the marks of a list end with; the rings are all of one kind."""
    return mark[-1] if mark[-1] in "是、." else "①"


def is_item_over(masked: str, begin: int, position: int) -> bool:
    """Whether an item whose words begin at `begin` ends before `position`: 一是|去年收到申请8件；二是公开信息345条."""
    over = _NEXT.search(masked, begin, position) is not None
    return over and _AT_END.search(masked[max(0, begin - _LONGEST) : begin]) is not None
