"""Rows shifted behind a blank cell, so that their last figure stands in the column of remarks."""

from __future__ import annotations

from collections.abc import Sequence, Set

from parsers.document import GridCell
from parsers.figures import read_figure
from parsers.header_words import ROW_WIDTHS
from parsers.labels import ROWS

_Row = Sequence[GridCell]


def any_shifted(rows: Sequence[_Row], remarks: Sequence[_Row]) -> bool:
    """Whether one of the `rows` may be: one with a number among its own `remarks`, and with a blank cell in a column
    in which others print something.
    """
    numbered = [(row, numbers) for row, noted in zip(rows, remarks, strict=True) if (numbers := _numbers(noted))]
    printed = {cell.column for row in rows for cell in row if cell.text} if numbered else set[int]()
    return any(_has_blank(row, printed) and not _ends_with_total(row, numbers[0]) for row, numbers in numbered)


def _has_blank(row: _Row, columns: Set[int]) -> bool:
    return any(cell.column in columns and read_figure(cell.text).state == "blank" for cell in row)


def _ends_with_total(row: _Row, remark: float) -> bool:
    """Whether the last figure of a row is the sum of those before it, and the remark not that of all: then the row is
    whole as it stands, in a table whose rows end with their total.
    """
    figures = _numbers(row)
    totalled = any((match := ROWS.exact(cell.text)) is not None and match.table in ROW_WIDTHS for cell in row)
    return totalled and len(figures) > 1 and sum(figures[:-1]) == figures[-1] and sum(figures) != remark


def _numbers(cells: _Row) -> list[float]:
    return [figure.value for cell in cells if (figure := read_figure(cell.text)).value is not None]
