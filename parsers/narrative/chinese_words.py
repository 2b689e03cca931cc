"""Chinese numerals that are words of the language (两个维护, 一张网), and those that count."""

from __future__ import annotations

import re

from parsers.narrative.clauses import JOINTS, Phrase
from parsers.narrative.language import language

#: 做到受理一件、办结一件: as is done with every one.
_ONE = "[^,。;、:0-9]{0,8}一[件起条批份次项期封个宗例][、,]"
_MOTTO = re.compile(
    rf"(?:做到|坚持|确保|力求|力争|努力|实行|实现|落实|遵循|原则|要求|机制|制度|发现|成熟)(?:{_ONE}){{0,4}}[^,。;、:0-9]{{0,6}}$"
)

#: Chinese numerals above this are no words of the language, as 三方面 and 十项 are; 支持企业二十条 names a policy.
_WORDS_END = 10
#: Nor are numerals above this that are not round.
_NAMES_END = 100
_NAMING_UNITS = frozenset({"条", "项"})
#: 受理一件、办结一件 without anything that was received: how it is done.
_EACH_ONE = re.compile(
    "(?:^|[,。;:、])(?:受理|接收|发现|[收接]到(?=一件、..{1,3}一件、))一件、"
    "(?:[\u4e00-\u9fff]{2,4}一件、?)*[\u4e00-\u9fff]{2,4}一件"
)
#: 二次办结率, 二次供水: the second time, and not two of them.
_SECOND, _ANOTHER_TIME = 2, re.compile("供水|加压|装修|污染|创业|分配|[^,。;、:]{1,4}率")
_AROUND = 24
#: 印发《…》等三个文件; not 坚持主动公开等五项要求, 按照《…》等三个文件要求.
_NAMED = re.compile(
    "^(?:印发|制定|出台|修订|发布|下发|制发|转发).*等$|^(?!.*(?:按|根据|依据|依照|贯彻|落实|执行|遵|围绕|对照)).*》等$"
)
#: 信访减少三件; 机构信息三条, 财政类八条.
_DIFFERENCES, _KINDS = ("增加", "减少", "增多", "多", "少", "下降"), ("类", "类信息", "信息", "动态")
_SHORT, _OF_TEXTS = 8, frozenset("《》章节款")
_OF_POLICIES = ("支持", "促进", "助力", "推进", "落实", "贯彻", "执行", "遵守", "服务", "稳", "惠")
_UNITS_OF_CASES = frozenset({"件", "起", "宗", "封"})
_CASES = ("申请", "案", "复议", "诉讼", "建议", "来信", "投诉", "工单", "规范性文件")
#: 行政复议两件 is a count without any verb.
_WITH_NOUNS = (language().event_units | {"元", "人", "人次", "件次", "批", "批次"}) - _NAMING_UNITS


def is_word(phrase: Phrase) -> bool:
    """A Chinese numeral without a verb of doing or a word of counting beside it (两个维护, 一张网)."""
    figure = phrase.figure
    qualified = figure.qualifier != "exact" and figure.value > 1
    if not figure.chinese or qualified or figure.unit == "%":
        return figure.chinese and figure.unit == "%" and phrase.sentence.endswith("个")
    if _is_idiom(phrase):
        return True
    words = language()
    lead = phrase.lead.rsplit("、", 1)[-1].rstrip("了过")
    if not phrase.tail and figure.unit in _WITH_NOUNS and lead.endswith(words.event_nouns):
        return _MOTTO.search(phrase.sentence) is not None
    if _is_kind_or_difference(phrase, lead):
        return False
    if figure.value == 1:
        return _is_no_event(phrase, lead)
    if _is_told_of_done(phrase, lead):
        return False
    counted = figure.value > _WORDS_END and figure.unit not in _NAMING_UNITS
    if figure.value > _WORDS_END and (_labelled(phrase) or (figure.value > _NAMES_END and figure.value % _NAMES_END)):
        return False
    if _listed(phrase) or (counted and (not phrase.tail or words.tells_activity(phrase.sentence + phrase.after))):
        return False
    return bool(phrase.tail) or not words.tells_activity(lead)


