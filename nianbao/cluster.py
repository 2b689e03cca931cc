"""Workers of a dask.distributed cluster. What goes wrong with it is one line, and nothing is waited for without end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from nianbao.errors import UserError, say
from nianbao.processes import deaf
from nianbao.workers import Workers
from scraper.errors import said

if TYPE_CHECKING:
    from distributed import Client

#: The address that stands for a cluster on this machine, and how long any other is waited for, in seconds.
_LOCAL, _PATIENCE = "local", 10
#: How long a scheduler may be without any worker, and how often that is looked at, in seconds.
_WORKERLESS, _LOOK = 60, 1
#: No dashboard, and what answers in its place takes any port, for the usual one may be in use. No logs of the workers'.
_QUIET: dict[str, Any] = {
    "dashboard_address": "127.0.0.1:0",
    "scheduler_kwargs": {"dashboard": False},
    "silence_logs": logging.CRITICAL,
}


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of the scheduler at `address` while the context lasts; `local` starts a cluster on loopback.

    Raises:
        UserError: dask.distributed is not installed, no scheduler answers, or it has no workers.
    """
    try:
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError as error:
        raise UserError("--scheduler needs dask.distributed; run: pip install 'nianbao[cluster]'") from error
    with ExitStack() as stack:
        stack.enter_context(_without_logs())
        if address == _LOCAL:
            with deaf():
                local = stack.enter_context(LocalCluster(host="127.0.0.1", threads_per_worker=1, **_QUIET))
            address = local.scheduler_address
        try:
            client = stack.enter_context(Client(address, timeout=_PATIENCE))
        except (OSError, ValueError) as error:
            raise UserError(f"{address}: no dask scheduler answers; check the address") from error
        except Exception as error:
            raise UserError(f"{address}: cannot be used ({said(error)}); check the address") from error
        connected = _Cluster(address, client, KilledWorker)
        # Not pure: a task that is given again is to be done again.
        yield Workers(
            start=lambda: client.get_executor(pure=False),
            died=(KilledWorker,),
            number=connected.threads(),
            elsewhere=True,
            wait=connected.wait,
        )


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A scheduler that answered, and what its futures raise when a worker died."""

    address: str
    client: Client
    died: type[Exception]

    def threads(self) -> int:
        """Tasks that are done at once; the first worker is waited for.

        Raises:
            UserError: none came, or the scheduler is gone.
        """
        since = None
        while not (found := self._now()):
            since = self._workerless(since)
            sleep(_LOOK)
        return found

    def wait(self, future: Future[Any]) -> None:
        """Wait until a task is done or has killed its worker.

        Raises:
            UserError: there are no workers, the scheduler is gone, or the task could not be begun.
        """
        since = None
        while not wait((future,), timeout=_LOOK).done:
            since = None if self._now() else self._workerless(since)
        if future.cancelled():
            raise self._gone()
        error = future.exception()
        if error is not None and not isinstance(error, self.died):
            same = "the scheduler and its workers need the same nianbao"
            raise UserError(f"{self.address}: a task could not be begun ({said(error)}); {same}") from error

    def _now(self) -> int:
        if self.client.status != "running":
            raise self._gone()
        try:
            return sum(self.client.nthreads().values())
        except (OSError, ValueError, RuntimeError) as error:
            raise self._gone() from error

    def _workerless(self, since: float | None) -> float:
        """Since when there have been no workers."""
        if since is None:
            say(f"{self.address}: has no workers; waiting for one")
            return monotonic()
        if monotonic() - since > _WORKERLESS:
            start = f"start some where nianbao is installed: dask worker {self.address}"
            raise UserError(f"{self.address}: no worker for {_WORKERLESS} s; {start}")
        return since

    def _gone(self) -> UserError:
        return UserError(f"{self.address}: the dask scheduler is gone; start it and run the command again")


@contextmanager
def _without_logs() -> Iterator[None]:
    """Dask logs with tracebacks what is told in one line."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
