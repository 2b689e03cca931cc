"""Zero in words: 未收到政府信息公开申请, 未收取费用, 没有发生行政诉讼, 零投诉."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.narrative.items import ITEM

#: What can be denied so that zero of it is a fact.
_THINGS = (
    "申请(?:(?:公开)?政府信息(?:公开)?|公开)?|复议|诉讼|应诉|申诉|费用?|收费|减免|投诉|举报|案件|来信|来访|信访|咨询|工单|提案|建议|议案"
    "|败诉|规范性文件|规章|事故|泄密事件|失泄密|泄密|舆情|发布会|结转(?:下一?年度?(?:继续)?(?:办理|处理)?)?"
)
_CLAUSE_LIMIT = 120
#: 未发生行政诉讼败诉, 无行政复议被纠错: how none of them ended.
_ENDED = "(?:案件)?(?:(?:[、和及或与]|以及)?(?:败诉|被?纠[正错]|被?撤销|被?确认违法|被?责令))+"
#: … behind what ended so: 无败诉 names it by itself.
_ENDED_AT_END = re.compile(f"(?<=复议|诉讼|应诉|案件)(?:{_ENDED})$")
_CLAUSE = r"[^,。;:!?\n\d]"
#: 未发生1起, 无一例: not even one. 未受理1件, 未办理1件 tell of one that was not.
_NOT_ONE = "(?:(?<!受理|办理|结转)[1一][起件例次宗份条项封笔个])?"
#: 未废止规范性文件; not 未废止规范性文件12件, 对未废止的规章进行清理.
_REPEALED = (
    r"(?:行政|政府)*(?:规章|规范性文件)(?:[、和及与或]*(?:行政)?(?:规章|规范性文件))?"
    r"(?:的?情[况形])?(?:[,。;!?\n)]|$)"
)
#: 未收到…申请: a verb of receiving or happening denied, up to the last thing of the clause.
_DENIED_VERB = re.compile(
    rf"(?P<word>(?:从未|均未|未|没有|尚未|暂未)(?:新|再|曾)?(?:[向对因]{_CLAUSE}{{1,10}}?)?(?:收到|接到|接收到?|受理|收取|收过|发生|产生|出现|召开|制定|制发|出台|发布|办理|引发|引起(?!足够|高度|重视|注意|关注)|涉及|废止(?={_REPEALED})|被申请(?=行政|复议)|被提起|提起|新收|新增|结转|征收|收)|无人(?=提|申请))(?:过|到)?{_NOT_ONE}(?![一二两三四五六七八九十]+[件起宗])(?P<subject>{_CLAUSE}{{0,40}}?(?:{_THINGS})(?:{_CLAUSE}{{0,20}}(?:{_THINGS}))?(?:{_ENDED})?)"
)
#: 无行政复议案件, 没有政府信息公开申请: the thing itself denied.
_DENIED_THING = re.compile(
    rf"(?P<word>(?<![有毫若])无(?!法(?!人)|正当|关|偿|需|须|障|人|论|效|纸|其他需|异议)|没有(?=[^收接受发产出召制办引涉提])|未有(?![效力序关权意限])|(?<![\u4e00-\u9fff])不存在|(?<=[年度均也])不存在){_NOT_ONE}(?P<subject>{_CLAUSE}{{0,30}}?(?:{_THINGS})(?:{_CLAUSE}{{0,20}}(?:{_THINGS}))?(?:{_ENDED})?)(?:的)?(?:情况|情形|案件|事项|项目|发生|现象|件|废止)?(?=[,。;!?\n)]|$)"
)
#: 零投诉, 行政诉讼零发生.
_ZERO_THING = re.compile(r"(?P<word>零)(?P<subject>申请|投诉|举报|复议|诉讼|信访|事故|舆情|泄密|结转)")
_ZERO_HAPPENED = re.compile(
    rf"(?P<subject>{_CLAUSE}{{0,20}}(?:{_THINGS})(?:案件)?(?:办件|收件|受理|件)?)(?:总?(?:数量?|量))?(?:均|都|全部)?(?:实现|保持)?(?P<word>零发生|零报告|为零(?![件条次个项起宗篇元])|[未无]发生(?=[,。;)]|$))"
)
_DATED = re.compile(rf"(?:{ITEM})?(?:[我本][\u4e00-\u9fff]{{1,3}})?(?:\d{{4}}年度?)?(?:1?\d月)?")
_PATTERNS = (_DENIED_VERB, _DENIED_THING, _ZERO_THING, _ZERO_HAPPENED)
#: What every one of them begins or ends with, as one class of characters: that is what is found fast.
_DENYING = "未无零没不"
_QUICK = re.compile(rf"[{_DENYING}](?<!没(?!有))(?<!不(?!存在))")
_LISTED = re.compile(
    r"(行政复议|复议|规章)(?P<of>[^,。;、]{0,6}?)(?:、|和|及|与|或者?|以及|,)(?:提起|被)?(?P<other>(?:行政)?(?:诉讼|规范性文件))"
)
#: 行政复议案件、行政诉讼; any other word says of which of them none is told: 行政复议维持、行政诉讼.
_ALL_OF_THEM = re.compile("(?:案件|申请|事项|情况|[数总]量|件数|[的等数件])*")
#: 政府信息公开申请、|行政复议、行政诉讼: a third thing.
_THING_BEFORE = re.compile("(?P<thing>[^、]*(?:申请|收费|费用|投诉|举报|信访))(?:、|和|及|与|以及)")
_OUTCOME = re.compile(_ENDED)
#: 对未收到回复的申请: what is denied is the reply. 除网络外未收到其他申请: of what is left, not of all.
_OTHER_THING = re.compile(r"(?:回复|答复|回执|反馈|通知|批复|告知)[^,。;不因引]*的|其[他它](?!组织|社会组织)|除")
#: 未发生申请超期情况: that none was late.
_OF_THE_THING = re.compile("(?:案件)?(?:超[期时]|逾期|积压)")
#: 确保无投诉, 力争零投诉: what is wished for.
_WISHED = re.compile(
    r"(?:力争|努力(?<![经过同懈]..)(?=做到|实现|确保|达到)|争取|力求|务必|杜绝|防止|避免|严防)(?!了)|确保(?!了)(?=[^,。;:]{0,20}[无零]$)"
)
_SUBJECT_PREFIX = re.compile(r"^(?:有关|关于|任何|因|涉及|过|到|公民、?|法人|或者?其他组织|提出的?|的)+")


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """A denial: the denying word `text[start:end]`, what is denied, and the clause `text[begin:close]`.

    `words` is what classifies it: 未收到…申请 with its verb, or one of several subjects.
    """

    start: int
    end: int
    begin: int
    close: int
    subject: str
    words: str


def find_zeros(masked: str) -> Iterator[ZeroStatement]:
    """The zeros in words of a masked text."""
    if not any(map(masked.__contains__, _DENYING)):
        return
    taken = 0
    for hint in _QUICK.finditer(masked):
        if hint.start() < taken:
            continue
        for statement in _statements(masked, hint.start()):
            taken = max(taken, statement.close)
            yield statement


def _statements(masked: str, position: int) -> Iterator[ZeroStatement]:
    floor = max(0, position - _CLAUSE_LIMIT)
    begin = max(floor - 1, *(masked.rfind(mark, floor, position) for mark in ",。;:!?\n")) + 1
    for pattern in _PATTERNS:
        first = _behind_digits(masked, begin, position) if pattern is _ZERO_HAPPENED else position
        match = pattern.match(masked, first)
        if match and not _denies_nothing(masked[begin:position], match):
            subjects = _subjects(match["subject"])
            for subject in subjects:
                words = subject if len(subjects) > 1 else _ENDED_AT_END.sub("", match[0])
                yield ZeroStatement(*match.span("word"), begin, match.end(), subject, words)
            return


def _behind_digits(masked: str, begin: int, position: int) -> int:
    """Where the words begin that a clause goes on with behind a year or the number of an item."""
    dated = _DATED.match(masked, begin, position)
    return dated.end() if dated else begin


def _denies_nothing(before: str, match: re.Match[str]) -> bool:
    """Whether something else is denied, or no more than wished, `before` being the clause up to it."""
    if _OF_THE_THING.match(match.string, match.end()):
        return True
    return _OTHER_THING.match(match["subject"]) is not None or _WISHED.search(before + match["word"][:1]) is not None


def things_listed(subject: str) -> tuple[str, ...]:
    """行政复议、行政诉讼 of 行政复议、行政诉讼数量, of which one figure is told; empty where one thing is named."""
    return _subjects(subject) if _LISTED.search(subject) else ()


def _subjects(subject: str) -> tuple[str, ...]:
    """行政复议、行政诉讼 denied together are two facts."""
    subject = _SUBJECT_PREFIX.sub("", subject)
    listed = _LISTED.search(subject)
    if not listed:
        return (subject,)
    before = subject[: listed.start()]
    other_thing = _THING_BEFORE.fullmatch(before)
    first, before = (other_thing["thing"], "") if other_thing else ("", before)
    ended = _OUTCOME.search(subject, listed.end())
    outcome = ended[0].removeprefix("案件") if ended else ""
    of = outcome if _ALL_OF_THEM.fullmatch(listed["of"]) else listed["of"]
    other = listed["other"]
    both = (before + listed[1] + of, before + "行政" * (not other.startswith("行政")) + other + outcome)
    return (first, *both) if first else both
