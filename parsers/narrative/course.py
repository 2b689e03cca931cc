"""What the figures of a sentence told so far say of the next one: of which year it is, and whether it sums up years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from parsers.narrative.language import language
from parsers.narrative.limits import LONGEST_SENTENCE
from parsers.narrative.scope import OF_YEAR, YEARS_AT_ONCE, is_change, scope
from parsers.narrative.subjects import Named
from parsers.narrative.zeros import ZeroStatement
from parsers.record import Scope

#: Metrics of what exists at a moment and is not done over a year.
_STOCKS = frozenset({"followers", "accounts", "staff"})
#: A list longer than this is none that a sentence holds together.
_LOOK_BACK = 40
#: What belongs to the account or the posts just told.
_ATTRIBUTES = frozenset({"reads", "interactions", "followers", "rate"})
#: What says at the beginning that a whole sentence sums up years.
_HOLDS_ON = re.compile(rf"(?:(?<!今年)以来|至今|目前|(?<!一)年来|期间|时期)(?:[,共]|我)|{YEARS_AT_ONCE}")
_SUM = "累计"
#: What is told in such words is told of what was compared.
_OF_COMPARED = re.compile("[、:(]|其中")


def scope_after(named: Sequence[Named], item: Named, *, change: bool) -> Scope:
    """The scope of a figure behind those `named`; `change`: it is a difference."""
    before = named[-1].scope if named and item.phrase.holds(named[-1].phrase) else "year"
    if before == "cumulative" and _turns(named, item):
        before = "year"
    told = scope(item.phrase, before, change=change, stock=item.metric in _STOCKS)
    if change or not item.phrase.lead.startswith(_SUM) or item.phrase.starts_sentence:
        return told
    if told == "year":
        return "cumulative" if _exceeds_the_year(named, item) else "year"
    # 举办培训3期，累计培训120人次: of those three.
    return "year" if before == "year" and item.metric == "people_reached" else told


def _turns(named: Sequence[Named], item: Named) -> bool:
    """Whether a cumulative figure was told by the way, and what follows is the year's again.

    截至年底粉丝300人，发布信息45条; 发布信息45条，累计发布300条，收到申请5件. What stands before a comma
    (2019年以来，…) holds on.
    """
    latest = named[-1]
    if item.metric in (None, latest.metric):
        return False
    if latest.metric in _STOCKS:
        return item.metric in ("posts", "disclosures")
    phrase = item.phrase
    if phrase.starts_sentence or _HOLDS_ON.search(phrase.sentence) or not item.weight:
        return False
    if ";" in phrase.gap:
        return True
    own = item.metric not in _ATTRIBUTES and "、" not in phrase.gap
    of_year = OF_YEAR.search(phrase.sentence) or any(one.scope == "year" for one in same_sentence(named, item))
    return bool(own and of_year)


def _exceeds_the_year(named: Sequence[Named], item: Named) -> bool:
    """2023年公开45条，累计公开300条: more than the only figure of the year, of the same thing in the same unit.

    召开党组会4次，累计召开各类会议12次 are not the same thing.
    """
    unit, metric = item.phrase.figure.unit, item.metric
    told = [one for one in same_sentence(named, item) if one.metric == metric and one.phrase.figure.unit == unit]
    return (
        len(told) == 1
        and (told[0].scope, told[0].channel) == ("year", item.channel)
        and told[0].phrase.figure.value < item.phrase.figure.value
        and (item.subject in told[0].subject or told[0].subject in item.subject)
    )


def is_back(named: Sequence[Named], compared: Named, item: Named) -> bool:
    """公开88条，去年公开76条，收到申请5件: what was compared is told, and something else follows, again of the year."""
    gap, lead = item.phrase.gap, item.phrase.lead
    if gap[: len(gap) - len(lead)][-1:] not in (",", ";") or _OF_COMPARED.search(gap):
        return False
    told = {(one.metric, one.channel) for one in same_sentence(named, item)}
    if not told or not item.phrase.holds(compared.phrase):
        return False
    other = item.metric is not None and (item.metric, item.channel) not in told
    units = {item.phrase.figure.unit, compared.phrase.figure.unit}
    told_itself = language().tells_activity(lead) or (item.weight and len(units) > 1)
    return is_change(item.phrase) or bool(
        other and told_itself and compared.metric in {None, *(metric for metric, _ in told)}
    )


def denied_again(named: Sequence[Named], masked: str, zero: ZeroStatement, metric: str | None) -> bool:
    """公开88条，去年公开76条，未收到申请: what was compared is told, and the denial is of the year."""
    if masked[zero.begin - 1 : zero.begin] not in (",", ";"):
        return False
    floor = max(0, zero.start - LONGEST_SENTENCE)
    begin = max(floor - 1, *(masked.rfind(mark, floor, zero.start) for mark in "。!?\n"))
    first = bisect_left(named, begin, key=_start)
    told = {one.metric for one in named[first : bisect_left(named, zero.start, key=_start)]}
    return bool(told) and metric not in told


def _start(one: Named) -> int:
    return one.phrase.figure.start


def same_sentence(named: Sequence[Named], item: Named) -> Iterator[Named]:
    """The last figures of the sentence, the latest first."""
    return takewhile(lambda one: item.phrase.holds(one.phrase), reversed(named[-_LOOK_BACK:]))
