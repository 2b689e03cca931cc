"""Tables printed with pipes: which lines are rows, and what stands in their cells."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from parsers.document import Grid
from parsers.figures import read_figure
from parsers.header_words import REMEDY_CELLS, ROW_WIDTHS, heads_remedies
from parsers.labels import ROWS
from parsers.streams import grid_of, is_figure, is_known, stream_grid
from parsers.text import clean, numbering
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
    """Whether a row between pipes prints a blank cell before a figure: behind its label, or in a row without one.

    Those at its end may be all that stands for the ones that it lost.
    """
    if _BLANK_BETWEEN.search(row) is None:
        return False
    cells = _cells(row, opened=PIPE.match(row) is not None, closed=False)
    figures = [n for n, cell in enumerate(cells) if cell and is_figure(cell)]
    if not figures:
        return False
    labelled = any(cells[: figures[0]])
    before = cells[: figures[-1]]
    return "" in (dropwhile(operator.not_, before) if labelled else before)


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
    """Rows between pipes. Where not every row begins (ends) with one, a pipe there has a blank cell before (after).

    Blank cells at the end of rows count only where the document has `kept` some among figures.
    """
    piped = [line for line in printed if PIPE.search(line)]
    opened, closed = all(PIPE.match(line) for line in piped), all(PIPE.match(line[-1]) for line in piped)
    rows = [_cells(line, opened=opened, closed=closed) for line in printed]
    together = len(rows) == 1 or max(map(len, rows), default=0) > _WIDEST
    if not kept:
        rows = list(map(_without_end, rows) if together else _without_ends(rows))
    longest = max(map(len, rows), default=0)
    if together:
        return stream_grid([part for row in rows for cell in row for part in _unglued(cell)])
    # Of a line alone that begins with a pipe it is not known whether a blank cell stands before it.
    ragged = not opened and any(PIPE.match(line) for line in piped)
    if (opened and closed) or not kept:
        return grid_of(rows if closed else _with_whole_last(rows, kept=kept), stream=ragged)
    unlabelled = {id(row) for row in rows if len(row) > 1 and not any(map(_is_label, row))}
    remedies = len(unlabelled) == 1 and heads_remedies(cell for row in rows for cell in row)
    bare = max(longest, REMEDY_CELLS) if remedies else 0
    filled = [
        row if lacking else _filled_up(row, bare if id(row) in unlabelled else longest)
        for row, lacking in zip(rows, _lacking_one(rows), strict=True)
    ]
    return grid_of(filled, stream=ragged)


def _lacking_one(rows: Sequence[list[str]]) -> Iterator[bool]:
    """For each row whether it is of a table with totals and ends one cell before those like it, or before what the form
    has: any of its cells may be lost. Of nothing the total may be blank.
    """
    kinds = [(_table(row), _behind(row)) for row in rows]
    longest: dict[tuple[str, int], int] = {}
    for row, (table, behind) in zip(rows, kinds, strict=True):
        longest[table, len(row) - behind] = max(longest.get((table, len(row) - behind), 0), len(row))
    found = {behind for _, behind in kinds}
    for row, (table, behind) in zip(rows, kinds, strict=True):
        width = ROW_WIDTHS.get(table)
        shorter = longest[table, len(row) - behind] == len(row) + 1 or (behind + 1 == width and width in found)
        yield width is not None and shorter and any(read_figure(cell).value for cell in row)


def _table(row: list[str]) -> str:
    """The table of which the label before the figures of a row is; none for a row of words alone."""
    label = row[-_behind(row) - 1] if 0 < _behind(row) < len(row) else ""
    match = ROWS.exact(label) if label else None
    return match.table if match else ""


def _behind(row: list[str]) -> int:
    """How many cells stand behind the last word of a row."""
    return next((n for n, cell in enumerate(reversed(row)) if _is_label(cell)), len(row))


def _filled_up(row: list[str], width: int) -> list[str]:
    """A row of figures with the blank cells at its end that were not printed.

    A row that begins with a figure may have lost blank cells at its beginning as well: it stays as it is.
    """
    lost = width - len(row) if any(map(is_figure, row)) and not is_figure(row[0]) else 0
    return [*row, *[""] * lost]


def _with_whole_last(rows: list[list[str]], *, kept: bool) -> list[list[str]]:
    """Rows of one width, the last with the blank cells at its end that stand in others with as many labels, and were
    cut off it.
    """
    *others, last = rows
    lost = len(others[0]) - len(last) if len(set(map(len, others))) == 1 else 0
    alike = [row for row in others if _labels(row) == _labels(last) and any(map(is_figure, row))]
    cut = lost > 0 and (kept or is_figure(last[-1])) and any(len(row) - len(_without_end(row)) == lost for row in alike)
    return [*others, [*last, *[""] * lost]] if cut else rows


def _without_ends(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """Rows, of those that print fewer figures than others what stands before the blank cells at their end."""
    printed = [list(filter(None, row)) for row in rows]
    most = max((_figures(_to_last_figure(cells)) for cells in printed), default=0)
    for row, cells in zip(rows, printed, strict=True):
        lost = any(map(is_figure, cells)) and _figures(cells) < (REMEDY_CELLS if is_figure(cells[0]) else most)
        yield _without_end(row) if lost else row


def _without_end(row: list[str]) -> list[str]:
    """A row without the blank cells at its end."""
    return row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)]


def _to_last_figure(cells: list[str]) -> list[str]:
    """Cells without what stands behind the last number, which may be a remark."""
    numbers = (n for n, cell in enumerate(cells, 1) if read_figure(cell).state == "number")
    return cells[: max(numbers, default=len(cells))]


def _figures(cells: Sequence[str]) -> int:
    """How many cells stand behind the labels of a row, or in a row of the header behind its first."""
    labels = _labels(cells)
    return len(cells) - (labels or (1 if cells and not is_figure(cells[0]) else 0))


def _labels(cells: Sequence[str]) -> int:
    """How many labels stand at the beginning of a row."""
    return sum(1 for _ in takewhile(_begins_row, cells))


def _begins_row(cell: str) -> bool:
    return not is_figure(cell) and bool(ROWS.exact(cell) or numbering(cell))


def _unglued(cell: str) -> list[str]:
    """The last cell of a row and the first of the next, where rows were run together without a pipe between them."""
    parts = cell.split(" ")
    return parts if len(parts) > 1 and all(is_figure(part) or is_known(part) for part in parts) else [cell]


def _is_label(token: str) -> bool:
    return read_figure(token).state == "text"
