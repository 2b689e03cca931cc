"""分别: several things named first, their figures after (微信、微博分别发布信息310条、96条)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.narrative.breakdowns import opens
from parsers.narrative.classes import UNITS_OF_POSTS, channel_of, metric_of
from parsers.narrative.items import without_mark
from parsers.narrative.leads import trimmed
from parsers.narrative.limits import is_limited
from parsers.narrative.named import CATEGORY, Named
from parsers.narrative.people import EVENTS
from parsers.narrative.shared_units import EACH

_WORD = "分别"
#: 微信、微博各120条 tells one figure of both; 微信、微博各120条、85条 one of each.
_EACH = re.compile(rf"{EACH}$")
_JOINT = re.compile(r"以及|[、和及与]")
_ONLY_JOINT = re.compile(r"(?:以及|[、,和及与])+")
_NEXT_DIFFERENCE = re.compile("(?:以及|[、,和及与])+(?:同比)?(?:增长|增加|上升|提高|提升|下降|减少|降低)?(?:了|约)?")
_MOST = 40
#: 分别占7.3%、92.7%.
_SHARE, _OF = "rate", "占"
#: Of shares, if there are as many.
_POINTS = "个百分点"


def respective(named: Sequence[Named]) -> list[Named]:
    """`named` with every figure of such a series given to its own thing."""
    found = list(named)
    for index, item in enumerate(named):
        lead = item.phrase.lead
        if _WORD not in lead and not ("各" in lead and _EACH.search(lead) and _bare_after(named, index)):
            continue
        relative = item.scope == "change" or (item.metric == _SHARE and _OF in item.phrase.lead)
        if relative and (differences := _differences(found, index)):
            found[index : index + len(differences)] = differences
        elif not relative or item.scope == "change":
            things, action = _series(item.phrase.lead)
            figures = [item, *_bare_after(named, index)]
            if len(things) == len(figures) > 1:
                found[index : index + len(figures)] = map(_given, figures, things, [action] * len(figures))
            elif accounts := _accounts(found, index, len(figures)):
                found[index : index + len(figures)] = map(_of_account, figures, accounts)
            elif relative and len(figures) > 1:
                found[index : index + len(figures)] = map(_of_neither, figures)
    return found


def _accounts(named: Sequence[Named], index: int, count: int) -> Sequence[Named]:
    """微信、微博分别发布86条、43条，粉丝量分别为6万人、2万人: what was told of as many accounts right before."""
    told = named[max(0, index - count) : index]
    channels = {one.channel for one in told if one.channel and named[index].phrase.holds(one.phrase)}
    return told if len(channels) == count > 1 else ()


def _of_account(item: Named, account: Named) -> Named:
    if item.scope == "change":
        return _of_amount(item, account)
    own = trimmed(item.phrase.lead.partition(_WORD)[0]) or item.subject.removeprefix(item.host)
    subject = account.host + (own if item.phrase.lead else item.subject.removeprefix(item.host))
    return item._replace(subject=subject, channel=account.channel, host=account.host)


def _of_neither(item: Named) -> Named:
    """公开信息345条、解读56篇，其中图解20篇，分别增长12%、5%: of which two of them is not certain."""
    return item._replace(metric=None, channel=None)


def _differences(named: Sequence[Named], index: int) -> list[Named]:
    """许可345件、处罚56件，分别增长12%、减少5%, 分别占86%、14%: of each amount before, if they are as many."""
    first = named[index]
    told = [one for one in named[max(0, index - _MOST) : index] if first.phrase.holds(one.phrase)]
    figures = [first, *_bare_after(named, index, _NEXT_DIFFERENCE)]
    amounts = [one for one in told if not one.is_relative]
    if first.phrase.figure.unit == _POINTS:
        shares = [one for one in told if one.phrase.figure.unit == "%" and one.scope != "change"]
        amounts = shares if len(shares) == len(figures) else amounts
    if _ends_with_sum(amounts, len(figures)):
        amounts = amounts[-len(figures) - 1 : -1]
    elif len(figures) < len(amounts) and opens(amounts[-len(figures)].phrase):
        amounts = amounts[-len(figures) :]
    elif len(figures) < len(amounts) and (mark := first.phrase.sentence.rfind(";")) >= 0:
        begin = first.phrase.figure.open - len(first.phrase.sentence) + mark
        amounts = [one for one in amounts if one.phrase.figure.start > begin]
    if len(figures) < 2 or len(amounts) != len(figures):
        return []
    return [_of_amount(figure, amount) for figure, amount in zip(figures, amounts, strict=True)]


def _ends_with_sum(amounts: Sequence[Named], count: int) -> bool:
    """网站200条、微信145条，合计345条: whether the last is the sum of the `count` before it."""
    added = sum(one.phrase.figure.value for one in amounts[-count - 1 : -1])
    return len(amounts) > count > 1 and added == amounts[-1].phrase.figure.value


def _of_amount(item: Named, amount: Named) -> Named:
    of = item._replace(subject=amount.subject, channel=amount.channel, host=amount.host)
    if item.metric == _SHARE and item.scope != "change":
        return of._replace(subject=f"{amount.subject}占比")
    return of._replace(metric=amount.metric)


def _series(lead: str) -> tuple[list[str], str]:
    """The things and what is done with them: 分别 stands behind the things or before them."""
    before, _, after = without_mark(lead).partition(_WORD if _WORD in lead else EACH[0])
    things = [trimmed(thing) or thing for thing in _JOINT.split(before)]
    if len(things) > 1:
        return things, trimmed(after)
    *things, last = _JOINT.split(after)
    end = channel_of(last)[1]
    return [trimmed(thing) for thing in [*things, last[:end]]], trimmed(last[end:])


def _bare_after(named: Sequence[Named], index: int, joint: re.Pattern[str] = _ONLY_JOINT) -> list[Named]:
    bare: list[Named] = []
    for item in named[index + 1 :]:
        if item.phrase.starts_sentence or not joint.fullmatch(item.phrase.gap):
            break
        bare.append(item)
    return bare


def _given(item: Named, thing: str, action: str) -> Named:
    channel, end = channel_of(thing)
    if channel is None and "等" in thing:  # 电台等媒体
        channel, end = channel_of(thing.partition("等")[0])
    if is_limited(thing):
        item = item._replace(limit=item.limit._replace(time=()))
    hit = None if thing.endswith(CATEGORY) else metric_of(thing, item.phrase.figure.unit)
    unlike = hit is not None and hit.term.code in EVENTS and item.phrase.figure.unit in UNITS_OF_POSTS
    metric = item.metric if hit is None or unlike else hit.term.code  # 会议、文件分别公开12条、30条
    weight = hit.weight if hit is not None and metric == hit.term.code else item.weight
    return item._replace(subject=thing + action, metric=metric, channel=channel, host=thing[:end], weight=weight)
