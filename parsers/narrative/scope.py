"""Whether a figure is the year's, cumulative, or a change."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from parsers.narrative.clauses import Phrase
from parsers.narrative.figures import mask
from parsers.narrative.language import REMEMBERED, language
from parsers.narrative.limit_words import SPAN
from parsers.record import Scope

_DELTA = r"(?:新增|净增|增加|增长|增多|减少|下降|降低|上升|提升|提高|上涨|多|少|增|减|升|降)"
_YEAR_BEFORE = r"(?:[去上]年[底末]|去年|上年度?|上一年度?|前一年|\d{2,4}年[度底末初]?|同期|年初|往年|上个?月|上个?季度)"
#: 比去年 · 较2022年同期 · 与上年相比 · 同比 · 环比.
_COMPARISON = re.compile(rf"(?:同比|环比|相比|[比较与和同]{_YEAR_BEFORE}(?:同期)?(?:相比|比)?)")
#: Directly before the figure, opening a clause or after the thing that grows: 增加35条, 办件量减少3件.
_CHANGE = re.compile(
    r"(?:增加|增长|减少|下降|降低|上升)(?<![新净]..)(?:了|约)?$"
    rf"|(?:^|[年期度数量幅率均]|分别)(?!新增|净增){_DELTA}(?:了|约)?$"
)
_DELTA_AT_END = re.compile(rf"{_DELTA}[^,。;:]{{0,4}}$")
_LEVEL_ENDS = "到至为"
_LEVEL = re.compile(f"[增升降减高少加长][{_LEVEL_ENDS}]$")
#: 同比+15%, 同比(+15%), ↑15%.
_SIGNED = re.compile(r"(?:[↑↓]|[同环]比\(?[+-])$")
_GROWTH = re.compile(r"(?:增长|下降|上升|增幅|降幅|涨幅|增加|减少|降低|上涨)(?:率|了|约|达|为)*$")
#: 较上年增加(减少)12件: a form whose choice was left open.
_GREW_OR_FELL = r"(?:增加|增长|上升|提高|减少|下降|降低)\((?:增加|增长|上升|提高|减少|下降|降低)\)"
_CHANGE_WORDS = re.compile(
    rf"{_COMPARISON.pattern}|{_GREW_OR_FELL}$|(?:增幅|降幅|涨幅|{_DELTA})(?:率|了|约|达到?|为)*$|[(,↑↓]|[+-]$|^[多少]了?$"
)
#: 比去年同期多45条.
_MORE_OR_LESS = frozenset({"多", "少", "多了", "少了"})

#: What follows a time that says when something was done; 十四五时期规划, 2021-2023年预算 name a thing.
_SAYS_WHEN = rf"(?=(?:期间|以来|内|,)*(?:$|[,:我本全\d共累合总已先均]|主动|依法|{'|'.join(language().activity_verbs)}))"
#: Several years at once: 2008年至2023年公开信息45条; not 公开2021-2023年预算, 2021-2023年规划实施情况.
_BEFORE_YEARS = r",;:()。!?\n自从在是.、①-⑳局委办院厅镇乡县市区关位"
YEARS_AT_ONCE = rf"(?:^|(?<=[{_BEFORE_YEARS}]))(?:{SPAN})(?:[^,。;:\d]{{0,6}}(?=共)|{_SAYS_WHEN})"
# Alternatives that all begin with a character of their own are found fast; what has to stand before is asked behind.
_CUMULATIVE = re.compile(
    rf"累计|历年|近[两二三四五2-5]年|至今(?!年|日|后)|以来|截[至止]目前|迄今|历史(?:总|累)|(?:五”?|·)[时期](?:(?<=时)期|(?<=期)间){_SAYS_WHEN}|来(?<=[两二三四五六七八九十\d]年来)(?<!一.年来)"
)
#: Words that make 累计 the year's own: 全年累计, 2024年，…累计; not 截至2024年, 2019年以来.
OF_YEAR = re.compile(
    r"全年|一年来|今年|本年|年内|当年|1(?<!\d1)(?:月1日)?[-—~～至到](?:\d{4}年)?12月|年(?<=\d{4}.)(?<![至止自到从].{5})(?!度?(?:[-—~～至到]20\d\d年|[^,。;]{0,12}(?:以来|至今|起)))"
)
_SPAN = re.compile(YEARS_AT_ONCE)
_NEW = re.compile(r"单[条篇]|新增|净增|本年|今年|当年|全年|年内")
_STRONG = re.compile(rf"历年|{YEARS_AT_ONCE}|至今(?!年|日|后)|(?<!今年)以来|截[至止]|年来")
#: 2024年，平台上线至今注册用户23万人，累计访问量1.2亿次.
_SINCE = re.compile(r"至今(?!年|日|后)|(?<!今年)(?<!\d月)以来")
SINCE = "以来"
#: 2.1万条(2008年以来): is told of the figure before it.
_ASIDE_SINCE = re.compile(rf"\((?:自|从)?(?:20\d\d|19\d\d)年[^()。;]{{0,12}}{SINCE}\)")
_STOCK = re.compile(r"截[至止]")


def scope(phrase: Phrase, before: Scope, *, change: bool, stock: bool) -> Scope:
    """The scope of a figure; without words of its own that of the figure `before` it in the sentence.

    `change`: it is one; `stock`: what is counted exists at a moment (followers), so that 截至 makes it cumulative.
    """
    if change:
        return "change"
    gap = phrase.sentence if phrase.starts_sentence else phrase.gap
    if stock and _STOCK.search(phrase.sentence) and not _NEW.search(gap):
        return "cumulative"
    if _sums_up_years(gap) and _sums_up_years(mask(gap)):
        return "year" if _is_within_year(phrase, gap) else "cumulative"
    if phrase.starts_sentence or _NEW.search(phrase.gap) or OF_YEAR.search(phrase.gap):
        return "year"
    return "cumulative" if before == "cumulative" else "year"


@lru_cache(maxsize=REMEMBERED)
def _sums_up_years(text: str) -> bool:
    several = text.count("20") > 1 and _SPAN.search(text) is not None
    return several or _CUMULATIVE.search(text) is not None


def _is_within_year(phrase: Phrase, gap: str) -> bool:
    """Whether 累计 sums up the year only: 全年累计, 今年以来, 2022年，全区累计; `gap` is of the figure's sentence."""
    if _STRONG.search(gap):
        return False
    if OF_YEAR.search(phrase.gap):
        return True
    if _SINCE.search(phrase.sentence):
        return False
    return OF_YEAR.search(phrase.sentence) is not None and "新增" not in phrase.sentence


