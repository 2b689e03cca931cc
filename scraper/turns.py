"""Large answers are unpacked and read by one crawl at a time, so that what they take does not add up over hosts.

Nothing is asked meanwhile: who has a turn is at work with what has come, and the interpreter works for one at a time.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass

from scraper.codings import is_packed
from scraper.wire import Exchange

#: Bytes of an answer from which on it is large; so is every packed one, for it may unpack to anything.
_LARGE = 1_000_000
_LOCK = threading.Lock()


@dataclass
class Turn:
    """The turn of one crawl."""

    _has: bool = False

    def begin(self, exchange: Exchange) -> None:
        """Wait for a turn, if an answer that has come is large."""
        if not self._has and (len(exchange.received) >= _LARGE or is_packed(exchange.header("Content-Encoding"))):
            _LOCK.acquire()
            self._has = True

    def end(self) -> None:
        """Let others have theirs: the answer is done with."""
        if self._has:
            self._has = False
            _give_back()
            _LOCK.release()


def _give_back() -> None:
    """Give the system what was freed: glibc keeps it for the thread that had it, and every crawl has its own."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
