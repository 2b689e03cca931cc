"""Titles of annual reports: what they name (agency, year), and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.text import narrow

_DIGITS = str.maketrans("〇○零oOＯ一二三四五六七八九", "000000123456789")
#: The number of a document: the letters of its office, and the year of its publication.
NUMBER = r"[\u4e00-\u9fff]{2,12}\s*[\[(（〔【]20[0-3]\d[\])）〕】]\s*第?\d{1,4}号"
_NUMBER_APART = re.compile(rf"(?:^|(?<=[\s(（])){NUMBER}")
_YEAR_OF_NUMBER = re.compile(r"[\[〔【]20[0-3]\d[\]〕】]第?\d{1,4}号")
#: What lists, e-mails and menus leave before a title.
_DIRT = re.compile(r"^(?:[>＞•·●◆■★*#]+|\(?\d{1,3}[.、)](?!\d)|0\d(?=\D)|(?:年度报告|年报|标题|首页)[:：>])+")
#: An agency that tells where it is.
_PLACED = re.compile(r"[\u4e00-\u9fff][县市区省州盟旗镇乡]|街道|国家|中华")
#: What ends before a title begins: a menu, a number, another agency; not half a name.
_WHOLE_WORD = re.compile("(?:首页|公开|报告|年报|目录|>|号|政府|局|委员会|委|办公室|厅|院|中心)$")
_LETTER_YEAR = re.compile(r"2[Oo0〇○](?=[0-3]\d年)")
_HAN_YEAR = re.compile(r"二[〇○零oO0][〇○零oO0一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_YEAR_BESIDE = re.compile(r"(?<![\d、和与至到~—–-])(20[0-3]\d)\s*年?\s*度?$")
#: What a portal writes before a title, and the second name of an agency behind the first.
_TAG = re.compile(r"^[\[【][^\]】]{1,8}[\]】]")
_OTHER_NAME = re.compile(r"(?P<name>[^()]{4,})\([^()]{2,24}\)$")
_SEPARATOR = re.compile(r"[-_|｜–—]")
_YEAR_WORDS = re.compile(r"[\[(〔【]?(?<!\d)20[0-3]\d(?:[-—至]20[0-3]\d)?\s*年?\s*度?[\])〕】]?")
_KIND = re.compile(
    r"(?:政府|政务)?(?:政务|政府)?信息\s*公开(?:工作)?\s*(?:情况)?(?:的)?"
    r"|政务公开(?:工作)?"
)
_REPORT = re.compile(
    r"(?:年度报告|年报|工作报告|情况报告|年度工作报告|工作年度报告|情况的报告|工作情况报告|年度总结报告|度报告|报告)"
)
#: Documents that lie next to the reports, by words that give them away wherever they stand in a title ...
_OTHERS = re.compile(
    r"报告格式|格式的?通知|模板|样式|样本|填报说明|填表说明|网站工作年度报表|网站年度报表|工作年度报表|法治政府|解读|一图|图解|读懂"
    r"|工作要点|实施方案|关于做好|关于报送|的通知$|自查|工作总结$"
)
_PART_OF_YEAR = re.compile("上半年|下半年|半年|季度|月份")
_DISCLOSURE_OF_PART = re.compile(rf"(?:{_PART_OF_YEAR.pattern})[^。,;:]{{0,15}}信息公开")
#: ... and by words that an agency's own name may hold as well.
_OTHERS_AFTER = re.compile(r"编制说明|指南|目录|制度|考核|预算|决算|要点|方案|计划")
#: A page prints its title several times, and its portal's pages share parts of theirs.
_REMEMBERED = 1024
_WRAPPING = re.compile(r"^(?:关于|印发|公布|发布|现将|附件\d?[:：]?)+|(?:关于|的|本级|年度?|[-—_:：,，、\s])+$")


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title with what it names. Of several years `year` is the one that stands before the kind
    (2025年某县2024年度政府信息公开…), None where none does."""

    text: str
    agency: str | None
    year: int | None


@lru_cache(maxsize=_REMEMBERED)
def read_title(printed: str) -> Title | None:
    """The title of an annual report on information disclosure, or None where `printed` is something else."""
    if alone := _last_title(printed):
        return alone
    text = _plain(printed)
    kind = _KIND.search(text)
    if kind is None or not _REPORT.search(text, kind.start()) or looks_like_other(printed):
        return None
    return Title(_display(printed), _agency(text, kind), _year(text, kind))


def _last_title(printed: str) -> Title | None:
    """The last of several words that is a title of its own: 首页 政府信息公开 清水县水务局2024年…年度报告."""
    *before, last = printed.split() or [""]
    apart = bool(before) and _WHOLE_WORD.search(narrow(before[-1])) and not last.startswith(("(", "（", "[", "【"))
    title = read_title(last) if apart else None
    return title if title and title.year and title.agency and _PLACED.search(title.agency) else None


def looks_like_other(printed: str) -> bool:
    """Whether `printed` names one of the documents that lie next to the reports."""
    text = _plain(printed)
    kind = _KIND.search(text)
    return bool(_OTHERS.search(text) or (kind and _OTHERS_AFTER.search(text, kind.end()))) or of_part_of_year(printed)


def of_part_of_year(printed: str, *, sentence: bool = False) -> bool:
    """Whether `printed` names statistics of half a year, a quarter or a month, which have the tables of a report.

    A sentence may name a part of the year for something else.
    """
    return (_DISCLOSURE_OF_PART if sentence else _PART_OF_YEAR).search(_plain(printed)) is not None


@lru_cache(maxsize=_REMEMBERED)
def _plain(printed: str) -> str:
    text = _YEAR_OF_NUMBER.sub("", narrow(_NUMBER_APART.sub(" ", printed)))
    text = _DIRT.sub("", text.strip("《》“”\"'"))
    text = _LETTER_YEAR.sub("20", text)
    return _HAN_YEAR.sub(lambda match: match.group().replace("二", "2", 1).translate(_DIGITS), text)


def _display(printed: str) -> str:
    return re.sub(r"\s+", "", printed).strip("《》")


def _year(text: str, kind: re.Match[str]) -> int | None:
    years = set(_YEAR.findall(text))
    beside = _YEAR_BESIDE.search(text[: kind.start()])
    if len(years) > 1 and beside:
        return int(beside[1])
    return int(years.pop()) if len(years) == 1 else None


def _agency(text: str, kind: re.Match[str]) -> str | None:
    head = _TAG.sub("", _YEAR_WORDS.sub("", text[: kind.start()]))
    head = head.rpartition("》")[2] if head.count("《") == head.count("》") else head.rpartition("《")[2]
    agency = _OTHER_NAME.sub(r"\g<name>", _WRAPPING.sub("", head)).strip("()[]【】〔〕")
    agency = _SEPARATOR.split(_WRAPPING.sub("", agency))[-1]
    if agency.endswith("人民") and kind.group().startswith("政府"):
        agency += "政府"  # 某县人民政府信息公开…: the word serves both
    return agency if 2 <= len(agency) <= 40 and not re.search(r"[。;,!?]", agency) else None
