"""What the cells of a record are called, in both languages."""

from __future__ import annotations

from parsers.forms import FORMS, Label
from parsers.forms.indicators import INDICATORS
from parsers.record import Cell

_ROWS: dict[tuple[str, str], Label] = {
    (table.code, row.code): row for form in FORMS.values() for table in form.tables for row in table.rows
} | {("indicators", label.code): label for label in INDICATORS}
_COLUMNS: dict[tuple[str, str], Label] = {
    (table.code, column.code): column for form in FORMS.values() for table in form.tables for column in table.columns
} | {
    ("indicators", label.code): label
    for label in (
        Label("count", "统计数", "Count"),
        Label("year", "年度", "This year"),
        Label("cumulative", "历年累计", "All years"),
    )
}
#: What the tables are called.
TABLES = {table.code: f"{table.zh} {table.en}" for form in FORMS.values() for table in form.tables}


def described(cell: Cell) -> str:
    """Codes, names and value of a cell, a line each."""
    row = _ROWS.get((cell.table, cell.row), Label(cell.row, cell.label, cell.label))
    column = _COLUMNS[cell.table, cell.column]
    value = f"{cell.value:,}" if cell.value is not None else f"{cell.state} “{cell.raw}”"
    return "\n".join(
        (
            f"{cell.table}.{cell.row}.{cell.column}",
            f"{row.zh} · {column.zh}",
            f"{row.en} · {column.en}",
            f"{value} {cell.unit or ''}".strip(),
        )
    )
