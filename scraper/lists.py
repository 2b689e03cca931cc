"""Where a list ends that says it goes on: some portals repeat their first page for ever."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.urls import same_page_key

if TYPE_CHECKING:
    from scraper.discover import Reading

#: Pages of one list.
MAX_LIST_PAGES = 100


@dataclass
class Lists:
    """What each list has shown so far."""

    _shown: dict[str, set[str]] = field(default_factory=dict)

    def take(self, reading: Reading) -> tuple[bool, str | None]:
        """Add a page; whether its list is not to be followed further, and what a person should know of that."""
        lead, page = reading.lead, reading.page
        if reading.kind != "list":
            return False, None
        origin = lead.column.url if lead.page_number and lead.column else page.url
        links = {same_page_key(link.url) for link in reading.links}
        before = self._shown.setdefault(origin, set())
        stale = lead.page_number > 0 and links <= before
        before |= links
        if stale:
            return True, f"{origin}: {page.url} repeats earlier pages; the list ends there"
        return lead.page_number >= MAX_LIST_PAGES, None
