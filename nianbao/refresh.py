"""`nianbao refresh`: each portal is crawled, what is new is parsed and loaded, and the run says what came of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlite_utils import Database

from db.database import finish
from db.load import Outcome
from nianbao.data import DataDirectory
from nianbao.errors import NOTHING, OK, PARTLY, UserError
from nianbao.loading import load_captures
from nianbao.progress import Display
from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import CrawlResult, crawl
from scraper.errors import ArchiveError
from scraper.portal import Portal

#: Outcomes of loading that write rows.
_WRITTEN: tuple[Outcome, ...] = (
    "new", "new version", "read again", "seen again", "older", "emptier", "rejected", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PortalRun:
    """What a run came to for one portal. `seconds` is for crawling and loading."""

    name: str
    crawl: CrawlResult
    loaded: Counter[Outcome]
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether the portal could not be crawled at all."""
        return self.crawl.failure is not None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to.

    Attributes:
        portals: one entry for each portal, in order.
        recovered: what was loaded first, from captures that an earlier run had left unread.
        across_years: reports whose findings across years changed.
        problems: what was found wrong with the archive when it was opened.
    """

    portals: tuple[PortalRun, ...]
    recovered: Counter[Outcome] = field(default_factory=Counter)
    across_years: int = 0
    problems: tuple[str, ...] = ()

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
        """0; 1 when some portals failed; 2 when all did."""
        failed = [run.failed for run in self.portals]
        return NOTHING if failed and all(failed) else PARTLY if any(failed) else OK

    def as_plain(self) -> dict[str, Any]:
        """The run as `--json` prints it."""
        return {
            "portals": [_plain(run) for run in self.portals],
            "recovered": dict(self.recovered),
            "new_captures": self.new_captures,
            "rows_changed": self.rows_changed,
            "problems": list(self.problems),
        }


def refresh(portals: Sequence[Portal], data: DataDirectory, display: Display) -> Run:
    """Crawl `portals` one after the other into `data`. A portal that fails never stops the others.

    Raises:
        UserError: the data directory cannot be used, or another run is using it.
    """
    # The archive's lock comes first: it keeps a second run away from the database too.
    with data.open_archive(create=True) as archive:
        db = data.open_database()
        try:
            for problem in archive.problems:
                display.say(f"archive: {problem}")
            with display.loading("存档 archive") as step:
                recovered = load_captures(db, archive, step)
            runs = tuple(_portals(portals, archive, db, display))
            return Run(runs, recovered, finish(db), tuple(archive.problems))
        except ArchiveError as error:
            raise UserError(str(error)) from error
        finally:
            db.close()


def _portals(portals: Sequence[Portal], archive: Archive, db: Database, display: Display) -> Iterator[PortalRun]:
    client = Client()
    for portal in portals:
        began = time.monotonic()
        result = _crawl(portal, archive, client, display)
        with display.loading(portal.name) as step:
            loaded = load_captures(db, archive, step, portal.id)
        run = PortalRun(portal.name, result, loaded, round(time.monotonic() - began, 1))
        display.say(f"{portal.id}: {_line(run)}")
        yield run


def _crawl(portal: Portal, archive: Archive, client: Client, display: Display) -> CrawlResult:
    try:
        with display.crawling(portal.name) as on_event:
            return crawl(portal, archive, client, on_event)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours with one county must not stop the night
        return CrawlResult(portal.id, failure=f"{type(error).__name__}: {' '.join(str(error).split())}")


def _line(run: PortalRun) -> str:
    result = run.crawl
    if result.failure:
        return f"not crawled: {result.failure}"
    new, changed = run.loaded["new"], run.loaded["new version"]
    return (
        f"{result.requested} requests, {result.not_modified + result.unchanged} unchanged, {result.new} new captures; "
        f"{len(result.reports)} reports found, {new} new, {changed} changed; {run.seconds} s"
    )


def _plain(run: PortalRun) -> dict[str, Any]:
    plain = asdict(run.crawl)
    plain["id"] = plain.pop("portal_id")
    return {"name": run.name, **plain, "loaded": dict(run.loaded), "seconds": run.seconds}
