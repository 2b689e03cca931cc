"""Processes of this machine that do tasks. One that dies costs its own task and nothing else.

`concurrent.futures.ProcessPoolExecutor` gives up all of its processes when one dies, and waits without end for one
that died within its answer: all of them write into one pipe.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
# Not forked from this process, whose threads would not come along, but from one that has read the code already.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["nianbao.parsing"])


class ProcessDied(Exception):
    """The process of a task ended before it answered."""


class Processes(Executor):
    """Up to `number` processes, each asked by a thread of this one through a pipe of its own."""

    def __init__(self, number: int) -> None:
        self._threads = ThreadPoolExecutor(number)
        #: Guards what follows, and the bookkeeping of multiprocessing.
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._busy: set[_Process] = set()
        self._over = False
        with deaf():
            forkserver.ensure_running()

    def submit(self, work: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have `work` done by a process. The future raises `ProcessDied` if that died, else what `work` raises."""
        return self._threads.submit(self._do, work, *args, **kwargs)

    def _do(self, work: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        process, answered = self._take(), False
        try:
            answer, error = process.ask((work, args, kwargs))
            answered = True
        except (EOFError, OSError) as died:
            raise ProcessDied from died
        finally:
            self._give_back(process, usable=answered)
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]

    def _take(self) -> _Process:
        with self._lock:
            if self._over:
                raise ProcessDied
            process = self._idle.pop() if self._idle else _Process()
            self._busy.add(process)
            return process

    def _give_back(self, process: _Process, *, usable: bool) -> None:
        with self._lock:
            self._busy.discard(process)
            if usable:
                self._idle.append(process)
            else:
                process.end()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """End all processes now, whatever they are doing, and wait until they have ended."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._over = True
            for process in self._busy:
                process.kill()
        self._threads.shutdown(wait=True)
        while self._idle:
            self._idle.pop().end()


class _Process:
    def __init__(self) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_answer, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # or nobody would see that the pipe ends

    def ask(self, task: object) -> Any:
        self._pipe.send(task)
        return self._pipe.recv()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _answer(pipe: Connection) -> None:
    """Do what is asked until nobody asks any more."""
    with suppress(EOFError, OSError):
        while True:
            work, args, kwargs = pipe.recv()
            answer, raised = None, None
            try:
                answer = work(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 -- raised again where it was asked
                raised = error
            pipe.send((answer, raised))


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
