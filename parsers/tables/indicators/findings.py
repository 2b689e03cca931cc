"""What is said of tables of indicators that are not read, or not in all."""

from __future__ import annotations

from parsers.document import Grid
from parsers.record import Cell, Finding
from parsers.tables.indicators.columns import Row
from parsers.words.text import squeeze


def doubtful(grid: Grid) -> Finding:
    """Several columns of figures, of which it is not known which are the year's."""
    message = "指标表的数字列不止一列，不知哪列是本年的，已整表保留不录 / more columns of figures than are known"
    return Finding("parse.table_withheld", "error", message, f"table {grid.number}")


def beside_remarks(cell: Cell) -> Finding:
    """A cell that is blank, with a number below the word for remarks that may be its figure."""
    message = f"“{cell.label}”：栏内空白，数字印在备注栏，未读作数字 / blank, with a number below the word for remarks"
    return Finding("parse.figure_unread", "error", message, f"{cell.table}.{cell.row}.{cell.column}")


def printed_again(grid: Grid) -> Finding:
    """A second table of indicators with other figures."""
    message = "有两张指标表，不知哪张是本机关的 / two tables of the same indicators"
    return Finding("parse.table_withheld", "error", message, f"table {grid.number}")


def headless(where: str) -> Finding:
    """Indicators without a header, or in lines."""
    message = "指标没有印成可辨认的表格，未录 / indicators are printed without a header or table that can be read"
    return Finding("parse.table_withheld", "error", message, where)


def unread(grid: Grid, row: Row) -> Finding:
    """A row of which it is not known what its figures are."""
    printed = " | ".join(squeeze(cell.text) for cell in row)[:80]
    return Finding("parse.table_withheld", "error",
                   f"指标表有行未能读取，已整表保留不录 / indicator row not understood: {printed}",
                   f"table {grid.number}, row {row[0].row + 1}")  # fmt: skip
