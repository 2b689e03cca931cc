"""Titles of annual reports: what they name (agency, year), and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsers.words.agencies import AGENCY_END, PLACE_END, without_portal
from parsers.words.text import narrow

_DIGITS = str.maketrans("〇○零oOＯ一二三四五六七八九", "000000123456789")
#: The number of a document: the letters of its office, and the year of its publication.
NUMBER = r"[\u4e00-\u9fff]{2,12}\s*[\[(（〔【]20[0-3]\d[\])）〕】]\s*第?\d{1,4}号"
_NUMBER_APART = re.compile(rf"(?:^|(?<=[\s(（])){NUMBER}")
_YEAR_OF_NUMBER = re.compile(r"[\[〔【]20[0-3]\d[\]〕】]第?\d{1,4}号")
#: Between the steps of a path (首页 > 年报 > …), of which the last is the page.
_CRUMBS = re.compile("[>＞»›]")
_NAMED = re.compile("^(?:标题|名称)[:：]")
#: What sites add to the titles of their pages: …年度报告_政府信息公开年报_某县人民政府.
_SITE = re.compile("(?:(?<=报告)|(?<=年报))[_|｜].*$", re.DOTALL)
#: What lists, e-mails and menus leave before a title.
_DIRT = re.compile(r"^(?:[>＞•·●◆■★*#]+|\(?\d{1,3}[.、)](?!\d)|0\d(?=\D)|(?:年度报告|年报|标题|首页)[:：>])+")
#: Lines of a document among which its title is looked for.
BEGINNING = 6
#: A year on a line beside a title that belongs to it; another one, alone, may be that of its publication.
ITS_YEAR = re.compile(r"[(〔\[]20[0-3]\d年?度?[)〕\]]|20[0-3]\d年度")
ALONE = re.compile(r"(20[0-3]\d)年?")
#: Between the parts of a page's title: report_column_portal; not between two years.
BETWEEN_PARTS = re.compile(r"\s*[_|｜]\s*|\s*(?:(?<!\d)[-–—]|[-–—](?!\d))\s*")
#: A place alone.
_IS_PLACE = re.compile(f"[\u4e00-\u9fff]{{1,15}}{PLACE_END}")
#: An agency that tells where it is.
_PLACED = re.compile(rf"[\u4e00-\u9fff]{PLACE_END}|街道|国家|中华")
#: What ends before a title begins: a menu, a number, another agency; not half a name.
_WHOLE_WORD = re.compile(
    "(?:首页|公开|报告|年报|目录|内容|>|号|政府|局|委员会|委|办公室|厅|院|中心|网站?|平台|专栏|专题|门户|20[0-3]\\d年度?)$"
    "|^中国[·•]?[\u4e00-\u9fff]{2,4}$"
)
#: Between the parts of a page's title, never within one of a report.
_PARTED = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+")
#: No page's title is longer.
_LONGEST = 150
_LETTER_YEAR = re.compile(r"2[Oo0〇○](?=[0-3]\d年)")
#: 2023年1月至12月 is the year.
_WHOLE_YEAR = re.compile("年0?1月?[-—–~～至到]12月")
_HAN_YEAR = re.compile(r"二[〇○零oO0][〇○零oO0一二三四五六七八九]{2}(?=年)")
#: A year; that of a day or a month is when something was published.
_OF_A_DAY = r"\s*(?:年\s*\d{1,2}\s*月|[-./]\d{1,2}(?!\d))"
_YEAR = re.compile(rf"(?<!\d)20[0-3]\d(?!\d|{_OF_A_DAY})")
#: From one of its days to another.
_DAYS = re.compile(
    r"(?P<year>20[0-3]\d)年(?P<first>\d{1,2})月\d{1,2}日[-—–~～至到]+(?:(?P=year)年)?(?P<last>\d{1,2})月\d{1,2}日"
)
#: A report of days from a month before the first of these to the second is that of a year, in which the rules came into
#: force (2008年5月1日), or the agency was founded.
_SECOND_HALF, _DECEMBER = 7, 12
_DAY = re.compile(rf"(?<!\d)20[0-3]\d{_OF_A_DAY}(?:份|\s*\d{{1,2}}\s*日|[-./]\d{{1,2}})?")
_YEAR_BESIDE = re.compile(r"(?<![\d、和与至到~—–-])(20[0-3]\d)\s*年?\s*度?$")
#: What a portal writes before a title, and the second name of an agency behind the first.
_TAG = re.compile(r"^[\[【](?P<tag>[^\]】]{1,24})[\]】]")
_OTHER_NAME = re.compile(r"(?P<name>[^()]{4,})\([^()]{2,24}\)$")
_SEPARATOR = re.compile(r"[-_|｜–—]")
_YEAR_WORDS = re.compile(
    r"[\[(〔【]?(?<!\d)(?:20[0-3]\d(?:\s*[-—至]\s*20[0-3]\d)?\s*(?:学?年(?:全年)?)?|\d\d年)\s*度?[\])〕】]?"
)
_KIND = re.compile(
    r"(?:政府|政务)?(?:政务|政府)?信息\s*(?:主动)?公开(?:工作)?\s*(?:情况)?(?:的)?"
    r"|政务公开(?:工作)?"
)
_REPORT = re.compile(
    r"(?:年度报告|年报|工作报告|情况报告|年度工作报告|工作年度报告|情况的报告|工作情况报告|年度总结报告|度报告|报告)"
)
#: Documents that are made like the reports, or lie next to them, by words that give them away wherever they stand in a
#: title ...
_MODELS = (
    "报告格式|格式的?通知|模板|样式|样本|样例|范例|[(【]示例[)】]|(?:填写|填报|填表|报告)示例|范文|范本|参考文本|填报说明|填表说明"
    "|网站工作年度报表|网站年度报表|工作年度报表"
)
_OTHERS = re.compile(
    rf"{_MODELS}|法治政府(?!建设(?:办|科|领导))|解读(?!中心)|一图(?!书)|图解|读懂|工作要点|实施方案|关于做好|关于报送"
    r"|的(?:通知|函)$|自查|工作总结$"
)
#: A month is one of a part of the year where it stands beside the kind, and several are unless they are all of them.
_PART_OF_YEAR = re.compile(
    r"上半年|下半年|半年|[一二三四1-4上本各每该]季度|季度(?:报告|报表|统计|情况|政府)|月份|公开[季月]报"
    r"|年\d{1,2}月?[-—–~～至到]\d{1,2}月|年\d{1,2}月(?=(?:政府)?信息公开)"
)
_DISCLOSURE_OF_PART = re.compile(rf"(?:{_PART_OF_YEAR.pattern})[^。,;:]{{0,15}}信息公开")
#: ... and by words that an agency's own name may hold as well.
_OTHERS_AFTER = re.compile(
    r"编制说明|指南|目录|制度|考核|预算|决算|要点|方案|计划|评估|评议|测评|调研|督查|检查|审计|整改|分析|案件|问卷|满意度|述职"
    r"|活动|培训|申请办理"
)
_PLANS = re.compile("要点|方案|计划")
_WRAPPING = re.compile(
    r"^(?:.{0,24}?(?:编制|起草|撰写|形成)(?:完成|形成)?了?(?=[\u4e00-\u9fff]{1,8}[省市县区州盟旗镇乡])|[,，、:：]|关于|印发|公布|发布|现将|现公布|更正|补发|转发|附件\d?[:：]?)+"
    r"|(?:关于|公布|发布|公开|编制|印发|报送|做好|的|本级|年度?|[-—_:：,，、\s])+$"
)
#: Sentences, other documents, and who an agency says that it is when it does not give its name.
_NO_NAME = re.compile(
    r"[。;,!?\"{}<>=\ufffc\ufffd]|^的|(?:通知|公告|总结|报告|年报)$|^[本我该](?:局|县|市|区|省|委|院|镇|乡|办|厅|校|中心|街道|单位|机关|部门)$"
)
#: An agency behind the title in brackets.
_BEHIND = re.compile(rf"[(【](?P<name>[\u4e00-\u9fff]{{2,24}}{AGENCY_END})[)】]$")
#: A page prints its title several times, and its portal's pages share parts of theirs.
_REMEMBERED = 1024


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
    if "公" not in printed or "开" not in printed:
        return None
    if _CRUMBS.search(printed):
        return _of_path(_CRUMBS.split(printed))
    if alone := _title_among(printed):
        return alone
    text = _plain(printed)
    kind = _kind(text)
    if kind is None or not _REPORT.search(text, kind.start()) or looks_like_other(printed):
        return None
    if _in_column(text, kind):
        return None
    return Title(_display(printed), _agency(text, kind), _year(text, kind))


def _in_column(text: str, kind: re.Match[str]) -> bool:
    """Whether only a page's column is named after reports: 某县政府信息公开指南_政府信息公开年报."""
    before = _KIND.search(text, 0, kind.start())
    named, *column = _SEPARATOR.split(text[before.end() : kind.start()]) if before else ("",)
    return bool(column) and _OTHERS_AFTER.search(named) is not None


