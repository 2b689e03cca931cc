"""The rows of an archive's index: a capture as its file says it, what is made of it, and a checksum."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from operator import attrgetter
from typing import Any
from zlib import crc32

from scraper.capture import Capture

#: Seconds that another process may take to write.
_PATIENCE = 60
_FIELDS = tuple(field.name for field in fields(Capture))
COLUMNS = (*_FIELDS, "place", "standing", "repeats", "checksum")
#: The order of time, and the place before all rows in it; see `Row.key`.
IN_ORDER = "fetched_at, filename, offset, rowid"
FIRST: tuple[Any, ...] = ("", "", 0, 0)
_SCHEMA = f"""
CREATE TABLE files (name TEXT PRIMARY KEY, damaged INTEGER NOT NULL, there INTEGER NOT NULL);
CREATE TABLE captures ({", ".join(COLUMNS)});
CREATE INDEX by_file ON captures (filename, offset);
CREATE INDEX by_id ON captures (id);
CREATE INDEX by_url ON captures (url, fetched_at, filename, offset);
CREATE INDEX gone ON captures (filename) WHERE place = 2;
CREATE INDEX by_time ON captures (fetched_at, filename, offset) WHERE standing = 2;
CREATE INDEX by_portal ON captures (portal_id, fetched_at, filename, offset) WHERE standing = 2;
"""
_values: Callable[[Capture], tuple[Any, ...]] = attrgetter(*_FIELDS)
_VERSION = crc32(_SCHEMA.encode()) >> 1
#: What goes wrong around the file and says nothing of what it holds.
_AROUND = frozenset({
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
})  # fmt: skip


class DamagedIndexError(Exception):
    """The index is not as it was written, or another version wrote it."""


class Place(IntEnum):
    """Whether the record of a capture is where it was written: sound, damaged, or beyond the end of its file.

    The schema and the queries of `Index` name these numbers, and those of `Standing`.
    """

    SOUND = 0
    UNREAD = 1
    GONE = 2


class Standing(IntEnum):
    """Whether a row is used, and whether it tells what the captures of its address before it do not."""

    UNUSED = 0
    USED = 1
    TELLING = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a capture as its file says it, and what is made of it."""

    number: int
    capture: Capture
    place: Place
    standing: Standing = Standing.UNUSED
    repeats: str | None = None

    @property
    def used(self) -> Capture:
        """The capture as it is understood among those of its address."""
        return replace(self.capture, refers_to=self.repeats)

    @property
    def key(self) -> tuple[Any, ...]:
        """Its place among all rows, in the order of time."""
        return self.capture.fetched_at, self.capture.filename, self.capture.offset, self.number

    @property
    def written(self) -> tuple[Any, ...]:
        """The values of all columns."""
        stored = (*_values(self.capture), int(self.place), int(self.standing), self.repeats)
        return *stored, _checksum(stored)


def row_of(row: tuple[Any, ...]) -> Row:
    """A row as it was written.

    Raises:
        DamagedIndexError: its checksum says that it is not.
    """
    number, *values, checksum = row
    stored = tuple(values)
    if _checksum(stored) != checksum:
        raise DamagedIndexError("a row is not as it was written")
    *capture, place, standing, repeats = stored
    return Row(number, Capture(*capture), Place(place), Standing(standing), repeats)


def _checksum(stored: tuple[Any, ...]) -> int:
    return crc32(repr(stored).encode())


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error is about what the index holds, so that it is to be made again, and not about its disk."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return not isinstance(error, sqlite3.ProgrammingError) and code & 0xFF not in _AROUND


def connect(address: str) -> sqlite3.Connection:
    """A connection to the file at an address of SQLite, or to one that nobody else sees when it is empty."""
    # Several threads ask, one at a time. What a power failure leaves is found on opening and made again.
    connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def prepare(connection: sqlite3.Connection, *, check: bool) -> None:
    """Make what is missing in an empty index, or see whether one is ours and, to `check`, as SQLite wrote it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (empty,) = connection.execute("SELECT count(*) = 0 FROM sqlite_schema").fetchone()
    if empty:
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT")
    elif version != _VERSION:
        raise DamagedIndexError("another version wrote it")
    elif check and connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise DamagedIndexError("it is damaged")
