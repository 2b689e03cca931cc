"""`nianbao portal list` and `check`: which portals there are, what one holds, and why something is not found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.tree import Tree

from nianbao.loading import READ
from nianbao.parsing import Reader
from nianbao.progress import Display
from nianbao.tables import Column, table_of
from parsers.record import Report
from parsers.report import UnreadableDocument
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.client import Client
from scraper.crawl import CrawlResult, Event, crawl
from scraper.divisions import division
from scraper.explain import passed_over
from scraper.instructions import Instructions
from scraper.portal import Portal

_COLUMNS: tuple[Column[Portal], ...] = (
    ("门户", "portal", lambda portal: portal.id),
    ("名称", "name", lambda portal: portal.name),
    ("区划", "division", lambda portal: division(portal.division).path if portal.division else "—"),
    ("根地址", "root", lambda portal: portal.root),
    ("间隔秒", "delay", lambda portal: portal.delay),
    ("年报下限", "expects", lambda portal: "—" if portal.expect.reports is None else portal.expect.reports),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a crawl into an archive of its own found."""

    portal: Portal
    result: CrawlResult
    archive: Archive

    def reports(self) -> Iterator[tuple[Capture, Report]]:
        """Each capture that is read as a report."""
        reader = Reader(Instructions(self.portal.aliases, self.portal.body))
        for capture in self.archive.captures():
            if capture.kind not in READ or capture.kind == "missing":
                continue
            try:
                body = self.archive.payload(capture)
                record = reader.read(body, capture.url, capture.content_type, capture.link_text)
            except UnreadableDocument:
                continue
            if record.is_report:
                yield capture, record


def show_portals(portals: list[Portal], console: Console) -> None:
    """Print the portals as a table."""
    console.print(table_of(portals, _COLUMNS))


@contextmanager
def probe(portal: Portal, display: Display, console: Console | None = None) -> Iterator[Probe]:
    """Crawl a portal into an archive that is thrown away; with a console, every request is explained there."""
    with tempfile.TemporaryDirectory() as directory, Archive.open(directory) as archive, display:
        with display.crawling(portal.name) as show:

            def on_event(event: Event) -> None:
                show(event)
                if console is not None:
                    _explain(event, console)

            result = crawl(portal, archive, Client(), on_event)
        yield Probe(portal, result, archive)


def _explain(event: Event, console: Console) -> None:
    """What one request gave, and what on its page was not followed."""
    what = event.kind or event.outcome
    reason = f"  {event.reason}" if event.reason else ""
    console.print(f"{event.requested:5} {what:12} {event.url}{reason}", markup=False, highlight=False, soft_wrap=True)
    for link, why in passed_over(event.reading) if event.reading else ():
        line = f"      not followed: {link.text} {link.url}: {why}"
        console.print(line, markup=False, highlight=False, soft_wrap=True, style="dim")


def show_findings(found: Probe, console: Console) -> None:
    """Print what was found as a tree, and what was not."""
    agencies: dict[str, list[int]] = {}
    for _, record in found.reports():
        agencies.setdefault(record.agency or "？", []).append(record.year or 0)
    tree = Tree(f"{found.portal.name} {found.portal.root}")
    for agency, years in sorted(agencies.items()):
        tree.add(f"{agency}  {' '.join(str(year or '？') for year in sorted(years))}")
    console.print(tree, highlight=False)
    lines = [f"not found: {name}" for name in found.portal.expect.agencies if name not in agencies]
    lines += [f"{trouble.outcome}: {trouble.url}: {trouble.reason}" for trouble in found.result.troubles]
    for line in (*lines, *found.result.findings):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
