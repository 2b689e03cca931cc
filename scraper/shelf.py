"""The files of an archive and its index, as one: what they hold, what is wrong with them, and where a copy is."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from scraper.capture import Capture, Kind
from scraper.errors import ArchiveError
from scraper.holdings import fits, hold
from scraper.index import NAME, Index
from scraper.index_rows import FIRST, DamagedIndexError, is_damage

SUFFIX = ".warc.gz"
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Shelf:
    """The files in `directory`. What is found wrong is added to `problems`; nothing is written unless `writing`.

    Raises:
        ArchiveError: the index cannot be used; of any method that asks it.
        OSError: the files cannot be read.
    """

    def __init__(self, directory: Path, problems: list[str], *, writing: bool) -> None:
        self._directory, self._problems, self._writing = directory, problems, writing
        self._asking = threading.RLock()
        #: Files that were read as a whole.
        self._anew: set[str] = set()
        self._index = self._open()
        self.ask(self._take_up, repair=writing)

    def close(self) -> None:
        """End the index."""
        self._index.close()

    def ask(self, question: Callable[Concatenate[Index, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Ask the index, or let it be changed. Where it turns out to be damaged it is made again from the files."""
        with self._asking, self._told():
            try:
                return question(self._index, *args, **kwargs)
            except (sqlite3.Error, DamagedIndexError) as error:
                if isinstance(error, sqlite3.Error) and not is_damage(error):
                    raise
                self._index.close()
                self._index = self._made_again(error)
                # Another thread may be writing: what is not whole yet is not torn.
                self._take_up(self._index, repair=False)
                return question(self._index, *args, **kwargs)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # Ours.
        except (sqlite3.Error, DamagedIndexError) as error:
            raise ArchiveError(f"{self._directory / NAME}: cannot be used ({error}); check the disk") from error

    def _open(self) -> Index:
        with self._told():
            try:
                return Index.open(self._directory, writing=self._writing)
            except (sqlite3.Error, DamagedIndexError) as error:
                # Whoever only reads can do without it, whatever is wrong.
                if self._writing and isinstance(error, sqlite3.Error) and not is_damage(error):
                    raise
                return self._made_again(error)

    def _made_again(self, error: Exception) -> Index:
        self._problems.append(f"{NAME}: {error}; it was made again from the files")
        self._anew.clear()
        if not self._writing:
            return Index.apart()
        for name in (NAME, f"{NAME}-journal"):
            (self._directory / name).unlink(missing_ok=True)
        return Index.open(self._directory, writing=True)

    # The files

    def files(self) -> list[Path]:
        """The files that are there, in the order of their names."""
        return sorted(self._directory.glob(f"*{SUFFIX}"))

    def _take_up(self, index: Index, *, repair: bool) -> None:
        """Take the index for what it covers, and read what the files hold beyond it."""
        files = self.files()
        for path in files:
            if not (index.is_whole(path.name) and fits(path, index.last_of(path.name))):
                self._read(index, path, repair=repair, damaged=path.name in index.damaged())
        for name in set(index.names()) - {path.name for path in files} - set(index.absent()):
            index.lose(name)

    def _read(self, index: Index, path: Path, *, repair: bool, damaged: bool) -> None:
        held = hold(path, index.listed(path.name), damaged=damaged, repair=repair)
        self._problems += held.problems
        self._anew |= {path.name} if held.damaged else set()
        index.replace(path.name, held.placed, damaged=held.damaged)

    def settle(self) -> None:
        """Tell of captures that are listed and not there any more.

        What was cut off is forgotten when its address has been asked since, a file when all that it held is elsewhere.
        """
        self.ask(self._settle)

    def _settle(self, index: Index) -> None:
        for name, gone in list(index.gone()):
            wanting = [capture for capture in gone if _is_wanting(capture, index)]
            if len(wanting) < len(gone):
                index.forget(name, [capture for capture in gone if capture not in wanting])
            if wanting:
                self._problems.append(f"{name}: is cut short; {len(wanting)} captures of the index are gone")
        for name in index.absent():
            if all(index.get(capture.id) for capture in index.listed(name)):
                index.forget(name)
            else:
                self._problems.append(f"{name}: the file is gone; its captures are left out")

    @property
    def is_damaged(self) -> bool:
        """Whether something is wrong that stays so."""
        return self.ask(_is_damaged)

    def read_anew(self, name: str) -> None:
        """Read a file as a whole, if it was not; what is damaged in it is looked for in other files from now on."""
        if name in self._anew:
            return
        self._anew.add(name)
        with contextlib.suppress(OSError):
            # What is still being written is not torn.
            self.ask(self._read, self._directory / name, repair=False, damaged=True)

    # The captures

    def telling(self, kind: Kind | None, portal: str | None) -> Iterator[Capture]:
        """Those that say something new, in the order of their time; see `Archive.captures`."""
        after, before = FIRST, frozenset[str]()
        while True:
            captures, after = self.ask(Index.telling, kind, portal, after)
            # A file that was read anew meanwhile may have them elsewhere.
            yield from (capture for capture in captures if capture.id not in before)
            before = frozenset(capture.id for capture in captures)
            if not captures:
                return

    def add(self, captures: Iterable[Capture]) -> None:
        """List captures that were written."""
        self.ask(Index.append, captures)


def _is_damaged(index: Index) -> bool:
    gone = (capture for _, captures in index.gone() for capture in captures)
    return bool(index.damaged() or index.absent()) or any(_is_wanting(capture, index) for capture in gone)


def _is_wanting(capture: Capture, index: Index) -> bool:
    last = index.answer(capture.url)
    return index.get(capture.id) is None and (last is None or last.fetched_at <= capture.fetched_at)
