"""What a person sees while a run goes on: bars on a terminal, a line a minute elsewhere. All on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from nianbao.loading import Step
from scraper.crawl import Event

if TYPE_CHECKING:
    from types import TracebackType

_SECONDS_BETWEEN_LINES = 60


class Display:
    """Shows what goes on, from several threads at once. As a context manager it keeps the terminal's bars."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        times = (Throughput(), TimeElapsedColumn(), TextColumn("剩余 left"), TimeRemainingColumn())
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
        with self._going_on(f"抓取 crawl {name}") as step:
            yield lambda event: step(event.requested, event.requested + event.waiting)

    @contextmanager
    def loading(self, name: str) -> Iterator[Step]:
        """Shows documents being parsed and loaded."""
        with self._going_on(f"解析 parse {name}") as step:
            yield step

    @contextmanager
    def indexing(self) -> Iterator[Step]:
        """Shows rows being made searchable."""
        with self._going_on("索引 index") as step:
            yield step

    @contextmanager
    def _going_on(self, description: str) -> Iterator[Step]:
        if not self._console.is_terminal:
            yield Lines(description, self.say)
            return
        task = self._bars.add_task(description, total=None)
        try:
            yield lambda done, total: self._bars.update(task, completed=done, total=total)
        finally:
            self._bars.remove_task(task)


class Lines:
    """A line each minute on how far a step has come: what a log keeps of a bar."""

    def __init__(self, description: str, say: Callable[[str], None], clock: Callable[[], float] = monotonic) -> None:
        self._description, self._say, self._clock = description, say, clock
        self._began = self._said = clock()

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` are done now."""
        now = self._clock()
        if now - self._said < _SECONDS_BETWEEN_LINES or not done:
            return
        self._said = now
        speed = done / (now - self._began)
        left = timedelta(seconds=round((total - done) / speed))
        self._say(f"{self._description}: {done:,}/{total:,}, {speed:,.1f}/s, 剩余 left {left}")


class Throughput(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> Text:
        """The text beside the bar, none before two steps are done."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f}/s")
