"""From a page to what should be asked next. Pure: a page and the lead to it in, leads out.

Three topologies are met by the same rules: agency first (公开 → 部门 → agency → 年报), report first (年报 → year →
部门) and one flat list. A link is scored by what it says and by its folder; reports are known by their titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal
from urllib.parse import unquote, urlsplit

from scraper import clues
from scraper.capture import Kind
from scraper.families import Family, family_of, links_of
from scraper.page import Link, Page
from scraper.urls import folder, same_page_key

Aim = Literal["root", "page", "list", "report", "attachment"]

#: Lists are read to their end first. Reports come when the likely pages have been seen: by then it is known from
#: which agency's list they are linked.
NEXT_SCORE, REPORT_SCORE = 1000, 35
_DEPTH_COST = 5


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as a link names it, and the folder that holds its pages."""

    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of annual reports: its name, and the address of its first page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to ask for, with what is known of it.

    Attributes:
        aim: what is hoped for; the page decides.
        score: the higher, the sooner.
        depth: links from the root.
        agency: the agency in whose folder the address lies, or whose list names it.
        column: the column that the address is in.
    """

    url: str
    aim: Aim = "page"
    score: int = 0
    depth: int = 0
    hops: str = ""
    text: str | None = None
    date: str | None = None
    via: str | None = None
    agency: Agency | None = None
    column: Column | None = None

    @property
    def page_number(self) -> int:
        """Which page of its list this is, from 0."""
        return len(self.hops) - len(self.hops.rstrip("N"))


@dataclass(frozen=True)
class Reading:
    """A page, the lead that led to it, and what they say together. `declared` is the portal's own family."""

    page: Page
    lead: Lead
    declared: str | None = None

    @cached_property
    def family(self) -> Family:
        """The CMS that made the page."""
        return family_of(self.page, self.declared)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The page's links as its family sees them."""
        return links_of(self.page, self.declared)

    @cached_property
    def reports(self) -> tuple[Link, ...]:
        """The links to single reports."""
        return tuple(link for link in self.links if is_report(link))

    @cached_property
    def is_report(self) -> bool:
        """Whether the page is itself a report: by its headings, or because a report was linked and it is no list."""
        found = sum(heading in self.page.words for heading in clues.REPORT_HEADINGS)
        if found >= 2:
            return True
        return self.lead.aim == "report" and len(self.reports) < 3 and not self.family.following(self.page)

    @cached_property
    def column(self) -> Column | None:
        """The column of annual reports that the page is or lies in, None when it is none."""
        above = self.lead.column
        if above and (self.lead.page_number or _beneath(self.page.url, above.url)):
            return above
        labels = self.page.labels
        named = (labels.get("columnname", ""), self.lead.text or "", labels.get("columntype", ""))
        name = next((name for name in named if clues.ANNUAL_COLUMN.search(name)), None)
        return Column(name, self.page.url) if name else None

    @property
    def kind(self) -> Kind:
        """What the page turned out to be."""
        if self.lead.aim in ("root", "attachment"):
            return self.lead.aim
        if self.is_report:
            return "report"
        return "list" if self.column or self.reports or self.lead.aim == "list" else "page"


def leads(reading: Reading) -> Iterator[Lead]:
    """What to ask for after a page: on any host, and the same address perhaps more than once."""
    if reading.kind == "attachment":
        return
    if reading.kind == "report":
        yield from _attachments(reading)
        return
    for link in reading.links:
        if link.seat != "link":
            yield _embedded(reading, link)
        elif is_report(link):
            # A report may lie anywhere; the agency is that of the list.
            yield replace(_step(reading, link, "report", REPORT_SCORE), agency=reading.lead.agency)
        elif (score := score_of(reading, link)) >= clues.THRESHOLD:
            yield _step(reading, link, "page", score - _DEPTH_COST * reading.lead.depth)
    if reading.kind == "list":
        yield from _next_pages(reading)


def is_report(link: Link) -> bool:
    """Whether a link leads to one annual report: its title says so, and its address is an article's or a file's."""
    if not clues.REPORT_TITLE.search(link.text) or clues.NOT_REPORT_TITLE.search(link.text):
        return False
    path = urlsplit(link.url).path
    return not clues.LIST_PATH.search(path) and (is_article(path) or is_document(link.url))


def names_county(title: str, county: str) -> bool:
    """Whether a title names the county of a portal. Names are written with and without the places above them."""
    return bool(clues.COUNTY.match(county)) and county[:2] in title


def is_of_another(title: str, county: str) -> bool:
    """Whether a title begins with the name of a place that is not the county: lists also show superiors' reports.

    Args:
        title: the title of a report.
        county: the portal's name. One that names no county excludes nothing.
    """
    return bool(clues.COUNTY.match(county) and clues.PLACE.match(title)) and not names_county(title, county)


