"""The class and the channel that words name, and those of what a figure is told under."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import REMEMBERED
from parsers.narrative.leads import heading_label, told_apart
from parsers.narrative.vocabulary import Hit, vocabulary

#: What ends so is a rate, whatever it is a rate of: 政策文件解读率.
_RATE = re.compile(r"(?:率|占比|比例|满意度)$")
UNITS_OF_POSTS = frozenset({"篇", "条", "部"})
_READ_SO_OFTEN = re.compile(r"(?:阅读|浏览|播放|点击)[量数率]?.{0,3}(?:[过破超逾达]|突破|上万|\d万)")
#: 通过新闻发布会、在线访谈等形式|开展政策解读.
_MEANS = re.compile("^.*等.{0,4}(?:形式|方式|途径|手段|载体|渠道)(?=..)")
_TITLE = re.compile(r"《[^》]*》")
_QUOTED_NAME = re.compile(r"“[^”]*”")
#: Metrics whose channel may stand in the clause before: 通过微信公众号，发布信息275条.
PUBLISHED = frozenset({"posts", "disclosures", "reads", "followers", "interactions", "columns"})
RECEIVED = frozenset(
    {"applications_received", "applications_answered", "applications_carried", "reconsiderations", "litigations"}
    | {"petitions", "enquiries", "proposals_handled", "consultations", "licences", "enforcement_cases"}
)
#: 收到申请8件。: a figure of another sentence, and no heading.
_COUNTED = re.compile(r"\d[余多万亿]*[件条次篇份期个宗起]")
RELATIVE_UNITS = frozenset({"%", "‰", "个百分点"})


@lru_cache(maxsize=REMEMBERED)
def channel_of(words: str) -> tuple[str | None, int]:
    """The one channel that the words name, and where its name ends; None where they name several."""
    found: dict[str, Hit] = {}
    for hit in vocabulary().channels.each(words):
        if hit.term.code:
            found[hit.term.code] = hit
    special = [hit for hit in found.values() if not hit.term.general] or list(found.values())
    if len(special) != 1:
        return None, 0
    return special[0].term.code, special[0].end


def names_channels(words: str) -> bool:
    """Whether the words name any channel: 通过网站、微信等渠道."""
    return any(hit.term.code for hit in vocabulary().channels.each(words))


@lru_cache(maxsize=REMEMBERED)
def metric_of(words: str, unit: str | None) -> Hit | None:
    """The metric that the words name outside of quotation marks: “桐山发布” is an account."""
    if unit in RELATIVE_UNITS and (rate := _RATE.search(words)):
        words = rate[0]
    words = _QUOTED_NAME.sub("", words) if "“" in words else words
    if "《" in words and (hit := vocabulary().metrics.best(_TITLE.sub("", words), unit)):
        return hit
    told = _MEANS.sub("", words) if "等" in words else words
    return vocabulary().metrics.best(told, unit) or (vocabulary().metrics.best(words, unit) if told != words else None)


def head_metric(words: str, unit: str | None) -> Hit | None:
    """The metric of the last noun where the whole names none: 阅读量过万的文章; 阅读量过万 are posts if 5篇 follows."""
    _, of, head = words.rpartition("的")
    if not of and unit in UNITS_OF_POSTS and _READ_SO_OFTEN.search(words):
        head = "发布"
    return metric_of(head, unit) if of or head == "发布" else None


def heading_class(phrase: Phrase) -> Hit | None:
    """What the list is headed with in which a figure stands."""
    label = heading_label(phrase)
    return None if told_apart(phrase, label) else metric_of(label, phrase.figure.unit)


def topic_class(phrase: Phrase) -> Hit | None:
    """What the beginning of the sentence, else of the paragraph, is about, if it can be received and dealt with."""
    before = phrase.sentence[: len(phrase.sentence) - len(phrase.lead)]
    for words in (before.rpartition(";")[2], re.split("[。:\n]", phrase.topic)[0]):
        hit = None if _COUNTED.search(words) else metric_of(words, phrase.figure.unit)
        if hit and hit.term.code in RECEIVED:
            return hit
    return None
