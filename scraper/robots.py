"""robots.txt after RFC 9309, a little stricter: 403 closes the host, and so does a wall."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

#: Our name in robots.txt.
TOKEN = "nianbao"  # noqa: S105 -- a product token, not a secret
#: What a crawler must read at least (RFC 9309, 2.5).
_READ = 500 * 1024


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host allows.

    Attributes:
        rules: its rules, if it has some.
        closed: the reason why it allows nothing.
        walled: whether that is a wall.
        silent: whether that is because nothing speaks this scheme there.
    """

    rules: Protego | None = None
    closed: str | None = None
    walled: bool = False
    silent: bool = False

    @classmethod
    def from_answer(cls, status: int, body: bytes) -> Robots:
        """The rules of an answered robots.txt.

        Args:
            status: 2xx is read, 403 closes the host, other 4xx open it, the rest closes it for the run.
            body: the file; what is not a rule, such as a page of HTML, says nothing.
        """
        if 200 <= status < 300:
            return cls(Protego.parse(body[:_READ].decode("utf-8-sig", "replace")))
        if status in (403, 429) or status >= 500:
            return cls(closed=f"robots.txt answers {status}; nothing is asked of this host in this run")
        return cls()

    def refusal(self, url: str) -> str | None:
        """Why `url` is not fetched; None where it may be."""
        if self.closed:
            return self.closed
        if self.rules is not None and not self.rules.can_fetch(url, TOKEN):
            return "robots.txt disallows it"
        return None

    @property
    def delay(self) -> float:
        """Crawl-delay in seconds; 0 where none is given."""
        return float(self.rules.crawl_delay(TOKEN) or 0) if self.rules is not None else 0.0
