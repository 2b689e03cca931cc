"""Figures with a unit that count nothing, each kind as a named rule with examples that are tested."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import language


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A kind of figure that is no count. `examples` hold only such figures; `keeps` hold one count each."""

    name: str
    applies: Callable[[Phrase], object]
    examples: tuple[str, ...]
    keeps: tuple[str, ...] = ()


_ORDINAL = re.compile(r"第\(?$")
_RANK = re.compile(r"(?:前|位列|名列|位居|排名)第?$")
_RANGE_BEFORE = re.compile(r"[\d一二三四五六七八九十][-—~～–/至到×:+·]$")
_RATE = re.compile(
    r"(?:每(?!个|家|项)[^,。;:]{0,12}|每(?:个月|季度|半年)[^,。;:]{0,12}|[日月年人户周]均[^,。;]{0,8}|平均[^,。;]{0,8})$"
)
_POLICY_NAME = re.compile(
    r"(?:^|[、年局委办面真格入实续])(?:落实|贯彻|执行|依据|根据|按照|遵循|依照)(?P<name>[^,。;、]{0,14})$"
)
_PREVIOUS_YEAR = re.compile(r"(?:去年|上年|上年度|上一年|上一年度|同期|前年)(?:同期)?的?(?:为|是)?$")
_COMPARED_WITH = re.compile(
    r"(?:比|较|相比|与)(?:于)?(?:\d{2,4}年度?|去年|上年|上一年)(?:度|同期)?的?[^,。;增减升降多少]{0,8}$"
)
_FROM = re.compile(r"(?:由|从)[^,。;]{0,16}$")
_TO = re.compile(r"[^,。;]{0,10}?(?:增|升|降|减|提高|扩|缩|压缩|下降|精简)[^,。;]{0,6}?(?:到|至|为)")
_STRUCTURE = re.compile(r"^(?:方面|部分|环节|层面|阶段|维度|步骤|要素|关键|重点方面|主要问题|突出问题)")
_PLAN = re.compile(
    r"下一步|下步|下一年|明年|今后|力争|拟于|计划(?:于|在|开展|举办|组织|召开)|争取|目标"
    r"|将(?:继续|进一步|按照|从|着力|持续|重点|采取|围绕|以|开展|举办|组织|召开|不断|加大|加强|坚持)"
)
_REQUIREMENT = re.compile(r"(?:应当|应于|须|必须|不得|要求|规定|需)[^,。;]{0,14}$")
_DISTANCE = re.compile(r"(?:距|相距|距离)[^,。;]{0,10}$")
_SCORE = re.compile(r"(?:得分|评分|总分|分值|排名|满分|权重)[^,。;]{0,4}$")


#: 四十余次, 近百件: so qualified a numeral always states an amount. 最多跑一次 does not.
_SHOWS_AMOUNT = frozenset({"more_than", "nearly", "about"})


def _names_policy(lead: str) -> bool:
    """落实民营经济32条 names a policy; 根据要求公开信息32条 does not, for something is done there."""
    named = _POLICY_NAME.search(lead)
    return named is not None and not any(verb in named["name"] for verb in language().activity_verbs)


def _chinese_without_context(phrase: Phrase) -> bool:
    """A Chinese numeral without a verb of doing or a word of counting beside it (两个维护, 一张网)."""
    figure = phrase.figure
    if not figure.chinese or figure.qualifier in _SHOWS_AMOUNT or figure.unit == "%":
        return False
    words = language()
    lead = phrase.lead.rsplit("、", 1)[-1].rstrip("了过")
    if figure.value == 1:
        return (
            figure.unit not in words.event_units or not lead.endswith(words.event_verbs) and bool(phrase.tail)
        )
    if lead.endswith(words.counting_words) or lead.endswith(words.activity_verbs):
        return False
    return bool(phrase.tail) or not any(verb in lead for verb in words.activity_verbs)


EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion(
        "ordinal",
        lambda phrase: _ORDINAL.search(phrase.lead) or _RANK.search(phrase.lead),
        ("公布第2批目录。", "依照第（九）项。", "在全省排名前3名。"),
        ("分两批公布目录2份。",),
    ),
    Exclusion(
        "range",
        lambda phrase: _RANGE_BEFORE.search(phrase.lead),
        ("通过3-5次约谈压实责任。", "提供7×24次以内的值守。"),
    ),
    Exclusion(
        "rate",
        lambda phrase: _RATE.search(phrase.lead) and not phrase.lead.endswith("各"),
        ("坚持每季度检查1次。", "日均访问量1200次。"),
        ("每季度通报，全年共通报4次。",),
    ),
    Exclusion(
        "policy name",
        lambda phrase: phrase.figure.unit in ("条", "项") and _names_policy(phrase.lead),
        ("全面落实民营经济32条。",),
        ("出台稳企政策20条。",),
    ),
    Exclusion(
        "previous year",
        lambda phrase: (
            _PREVIOUS_YEAR.search(phrase.lead)
            or _COMPARED_WITH.search(phrase.lead)
            or (_FROM.search(phrase.lead) and _TO.match(phrase.after))
        ),
        ("去年同期为120件。",),
        ("申请量由120件增加到150件。", "比2023年的52条增加10条。", "上年结转申请3件。"),
    ),
    Exclusion("structure", lambda phrase: _STRUCTURE.match(phrase.tail), ("从3类重点方面改进。",)),
    Exclusion(
        "plan",
        lambda phrase: _PLAN.search(phrase.sentence),
        ("下一步，计划举办培训5次。", "2025年我局将继续开展检查4次。"),
    ),
    Exclusion("requirement", lambda phrase: _REQUIREMENT.search(phrase.lead), ("文件须经3人审核。",)),
    Exclusion("distance", lambda phrase: _DISTANCE.search(phrase.lead), ("距县城15公里处。",)),
    Exclusion("score", lambda phrase: _SCORE.search(phrase.lead), ("满意度测评得分95%。",)),
    Exclusion(
        "word with a numeral",
        _chinese_without_context,
        ("做到两个维护。", "建成一张网。", "最多跑一次。"),
        ("召开会议两次。", "收到来信一封。", "举办了三场新闻发布会。"),
    ),
)


def exclusion(phrase: Phrase) -> Exclusion | None:
    """The first rule that says that the figure counts nothing."""
    return next((rule for rule in EXCLUSIONS if rule.applies(phrase)), None)
