"""What a figure counts: its words, and what they take over from the words before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.narrative.clauses import Phrase
from parsers.narrative.vocabulary import Term, vocabulary
from parsers.record import Scope

_LEAD_START = re.compile(
    r"^(?:[\s、·]|[(\[]?[一二三四五六七八九十\d]{1,3}[)\].、]|[①-⑳]|[一二三四五六七八九十]是(?!否)|其中|另外?|同时|此外|截[至止](?:\d{4}年)?(?:\d+月)?(?:\d+日)?(?:年?底|末|目前)?|"
    r"(?:自)?\d{4}年度?(?:\d+月)?(?:\d+日)?(?:以来|至今|内|起|期间)?|全年度?|今年以?来?|本年度?|年内|当年|一年来|目前|期间|我[局市县区镇乡委办院厅]|本[局机关单位]+|累计|历年|共计?|总计|合计|通过|包括|分别为?|涉及|并|在(?=[^线])|对(?=\D)|把|将|利用|依托|由|以|还|已|先后|均|按照?)"
)
_LEAD_END = re.compile(
    r"(?:共计|总计|合计|累计|总共|共有|共|达到了?|达|为|约|计|了|有|是|等|各|分别|的|至|到|近|超|在|其中|主要|:|数量|\s|、|\()$"
)
_TAIL_CUT = re.compile(
    r"均|都|并|已|全部|进行|得到|予以|同比|环比|[比较](?:去年|上年|上一年|\d{4}年)|占|通过|整合|按照|按时|按期|后|以上|其中|及时|有力|涉及|包括|未|无|由|为|让|使|与(?:去年|上年)|分别|来自|引导|进一步"
)
_TAIL_EDGE = re.compile(r"^的+|(?:[中等的内了各共]|方面)+$")
_ATTRIBUTE_OF = re.compile(
    r"^(?:总|累计|平均|单篇最高|最高|新增|日均)?(?:阅读|浏览|点击|访问|播放|观看|点赞|转发|评论|收藏|分享|粉丝|关注|订阅|用户|曝光|阅览)"
)
_SHARE = re.compile(r"占(?:比|总数|总量|全部[^,。;]{0,8}|[^,。;\d]{0,12}的?)?(?:比例?)?(?:的|为|达)?$")
_SUBJECT_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with its subject and class; `host` is the thing whose reads or followers may come next."""

    phrase: Phrase
    subject: str
    metric: str | None
    channel: str | None
    host: str
    scope: Scope = "year"


def own_lead(phrase: Phrase) -> str:
    """The lead without dates, numbering, 共 and the like."""
    return _strip_end(_strip_start(phrase.lead))[-_SUBJECT_LIMIT:]


def own_tail(phrase: Phrase) -> str:
    """The noun after the figure (226条|信息|), cut where another statement begins."""
    tail = phrase.tail
    cut = _TAIL_CUT.search(tail)
    return _TAIL_EDGE.sub("", tail[: cut.start()] if cut else tail)


def _strip_start(lead: str) -> str:
    while match := _LEAD_START.match(lead):
        lead = lead[match.end() :]
    return lead


def _strip_end(lead: str) -> str:
    while match := _LEAD_END.search(lead):
        lead = lead[: match.start()]
    return lead


def label_before(phrase: Phrase) -> str:
    """The words of the clause before, for 总访问量:57507次 and 财政信息,1条; empty where a figure stands there."""
    before = phrase.gap[: len(phrase.gap) - len(phrase.lead)].rstrip("、和及与")
    if not before or before[-1] not in ",:":
        return ""
    clause = re.split(r"[,。;:()!?\n]", before[:-1])[-1]
    return _strip_end(_strip_start(clause))[-_SUBJECT_LIMIT:]


def name(phrase: Phrase, previous: Named | None) -> Named:
    """Find subject, metric and channel of a figure. `previous` is the figure before it in the paragraph."""
    lead, tail = own_lead(phrase), own_tail(phrase)
    if phrase.figure.unit in ("%", "‰") and _SHARE.search(phrase.lead):
        return _share(phrase, previous)
    words = lead + tail or label_before(phrase)
    same_sentence = previous if previous and not phrase.starts_sentence else None
    if not words:
        return _carried(phrase, same_sentence)
    if previous and previous.host and _ATTRIBUTE_OF.match(words):
        return _attribute(phrase, words, previous)
    return _own(phrase, words, same_sentence)


def _classify(words: str, unit: str | None) -> Term | None:
    hit = vocabulary().metrics.best(words, unit)
    return hit.term if hit else None


def channel_of(words: str) -> tuple[str | None, int]:
    """The one channel that the words name, and where its name ends; none where they name several."""
    found = {hit.term.code: hit for hit in vocabulary().channels.hits(words)}
    if len(found) != 1:
        return None, 0
    code, hit = next(iter(found.items()))
    end = max(words.rfind(word) + len(word) for word in hit.term.words if word in words)
    return code, end


def _own(phrase: Phrase, words: str, previous: Named | None) -> Named:
    term = _classify(words, phrase.figure.unit)
    channel, end = channel_of(words)
    host = words[:end]
    if not channel:
        before = phrase.gap[: len(phrase.gap) - len(phrase.lead)].rsplit("。", 1)[-1].rsplit("\n", 1)[-1]
        inherited, end = channel_of(before)
        if inherited and term and term.code in ("posts", "disclosures", "reads", "followers", "interactions"):
            channel, host = inherited, _strip_start(before[:end].rsplit(",", 1)[-1])
    metric = term.code if term else None
    if (
        metric is None
        and previous
        and phrase.gap.startswith(("、", "和"))
        and phrase.figure.unit == previous.phrase.figure.unit
    ):
        metric, channel = previous.metric, channel or previous.channel
    return Named(phrase, words, metric, channel, host or (previous.host if previous else ""))


def _attribute(phrase: Phrase, words: str, host: Named) -> Named:
    term = _classify(words, phrase.figure.unit)
    channel, _ = channel_of(words)
    return Named(phrase, host.host + words, term.code if term else None, channel or host.channel, host.host)


def _share(phrase: Phrase, previous: Named | None) -> Named:
    words = own_lead(phrase)
    base = words.split("占")[0] or label_before(phrase) or (previous.subject if previous else "")
    channel, _ = channel_of(base)
    return Named(phrase, base + "占比", "rate", channel, previous.host if previous else "")


def _carried(phrase: Phrase, previous: Named | None) -> Named:
    if previous is None:
        return Named(phrase, "", None, None, "")
    return Named(phrase, previous.subject, previous.metric, previous.channel, previous.host)
