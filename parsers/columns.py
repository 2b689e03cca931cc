"""Columns of a table that its form does not have: serial numbers, units, remarks, figures of other years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from parsers.document import Grid, GridCell
from parsers.figures import read_figure
from parsers.labels import COLUMNS, ROWS, of_other_time
from parsers.text import fold

#: Headers of what stands beside the figures of a form.
_BESIDE = frozenset(
    {"序号", "行次", "编号", "代码", "备注", "说明", "单位", "计量单位", "小计"}
)  # fmt: skip
#: Where these are printed, 小计 is no other word for them.
_TOTALS = frozenset({"总计", "合计"})
_HEADERS = frozenset({"申请人情况", "信息内容", "本年", "本年度", "行政复议", "行政诉讼"})
#: No header of such a column is longer.
_LONGEST = 20


def own_columns(grid: Grid) -> Grid:
    """The grid without the columns that are not the form's, where every row shows in which column each cell stands."""
    found = [(n, cell) for n, row in enumerate(grid.rows) for cell in row if _is_beside(cell)]
    found = [(n, cell) for n, cell in found if _heads(grid.rows[n])]
    totals = any(fold(cell.text) in _TOTALS for row in grid.rows for cell in row) if found else False
    found = [(n, cell) for n, cell in found if totals or fold(cell.text) != "小计"]
    if not found or grid.stream or not _is_rectangular(grid.rows, min(n for n, _ in found)):
        return grid
    dropped = {id(cell) for n, head in found for cell in _column(grid.rows, n, head)}
    return replace(grid, rows=tuple(tuple(cell for cell in row if id(cell) not in dropped) for row in grid.rows))


def _is_beside(cell: GridCell) -> bool:
    if not 1 < len(cell.text) <= _LONGEST:
        return False
    word = fold(cell.text)
    return word in _BESIDE or (of_other_time(word) and not COLUMNS.exact(word) and not ROWS.exact(word))


def _heads(row: Sequence[GridCell]) -> bool:
    """Whether a row is one of a header: words of one, no figure."""
    states = {read_figure(cell.text).state for cell in row}
    known = any(fold(cell.text) in _HEADERS or COLUMNS.exact(cell.text) for cell in row if not _is_beside(cell))
    return known and not {"number", "dash"}.intersection(states)


def _column(rows: Sequence[Sequence[GridCell]], start: int, head: GridCell) -> Iterator[GridCell]:
    """A header cell and the cells below it, to the header of the next block."""
    yield head
    for row in rows[start + head.rowspan :]:
        if any(COLUMNS.exact(cell.text, "disclosure") for cell in row):
            return
        yield from (cell for cell in row if head.column <= cell.column and _end(cell) <= head.column + head.colspan)


def _end(cell: GridCell) -> int:
    return cell.column + cell.colspan


def _is_rectangular(rows: Sequence[Sequence[GridCell]], start: int) -> bool:
    """Whether all rows from `start` end at the same column, those of merged cells above them counted in."""
    first = next(cell.row for row in rows for cell in row)
    ends = [0] * len(rows)
    for cell in chain(*rows):
        for number in range(cell.row - first, min(cell.row - first + cell.rowspan, len(rows))):
            ends[number] = max(ends[number], _end(cell))
    return len(set(ends[start:])) == 1
