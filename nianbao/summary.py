"""How a run is told at its end: a table with a line for each portal, what a person should look at, what changed."""

from __future__ import annotations

from rich.console import Console

from nianbao.refresh import PortalRun, Run
from nianbao.tables import Column, table_of

_COLUMNS: tuple[Column[PortalRun], ...] = (
    ("门户", "portal", lambda run: run.crawl.portal_id),
    ("请求", "asked", lambda run: run.crawl.requested),
    ("未变", "304", lambda run: run.crawl.not_modified),
    ("存档", "kept", lambda run: run.crawl.new),
    ("年报", "found", lambda run: len(run.crawl.reports)),
    ("新增", "new", lambda run: run.loaded["new"]),
    ("改动", "changed", lambda run: run.loaded["new version"]),
    ("撤下", "gone", lambda run: run.loaded["withdrawn"]),
    ("受阻", "blocked", lambda run: run.crawl.blocked),
    ("缺失", "missing", lambda run: run.crawl.missing),
    ("失败", "failed", lambda run: run.crawl.failed),
    ("秒", "s", lambda run: run.crawl.seconds),
    ("量", "kB", lambda run: run.crawl.received // 1000),
)


def show_run(run: Run, console: Console) -> None:
    """Print what a run came to."""
    console.print(table_of(run.portals, _COLUMNS))
    for portal in run.portals:
        for finding in (portal.failure, *portal.crawl.findings):
            if finding:
                console.print(f"{portal.crawl.portal_id}: {finding}", markup=False, highlight=False, soft_wrap=True)
    console.print(_changes(run), highlight=False)


def _changes(run: Run) -> str:
    if not run.new_captures and not run.rows_changed:
        return "没有变化 nothing new: no capture stored, no row changed"
    return f"{run.new_captures} new captures stored, rows of {run.rows_changed} documents written"
