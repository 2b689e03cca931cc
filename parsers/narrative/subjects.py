"""What a figure counts: its words, its class, and what it takes over from the figures before it."""

from __future__ import annotations

import re

from parsers.narrative.classes import (
    PUBLISHED,
    RECEIVED,
    RELATIVE_UNITS,
    channel_of,
    head_metric,
    heading_class,
    metric_of,
    names_channels,
)
from parsers.narrative.clauses import Phrase
from parsers.narrative.done_again import GRAND_TOTAL, TOPICAL, has_come, is_done_again
from parsers.narrative.language import language
from parsers.narrative.leads import (
    label_before,
    opens_aspect,
    own_lead,
    own_tail,
    risen,
    seen_from,
    trimmed,
)
from parsers.narrative.listed import as_listed, of_aspect
from parsers.narrative.named import CATEGORY, REST, Named
from parsers.narrative.neglected import KEPT_UP, is_neglected
from parsers.narrative.people import EVENTS, PEOPLE, turns_to_people
from parsers.narrative.predicates import is_about, predicate
from parsers.narrative.scope import without_comparison
from parsers.narrative.shares import is_share
from parsers.narrative.vocabulary import ANY_UNIT, vocabulary
from parsers.narrative.zeros import things_listed

#: After these a post without a channel of its own is still the same account's.
_OF_ONE_ACCOUNT = frozenset({"posts", "reads", "followers", "interactions", "columns"})
#: 新收116件，上年结转6件，合计122件 are not what was left over.
_LEFT_OVER = "applications_carried"
_SUM = re.compile(r"共|累计|总")
#: 3场|增至今年的|7场: what rose stands before 由去年的3场.
_ROSE_TO = re.compile(r"[上下]?[涨增升降减提扩缩精整并压][^,。;]{0,3}(?:到|至|为)(?:今年|本年|\d{4}年)?[底末]?的?")
#: 行政复议、行政诉讼案件3件 are neither, 0件 are none of both.
_TOLD_TOGETHER = frozenset({"reconsiderations", "litigations", "regulations", "normative_documents"})
#: PM2.5浓度38微克，同比下降5%: of what no unit is known, and not of the figure before it.
_MEASURED = re.compile(
    r"(?:^|[,;])(?P<what>[^,;。]{2,24}?)\d[\d.]*[^,;。\d年月日]{1,8}(?:/[^,;。\d]{1,8})?,(?:同比|环比|比|较)[^,;。\d]*$"
)
#: 5件|通过网络方式申请；|公开信息45条.
_OF_THE_ONE_BEFORE = re.compile("^[^,;:()、]+")
#: 公开信息345条，依申请公开5件: not of the 345.
_IN_ONE_UNIT = frozenset({"disclosures", "policy_documents", "on_request_items"})
#: 从申请内容看，涉及征地的6件 are applications, whatever they concern.
_CONCERNING = frozenset({"涉及", "关于", "有关"})


def name(phrase: Phrase, previous: Named | None, latest: Named | None, *, change: bool) -> Named:
    """As `_named`; money is of few metrics, people are none of the events that they attend, and a sum is of no part."""
    item = _named(phrase, previous, latest, change=change)
    metric, unit = item.metric, phrase.figure.unit
    if metric is None:
        return item
    if metric in KEPT_UP and is_neglected(phrase):
        return item._replace(metric=None, weight=0)
    if metric in EVENTS and unit in PEOPLE:
        return item._replace(metric="people_reached")
    together = metric in _TOLD_TOGETHER and item.weight and phrase.figure.value and things_listed(item.subject)
    if not item.weight and previous and turns_to_people(metric, unit, previous.phrase.figure.unit):
        return item._replace(metric=None)
    money = unit and "元" in unit and metric not in vocabulary().of_money
    return item._replace(metric=None, weight=0) if together or money else item


