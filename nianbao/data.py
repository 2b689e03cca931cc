"""The data directory: the archive, and the database that is made from it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.database import NotOurDatabaseError, open_db
from nianbao.database import files_of
from nianbao.errors import UserError
from scraper.archive import Archive
from scraper.errors import ArchiveError
from scraper.merge import PART

#: File name of the database, whose stem is its name in Datasette.
DATABASE = "nianbao.db"


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
