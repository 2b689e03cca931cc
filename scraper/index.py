"""The index of an archive, in SQLite: what its files hold, and what of that is used. Opening reads neither of them.

It is only a shortcut: it can be made again from the WARC files at any time. Each row has a checksum of its own. Files
that are damaged are named, so that what is wrong with them is told each time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from scraper.capture import Capture, Kind
from scraper.index_rows import COLUMNS, IN_ORDER, Place, Row, Standing, connect, prepare, row_of
from scraper.news import NO_PAGE, history

NAME = "index.db"
#: Rows that are held at once while all are read.
PAGE = 500
_SELECT = f"SELECT rowid, {', '.join(COLUMNS)} FROM captures"  # noqa: S608 -- our columns
_INSERT = f"INSERT INTO captures VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 -- as many as they are
_IS_PAGE = f"status = 200 AND kind NOT IN ({', '.join(repr(kind) for kind in sorted(NO_PAGE))})"
_BACKWARD = ", ".join(f"{name} DESC" for name in IN_ORDER.split(", "))


class Index:
    """An open index. Make one with `open` or `apart`; whoever asks is to ask alone.

    Every method may raise:
        DamagedIndexError: a row is not as it was written.
        sqlite3.Error: see `is_damage`.
    """

    def __init__(self, connection: sqlite3.Connection, *, own: bool) -> None:
        self._connection, self._own = connection, own

    @classmethod
    def open(cls, directory: Path, *, writing: bool) -> Self:
        """The index in `directory`; an empty one where there is none. Unless `writing` nothing changes it there.

        Raises:
            DamagedIndexError: it is not as it was written, or another version wrote it.
            sqlite3.Error: see `is_damage`.
        """
        path = directory / NAME
        if not writing and not (path.exists() and path.stat().st_size):
            return cls.apart()
        connection = connect(f"file:{quote(str(path))}?mode={'rwc' if writing else 'ro'}")
        try:
            prepare(connection, check=writing)
        except BaseException:
            connection.close()
            raise
        return cls(connection, own=writing)

    @classmethod
    def apart(cls) -> Self:
        """An empty index that nobody else sees, on the disk where it does not fit into the cache."""
        connection = connect("")
        prepare(connection, check=False)
        return cls(connection, own=True)

    def close(self) -> None:
        """End it."""
        self._connection.close()

    # What the files hold

    def names(self) -> list[str]:
        """The files that are listed."""
        return [name for (name,) in self._connection.execute("SELECT name FROM files ORDER BY name")]

    def is_whole(self, name: str) -> bool:
        """Whether a file is listed, was there when it was last looked for, and nothing is known to be wrong with it."""
        return self._state(name) == (False, True)

    def damaged(self) -> list[str]:
        """The files that are known to be damaged."""
        return [name for (name,) in self._connection.execute("SELECT name FROM files WHERE damaged = 1")]

    def absent(self) -> list[str]:
        """The files that are listed and were not there when they were last looked for."""
        return [name for (name,) in self._connection.execute("SELECT name FROM files WHERE there = 0 ORDER BY name")]

    def last_of(self, name: str) -> Capture | None:
        """The last record of a file."""
        found = self._rows("filename = ? AND length > 0 ORDER BY offset DESC LIMIT 1", name)
        return found[0].capture if found else None

    def listed(self, name: str) -> list[Capture]:
        """The captures of a file as it says them, with those that are gone."""
        return [row.capture for row in self._of(name)]

    def used_of(self, name: str) -> list[Capture]:
        """The captures of which the record in this file is the one that is used."""
        return [row.used for row in self._of(name) if row.standing]

    def gone(self) -> Iterator[tuple[str, list[Capture]]]:
        """For each file that is there: the captures that are listed and lie beyond its end."""
        there = "SELECT DISTINCT filename FROM captures JOIN files ON name = filename WHERE place = 2 AND there = 1"
        for (name,) in self._connection.execute(f"{there} ORDER BY 1").fetchall():
            yield name, [row.capture for row in self._rows("filename = ? AND place = 2 ORDER BY offset, rowid", name)]

    # What is used of it

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM captures WHERE standing > 0").fetchone()
        return int(count)

    def get(self, capture_id: str) -> Capture | None:
        """The capture with this id."""
        return self._one("id = ? AND standing > 0", capture_id)

    def answer(self, url: str) -> Capture | None:
        """The last answer of an address."""
        return self._one(f"url = ? AND standing > 0 ORDER BY {_BACKWARD} LIMIT 1", url)

    def page(self, url: str) -> Capture | None:
        """The last answer of an address that is a page."""
        return self._one(f"url = ? AND standing > 0 AND {_IS_PAGE} ORDER BY {_BACKWARD} LIMIT 1", url)

    def portals(self) -> list[str]:
        """The ids of the portals of which something is told, in the order of their first."""
        portals = "SELECT portal_id FROM captures WHERE standing = 2 GROUP BY portal_id ORDER BY min(fetched_at), 1"
        return [portal for (portal,) in self._connection.execute(portals)]

    def telling(
        self, kind: Kind | None, portal: str | None, after: tuple[Any, ...]
    ) -> tuple[list[Capture], tuple[Any, ...]]:
        """Some of the captures that tell something, in the order of their time, and the place of the last of them.

        Args:
            kind: of this kind only.
            portal: of the portal with this id only.
            after: the place after which to begin, `FIRST` for the beginning.
        """
        only = {name: value for name, value in (("kind", kind), ("portal_id", portal)) if value is not None}
        where = "".join(f" AND {name} = ?" for name in only)
        beyond = f"({IN_ORDER}) > (?, ?, ?, ?) ORDER BY {IN_ORDER} LIMIT {PAGE}"
        rows = self._rows(f"standing = 2{where} AND {beyond}", *only.values(), *after)
        return [row.used for row in rows], rows[-1].key if rows else after

    # Changing it

    def append(self, captures: Iterable[Capture]) -> None:
        """Take up captures that were written."""
        with self._changing():
            for capture in captures:
                where = (capture.filename, capture.offset, capture.id)
                self._connection.execute("DELETE FROM captures WHERE filename = ? AND offset = ? AND id = ?", where)
                self._connection.execute("INSERT OR IGNORE INTO files VALUES (?, 0, 1)", [capture.filename])
                self._add(capture)

    def replace(self, name: str, captures: Iterable[tuple[Capture, Place]], *, damaged: bool) -> None:
        """Say anew what a file holds, and whether it is damaged."""
        listed = list(captures)
        before = self._of(name)
        if [(row.capture, row.place) for row in before] == listed and self._state(name) == (damaged, True):
            return
        with self._changing():
            self._connection.execute("DELETE FROM captures WHERE filename = ?", [name])
            self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, 1)", (name, damaged))
            for capture, place in listed:
                self._insert(Row(0, capture, place))
            self._settle({row.capture.url for row in before} | {capture.url for capture, _ in listed})

    def lose(self, name: str) -> None:
        """Say that a file is not there."""
        with self._changing():
            self._connection.execute("UPDATE files SET there = 0 WHERE name = ?", [name])
            rows = self._of(name)
            for row in rows:
                self._update(row, Place.GONE, Standing.UNUSED)
            self._settle({row.capture.url for row in rows})

    def forget(self, name: str, captures: Iterable[Capture] | None = None) -> None:
        """Do not list captures of a file that are gone; the file itself when no `captures` are given."""
        with self._changing():
            if captures is None:
                self._connection.execute("DELETE FROM captures WHERE filename = ?", [name])
                self._connection.execute("DELETE FROM files WHERE name = ?", [name])
            for capture in captures or ():
                gone = "DELETE FROM captures WHERE filename = ? AND id = ? AND place = 2"
                self._connection.execute(gone, (name, capture.id))

    def _add(self, capture: Capture) -> None:
        """A capture after those of its address, as nearly all are; or among them, as when a clock was put back."""
        answer, page = self.answer(capture.url), self.page(capture.url)
        if answer is not None and answer.fetched_at >= capture.fetched_at:
            self._insert(Row(0, capture, Place.SOUND))
            self._settle({capture.url})
            return
        ((used, telling),) = history([capture], answer, page)
        standing = Standing.TELLING if telling else Standing.USED
        self._insert(Row(0, capture, Place.SOUND, standing, used.refers_to))

    def _settle(self, urls: Set[str]) -> None:
        """Find out what of the captures of addresses is used and tells something, each of them in one record."""
        for url in urls:
            rows = self._rows(f"url = ? AND place < 2 ORDER BY {IN_ORDER}", url)
            used: dict[str, Row] = {}
            for row in rows:
                before = used.setdefault(row.capture.id, row)
                if row.place <= before.place:
                    used[row.capture.id] = row
            shown = [row for row in rows if used[row.capture.id] is row]
            made = zip(shown, history([row.capture for row in shown]), strict=True)
            standing = {
                row.number: (Standing.TELLING if tells else Standing.USED, as_used) for row, (as_used, tells) in made
            }
            for row in rows:
                stands, capture = standing.get(row.number, (Standing.UNUSED, None))
                self._update(row, row.place, stands, capture.refers_to if capture else None)

    def _state(self, name: str) -> tuple[bool, bool] | None:
        """Whether a file is damaged, and whether it is there; None when it is not listed."""
        found: tuple[int, int] | None = self._connection.execute(
            "SELECT damaged, there FROM files WHERE name = ?", [name]
        ).fetchone()
        return found and (bool(found[0]), bool(found[1]))

    # Rows

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A transaction; of what is only read a copy is changed, which nobody else sees."""
        if not self._own:
            copy = connect("")
            self._connection.backup(copy)
            self._connection.close()
            self._connection, self._own = copy, True
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _insert(self, row: Row) -> None:
        self._connection.execute(_INSERT, row.written)

    def _update(self, row: Row, place: Place, standing: Standing, repeats: str | None = None) -> None:
        now = Row(row.number, row.capture, place, standing, repeats)
        if now != row:
            change = "UPDATE captures SET place = ?, standing = ?, repeats = ?, checksum = ? WHERE rowid = ?"
            self._connection.execute(change, (*now.written[-4:], now.number))

    def _of(self, name: str) -> list[Row]:
        return self._rows("filename = ? ORDER BY offset, rowid", name)

    def _one(self, where: str, *values: object) -> Capture | None:
        found = self._rows(where, *values)
        return found[-1].used if found else None

    def _rows(self, where: str, *values: object) -> list[Row]:
        rows = self._connection.execute(f"{_SELECT} WHERE {where}", values)
        return [row_of(row) for row in rows]
