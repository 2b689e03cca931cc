"""The vocabulary in which the database is declared, and the SQL that a declaration stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its SQL type with constraints, what it holds in Chinese and in English.

    `references` names the table and column of a foreign key as `table.column`.
    """

    name: str
    type: str
    zh: str
    en: str
    references: str | None = None

    @property
    def description(self) -> str:
        """Both languages in one line, as Datasette shows it."""
        return f"{self.zh} · {self.en}"

    @property
    def sql(self) -> str:
        """The column's definition inside CREATE TABLE."""
        if self.references is None:
            return f'"{self.name}" {self.type}'
        table, column = self.references.split(".")
        return f'"{self.name}" {self.type} REFERENCES "{table}"("{column}")'


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key` is its primary key, `indexes` its further indexes.

    A table with a key of several columns is stored WITHOUT ROWID: the rows of a report lie together
    in the key's order, and no second index is needed.

    The last fields are how Datasette shows it: `label` is the column that stands for a row elsewhere,
    `note` a description beneath the title, `facets` columns that lead an index, `sort` the order, with a
    minus for a descending one. `searched` columns are in the full-text index (`db.search`), for which the
    key has to be one integer.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    foreign: tuple[str, ...] = ()
    label: str | None = None
    note: str | None = None
    facets: tuple[str, ...] = ()
    sort: str | None = None
    searched: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Both languages in one line, as Datasette shows it."""
        return f"{self.zh} · {self.en}"

    @property
    def sql(self) -> str:
        """The CREATE TABLE statement."""
        lines = [column.sql for column in self.columns]
        lines.append(f"PRIMARY KEY ({_names(self.key)})")
        lines += [f"UNIQUE ({_names(columns)})" for columns in self.unique]
        lines += [f"FOREIGN KEY {clause}" for clause in self.foreign]
        storage = " WITHOUT ROWID" if len(self.key) > 1 else ""
        return f'CREATE TABLE "{self.name}" (\n  ' + ",\n  ".join(lines) + f"\n){storage}"

    def values(self) -> tuple[str, ...]:
        """The names of the columns outside the key."""
        return tuple(column.name for column in self.columns if column.name not in self.key)


@dataclass(frozen=True, slots=True)
class View:
    """A view, with what it answers in both languages."""

    name: str
    zh: str
    en: str
    sql: str
    facets: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Both languages in one line, as Datasette shows it."""
        return f"{self.zh} · {self.en}"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
