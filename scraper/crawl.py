"""One portal, once: the frontier, what is asked next, and what came of it.

Best first: lists to their end, likely pages, new reports, unlikely pages, and last the reports that are archived
already. What goes wrong with one address is recorded and the next one is asked.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.capture import Capture, Context, Kind
from scraper.client import Answer, Client, Validators
from scraper.discover import NEXT_SCORE, Lead, Reading, is_of_another, leads, names_county
from scraper.errors import ArchiveError, TransferError
from scraper.page import Page
from scraper.result import CrawlResult, Event, Trouble
from scraper.urls import canonical, same_page_key

if TYPE_CHECKING:
    from scraper.archive import Archive
    from scraper.portal import Portal
    from scraper.wire import Exchange

__all__ = ["CrawlResult", "Event", "Trouble", "crawl"]

#: Links from the root.
MAX_DEPTH = 6
#: Pages that are neither reports nor lists, in one run.
MAX_PAGES = 600
#: Pages of one list.
MAX_LIST_PAGES = 100
#: After so many addresses in a row that fail or are blocked, a host is left alone.
_PATIENCE = 3
#: What a result counts, by name of its field.
_COUNTED = ("not_modified", "unchanged", "new", "blocked", "missing", "refused", "failed")


def crawl(
    portal: Portal, archive: Archive, client: Client, on_event: Callable[[Event], None] | None = None
) -> CrawlResult:
    """Crawl a portal into an archive.

    Args:
        portal: the portal.
        archive: open for writing; what it holds is asked for conditionally.
        client: the door to the network.
        on_event: told of each address that was dealt with.

    Returns:
        What came of it; a portal that is down is a result with a `failure`.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    return _Crawl(portal, archive, client, on_event or (lambda _: None)).run()


