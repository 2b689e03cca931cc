"""Columns and rows of a form split in several (件数 | 占比, 2023年 | 2022年): which are its own, and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.tables.columns import names_column, names_row
from parsers.words.labels import COLUMNS
from parsers.words.text import fold, narrow

#: What stands above figures of the form's own, below a column's name.
_OWN = frozenset({
    "数量", "数量件", "数量件数", "件数", "件数件", "件", "数", "办件数", "申请数", "申请量", "办理数", "办理数量",
    "申请数量", "本年", "本年度", "本年数", "本年数量", "今年", "当年",
})  # fmt: skip
#: What else stands beside them there: shares and changes,
_DERIVED = frozenset({
    "占比", "占比情况", "所占比例", "比例", "百分比", "所占百分比", "比重", "所占比重", "占总数比例", "占总量比例",
    "占总数百分比", "增减", "增减数", "增减量", "增减率", "增减百分比", "增减情况", "增减幅度", "增减比例", "增长率",
    "变化", "变化量", "变化率", "变化情况", "同比", "同比增减", "同比增长", "同比变化", "比上年", "比上年增减",
    "比上年增长", "较上年", "较上年增减", "较上年增长",
})  # fmt: skip
#: and figures of last year.
_LAST_YEAR = frozenset({"上年", "上年度", "上年数", "上年数量", "去年", "同期", "上年同期", "去年同期"})
_SHARE = frozenset({"%", "(%)"})
#: No such word is longer.
_LONGEST = 12

#: A year by itself.
_YEAR = re.compile(r"(20\d\d)年?度?")


def without_split(grid: Grid, year: int | None) -> Grid:
    """The grid without the columns that a row below the names of columns sets apart: shares, changes, other years.

    Below each name that is several columns wide there has to be one of the form's own; of years, that of the report.
    """
    rows = grid.rows
    for number, row in enumerate(rows):
        if apart := _split(rows[:number], row, year):
            start = max((n for n in range(number) if _begins_block(rows[n])), default=0)
            end = next((n for n in range(number + 1, len(rows)) if _begins_block(rows[n])), len(rows))
            block = _without({column for cell in apart for column in _covered(cell)}, rows[start:end])
            rest = without_split(replace(grid, rows=rows[end:]), year)
            return replace(grid, rows=(*rows[:start], *block, *rest.rows))
    return grid


def without_split_rows(grid: Grid, year: int | None) -> Grid:
    """The grid without the rows that words behind a label which reaches down over several set apart, and these words.

    One of the rows has to be of the form's own; of years, that of the report.
    """
    rows = list(grid.rows)
    for number, row in enumerate(grid.rows):
        for place, label in enumerate(row[:-1]):
            if label.rowspan > 1 and names_row(label.text):
                below = [line for line in grid.rows[number + 1 : number + label.rowspan] if line]
                lines = [row[place + 1 :], *below]
                if (own := _own_line(label, lines, year)) is not None:
                    rows[number] = (*row[:place], label._replace(rowspan=1), *lines[own][1:])
                    rows[number + 1 : number + label.rowspan] = [()] * (label.rowspan - 1)
    kept = tuple(row for row, printed in zip(rows, grid.rows, strict=True) if row or not printed)
    return replace(grid, rows=kept) if kept != grid.rows else grid


def _own_line(label: GridCell, lines: Sequence[Sequence[GridCell]], year: int | None) -> int | None:
    """Which of the lines behind a label is of the form's own, if all others are set apart by the words before them."""
    heads = [line[0] for line in lines]
    if len(heads) != label.rowspan or any(head.column != label.end for head in heads):
        return None
    own = [n for n, head in enumerate(heads) if _is_own(head.text, year)]
    apart = [head for head in heads if _is_apart(head.text, year)]
    return own[0] if len(own) == 1 and len(apart) == len(heads) - 1 else None


def _split(above: Sequence[Sequence[GridCell]], row: Sequence[GridCell], year: int | None) -> list[GridCell]:
    """The cells of a row below the names of columns that are set apart, none if it is no such row."""
    printed = [cell for cell in row if cell.text]
    if any(len(cell.text) > _LONGEST for cell in printed):
        return []
    own = [cell for cell in printed if _is_own(cell.text, year)]
    apart = [cell for cell in printed if _is_apart(cell.text, year)]
    if not own or not apart or len(own) + len(apart) < len(printed):
        return []
    names = [name for line in above for name in line if _is_name(name, row[0].row)]
    under = all(any(_is_over(name, cell) for name in names) for cell in printed)
    one_each = all(sum(_is_over(name, cell) for cell in own) == 1 for name in names)
    return apart if under and one_each else []


def says_own(printed: str) -> bool:
    """Whether a word beside a label, or below a column's name, says that the figures are those of the form."""
    return fold(printed) in _OWN


def says_apart(printed: str) -> bool:
    """Whether such a word says that the figures are shares, changes, or those of last year."""
    return fold(printed) in _LAST_YEAR or says_derived(printed)


def says_derived(printed: str) -> bool:
    """Whether such a word says that the figures are shares or changes."""
    return fold(printed) in _DERIVED or narrow(printed) in _SHARE


def _is_own(printed: str, year: int | None) -> bool:
    return _year_of(printed) == year if _year_of(printed) else says_own(printed)


def _is_apart(printed: str, year: int | None) -> bool:
    other = _year_of(printed)
    return year is not None and other != year if other else says_apart(printed)


def _year_of(printed: str) -> int | None:
    match = _YEAR.fullmatch(narrow(printed))
    return int(match[1]) if match else None


def _is_name(cell: GridCell, below: int) -> bool:
    """Whether a cell names a column, is several wide, and ends right above a row."""
    return cell.colspan > 1 and cell.row + cell.rowspan == below and names_column(cell.text)


def _is_over(name: GridCell, cell: GridCell) -> bool:
    return name.column <= cell.column and cell.end <= name.end


def _begins_block(row: Sequence[GridCell]) -> bool:
    """Whether a row is the header of a block of the disclosure table."""
    return any(COLUMNS.exact(cell.text, "disclosure") for cell in row)


def _covered(cell: GridCell) -> range:
    return range(cell.column, cell.end)


def _without(columns: set[int], rows: Iterable[Sequence[GridCell]]) -> Iterator[tuple[GridCell, ...]]:
    """Rows without the cells of these columns; those that reach over others as well are as wide as the others."""
    for row in rows:
        kept = ((cell, [column for column in _covered(cell) if column not in columns]) for cell in row)
        yield tuple(cell._replace(column=rest[0], colspan=rest[-1] - rest[0] + 1) for cell, rest in kept if rest)
