"""A database many times the size of another: its counties again and again, each copy under numbers of its own.

What queries cost at the size of the country is told by it without parsing for hours. Rows are what loading wrote; the
numbers of agencies and reports of a copy lie in a range of their own, the summaries and the search index are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from db.database import finish, open_db
from db.identifiers import ORDINAL_BITS
from db.model import Table
from db.schema import (
    AGENCIES,
    AGENCY_NAMES,
    CAPTURES,
    CONTENT,
    COUNTS,
    LOCATIONS,
    PORTALS,
    REJECTED,
    REPORTS,
    SECTIONS,
    VERSIONS,
)
from db.search import resume, suspend

#: Tables that are copied, those first to which others refer.
_COPIED = (PORTALS, CAPTURES, REJECTED, AGENCIES, AGENCY_NAMES, REPORTS, LOCATIONS, *CONTENT, VERSIONS)
_NUMBERS = 1 << 48
_ORDINALS = (1 << ORDINAL_BITS) - 1
_NUMBERED = {(AGENCIES, "id"), (AGENCY_NAMES, "id"), (REPORTS, "id")}
_PASSAGES = {(SECTIONS, "id"), (COUNTS, "id")}
_NAMED = {(PORTALS, "id"), (CAPTURES, "id")}


def multiply(source: Path, target: Path, copies: int) -> None:
    """Make `target`, a new database with each county of `source` so many times."""
    with closing(open_db(target)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("ATTACH ? AS source", [str(source)])
        suspend(db)
        with db.atomic():
            db.execute("INSERT INTO divisions SELECT * FROM source.divisions")
            db.execute("INSERT OR IGNORE INTO rules SELECT * FROM source.rules")
        for number in range(copies):
            _copy(db, number, copies)
        resume(db, lambda _done, _of: None)
        finish(db)


def _copy(db: Database, number: int, copies: int) -> None:
    with db.atomic():
        for table in _COPIED:
            columns = ", ".join(_expressions(table, number, copies))
            key = ", ".join(f'"{name}"' for name in table.key)
            db.execute(f'INSERT INTO main."{table.name}" SELECT {columns} FROM source."{table.name}" ORDER BY {key}')  # noqa: S608


def _expressions(table: Table, number: int, copies: int) -> Iterator[str]:
    """What each column of a copy holds."""
    for column in table.columns:
        name, target = f'"{column.name}"', column.references
        place = (table, column.name)
        if place in _NUMBERED or target in {"reports.id", "agencies.id"}:
            yield _number(name, number, copies)
        elif place in _PASSAGES:
            report = _number(f"({name} >> {ORDINAL_BITS})", number, copies)
            yield f"({report}) << {ORDINAL_BITS} | ({name} & {_ORDINALS})"
        elif place in _NAMED or target in {"portals.id", "captures.id"}:
            yield f"{name} || '-{number}'"
        elif place == (SECTIONS, "wording"):
            # Words that two counties share would be those of all copies.
            yield f"{name} || '-{number}'"
        else:
            yield name


def _number(number: str, copy: int, copies: int) -> str:
    """A number of 48 bits in the range of a copy, in the order of the numbers that are copied."""
    return f"{number} / {copies} + {copy * (_NUMBERS // copies)}"
