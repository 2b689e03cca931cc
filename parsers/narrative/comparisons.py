"""Figures that are no amounts of their own: of an earlier year, a whole, all that are ranked, thresholds, means."""

from __future__ import annotations

import re

from parsers.narrative.clauses import JOINTS, Phrase
from parsers.narrative.items import ITEM
from parsers.narrative.language import language

_EARLIER_YEAR = re.compile(r"(?:去年|上年度?|上一年度?|前年|同期)(?:同期)?的?(?:为|是)?$")
#: 比2022年(15件), 与2022年的300件; not 与去年相比发布信息45条.
_COMPARED_WITH = re.compile(
    r"(?:[比较与和]|(?<![会共协陪随])同)(?:\d{2,4}年度?|去年|上年|上一年)(?:度|同期)?的?(?!相?比|对比)[^,。;增减升降多少提高低涨长滑落]{0,8}$"
)
_LONGEST_COMPARISON = 24
#: A lead that begins so may have lost its first word: 与 joins lists too.
_BEHIND_WITH = ("", "2", "去", "上")
_FROM = re.compile(r"[由从将把](?:(?<=[由从])[^,。;]{0,16}|(?<=[将把])(?P<made>(?:原有?的?)?))$")
_TO = re.compile(
    r"[^,。;]{0,10}?(?:[增升降减提扩缩精]|(?P<joined>整合|[合归撤]并|调整|压[缩减]|优化))[^,。;]{0,6}?(?:到|至|为)"
)
#: 科室12个减至9个; 在2022年300条的基础上.
_BECAME = re.compile(r"[增升降减提扩缩精压](?:少|加|长|低|高|减)?[到至为]\d")
_NUMBER = re.compile(r"[^,。;第\d]{0,4}[\d一两二三四五六七八九十百](?<!一)")
_BECAME_BEGINS = frozenset("增升降减提扩缩精压的基")
#: 原有专栏12个，现有专栏10个; before it no more than who has them, or which item tells it.
_LONGEST_AGENCY = 8
_NOW = re.compile("[^,。;:]{0,8}[,;]现(?:有|为|保留|存)")
_BASIS, _BASED_ON = re.compile("的?基础上"), re.compile(r"(?:20\d\d年度?|去年|上年度?|原有?)[^,。;:]{0,8}$")
#: 在35个单位中排名第六: those among whom; 3家排名靠后 are as many.
_RANKED = re.compile(
    r"[排名位获居列](?:(?<=排)名|(?<=名)列|(?<=位)[列居]|(?<=[获居列])(?=第[一二三四五六七八九十\d]{1,3}[名位]))(?P<first>第?)"
)
_APART = re.compile("[。;:]|(?<!中),")
_RANKED_UNITS = ("个", "家")
#: 占全市109件的8%, 占总数(12340条)的10.3%.
_OF_WHOLE = re.compile(r"占[^,。;:\d]{0,16}$")
_SHARE = re.compile(r"[^,。;:\d(]{0,6}\)?的\d[\d.]*%")
#: 浏览量超1万次的12条: above how much each of those counted is; not 发布超300条的同时, 访问量超1万次的网站公开12条.
_THRESHOLD_OF = re.compile(
    r"的(?!同时|基础|情况|前提|背景)(?P<counted>[^,。;:、\d]{0,8}?)(?:[\d多几]|[一二两三四五六七八九十百]+[条件篇个部期])"
)
#: 其中5篇文章阅读量超10万次; the reads of one are told.
_THRESHOLD_BEHIND = re.compile(
    rf"(?:^|[,;:()])(?:{ITEM})?(?:其中)?,?(?:共?有)?(?!1[篇条个部期])[\d一二两三四五六七八九十百]+[余多]?[篇条个部期](?:(?!阅读|浏览|播放|点击)[^,。;:、\d])+"
    r"(?:阅读|浏览|播放|点击)[量数率]?[均都]?$"
)
_RATE = re.compile(
    r"(?:每(?!个|家|项|周年)|日均|月均|周均|户均|年均(?<![今全本去]..)|人均(?<!员..)|平均)[^,。;:]{0,12}$"
    r"|[村镇乡县]均$|(?:篇|(?:^|[年度])[条场期])均[^,。;:]{0,12}$"
)
#: 12条/月.
_EXCEEDED = frozenset({"more_than", "at_least", "at_most"})
_PER = re.compile(r"/[月年日周天季人户]")
#: 近三年分别为120条、150条、180条.
_RECENT_YEARS = re.compile(r"近[两二三四五2-5]个?年来?,?(?!\(?20\d\d)[^。;,]*分别[^。;,]*(?:,[\d.]+[^\d。;,]{1,2})*,?$")
_BESIDES = re.compile("^除(?:上述|以上|前述)[^外]*$")


