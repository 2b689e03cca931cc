"""Work done by other processes, in the order in which it was given, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any, Generic, NamedTuple, TypeVar

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
        start: gives an executor; called again after one broke.
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
                    yield self._result(first.future)
                except self.died:
                    _stop(executor, running)
                    yield self._alone(work, first.task)
                    executor = self.start()
                    running = deque(self._submit(executor, work, task) for task, _ in running)
        finally:
            _stop(executor, running)

    def _result(self, future: Future[_T]) -> _T:
        self.wait(future)
        return future.result()

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
            return self._result(executor.submit(work, *task))
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
        UserError: dask.distributed is not installed, no scheduler answers, or it has no workers.
    """
    if scheduler is not None:
        from nianbao.cluster import cluster

        with cluster(scheduler) as workers:
            yield workers
        return
    number = number or os.cpu_count() or 1
    yield _local(number) if number > 1 else None


class _Pool(ProcessPoolExecutor):
    """Processes of this machine, which end with this one."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Wait until the processes have ended: one that begins when its pool is gone prints a traceback."""
        super().shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """A parent that is killed tells nobody to end: a process would wait for ever for its result to be taken."""
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def _local(number: int) -> Workers:
    # Not forked from this process, whose threads would not come along, but from one that has read the code already.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nianbao.parsing"])

    def start() -> Executor:
        with deaf():
            pool = _Pool(number, mp_context=context, initializer=_end_with_parent)
            # The first process is there before an interrupt is heard: it would not find the pool that it is for.
            with suppress(BrokenProcessPool):
                pool.submit(os.getpid).result()
        return pool

    return Workers(start, (BrokenProcessPool,), number)


@contextmanager
def deaf() -> Iterator[None]:
    """This process hears of an interrupt when the context ends, and what it starts meanwhile never does.

    A terminal interrupts all processes of a command: ending the others is for the one that started them.
    """
    # It would unblock the signal again if it were started by what is started here.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
