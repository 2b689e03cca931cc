"""The database's file as a command finds it: sound, damaged, of another program, on a disk that takes nothing more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from db.database import BROKEN
from nianbao.errors import UserError

#: What SQLite says of a file that is sound but that this user cannot open: a reader makes files beside it.
_FORBIDDEN = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})
#: What it says of a file that is not as it left it.
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
#: Tables that every release has made; which are there, and how many of them a message names.
_OURS = frozenset({"portals", "captures", "reports"})
_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
_NAMED = 3


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads.

    Raises:
        UserError: the file cannot be opened or read, or is not ours.
    """
    try:
        with closing(_connect(database)) as connection:
            yield connection
    except BROKEN as error:
        raise unreadable(database, error) from error


def check_sound(database: Path) -> None:
    """See that every page of the file is as it ought to be; takes as long as reading it.

    Raises:
        UserError: it is damaged, or cannot be read.
    """
    with reading(database) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise unreadable(database, verdict.splitlines()[-1])


def refuse_foreign(database: Path) -> None:
    """See that the database may be replaced: it is ours, of whatever release and in whatever state, or unreadable.

    Raises:
        UserError: another program made it, or lets nobody read it.
    """
    if not database.exists():
        return
    try:
        with closing(_connect(database)) as connection:
            tables = [name for (name,) in connection.execute(_TABLES)]
    except BROKEN as error:
        if _code(error) == sqlite3.SQLITE_BUSY:
            raise UserError(f"{database}: another program is using it alone; wait until it is done") from error
        return  # Damaged: a reason to make it again.
    if tables and not _OURS.issubset(tables):
        named = ", ".join(tables[:_NAMED]) + (" …" if len(tables) > _NAMED else "")
        raise UserError(f"{database}: is of another program (tables {named}); move the file away")


def files_of(database: Path) -> tuple[Path, ...]:
    """A database and the two files of its journal."""
    return database, *(database.with_name(f"{database.name}-{name}") for name in ("wal", "shm"))


def unreadable(database: Path, error: Exception | str) -> UserError:
    """What a user is told who wants to read a database, and what to do about it."""
    if _code(error) in _FORBIDDEN:
        return UserError(
            f"{database}: cannot be opened ({error}); a reader needs write access to {database.parent}: "
            "allow it, or read a copy"
        )
    return UserError(f"{database}: cannot be read ({error}); run 'nianbao build --data {database.parent}'")


def unwritable(database: Path, error: Exception) -> UserError:
    """What a user is told whose run could not write its rows. What it archived is safe."""
    if _code(error) in _DAMAGED or isinstance(error, UnicodeError):
        again = f"'nianbao build --data {database.parent}' makes it again from the archive"
        return UserError(f"{database}: is damaged ({error}); {again}")
    return UserError(f"{database}: cannot be written ({error}); what is archived is loaded by the next run")


def _connect(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)


def _code(error: Exception | str) -> int:
    """SQLite's own number of an error; 0 where it is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
