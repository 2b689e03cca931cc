"""`nianbao refresh`: each portal is crawled, what is new is parsed and loaded, and the run says what came of it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from queue import Queue
from typing import Any

from sqlite_utils import Database

from db.database import BROKEN, finish
from db.known import still_there
from db.load import Outcome
from nianbao.data import DataDirectory
from nianbao.database import unwritable
from nianbao.errors import NOTHING, OK, PARTLY, UserError
from nianbao.loading import load_captures
from nianbao.progress import Display
from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import CrawlResult, Event, crawl
from scraper.errors import ArchiveError, said
from scraper.instructions import keep
from scraper.journal import Journal
from scraper.pace import Pace
from scraper.plan import Plan
from scraper.portal import Portal
from scraper.urls import authority

#: Hosts that are crawled side by side. Nearly all of the time is spent waiting, for each host is spared on its own.
HOSTS = 32
_CHINA = timezone(timedelta(hours=8))
#: With fewer known reports, half of them missing says little.
_FEW = 4
#: Outcomes of loading that write rows.
_WRITTEN: tuple[Outcome, ...] = (
    "new", "new version", "read again", "seen again", "older", "emptier", "rejected", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PortalRun:
    """What a run came to for one portal. `alarm` is a line where it found far less than before."""

    name: str
    crawl: CrawlResult
    loaded: Counter[Outcome]
    alarm: str | None = None

    @property
    def failure(self) -> str | None:
        """Why the run is not to be trusted for this portal; None when it is."""
        emptier = self.loaded["emptier"]
        return (
            self.crawl.failure
            or self.alarm
            or (f"{emptier} reports are emptier than before; they were not overwritten" if emptier else None)
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to.

    Attributes:
        portals: one entry for each portal, in the order of their ids.
        recovered: what was loaded first, from captures that an earlier run had left unread.
        across_years: reports whose findings across years changed.
        problems: what was found wrong with the archive.
        damaged: whether some of it stays wrong.
    """

    portals: tuple[PortalRun, ...]
    recovered: Counter[Outcome] = field(default_factory=Counter)
    across_years: int = 0
    problems: tuple[str, ...] = ()
    damaged: bool = False

    @property
    def new_captures(self) -> int:
        """Captures with new content."""
        return sum(run.crawl.new for run in self.portals)

    @property
    def rows_changed(self) -> int:
        """Documents and reports for which a row was written."""
        loaded = sum((run.loaded for run in self.portals), self.recovered)
        return sum(loaded[outcome] for outcome in _WRITTEN) + self.across_years

    @property
    def exit_code(self) -> int:
        """0; 1 when some portals failed or the archive is damaged; 2 when all portals failed."""
        if self.portals and all(run.crawl.failure for run in self.portals):
            return NOTHING
        return PARTLY if self.damaged or any(run.failure for run in self.portals) else OK

    def as_plain(self) -> dict[str, Any]:
        """The run as `--json` prints it."""
        return {
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "exit_code": self.exit_code,
            "portals": [_plain(run) for run in self.portals],
            "recovered": dict(self.recovered),
            "new_captures": self.new_captures,
            "rows_changed": self.rows_changed,
            "problems": list(self.problems),
        }


def refresh(portals: Sequence[Portal], data: DataDirectory, display: Display, *, everything: bool = False) -> Run:
    """Crawl `portals` into `data`, several hosts at once, and load what is new. None that fails stops the others.

    Args:
        portals: what to crawl.
        data: the archive and its database.
        display: told of the progress.
        everything: ask for every page, also for archived reports that are not due.

    Raises:
        UserError: the data directory cannot be used, or another run is using it.
    """
    # The archive's lock comes first: it keeps a second run away from the database too.
    with data.open_archive(create=True) as archive, display:
        db = data.open_database()
        try:
            display.tell(archive.problems)
            told = len(archive.problems)
            journal = Journal(data.warc)
            for portal in portals:
                keep(archive, portal)
            if journal.resumed:
                display.say("goes on with the run that was broken off")
            with display.loading("存档 archive") as step:
                recovered = load_captures(db, archive, step)
            today = None if everything else datetime.now(_CHINA).date()
            crawler = _Crawler(archive, display, journal, today)
            with closing(crawler.crawl(portals)) as crawled:
                runs = tuple(_loaded(portal, result, archive, db, display) for portal, result in crawled)
            ordered = tuple(sorted(runs, key=lambda run: run.crawl.portal_id))
            display.tell(archive.problems[told:])
            run = Run(ordered, recovered, finish(db), tuple(archive.problems), archive.damaged)
            data.remember(run.as_plain())
            journal.finish()
            return run
        except ArchiveError as error:
            raise UserError(str(error)) from error
        except BROKEN as error:
            raise unwritable(data.database, error) from error
        finally:
            db.close()


