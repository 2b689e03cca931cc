"""What a person sees while a run goes on: bars on a terminal, a line for each step elsewhere. All on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from nianbao.loading import Step
from scraper.crawl import Event


class Display:
    """Shows crawling and loading. With `quiet`, nothing is shown."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet, highlight=False)

    def say(self, line: str) -> None:
        """One line that stays."""
        self.console.print(line, markup=False, soft_wrap=True)

    @contextmanager
    def crawling(self, name: str) -> Iterator[Callable[[Event], None]]:
        """Shows one portal being crawled."""
        with self._bar(name) as (progress, task):

            def on_event(event: Event) -> None:
                done = event.requested
                progress.update(task, completed=done, total=done + event.waiting, description=f"抓取 crawl {name}")

            yield on_event

    @contextmanager
    def loading(self, name: str) -> Iterator[Step]:
        """Shows documents being parsed and loaded."""
        with self._bar(name) as (progress, task):
            yield lambda done, total: progress.update(
                task, completed=done, total=total, description=f"解析 parse {name}"
            )

    @contextmanager
    def _bar(self, name: str) -> Iterator[tuple[Progress, TaskID]]:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bars = Progress(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        bars.disable = not self.console.is_terminal
        with bars:
            yield bars, bars.add_task(name, total=None)
