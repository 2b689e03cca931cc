"""Who reports on which year: title, agency, year, period, dates, contact.

Every fact is looked for in several places, in the order of trust in which `_printed_titles` and `_named_in_prose` give
them; the first place that has it wins, and another one that says otherwise is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from parsers.document import Document
from parsers.identity.contact import contact_of
from parsers.identity.period import narrow_in_digits, period_of
from parsers.identity.reporter import agency_of
from parsers.identity.signature import Signature, signature_of
from parsers.lines.sections import Outline
from parsers.record import Contact, Finding, Period
from parsers.words.agencies import AGENCY_END, PLACE_END, is_name
from parsers.words.text import narrow
from parsers.words.titles import (
    ALONE,
    BEGINNING,
    BETWEEN_PARTS,
    ITS_YEAR,
    NUMBER,
    Title,
    is_placed,
    read_covering,
    read_title,
)

_CLAUSE = re.compile("[，。；：、\n]")
_QUOTED = re.compile(r"《([^《》]{8,80}?)》")
_NUMBER = re.compile(f"^{NUMBER}$")
#: Lines of their own before or behind a title: a document's number, the day of the cover.
_BESIDE_TITLE = re.compile(rf"{_NUMBER.pattern}|\(?20\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?\)?")
#: A title with which a body on one line begins.
_LEADING = re.compile(r"(\S[^。，；]{5,60}?(?:报告|年报))\s+\S")
#: A line before a title that holds a part of it: an agency or a place, a year, or the beginning of a broken one.
_LEADS = re.compile(
    rf"(?:关于)?(?:20[0-3]\d年?度?)?(?:[\u4e00-\u9fff()、·]{{1,24}}(?:{AGENCY_END}|{PLACE_END}|[社联办部团行台场库组户厂段园])\)?)?(?:关于)?"
    r"(?:[(〔\[]?20[0-3]\d年?度?[)〕\]]?)?(?:政府)?"
)
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,15}}{PLACE_END}(?:人民政府)?")
#: The day of a cover, which is when a report was made, and a line with nothing but a year.
_COVER = re.compile(r"\(?(20[0-3]\d)年\d{1,2}月(?:\d{1,2}日)?\)?")
_UNKNOWN_YEAR = Finding("parse.year_unknown", "error", "报告年度无从确定 / neither title nor period names the year")
#: Reports are made from here on in the year on which they report.
_EARLIEST = "11-01"
_PUBLISHED = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
#: No title has more characters.
_LONGEST = 70
#: So many characters of it are its first sentences.
_FIRST = 800


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
    period = period_of(narrow(outline.preamble), prose)
    findings: list[Finding] = []
    signature = signature_of(outline)
    year = _year(titles, period, findings) or _cover_year(outline, document, signature)
    if year is None:
        findings.append(_UNKNOWN_YEAR)
    agency = agency_of(titles, document, outline, signature, findings)
    return Identity(
        title=titles[0][1].text if titles else None,
        agency=agency,
        year=year,
        period=period,
        published=_published(document, year, findings),
        document_number=_document_number(document),
        contact=contact_of(prose),
        findings=tuple(findings),
    )


# --- title -----------------------------------------------------------------------------


def _titles(document: Document, outline: Outline, name: str | None) -> Iterator[tuple[str, Title]]:
    """(place, title) in the order of trust."""
    named = False
    for place, printed in _printed_titles(document, outline, name):
        if title := read_title(printed):
            named |= title.agency is not None
            yield place, title
    covering = () if named else map(read_covering, document.headings)
    yield from (("page heading", title) for title in covering if title and title.agency and is_name(title.agency))


def _printed_titles(document: Document, outline: Outline, name: str | None) -> Iterator[tuple[str, str]]:
    yield "meta ArticleTitle", document.meta.get("articletitle", "")
    for heading in document.headings:
        yield "page heading", heading
    for line in _first_lines(outline.preamble):
        yield "body", line
    for part in _parts(document.title or ""):
        yield "page title", part
    for quoted in _QUOTED.findall("".join((*document.headings, outline.preamble[:_FIRST]))):
        yield "first sentence", quoted
    for clause in _CLAUSE.split(outline.preamble[:_FIRST]):
        if len(clause) <= _LONGEST and (title := read_title(clause)) and title.agency and is_name(title.agency):
            yield "first sentence", clause
    if name:
        yield "file name", PurePosixPath(name).stem


def _first_lines(preamble: str) -> Iterator[str]:
    """What may be the title at the beginning of a body, on one line with more of it or on several."""
    lines = [line for line in preamble.split("\n") if not _BESIDE_TITLE.fullmatch(narrow(line))]
    if lines and (leading := _LEADING.match(lines[0])):
        yield leading[1]
    for start in range(min(len(lines), BEGINNING)):
        for length in range(BEGINNING, 0, -1):
            piece = lines[start : start + length]
            if len(piece) == length and sum(map(len, piece)) <= _LONGEST and _is_one(piece):
                yield "".join(piece)


def _is_one(lines: Sequence[str]) -> bool:
    """Whether lines are one title, and no more than it: what stands before or behind it on a page is none of it."""
    first, *rest = lines
    if "。" in first or not rest:
        return "。" not in first
    if read_title("".join(lines[:-1])):
        return ITS_YEAR.fullmatch(narrow_in_digits(lines[-1])) is not None and _is_one(lines[:-1])
    without = read_title("".join(rest))
    if without is None:
        return not any("。" in line for line in rest)
    return _belongs_before(narrow_in_digits(first), without) and _is_one(rest)


def _belongs_before(line: str, title: Title) -> bool:
    """Whether a line is the beginning of the title below it: the year, the agency or its place that the title lacks."""
    if title.year is None and ITS_YEAR.fullmatch(line):
        return True
    if title.agency is None:
        return _LEADS.fullmatch(line) is not None
    return not is_placed(title.agency) and _PLACE.fullmatch(line) is not None


def _parts(page_title: str) -> list[str]:
    """The parts of a page's title (report_column_portal), those first that name most."""
    read = {part: read_title(part) for part in (*BETWEEN_PARTS.split(page_title), page_title)}
    named = [(part, title) for part, title in read.items() if title]
    return [part for part, title in sorted(named, key=lambda pair: (pair[1].agency is None) + (pair[1].year is None))]


