"""What goes on over the page: what a table, or every page, prints again is no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from parsers.document import Grid
from parsers.words.header_words import CORNER
from parsers.words.text import fold, squeeze

_DIGITS = re.compile(r"\d+")
#: Figures alone may be the row of a table.
_WORD = re.compile(r"[^\W\d]")
#: So ends a sentence, which may stand on several pages.
_ENDS = frozenset("。；;")
#: The numbers of two pages have no more digits together.
_LONGEST_NUMBERS = 8
#: The same line stands on every page this near to the same height.
_SAME_HEIGHT = 3


class Line(str):
    """A printed line that knows where it ends, how large its last character is, and where its page or column does.

    `top` is its height on `page` where it stands at the head or the foot of it, else None.
    """

    __slots__ = ("edge", "is_foot", "page", "right", "size", "top")
    right: float
    size: float
    edge: float
    page: int
    top: float | None
    is_foot: bool


_Line = TypeVar("_Line")


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


def without_running_lines(lines: Sequence[Line | Grid]) -> Iterator[Line | Grid]:
    """Lines and tables without what heads or foots several pages, with the number of each; the first page keeps it.

    Amid a sentence that goes on over the page it would part its words, and the digits of a figure.
    """
    places: dict[str, list[Line]] = {}
    for line in lines:
        if isinstance(line, Line) and line.top is not None and line[-1] not in _ENDS and _WORD.search(line):
            places.setdefault(_DIGITS.sub("0", squeeze(line)), []).append(line)
    running = {id(line) for same in places.values() for line in _again_below(same)}
    yield from (line for line in lines if id(line) not in running)


def _again_below(same: Sequence[Line]) -> Iterator[Line]:
    """The lines among `same` that stand on a later page at the height of another one, and of feet that one as well."""
    for line in same:
        others = [
            other for other in same if other.page != line.page and _level(line, other) and _counts_on(line, other)
        ]
        if any(other.page < line.page for other in others) or (others and line.is_foot):
            yield line


def _level(line: Line, other: Line) -> bool:
    return line.top is not None and other.top is not None and abs(line.top - other.top) < _SAME_HEIGHT


def _counts_on(line: Line, other: Line) -> bool:
    """Whether the digits of one line are those of another, but for the number of the page; figures are not."""
    numbers = zip(_DIGITS.findall(line), _DIGITS.findall(other), strict=True)
    apart = line.page - other.page
    return all(
        one == two or (len(one + two) <= _LONGEST_NUMBERS and int(one) - int(two) == apart) for one, two in numbers
    )


def _again(whole: Grid, grid: Grid) -> int:
    """How many rows at the head of `grid` are those at the head of `whole`; 0 if they are no header of a block."""
    again = 0
    while again < min(len(whole.rows), len(grid.rows)) and _printed(whole, again) == _printed(grid, again):
        again += 1
    # It heads each block of disclosure; on the next page the first block's stands above rows of another.
    heads = any(fold(text) == CORNER for row in range(again) for text in _printed(grid, row))
    return again if heads and again < len(grid.rows) else 0


def _printed(grid: Grid, row: int) -> list[str]:
    return [squeeze(cell.text) for cell in grid.rows[row]]