def _is_kind_or_difference(phrase: Phrase, lead: str) -> bool:
    """信访减少三件; 机构信息三条."""
    kind = lead.endswith(_KINDS) and phrase.figure.unit != "项"
    return not phrase.tail and (kind or lead.endswith(_DIFFERENCES))


def _is_told_of_done(phrase: Phrase, lead: str) -> bool:
    """召开会议共两次, 公开三条, 《…》等三个文件, 三件申请, 两次召开会议."""
    words, unit = language(), phrase.figure.unit
    if unit in _UNITS_OF_CASES and any(noun in phrase.tail for noun in _CASES):
        return True
    if lead.endswith(words.counting_words) or lead[-2:] in words.activity_verbs:
        return True
    if lead.endswith("等") and _NAMED.search(phrase.lead):
        return True
    return unit in words.event_units and phrase.tail[:2] in words.activity_verbs


def _is_idiom(phrase: Phrase) -> bool:
    """千人千面, 二次供水."""
    figure = phrase.figure
    if figure.unit == "次" and figure.value <= _SECOND and _ANOTHER_TIME.match(phrase.tail):
        return True
    return figure.end - figure.start == 1 and figure.value > _WORDS_END


def _is_no_event(phrase: Phrase, lead: str) -> bool:
    """Whether 一 tells of nothing that happened once."""
    unit = phrase.figure.unit
    if phrase.tail[:2] not in language().activity_verbs and _MOTTO.search(phrase.sentence):
        return True
    if unit == "件" and _is_saying(phrase):
        return True
    if not phrase.tail and (lead.endswith("分别为") or ("分别" in phrase.sentence and phrase.gap in JOINTS)):
        return False
    return not (_one_event(lead, unit, tail=bool(phrase.tail)) or _is_part(phrase))


def _is_saying(phrase: Phrase) -> bool:
    """Whether one of 受理一件、办理一件、答复一件 is the figure's."""
    said = phrase.sentence[-_AROUND:]
    return any(one.start() <= len(said) < one.end() for one in _EACH_ONE.finditer(f"{said}一件{phrase.after}"))


def _labelled(phrase: Phrase) -> bool:
    """工作动态:六十一条, 关注人数七十一人, 通知公告信息八十一条."""
    return not phrase.tail and (phrase.gap.endswith(":") or phrase.lead.endswith(("数", "量", "信息")))


def _listed(phrase: Phrase) -> bool:
    """收到建议三件、提案五件: an item of a list that began with a count."""
    unit = phrase.figure.unit or ""
    told = not phrase.starts_sentence and not phrase.tail
    listed = told and phrase.gap.startswith(JOINTS)
    alone = told and unit != "项" and len(phrase.gap) == len(phrase.lead) + 1
    alike = alone and phrase.sentence[: -len(phrase.gap)].endswith(unit) and _is_short(phrase)
    return ((listed or alike) and unit in language().event_units) or _is_part(phrase)


def _is_short(phrase: Phrase) -> bool:
    """今日头条号十八条, (网上八件: whether a clause that goes on with another figure of the unit tells only of what."""
    no_text = _OF_TEXTS.isdisjoint(phrase.lead) and not phrase.lead.startswith(_OF_POLICIES)  # 《条例》共六章五十六条
    return no_text and len(phrase.lead) <= _SHORT and _MOTTO.search(phrase.sentence) is None


def _is_part(phrase: Phrase) -> bool:
    """受理申请五件，其中网上三件: a part of a total in the same unit."""
    total, within, _ = phrase.sentence.rpartition("其中")
    unit = phrase.figure.unit or ""
    if not within or unit not in language().event_units:
        return False
    return any(f"{unit}{mark}" in total for mark in ",;。(:")


def _one_event(lead: str, unit: str | None, *, tail: bool) -> bool:
    """收到来信一封, 召开了一次新闻发布会; but not 建立一个专班, 最多跑一次."""
    words = language()
    if unit not in words.event_units:
        return False
    return lead.endswith(words.event_verbs) if tail else any(verb in lead for verb in words.event_verbs)
