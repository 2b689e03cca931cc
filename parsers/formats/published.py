"""When a page says that it was published, and from whom it says to have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
#: A day with which a line begins, as portals print it below a title without any word: to the digit, or with the time,
#: alone or before what else stands there. A report is signed otherwise.
_ALONE = re.compile(
    r"(20\d\d-\d\d-\d\d|20\d\d([-/])\d\d?\2\d\d?(?=[ \t]{1,9}\d))(?:[ \t]{1,9}\d\d?:\d\d(?::\d\d)?)?"
    r"[ \t]{0,9}[\])）】]?[ \t]{0,9}(?:$|\n|字[体号]|浏览|阅读|点击|来源|作者|编辑|打印|分享|【)"
)
#: With what the body of a report begins: below it stand its signature and lists of other pages.
_BODY = re.compile(r"\n\s{0,9}(?:第?一\s?[、.．章])")
_NOTHING_BEFORE = ("", "[", "(", "（", "【")
#: From whom a page has what it prints. What all words begin with stands first, as one class: that is found fast.
_SOURCE = re.compile(
    r"[来发公](?:(?<![\u4e00-\u9fff].)|(?<=(?:信息|内容|稿件|文章)来))"
    r"(?:(?<=来)\s{0,3}源|(?:(?<=发)布|(?<=公)开)(?:机构|单位|主体))[:：\s]{1,4}([\u4e00-\u9fff]{3,24})(?![\u4e00-\u9fff])"
)
#: So many characters before a day are looked at.
_BEFORE = 50


def in_meta(meta: Mapping[str, str]) -> str | None:
    """The day that a page's metadata tell."""
    days = (_DAY_IN_META.search(meta.get(name, "")) for name in _METAS)
    return next((day.group() for day in days if day), None)


def in_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """The days that texts tell, as printed, the best first: behind a word for it, else the only one on a line alone
    above the body, in the first text.
    """
    found: list[tuple[int, str]] = []
    alone: list[re.Match[str]] = []
    for number, text in enumerate(texts):
        for day in _DATE.finditer(text):
            if word := _WORDS.search(text, max(0, day.start() - _BEFORE), day.start()):
                found.append((word.lastindex or 0, day.group()))
            elif not number and (begun := _ALONE.match(text, day.start())) and _begins_line(text, day.start()):
                alone.append(begun)
    told = tuple(dict.fromkeys(day for _, day in sorted(found, key=itemgetter(0))))
    return told or _above_body(alone)


def _above_body(days: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """The one of days in a text that stands above its body, if there is no other."""
    body = _BODY.search(days[0].string) if days else None
    named = {day[1] for day in days if body is None or day.start() < body.end()}
    return tuple(named) if len(named) == 1 else ()


def _begins_line(text: str, position: int) -> bool:
    """Whether nothing but a bracket stands in the line before `position`."""
    return text[max(0, position - _BEFORE) : position].rpartition("\n")[2].strip() in _NOTHING_BEFORE


def sources_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names that texts give for their source, as printed."""
    return tuple(dict.fromkeys(name for text in texts for name in _SOURCE.findall(text)))