def _named(phrase: Phrase, previous: Named | None, latest: Named | None, *, change: bool) -> Named:
    """Subject, metric and channel of a figure.

    `previous` is the last amount before it in the paragraph, `latest` the last figure, a share or a difference
    included. Both count for less once a sentence has ended. `change`: the figure is a difference.
    """
    nearest = previous if previous and phrase.holds(previous.phrase) else None
    if change:
        return _change(phrase, latest if latest and phrase.holds(latest.phrase) else None)
    lead = own_lead(phrase)
    if phrase.figure.unit in RELATIVE_UNITS and is_share(phrase):
        return _share(phrase, lead, nearest)
    if nearest and opens_aspect(phrase):
        nearest = of_aspect(nearest, phrase)
    told, item = _told_behind(phrase, lead, nearest)
    if item:
        return item
    words = lead + (told or own_tail(phrase)) or label_before(phrase)
    if _ROSE_TO.fullmatch(phrase.lead):
        words = risen(phrase)
    if latest and latest.scope == "change" and phrase.holds(latest.phrase) and has_come(words, phrase, latest.metric):
        return _repeated(phrase, words, latest)
    if nearest and _is_told_anew(phrase, words, nearest):
        nearest = None
    if nearest and (
        not words or language().bare.fullmatch(words) or is_done_again(phrase, words, nearest.metric, nearest.phrase)
    ):
        return _repeated(phrase, words, nearest)
    if nearest and nearest.host and _belongs(words, phrase.figure.unit):
        return _attribute(phrase, words, nearest)
    return _own(phrase, words, nearest)


def _told_behind(phrase: Phrase, lead: str, nearest: Named | None) -> tuple[str, Named | None]:
    """The predicate behind a figure, and the figure of which it says what those counted are."""
    if not phrase.tail or (lead and lead not in REST):
        return "", None
    told = predicate(phrase, nearest.metric if nearest else None)
    if not told or lead or not is_about(phrase):
        return told, None
    item = _own(phrase, told, nearest)
    if nearest is None:
        return "", item if item.metric else None
    weak = item.weight <= len("信息") and not (item.metric and nearest.weight and is_about(nearest.phrase))
    return told, item._replace(metric=nearest.metric, weight=0) if weak and nearest.metric else item


def _is_told_anew(phrase: Phrase, words: str, nearest: Named) -> bool:
    """Whether a figure that names no more than what was done is of other things than the one before.

    培训3次；公开45条; 公开45条，办结6件; 办结9件；从申请方式看，网上9件.
    """
    unit, metric = phrase.figure.unit, nearest.metric
    apart = phrase.sentence[nearest.phrase.figure.close - phrase.figure.open :].rpartition(";")[1:]
    outcome = vocabulary().after(metric, words)
    if apart[0] and (":" in apart[1] or opens_aspect(phrase)) and outcome is None and heading_class(phrase):
        return True
    if apart[0] and metric == "posts" and "公开" in words:
        return True
    if metric is None or unit == nearest.phrase.figure.unit or unit in PEOPLE | RELATIVE_UNITS:
        return False
    if outcome:
        return bool(apart[0]) and metric not in RECEIVED
    if apart[0] and (metric in EVENTS or not vocabulary().metrics.takes(metric, unit) or metric_of(words, unit)):
        return True
    return TOPICAL.fullmatch(words) is not None and metric not in RECEIVED


def _own(phrase: Phrase, words: str, nearest: Named | None) -> Named:
    """A figure that names its subject itself."""
    following = vocabulary().after(nearest.metric, words) if nearest else None
    if (
        following
        and nearest
        and (nearest.metric not in _IN_ONE_UNIT or phrase.figure.unit == nearest.phrase.figure.unit)
    ):
        return Named(phrase, words, following.code, None, weight=len(words))
    about = heading_class(phrase) if phrase.lead[:2] in _CONCERNING and seen_from(phrase) else None
    hit = about or metric_of(words, phrase.figure.unit) or head_metric(words, phrase.figure.unit)
    channel, end = channel_of(words)
    named = Named(phrase, words, hit.term.code if hit else None, channel, words[:end], hit.weight if hit else 0)
    if hit and nearest and nearest.metric in hit.term.yields and "申请" not in words:
        named = named._replace(metric=nearest.metric, weight=0)
    if channel is None and named.metric in PUBLISHED:
        named = _with_channel_before(named, nearest)
    if named.metric is None or words.endswith(CATEGORY):
        named = as_listed(named, nearest)
    if named.metric is None and "“" in words:
        quoted = vocabulary().metrics.best(words, phrase.figure.unit)
        named = named._replace(metric=quoted.term.code) if quoted else named
    return named if named.host or not nearest else named._replace(host=nearest.host)