@dataclass
class _Crawl:
    portal: Portal
    archive: Archive
    client: Client
    on_event: Callable[[Event], None]
    frontier: list[tuple[int, int, str]] = field(default_factory=list)
    waiting: dict[str, Lead] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    #: Addresses whose archived page cannot be read, which are asked for and written once more.
    damaged: set[str] = field(default_factory=set)
    listed: dict[str, set[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    reports: dict[str, None] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    findings: dict[str, None] = field(default_factory=dict)
    strikes: Counter[str] = field(default_factory=Counter)
    failure: str | None = None
    #: Whether some report's title names the county, so that one that names another place is another's.
    titled: bool = False

    def run(self) -> CrawlResult:
        before = self.client.requests_sent
        self.push(Lead(self.portal.root, aim="root", score=NEXT_SCORE))
        for entry in self.portal.entry:
            self.push(Lead(entry, score=NEXT_SCORE, hops="L"))
        while self.frontier:
            if self.client.requests_sent - before >= self.portal.http.cap:
                self.note(f"stopped after {self.portal.http.cap} requests with {len(self.frontier)} addresses left")
                break
            self.visit(self.waiting.pop(heapq.heappop(self.frontier)[-1]))
        self.sum_up()
        return CrawlResult(
            portal_id=self.portal.id,
            failure=self.failure,
            requested=self.client.requests_sent - before,
            **{outcome: self.counts[outcome] for outcome in _COUNTED},
            reports=tuple(self.reports),
            troubles=tuple(self.troubles),
            findings=tuple(self.findings),
        )

    # The frontier

    def push(self, lead: Lead) -> None:
        url = canonical(lead.url)
        if url is None or lead.depth > MAX_DEPTH:
            return
        # A page may send on to another spelling of its own address, `x/` to `x/index.shtml`.
        key = url if lead.hops.endswith("R") else same_page_key(url)
        if key in self.waiting and self.waiting[key].agency is None:
            # The same page from another list, which says more about it.
            first = self.waiting[key]
            self.waiting[key] = replace(first, agency=lead.agency, column=lead.column or first.column)
        if key not in self.seen:
            self.seen.add(key)
            self.waiting[key] = lead
            heapq.heappush(self.frontier, (-self.priority(url, lead), len(self.seen), key))

    def priority(self, url: str, lead: Lead) -> int:
        """Reports that are archived already come last, so that a run with a cap makes headway."""
        known = lead.aim in ("report", "attachment") and self.archive.latest(url) is not None
        return lead.score - NEXT_SCORE if known else lead.score

    def too_many(self, lead: Lead) -> bool:
        return lead.aim == "page" and self.pages["page"] >= MAX_PAGES

    def of_another(self, lead: Lead) -> bool:
        """Whether a report is another government's, on a portal whose titles do name the county."""
        return self.titled and lead.aim == "report" and is_of_another(lead.text or "", self.portal.name)

    # One address

    def visit(self, lead: Lead) -> None:
        host = urlsplit(lead.url).netloc
        if self.strikes[host] >= _PATIENCE or self.too_many(lead):
            self.counts["skipped"] += 1
            return
        if self.of_another(lead):
            self.note(f"{lead.via}: {lead.text} is not of {self.portal.name}; left out")
            return
        answer = self.client.fetch(lead.url, self.portal, self.known)
        reading = self.read(answer, lead)
        if reading is None and answer.outcome == "not_modified":
            self.damaged.add(answer.final_url)
            answer = self.client.fetch(lead.url, self.portal)
            reading = self.read(answer, lead)
        kind = reading.kind if reading else None
        self.record(answer, lead, kind or "error")
        self.judge(answer, lead, host)
        if reading is not None:
            self.take(reading)
        waiting = len(self.waiting)
        self.on_event(
            Event(self.portal.id, answer.url, kind, answer.outcome, answer.reason, self.client.requests_sent, waiting)
        )

    def known(self, url: str) -> Validators:
        capture = self.archive.latest(url)
        return Validators(capture.etag, capture.last_modified) if capture else Validators()

    def read(self, answer: Answer, lead: Lead) -> Reading | None:
        """The page that came, or the archived one that is still good."""
        if answer.outcome == "ok":
            last = answer.exchanges[-1]
            page = Page(last.url, last.body, last.header("Content-Type") or "")
        elif answer.outcome == "not_modified" and (capture := self.archive.latest(answer.final_url)):
            try:
                page = Page(capture.url, self.archive.payload(capture), capture.content_type or "")
            except (ArchiveError, TransferError) as error:
                self.note(str(error))
                return None
        else:
            return None
        return Reading(page, lead, self.portal.family)

    def record(self, answer: Answer, lead: Lead, kind: Kind) -> None:
        """Archive what was received."""
        for exchange in answer.robots:
            self.archive.write(exchange, self.context(Lead(exchange.url), "robots"))
        for hop in answer.exchanges[:-1]:
            self.archive.write(hop, self.context(lead, "redirect"))
        if not answer.exchanges:
            return
        if answer.outcome == "not_modified":
            self.counts["not_modified"] += 1
        else:
            self.write_last(answer.exchanges[-1], lead, kind)

    def write_last(self, exchange: Exchange, lead: Lead, kind: Kind) -> None:
        capture = self.archive.write(exchange, self.context(lead, kind), anew=exchange.url in self.damaged)
        if kind not in ("error", "redirect"):
            self.counts["new" if _is_new(capture, exchange) else "unchanged"] += 1

    def context(self, lead: Lead, kind: Kind) -> Context:
        return Context(
            kind=kind,
            portal_id=self.portal.id,
            portal_name=self.portal.name,
            portal_root=self.portal.root,
            agency_hint=lead.agency.name if lead.agency else None,
            column=lead.column.name if lead.column else None,
            link_text=lead.text,
            list_date=lead.date,
            via=lead.via,
            hops=lead.hops,
        )

    def judge(self, answer: Answer, lead: Lead, host: str) -> None:
        """Count the outcome; a host that only fails or blocks is left alone, and so is a portal without a root."""
        if answer.outcome in ("ok", "not_modified"):
            self.strikes[host] = 0
            return
        self.counts[answer.outcome] += 1
        self.troubles.append(Trouble(answer.url, answer.outcome, answer.reason))
        if lead.aim == "root":
            self.failure = f"{answer.url}: {answer.reason}"
        if answer.outcome == "missing" and lead.page_number and lead.column:
            self.note(f"{lead.column.url}: announces more pages than there are; {answer.url} is missing")
        if answer.outcome in ("failed", "blocked"):
            self.strikes[host] += 1
            if self.strikes[host] == _PATIENCE:
                self.note(f"{host}: {_PATIENCE} addresses in a row gave nothing ({answer.reason}); left alone")

    # What a page leads to

    def take(self, reading: Reading) -> None:
        lead, page = reading.lead, reading.page
        self.seen.add(same_page_key(page.url))
        self.pages[reading.kind] += 1
        if reading.kind == "report":
            self.reports[page.url] = None
        if reading.kind == "list" and (unread := reading.family.unread(page)):
            self.note(f"{page.url}: {unread}")
        repeats = self.repeats(reading)
        for found in leads(reading):
            if not self.portal.owns(found.url):
                if found.aim == "report":
                    self.note(f"{page.url}: {found.text} is at {found.url}, not on this portal; left out")
            elif not (repeats and found.hops.endswith("N")):
                self.titled |= found.aim == "report" and names_county(found.text or "", self.portal.name)
                self.push(found)
        if lead.aim == "report" and reading.kind != "report":
            self.note(f"{page.url}: linked as {lead.text!r}, but is a {reading.kind}")

    def repeats(self, reading: Reading) -> bool:
        """Whether a list has ended: a later page brings nothing new, or there are too many."""
        lead, page = reading.lead, reading.page
        if reading.kind != "list":
            return False
        origin = lead.column.url if lead.page_number and lead.column else page.url
        shown = {same_page_key(link.url) for link in reading.links}
        before = self.listed.setdefault(origin, set())
        stale = lead.page_number > 0 and shown <= before
        if stale:
            self.note(f"{origin}: {page.url} repeats earlier pages; the list ends there")
        before |= shown
        return stale or lead.page_number >= MAX_LIST_PAGES

    def note(self, finding: str) -> None:
        self.findings[finding] = None

    def sum_up(self) -> None:
        """What a person should look at."""
        found, expected = len(self.reports), self.portal.expect.reports
        if self.failure is None and not found:
            self.note("no report found; give the address of a column as 'entry'")
        if expected is not None and found < expected:
            self.note(f"{found} reports found, at least {expected} expected")
        if self.counts["blocked"]:
            self.note(f"{self.counts['blocked']} addresses are behind a wall; a person has to look")
        if self.counts["skipped"]:
            self.note(f"{self.counts['skipped']} addresses were not asked for")


def _is_new(capture: Capture, exchange: Exchange) -> bool:
    return capture.refers_to is None and capture.fetched_at == exchange.fetched_at
