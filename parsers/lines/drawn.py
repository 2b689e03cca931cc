"""Tables drawn with lines of characters around every cell, as browsers for terminals and converters draw them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from parsers.document import Grid, GridCell
from parsers.lines.blocks import MAX_CHARACTERS
from parsers.lines.grids import grids_and_prose
from parsers.lines.streams import is_figure
from parsers.words.labels import ROWS

_UPRIGHT = "|¦｜│┃║"
_CORNERS = "".join(map(chr, range(0x250C, 0x254C))) + "".join(map(chr, range(0x2552, 0x256D)))
_LEVEL = "─━═"
#: What a line of a drawn table begins and ends with.
_EDGE = re.compile(rf"\s*[{_UPRIGHT}{_CORNERS}+].*[{_UPRIGHT}{_CORNERS}+]\s*", re.DOTALL)
#: A line across: of characters for it, or of hyphens from one corner to the next.
_ACROSS = re.compile(rf"[{_CORNERS}{_LEVEL}]+|(?<=[|+])[-=:]{{2,}}(?=[|+])")
_WALLS = re.compile(rf"[{_UPRIGHT}{_CORNERS}{_LEVEL}]|(?<=[|+])[-=:]{{2,}}(?=[|+])|\+(?=[-=+|])|(?<=[-=+|])\+")
#: What of it stands at the sides of cells.
_POSTS = re.compile(rf"[{_UPRIGHT}{_CORNERS}]|\+(?=[-=+|])|(?<=[-=+|])\+")
_FEWEST_LINES = 5
_FEWEST_RULES = 3
#: How wide characters are printed: Chinese ones take two columns, or were counted as one.
METRICS: tuple[Callable[[str], int], ...] = (
    lambda character: 2 if unicodedata.east_asian_width(character) in "WF" else 1,
    lambda _: 1,
)


class _Piece(NamedTuple):
    """What stands in one line between two walls, from one column to before another."""

    line: int
    start: int
    end: int
    text: str


def with_grids(lines: Sequence[str]) -> Iterator[str | Grid]:
    """The lines, with a grid in the place of each table of which every cell is drawn."""
    position = 0
    while position < len(lines):
        end = position
        while end < len(lines) and _EDGE.fullmatch(lines[end]):
            end += 1
        if rows := _rows(lines[position:end]):
            yield from grids_and_prose(0, rows)
        else:
            end = max(end, position + 1)
            yield from lines[position:end]
        position = end


def _rows(lines: Sequence[str]) -> list[tuple[GridCell, ...]]:
    """The rows of a drawn table; none where lines do not draw one."""
    if len(lines) < _FEWEST_LINES or sum(map(len, lines)) > MAX_CHARACTERS:
        return []
    if sum(_ACROSS.search(line) is not None for line in lines) < _FEWEST_RULES:
        return []
    for width in METRICS:
        columns = [list(accumulate(map(width, line), initial=0)) for line in lines]
        cells = _cells([p for n, line in enumerate(lines) for p in _pieces(n, line, columns[n])])
        posts = [{columns[n][post.start()] for post in _POSTS.finditer(line)} for n, line in enumerate(lines)]
        if cells and all(_is_framed(cell, posts) and _is_one_cell(cell) for cell in cells):
            return _placed(cells)
    return []


def _pieces(number: int, line: str, columns: Sequence[int]) -> Iterator[_Piece]:
    """What stands between the walls of a line, whose characters stand in `columns`."""
    position: int | None = None
    for wall in _WALLS.finditer(line):
        if position is not None and position < wall.start():
            yield _Piece(number, columns[position], columns[wall.start()], line[position : wall.start()].strip())
        position = wall.end()


def _is_framed(cell: Sequence[_Piece], posts: Sequence[set[int]]) -> bool:
    """Whether the walls at both sides of a cell go on, or end at corners, in the lines above and below it."""
    sides = {cell[0].start - 1, cell[0].end}
    around = (number for number in (cell[0].line - 1, cell[-1].line + 1) if 0 <= number < len(posts))
    return all(sides <= posts[number] for number in around)


def _cells(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces of each cell, from its upper to its lower line; none where one of them is no rectangle."""
    above: list[list[_Piece]] = []  # the cells that reach down to the line above, from left to right
    found: list[list[_Piece]] = []
    last = -1
    for number, line in groupby(pieces, lambda piece: piece.line):
        above, last = above if number == last + 1 else [], number
        ends = [cell[0].end for cell in above]
        here: list[list[_Piece]] = []
        for piece in line:
            place = bisect_right(ends, piece.start)
            cell = above[place] if place < len(above) and above[place][0].start < piece.end else []
            if cell and (cell[0].start, cell[0].end) != (piece.start, piece.end):
                return []
            if not cell:
                found.append(cell)
            cell.append(piece)
            here.append(cell)
        above = here
    return found


def _is_one_cell(cell: Sequence[_Piece]) -> bool:
    """Whether the lines of a cell are of one: not the figures, or the labels, of rows without a line between them."""
    texts = [piece.text for piece in cell if piece.text]
    labels = [match for text in texts if (match := ROWS.exact(text)) and match.code]
    return sum(map(is_figure, texts)) < 2 and (len(labels) < 2 or ROWS.exact("".join(texts)) is not None)


def _placed(cells: Sequence[Sequence[_Piece]]) -> list[tuple[GridCell, ...]]:
    """The cells in the rows and columns in which they begin."""
    tops = sorted({cell[0].line for cell in cells})
    lefts = sorted({cell[0].start for cell in cells})
    rows: list[list[GridCell]] = [[] for _ in tops]
    for cell in sorted(cells, key=lambda cell: (cell[0].line, cell[0].start)):
        row, column = bisect_left(tops, cell[0].line), bisect_left(lefts, cell[0].start)
        down, across = bisect_right(tops, cell[-1].line) - row, bisect_left(lefts, cell[0].end) - column
        text = "\n".join(piece.text for piece in cell if piece.text)
        rows[row].append(GridCell(text, row, column, down, across))
    return [tuple(row) for row in rows]
