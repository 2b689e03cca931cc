"""Which figures break down which total: 发布信息345条，其中图文120条、视频225条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.narrative.language import language
from parsers.narrative.subjects import CATEGORY, REST, Named
from parsers.record import Number

_OPENER = re.compile(r"其中|[,:(](?:包括|分别|含|涉及)|分别[是为]|包括|^:")
#: 在主动公开的61条政府信息中，…
_WITHIN = re.compile(r"^[^,。;:()]*中[,:]")
_LOOK_BACK = 40
#: 从答复结果看: another breakdown of the same total.
_AGAIN = re.compile(r"从[^,。;]{1,10}看|按[^,。;]{1,12}[分看]")
#: 另有103件顺延到下年: beside the total, not of it.
_BESIDE = re.compile(r"另有|另外|此外")
_RANKS = ("、", ",", ";")
#: What has parts of other metrics: of the information published are regulations; of applications no litigations are.
_KINDS = frozenset({"disclosures", "posts", "policy_documents"})


@dataclass(slots=True)
class _Breakdown:
    """A breakdown being read: its total, whether a bracket opened it, what its parts add up to so far.

    `separator` is the mark between its first two parts; a stronger one may close it.
    """

    total: int
    bracketed: bool
    sum: Number = 0
    parts: int = 0
    separator: str | None = None


def totals(named: Sequence[Named]) -> list[int | None]:
    """For every figure the index of the total that it is a part of, or None."""
    found: list[int | None] = []
    current: _Breakdown | None = None
    for index, item in enumerate(named):
        if current and _closes(current, item, named[current.total]):
            current = None
        opened = _opened(named, index, found)
        if opened is not None:
            current = _Breakdown(opened, "(" in item.phrase.gap)
        found.append(_take(current, item, named))
    return found


def _opened(named: Sequence[Named], index: int, found: Sequence[int | None]) -> int | None:
    """The total of the breakdown that opens before this figure: the last amount in the same sentence."""
    phrase = named[index].phrase
    if phrase.starts_sentence:
        return None
    again = bool(_AGAIN.search(phrase.gap)) or phrase.gap.startswith(";其中")
    if not (again or phrase.gap.startswith("(") or _OPENER.search(phrase.gap) or _WITHIN.match(phrase.gap)):
        return None
    in_brackets = phrase.gap.startswith(")")
    for candidate in range(index - 1, max(-1, index - _LOOK_BACK), -1):
        if not named[candidate].is_relative and not in_brackets:
            total = found[candidate]
            again = again or _exceeds(named[index], named[candidate])
            return total if again and total is not None else candidate
        if named[candidate].phrase.starts_sentence:
            return None
        in_brackets = in_brackets and "(" not in named[candidate].phrase.gap
    return None


def _exceeds(item: Named, other: Named) -> bool:
    """Whether a figure is no part of another because it is larger."""
    figure, whole = item.phrase.figure, other.phrase.figure
    return figure.unit == whole.unit and figure.value > whole.value


def _closes(current: _Breakdown, item: Named, total: Named) -> bool:
    phrase = item.phrase
    if phrase.starts_sentence or _BESIDE.search(phrase.gap) or (current.bracketed and ")" in phrase.gap):
        return True
    if item.is_relative or not current.parts:
        return False
    if current.sum == total.phrase.figure.value and phrase.figure.value:
        return True
    mark = next((mark for mark in reversed(_RANKS) if mark in phrase.gap), "、")
    current.separator = current.separator or mark
    if current.separator == "、" and mark == ";":
        return True
    if mark == ";" == current.separator and _is_next(current, item, total):
        return False
    stronger = _RANKS.index(mark) > _RANKS.index(current.separator)
    category = item.subject.startswith(REST) or item.subject.endswith(CATEGORY)
    other = item.metric not in (None, total.metric) and not category
    return (stronger or mark == ";") and other


def _is_next(current: _Breakdown, item: Named, total: Named) -> bool:
    """办事程序7条；政策解读13条: another kind of the same, that the total has room for; not 回应关切5条."""
    figure, whole = item.phrase.figure, total.phrase.figure
    fits = figure.unit == whole.unit and current.sum + figure.value <= whole.value
    return fits and total.metric in _KINDS and not language().tells_activity(item.subject[:-2] or item.subject)


def _take(current: _Breakdown | None, item: Named, named: Sequence[Named]) -> int | None:
    """The total, if the figure can be a part of it: the same unit, or a smaller number of something else."""
    if current is None or item.is_relative:
        return None
    total, figure = named[current.total].phrase.figure, item.phrase.figure
    if figure.unit != total.unit and figure.value > total.value:
        return None
    current.parts += 1
    current.sum += figure.value
    return current.total
