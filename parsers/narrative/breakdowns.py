"""Which figures break down which total: 发布信息345条，其中图文120篇、视频225个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.narrative.subjects import Named
from parsers.record import Number

_OPENER = re.compile(r"其中|[,:(](?:包括|分别|含|涉及)|分别[是为]|包括|涉及|按[^,。;]{1,12}分|:")
_RATE_UNITS = frozenset({"%", "‰", "个百分点"})


@dataclass(slots=True)
class _Open:
    """A breakdown being read: its total, whether a bracket opened it, what its parts add up to so far."""

    total: int
    bracketed: bool
    sum: Number = 0
    parts: int = 0
    by_semicolon: bool = False


def totals(named: Sequence[Named]) -> list[int | None]:
    """For every figure the index of the total that it is a part of, or None."""
    found: list[int | None] = []
    current: _Open | None = None
    for index, item in enumerate(named):
        gap = item.phrase.gap
        if current and _closed(current, gap, item, named[current.total]):
            current = None
        opened = _opened(named, index, gap)
        if opened is not None:
            current = _Open(opened, "(" in gap)
        found.append(_take(current, item, named))
    return found


def _opened(named: Sequence[Named], index: int, gap: str) -> int | None:
    """The total that a breakdown before this figure refers to: the last amount of the same sentence."""
    if "。" in gap or "\n" in gap or not (_OPENER.search(gap) or gap.startswith("(")):
        return None
    for candidate in range(index - 1, -1, -1):
        unit = named[candidate].phrase.figure.unit
        if unit not in _RATE_UNITS and named[candidate].scope != "change":
            return candidate
        if "。" in named[candidate].phrase.gap:
            return None
    return None


def _closed(current: _Open, gap: str, item: Named, total: Named) -> bool:
    if "。" in gap or "\n" in gap or (current.bracketed and ")" in gap):
        return True
    if item.phrase.figure.unit in _RATE_UNITS:
        return False
    if current.parts and current.sum == total.phrase.figure.value:
        return True
    if ";" in gap:
        if current.parts == 1:
            current.by_semicolon = True
        return current.parts > 1 and not current.by_semicolon
    return False


def _take(current: _Open | None, item: Named, named: Sequence[Named]) -> int | None:
    if current is None or item.phrase.figure.unit in _RATE_UNITS or item.scope == "change":
        return None
    total = named[current.total].phrase.figure
    if item.phrase.figure.unit != total.unit and (item.phrase.figure.value > total.value or not current.bracketed):
        return None
    current.parts += 1
    current.sum += item.phrase.figure.value
    return current.total
