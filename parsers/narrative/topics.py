"""What a figure is told under: 一是机构职能。公开信息12条; 教育方面：发布信息15条."""

from __future__ import annotations

import re

_WORDS = "[^，。；：、,;:\\n]"
#: An item of a list, up to its first mark.
_ITEM = re.compile(
    rf"(?:[(（][一二三四五六七八九十\d]{{1,2}}[)）]|[一二三四五六七八九十]{{1,2}}[是、]|\d{{1,2}}[.、．](?!\d)|[①-⑳])({_WORDS}{{2,30}})"
)
#: The clause right before.
_ASPECT = re.compile(rf"({_WORDS}{{2,24}}?)(?:[：:]|(?:方面|领域|类)[，,])$")
#: Every report tells of these, and elsewhere of the same figures.
_OF_THE_REPORT = re.compile("公开|总体|概况|基本|情况|工作|平台|监督|管理|保障|解读|回应|制度")
_LOOK_BACK = 600


def topic_before(text: str, start: int, quote: str) -> str | None:
    """The topic under which a section's `text` tells the figure that starts there; None if it is the report's own."""
    clause = max(0, text.rfind(quote, 0, start + len(quote)))
    if found := _ASPECT.search(text, max(0, clause - _LOOK_BACK), clause):
        return _named(found[1])
    items = _ITEM.findall(text, max(0, clause - _LOOK_BACK), clause)
    return _named(items[-1]) if items else None


def _named(words: str) -> str | None:
    return None if _OF_THE_REPORT.search(words) else words
