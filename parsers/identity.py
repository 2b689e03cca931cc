"""Who reports on which year: title, agency, year, period, dates, contact.

Every fact is looked for in several places, in the order of trust that `_SOURCES` declares; the first
place that has it wins, and a place of equal rank that says otherwise is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from parsers.document import Document
from parsers.record import Contact, Finding, Period
from parsers.sections import Outline
from parsers.text import narrow
from parsers.titles import NUMBER, Title, read_title

_QUOTED = re.compile(r"《([^《》]{8,80}?)》")
_DATE = r"(?:(20\d\d)[年./-])?(\d{1,2})[月./-](\d{1,2})日?"
_PERIOD = re.compile(rf"{_DATE}[^\d]{{0,8}}?(?:至|到|[-—–~～])[^\d]{{0,6}}{_DATE}")
#: What says that a period is the report's; so many characters before it are looked at.
_OWN_PERIOD = re.compile("期限|所列数据|数据统计|本报告|报告期")
_BEFORE = 16
#: 统计期限为202411日至20241231日: 年 and 月 lost.
_RUN_TOGETHER = re.compile(r"期限\D{0,6}(?P<year>20\d\d)0?10?1日?(?:至|到|[-—])(?P=year)1231日?")
_NUMBER = re.compile(f"^{NUMBER}$")
#: Lines of their own before or behind a title: a document's number, the day of the cover.
_BESIDE_TITLE = re.compile(rf"{_NUMBER.pattern}|\(?20\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?\)?")
#: A title with which a body on one line begins.
_LEADING = re.compile(r"(\S[^。，；]{5,60}?(?:报告|年报))\s+\S")
_SEPARATOR = re.compile(r"\s*[_|｜]\s*|\s*[-–—]\s*")
_PHONE_WORDS = ("电话", "联系方式", "Tel")
_PHONE = re.compile("(?:" + "|".join(_PHONE_WORDS) + r")[^\d(]{0,6}(\(?0\d{2,3}\)?[-—–]?\d{7,8}|1\d{10}|\d{7,8})")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}", re.ASCII)
_ADDRESS = re.compile(
    r"地址[:,：，为是]{0,2}([^,，;；。()（）]{4,60}?)(?=[,，;；。()（）]|邮编|邮政编码|联系|电话|传真|$)"
)
_ASK = re.compile(
    r"(?:请与|与|联系|向)([\u4e00-\u9fff]{3,24}?)(?:党政(?:综合)?办(?:公室)?|政务公开办公室|信息公开办公室|办公室|政务公开|信息科|综合科)?(?:联系|\(|咨询|反映)"
)
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:局|委员会|政府|办公室|办事处|中心|委|院|处|署|厅|会|馆|站|所|队|公司|学校)"
)
_OWN = re.compile(r"^(?:本|我|各|该|上级|有关|相关)")
_PUBLISHED = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_HALF_A_YEAR = 190


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document says of itself. Unknown is None, with a finding."""

    title: str | None
    agency: str | None
    year: int | None
    period: Period | None
    published: str | None
    document_number: str | None
    contact: Contact
    findings: tuple[Finding, ...]


def read_identity(document: Document, outline: Outline, name: str | None = None) -> Identity:
    """Identity of the report in `document`; `name` is the file's name or the page's address."""
    titles = list(_titles(document, outline, name))
    prose = narrow(outline.preamble + "".join(section.text for section in outline.sections))
    period = _period(narrow(outline.preamble)) or _period(prose)
    findings: list[Finding] = []
    year = _year(titles, period, findings)
    agency = _agency(titles, document, outline, findings)
    return Identity(
        title=titles[0][1].text if titles else None,
        agency=agency,
        year=year,
        period=period,
        published=_published(document),
        document_number=_document_number(document),
        contact=_contact(prose),
        findings=tuple(findings),
    )


# --- title -----------------------------------------------------------------------------


def _titles(document: Document, outline: Outline, name: str | None) -> Iterator[tuple[str, Title]]:
    """(place, title) in the order of trust."""
    for place, printed in _printed_titles(document, outline, name):
        if title := read_title(printed):
            yield place, title


def _printed_titles(document: Document, outline: Outline, name: str | None) -> Iterator[tuple[str, str]]:
    yield "meta ArticleTitle", document.meta.get("articletitle", "")
    lines = [line for line in outline.preamble.split("\n") if not _BESIDE_TITLE.fullmatch(narrow(line))]
    for heading in document.headings:
        yield "page heading", heading
    if lines and (leading := _LEADING.match(lines[0])):
        yield "body", leading[1]
    for start in range(min(len(lines), 4)):
        for length in (4, 3, 2, 1):
            piece = lines[start : start + length]
            if len(piece) == length and sum(map(len, piece)) <= 70 and not any("。" in line for line in piece):
                yield "body", "".join(piece)
    for part in _parts(document.title or ""):
        yield "page title", part
    for quoted in _QUOTED.findall(outline.preamble[:800]):
        yield "first sentence", quoted
    if name:
        yield "file name", PurePosixPath(name).stem


