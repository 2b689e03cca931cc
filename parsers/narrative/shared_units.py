"""Figures in a row that share the unit printed behind the last of them: 分别为12、15和20篇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.narrative.figures import Figure, Unread
from parsers.narrative.numbers import parse_numeral

_WORD = "分别"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
#: All but the last.
_ROW = re.compile(
    rf"{_WORD}(?:[^,。;:()\d]|20\d\d年|,(?=[^,。;:()\d]{{0,6}}\d)){{0,20}}((?:{_NUMBER}(?:、|和|及|与|以及))+)(?=\d)"
)
_ONE = re.compile(_NUMBER)
_LARGE = "万亿"


def with_shared_units(masked: str, figures: Sequence[Figure], unread: list[Unread]) -> list[Figure]:
    """`figures` with those of a row that only lack the unit, in order.

    Where the last has a 万 of which the others may be, they join the `unread`.
    """
    if _WORD not in masked:
        return list(figures)
    known = {figure.start: figure for figure in figures}
    found = list(figures)
    for row in _ROW.finditer(masked):
        last = known.get(row.end())
        if last is None or not last.unit:
            continue
        for one in _ONE.finditer(masked, row.start(1), row.end(1)):
            if one.start() in known:
                continue
            value = parse_numeral(one[0])
            if value is None or masked[last.end - 1] in _LARGE:
                unread.append(Unread(one.start(), one.end(), one.end(), last.unit))
            else:
                start, end = one.span()
                found.append(replace(last, open=start, start=start, end=end, close=end, value=value, qualifier="exact"))
    return sorted(found, key=_position) if len(found) > len(figures) else found


def _position(figure: Figure) -> int:
    return figure.start