def read_covering(printed: str) -> Title | None:
    """What a title names that is called something else, and may have a report below: 关于报送…的报告, …工作总结.

    A plan is made for another year than a report.
    """
    text = _plain(printed)
    kind = _KIND.search(text)
    if kind is None:
        return None
    year = None if _PLANS.search(text, kind.end()) else _year(text, kind)
    return Title(_display(printed), _agency(text, kind), year)


def _kind(text: str) -> re.Match[str] | None:
    """The words for the kind of document: the last ones before it is called a report, for an agency may be named
    after them (政务公开办公室)."""
    kinds = list(_KIND.finditer(text))
    report = _REPORT.search(text, kinds[0].start()) if kinds else None
    return next((kind for kind in reversed(kinds) if report is None or kind.start() <= report.start()), None)


def _title_among(printed: str) -> Title | None:
    """The one of several words, or parts of a page's title, that is a title of its own.

    首页 政府信息公开 清水县水务局2024年…年度报告, 清水县人民政府-政府信息公开年报-清水县水务局2024年…年度报告.
    """
    words = printed.split() if len(printed) <= _LONGEST else []
    behind = (word for before, word in pairwise(words) if _WHOLE_WORD.search(narrow(before)))
    if title := _whole([word for word in behind if not word.startswith(("(", "（", "[", "【"))][::-1]):
        return title
    parts = BETWEEN_PARTS.split(printed) if words else []
    return _whole(parts) or _behind_portal(_PARTED.split(printed)) if len(parts) > 1 else None


