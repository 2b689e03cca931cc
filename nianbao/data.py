"""The data directory: the archive, and the database that is made from it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from db.database import NotOurDatabaseError, open_db
from nianbao.errors import UserError
from scraper.archive import Archive
from scraper.errors import ArchiveError
from scraper.merge import PART

#: File name of the database, whose stem is its name in Datasette.
DATABASE = "nianbao.db"
#: What SQLite says of a file that is sound but that this user cannot open: a reader makes files beside it.
_FORBIDDEN = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})

#: Tables that every release has made; which are there, and how many of them a message names.
_OURS = frozenset({"portals", "captures", "reports"})
_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """`path` holds `warc/`, `nianbao.db` that is made from it, and `runs.jsonl`."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / DATABASE

    @property
    def new_database(self) -> Path:
        """What a build makes, until it takes the place of the database."""
        return self.database.with_suffix(".new.db")

    @property
    def warc(self) -> Path:
        """The directory of the archive's files."""
        return self.path / "warc"

    @property
    def merging(self) -> Path:
        """A mark: files of other archives were taken, and the database is not of all of them yet."""
        return self.path / "merging"

    @property
    def runs(self) -> Path:
        """What each run came to, a line of JSON a run."""
        return self.path / "runs.jsonl"

    def remember(self, run: dict[str, Any]) -> None:
        """Add what a run came to, on a line of its own also where the last one broke off."""
        with self.runs.open("a+b") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                torn = file.read() != b"\n"
                file.write(b"\n" * torn)
            file.write(json.dumps(run, ensure_ascii=False).encode() + b"\n")

    def last_run(self) -> dict[str, Any] | None:
        """What the last run came to whose line is whole; None where there is none."""
        try:
            lines = self.runs.read_bytes().splitlines()
        except OSError:
            return None
        for line in reversed(lines):
            with suppress(ValueError):
                run: dict[str, Any] = json.loads(line)
                return run
        return None

    def open_archive(self, *, readonly: bool = False, create: bool = False) -> Archive:
        """The archive; for writing unless `readonly`.

        Raises:
            UserError: it is not there (and not to be created), in use, or cannot be read.
        """
        if not create and not self.warc.is_dir():
            raise UserError(f"{self.warc}: no archive; run 'nianbao refresh --data {self.path}' first")
        try:
            archive = Archive.open(self.warc, readonly=readonly)
        except ArchiveError as error:
            raise UserError(str(error)) from error
        if not readonly:
            self._tidy()
        return archive

    def _tidy(self) -> None:
        """Remove what a run that was killed left half written; none is at work, for the archive is ours."""
        for file in (*files_of(self.new_database), *self.warc.glob(f"*{PART}")):
            with suppress(OSError):  # Whoever needs the room will say that there is none.
                file.unlink(missing_ok=True)

    def refuse_foreign(self) -> None:
        """See that the database may be replaced: it is ours, of whatever release and in whatever state, or unreadable.

        Raises:
            UserError: another program made it, or lets nobody read it.
        """
        if not self.database.exists():
            return
        try:
            with closing(sqlite3.connect(f"file:{quote(str(self.database))}?mode=ro", uri=True)) as connection:
                tables = [name for (name,) in connection.execute(_TABLES)]
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise UserError(f"{self.database}: another program is using it alone; wait until it is done") from error
            return  # Damaged: a reason to make it again.
        if tables and not _OURS.issubset(tables):
            named = ", ".join(tables[:_NAMED]) + (" …" if len(tables) > _NAMED else "")
            raise UserError(f"{self.database}: is of another program (tables {named}); move the file away")

    def open_database(self, file: Path | None = None) -> Database:
        """The database, created where it is missing; `file` for another one than the directory's own.

        Raises:
            UserError: the file is not ours or cannot be opened.
        """
        file = file or self.database
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return open_db(file)
        except NotOurDatabaseError as error:
            raise UserError(str(error)) from error
        except sqlite3.OperationalError as error:
            raise UserError(f"{file}: cannot be opened ({error}); check the directory and its disk") from error
        except OSError as error:
            raise UserError(f"{file.parent}: {error.strerror or error}; check the directory") from error


def files_of(database: Path) -> tuple[Path, ...]:
    """A database and the two files of its journal."""
    return database, *(database.with_name(f"{database.name}-{name}") for name in ("wal", "shm"))


def unreadable(database: Path, error: sqlite3.DatabaseError) -> UserError:
    """What a user is told who wants to read a database, and what to do about it."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _FORBIDDEN:
        return UserError(
            f"{database}: cannot be opened ({error}); a reader needs write access to {database.parent}: "
            "allow it, or read a copy"
        )
    return UserError(f"{database}: cannot be read ({error}); run 'nianbao build --data {database.parent}'")
