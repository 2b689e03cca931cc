"""What a crawl has still to ask for, best first, each address once."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scraper.discover import NEXT_SCORE, Agency, Column, Lead
from scraper.urls import canonical, folder, same_page_key

if TYPE_CHECKING:
    from scraper.archive import Archive

#: Links from the root.
MAX_DEPTH = 6


def unlinked(archive: Archive, portal_id: str) -> Iterator[Lead]:
    """Leads to the archived reports of a portal, as they were known: are they still there?"""
    for capture in archive.captures(portal=portal_id):
        if capture.kind in ("report", "attachment") and archive.page_behind(capture.url):
            yield Lead(
                url=capture.url,
                aim="attachment" if capture.kind == "attachment" else "report",
                hops=capture.hops,
                text=capture.link_text,
                date=capture.list_date,
                via=capture.via,
                agency=Agency(capture.agency_hint, folder(capture.url)) if capture.agency_hint else None,
                column=Column(capture.column, capture.via or capture.url) if capture.column else None,
            )


@dataclass
class Frontier:
    """The leads that wait, and the addresses that were ever met."""

    archive: Archive
    _heap: list[tuple[int, int, str]] = field(default_factory=list)
    _waiting: dict[str, Lead] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._waiting)

    def push(self, lead: Lead) -> None:
        """Add a lead, unless its page was met before; then what is known of it may grow."""
        url = canonical(lead.url)
        if url is None or lead.depth > MAX_DEPTH:
            return
        # A page may send on to another spelling of its own address, `x/` to `x/index.shtml`.
        key = url if lead.hops.endswith("R") else same_page_key(url)
        if key in self._waiting and self._waiting[key].agency is None:
            # The same page from another list, which says more about it.
            first = self._waiting[key]
            self._waiting[key] = replace(first, agency=lead.agency, column=lead.column or first.column)
        if key not in self._seen:
            self._seen.add(key)
            self._waiting[key] = lead
            heapq.heappush(self._heap, (-self._priority(url, lead), len(self._seen), key))

    def pop(self) -> Lead:
        """The best lead that waits."""
        return self._waiting.pop(heapq.heappop(self._heap)[-1])

    def met(self, url: str) -> None:
        """An address was met in another way, as where a redirect ended."""
        self._seen.add(same_page_key(url))

    def _priority(self, url: str, lead: Lead) -> int:
        """Reports that are archived already come last, so that a run with a cap makes headway."""
        known = lead.aim in ("report", "attachment") and self.archive.latest(url) is not None
        return lead.score - NEXT_SCORE if known else lead.score
