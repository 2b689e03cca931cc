"""Tables printed with pipes: which lines are rows, and what stands in their cells."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from parsers.document import Grid
from parsers.lines.streams import grid_of, is_figure, is_known, stream_grid
from parsers.lines.wrapped import whole_rows
from parsers.words.figures import read_figure
from parsers.words.header_words import REMARKS, REMEDY_CELLS, ROW_WIDTHS, heads_remedies
from parsers.words.labels import ROWS
from parsers.words.text import clean, numbering

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
#: Where blank cells are cut off rows, these lack as many in all.
_FEWEST_CUT = 2


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


def cuts_ends(tables: Iterable[Sequence[str]]) -> bool:
    """Whether blank cells at the end of rows between pipes were left out: none is printed there, and rows are short of
    several. One that is short of a single cell, alone, may have lost any.
    """
    rows = [row for printed in tables for row in _ended(printed)]
    return not any(blank for _, blank in rows) and sum(lacks for lacks, _ in rows) >= _FEWEST_CUT


def _ended(printed: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """For each row of figures how many cells before those like it, or else its header, it ends; and whether with a
    blank.
    """
    opened, closed = _ends(printed)
    rows = [_cells(line, opened=opened, closed=closed) for line in printed]
    longest = _longest(rows)
    header = 0
    for row in rows:
        kind = _kind(row)
        if kind[0] or any(map(is_figure, row)):
            width = longest[kind] if kind[0] in ROW_WIDTHS else header
            yield max(0, width - len(row)), not row[-1]
        elif _is_header(row):
            header = len(row)


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


def _ends(printed: Sequence[str]) -> tuple[bool, bool]:
    """Whether a pipe begins each row, and whether one ends each. Where not, one there has a blank cell beside it.

    Rows may have lost their end, but for those of the header: none of these ends with a blank cell.
    """
    piped = [line for line in printed if PIPE.search(line)]
    opened, closed = all(PIPE.match(line) for line in piped), [PIPE.match(line[-1]) is not None for line in piped]
    if all(closed) or not any(closed):
        return opened, all(closed)
    headed = [end for line, end in zip(piped, closed, strict=True) if _is_header(PIPE.split(line))]
    return opened, bool(headed) and all(headed)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row has several words, and no figure."""
    words = [cell for cell in map(clean, cells) if cell]
    return len(words) > 1 and not any(map(is_figure, words))


def pipe_grid(printed: Sequence[str], *, kept: bool, cut: bool) -> Grid:
    """Rows between pipes.

    Blank cells at the end of rows count only where the document has `kept` some among figures. Where rows were `cut`
    before those at their end, they are filled up again.
    """
    opened, closed = _ends(printed)
    rows = [_cells(line, opened=opened, closed=closed) for line in printed]
    together = len(rows) == 1 or max(map(len, rows), default=0) > _WIDEST
    if not kept:
        rows = list(map(_without_end, rows) if together else _without_ends(rows))
    longest = max(map(len, rows), default=0)
    if together:
        return stream_grid([part for row in rows for cell in row for part in _unglued(cell)])
    # Of a line alone that begins with a pipe it is not known whether a blank cell stands before it.
    ragged = not opened and any(map(PIPE.match, printed))
    if (opened and closed) or not cut:
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
    """For each row whether it is of a table with totals and ends before those like it, with a figure: any of its cells
    may be lost. Of nothing the total may be blank, unless all is printed but one cell.
    """
    longest = _longest(rows)
    found = {_behind(row) for row in rows}
    for row in rows:
        table, labels = _kind(row)
        width = ROW_WIDTHS.get(table)
        alone = len(row) - labels + 1 == width and width in found
        lacks = longest[table, labels] - len(row)
        figures = [read_figure(cell) for cell in dropwhile(operator.not_, row[labels:])]
        whole = all(figure.state != "blank" for figure in figures)
        shorter = lacks > 0 if any(figure.value for figure in figures) else lacks == 1 and whole
        yield width is not None and (shorter or (alone and (whole or any(figure.value for figure in figures))))


def _longest(rows: Iterable[list[str]]) -> dict[tuple[str, int], int]:
    """By kind of row its most cells."""
    longest: dict[tuple[str, int], int] = {}
    for row in rows:
        longest[_kind(row)] = max(longest.get(_kind(row), 0), len(row))
    return longest


def _kind(row: list[str]) -> tuple[str, int]:
    """The table of which the label before the figures of a row is, none for a row of others; and where that ends."""
    labels = len(row) - _behind(row)
    match = ROWS.exact(row[labels - 1]) if labels else None
    return match.table if match and (match.code or labels < len(row)) else "", labels


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
    ends = bool(last[-1]) if kept else is_figure(last[-1])  # with a blank none was cut off
    cut = lost > 0 and ends and any(len(row) - len(_without_end(row)) == lost for row in alike)
    cut = cut and not list(_lacking_one(rows))[-1]
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
    """Cells without what stands behind the last number, which may be a remark; of a header without the word for it."""
    numbers = (n for n, cell in enumerate(cells, 1) if read_figure(cell).state == "number")
    words = len(cells) - bool(cells and cells[-1].endswith(REMARKS))
    return cells[: max(numbers, default=words)]


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
