"""Tables printed in two halves side by side, taken apart so that one follows the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from parsers.document import Grid, GridCell
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.tables.columns import ends_of
from parsers.words.header_words import CORNER
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.text import fold

_TABLE = "applications"
_HALVES = 2
#: No word for an applicant is longer.
_LONGEST = 30
#: 其他 and 总计 are words of the header, and labels.
_SHORTEST = 7


def halves(grid: Grid) -> list[Grid]:
    """The grid, or its left half and its right, where the words of its header stand there twice, the same column parts
    all rows, and these end alike.
    """
    middle = 0 if grid.stream else _middle(grid.rows)
    parted = [row for row in grid.rows if len(row) > 1]
    if not middle or any(cell.column < middle < cell.end for row in parted for cell in row):
        return [grid]
    ends = {end for row, end in zip(grid.rows, ends_of(grid.rows), strict=True) if len(row) > 1}
    if len(ends - {middle}) > 1:
        return [grid]  # a row that lost a cell has one of the other half in its place
    left = tuple(tuple(cell for cell in row if cell.column < middle) for row in grid.rows)
    right = tuple(tuple(cell for cell in row if cell.column >= middle) for row in parted)
    return [replace(grid, rows=tuple(filter(None, rows))) for rows in (left, right)]


def _middle(rows: Sequence[Sequence[GridCell]]) -> int:
    """The column with which the right half of rows begins; 0 if there is none."""
    corners = {cell.column for row in rows for cell in row if fold(cell.text) == CORNER}
    if len(corners) == _HALVES:
        return max(corners)
    named: dict[str, list[GridCell]] = defaultdict(list)
    header = takewhile(lambda row: not any(map(_is_label, row)), rows)
    for cell in (cell for row in header for cell in row if len(cell.text) <= _LONGEST):
        if match := COLUMNS.exact(cell.text, _TABLE):
            named[match.code].append(cell)
    pairs = [sorted(cells, key=lambda cell: cell.column) for cells in named.values()]
    if len(pairs) != len(APPLICANTS) or any(len(pair) != _HALVES for pair in pairs):
        return 0
    middle = max(pair[0].end for pair in pairs)
    return middle if all(middle <= pair[1].column for pair in pairs) else 0


def _is_label(cell: GridCell) -> bool:
    """Whether a cell prints the label of a row, too long to be a word of the header as well."""
    match = ROWS.exact(cell.text, _TABLE) if len(cell.text) >= _SHORTEST else None
    return match is not None and match.code != ""
