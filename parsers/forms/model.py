"""The vocabulary in which an official form is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Label:
    """A code of ours with the words printed for it and their known variants.

    Variants are compared after `parsers.words.text.fold`: numbering, blanks, brackets and width do not matter.
    """

    code: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row(Label):
    """A row of a form. `group` names what the form prints to its left or above it; `columns` are its cells.

    In the applications table groups are keys of `parsers.forms.applications.GROUPS`, elsewhere printed words.
    """

    group: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form, rows and columns in printed order. `units` names columns that are not counts."""

    code: str
    zh: str
    en: str
    columns: tuple[Label, ...]
    rows: tuple[Row, ...]
    units: Mapping[str, str]

    def row(self, code: str) -> Row:
        """The row with this code."""
        return next(row for row in self.rows if row.code == code)

    def column(self, code: str) -> Label:
        """The column with this code."""
        return next(column for column in self.columns if column.code == code)

    @property
    def size(self) -> int:
        """How many cells the form prints."""
        return sum(len(row.columns) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Identity:
    """Sums that the form prescribes: the `left` cells together equal the `right` cells together.

    With `across="rows"` the names are rows and the sum holds in every column;
    with `across="columns"` they are columns and it holds in every row.
    """

    rule: str
    table: str
    across: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    zh: str


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: the notice that prescribes it, since which year reported, its tables, its identities."""

    code: str
    notice: str
    since: int
    tables: tuple[Table, ...]
    identities: tuple[Identity, ...]

    def table(self, code: str) -> Table | None:
        """The table with this code, if the form has it."""
        return next((table for table in self.tables if table.code == code), None)