def _may_lack_a_word(phrase: Phrase) -> bool:
    lead = phrase.lead
    return lead[:1] in _BEHIND_WITH or phrase.sentence[-len(lead) - 1 : -len(lead)] == "("


def _tells_earlier_year(phrase: Phrase) -> bool:
    listed = phrase.gap.startswith(JOINTS) and not phrase.starts_sentence  # 废止2021年3件和2022年2件
    before = phrase.sentence[-_LONGEST_COMPARISON:] if _may_lack_a_word(phrase) and not listed else phrase.lead
    return bool(_EARLIER_YEAR.search(phrase.lead) or _COMPARED_WITH.search(before))


def is_compared_with(phrase: Phrase) -> object:
    """Whether a figure is an earlier one, with which one of the year is compared."""
    lead = phrase.lead
    if ("年" in lead or "同期" in lead or "(" in phrase.gap or not lead) and _tells_earlier_year(phrase):
        return True
    if "原有" in lead[:_LONGEST_AGENCY] and _NOW.match(phrase.after):
        return True
    if phrase.after[:1] in _BECAME_BEGINS and _became(phrase):
        return True
    came = _FROM.search(lead)
    became = came and _TO.match(phrase.after)
    if came is None or became is None:
        return False
    certain = came["made"] is None and became["joined"] is None
    return certain or _NUMBER.match(phrase.after, became.end())


def _became(phrase: Phrase) -> bool:
    based = _BASIS.match(phrase.after) is not None and _BASED_ON.search(phrase.lead) is not None
    return based or _BECAME.match(phrase.after) is not None


def is_threshold(phrase: Phrase) -> bool:
    """Whether a figure is what each of those counted exceeds."""
    if phrase.figure.qualifier not in _EXCEEDED:
        return False
    if phrase.after.startswith("的") and phrase.figure.is_bound and (of := _THRESHOLD_OF.match(phrase.after)):
        return not language().tells_activity(of["counted"])
    return _THRESHOLD_BEHIND.search(phrase.sentence[-_LONGEST_COMPARISON:]) is not None


def is_ranked_among(phrase: Phrase) -> bool:
    """Whether a figure is of those among whom somebody has a place."""
    found = _RANKED.search(phrase.after) if phrase.figure.unit in _RANKED_UNITS else None
    if found is None or _APART.search(phrase.after, 0, found.start()):
        return False
    return bool(found["first"]) or "中" in phrase.after[: found.start()]


def is_whole(phrase: Phrase) -> bool:
    """Whether a figure is the whole of which a share is told, or what was already told."""
    if phrase.lead.startswith("除") and _BESIDES.match(phrase.lead):
        return True
    return "的" in phrase.after and _SHARE.match(phrase.after) is not None and _is_of_whole(phrase)


def _is_of_whole(phrase: Phrase) -> bool:
    before = phrase.lead or phrase.sentence[-_LONGEST_COMPARISON:].removesuffix("(")
    return _OF_WHOLE.search(before) is not None


def is_rate(phrase: Phrase) -> object:
    """Whether a figure is how many there are of something on the mean, or in every one."""
    if (phrase.figure.unit or "").startswith("元/"):
        return True
    lead, after = phrase.lead, phrase.after
    if ("均" in lead or "每" in lead) and _RATE.search(lead) and not lead.endswith("各"):
        return True
    return after[:1] == "/" and _PER.match(after)


def is_of_past(phrase: Phrase) -> bool:
    """Whether a figure is one of several, each of another of the last years, without saying of which."""
    return "分别" in phrase.sentence and _RECENT_YEARS.search(phrase.sentence) is not None
