"""Work done by other processes, in the order in which it was given, whatever happens to them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from nianbao.processes import ProcessDied, Processes

_T = TypeVar("_T")
#: Tasks waiting for each worker: it must never idle, and what is done must not pile up.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Died:
    """In the place of a result: the worker of this task died twice."""


@dataclass(frozen=True, slots=True)
class Workers:
    """How to get workers.

    Attributes:
        start: gives an executor that goes on when a worker dies.
        died: what its futures raise when a worker died.
        number: how many tasks it does at once.
        elsewhere: they may be on other machines, where other files are.
        wait: waits until a future is done, and raises what is an error of the run and of no task.
    """

    start: Callable[[], Executor]
    died: tuple[type[BaseException], ...]
    number: int
    elsewhere: bool = False
    wait: Callable[[Future[Any]], object] = Future.exception

    def run(self, work: Callable[..., _T], tasks: Iterable[tuple[Any, ...]]) -> Generator[_T | Died, None, None]:
        """The results of `work` for the arguments in `tasks`, in order. A task is taken when a worker needs one.

        A task whose worker died is tried once more.
        """
        executor = self.start()
        waiting = iter(tasks)
        running: deque[_Running[_T]] = deque()
        try:
            while True:
                for task in islice(waiting, _AHEAD * self.number - len(running)):
                    running.append(_Running(task, executor.submit(work, *task)))
                if not running:
                    return
                first = running.popleft()
                try:
                    yield self._result(first.future)
                except self.died:
                    yield self._again(executor.submit(work, *first.task))
        finally:
            for _, future in running:
                future.cancel()
            executor.shutdown(wait=False)

    def _again(self, future: Future[_T]) -> _T | Died:
        try:
            return self._result(future)
        except self.died:
            return Died()

    def _result(self, future: Future[_T]) -> _T:
        self.wait(future)
        return future.result()


class _Running(NamedTuple, Generic[_T]):
    task: tuple[Any, ...]
    future: Future[_T]


@contextmanager
def hired(number: int | None, scheduler: str | None) -> Iterator[Workers | None]:
    """Workers while the context lasts; None where this process alone is enough.

    Args:
        number: processes on this machine; as many as it has cores when None.
        scheduler: address of a dask.distributed scheduler to use instead; `local` starts one on loopback.

    Raises:
        UserError: dask.distributed is not installed, no scheduler answers, or it has no workers.
    """
    if scheduler is not None:
        from nianbao.cluster import cluster

        with cluster(scheduler) as workers:
            yield workers
        return
    number = number or os.cpu_count() or 1
    yield Workers(lambda: Processes(number), (ProcessDied,), number) if number > 1 else None
