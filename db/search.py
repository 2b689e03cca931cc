"""Chinese full-text search: what the index holds and how a query is read, in one place.

SQLite's own tokenizers find two characters of Chinese badly or not at all. Here each run of Han characters is
indexed as overlapping pairs and its last character alone; a run of other letters and digits is one token, after
compatibility forms and capitals are folded (ＡＢ to ab, ２０２４ to 2024). A query is words between blanks:

- one Han character is looked up as the beginning of a pair, two as a pair, more as consecutive pairs, so that a
  word is found wherever its characters follow each other; letters and digits are found as whole words;
- all words must occur in a row; one with a leading `-` must not; a query of such words alone finds nothing;
- everything else is literal: punctuation separates runs and is otherwise not looked at.

The index is a contentless FTS5 table beside each searched table, kept by triggers that call `TOKENS_SQL`: a
connection without that function cannot write a searched column at all, so the index cannot fall behind. The
version of the tokenizer is part of that name; `prepare` makes the index again where the triggers are not these.
A database that nobody reads yet is filled without triggers and indexed at the end: `suspend`, `resume`.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from sqlite_utils import Database

from db.model import Table
from db.schema import TABLES

#: To be raised whenever `tokens` gives other tokens for some text.
VERSION = 1
TOKENS_SQL = f"search_tokens_{VERSION}"
#: Tables with columns that are searched; each has an integer for its key.
SEARCHED = tuple(table for table in TABLES if table.searched)

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LETTER = f"[^\\W_{_HAN}]"
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|{_LETTER}+")
#: Characters of an excerpt before its first hit, and in all.
_BEFORE, _WIDTH = 40, 160
#: Rows that are indexed in one transaction.
_STEP = 2000


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text, with the characters of the text as it was given that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query: tokens that must follow each other, of the last one only its beginning if `prefix`.

    `runs` are what the tokens were made of.
    """

    tokens: tuple[str, ...]
    runs: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False

    @property
    def match(self) -> str:
        """The term in the language of FTS5."""
        return f'"{" ".join(self.tokens)}"{"*" if self.prefix else ""}'


def terms(query: str) -> list[Term]:
    """The words of a query that hold anything to look for."""
    found = (_term(word) for word in _normal(query)[0].split())
    return [term for term in found if term.tokens]


def match(query: str) -> str:
    """`query` in the language of FTS5; it never raises and, where there is nothing to look for, finds nothing."""
    wanted = [term.match for term in terms(query) if not term.excluded]
    unwanted = [term.match for term in terms(query) if term.excluded]
    if not wanted:
        return '""'
    return f"({' AND '.join(wanted)})" + (f" NOT ({' OR '.join(unwanted)})" if unwanted else "")


def tokens(text: str) -> Iterator[Token]:
    """What the index holds of `text`, in order."""
    normal, origins = _normal(text)
    for run in _RUN.finditer(normal):
        for start, part in enumerate(_parts(run), start=run.start()):
            yield Token(part, origins[start], origins[start + len(part) - 1] + 1)


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`, as the index finds them: spans in order that do not overlap."""
    normal, origins = _normal(text)
    found = (_pattern(term.runs).finditer(normal) for term in terms(query) if not term.excluded)
    spans = sorted((origins[each.start(1)], origins[each.end(1) - 1] + 1) for some in found for each in some)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str | None, query: str | None) -> str | None:
    """The part of `text` around the first hit of `query`, its beginning where there is none. No word is cut."""
    if text is None:
        return None
    found = hits(text, query or "")
    start = _boundary(text, max(0, (found[0][0] if found else 0) - _BEFORE), -1)
    end = _boundary(text, min(len(text), start + _WIDTH), 1)
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"


def register(connection: sqlite3.Connection) -> None:
    """Give a connection that writes the function that the triggers call."""
    connection.create_function(TOKENS_SQL, 1, _indexed, deterministic=True)
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


def _parts(run: re.Match[str]) -> list[str]:
    """The tokens of a run; each begins one character after the one before."""
    if not run["han"]:
        return [run[0]]
    return [*map(add, run[0], run[0][1:]), run[0][-1]]


def _indexed(text: str | None) -> str:
    return " ".join(part for run in _RUN.finditer(_normal(text or "")[0]) for part in _parts(run))


def _term(word: str) -> Term:
    excluded, word = word.startswith("-"), word.removeprefix("-")
    runs = list(_RUN.finditer(word))
    found, texts = [part for run in runs for part in _parts(run)], tuple(run[0] for run in runs)
    if not runs or not runs[-1]["han"]:
        return Term(tuple(found), texts, excluded=excluded)
    # Whether the last run goes on in the text is open: its last character alone says nothing.
    alone = len(texts[-1]) == 1
    return Term(tuple(found if alone else found[:-1]), texts, prefix=alone, excluded=excluded)


@lru_cache(maxsize=64)
def _pattern(runs: tuple[str, ...]) -> re.Pattern[str]:
    """Where the index finds these runs as one word, in group 1, for all places that overlap."""
    whole = [f"{run}(?![{_HAN}])" if re.match(f"[{_HAN}]", run) else _word(run) for run in runs[:-1]]
    last = runs[-1] if re.match(f"[{_HAN}]", runs[-1]) else _word(runs[-1])
    return re.compile("(?=(" + r"[\W_]*".join([*whole, last]) + "))")


def _word(run: str) -> str:
    return f"(?<!{_LETTER}){run}(?!{_LETTER})"


def _normal(text: str) -> tuple[str, range | list[int]]:
    """`text` with its forms folded, and for each character which one of `text` it comes from."""
    folded = [_folded(char) for char in text]
    normal = "".join(folded)
    if len(normal) == len(text) and "" not in folded:
        return normal, range(len(text))
    return normal, [origin for origin, part in enumerate(folded) for _ in part]


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char).lower()


def _boundary(text: str, position: int, step: int) -> int:
    """`position`, moved by `step` until it does not stand within a word of letters or digits."""
    word = re.compile(_LETTER)
    while 0 < position < len(text) and word.match(text[position - 1]) and word.match(text[position]):
        position += step
    return position