def _whole(parts: Iterable[str]) -> Title | None:
    """The first of several parts that is a title which names who reports on which year."""
    titles = filter(None, map(read_title, parts))
    return next((t for t in titles if t.year and t.agency and is_placed(t.agency)), None)


def _of_path(steps: Sequence[str]) -> Title | None:
    """The title at the end of a path or, where that is the portal or a column, before it."""
    titles = [title for title in map(read_title, steps[::-1]) if title]
    last = titles[0] if titles and titles[0] == read_title(steps[-1]) else None
    if last and last.agency:
        return last
    return next((t for t in titles if t.year and t.agency), next((t for t in titles if t.year), last))


def _behind_portal(parts: Sequence[str]) -> Title | None:
    """The title behind a government that a page's title names before it: the portal."""
    if len(parts) != 2 or not parts[0].endswith("政府"):
        return None
    title = read_title(parts[1])
    return title if title and title.year and not title.agency else None


def is_placed(agency: str) -> bool:
    """Whether an agency's name tells where it is."""
    return _PLACED.search(agency) is not None


def looks_like_other(printed: str) -> bool:
    """Whether `printed` names one of the documents that lie next to the reports."""
    text = _plain(printed)
    kind = _kind(text)
    after = _SEPARATOR.split(_BEHIND.sub("", text[kind.end() :]))[0] if kind else ""
    return bool(_OTHERS.search(text) or _OTHERS_AFTER.search(after)) or of_part_of_year(printed)


