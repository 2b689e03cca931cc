"""What a crawl tells: each address as it goes, and all of them at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.capture import Kind
from scraper.errors import Outcome

if TYPE_CHECKING:
    from scraper.discover import Reading


#: What a result counts, by name of its field.
COUNTED = ("not_modified", "unchanged", "spared", "new", "blocked", "missing", "refused", "failed")


@dataclass(frozen=True, slots=True)
class Event:
    """One address was dealt with.

    Attributes:
        portal_id: the portal.
        url: the address.
        kind: what it turned out to be; None when nothing came.
        outcome: what became of it.
        reason: one line, where the outcome needs one.
        requested: requests so far.
        waiting: addresses still to ask.
        reading: the page that came, with what it was read as.
    """

    portal_id: str
    url: str
    kind: Kind | None
    outcome: Outcome
    reason: str
    requested: int
    waiting: int
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """An address that gave nothing, and why."""

    url: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a crawl came to.

    Attributes:
        portal_id: the portal.
        failure: one line, when the portal could not be crawled at all.
        requested: requests made, robots.txt and redirects included.
        not_modified: addresses that answered 304.
        unchanged: addresses that sent again what is archived.
        spared: archived reports that were not due, and addresses that the run before had dealt with.
        new: captures with new content.
        blocked, missing, refused, failed: addresses by outcome.
        seconds: from the first request to the last.
        received: bytes of all answers.
        reports: addresses of report pages found, in this run's order, archived before or now.
        troubles: each address that gave nothing.
        findings: what a person should look at, one line each.
    """

    portal_id: str
    failure: str | None = None
    requested: int = 0
    not_modified: int = 0
    unchanged: int = 0
    spared: int = 0
    new: int = 0
    blocked: int = 0
    missing: int = 0
    refused: int = 0
    failed: int = 0
    seconds: float = 0
    received: int = 0
    reports: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    findings: tuple[str, ...] = ()
