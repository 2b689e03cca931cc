"""What is said of official tables that are not read, or not in all."""

from __future__ import annotations

from parsers.document import Grid
from parsers.record import Finding


def withheld(table: str, reason: str) -> Finding:
    """A table that cannot be read with certainty, and why."""
    return Finding(
        "parse.table_withheld", "error", f"表格未能确切读取，已整表保留不录 / table withheld: {reason}", table
    )


def header_alone(table: str) -> Finding:
    """A table of which only the header was found."""
    message = "只见表头，未见可读的行 / of the table only the header can be read, none of its rows"
    return Finding("parse.table_missing", "error", message, table)


def summary_left_out(table: str, grid: Grid) -> Finding:
    """Another table in the section of an official one."""
    message = f"同一节的表 {grid.number} 不是官方格式，未收录 / table {grid.number} is not of the form, left out"
    return Finding("parse.summary_left_out", "note", message, table)


def blank_copy(table: str) -> Finding:
    """A table that also stands there blank."""
    message = "同一表格另有一份空白，所录为填写的一份 / the table also stands there blank; the filled one was read"
    return Finding("parse.blank_copy", "warning", message, table)
