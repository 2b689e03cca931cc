"""The files of an archive and its index, as one: what they hold, what is wrong with them, and where a copy is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from scraper import index
from scraper.capture import Capture
from scraper.holdings import Holding, hold

SUFFIX = ".warc.gz"


class Shelf:
    """The files in `directory`. What is found wrong is added to `problems`; nothing is written unless `writing`."""

    def __init__(self, directory: Path, problems: list[str], *, writing: bool) -> None:
        self._directory, self._problems, self._writing = directory, problems, writing
        #: Files that were read as a whole.
        self._anew: set[str] = set()
        self._held: dict[str, Holding] = {}
        self._absent: dict[str, index.Listed] = {}
        self._stale = False
        self._read()

    def _read(self) -> None:
        """Take the index for what it covers, and read what the files hold beyond it."""
        indexed: dict[str, index.Listed] = {}
        try:
            indexed = index.read(self._directory)
        except ValueError as error:
            self._problems.append(f"{index.NAME}: {error}; it was made again from the files")
            self._stale = True
        for path in self.files():
            held = hold(path, indexed.pop(path.name, index.Listed()), repair=self._writing)
            self._held[path.name] = held
            self._problems += held.problems
            self._anew |= {path.name} if held.damaged else set()
            self._stale |= held.stale
        self._absent = indexed

    def files(self) -> list[Path]:
        """The files that are there, in the order of their names."""
        return sorted(self._directory.glob(f"*{SUFFIX}"))

    def captures(self) -> Iterator[Capture]:
        """The captures of all files. Where another file has a sound copy of an unread one, that alone."""
        unread = frozenset[str]().union(*(held.unread for held in self._held.values()))
        copied = self._copies(unread).keys()
        for held in self._held.values():
            yield from (c for c in held.captures if not (c.id in copied and c.id in held.unread))

    def listed(self) -> set[Capture]:
        """All that is listed, copies included."""
        return {capture for held in self._held.values() for capture in held.captures}

    def is_damaged(self, captures: Mapping[str, Capture], answers: Mapping[str, Capture]) -> bool:
        """Whether something is wrong that stays so; see `settle` for what is given."""
        gone = any(_is_wanting(capture, captures, answers) for held in self._held.values() for capture in held.gone)
        return gone or bool(self._absent) or any(held.damaged for held in self._held.values())

    def settle(self, captures: Mapping[str, Capture], answers: Mapping[str, Capture]) -> None:
        """Tell of captures that are listed and not there any more, and write the index if it says something else.

        What was cut off is forgotten when its address has been asked since, a file when all that it held is elsewhere.

        Args:
            captures: those that some file holds, by id.
            answers: the last of each address.
        """
        for name, held in self._held.items():
            gone = [capture for capture in held.gone if _is_wanting(capture, captures, answers)]
            self._stale |= len(gone) < len(held.gone)
            held.gone = gone
            if gone:
                self._problems.append(f"{name}: is cut short; {len(gone)} captures of the index are gone")
        for name, listed in list(self._absent.items()):
            if all(capture.id in captures for capture in listed.captures):
                del self._absent[name]
                self._stale = True
            else:
                self._problems.append(f"{name}: the file is gone; its captures are left out")
        if self._stale:
            self._write_index()

    def _write_index(self) -> None:
        if self._writing:
            index.rewrite(self._directory, self._absent | {name: held.listed for name, held in self._held.items()})

    def add(self, captures: Iterable[Capture]) -> None:
        """List captures that were written."""
        captures = tuple(captures)
        index.append(self._directory, captures)
        for capture in captures:
            self._held.setdefault(capture.filename, Holding()).captures.append(capture)

    def read_anew(self, name: str) -> list[Capture]:
        """The captures of a file where they are, once it was read as a whole; those that are damaged, in other files.

        Returns:
            Nothing, where the file was read before.
        """
        if name in self._anew:
            return []
        self._anew.add(name)
        try:
            # What is still being written is not torn.
            held = hold(self._directory / name, replace(self._held[name].listed, damaged=True), repair=False)
        except OSError:
            return []
        self._held[name] = held
        self._problems += held.problems
        # The index is a shortcut: where it cannot be written, it is made again when the archive is opened.
        with contextlib.suppress(OSError):
            self._write_index()
        copies = self._copies(held.unread)
        return [copies.get(capture.id, capture) for capture in held.captures]

    def _copies(self, ids: Set[str]) -> dict[str, Capture]:
        """The sound records that captures have in any file, by id."""
        if not ids:
            return {}
        sound = (c for held in self._held.values() for c in held.captures if c.id not in held.unread)
        return {capture.id: capture for capture in sound if capture.id in ids}


def _is_wanting(capture: Capture, captures: Mapping[str, Capture], answers: Mapping[str, Capture]) -> bool:
    last = answers.get(capture.url)
    return capture.id not in captures and (last is None or last.fetched_at <= capture.fetched_at)
