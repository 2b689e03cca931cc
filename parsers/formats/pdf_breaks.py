"""Tables that go on over the page: what a continued table prints again is no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from parsers.document import Grid
from parsers.text import fold, squeeze

_Line = TypeVar("_Line")
#: Stands in the header of each block of disclosure. On the next page the first block's heads rows of another.
_CORNER = "信息内容"


def without_repeated_headers(lines: Iterable[_Line | Grid]) -> Iterator[_Line | Grid]:
    """Lines and tables in printed order, without the first rows of a table of blocks on the pages after its first."""
    whole: Grid | None = None
    page = 0
    for line in lines:
        if not isinstance(line, Grid) or line.page is None:
            yield line
            continue
        again = _again(whole, line) if whole and line.page == page + 1 else 0
        whole, page = whole if again else line, line.page
        yield replace(line, rows=line.rows[again:])


def _again(whole: Grid, grid: Grid) -> int:
    """How many rows at the head of `grid` are those at the head of `whole`; 0 if they are no header of a block."""
    again = 0
    while again < min(len(whole.rows), len(grid.rows)) and _printed(whole, again) == _printed(grid, again):
        again += 1
    heads = any(fold(text) == _CORNER for row in range(again) for text in _printed(grid, row))
    return again if heads and again < len(grid.rows) else 0


def _printed(grid: Grid, row: int) -> list[str]:
    return [squeeze(cell.text) for cell in grid.rows[row]]
