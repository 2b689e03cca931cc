"""`nianbao status`: what the archive holds, by county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console

from nianbao.data import DataDirectory
from nianbao.database import reading
from nianbao.errors import UserError
from nianbao.tables import Column, table_of

_COUNTIES = """
    SELECT p.id, p.name, p.root,
      (SELECT count(*) FROM agencies WHERE portal_id = p.id) AS agencies,
      count(r.id) AS reports,
      min(r.year) AS first_year, max(r.year) AS last_year,
      coalesce(sum(r.cells_read), 0) AS cells_read,
      coalesce(sum(r.warnings), 0) AS contradictions,
      coalesce(sum(r.errors), 0) AS not_read,
      (SELECT count(*) FROM rejected WHERE portal_id = p.id) AS rejected,
      (SELECT max(fetched_at) FROM captures WHERE portal_id = p.id) AS last_capture
    FROM portals p LEFT JOIN reports r ON r.portal_id = p.id GROUP BY p.id ORDER BY p.id"""
_COVERAGE = """
    SELECT portal_id, agency, year, state, days_late, report_id FROM coverage ORDER BY portal_id, agency, year"""
_TOTALS = """
    SELECT (SELECT count(*) FROM portals), (SELECT count(*) FROM agencies), (SELECT count(*) FROM reports),
      (SELECT coalesce(sum(cells_read), 0) FROM reports), (SELECT count(*) FROM findings)"""


@dataclass(frozen=True, slots=True)
class County:
    """One portal. `contradictions` are the sources' own, `not_read` is what we could not read."""

    id: str
    name: str
    root: str
    agencies: int
    reports: int
    first_year: int | None
    last_year: int | None
    cells_read: int
    contradictions: int
    not_read: int
    rejected: int
    last_capture: str | None


@dataclass(frozen=True, slots=True)
class Year:
    """An agency's report on a year, or that there is none although others of its portal have one.

    Attributes:
        state: `published`, `late`, `unreadable` in part, `withdrawn` or `missing`.
        days_late: days after the statutory date; None where that or the day of publication is unknown.
    """

    portal: str
    agency: str
    year: int
    state: str
    days_late: int | None
    report_id: int | None


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds. `last_run` is as `refresh --json` told it."""

    portals: int
    agencies: int
    reports: int
    cells_read: int
    findings: int
    counties: tuple[County, ...]
    coverage: tuple[Year, ...]
    last_run: dict[str, Any] | None

    @property
    def line(self) -> str:
        """The totals in one line."""
        return (
            f"{self.portals} portals, {self.agencies} agencies, {self.reports} reports, "
            f"{self.cells_read:,} cells read, {self.findings} findings"
        )

    def as_plain(self) -> dict[str, object]:
        """The status as `--json` prints it."""
        return asdict(self)


_COLUMNS: tuple[Column[County], ...] = (
    ("门户", "portal", lambda county: county.id),
    ("机关", "agencies", lambda county: county.agencies),
    ("年报", "reports", lambda county: county.reports),
    ("年度", "years", lambda county: f"{county.first_year}–{county.last_year}" if county.first_year else "—"),
    ("数字", "cells", lambda county: county.cells_read),
    ("矛盾", "at odds", lambda county: county.contradictions),
    ("未读", "unread", lambda county: county.not_read),
    ("非年报", "other", lambda county: county.rejected),
    ("最近存档", "captured", lambda county: (county.last_capture or "—")[:10]),
)


def status(data: DataDirectory) -> Status:
    """Read the status of an archive.

    Raises:
        UserError: there is no database, or it is not ours.
    """
    if not data.database.is_file():
        raise UserError(f"{data.database}: no database; run 'nianbao refresh --data {data.path}' first")
    with reading(data.database) as connection:
        counties = tuple(County(*row) for row in connection.execute(_COUNTIES))
        coverage = tuple(Year(*row) for row in connection.execute(_COVERAGE))
        portals, agencies, reports, cells_read, findings = connection.execute(_TOTALS).fetchone()
        return Status(portals, agencies, reports, cells_read, findings, counties, coverage, data.last_run())


def show_status(found: Status, console: Console) -> None:
    """Print the status as a table."""
    console.print(table_of(found.counties, _COLUMNS))
    if found.last_run:
        console.print(_last_run(found.last_run), highlight=False)
    console.print(found.line, highlight=False)


def show_coverage(found: Status, portal: str, console: Console) -> None:
    """Print agencies by years of one portal."""
    here = [year for year in found.coverage if year.portal == portal]
    if not here:
        there = ", ".join(county.id for county in found.counties)
        raise UserError(f"{portal}: no such portal in the archive; there are: {there}")
    by_agency: dict[str, dict[int, Year]] = {}
    for year in here:
        by_agency.setdefault(year.agency, {})[year.year] = year
    columns: list[Column[tuple[str, dict[int, Year]]]] = [("机关", "agency", lambda row: row[0])]
    columns += [(str(year), "", _column(year)) for year in sorted({year.year for year in here})]
    console.print(table_of(by_agency.items(), columns))
    console.print("有 published · 迟 late (days) · 读 not all read · 撤 withdrawn · — none found", highlight=False)


def _column(year: int) -> Callable[[tuple[str, dict[int, Year]]], str]:
    return lambda row: _mark(row[1][year])


_MARKS = {"published": "有", "unreadable": "读", "withdrawn": "撤", "missing": "—"}


def _mark(year: Year) -> str:
    return f"迟{year.days_late}" if year.state == "late" else _MARKS[year.state]


def _last_run(run: dict[str, Any]) -> str:
    portals = run["portals"]
    failed = [f"{portal['id']}: {portal['failure']}" for portal in portals if portal["failure"]]
    blocked, broken = (sum(portal[outcome] for portal in portals) for outcome in ("blocked", "failed"))
    addresses = f"{blocked} addresses blocked, {broken} failed"
    said = f"last run {run['ended']}: {len(portals)} portals, {len(failed)} failed; {addresses}"
    return "\n".join([said, *failed])
