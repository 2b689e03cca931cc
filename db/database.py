"""The file itself: created with every table, opened only if it is ours, tidied after a run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from db import across_years, names, search, summaries
from db.labels import label_rows
from db.schema import TABLES
from db.views import VIEWS

#: How long a writer waits for another one, in milliseconds.
_PATIENCE = 10_000
_AGAIN = "move the file away and run nianbao build to make it again from the archive"
#: What reading or writing a damaged database may raise. SQLite's messages may quote what is there instead of text.
BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)


#: The database's `user_version` while all that `finish` makes of its rows is right.
_FINISHED = 1


class NotOurDatabaseError(Exception):
    """The file is no database, or one that another program or another release made."""


def is_its_own(error: Exception) -> bool:
    """Whether an error is of the database as a whole (damaged, in use, on a full disk) and not of what is written."""
    return isinstance(error, sqlite3.OperationalError | UnicodeDecodeError) or type(error) is sqlite3.DatabaseError


def open_db(path: Path) -> Database:
    """The database at `path` with all its tables, created where it is missing.

    Raises:
        NotOurDatabaseError: the file is something else; the message is one line and says what to do.
    """
    db = Database(sqlite3.connect(path))
    try:
        _prepare(db, path)
    except (*BROKEN, NotOurDatabaseError) as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError | NotOurDatabaseError):
            raise
        raise NotOurDatabaseError(f"{path}: damaged, or no SQLite database ({error}); {_AGAIN}") from error
    return db


def begin(db: Database) -> None:
    """To be called before a run changes rows: should it be broken off, the next one finishes what it did."""
    db.execute("PRAGMA user_version = 0")


def finish(db: Database) -> int:
    """To be called after a run: checks across years, names of agencies, summaries, then SQLite's own housekeeping.

    Nothing is done where no row changed since the last time: for a whole country it takes a minute and more.

    Returns:
        The number of reports whose findings across years changed.
    """
    if not db.conn.total_changes and db.execute("PRAGMA user_version").fetchone() == (_FINISHED,):
        return 0
    with db.atomic():
        changed = across_years.update(db)
        names.update(db)
        summaries.update(db)
        db.execute(f"PRAGMA user_version = {_FINISHED}")
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return changed


def _prepare(db: Database, path: Path) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    search.register(db.conn)
    db.enable_wal()
    with db.atomic():
        declared = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
        if not declared:
            _create(db)
        else:
            _compare(declared, path)
        # A newer release may know more types, rules and other codes than the one that made the file.
        for name, rows in label_rows():
            db.table(name).insert_all(rows, ignore=True)
        search.prepare(db.conn)


def _compare(declared: dict[str, str], path: Path) -> None:
    for table in TABLES:
        if declared.get(table.name) != table.sql:
            raise NotOurDatabaseError(f"{path}: table {table.name} is not as this release makes it; {_AGAIN}")


def _create(db: Database) -> None:
    for table in TABLES:
        db.execute(table.sql)
        for columns in table.indexes:
            db.table(table.name).create_index(columns, index_name=f"{table.name}_{'_'.join(columns)}")
    for view in VIEWS:
        db.create_view(view.name, view.sql)
