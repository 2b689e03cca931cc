"""The one door for HTTP: an address goes in, what the portal answered comes out.

In this order: the portal's own hosts, robots.txt, the pace, the request with what is known of the page, patient
retries, redirects hop by hop through the same door, and a verdict on the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import extract_cookies_to_jar
from requests.utils import requote_uri

from scraper import about
from scraper.errors import BlockedError, FetchError, Outcome, RefusedError, TransferError, UnreachableError
from scraper.pace import Pace, PatientRetry
from scraper.robots import Robots
from scraper.turns import Turn
from scraper.urls import MAX_HOPS, canonical
from scraper.verdict import judge
from scraper.wire import Exchange, RecordingAdapter, read_all, recording_of

if TYPE_CHECKING:
    from scraper.portal import Portal, Tls

MEGABYTE = 1024 * 1024

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TIMEOUT = (10.0, 30.0)
#: Seconds before the first retry; later ones double it.
_BACKOFF, _LOOPBACK_BACKOFF = 3.0, 0.05
_UNVERIFIED = "if that is known of the server, set 'http: {tls: unverified}' in the portal's file"
#: Words found in the text of a connection error → what happened, and whether the other scheme is worth a try.
_CAUSES = (
    ("NameResolutionError", "no such host; check the address", False),
    ("WRONG_VERSION_NUMBER", "speaks no TLS", True),
    ("CERTIFICATE_VERIFY_FAILED", f"the certificate cannot be verified; {_UNVERIFIED}", False),
    ("CertificateError", f"the certificate does not fit the host; {_UNVERIFIED}", False),
    ("SSLError", "TLS fails; if the server is only old, set 'http: {tls: legacy}' in the portal's file", False),
    ("timed out", "no answer in time", True),
    ("refused", "connection refused", True),
    ("RemoteDisconnected", "connection closed without an answer", True),
    ("reset by peer", "connection reset", True),
)
# The file of the portal says so; nothing is gained by saying it again on standard error.
urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)


@dataclass(frozen=True, slots=True)
class Validators:
    """What is known of a page: the headers that let a server answer 304."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The request headers."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


Known = Callable[[str], Validators]


