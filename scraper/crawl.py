"""One portal, once: the frontier, what is asked next, and what came of it.

Best first: lists to their end, likely pages, new reports, unlikely pages, and last the reports that are archived
already. What goes wrong with one address is recorded and the next one is asked.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.capture import Capture, Kind
from scraper.client import Answer, Client, Validators
from scraper.discover import NEXT_SCORE, Lead, Reading, is_of_another, leads, names_county
from scraper.errors import ArchiveError, TransferError, said
from scraper.frontier import Frontier, unlinked
from scraper.lists import Lists
from scraper.news import context_of, is_new, tells_more
from scraper.page import LARGEST_MARKUP, Page
from scraper.plan import Plan
from scraper.result import COUNTED, CrawlResult, Event, Trouble

if TYPE_CHECKING:
    from scraper.archive import Archive
    from scraper.portal import Portal
    from scraper.wire import Exchange

__all__ = ["CrawlResult", "Event", "Trouble", "crawl"]

#: Pages that are neither reports nor lists, in one run.
MAX_PAGES = 600
#: After so many addresses in a row that fail or are blocked, a host is left alone.
_PATIENCE = 3


def crawl(
    portal: Portal,
    archive: Archive,
    client: Client,
    on_event: Callable[[Event], None] | None = None,
    plan: Plan | None = None,
) -> CrawlResult:
    """Crawl a portal into an archive.

    Args:
        portal: the portal.
        archive: open for writing; what it holds is asked for conditionally.
        client: the door to the network.
        on_event: told of each address that was dealt with.
        plan: what need not be asked for; without one, everything is.

    Returns:
        What came of it; a portal that is down is a result with a `failure`.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    tell = on_event or (lambda _: None)
    return _Crawl(portal, archive, client, tell, plan or Plan(), Frontier(archive)).run()


