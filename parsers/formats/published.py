"""When a page says that it was published: its metadata, else the days that follow a word for it, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from operator import itemgetter

_METAS = ("pubdate", "publishdate", "publishtime", "article:published_time", "firstpublishedtime")
_DAY_IN_META = re.compile(r"20\d\d\D{1,2}\d{1,2}\D{1,2}\d{1,2}")
_DATE = re.compile(r"20\d\d\s{0,9}[-年./]\s{0,9}\d{1,2}\s{0,9}[-月./]\s{0,9}\d{1,2}")
#: Words before the day of publication; before a day of which no more is said; before that of a change. Behind another
#: word the second kind is of something else (成文日期, 截止日期, 统计时间).
_WORDS = re.compile(
    r"(?:(发布时间|发布日期|发布于|发文日期|公开日期|公开时间|发表时间|信息时间)"
    r"|(?<![\u4e00-\u9fff])(日\s{0,9}期|时\s{0,9}间)"
    r"|(更新时间|更新日期))\s{0,9}[:：]?\s{0,9}\[?\s{0,9}$"
)
#: So many characters before a day are looked at.
_BEFORE = 50


def in_meta(meta: Mapping[str, str]) -> str | None:
    """The day that a page's metadata tell."""
    days = (_DAY_IN_META.search(meta.get(name, "")) for name in _METAS)
    return next((day.group() for day in days if day), None)


def in_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """The days that texts tell, as printed, the best first."""
    found: list[tuple[int, str]] = []
    for text in texts:
        for day in _DATE.finditer(text):
            if word := _WORDS.search(text, max(0, day.start() - _BEFORE), day.start()):
                found.append((word.lastindex or 0, day.group()))
    return tuple(dict.fromkeys(day for _, day in sorted(found, key=itemgetter(0))))