def since_the_year(phrase: Phrase, year: int) -> Phrase:
    """`phrase` with 今年以来 for 2023年以来 and 2023年1月以来 where that is the `year` reported.

    What an aside says of the figure before it (2.1万条(2008年以来)) is left out.
    """
    since = _since(year)
    aside = None if phrase.starts_sentence else _ASIDE_SINCE.match(phrase.gap)
    if aside is None and not since.search(phrase.sentence):
        return phrase
    gap = phrase.gap if aside is None else phrase.gap[aside.end() :].rjust(len(phrase.gap), "·")
    return replace(phrase, sentence=since.sub(_this_year, phrase.sentence), gap=since.sub(_this_year, gap))


def is_since(phrase: Phrase) -> bool:
    """Whether an aside says of a figure since when it is: 2.1万条(2008年以来)."""
    return _ASIDE_SINCE.match(phrase.after) is not None


def _this_year(named: re.Match[str]) -> str:
    """今年, as long as what it stands for: where a sentence begins is known by its length."""
    return "今年".rjust(len(named[0]), "·")


@lru_cache(maxsize=REMEMBERED)
def _since(year: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){year}年度?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?={SINCE})")


def is_change(phrase: Phrase) -> bool:
    """Whether the figure is a difference from another year, not an amount."""
    lead = phrase.lead
    if phrase.figure.unit == "个百分点" or (phrase.figure.unit in ("%", "‰") and _SIGNED.search(phrase.sentence)):
        return True
    if lead in _MORE_OR_LESS and "比" in phrase.sentence:
        return True
    if not _ends_with_difference(lead):
        return phrase.figure.unit in ("%", "‰") and _GROWTH.search(lead) is not None
    return bool(
        _CHANGE.search(lead)
        or _COMPARISON.search(phrase.gap)
        or (phrase.figure.unit in ("%", "‰") and _GROWTH.search(lead))
    )


@lru_cache(maxsize=REMEMBERED)
def _ends_with_difference(lead: str) -> bool:
    """Whether a lead ends with how much more or less, and not with how much it came to: 增加, 增加了; not 增加到."""
    if lead[-1:] in _LEVEL_ENDS and _LEVEL.search(lead):
        return False
    return _DELTA_AT_END.search(lead) is not None


def without_comparison(lead: str) -> str:
    """What the lead of a change names beside the comparison: 网站总浏览量 of 网站总浏览量同比上升."""
    return _CHANGE_WORDS.sub("", lead)
