"""Rows shifted behind a blank cell, so that their last figure stands in the column of remarks."""

from __future__ import annotations

from collections.abc import Sequence, Set

from parsers.document import GridCell
from parsers.forms.remedies import OUTCOMES
from parsers.words.figures import read_figure
from parsers.words.header_words import REMEDY_CELLS, ROW_WIDTHS
from parsers.words.labels import ROWS

_Row = Sequence[GridCell]


def any_shifted(rows: Sequence[_Row], remarks: Sequence[_Row]) -> bool:
    """Whether one of the `rows` may be: one with a number among its own `remarks`, and with a blank cell in a column
    in which others print something. Where none of several has a figure, that number may be the only one filled in.
    """
    numbered = [(row, numbers) for row, noted in zip(rows, remarks, strict=True) if (numbers := _numbers(noted))]
    printed = {cell.column for row in rows for cell in row if cell.text} if numbered else set[int]()
    filled = any(map(_numbers, rows)) if numbered else False
    return any(
        _has_blank(row, printed)
        and not _ends_with_total(row, numbers[0])
        and not ((filled or len(row) == REMEDY_CELLS) and _is_blank(row, numbers[0]))
        for row, numbers in numbered
    )


def _has_blank(row: _Row, columns: Set[int]) -> bool:
    return any(cell.column in columns and read_figure(cell.text).state == "blank" for cell in row)


def _ends_with_total(row: _Row, remark: float) -> bool:
    """Whether the last figure of a row is the sum of those before it, and the remark not that of all: then the row is
    whole as it stands, in a table whose rows end with their total. So is a row of all remedies if each has its total.
    """
    figures = _numbers(row)
    if len(row) == REMEDY_CELLS and not _is_totalled(row):
        values = [read_figure(cell.text).value or 0 for cell in row]
        parts = [values[start : start + len(OUTCOMES)] for start in range(0, REMEDY_CELLS, len(OUTCOMES))]
        return any(values) and all(sum(part[:-1]) == part[-1] for part in parts)
    return _is_totalled(row) and len(figures) > 1 and sum(figures[:-1]) == figures[-1] and sum(figures) != remark


def _is_blank(row: _Row, remark: float) -> bool:
    """Whether all figures of a row are blank, in a table whose rows end with their total: a remark that is not 0 would
    be the total of nothing.
    """
    totalled = len(row) == REMEDY_CELLS or _is_totalled(row)
    return remark != 0 and totalled and all(read_figure(cell.text).state in ("blank", "text") for cell in row)


def _is_totalled(row: _Row) -> bool:
    return any((match := ROWS.exact(cell.text)) is not None and match.table in ROW_WIDTHS for cell in row)


def _numbers(cells: _Row) -> list[float]:
    return [figure.value for cell in cells if (figure := read_figure(cell.text)).value is not None]