def is_article(path: str) -> bool:
    """Whether a path looks like that of a single article."""
    return bool(clues.ARTICLE_PATH.search(path)) and not clues.YEAR_PATH.search(path)


def is_document(url: str) -> bool:
    """Whether an address is a file's rather than a page's."""
    return bool(clues.DOCUMENT_PATH.search(url) or clues.DOWNLOAD_PATH.search(url))


def is_agency(text: str) -> bool:
    """Whether a link's text is the name of an agency."""
    return bool(clues.AGENCY.match(text)) and not clues.NOT_AGENCY.search(text)


def weigh(text: str, url: str) -> int:
    """Score of a link by its text and its path alone."""
    segments = [segment for segment in unquote(urlsplit(url).path).split("/") if segment]
    # The last folder is the page's own; those above it say where it is, which its neighbours share.
    own = [_bare(segment) for segment in segments if not clues.LIST_PATH.search(f"/{segment}")][-1:]
    found = [_matching(clues.TEXT, text), [c.weight for s in own for c in clues.PATH if c.pattern.fullmatch(s)]]
    best = sum(max((w for w in weights if w > 0), default=0) for weights in found)
    return best + sum(w for weights in found for w in weights if w < 0)


def _bare(segment: str) -> str:
    """A folder's name without its number and a file's without its ending."""
    name = segment.partition(".")[0]
    head, _, number = name.rpartition("_")
    return head if head and number.isdigit() else name


def _matching(table: tuple[clues.Clue, ...], text: str) -> list[int]:
    return [clue.weight for clue in table if clue.pattern.search(text)]


def score_of(reading: Reading, link: Link) -> int:
    """How much a link promises on this page; see `clues`."""
    if is_article(urlsplit(link.url).path) or is_document(link.url):
        return 0
    if is_agency(link.text):
        return clues.AGENCY_IN_CONTEXT if _lists_agencies(reading.page, reading.lead) else 0
    score = weigh(link.text, link.url)
    beneath = reading.column is not None and _beneath(link.url, reading.page.url)
    return score + clues.BENEATH_COLUMN if beneath else score


def _lists_agencies(page: Page, lead: Lead) -> bool:
    said = " ".join((page.title, lead.text or "", page.labels.get("columnname", "")))
    return bool(clues.CONTEXT.search(said) or clues.CONTEXT_PATH.search(urlsplit(page.url).path))


def _beneath(url: str, above: str | None) -> bool:
    return above is not None and folder(url).startswith(_stem(above)) and same_page_key(url) != same_page_key(above)


def _stem(url: str) -> str:
    """The folder of a column; `zfxxgknb/` for a column that is the file `zfxxgknb.htm`."""
    parts = urlsplit(url)
    if clues.LIST_PATH.search(parts.path) or parts.path.endswith("/"):
        return folder(url)
    return f"{parts.netloc}{parts.path.rpartition('.')[0] or parts.path}/"


def _step(reading: Reading, link: Link, aim: Aim, score: int) -> Lead:
    lead = reading.lead
    agency = Agency(link.text, folder(link.url)) if is_agency(link.text) else lead.agency
    if agency is not None and not folder(link.url).startswith(agency.folder):
        agency = None
    return Lead(
        url=link.url,
        aim=aim,
        score=score,
        depth=lead.depth + 1,
        hops=f"{lead.hops}L",
        text=link.text or None,
        date=link.date,
        via=reading.page.url,
        agency=agency,
        column=reading.column,
    )


def _embedded(reading: Reading, link: Link) -> Lead:
    """An embedded page, or where a shell sends on, is the page itself by other means."""
    lead, framed = reading.lead, link.seat == "frame"
    return replace(
        lead,
        url=link.url,
        aim="page" if lead.aim == "root" else lead.aim,
        depth=lead.depth + 1,
        hops=lead.hops + ("E" if framed else "R"),
        via=reading.page.url,
        column=reading.column,
    )


def _attachments(reading: Reading) -> Iterator[Lead]:
    for link in reading.links:
        if is_document(link.url):
            step = _step(reading, link, "attachment", REPORT_SCORE)
            yield replace(step, agency=reading.lead.agency, column=reading.lead.column)


def _next_pages(reading: Reading) -> Iterator[Lead]:
    for url in reading.family.following(reading.page):
        yield replace(
            reading.lead,
            url=url,
            aim="list",
            score=NEXT_SCORE,
            hops=f"{reading.lead.hops}N",
            via=reading.page.url,
            column=reading.column or Column(reading.page.title, reading.page.url),
        )
