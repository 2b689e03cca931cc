"""A year right beside what is counted: 2022年粉丝300人, 公开信息2022年为300条."""

from __future__ import annotations

import re

from parsers.narrative.language import language

#: What is told of this year though it came with the year before.
LEFT_OVER = "结转|遗留|转入|未办结|未办理"
#: 2022年粉丝300人, 2022年行政复议3件: what is of its year; a report, a budget of that year may be read in another.
_THING = r"(?:(?!预算|决算|报告|年报|规划|计划|方案|要点|的)[^,。;:()\d]){0,12}"
_IS = "[为是有共计约近超逾达到]{0,3}"
_AMOUNT = (
    "(?:粉丝|关注|订阅|访问|阅读|浏览|点击|播放|申请|复议|诉讼|专职|兼职|人员|账号)"
    "(?:公开)?(?:总?[数量]|案?件|事项|用户)?"
)
_OF_ITS_YEAR = re.compile(rf"{_THING}{_AMOUNT}{_IS}\d+(?![^,。;:()\d]{{1,4}}(?:审结|办结|答复|结案|处理完))")
#: 2022年政策解读30篇，2023年45篇: this year's figure of the same is told right behind.
_CONTRAST = re.compile(
    rf"{_THING}{_IS}\d[\d.,万亿]*[^,。;:()\d]{{0,4}}[,;](?:而|到)?(?:(?P<year>20\d\d)年|今年|本年)度?[底末]?"
    rf"(?:则|现|已|增加?|减少?|降|升|上升|下降|增长|提[高升]|扩大){{0,2}}{_IS}至?\d"
)
#: Right before a figure: 公开信息2022年为300条, 微信公众号2022年粉丝300人.
_OF_THE_FIGURE = re.compile(rf"(?:(?P<year>20\d\d)|今|本)年度?(?:{_AMOUNT}|(?P<of>的))?{_IS}$")
_LEFT_BEHIND = re.compile(f"(?:{LEFT_OVER})[至到]?$")
#: 答复2022年申请3件, 废止2021年3件: done now to what is of then.
_DONE_NOW = frozenset(
    {"答复", "办结", "审结", "处理", "废止", "修订", "修改", "清理", "注销", "撤销", "失效", "化解", "整改", "归档"}
)
_ENDS = frozenset(",。;:、和与及以)!?\n(") | {""}
#: …of a list: 废止2021年3件、|2022年2件.
_YEARS_BEFORE = re.compile(
    r"(?P<verb>..)(?:20\d\d年[^,。;:、()\d]{0,6}\d+[^,。;:、和及与以()\d]{1,3}(?:以及|[、和及与]))+$"
)
_LONGEST_LIST = 60
_JOINED = frozenset("、和及与")
#: 清理文件45件，其中2021年的3件，2022年的2件: parts of what was cleared.
_AMONG = re.compile("其中[^。;\n]*$")
#: 从2021年的200条、2022年的300条增长到…; not 2022年的3件申请.
_BECAME = frozenset("增升降减提")
_OF_A_THING = "对的了将把"
_LONGEST_YEAR = 16


def is_of_its_year(masked: str, end: int, year: int | None) -> bool:
    """Whether what follows another year, which ends at `end`, is a figure of that year.

    It is where `year`'s own figure of the same follows, or where the thing is none that a later year tells of.
    """
    if _OF_ITS_YEAR.match(masked, end):
        return True
    found = _CONTRAST.match(masked, end)
    return found is not None and found["year"] in (None, str(year))


def year_beside(masked: str, start: int, close: int, own: int) -> int | None:
    """The year right before the figure `masked[start:close]`, if the figure is of it; 今年 is the `own` one."""
    floor = max(0, start - _LONGEST_YEAR)
    word = _OF_THE_FIGURE.search(masked, floor, start) if masked.rfind("年", floor, start) >= 0 else None
    if word is None or (word["of"] and masked[close : close + 1] not in _ENDS | _BECAME):
        return None
    if word["of"] and _AMONG.search(masked, max(0, start - _LONGEST_LIST), word.start()):
        return None
    return None if _is_of_a_thing(masked, word.start(), close) else int(word["year"] or own)


def _is_of_a_thing(masked: str, begin: int, close: int) -> bool:
    """Whether the year is that of a thing: 结转2022年2件; 公开2022年3件规范性文件."""
    if _LEFT_BEHIND.search(masked, max(0, begin - _LONGEST_YEAR), begin):
        return True
    verb = _verb_before(masked, begin)
    if verb in _DONE_NOW:
        return True
    done = masked[begin - 1 : begin] in _OF_A_THING or verb in language().activity_verbs
    return done and masked[close : close + 1] not in _ENDS


def _verb_before(masked: str, begin: int) -> str:
    """The two characters before the year at `begin`, or before the first of the years whose list goes on with it."""
    first = None
    if masked[begin - 1 : begin] in _JOINED:
        first = _YEARS_BEFORE.search(masked, max(0, begin - _LONGEST_LIST), begin)
    return first["verb"] if first else masked[begin - 2 : begin]
