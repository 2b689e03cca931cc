"""`nianbao build`: the database again, from the archive alone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from db.database import BROKEN, finish
from db.load import Outcome
from db.search import resume, suspend
from nianbao.data import DataDirectory
from nianbao.database import files_of, refuse_foreign
from nianbao.errors import UserError
from nianbao.loading import load_captures
from nianbao.parsing import Parsing
from nianbao.progress import Display
from nianbao.workers import Workers
from scraper.archive import Archive


def build(
    data: DataDirectory, display: Display, workers: Workers | None = None, warc: str | None = None
) -> tuple[Counter[Outcome], tuple[str, ...]]:
    """Make the database of `data` again. The old one is replaced when the new one is complete and checked.

    Args:
        data: the archive.
        display: told of the progress.
        workers: who parses; this process when not given. The rows are the same whoever does.
        warc: where the workers find the WARC files, if elsewhere than in `data`.

    Returns:
        How often each outcome of loading occurred, and what was found wrong with the archive, one line each.

    Raises:
        UserError: there is no archive, another run is using it, its files are not where the workers look for them,
            another program made the database, or the new one cannot be written.
    """
    parsing = Parsing(_absolute(warc or str(data.warc)), workers)
    with data.open_archive() as archive, display:
        refuse_foreign(data.database)
        display.tell(archive.problems)
        known = len(archive.problems)
        if warc is not None or (workers is not None and workers.elsewhere):
            parsing.check(archive)
        new = data.new_database
        try:
            _remove(new)
            outcomes = _make(data, archive, parsing, display)
            _replace(data.database, new)
        except (*BROKEN, OSError) as error:
            raise UserError(f"{new}: cannot be written ({error}); the old database is as it was") from error
        finally:
            _remove(new)  # What is left of it when it did not take its place.
        data.merging.unlink(missing_ok=True)
        display.tell(archive.problems[known:])
        return outcomes, tuple(archive.problems)


def _make(data: DataDirectory, archive: Archive, parsing: Parsing, display: Display) -> Counter[Outcome]:
    """The new database, complete and checked."""
    db = data.open_database(data.new_database)
    try:
        suspend(db)
        with display.loading("存档 archive") as step:
            outcomes = load_captures(db, archive, step, parsing=parsing)
        with display.indexing() as step:
            resume(db, step)
        finish(db)
        _check(db)
    finally:
        db.close()
    return outcomes


def _absolute(place: str) -> str:
    """A directory as workers find it whatever their own one is; an address as it is."""
    return place if "://" in place else str(Path(place).resolve())


def _check(db: Database) -> None:
    """Refuse to put a damaged database in the place of a good one."""
    (verdict,) = db.execute("PRAGMA integrity_check").fetchone()
    dangling = db.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or dangling:
        raise UserError(f"the new database is damaged ({verdict}, {len(dangling)} dangling keys); the old one stays")


def _replace(old: Path, new: Path) -> None:
    """Put `new` in the place of `old`. What the old one's journal still holds must not be applied to the new one."""
    if old.exists():
        # Damaged, or no database: the reason for building it again.
        with suppress(*BROKEN), closing(sqlite3.connect(old)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for journal in files_of(old)[1:]:
        journal.unlink(missing_ok=True)
    new.replace(old)


def _remove(database: Path) -> None:
    for file in files_of(database):
        file.unlink(missing_ok=True)