def nothing_known(_url: str) -> Validators:
    """For a first visit."""
    return Validators()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address.

    Attributes:
        url: the address asked for, in its canonical spelling.
        outcome: `ok` has a page; the rest has none.
        reason: one line, unless the outcome is `ok` or `not_modified`.
        exchanges: the redirects and, last, the answer that ended them; empty when nothing was asked.
        robots: the fetch of robots.txt that came before, if there was one.
    """

    url: str
    outcome: Outcome
    reason: str = ""
    exchanges: tuple[Exchange, ...] = ()
    robots: tuple[Exchange, ...] = ()

    @property
    def final_url(self) -> str:
        """Where the redirects ended."""
        return self.exchanges[-1].url if self.exchanges else self.url


@dataclass
class Client:
    """Asks portals, politely. One client serves a whole run; it is not for several threads.

    Attributes:
        contact: address at which an operator finds us; else NIANBAO_CONTACT of the environment.
        pace: clock, sleep and jitter.
        limit: largest answer kept, in bytes.
        requests_sent: requests made so far, robots.txt and redirects included, retries not.
        received: bytes of all answers so far.
    """

    contact: str = field(default_factory=about.contact)
    pace: Pace = field(default_factory=Pace)
    limit: int = 50 * MEGABYTE
    requests_sent: int = 0
    received: int = 0
    _turn: Turn | None = None
    _sessions: dict[tuple[bool, Tls], requests.Session] = field(default_factory=dict)
    _robots: dict[tuple[str, str], Robots] = field(default_factory=dict)

    def fetch(self, url: str, portal: Portal, known: Known = nothing_known) -> Answer:
        """Ask for an address of a portal.

        Args:
            url: the address.
            portal: whose hosts, pace and TLS apply.
            known: gives the validators of an address that was archived before.

        Returns:
            The answer; whatever goes wrong is an outcome with a reason, never an exception.
        """
        address = canonical(url)
        if address is None:
            return Answer(url, "refused", f"{url!r} is no HTTP address")
        robots: list[Exchange] = []
        hops: list[Exchange] = []
        try:
            self._follow(address, portal, known, hops, lambda hop: self._admitted(hop, portal, robots))
            outcome, reason = judge(address, hops[-1])
        except FetchError as error:
            outcome, reason = error.outcome, str(error)
        return Answer(address, outcome, reason, tuple(hops), tuple(robots))

    @contextmanager
    def taking_turns(self) -> Iterator[None]:
        """Within it this client waits until no other one is at work with a large answer before it unpacks one."""
        self._turn = Turn()
        try:
            yield
        finally:
            self._turn.end()
            self._turn = None

    def _follow(
        self, url: str, portal: Portal, known: Known, hops: list[Exchange], admitted: Callable[[str], str]
    ) -> None:
        """Ask and follow redirects; `hops` grows with every exchange, also when it ends in an error."""
        for _ in range(MAX_HOPS + 1):
            if not portal.owns(url):
                host = urlsplit(url).netloc
                raise RefusedError(f"leads to {host}; if it is the portal's own, add it to its 'hosts'")
            url = admitted(url)
            hops.append(self._whole_exchange(url, portal, known(url)))
            target = _redirect(hops[-1])
            if target is None:
                return
            url = target
        raise TransferError(f"more than {MAX_HOPS} redirects; the last leads to {url}")

    def _admitted(self, url: str, portal: Portal, fetched: list[Exchange]) -> str:
        """The address that may be asked for: the other scheme's, where the host does not speak this one."""
        robots = self._robots_of(url, portal, fetched)
        if robots.silent and not (others := self._robots_of(_other_scheme(url), portal, fetched)).silent:
            url, robots = _other_scheme(url), others
        if reason := robots.refusal(url):
            raise (BlockedError if robots.walled else RefusedError)(reason)
        return url

    def _robots_of(self, url: str, portal: Portal, fetched: list[Exchange]) -> Robots:
        parts = urlsplit(url)
        site = (parts.scheme, parts.netloc)
        if site not in self._robots:
            self._robots[site] = self._read_robots(url, portal, fetched)
            self.pace.widen(parts.netloc, self._robots[site].delay)
        return self._robots[site]

    def _read_robots(self, url: str, portal: Portal, fetched: list[Exchange]) -> Robots:
        site = urlsplit(url)
        address = f"{site.scheme}://{site.netloc}/robots.txt"
        try:
            self._follow(address, portal, nothing_known, fetched, lambda hop: hop)
            last = fetched[-1]
            outcome, reason = judge(address, last)
            if outcome == "blocked" and last.status != HTTPStatus.FORBIDDEN:
                return Robots(closed=f"robots.txt: {reason}", walled=True)
            return Robots.from_answer(last.status, last.body)
        except RefusedError as error:
            if not fetched:
                return Robots(closed=str(error))
            return Robots()  # It redirects elsewhere: as good as none (RFC 9309, 2.3.1.2).
        except FetchError as error:
            silent = isinstance(error, UnreachableError) and error.silent
            return Robots(closed=f"robots.txt: {error}", silent=silent)

    def _whole_exchange(self, url: str, portal: Portal, validators: Validators) -> Exchange:
        """An answer that is all there, as far as can be told: one that may be cut must end twice in the same place."""
        first = self._exchange(url, portal, validators)
        if not first.may_be_cut:
            return first
        again = self._exchange(url, portal, validators)
        if again.may_be_cut and len(again.body) != len(first.body):
            raise TransferError(
                "answer without a length breaks off, each time elsewhere; it is asked for again next time"
            )
        return again

    def _exchange(self, url: str, portal: Portal, validators: Validators) -> Exchange:
        if self._turn:
            self._turn.end()
        session = self._session(portal)
        host = urlsplit(url).netloc
        # Asked for as it is: compression is undone by the archive's readers, but differs from day to day.
        headers = {"Accept-Encoding": "identity", **validators.headers}
        prepared = session.prepare_request(requests.Request("GET", url, headers=headers))
        self.pace.wait(host, portal.delay)
        self.requests_sent += 1
        fetched_at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        try:
            adapter = cast("RecordingAdapter", session.get_adapter(url))
            adapter.max_retries = PatientRetry.polite(partial(self.pace.again, host), _backoff(portal))
            verified = portal.http.tls != "unverified"
            response = adapter.send(prepared, stream=True, timeout=_TIMEOUT, verify=verified)
        except requests.RequestException as error:
            raise _unreachable(error) from error
        extract_cookies_to_jar(session.cookies, prepared, response.raw)  # type: ignore[no-untyped-call]
        retried = response.raw.retries.history if response.raw.retries else ()
        if response.status_code == 429 or any(past.status == 429 for past in retried):
            self.pace.throttled(host, portal.delay)
        received = read_all(response.raw, self.limit)
        self.received += len(received)
        recording = recording_of(response.raw)
        exchange = Exchange(url, fetched_at, recording.sent, received, recording.address)
        if self._turn:
            self._turn.begin(exchange)
        return exchange

    def _session(self, portal: Portal) -> requests.Session:
        kind = (portal.loopback, portal.http.tls)
        if kind not in self._sessions:
            session = requests.Session()
            session.headers.update(
                {"User-Agent": about.user_agent(self.contact), "Accept": "*/*", "Accept-Language": "zh-CN"}
            )
            # Neither passwords nor proxies of this machine's user are the portal's business.
            session.trust_env = False
            adapter = RecordingAdapter(loopback=kind[0], tls=kind[1])
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            self._sessions[kind] = session
        return self._sessions[kind]


def _backoff(portal: Portal) -> float:
    return max(portal.delay, _LOOPBACK_BACKOFF if portal.loopback else _BACKOFF)


def _redirect(exchange: Exchange) -> str | None:
    location = exchange.header("Location")
    if exchange.status not in _REDIRECTS or not location:
        return None
    # Servers send Chinese paths as they are; the parser has read them as UTF-8 or Latin-1.
    return canonical(requote_uri(location), exchange.url)


def _other_scheme(url: str) -> str:
    scheme, rest = url.split(":", 1)
    return f"{'http' if scheme == 'https' else 'https'}:{rest}"


def _unreachable(error: requests.RequestException) -> UnreachableError:
    text = f"{type(error).__name__} {error}"
    for word, cause, silent in _CAUSES:
        if word in text:
            return UnreachableError(cause, silent=silent)
    return UnreachableError(f"no answer ({type(error).__name__})", silent=True)