def _parts(page_title: str) -> list[str]:
    """The parts of a page's title (report_column_portal), those first that name most."""
    read = {part: read_title(part) for part in (*_SEPARATOR.split(page_title), page_title)}
    named = [(part, title) for part, title in read.items() if title]
    return [part for part, title in sorted(named, key=lambda pair: (pair[1].agency is None) + (pair[1].year is None))]


# --- year ------------------------------------------------------------------------------


def _year(titles: Sequence[tuple[str, Title]], period: Period | None, findings: list[Finding]) -> int | None:
    stated = [(place, title.year) for place, title in titles if title.year]
    if period and period.start[:4] == period.end[:4]:
        stated.append(("统计期限", int(period.end[:4])))
    if not stated:
        findings.append(
            Finding("parse.year_unknown", "error", "报告年度无从确定 / neither title nor period names the year")
        )
        return None
    place, year = stated[0]
    for other, says in stated[1:]:
        if says != year and other != "file name":
            findings.append(
                Finding(
                    "parse.year_disagrees",
                    "warning",
                    f"{place} 作 {year} 年，{other} 作 {says} 年 / year differs",
                    other,
                    year,
                    says,
                )
            )
            break
    return year


def _period(prose: str) -> Period | None:
    """The period that the report says to be its own, else the only one that it names."""
    if together := _RUN_TOGETHER.search(prose):
        return Period(f"{together[1]}-01-01", f"{together[1]}-12-31")
    periods: list[Period] = []
    for before, period in _periods(prose):
        if _OWN_PERIOD.search(before):
            return period
        periods.append(period)
    return periods[0] if len(set(periods)) == 1 else None


def _periods(prose: str) -> Iterator[tuple[str, Period]]:
    """Periods of more than half a year, with what stands before each."""
    for match in _PERIOD.finditer(prose):
        year, month, day, end_year, end_month, end_day = match.groups()
        if not (year or end_year):
            continue
        try:
            start = date(int(year or end_year), int(month), int(day))
            end = date(int(end_year or year), int(end_month), int(end_day))
        except ValueError:
            continue
        if (end - start).days > _HALF_A_YEAR:
            yield prose[max(0, match.start() - _BEFORE) : match.start()], Period(start.isoformat(), end.isoformat())


# --- agency ----------------------------------------------------------------------------


def _agency(titles: Sequence[tuple[str, Title]], document: Document, outline: Outline,
            findings: list[Finding]) -> str | None:  # fmt: skip
    titled = [(place, title.agency) for place, title in titles if title.agency]
    named = [name for _, name in titled]
    others = [name for name in _named_in_prose(document, outline) if name not in named]
    if not titled:
        if others:
            return others[0]
        findings.append(Finding("parse.agency_unknown", "error", "报告机关无从确定 / no place names the agency"))
        return None
    place, agency = titled[0]
    for other, says in titled[1:]:
        if agency not in says and says not in agency:
            findings.append(
                Finding(
                    "parse.agency_disagrees",
                    "warning",
                    f"{place} 作“{agency}”，{other} 作“{says}” / agency differs",
                    other,
                )
            )
            break
    longer = [name for name in (*named, *others) if name.endswith(agency) and len(name) <= len(agency) + 12]
    return max(longer, key=len, default=agency)


def _named_in_prose(document: Document, outline: Outline) -> Iterator[str]:
    """Names of the agency outside titles: whom to ask, the signature, the page's source."""
    lines = [outline.preamble, *(section.text for section in outline.sections)]
    for match in _ASK.finditer(narrow("".join((lines[0], lines[-1])))):
        if not _OWN.match(match[1]) and _SIGNATURE.fullmatch(match[1]):
            yield match[1]
    last = [narrow(line) for line in lines[-1].split("\n")[-3:]]
    for line in last:
        if _SIGNATURE.fullmatch(line) and not _OWN.match(line):
            yield line
    source = narrow(document.meta.get("contentsource", ""))
    if _SIGNATURE.fullmatch(source):
        yield source
    # The part of a page's title that names a government is as a rule the portal.
    for part in _SEPARATOR.split(document.title or ""):
        if _SIGNATURE.fullmatch(part) and not part.endswith(("政府", "办公室")):
            yield part


# --- the rest --------------------------------------------------------------------------


def _published(document: Document) -> str | None:
    for printed in (document.meta.get("pubdate"), document.published_line):
        match = _PUBLISHED.search(narrow(printed or ""))
        if match:
            try:
                return date(*map(int, match.groups())).isoformat()
            except ValueError:
                continue
    return None


def _document_number(document: Document) -> str | None:
    for line, _ in zip(document.paragraphs, range(8), strict=False):
        if _NUMBER.match(narrow(line)):
            return "".join(line.split())
    return None


def _contact(prose: str) -> Contact:
    phone = _PHONE.search(prose) if any(map(prose.__contains__, _PHONE_WORDS)) else None
    address = _ADDRESS.search(prose)
    email = _EMAIL.search(prose) if "@" in prose else None  # every character may begin one
    return Contact(
        telephone=phone[1] if phone else None,
        email=email.group() if email else None,
        address=address[1] if address else None,
    )
