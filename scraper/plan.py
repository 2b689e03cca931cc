"""What a run need not ask for: reports that are not due today, and what the run before it had dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scraper.schedule import is_due

if TYPE_CHECKING:
    from scraper.discover import Lead
    from scraper.journal import Journal


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run need not ask for.

    Attributes:
        today: the day in China, by which archived reports are due or not; None where all are.
        journal: what the run has dealt with, if it goes on with one that was killed.
    """

    today: date | None = None
    journal: Journal | None = None

    def spares(self, portal_id: str, lead: Lead) -> bool:
        """Whether the archived page behind a lead is good enough for this run."""
        if self.dealt_with(portal_id, lead):
            return True
        if self.today is None or lead.aim not in ("report", "attachment"):
            return False
        return not is_due(lead.url, lead.text or "", self.today)

    def dealt_with(self, portal_id: str, lead: Lead) -> bool:
        """Whether the run that this one goes on with had the answer."""
        return self.journal is not None and self.journal.has(portal_id, lead.url)

    def done(self, portal_id: str, lead: Lead) -> None:
        """The answer behind a lead is archived."""
        if self.journal is not None:
            self.journal.add(portal_id, lead.url)
