"""Rows of a table whose cells stand between commas, as programs export them (CSV), to rows between pipes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from parsers.words.figures import read_figure
from parsers.words.header_words import REMEDY_CELLS, is_header_word
from parsers.words.labels import ROWS
from parsers.words.prose import is_heading

#: The end of a row with three figures or blanks, at least; and with what every such row ends.
_ROW = re.compile(r"(?:[,;]\"?[\d./—-]*\"?){3}$")
_ENDS = tuple('0123456789",;/—-')
_SENTENCE = re.compile("[。；!！?？]")
_LONGEST, _LONGEST_ROW = 60, 1500
#: Cells of a row of figures.
_FIGURES = ("number", "blank", "dash")
#: A cell between quotation marks may be broken over so many lines, and no header has more rows.
_MOST_LINES = 6


def with_pipes(lines: list[str]) -> list[str]:
    """The lines, those of tables whose cells stand between commas as rows between pipes."""
    if not any(line.endswith(_ENDS) and _ROW.search(line) for line in lines):
        return lines
    found: list[str] = []
    position = 0
    while position < len(lines):
        rows, end = _table(lines, position)
        found += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows] or lines[position:end]
        position = end
    return found


def _table(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """The rows of the table that begins at `start`, and the line behind it; no rows if none does."""
    mark = max(",;", key=lines[start].count)
    rows: list[list[str]] = []
    last, end, known = 0, start + 1, False
    for cells, behind in _rows(lines, start, mark):
        rows.append(cells)
        known = known or _is_named(cells)
        if not known:
            break
        if _is_labelled(cells) or _is_of_figures(cells):
            last, end = len(rows), behind
        elif len(rows) > last + _MOST_LINES:
            break
    return rows[:last], end


def _rows(lines: Sequence[str], start: int, mark: str) -> Iterator[tuple[list[str], int]]:
    """Rows of cells, each with the line behind it, as long as lines may be such."""
    position = start
    while position < len(lines) and lines[position]:
        end = position + 1
        while lines[position:end] and "".join(lines[position:end]).count('"') % 2 and end < position + _MOST_LINES:
            end += 1
        printed = "".join(lines[position:end])
        cells = next(csv.reader([printed], delimiter=mark)) if len(printed) < _LONGEST_ROW else []
        prose = any(len(cell) > _LONGEST or _SENTENCE.search(cell) for cell in cells)
        if prose or not cells or (len(cells) == 1 and is_heading(cells[0])):
            return
        yield [cell.strip() for cell in cells], end
        position = end


def _is_named(cells: Sequence[str]) -> bool:
    """Whether a row of several cells holds a label of the forms or a word of their headers."""
    return len(cells) > 1 and (any(map(is_header_word, cells)) or _is_labelled(cells))


def _is_labelled(cells: Sequence[str]) -> bool:
    """Whether a row holds the label of one of the forms', perhaps with nothing but blanks."""
    return len(cells) > 1 and any(ROWS.exact(cell) is not None for cell in cells if cell)


def _is_of_figures(cells: Sequence[str]) -> bool:
    """Whether several figures or blanks stand in a row, one of them printed, or all those of the remedies."""
    states = [read_figure(cell).state for cell in cells]
    if states.count("blank") == len(states) >= REMEDY_CELLS:
        return True
    return sum(map(_FIGURES.__contains__, states)) > 1 and not {"number", "dash"}.isdisjoint(states)
