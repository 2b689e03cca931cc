"""What a person sees while a run goes on: bars on a terminal, a line for each step elsewhere. All on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from nianbao.loading import Step
from scraper.crawl import Event

if TYPE_CHECKING:
    from types import TracebackType


class Display:
    """Shows what goes on, from several threads at once. As a context manager it keeps the terminal's bars."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        times = (TimeElapsedColumn(), TextColumn("剩余 left"), TimeRemainingColumn())
        self._bars = Progress(*columns, *times, console=self._console, transient=True)
        self._bars.disable = not self._console.is_terminal

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def say(self, line: str) -> None:
        """One line that stays."""
        self._console.print(line, markup=False, soft_wrap=True)

    def tell(self, problems: Sequence[str]) -> None:
        """What is wrong with the archive, a line each."""
        for problem in problems:
            self.say(f"archive: {problem}")

    @contextmanager
    def crawling(self, name: str) -> Iterator[Callable[[Event], None]]:
        """Shows one portal being crawled."""
        with self._bar(f"抓取 crawl {name}") as task:

            def on_event(event: Event) -> None:
                self._bars.update(task, completed=event.requested, total=event.requested + event.waiting)

            yield on_event

    @contextmanager
    def loading(self, name: str) -> Iterator[Step]:
        """Shows documents being parsed and loaded."""
        with self._bar(f"解析 parse {name}") as task:
            yield lambda done, total: self._bars.update(task, completed=done, total=total)

    @contextmanager
    def indexing(self) -> Iterator[Step]:
        """Shows rows being made searchable."""
        with self._bar("索引 index") as task:
            yield lambda done, total: self._bars.update(task, completed=done, total=total)

    @contextmanager
    def _bar(self, description: str) -> Iterator[TaskID]:
        task = self._bars.add_task(description, total=None)
        try:
            yield task
        finally:
            self._bars.remove_task(task)
