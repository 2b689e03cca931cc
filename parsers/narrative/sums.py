"""Breakdowns of the prose whose parts do not add up to their total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from parsers.record import Count, Finding, Number

BREAKDOWN_SUM = "narrative.breakdown_sum"

_FEWEST_PARTS, _MOST_TOTALS = 2, 3
#: 含上年结转3件 is of the same figures as what a breakdown behind it tells.
_INCLUDED, _BREAKDOWN = ("含", "包含"), ("其中", "从", "按")
#: A part of this kind says that the breakdown is complete.
_REST = re.compile(r"^(?:其他|其它|其余)")


def wrong_sums(counts: Sequence[Count]) -> Iterator[Finding]:
    """A finding for every total of `counts` that its parts exceed, or do not reach."""
    parts: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        if count.part_of is not None:
            parts[count.part_of].append(count)
    for index, members in parts.items():
        finding = _sum_finding(counts[index], members)
        if finding and not _are_of_several(counts, index, finding.actual):
            yield finding


def _are_of_several(counts: Sequence[Count], index: int, added: Number | None) -> bool:
    """建议46件、提案58件，其中市级31件、区级73件: whether the parts add up to several totals of one class in a row."""
    total = counts[index]
    wholes = [one for one in counts[:index] if one.part_of is None and one.section == total.section][-_MOST_TOTALS:]
    several = total.value
    for whole in reversed(wholes):
        if (whole.metric, whole.unit, whole.scope) != (total.metric, total.unit, total.scope):
            return False
        several += whole.value
        if several == added:
            return True
    return False


def _left_over(total: Count, parts: Sequence[Count]) -> Sequence[Count]:
    """The parts behind those that add up to their total: of applicants first, then of ways."""
    added: Number = 0
    several = 0
    for number, part in enumerate(parts, 1):
        added += part.value
        several += part.value > 0
        if added == total.value and several >= _FEWEST_PARTS:
            return _left_over(total, [rest for rest in parts[number:] if rest.value])
    return parts


def _without_included(total: Count, parts: Sequence[Count]) -> Sequence[Count]:
    """收到申请60件（含上年结转3件），其中网上20件、信函40件: without the first, which is part of those behind it."""
    if len(parts) < _FEWEST_PARTS:
        return parts
    first, *others = parts
    if "结转" in first.quote and sum(part.value for part in others) <= total.value:
        return others
    return others if first.quote.startswith(_INCLUDED) and others[0].quote.startswith(_BREAKDOWN) else parts


def _sum_finding(total: Count, parts: Sequence[Count]) -> Finding | None:
    parts = _left_over(total, _without_included(total, parts))
    added = sum(part.value for part in parts)
    alike = all(part.unit == total.unit and part.qualifier == "exact" for part in parts)
    if not alike or total.qualifier != "exact" or len(parts) < _FEWEST_PARTS or added == total.value:
        return None
    complete = added > total.value or any(_REST.match(part.subject) for part in parts)
    return Finding(
        BREAKDOWN_SUM,
        "warning" if complete else "note",
        f"{quoted(total)}：各分项之和为 {added}（{'；'.join(p.quote for p in parts)}） / its parts add up to {added}",
        where(total),
        expected=total.value,
        actual=added,
    )


def quoted(count: Count) -> str:
    """A count as findings print it."""
    return f"「{count.quote}」（第{count.section}部分）"


def where(count: Count) -> str:
    """The place of a count."""
    return f"section {count.section}, characters {count.start}-{count.end}"
