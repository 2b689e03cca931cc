"""Small sites for the scraper's tests, and what they need again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fixtures import Page, Server, Site, serve
from scraper.client import Answer, Client
from scraper.pace import Pace
from scraper.portal import Http, Portal
from scraper.wire import Exchange

_DAY = datetime(2025, 1, 2, tzinfo=UTC)


def site(pages: Mapping[str, str | bytes] | None = None) -> Site:
    """A site of these pages, which are HTML in UTF-8 unless they are files."""
    made = {path: _page(path, body) for path, body in (pages or {}).items()}
    return Site(made, {}, _page("/", "<h1>没有</h1>"), "404", None)


def _page(path: str, body: str | bytes) -> Page:
    kind = "application/json" if "/api/" in path else "text/html; charset=utf-8"
    return Page(body.encode() if isinstance(body, str) else body, kind, _DAY)


@dataclass
class Time:
    """A clock that only sleeping moves on; `slept` keeps what was slept."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def pace(self) -> Pace:
        return Pace(clock=lambda: self.now, sleep=self.sleep, jitter=lambda low, _high: low)


@contextmanager
def served(pages: Mapping[str, str | bytes] | None = None) -> Iterator[Server]:
    with serve(site(pages)) as server:
        yield server


def portal_of(server: Server, **options: object) -> Portal:
    return Portal("lw", "灵武市", server.root, **options)  # type: ignore[arg-type]


def ask(server: Server, path: str, time: Time | None = None, **http: object) -> Answer:
    """What a new client gets for a path."""
    client = Client(contact="https://example.org/who", pace=(time or Time()).pace())
    return client.fetch(server.root + path, portal_of(server, http=Http(**http)))  # type: ignore[arg-type]


def raw(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer as it travels, on a connection that ends with it; nothing else is added, not even a length."""
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *headers, "", ""]).encode() + body


def exchange(url: str, received: bytes, at: str = "2025-01-23T10:00:00.000000Z") -> Exchange:
    return Exchange(url, at, f"GET {url} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), received, "127.0.0.1")
