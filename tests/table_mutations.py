"""Damage of tables built by hand: what is read of them is right, and what is not read is said."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from fixtures.model import Figures
from parsers.record import Report

Rows = list[list[object]]


def drop_cell(rows: Rows, rng: Random) -> None:
    row = rng.choice([row for row in rows if row])
    del row[rng.randrange(len(row))]


def blank_cell(rows: Rows, rng: Random) -> None:
    row = rng.choice(rows)
    row[rng.randrange(len(row))] = ""


def drop_row(rows: Rows, rng: Random) -> None:
    del rows[rng.randrange(len(rows))]


def swap_rows(rows: Rows, rng: Random) -> None:
    one, other = rng.sample(range(1, len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]


def swap_columns(rows: Rows, rng: Random) -> None:
    """Of a table without merged cells, header and all."""
    one, other = rng.sample(range(1, min(map(len, rows))), 2)
    for row in rows:
        row[one], row[other] = row[other], row[one]


def add_cell(rows: Rows, rng: Random) -> None:
    row = rng.choice(rows)
    row.insert(rng.randrange(len(row) + 1), rng.choice(["", "", 5, "见说明"]))


MUTATIONS: list[Callable[[Rows, Random], None]] = [drop_cell, blank_cell, drop_row, swap_rows, swap_columns, add_cell]


def mutated(rows: Rows, mutate: Callable[[Rows, Random], None], seed: int) -> Rows:
    """A copy of `rows`, damaged once or twice. With two cells gone, a header and a figure below it, a table may be one
    that nobody can tell from a whole one."""
    rng = Random(seed)
    copy = [list(row) for row in rows]
    for _ in range(rng.choice([1, 1, 2]) if mutate is not drop_cell else 1):
        mutate(copy, rng)
    return copy


def faults(record: Report, code: str, truth: Figures) -> list[str]:
    """Figures read that are none of the table's `code`, and those not read although nothing says so."""
    read = {f"{cell.row}.{cell.column}": cell for cell in record.cells if cell.table == code}
    said = {f.rule for f in record.findings if f.where == code or f.rule == "parse.not_a_report"}
    wrong = [f"{key} is {c.value}, not {truth[code].get(key)}" for key, c in read.items()
             if c.state == "number" and c.value != truth[code].get(key)]  # fmt: skip
    unread = truth[code].keys() - read.keys()
    silent = unread and not said & {"parse.table_withheld", "parse.rows_missing", "parse.table_missing"}
    return wrong + ([f"{len(unread)} cells not read, which is not said"] if silent else [])
