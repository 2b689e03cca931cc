"""What a crawl costs beside a bare loop over the same pages, what a quiet night costs, and many portals at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from rich.console import Console
from rich.table import Table

from nianbao.data import DataDirectory
from nianbao.progress import Display
from nianbao.refresh import Run
from nianbao.refresh import refresh as run_refresh
from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import crawl
from scraper.portal import Http, Portal
from tests.benchmarks.portals import served

ROUNDS = 3
#: Portals at once, and seconds between two requests to one of them.
MANY, DELAY = 50, 0.2


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process alone, which other load on the machine does not change."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def portal(root: str, number: int = 0, delay: float = 0.0) -> Portal:
    """A portal on loopback."""
    return Portal(f"p{number:02}", "灵武市", root, http=Http(delay=delay))


def refresh(portals: Sequence[Portal], directory: Path) -> tuple[Run, float]:
    """A whole run, told to nobody, and its seconds."""
    display = Display()
    display.say = lambda _line: None  # type: ignore[method-assign]
    start = time.perf_counter()
    run = run_refresh(portals, DataDirectory(directory), display)
    return run, time.perf_counter() - start


def pages() -> Table:
    """Pages a second: a crawl with archive, against a loop that only fetches the same addresses."""
    crawls, loops, asked = [], [], 0
    with served("lingwu") as (root,):
        for _ in range(ROUNDS):
            with TemporaryDirectory() as directory, Archive.open(directory) as archive:
                crawls.append(timed(lambda archive=archive: crawl(portal(root), archive, Client())))  # type: ignore[misc]
                urls = [capture.url for capture in archive.captures()]
            asked = len(urls)
            loops.append(timed(lambda urls=urls: fetch_all(urls)))  # type: ignore[misc]
    table = table_of(f"{asked} pages of one portal, delay 0", "pages/s", "CPU ms a page", "× bare loop")
    floor = min(cpu for _, cpu in loops)
    for name, rounds in (("requests.Session in a loop", loops), ("crawl: found, judged, archived", crawls)):
        clock, cpu = (min(seconds) for seconds in zip(*rounds, strict=True))
        table.add_row(name, f"{asked / clock:.0f}", f"{1000 * cpu / asked:.2f}", f"{cpu / floor:.2f}")
    return table


def fetch_all(urls: Sequence[str]) -> None:
    """What any crawler must do."""
    with requests.Session() as session:
        for url in urls:
            assert session.get(url, timeout=10).content is not None


def nights() -> Table:
    """A first run, and one in which nothing had changed."""
    table = table_of("whole refresh of one portal", "requests", "bytes", "seconds", "× first")
    with served("lingwu") as (root,), TemporaryDirectory() as directory:
        first = 0.0
        for name in ("first run", "nothing changed"):
            run, seconds = refresh([portal(root)], Path(directory))
            first = first or seconds
            crawled = run.portals[0].crawl
            cells = (f"{crawled.requested}", f"{crawled.received:,}", f"{seconds:.2f}", f"{seconds / first:.2f}")
            table.add_row(name, *cells)
    return table


def at_once() -> Table:
    """Many portals in one run, against as many runs of one."""
    with served("linxi", MANY) as roots:
        portals = [portal(root, number, DELAY) for number, root in enumerate(roots)]
        with TemporaryDirectory() as directory:
            _, alone = refresh(portals[:1], Path(directory))
        with TemporaryDirectory() as directory:
            run, together = refresh(portals, Path(directory))
    reports = sum(len(each.crawl.reports) for each in run.portals)
    table = table_of(f"{MANY} portals, {reports} reports, {DELAY} s between requests", "seconds", f"× {MANY} alone")
    table.add_row("one alone", f"{alone:.2f}", f"{1 / MANY:.2f}")
    table.add_row(f"{MANY} in one run", f"{together:.2f}", f"{together / (MANY * alone):.2f}")
    return table


def table_of(title: str, *columns: str) -> Table:
    """A table whose first column names what was measured."""
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    return table


def main() -> None:
    """Print the ratios."""
    console = Console()
    for measured in (pages, nights, at_once):
        console.print(measured())