def is_model(printed: str) -> bool:
    """Whether `printed` names a form that is to be filled in, or one that is filled in to show how."""
    return re.search(_MODELS, _plain(printed)) is not None


def of_part_of_year(printed: str, *, sentence: bool = False) -> bool:
    """Whether `printed` names statistics of half a year, a quarter or a month, which have the tables of a report.

    A sentence may name a part of the year for something else.
    """
    text = _plain(printed)
    days = None if sentence else _DAYS.search(text)
    if days and not _tell_year(days):
        return True
    return (_DISCLOSURE_OF_PART if sentence else _PART_OF_YEAR).search(text) is not None


def _tell_year(days: re.Match[str]) -> bool:
    return int(days["first"]) < _SECOND_HALF and int(days["last"]) == _DECEMBER


@lru_cache(maxsize=_REMEMBERED)
def _plain(printed: str) -> str:
    text = _YEAR_OF_NUMBER.sub("", narrow(_NUMBER_APART.sub(" ", printed)))
    text = _DIRT.sub("", text.strip("《》“”\"'"))
    text = _WHOLE_YEAR.sub("年", _LETTER_YEAR.sub("20", text))
    return _HAN_YEAR.sub(lambda match: match.group().replace("二", "2", 1).translate(_DIGITS), text)


def _display(printed: str) -> str:
    shown = _SITE.sub("", _NAMED.sub("", re.sub(r"\s+", "", printed)))
    return shown.strip("《》") if shown.find("《") < 1 else shown


def _year(text: str, kind: re.Match[str]) -> int | None:
    years = set(_YEAR.findall(text))
    beside = _YEAR_BESIDE.search(text[: kind.start()])
    if len(years) > 1 and beside:
        return int(beside[1])
    if not years and (days := _DAYS.search(text)) and _tell_year(days):
        return int(days["year"])
    return int(years.pop()) if len(years) == 1 else None


def _agency(text: str, kind: re.Match[str]) -> str | None:
    head = _TAG.sub("", _YEAR_WORDS.sub("", _DAY.sub("", _DAYS.sub("", text[: kind.start()]))))
    head = without_portal(head)
    head = head.rpartition("》")[2] if head.count("《") == head.count("》") else head.rpartition("《")[2] or head[:-1]
    agency = _OTHER_NAME.sub(r"\g<name>", _WRAPPING.sub("", head)).strip("()[]【】〔〕“”\"'")
    agency = _about(_SEPARATOR.split(_WRAPPING.sub("", agency))[-1])
    if agency.endswith("人民") and kind.group().startswith("政府"):
        agency += "政府"  # 某县人民政府信息公开…: the word serves both
    if not agency:
        return _around(text)
    if _IS_PLACE.fullmatch(agency) and (behind := _BEHIND.search(text)):
        return _of_place(agency, behind["name"])
    named = 2 <= len(agency) <= 40 and not _NO_NAME.search(agency)
    return agency if named else None


def _of_place(place: str, name: str) -> str:
    """The agency that a title names in brackets behind its place: 某县…年报（某县教育局）, （县教育局）, （教育局）.

    One of another place, as of a town in a county, stays as it is.
    """
    if place in name:
        return name
    said = next((length for length in range(min(len(place), len(name)), 0, -1) if place.endswith(name[:length])), 0)
    return name if not said and is_placed(name) else place + name[said:]


def _about(head: str) -> str:
    """The agency that a report is about, where another one or itself reports: 某县人民政府办公室关于某县."""
    reporter, word, subject = head.rpartition("关于")
    subject = _WRAPPING.sub("", subject)
    return subject if not word or re.fullmatch(f"(?!全|我|本).+(?:{AGENCY_END}|{PLACE_END})", subject) else reporter


def _around(text: str) -> str | None:
    """An agency that stands around the title, of which the title itself says nothing."""
    if (tag := _TAG.match(text)) and re.search(f"{AGENCY_END}$", tag["tag"]):
        return tag["tag"]
    behind = _BEHIND.search(text)
    return behind["name"] if behind else None
