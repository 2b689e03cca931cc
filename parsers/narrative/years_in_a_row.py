"""Figures of several years in a row, told behind all of them: 2021年、2022年、2023年分别公开120条、150条、180条."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from parsers.narrative.figures import Figure
from parsers.narrative.language import language
from parsers.narrative.limits import LONGEST_SENTENCE, OTHER_YEAR, OWN_YEAR, Limit
from parsers.narrative.year_beside import LEFT_OVER

#: 2021年、2022年和2023年; 2021-2023年.
_YEARS = re.compile(
    r"20\d\d(?:年度?)?(?:(?:(?:以及|[、,和与及])20\d\d(?:年度?)?)*(?:以及|[、,和与及])|(?P<to>[-—~～至到]))20\d\d年"
)
_YEAR = re.compile(r"20\d\d")
_FEWEST = 2
_RESPECTIVE = "分别"
_ONLY_JOINT = re.compile(r"[、,和及与]|以及")
_ENDS = re.compile("[。;!?\n]")
#: 公开2022年、2023年预算信息: the years are those of the thing.
_OF_A_THING = frozenset("对的了将把")
#: 2021年、2022年遗留2件、3件; 对照2022年、2023年通报，整改12个、15个.
_FOR_ANOTHER_THING = re.compile(f"{LEFT_OVER}|[^,],")


def years_in_a_row(masked: str, figures: Sequence[Figure], year: int | None) -> dict[int, Limit]:
    """By its start every figure of such a row, with what says whether it is that of the `year` reported."""
    if len(figures) < _FEWEST:
        return {}
    found: dict[int, Limit] = {}
    for years in _YEARS.finditer(masked):
        close = _sentence_end(masked, years.end())
        behind = figures[bisect_left(figures, years.end(), key=_start) : bisect_left(figures, close, key=_start)]
        for figure, own in _told(masked, behind, years, str(year)):
            found[figure.start] = OWN_YEAR if own else OTHER_YEAR
    return found


def _start(figure: Figure) -> int:
    return figure.start


def _sentence_end(masked: str, start: int) -> int:
    close = min(len(masked), start + LONGEST_SENTENCE)
    end = _ENDS.search(masked, start, close)
    return end.start() if end else close


def _told(masked: str, behind: Sequence[Figure], years: re.Match[str], year: str) -> Iterator[tuple[Figure, bool]]:
    """The figures of every row of those `behind` in the sentence, one for each year, and whether it is of the `year`.

    All are left out where they are said to be each year's but are not as many.
    """
    named = _named(years)
    start = years.end()
    while row := _row(masked, behind):
        between = masked[start : row[0].start]
        respective = _RESPECTIVE in between
        if not respective and (_are_of_a_thing(masked, years.start()) or _FOR_ANOTHER_THING.search(between)):
            return
        if len(row) == len(named):
            yield from ((figure, of == year) for figure, of in zip(row, named, strict=True))
        elif respective:
            yield from ((figure, False) for figure in row)
        else:
            return
        start, behind = row[-1].close, behind[len(row) :]


def _named(years: re.Match[str]) -> list[str]:
    named = _YEAR.findall(years[0])
    return [str(each) for each in range(int(named[0]), int(named[-1]) + 1)] if years["to"] else named


def _are_of_a_thing(masked: str, begin: int) -> bool:
    return masked[begin - 1 : begin] in _OF_A_THING or masked[begin - 2 : begin] in language().activity_verbs


def _row(masked: str, figures: Sequence[Figure]) -> list[Figure]:
    """The first figure and those that follow it with nothing else between."""
    row = list(figures[:1])
    for figure in figures[1:]:
        if figure.unit != row[0].unit or not _ONLY_JOINT.fullmatch(masked, row[-1].close, figure.open):
            break
        row.append(figure)
    return row
