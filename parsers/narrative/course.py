"""What the figures of a sentence told so far say of the next one: of which year it is, and whether it sums up years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import islice, takewhile

from parsers.narrative.classes import RELATIVE_UNITS
from parsers.narrative.clauses import JOINTS, Phrase
from parsers.narrative.language import language
from parsers.narrative.leads import opens_aspect, trimmed
from parsers.narrative.limits import LONGEST_SENTENCE
from parsers.narrative.named import Named
from parsers.narrative.people import EVENTS
from parsers.narrative.scope import OF_YEAR, YEARS_AT_ONCE, is_change, scope, without_comparison
from parsers.narrative.vocabulary import vocabulary
from parsers.narrative.zeros import ZeroStatement
from parsers.record import Scope

#: Metrics of what exists at a moment and is not done over a year.
_STOCKS = frozenset({"followers", "accounts", "staff"})
#: A list longer than this is none that a sentence holds together.
_LOOK_BACK = 40
#: What belongs to the account or the posts just told.
_ATTRIBUTES = frozenset({"reads", "interactions", "followers", "rate"})
#: What belongs to the posts of a year; followers are counted once and for all.
_OF_POSTS = frozenset({"reads", "interactions"})
#: 行政复议1件，上年2件，行政诉讼0件|，上年1件.
_COMPARED_TOO = re.compile(r"[,(](?:去年|上一?年度?|20\d\d年度?)(?:同期)?[为是]?\d")
#: What says at the beginning that a whole sentence sums up years.
_HOLDS_ON = re.compile(rf"(?:(?<!今年)以来|至今|目前|(?<!一)年来|期间|时期)(?:[,共]|我)|{YEARS_AT_ONCE}")
_SUM = "累计"
_ON_AIR = "interviews"
#: What is told in such words is told of what was compared.
_OF_COMPARED = re.compile(f"[、:(]|其中|^(?:{'|'.join(JOINTS)})")

#: 收到申请36件，上年34件，其中网上30件: of either; not 上年收到34件，其中….
_PARTS_NEXT = re.compile("[,;]其中")


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
    # 举办培训3期，累计培训120人次; 直播5场，累计观看3.2万人次: of those.
    of_events = item.metric == "people_reached" or (item.metric in _OF_POSTS and _tells_events(named))
    return "year" if before == "year" and of_events else told


def _tells_events(named: Sequence[Named]) -> bool:
    return bool(named) and (named[-1].metric in EVENTS or named[-1].metric == _ON_AIR)


def _turns(named: Sequence[Named], item: Named) -> bool:
    """Whether a cumulative figure was told by the way, and what follows is the year's again.

    截至年底粉丝300人，发布信息45条; 发布信息45条，累计发布300条，收到申请5件. What stands before a comma
    (2019年以来，…) holds on.
    """
    latest = named[-1]
    if item.metric in (None, latest.metric):
        return False
    if latest.metric in _STOCKS:
        return item.metric in ("posts", "disclosures") or ";" in item.phrase.gap
    phrase = item.phrase
    if phrase.starts_sentence or _HOLDS_ON.search(phrase.sentence) or not item.weight:
        return False
    if ";" in phrase.gap:
        return True
    own = item.metric not in _ATTRIBUTES and "、" not in phrase.gap and not phrase.gap.startswith(JOINTS)
    begin = phrase.part_begin
    of_year = OF_YEAR.search(phrase.sentence.rpartition(";")[2]) or any(
        one.scope == "year" for one in same_sentence(named, item) if one.phrase.figure.start > begin
    )
    return bool(own and of_year)


def _exceeds_the_year(named: Sequence[Named], item: Named) -> bool:
    """2023年公开45条，累计公开300条: more than the only figure of the year, of the same thing in the same unit.

    召开党组会4次，累计召开各类会议12次 are not the same thing.
    """
    unit, metric = item.phrase.figure.unit, item.metric
    told = [one for one in same_sentence(named, item) if one.metric == metric and one.phrase.figure.unit == unit]
    told = [one for one in told if one.phrase.figure.start > item.phrase.part_begin] or told
    return (
        len(told) == 1
        and (told[0].scope, told[0].channel) == ("year", item.channel)
        and told[0].phrase.figure.value < item.phrase.figure.value
        and (item.subject in told[0].subject or told[0].subject in item.subject)
    )


def is_back(named: Sequence[Named], compared: Named, item: Named) -> bool:
    """公开88条，去年公开76条，收到申请5件: what was compared is told, and something else follows, again of the year.

    So are what the year's figure is seen from: 收到36件，上年34件，按申请方式分，网上6件.
    """
    gap, lead = item.phrase.gap, item.phrase.lead
    if gap[: len(gap) - len(lead)][-1:] not in (",", ";") or _OF_COMPARED.search(gap):
        return False
    told = {(one.metric, one.channel) for one in _told_with(named, compared, item)}
    if not told or not item.phrase.holds(compared.phrase):
        return False
    of_the_same = _is_of_the_same(compared, {metric for metric, _ in told})
    if of_the_same and opens_aspect(item.phrase) and not _is_in_brackets(item.phrase):
        return True
    other = item.metric is not None and (item.metric, item.channel) not in told
    goes_on = item.metric == compared.metric and not item.weight and item.phrase.is_next_to(compared.phrase)
    other = other and not goes_on and not _may_be_of_compared(compared, item)
    units = {item.phrase.figure.unit, compared.phrase.figure.unit}
    if other and _COMPARED_TOO.match(item.phrase.after):
        return True
    told_itself = language().tells_activity(lead) or (item.weight and len(units) > 1)
    return of_the_same and (is_change(item.phrase) or bool(other and told_itself))


def _is_of_the_same(compared: Named, told: Container[str | None]) -> bool:
    """Whether what was compared is none but what was told: 2022年为3件, and not 2022年印发3件."""
    if compared.metric is None:
        return not language().tells_activity(compared.phrase.lead)
    return compared.metric in told


def _told_with(named: Sequence[Named], compared: Named, item: Named) -> Sequence[Named]:
    """What the sentence told of the year before what was compared, from the last semicolon before it."""
    told = list(same_sentence(named, item))
    return [one for one in told if one.phrase.figure.start > compared.phrase.part_begin] or told


def is_of_either(named: Sequence[Named], compared: Named, item: Named) -> bool:
    """全年召开会议4次，2022年印发文件3件，收到申请5件: of something else than all that was told, behind another year.

    Neither the year before, as what was `compared`, nor that of the report is certain.
    """
    phrase = item.phrase
    told = {one.metric for one in _told_with(named, compared, item)}
    if not told or not phrase.holds(compared.phrase):
        return False
    if _OF_COMPARED.search(phrase.gap):
        bare = not compared.weight and not language().tells_activity(compared.phrase.lead)
        return bare and _PARTS_NEXT.match(phrase.gap) is not None and phrase.is_next_to(compared.phrase)
    if item.metric in {*told, compared.metric} and (item.metric or phrase.figure.unit == compared.phrase.figure.unit):
        return False
    return not _is_in_brackets(phrase) and bool(item.weight or language().tells_activity(phrase.lead))


def _is_in_brackets(phrase: Phrase) -> bool:
    return phrase.sentence.rfind("(") > phrase.sentence.rfind(")")


def _may_be_of_compared(compared: Named, item: Named) -> bool:
    """去年收到申请5件，答复4件: what became of those compared, unless there are more; 去年培训7期，参训140人次."""
    if item.metric == "people_reached" and compared.metric in EVENTS:
        return True
    if item.metric in _OF_POSTS:
        return language().tells_activity(compared.phrase.lead)
    figure, other = item.phrase.figure, compared.phrase.figure
    fewer = figure.unit == other.unit and figure.value <= other.value
    return fewer and (compared.metric, item.metric) in vocabulary().outcomes


def denied_again(
    named: Sequence[Named], others: Sequence[Named], masked: str, zero: ZeroStatement, metric: str | None
) -> bool | None:
    """公开88条，去年公开76条，未收到申请: what was compared is told, and the denial is of the year.

    None where that is not certain. `others` are the figures of other years.
    """
    if masked[zero.begin - 1 : zero.begin] not in (",", ";"):
        return False
    floor = max(0, zero.start - LONGEST_SENTENCE)
    begin = max(floor - 1, *(masked.rfind(mark, floor, zero.start) for mark in "。!?\n"))
    told = {one.metric for one in _between(named, begin, zero.start)}
    if not told or metric in told:
        return False
    return all(_is_of_the_same(one, told) for one in _between(others, begin, zero.start)) or None


def _between(named: Sequence[Named], begin: int, end: int) -> Sequence[Named]:
    return named[bisect_left(named, begin, key=_start) : bisect_left(named, end, key=_start)]


def _start(one: Named) -> int:
    return one.phrase.figure.start


def whole_before(named: Sequence[Named], phrase: Phrase) -> Named | None:
    """公开1256条，其中网站312条、微信944条；较上年增加186条: what grew are not the last of the parts."""
    for index in range(len(named) - 1, max(0, len(named) - _LOOK_BACK), -1):
        if not phrase.holds(named[index - 1].phrase):
            return None
        if "其中" in named[index].phrase.gap:
            whole, parts = named[index - 1], named[index:]
            added = sum(one.phrase.figure.value for one in parts if not one.is_relative)
            complete = len(parts) > 1 and added == whole.phrase.figure.value
            return whole if phrase.gap[0] == ";" or complete else None
    return None


def in_unit(named: Sequence[Named], phrase: Phrase, latest: Named) -> Named:
    """行政处罚73件，罚款37万元，较上年减少12件: the last amount in the unit of a difference, or the `latest`."""
    unit = phrase.figure.unit
    if unit in RELATIVE_UNITS or unit == latest.phrase.figure.unit or trimmed(without_comparison(phrase.lead)):
        return latest
    for end in range(len(named), max(0, len(named) - _LOOK_BACK), -1):
        one = named[end - 1]
        if phrase.holds(one.phrase) and one.phrase.figure.unit == unit and one.scope != "change":
            return whole_before(named[:end], phrase) or one
    return latest


def next_difference(named: Sequence[Named], phrase: Phrase) -> Named:
    """A figure that goes on with the last one, a share or a difference: 信息345条、文件20件，较上年增加45条、2件."""
    latest, unit = named[-1], phrase.figure.unit
    of = in_unit(named, phrase, latest)
    unknown = of is latest and unit != latest.phrase.figure.unit and unit not in RELATIVE_UNITS
    return of._replace(phrase=phrase, scope=latest.scope, weight=0, metric=None if unknown else of.metric)


def same_sentence(named: Sequence[Named], item: Named) -> Iterator[Named]:
    """The last figures of the sentence, the latest first."""
    return takewhile(lambda one: item.phrase.holds(one.phrase), islice(reversed(named), _LOOK_BACK))
