"""Work done by other processes, in the order in which it was given, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from nianbao.errors import UserError

_T = TypeVar("_T")
#: Tasks waiting for each worker: it must never idle, and what is done must not pile up.
_AHEAD = 2
#: The address that stands for a cluster on this machine, and how long any other is waited for, in seconds.
_LOCAL, _PATIENCE = "local", 10


@dataclass(frozen=True, slots=True)
class Died:
    """In the place of a result: the worker of this task died twice."""


@dataclass(frozen=True, slots=True)
class Workers:
    """How to get workers.

    Attributes:
        start: gives an executor; called again after one broke.
        died: what its futures raise when a worker died.
        number: how many tasks it does at once.
        elsewhere: they may be on other machines, where other files are.
    """

    start: Callable[[], Executor]
    died: tuple[type[BaseException], ...]
    number: int
    elsewhere: bool = False

    def run(self, work: Callable[..., _T], tasks: Iterable[tuple[Any, ...]]) -> Iterator[_T | Died]:
        """The results of `work` for the arguments in `tasks`, in order. A task is taken when a worker needs one.

        A task whose worker died is tried once more, alone. The tasks that merely ran beside it are done again.
        """
        executor = self.start()
        waiting = iter(tasks)
        running: deque[_Running[_T]] = deque()
        try:
            while True:
                for task in islice(waiting, _AHEAD * self.number - len(running)):
                    running.append(self._submit(executor, work, task))
                if not running:
                    return
                first = running.popleft()
                try:
                    yield first.future.result()
                except self.died:
                    _stop(executor, running)
                    yield self._alone(work, first.task)
                    executor = self.start()
                    running = deque(self._submit(executor, work, task) for task, _ in running)
        finally:
            _stop(executor, running)

    def _submit(self, executor: Executor, work: Callable[..., _T], task: tuple[Any, ...]) -> _Running[_T]:
        """A broken executor takes no more tasks: then the task has failed as if it had begun."""
        try:
            return _Running(task, executor.submit(work, *task))
        except self.died as error:
            failed: Future[_T] = Future()
            failed.set_exception(error)
            return _Running(task, failed)

    def _alone(self, work: Callable[..., _T], task: tuple[Any, ...]) -> _T | Died:
        executor = self.start()
        try:
            return executor.submit(work, *task).result()
        except self.died:
            return Died()
        finally:
            _stop(executor, ())


class _Running(NamedTuple, Generic[_T]):
    task: tuple[Any, ...]
    future: Future[_T]


def _stop(executor: Executor, running: Iterable[_Running[Any]]) -> None:
    for _, future in running:
        future.cancel()
    executor.shutdown(wait=False)


@contextmanager
def hired(number: int | None, scheduler: str | None) -> Iterator[Workers | None]:
    """Workers while the context lasts; None where this process alone is enough.

    Args:
        number: processes on this machine; as many as it has cores when None.
        scheduler: address of a dask.distributed scheduler to use instead; `local` starts one on loopback.

    Raises:
        UserError: dask.distributed is not installed, or no scheduler answers.
    """
    if scheduler is not None:
        with _cluster(scheduler) as workers:
            yield workers
        return
    number = number or os.cpu_count() or 1
    yield _local(number) if number > 1 else None


def _local(number: int) -> Workers:
    # Not forked from this process, whose threads would not come along, but from one that has read the code already.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nianbao.parsing"])
    return Workers(lambda: ProcessPoolExecutor(number, mp_context=context), (BrokenProcessPool,), number)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError as error:
        raise UserError("--scheduler needs dask.distributed; run: pip install 'nianbao[cluster]'") from error
    with ExitStack() as stack:
        if address == _LOCAL:
            local = LocalCluster(host="127.0.0.1", dashboard_address=None, threads_per_worker=1)
            address = stack.enter_context(local).scheduler_address
        try:
            client = stack.enter_context(Client(address, timeout=_PATIENCE))
        except (OSError, ValueError) as error:
            raise UserError(f"{address}: no dask scheduler answers; check the address") from error
        number = max(1, sum(client.nthreads().values()))
        # Not pure: a task that is given again is to be done again.
        yield Workers(lambda: client.get_executor(pure=False), (KilledWorker,), number, elsewhere=True)
