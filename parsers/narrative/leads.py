"""The words of a phrase that can be its subject: before the figure, behind it, in the clause before."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import REMEMBERED, language

_LIMIT = 60
#: (一) · 1. · ② · 一是 at the beginning of a clause.
_NUMBERING = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[)\].、]|[①-⑳]|[一二三四五六七八九十]是(?!否))")
#: 2024年 · 2024年度 · 截至2024年12月31日 · 自2019年以来 · 截至年底.
_DATE = re.compile(
    r"(?:截[至止]|自|从|[、和与及])?(?:\d{4}[-—~～至到、])?\d{4}年度?(?:1?\d月)?(?:\d{1,2}日)?(?:年?底|末|止|以来|至今|内|起|期间)?(?:[-—~～至到]\d{4}年度?(?:1?\d月)?(?:\d{1,2}日)?[底末]?)?(?:以来|至今|内|止|期间)?|截[至止]\S{0,4}?(?:底|末|前|日)"
)
_OTHER_YEAR = re.compile(
    r"^(?:去年|上一?年度?|前年)(?:同期)?[底末]?|20\d\d年度?(?=$|(?:粉丝|关注|订阅|访问|阅读|浏览|点击)[^,]{0,2}$)"
)
#: 从申请方式看, 按结果分, 申请渠道方面.
_SEEN_FROM = re.compile(
    r"(?:从|按照?)([^,。;:]{2,14}?)(?:来看|看|分类|划分|分),|(申请(?:渠道|方式|途径|主体|内容|人类型))(?:方面|上),"
)
#: The comma of 1,120条 ends none.
_CLAUSE_ENDS = re.compile(r"[。;:()!?\n]|,(?!(?<=\d,)\d{3}(?!\d))")
_BRACKETED = re.compile(r"\([^()]*\)")
_TAIL_EDGE = re.compile(r"^的+|(?:[中等的内了各共]|(?<![参赋给])与|(?<![涉普惠提波顾])及|(?<![缓调饱])和|方面)+$")
#: 18个乡镇|共发布信息, 12个政务新媒体账号|发布信息: who does something, or about what; how much is told behind.
_UNITS_OF_AGENTS = frozenset({"个", "家", "名", "位", "人", "项", "余个", "类", "处", "块"})
_AGENT = re.compile(
    "(?P<noun>(?:公开(?=[栏目专平])|发布(?=平台)|(?:办理|受理)(?=窗口|平台|点)|接待(?=人|室|点|窗口)|整改(?=问题|事项))?"
    "(?:(?!公开|发布).){0,8}?(?:栏|目录|专区|窗口|问题|室|点|部门|单位|乡镇|镇|街道|村|社区|学校|企业|媒体|平台|账号|号|微博|网站|代表|委员|群众|干部|人员"
    "|机构|主体|职工|学员|工作|领域|任务|事项|中心|局|站|[科股处]室|派出所))"
    f"(?:共计?|全年|今年|均|主动|依法|已|累计|先后|分别|同步|集中|及时)*(?P<verb>{'|'.join(language().activity_verbs)})"
)
_EVENTS = frozenset({"开展", "进行", "组织", "举办", "召开", "参加", "参与"})
#: 选派3名干部参加培训: it is they who take part.
_ATTENDED, _UNITS_OF_PEOPLE = frozenset({"参加", "参与"}), frozenset({"名", "位", "人"})
#: 3个|浏览量过万的|视频.
_READ_SO_OFTEN = re.compile("^(?:阅读|浏览|播放|点击)量[^,。;]{0,8}的")
#: 发布345条|的同时召开会议, 访问量超100万次|的网站公开信息: what is done meanwhile, or by what has so many.
_MEANWHILE = re.compile("的(?:同时|基础|情况|前提|背景)")
#: 其中6件|通过邮寄方式申请, 5件|通过网络方式申请.
_BY_WAY = re.compile("(?:是|为)?(?:通过|以|采用|采取)([^,。;、:()]{2,10}?(?:方式|渠道|途径|形式)(?:申请|提交|提出)?)")
_NOISE = " \n、·,"
_DIGIT = re.compile(r"\d")
#: What ends a lead by itself, and not as the end of another word.
_PARTS_OF_WORDS = {"在": ("存在", "现在"), "达": ("送达", "传达", "下达"), "为": ("行为", "作为"), "是": ("不是",)}


def own_lead(phrase: Phrase) -> str:
    """The lead without dates, numbering, 共 and the like."""
    return trimmed(phrase.lead)


def own_tail(phrase: Phrase) -> str:
    """The noun after the figure (226条|信息|), cut where another statement begins."""
    tail = phrase.tail
    if not tail:
        return ""
    if phrase.figure.unit in _UNITS_OF_AGENTS and (agent := _AGENT.match(tail)) and _acts(phrase, agent):
        return agent["noun"]
    if (way := _BY_WAY.match(tail)) and not own_lead(phrase):
        return way[1]
    if tail[0] == "的" and _tells_something_else(phrase):
        return ""
    tail = _READ_SO_OFTEN.sub("", tail) if "量" in tail else tail
    cut = language().tail_ends.search(tail)
    return _TAIL_EDGE.sub("", tail[: cut.start()] if cut else tail)


def _tells_something_else(phrase: Phrase) -> bool:
    """Whether what follows with 的 is another statement, and no noun that is counted."""
    bound = phrase.figure.is_bound and language().tells_activity(phrase.tail)
    return bound or _MEANWHILE.match(phrase.tail) is not None


def _acts(phrase: Phrase, agent: re.Match[str]) -> bool:
    """Whether what they do follows, and is no noun: it has a figure of its own, or is an event."""
    following = phrase.after[len(phrase.tail) : len(phrase.tail) + 1]
    if agent["verb"] in _ATTENDED and phrase.figure.unit in _UNITS_OF_PEOPLE:
        return False
    return agent["verb"] in _EVENTS or bool(following and following not in "、,;:()。!?\n")


def without_year(words: str) -> str:
    """`words` without another year at their beginning or end: 公开信息 of 公开信息2022年."""
    return _OTHER_YEAR.sub("", words)


def label_before(phrase: Phrase) -> str:
    """The clause before, for 总访问量:57507次 and 财政信息,1条; empty where a figure stands there."""
    before = phrase.gap[: len(phrase.gap) - len(phrase.lead)].rstrip("、和及与")
    if before[-1:] not in (",", ":", "("):
        return ""
    clauses = _CLAUSE_ENDS.split(_BRACKETED.sub("", before[:-1]))
    told_before = len(clauses) == 1 and before[-1] == "," and not phrase.starts_sentence
    return "" if told_before else trimmed(clauses[-1])


def risen(phrase: Phrase) -> str:
    """What rose from an earlier figure to this one: 新闻发布会 of 新闻发布会由去年的3场增至7场."""
    clause = _CLAUSE_ENDS.split(phrase.sentence)[-1]
    return trimmed(re.split(r"[由从]", clause)[0])


def seen_from(phrase: Phrase) -> str:
    """申请方式 of 从申请方式看, which opens a list of parts."""
    found = _SEEN_FROM.findall(phrase.sentence)
    return found[-1][0] or found[-1][1] if found else ""


def opens_aspect(phrase: Phrase) -> bool:
    """Whether a figure is the first that is told as seen from something else: 从申请内容看，征收类82件."""
    return ("看," in phrase.gap or "分," in phrase.gap or "申请" in phrase.gap) and _SEEN_FROM.search(
        phrase.gap
    ) is not None


def heading_label(phrase: Phrase) -> str:
    """What heads the list in which the figure stands: the words before the last colon, or 从申请方式看."""
    if aspect := seen_from(phrase):
        return aspect
    colon = phrase.sentence.rfind(":")
    return "" if colon < 0 else _CLAUSE_ENDS.split(phrase.sentence[:colon])[-1]


def told_apart(phrase: Phrase, label: str) -> bool:
    """Whether other clauses stand between a label and the figure: 主要问题：一是意识不强，12个科室…."""
    colon = phrase.sentence.rfind(":")
    between = phrase.sentence[colon + 1 : len(phrase.sentence) - len(phrase.lead)]
    first, comma, _ = between.partition(",")
    return bool(comma) and phrase.sentence[:colon].endswith(label) and not _DIGIT.search(first)


@lru_cache(maxsize=REMEMBERED)
def trimmed(words: str) -> str:
    """`words` without what says when, how many or who, at both ends."""
    return _without_end(_without_begin(words))[-_LIMIT:]


def _without_begin(words: str) -> str:
    begins = language().lead_begins
    while True:
        words = words.lstrip(_NOISE)
        match = _NUMBERING.match(words) or _DATE.match(words) or begins.match(words)
        if not match or not match[0]:
            return words
        words = words[match.end() :]


def _without_end(words: str) -> str:
    ends = language().lead_ends
    while words:
        stripped = words.rstrip(_NOISE)
        end = next((end for end in ends.get(stripped[-1:], ()) if stripped.endswith(end)), "")
        if end in _PARTS_OF_WORDS and stripped.endswith(_PARTS_OF_WORDS[end]):
            return stripped
        if not end and stripped == words:
            return words
        words = stripped[: len(stripped) - len(end)]
    return words
