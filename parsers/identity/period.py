"""The period that a report covers, as it says itself."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from parsers.narrative.numbers import parse_numeral
from parsers.record import Period
from parsers.words.text import narrow

_TO = "(?:至|到|[-—–~～])"
_DATE = r"(?:(20\d\d)[年./-])?(\d{1,2})[月./-](\d{1,2})日?"
_DAYS = re.compile(rf"{_DATE}[^\d]{{0,8}}?{_TO}[^\d]{{0,6}}{_DATE}")
_MONTHS = re.compile(rf"(20\d\d)年(\d{{1,2}})月份?(?:起|开始)?{_TO}(?:(20\d\d)年)?(\d{{1,2}})月(?:份|底|末)?(?!\d)")
_YEAR = re.compile(r"期限(?:为|是|:){0,2}(20\d\d)年(?:度|全年)?(?!\d)")
#: 统计期限为202411日至20241231日: 年 and 月 lost.
_RUN_TOGETHER = re.compile(rf"期限\D{{0,6}}(?P<year>20\d\d)0?10?1日?{_TO}(?P=year)1231日?")
#: What says that a period is the report's; so many characters before it are looked at.
_OWN = re.compile("期限|所列数据|数据统计|本报告|报告期")
#: What says so of a part of a year; in the time of a report much else lasts for a part of it.
_STATED = re.compile("期限|所列数据|数据统计|统计时间")
_BEFORE = 16
#: What else has a period.
_OTHER = re.compile("行动|规划|计划|试点|项目|工程|合同|任期|有效|实施|培训|考核|期间|周期|学年")
_HALF_A_YEAR = 190
#: The last month in which a period may end that is a year's: some reports are made before it is over.
_LATE = 11
_HAN_DATE = re.compile(
    r"二[〇零][〇零一二三四五六七八九]{2}(?=年)|(?<=[年至到])[一二三四五六七八九十]{1,2}(?=月)|(?<=月)[一二三四五六七八九十]{1,3}(?=日)"
)


def period_of(preamble: str, prose: str) -> Period | None:
    """The period that the report says to be its own, else the only one that is named before its first section.

    Args:
        preamble: what stands before the first section.
        prose: all of the text.
    """
    for text in map(in_digits, (preamble, prose)):
        if own := next(_own(text), None):
            return own
    named = ((before, period) for before, period in _periods(in_digits(preamble)) if not _OTHER.search(before))
    periods = {period for _, period in named if _days(period) > _HALF_A_YEAR}
    return periods.pop() if len(periods) == 1 else None


def is_part_of_year(period: Period) -> bool:
    """Whether a period ends long before the year does."""
    return period.start[:4] == period.end[:4] and int(period.end[5:7]) < _LATE


def _own(text: str) -> Iterator[Period]:
    if together := _RUN_TOGETHER.search(text):
        yield Period(f"{together[1]}-01-01", f"{together[1]}-12-31")
    for before, period in _periods(text):
        if (_STATED if is_part_of_year(period) else _OWN).search(before):
            yield period
    if year := _YEAR.search(text):
        yield Period(f"{year[1]}-01-01", f"{year[1]}-12-31")


def _periods(text: str) -> Iterator[tuple[str, Period]]:
    """Periods with what stands before each."""
    for pattern, read in ((_DAYS, _period), (_MONTHS, _months)):
        for match in pattern.finditer(text):
            if period := read(*match.groups()):
                yield text[max(0, match.start() - _BEFORE) : match.start()].rpartition("。")[2], period


def _period(
    year: str | None, month: str, day: str, end_year: str | None, end_month: str, end_day: str
) -> Period | None:
    if not (year or end_year):
        return None
    try:
        start = date(int(year or end_year or 0), int(month), int(day))
        end = date(int(end_year or year or 0), int(end_month), int(end_day))
    except ValueError:
        return None
    return Period(start.isoformat(), end.isoformat()) if start < end else None


def _months(year: str, month: str, end_year: str | None, end_month: str) -> Period | None:
    last = end_year or year
    days = monthrange(int(last), int(end_month))[1] if 1 <= int(end_month) <= 12 else 0
    return _period(year, month, "1", last, end_month, str(days))


def _days(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


def in_digits(text: str) -> str:
    """A text whose dates have no Chinese numerals."""
    if not any(f"二{zero}" in text for zero in "〇○零"):
        return text
    return _HAN_DATE.sub(_in_arabic, text.replace("○", "〇"))


def narrow_in_digits(line: str) -> str:
    """A line as years and names are looked for in it."""
    return in_digits(narrow(line))


def _in_arabic(found: re.Match[str]) -> str:
    number = parse_numeral(found.group())
    return found.group() if number is None else str(number)
