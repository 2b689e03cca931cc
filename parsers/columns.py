"""Which columns a header names, and those that its form does not have: numbers, units, remarks, other years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from parsers.document import Grid, GridCell
from parsers.figures import read_figure
from parsers.labels import COLUMNS, ROWS, of_other_time
from parsers.text import fold, narrow

#: Headers of what stands beside the figures of a form.
_BESIDE = frozenset(
    {"序号", "行次", "编号", "代码", "备注", "说明", "单位", "计量单位", "小计"}
)  # fmt: skip
#: Where these are printed, 小计 is no other word for them.
_TOTALS = frozenset({"总计", "合计"})
_HEADERS = frozenset({"申请人情况", "信息内容", "本年", "本年度", "行政复议", "行政诉讼"})
#: What stands in the header above the labels.
_CORNERS = frozenset({"信息内容", "项目", "类别", "事项", "名称", "内容"})
_YEAR = re.compile(r"20\d\d(?=年)")
#: No header of such a column is longer.
_LONGEST = 20


@lru_cache(maxsize=1024)
def codes_of(printed: tuple[str, ...]) -> tuple[tuple[str | None, int], ...]:
    """The codes of the columns that a row of the header prints, each with the place of the word with which it begins.

    Neighbours are joined where one word was broken in two; a column that no form has is None.
    """
    starts = [i for i, text in enumerate(printed) if fold(text) in _CORNERS]
    rest = [i for i in range(starts[-1] + 1 if starts else 0, len(printed)) if printed[i]]
    rest = [i for i in rest if not ((m := ROWS.exact(printed[i], "disclosure")) and not m.code)]
    found: list[tuple[str | None, int]] = []
    position = 0
    # Of several years side by side it is not known which is the report's.
    years = len({year for i in rest for year in _YEAR.findall(narrow(printed[i]))}) > 1
    while position < len(rest):
        for length in (1, 2, 3):
            words = "".join([printed[i] for i in rest[position : position + length]])
            match = None if years and _YEAR.search(narrow(words)) else COLUMNS.find(words, "disclosure")
            if match and match.exact:
                break
        found.append((match.code if match else None, rest[position]))
        position += length if match else 1
    return tuple(found)


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
