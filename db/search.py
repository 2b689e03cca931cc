"""The index of the Chinese full-text search; what it holds of a text is told by `db.tokens`.

The index is a contentless FTS5 table beside each searched table, kept by triggers that call `TOKENS_SQL`: a
connection without that function cannot write a searched column at all, so the index cannot fall behind. The
version of the tokenizer is part of that name; `prepare` makes the index again where the triggers are not these.
A database that nobody reads yet is filled without triggers and indexed at the end: `suspend`, `resume`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from sqlite_utils import Database

from db.model import Table
from db.schema import TABLES
from db.tokens import excerpt, indexed, match

#: To be raised whenever `db.tokens` gives other tokens for some text.
VERSION = 1
TOKENS_SQL = f"search_tokens_{VERSION}"
#: Tables with columns that are searched; each has an integer for its key.
SEARCHED = tuple(table for table in TABLES if table.searched)
#: Rows that are indexed in one transaction.
_STEP = 2000


def register(connection: sqlite3.Connection) -> None:
    """Give a connection that writes the function that the triggers call."""
    connection.create_function(TOKENS_SQL, 1, indexed, deterministic=True)
    # Triggers may call functions of ours, which SQLite can be compiled to distrust.
    connection.execute("PRAGMA trusted_schema = ON")
    # Without it, INSERT OR REPLACE would take a row away and leave it in the index.
    connection.execute("PRAGMA recursive_triggers = ON")


def register_reading(connection: sqlite3.Connection) -> None:
    """Give a connection `escape_fts(query)`, which Datasette's search box calls, and `excerpt(text, query)`."""
    connection.create_function("escape_fts", 1, lambda query: match(str(query or "")), deterministic=True)
    connection.create_function("excerpt", 2, excerpt, deterministic=True)


def prepare(connection: sqlite3.Connection) -> None:
    """Make every index that is missing or was made by another tokenizer. Inside a transaction of the caller."""
    stored = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')"))
    for table in SEARCHED:
        if any(stored.get(name) != sql for name, sql in declaration(table).items()):
            _drop(connection, table)
            _begin(connection, table)
            for keys in _steps(connection, table):
                _fill(connection, table, keys)
            _keep(connection, table)


def suspend(db: Database) -> None:
    """Drop every index until `resume`, which makes them in half the time that keeping them row by row takes."""
    with db.atomic():
        for table in SEARCHED:
            _drop(db.conn, table)


def resume(db: Database, step: Callable[[int, int], None]) -> None:
    """Make every index, in transactions that stay small. One that is broken off has no triggers yet: see `prepare`.

    `step` is told after each transaction how many rows are indexed, and of how many.
    """
    done, total = 0, sum(db.table(table.name).count for table in SEARCHED)
    for table in SEARCHED:
        with db.atomic():
            _begin(db.conn, table)
        for keys in _steps(db.conn, table):
            with db.atomic():
                done += _fill(db.conn, table, keys)
            step(done, total)
        with db.atomic():
            _keep(db.conn, table)


def index_name(table: Table) -> str:
    """The name of the index of a searched table."""
    return f"{table.name}_fts"


def declaration(table: Table) -> dict[str, str]:
    """The index of a table and its triggers: name → SQL, in the order of making.

    `prefix` holds the list of each single character ready, for a sixth to two thirds more space. Datasette and
    sqlite-utils tell which table an index belongs to by the words content="…" in its SQL.
    """
    index = index_name(table)
    insert, delete = _insert(table, "new."), _delete(table)
    watched = _names((*table.key, *table.searched))
    return {
        index: f'CREATE VIRTUAL TABLE "{index}" USING fts5({_names(table.searched)}, '
        f"content='' /* content=\"{table.name}\" */, prefix='1', tokenize='ascii')",
        f"{index}_insert": f'CREATE TRIGGER "{index}_insert" AFTER INSERT ON "{table.name}" BEGIN {insert}; END',
        f"{index}_delete": f'CREATE TRIGGER "{index}_delete" AFTER DELETE ON "{table.name}" BEGIN {delete}; END',
        f"{index}_update": f'CREATE TRIGGER "{index}_update" AFTER UPDATE OF {watched} ON "{table.name}" '
        f"BEGIN {delete}; {insert}; END",
    }


def _drop(connection: sqlite3.Connection, table: Table) -> None:
    index, *triggers = declaration(table)
    for trigger in triggers:
        connection.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
    connection.execute(f'DROP TABLE IF EXISTS "{index}"')


def _begin(connection: sqlite3.Connection, table: Table) -> None:
    connection.execute(declaration(table)[index_name(table)])


def _fill(connection: sqlite3.Connection, table: Table, keys: tuple[int, int]) -> int:
    """Index the rows in a range of keys, in their order: after a lesser key FTS5 writes its buffer out.

    Returns:
        How many there are.
    """
    key, columns = table.key[0], ", ".join(f'{TOKENS_SQL}("{column}")' for column in table.searched)
    sql = (
        f'INSERT INTO "{index_name(table)}"(rowid, {_names(table.searched)}) '  # noqa: S608
        f'SELECT "{key}", {columns} FROM "{table.name}" WHERE "{key}" > ? AND "{key}" <= ? ORDER BY "{key}"'
    )
    return connection.execute(sql, keys).rowcount


def _keep(connection: sqlite3.Connection, table: Table) -> None:
    _, *triggers = declaration(table).values()
    for trigger in triggers:
        connection.execute(trigger)


def _steps(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[int, int]]:
    """The keys of `table` in ranges of so many rows each: the key before, and the last one."""
    key = f'"{table.key[0]}"'
    sql = f'SELECT max({key}) FROM (SELECT {key} FROM "{table.name}" WHERE {key} > ? ORDER BY {key} LIMIT {_STEP})'  # noqa: S608
    before = -1
    while (last := connection.execute(sql, [before]).fetchone()[0]) is not None:
        yield before, last
        before = last


def _insert(table: Table, row: str) -> str:
    columns = ", ".join(f'{TOKENS_SQL}({row}"{column}")' for column in table.searched)
    return (
        f'INSERT INTO "{index_name(table)}"(rowid, {_names(table.searched)}) '  # noqa: S608
        f'VALUES ({row}"{table.key[0]}", {columns})'
    )


def _delete(table: Table) -> str:
    """A contentless index forgets a row by being told what it held."""
    index = index_name(table)
    columns = ", ".join(f'{TOKENS_SQL}(old."{column}")' for column in table.searched)
    return (
        f'INSERT INTO "{index}"("{index}", rowid, {_names(table.searched)}) '  # noqa: S608
        f"VALUES ('delete', old.\"{table.key[0]}\", {columns})"
    )


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
