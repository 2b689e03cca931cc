"""Tables printed in columns of blanks: which cells are blank is told by the places of the others alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

from parsers.document import Grid, GridCell
from parsers.lines.blocks import MAX_CHARACTERS
from parsers.lines.drawn import METRICS
from parsers.lines.grids import grids_and_prose
from parsers.lines.streams import is_figure, is_known, looks_like_cells
from parsers.words.prose import is_heading

#: Between the cells of a line stand two blanks or more, but for the widest cell of a column.
_BLANKS = re.compile(r"\S(?: {2,}|[ \u3000]*\u3000[ \u3000]*)\S")
_PIECE = re.compile(r"\S+")
_LONGEST_LINE = 400
_FEWEST_LINES, _FEWEST_COLUMNS = 3, 3

#: The column in which a character stands, and the one behind it.
_Span = tuple[int, int]


def with_aligned(parts: Sequence[str | Grid]) -> Iterator[str | Grid]:
    """Lines and grids, with a grid in the place of each table whose lines keep exact columns, some cells blank."""
    for spaced, run in groupby(parts, _may_be_row):
        lines = list(run)
        rows = _rows([line for line in lines if isinstance(line, str) and line.strip()]) if spaced else []
        yield from grids_and_prose(0, rows) if rows else lines


def _may_be_row(part: str | Grid) -> bool:
    """Whether a line may be one of a table without rules: a few cells, no sentence, no heading."""
    if not isinstance(part, str) or len(part) > _LONGEST_LINE or not {"。", "|", "\t", "│"}.isdisjoint(part):
        return False
    return _BLANKS.search(part) is not None or not is_heading(part.strip())


def _rows(lines: Sequence[str]) -> list[tuple[GridCell, ...]]:
    """The rows of a table; none where lines are not exactly below each other, or leave no cell out."""
    if sum(_BLANKS.search(line) is not None for line in lines) < _FEWEST_LINES or sum(map(len, lines)) > MAX_CHARACTERS:
        return []
    for width in METRICS:
        cells = [list(_pieces(line, width)) for line in lines]
        columns = _columns([span for row in cells if len(row) > 1 for span, _ in row])
        if len(columns) >= _FEWEST_COLUMNS and (rows := _placed(cells, columns)):
            return rows
    return []


def _pieces(line: str, width: Callable[[str], int]) -> Iterator[tuple[_Span, str]]:
    places = list(accumulate(map(width, line), initial=0))
    return (((places[cell.start()], places[cell.end()]), cell.group()) for cell in _PIECE.finditer(line))


def _columns(spans: Sequence[_Span]) -> list[_Span]:
    """What the pieces of all lines cover together, from left to right."""
    columns: list[_Span] = []
    for start, end in sorted(spans):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], end)
        else:
            columns.append((start, end))
    return columns


def _placed(lines: Sequence[Sequence[tuple[_Span, str]]], columns: Sequence[_Span]) -> list[tuple[GridCell, ...]]:
    """The rows, if in each column all cells begin, or all end, or all are centred, at one place, and not every cell is
    printed.
    """
    found = [_row(line, columns) for line in lines]
    texts = [text for row in found for _, text in row.values()]
    whole = all(len(row) == len(columns) for row in found if any(is_figure(text) for _, text in row.values()))
    named = {n for row in found for n, (_, text) in row.items() if not is_figure(text)}
    if not all(found) or whole or len(named) < len(columns) or not looks_like_cells(texts):
        return []  # a figure below no word of the header stands in the place of another
    ruled = [row for row in found if len(row) > 1 or any(is_figure(text) for _, text in row.values())]
    if not all(_is_exact([row[n][0] for row in ruled if n in row]) for n in range(len(columns))):
        return []
    return [
        tuple(GridCell(row[n][1] if n in row else "", number, n) for n in range(len(columns)))
        for number, row in enumerate(found)
    ]


def _row(line: Sequence[tuple[_Span, str]], columns: Sequence[_Span]) -> dict[int, tuple[_Span, str]]:
    """The cells of a line by their column; none where one stands in none, or two in one.

    Words alone may reach over several, and a word may be printed in pieces.
    """
    row: dict[int, tuple[_Span, str]] = {}
    for span, text in line:
        alone = len(line) == 1 and not is_figure(text)
        if alone:
            inside = [n for n, (start, end) in enumerate(columns) if start < span[1] and span[0] < end]
        else:
            inside = [n for n, (start, end) in enumerate(columns) if start <= span[0] and span[1] <= end]
        column = next(iter(inside), None)
        if column is None:
            return {}
        if column in row:
            before, begun = row[column]
            if any(is_figure(piece) for piece in (begun, text)) or (is_known(begun) and is_known(text)):
                return {}
            row[column] = (before[0], span[1]), f"{begun} {text}"
        else:
            row[column] = span, text
    return row


def _is_exact(spans: Sequence[_Span]) -> bool:
    """Whether all cells of a column begin at one place, or all end at one, or the middle of all is one."""
    if len({start for start, _ in spans}) < 2 or len({end for _, end in spans}) < 2:
        return True
    middles = [start + end for start, end in spans]  # twice as much: half a blank may be missing at either side
    return max(middles) - min(middles) <= 1
