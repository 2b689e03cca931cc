"""Tables on the terminal, declared as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rich import box
from rich.table import Table

_Row = TypeVar("_Row")
#: Head of a column in Chinese and in English, and what it shows of a row.
Column = tuple[str, str, Callable[[_Row], object]]


def table_of(rows: Iterable[_Row], columns: Sequence[Column[_Row]]) -> Table:
    """One line for each row; the first column is text, the others are figures."""
    table = Table(box=box.SIMPLE_HEAD, header_style="", padding=(0, 0))
    for number, (zh, en, _) in enumerate(columns):
        table.add_column(f"{zh}\n{en}", justify="right" if number else "left", no_wrap=not number)
    for row in rows:
        table.add_row(*(str(shown(row)) for _, _, shown in columns))
    return table
