"""Parts told behind a figure of another year: 公开345条（去年300条），其中图文120条、视频225条. Sums say of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from parsers.narrative.figures import Figure
from parsers.narrative.limits import OTHER_YEAR, OWN_YEAR, UNCERTAIN_YEAR, Limit
from parsers.record import Number

#: 345条|，去年300条, 345条|（2023年为300条.
_ASIDE = re.compile(
    r"(?P<mark>[,(])(?:而|其中)?(?:去年|上一?年度?|(?P<year>20\d\d)年度?)(?:同期)?(?P<told>[^,。;:()\d]{0,8})"
)
_OPENS = re.compile(r"\)?[,。;]其中[:,]?[^,。;:()\d]{0,16}")
_NEXT = re.compile(r"(?:[、,;]|和|及|与|以及)[^,。;:、()\d]{1,16}")
_PARTS = "其中"
_FEWEST = 2


def compared_parts(masked: str, figures: Sequence[Figure], year: int | None) -> dict[int, Limit]:
    """By its start every such part, with what says whether it is of the `year` reported."""
    found: dict[int, Limit] = {}
    if _PARTS not in masked:
        return found
    for index in range(len(figures) - 2):
        own, other, first = figures[index : index + 3]
        aside = _ASIDE.fullmatch(masked, own.close, other.open) if own.unit == other.unit == first.unit else None
        if aside is None or aside["year"] == str(year) or not _OPENS.fullmatch(masked, other.close, first.open):
            continue
        parts = list(_parts(masked, figures, index + 2))
        count = _settled([part.value for part in parts], own.value, other.value)
        told = sum(part.value for part in parts[:count])
        if not count:  # what stands behind a semicolon is told of the year again
            parts = [part for part in parts if ";" not in masked[first.open : part.open]]
        if count or aside["mark"] == ",":
            limit = (OWN_YEAR if told == own.value else OTHER_YEAR) if count else UNCERTAIN_YEAR
            found.update((part.start, limit) for part in parts[: count or len(parts)])
    return found


def _parts(masked: str, figures: Sequence[Figure], index: int) -> Iterator[Figure]:
    """The figures from `index` on that stand in one list, in one unit."""
    before = figures[index]
    yield before
    for figure in figures[index + 1 :]:
        if figure.unit != before.unit or not _NEXT.fullmatch(masked, before.close, figure.open):
            return
        yield figure
        before = figure


def _settled(parts: Sequence[Number], own: Number, other: Number) -> int:
    """How many of the first parts are of one year, whose figure they add up to; 0 where that is not certain."""
    if own == other:
        return 0
    counts = [count for count, added in enumerate(accumulate(parts), 1) if count >= _FEWEST and added in (own, other)]
    return counts[-1] if counts and (len(counts) == 1 or counts[-1] == len(parts)) else 0