@dataclass
class _Crawl:
    portal: Portal
    archive: Archive
    client: Client
    on_event: Callable[[Event], None]
    plan: Plan
    frontier: Frontier
    lists: Lists = field(default_factory=Lists)
    counts: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    reports: dict[str, None] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    findings: dict[str, None] = field(default_factory=dict)
    strikes: Counter[str] = field(default_factory=Counter)
    failure: str | None = None
    #: Whether some report's title names the county, so that one that names another place is another's.
    titled: bool = False
    #: Whether the cap ended the run.
    stopped: bool = False

    def run(self) -> CrawlResult:
        before, received, began = self.client.requests_sent, self.client.received, time.monotonic()
        self.frontier.push(Lead(self.portal.root, aim="root", score=NEXT_SCORE))
        for entry in self.portal.entry:
            self.frontier.push(Lead(entry, score=NEXT_SCORE, hops="L"))
        self.follow(before)
        if self.failure is None and not self.stopped:
            for lead in unlinked(self.archive, self.portal.id):
                self.frontier.push(lead)
            self.follow(before)
        self.sum_up()
        return CrawlResult(
            portal_id=self.portal.id,
            failure=self.failure,
            requested=self.client.requests_sent - before,
            seconds=round(time.monotonic() - began, 1),
            received=self.client.received - received,
            **{outcome: self.counts[outcome] for outcome in COUNTED},
            reports=tuple(self.reports),
            troubles=tuple(self.troubles),
            findings=tuple(self.findings),
        )

    # The frontier

    def follow(self, before: int) -> None:
        """Ask until nothing waits, or the cap is reached."""
        while self.frontier:
            if self.client.requests_sent - before >= self.portal.http.cap:
                self.note(f"stopped after {self.portal.http.cap} requests with {len(self.frontier)} addresses left")
                self.stopped = True
                break
            lead = self.frontier.pop()
            try:
                with self.client.taking_turns():
                    self.visit(lead)
            except (ArchiveError, InterruptedError):
                raise
            except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
                reason = f"a fault of ours: the page cannot be read ({said(error)})"
                self.trouble(Trouble(lead.url, "failed", reason), lead)

    def of_another(self, lead: Lead) -> bool:
        """Whether a report is another government's, on a portal whose titles do name the county."""
        return self.titled and lead.aim == "report" and is_of_another(lead.text or "", self.portal.name)

    # One address

    def visit(self, lead: Lead) -> None:
        host = urlsplit(lead.url).netloc
        if self.strikes[host] >= _PATIENCE or (lead.aim == "page" and self.pages["page"] >= MAX_PAGES):
            self.counts["skipped"] += 1
            return
        if self.of_another(lead):
            self.note(f"{lead.via}: {lead.text} is not of {self.portal.name}; left out")
            return
        spared = self.spared(lead)
        if spared or self.known_missing(lead):
            self.counts["spared"] += 1
            if spared:
                self.take(spared)
            return
        answer = self.client.fetch(lead.url, self.portal, lambda url: self.known(url, lead))
        reading = self.read(answer, lead)
        if reading is None and answer.outcome == "not_modified":
            answer = self.client.fetch(lead.url, self.portal)
            reading = self.read(answer, lead)
        kind = reading.kind if reading else None
        if answer.exchanges and (asked := urlsplit(answer.exchanges[0].url)).scheme != urlsplit(answer.url).scheme:
            self.note(f"{asked.netloc}: does not speak {urlsplit(answer.url).scheme}; asked by {asked.scheme}")
        self.record(answer, lead, kind or "error")
        if answer.outcome in ("ok", "not_modified", "missing"):
            self.plan.done(self.portal.id, lead)
        self.judge(answer, lead, host)
        if reading is not None:
            self.take(reading)
        requested, waiting = self.client.requests_sent, len(self.frontier)
        self.on_event(
            Event(self.portal.id, answer.url, kind, answer.outcome, answer.reason, requested, waiting, reading)
        )

    def spared(self, lead: Lead) -> Reading | None:
        """The archived page, where this run need not ask for it."""
        capture = self.archive.page_behind(lead.url) if self.plan.spares(self.portal.id, lead) else None
        if capture is None or self.tells_more(lead, capture):
            return None
        page = self.archived_page(capture)
        return Reading(page, lead, self.portal.family) if page else None

    def known_missing(self, lead: Lead) -> bool:
        """Whether the run that this one goes on with was told that there is no such page."""
        last = self.archive.last(lead.url) if self.plan.dealt_with(self.portal.id, lead) else None
        return last is not None and last.kind == "missing"

    def known(self, url: str, lead: Lead) -> Validators:
        last = self.archive.last(url)
        capture = None if last and last.kind == "missing" else self.archive.latest(url)
        if capture is None or self.tells_more(lead, capture):
            return Validators()
        return Validators(capture.etag, capture.last_modified)

    def tells_more(self, lead: Lead, capture: Capture) -> bool:
        """Whether a report is to be archived once more, for what is told of it now."""
        return capture.kind in ("report", "attachment") and tells_more(
            context_of(self.portal, lead, capture.kind), capture
        )

    def read(self, answer: Answer, lead: Lead) -> Reading | None:
        """The page that came, or the archived one that is still good."""
        if answer.outcome == "ok":
            page = answer.exchanges[-1].page
        elif answer.outcome == "not_modified" and (capture := self.archive.latest(answer.final_url)):
            archived = self.archived_page(capture)
            if archived is None:
                return None
            page = archived
        else:
            return None
        return Reading(page, lead, self.portal.family)

    def archived_page(self, capture: Capture) -> Page | None:
        """The page of a capture; None, with a note, where its record is damaged."""
        try:
            return Page(capture.url, self.archive.payload(capture), capture.content_type or "")
        except (ArchiveError, TransferError) as error:
            self.note(str(error))
            return None

    def record(self, answer: Answer, lead: Lead, kind: Kind) -> None:
        """Archive what was received."""
        for exchange in answer.robots:
            self.archive.write(exchange, context_of(self.portal, Lead(exchange.url), "robots"))
        if not answer.exchanges:
            return
        first, *hops = answer.exchanges
        if answer.outcome == "missing":
            # It is the address asked for that is missing, not the front page where a redirect from there may end.
            self.archive.write(first, context_of(self.portal, lead, "missing"))
            for hop in hops:
                self.archive.write(hop, context_of(self.portal, lead, "error"))
            return
        for hop in answer.exchanges[:-1]:
            self.archive.write(hop, context_of(self.portal, lead, "redirect"))
        if answer.outcome == "not_modified":
            self.counts["not_modified"] += 1
        else:
            self.write_last(answer.exchanges[-1], lead, kind)

    def write_last(self, exchange: Exchange, lead: Lead, kind: Kind) -> None:
        context = context_of(self.portal, lead, kind, self.archive.latest(exchange.url))
        capture = self.archive.write(exchange, context)
        if kind not in ("error", "redirect"):
            self.counts["new" if is_new(capture, exchange) else "unchanged"] += 1

    def judge(self, answer: Answer, lead: Lead, host: str) -> None:
        """Count the outcome; a host that only fails or blocks is left alone, and so is a portal without a root."""
        if answer.outcome in ("ok", "not_modified"):
            self.strikes[host] = 0
            return
        self.trouble(Trouble(answer.url, answer.outcome, answer.reason), lead)
        if answer.outcome == "missing" and lead.page_number and lead.column:
            self.note(f"{lead.column.url}: announces more pages than there are; {answer.url} is missing")
        if answer.outcome in ("failed", "blocked"):
            self.strikes[host] += 1
            if self.strikes[host] == _PATIENCE:
                self.note(f"{host}: {_PATIENCE} addresses in a row gave nothing ({answer.reason}); left alone")

    def trouble(self, trouble: Trouble, lead: Lead) -> None:
        self.counts[trouble.outcome] += 1
        self.troubles.append(trouble)
        if lead.aim == "root":
            self.failure = f"{trouble.url}: {trouble.reason}"

    # What a page leads to

    def take(self, reading: Reading) -> None:
        lead, page = reading.lead, reading.page
        self.frontier.met(page.url)
        self.pages[reading.kind] += 1
        if reading.kind == "report":
            self.reports[page.url] = None
        if reading.kind == "list" and (unread := reading.family.unread(page)):
            self.note(f"{page.url}: {unread}")
        if page.cut:
            self.note(f"{page.url}: larger than {LARGEST_MARKUP:,} bytes; links beyond are not seen")
        ended, finding = self.lists.take(reading)
        if finding:
            self.note(finding)
        for found in leads(reading):
            if not self.portal.owns(found.url):
                if found.aim == "report":
                    self.note(f"{page.url}: {found.text} is at {found.url}, not on this portal; left out")
            elif not (ended and found.hops.endswith("N")):
                self.titled |= found.aim == "report" and names_county(found.text or "", self.portal.name)
                self.frontier.push(found)
        if lead.aim == "report" and reading.kind != "report":
            self.note(f"{page.url}: linked as {lead.text!r}, but is a {reading.kind}")

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