def _loaded(portal: Portal, result: CrawlResult, archive: Archive, db: Database, display: Display) -> PortalRun:
    """Load what a crawl archived. Whoever finds far fewer reports than are known says so."""
    known = still_there(db, portal.id)
    with display.loading(portal.name) as step:
        loaded = load_captures(db, archive, step, portal.id)
    found = len(result.reports)
    alarm = None
    if result.failure is None and known >= _FEW and 2 * found < known:
        alarm = f"found {found} reports where {known} are known; nothing was overwritten, a person has to look"
    run = PortalRun(portal.name, result, loaded, alarm)
    display.say(f"{portal.id}: {_line(run)}")
    return run


@dataclass(frozen=True, slots=True)
class _Crawler:
    """Crawls many portals at once: one connection to a host, hosts side by side."""

    archive: Archive
    display: Display
    journal: Journal
    today: date | None
    stopping: threading.Event = field(default_factory=threading.Event)

    def crawl(self, portals: Sequence[Portal]) -> Generator[tuple[Portal, CrawlResult], None, None]:
        """Each portal with what came of it, as they end. To be closed: then those that are being crawled end."""
        by_host: dict[str, list[Portal]] = {}
        for portal in portals:
            by_host.setdefault(authority(portal.root), []).append(portal)
        done: Queue[tuple[Portal, CrawlResult | ArchiveError]] = Queue()
        with ThreadPoolExecutor(HOSTS) as pool:
            try:
                for neighbours in by_host.values():
                    pool.submit(self._one_after_another, neighbours, done)
                for _ in portals:
                    portal, result = done.get()
                    if isinstance(result, ArchiveError):
                        raise result
                    yield portal, result
            finally:
                self.stopping.set()
                pool.shutdown(cancel_futures=True)

    def _one_after_another(self, portals: list[Portal], done: Queue[tuple[Portal, CrawlResult | ArchiveError]]) -> None:
        client = Client(pace=Pace(wider=dict(self.journal.delays), on_wider=self.journal.slow))
        for portal in portals:
            done.put((portal, self._crawl(portal, client)))

    def _crawl(self, portal: Portal, client: Client) -> CrawlResult | ArchiveError:
        # A portal on this machine is not to be spared, as it is not to be waited for.
        plan = Plan(None if portal.loopback else self.today, self.journal)
        try:
            with self.display.crawling(portal.name) as show:

                def on_event(event: Event) -> None:
                    show(event)
                    if self.stopping.is_set():
                        raise InterruptedError("the run was broken off")

                return crawl(portal, self.archive, client, on_event, plan)
        except ArchiveError as error:
            return error
        except Exception as error:  # noqa: BLE001 -- a fault of ours with one county must not stop the night
            return CrawlResult(portal.id, failure=said(error))


def _line(run: PortalRun) -> str:
    result = run.crawl
    if result.failure is not None:
        return f"not crawled: {result.failure}"
    new, changed, gone = (run.loaded[outcome] for outcome in ("new", "new version", "withdrawn"))
    said = (
        f"{result.requested} requests, {result.not_modified + result.unchanged} unchanged, {result.new} new captures, "
        f"{result.failed} failed; "
        f"{len(result.reports)} reports found, {new} new, {changed} changed, {gone} withdrawn; {result.seconds} s"
    )
    return f"{said}; {run.failure}" if run.failure else said


def _plain(run: PortalRun) -> dict[str, Any]:
    plain = asdict(run.crawl)
    plain["id"] = plain.pop("portal_id")
    return {"name": run.name, **plain, "failure": run.failure, "loaded": dict(run.loaded)}