def _with_channel_before(named: Named, nearest: Named | None) -> Named:
    """The channel of the clause before, or of the account whose followers were just counted."""
    phrase = named.phrase
    before = re.split(r"[。;\n]", phrase.gap[: len(phrase.gap) - len(phrase.lead)])[-1]
    if nearest and "申请" in before:
        before = _OF_THE_ONE_BEFORE.sub("", before)
    channel, end = channel_of(before)
    if channel:
        return named._replace(channel=channel, host=trimmed(re.split(r"[,;:]", before[:end])[-1]))
    same = nearest is not None and {nearest.metric, named.metric} <= _OF_ONE_ACCOUNT
    if (";" in phrase.gap and named.metric == "posts") or names_channels(named.subject):
        return named
    if nearest and same and not _SUM.search(phrase.lead):
        return named._replace(channel=nearest.channel)
    return named


def _belongs(words: str, unit: str | None) -> bool:
    """Whether the words say nothing but reads, followers and the like, without whose."""
    hit = metric_of(words, unit)
    return hit is not None and hit.term.of and hit.weight >= len(words) - 3 and channel_of(words)[0] is None


def _attribute(phrase: Phrase, words: str, account: Named) -> Named:
    hit = metric_of(words, phrase.figure.unit)
    metric = hit.term.code if hit else None
    return Named(phrase, account.host + words, metric, account.channel, account.host, weight=len(words))


def _repeated(phrase: Phrase, words: str, nearest: Named) -> Named:
    """办结58件 after 受理工单60件: the same things."""
    following = vocabulary().after(nearest.metric, words)
    metric = following.code if following else nearest.metric
    figure, other = phrase.figure, nearest.phrase.figure
    if following and (";" in phrase.gap or figure.value > other.value):
        nearest = nearest._replace(channel=None, host="")
    elif metric and metric not in EVENTS and not vocabulary().metrics.takes(metric, figure.unit):
        metric = None
    sums_up = phrase.lead == "共" and figure.unit == other.unit and figure.value > other.value
    if sums_up or GRAND_TOTAL.search(phrase.lead):
        return Named(phrase, phrase.lead, None if metric == _LEFT_OVER else metric)
    beside = None if words.startswith(REST) else nearest.channel
    channel = channel_of(words)[0] or beside  # 邮寄5件，现场2件
    words = words or (trimmed(phrase.tail) if not phrase.lead and phrase.tail[:1] == "未" else nearest.subject)
    return nearest._replace(phrase=phrase, subject=words, metric=metric, channel=channel, weight=0)


def _share(phrase: Phrase, lead: str, nearest: Named | None) -> Named:
    words = lead.rsplit("占", 1)[0] or label_before(phrase)
    if not words and nearest:
        return nearest._replace(phrase=phrase, subject=nearest.subject + "占比", metric="rate")
    return Named(phrase, words + "占比", "rate", channel_of(words)[0])


def _change(phrase: Phrase, nearest: Named | None) -> Named:
    """A difference: of what its clause names, else of the figure before it."""
    if nearest and (unread := _MEASURED.search(phrase.gap)):
        return Named(phrase, trimmed(unread["what"]))
    words = trimmed(without_comparison(phrase.lead)) or (own_tail(phrase) if not nearest else "")
    if not words and nearest:
        return nearest._replace(phrase=phrase, weight=0)
    hit = metric_of(words, ANY_UNIT)
    channel, end = channel_of(words)
    account = nearest if nearest and hit and hit.term.of and not channel else None
    return Named(
        phrase,
        words,
        hit.term.code if hit else None,
        account.channel if account else channel,
        account.host if account else words[:end],
        hit.weight if hit else 0,
    )
