"""Tables printed with pipes: which lines are rows, and what stands in their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Grid
from parsers.figures import read_figure
from parsers.header_words import REMEDY_CELLS, heads_remedies
from parsers.streams import grid_of, is_figure, is_known, stream_grid
from parsers.text import clean
from parsers.wrapped import whole_rows

PIPES = "|｜¦│┃║"
PIPE = re.compile(f"[{PIPES}]")
#: What a line between rows is drawn with, three hyphens at least.
_RULE_MARKS = frozenset(":+-=|｜¦ ") | {chr(code) for code in range(0x2500, 0x2580)}
#: A row of blank cells.
_BLANK_ROW = frozenset(f"{PIPES} ")
#: Where nearly all lines hold one cell, all do.
_NEARLY_ALL = 0.8
#: Pipes around one cell.
_AROUND_ONE = 2
#: Cells of a line that holds a whole table.
_WIDEST = 40
_BLANK_BETWEEN = re.compile(rf"[{PIPES}]\s*[{PIPES}]")
#: A table that has one cell in each line has more lines.
_FEWEST_LINES = 12


def is_rule(line: str) -> bool:
    """Whether a line is drawn between rows."""
    # The first character first: it rules out nearly every line.
    if line[:1] not in _RULE_MARKS or not _RULE_MARKS.issuperset(line):
        return False
    drawn = "---" in line or "===" in line or any("\u2500" <= mark <= "\u257f" for mark in line)
    return drawn and not _BLANK_ROW.issuperset(line)


def count_pipes(line: str) -> int:
    """How many pipes of any kind a line holds."""
    return sum(map(line.count, PIPES))


def is_blank_row(line: str) -> bool:
    """Whether a line holds several pipes and nothing else."""
    return _BLANK_ROW.issuperset(line) and count_pipes(line) > 1


def keeps_blank(row: str) -> bool:
    """Whether a row between pipes prints a blank cell beside figures."""
    return _BLANK_BETWEEN.search(row) is not None and any(map(is_figure, filter(None, map(clean, PIPE.split(row)))))


def one_cell_each(lines: Sequence[str]) -> bool:
    """Whether lines with pipes hold one cell each."""
    single = 0
    for line in lines:
        cells = sum(map(bool, map(clean, PIPE.split(line))))
        single += cells == 0 or (cells == 1 and count_pipes(line) <= _AROUND_ONE)
    return single > len(lines) * _NEARLY_ALL and len(lines) > _FEWEST_LINES


def printed_rows(lines: Sequence[str]) -> list[str]:
    """The rows of a table with pipes, without the lines drawn between them."""
    return whole_rows([line for line in lines if not is_rule(line)], PIPE)


def piped_stream(lines: Sequence[str], *, each: bool = False, known: bool = True) -> Grid:
    """The cells of lines that hold one each; a line of several pipes is one blank cell, or as many, or as printed."""
    cells: list[str] = []
    for line in lines:
        if printed := [cell for cell in map(clean, PIPE.split(line)) if cell]:
            cells += printed
        elif known:
            cells += [""] * (1 if each else count_pipes(line))
        else:
            cells.append(line if is_blank_row(line) else "")
    return replace(stream_grid(cells), anchored=True)


def _cells(line: str, *, opened: bool, closed: bool) -> list[str]:
    cells = [clean(cell) for cell in PIPE.split(line)]
    if opened and len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if closed and len(cells) > 1 and not cells[-1] else cells


def pipe_grid(printed: Sequence[str], *, kept: bool) -> Grid:
    """Rows between pipes. Where not every row begins (ends) with one, a pipe there has a blank cell before (after)."""
    piped = [line for line in printed if PIPE.search(line)]
    opened, closed = all(PIPE.match(line) for line in piped), all(PIPE.match(line[-1]) for line in piped)
    rows = [_cells(line, opened=opened, closed=closed) for line in printed]
    longest = max((len(row) for row in rows), default=0)
    if longest > _WIDEST or len(rows) == 1:
        return stream_grid([part for row in rows for cell in row for part in _unglued(cell)])
    # Of a line alone that begins with a pipe it is not known whether a blank cell stands before it.
    ragged = not opened and any(PIPE.match(line) for line in piped)
    if (opened and closed) or not kept:
        return grid_of(rows, stream=ragged)
    unlabelled = [row for row in rows if len(row) > 1 and not any(map(_is_label, row))]
    remedies = len(unlabelled) == 1 and heads_remedies(cell for row in rows for cell in row)
    bare = max(longest, REMEDY_CELLS) if remedies else 0
    filled = [_filled_up(row, bare if row in unlabelled else longest) for row in rows]
    return grid_of(filled, stream=ragged)


def _filled_up(row: list[str], width: int) -> list[str]:
    """A row of figures with the blank cells at its end that were not printed.

    A row that begins with a figure may have lost blank cells at its beginning as well: it stays as it is.
    """
    lost = width - len(row) if any(map(is_figure, row)) and not is_figure(row[0]) else 0
    return [*row, *[""] * lost]


def _unglued(cell: str) -> list[str]:
    """The last cell of a row and the first of the next, where rows were run together without a pipe between them."""
    parts = cell.split(" ")
    return parts if len(parts) > 1 and all(is_figure(part) or is_known(part) for part in parts) else [cell]


def _is_label(token: str) -> bool:
    return read_figure(token).state == "text"