# --- year ------------------------------------------------------------------------------


def _cover_year(outline: Outline, document: Document, signature: Signature) -> int | None:
    """The year on a line of its own beside the title: (2023年度), or alone if the report was made in the next one.

    Else it may be the year of the cover.
    """
    lines = [narrow_in_digits(line) for line in outline.preamble.split("\n")[:BEGINNING]]
    if len(named := {line.strip("()[]〔〕年度") for line in lines if ITS_YEAR.fullmatch(line)}) == 1:
        return int(named.pop())
    years = {int(alone[1]) for line in lines if (alone := ALONE.fullmatch(line))}
    made = {signature.year, *(int(day[:4]) for printed in document.published if (day := _day(printed)))} - {None}
    made |= {int(cover[1]) for line in lines if (cover := _COVER.fullmatch(line))}
    return next(iter(years)) if len(years) == 1 and made == {max(years) + 1} else None


def _year(titles: Sequence[tuple[str, Title]], period: Period | None, findings: list[Finding]) -> int | None:
    stated = [(place, title.year) for place, title in titles if title.year]
    if period and period.start[:4] == period.end[:4]:
        stated.append(("统计期限", int(period.end[:4])))
    if not stated:
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


# --- the rest --------------------------------------------------------------------------


def _published(document: Document, year: int | None, findings: list[Finding]) -> str | None:
    """The first day that can be that of a report on the year; another one is told."""
    days = [day for printed in document.published if (day := _day(printed))]
    if year is None or not days:
        return days[0] if days else None
    if late := [day for day in days if day >= f"{year}-{_EARLIEST}"]:
        return late[0]
    message = f"发布日期 {days[0]} 早于 {year} 年年末 / published before the end of the year that it reports on"
    findings.append(Finding("parse.published_early", "warning", message))
    return days[0]


def _day(printed: str) -> str | None:
    match = _PUBLISHED.search(narrow(printed))
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _document_number(document: Document) -> str | None:
    for line, _ in zip(document.paragraphs, range(8), strict=False):
        if _NUMBER.match(narrow(line)):
            return "".join(line.split())
    return None
