"""Figures of several years in a row, told behind all of them: 2021年、2022年、2023年分别公开120条、150条、180条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.narrative.figures import Figure
from parsers.narrative.limits import OTHER_YEAR, OWN_YEAR, Limit

#: 2021年、2022年和2023年; 2021-2023年.
_YEARS = re.compile(r"20\d\d(?:年度?)?(?:(?:[、,和与及]20\d\d(?:年度?)?)*[、,和与及]|(?P<to>[-—~～至到]))20\d\d年")
_YEAR = re.compile(r"20\d\d")
_FEWEST = 2
_RESPECTIVE = "分别"
_ONLY_JOINT = re.compile(r"[、,和及与]|以及")
_ENDS = re.compile("[。;!?\n]")


def years_in_a_row(masked: str, figures: Sequence[Figure], year: int | None) -> dict[int, Limit]:
    """By its start every figure of such a row, with what says whether it is that of the `year` reported."""
    if len(figures) < _FEWEST:
        return {}
    return {
        figure.start: OWN_YEAR if own else OTHER_YEAR
        for years in _YEARS.finditer(masked)
        for figure, own in _told(masked, figures, years, years.end(), str(year))
    }


def _told(
    masked: str, figures: Sequence[Figure], years: re.Match[str], start: int, year: str
) -> Iterator[tuple[Figure, bool]]:
    """The figures of every row of the sentence, one for each year; all are left out where they are not as many."""
    named = _YEAR.findall(years[0])
    if years["to"]:
        named = [str(each) for each in range(int(named[0]), int(named[-1]) + 1)]
    end = _ENDS.search(masked, start)
    close = end.start() if end else len(masked)
    behind = [figure for figure in figures if start <= figure.start < close]
    while row := _row(masked, behind):
        respective = _RESPECTIVE in masked[start : row[0].start]
        if len(row) == len(named):
            yield from ((figure, of == year) for figure, of in zip(row, named, strict=True))
        elif respective:
            yield from ((figure, False) for figure in row)
        else:
            return
        start, behind = row[-1].close, behind[len(row) :]


def _row(masked: str, figures: Sequence[Figure]) -> list[Figure]:
    """The first figure and those that follow it with nothing else between."""
    row = list(figures[:1])
    for figure in figures[1:]:
        if figure.unit != row[0].unit or not _ONLY_JOINT.fullmatch(masked, row[-1].close, figure.open):
            break
        row.append(figure)
    return row
