"""Items of a list: of the class of the item before them, or of what the list is headed with."""

from __future__ import annotations

import re

from parsers.narrative.classes import PUBLISHED, UNITS_OF_POSTS, heading_class, metric_of, topic_class
from parsers.narrative.clauses import JOINTS, Phrase
from parsers.narrative.done_again import TOPICAL
from parsers.narrative.language import language
from parsers.narrative.leads import seen_from
from parsers.narrative.named import REST, Named
from parsers.narrative.vocabulary import vocabulary

_APPLICATIONS, _ANSWERED = "applications_received", "applications_answered"
#: Metrics that a list of channels may break down: 微博发布33条，头条号18条; 网上申请5件，信函3件.
_BY_CHANNEL = PUBLISHED | {_APPLICATIONS}
#: So many characters of the vocabulary are no more than 信息 (行政处罚信息 are more).
_WORD = 2
#: What the name of a channel may end with.
_OF_A_CHANNEL = ("", "号", "账号", "平台", "申请", "申请件", "渠道", "方式")
_OTHER_WAYS = frozenset({"其他方式", "其他渠道", "其他途径", "其他形式", "其它方式", "其它渠道"})
#: 城关镇公开信息120条，新城镇98条.
_OTHER_AGENCY = re.compile(
    "(?![进赴下到走深上开举承转送入联])[\u4e00-\u9fff]{1,10}(?:[镇乡村县区市局委站所院厅]|(?<=[府党委局])办|街道|社区|部门|中心)"
)
#: Ways that the names of channels lack, or that are told with many of them.
_OF_NO_CHANNEL = (*REST, "线下", "现场", "电话", "口头", "短信", "来人", "上门", "自行")
#: 政策文件15条、人事信息18条: the latter are no documents.
_DOCUMENTS = frozenset({"policy_documents", "interpretations"})


def as_listed(named: Named, nearest: Named | None) -> Named:
    """An item of a list: of the class of the item before it, or of the label before the colon."""
    phrase = named.phrase
    if nearest is None or not nearest.metric:
        topical = TOPICAL.fullmatch(named.subject) is not None
        hit = topic_class(phrase) if topical else heading_class(phrase)
        itself = named.metric is not None and phrase.gap.endswith(":")
        if hit is None or itself:
            return named
        outcome = vocabulary().after(hit.term.code, named.subject) if topical else None
        return named._replace(metric=(outcome or hit.term).code, weight=0)
    units = {nearest.phrase.figure.unit, phrase.figure.unit}
    if len(units) > 1 and not (units <= UNITS_OF_POSTS and _tells_only_whose(named, nearest)):
        return named
    if named.metric == "disclosures" and nearest.metric in _DOCUMENTS and "其中" not in phrase.sentence:
        return named
    if named.metric and named.weight > _WORD and named.metric not in PUBLISHED:
        return named
    gap = phrase.gap.removeprefix(")")
    alone = _tells_only_whose(named, nearest) or _is_applied(named, nearest)
    mark = gap[:1]
    joined = gap.startswith(JOINTS) or (mark in (",", ";") and (alone or not nearest.weight)) or "其中" in phrase.gap
    same_act = named.channel and not nearest.weight and named.subject[-2:] == nearest.subject[-2:]
    listed = joined and (alone or same_act or not language().tells_activity(named.subject))
    if listed or (not nearest.weight and seen_from(phrase)):
        beside = None if named.subject.startswith(_OF_NO_CHANNEL) else nearest.channel
        return named._replace(metric=nearest.metric, channel=named.channel or beside, weight=0)
    return named


def of_aspect(whole: Named, phrase: Phrase) -> Named:
    """What is seen from something else: in no channel, and of the outcomes if they are told (按答复结果分，公开9件)."""
    told = "结果" in phrase.gap and "结果" in seen_from(phrase) and (whole.metric, _ANSWERED) in vocabulary().outcomes
    return whole._replace(channel=None, host="", weight=0, metric=_ANSWERED if told else whole.metric)


def _is_applied(named: Named, nearest: Named) -> bool:
    """公民申请18件，律师事务所申请1件: whether it is told who applied; not 补贴申请1件."""
    if nearest.metric != _APPLICATIONS or not named.subject.endswith("申请"):
        return False
    hit = metric_of("收到" + named.subject, named.phrase.figure.unit)
    return hit is not None and hit.term.code == _APPLICATIONS


def _tells_only_whose(named: Named, nearest: Named) -> bool:
    """Whether no more than a channel or an agency is named: 网站80条，微信40条; 城关镇公开信息120条，新城镇98条."""
    if named.channel and nearest.metric in _BY_CHANNEL and named.subject.removeprefix(named.host) in _OF_A_CHANNEL:
        return True
    if nearest.channel is not None and named.subject in _OTHER_WAYS:
        return True
    return _OTHER_AGENCY.fullmatch(named.subject) is not None
