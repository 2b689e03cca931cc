"""Columns beside the figures of tables printed one cell a line: numbers that count the rows, dashes for remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from parsers.document import Grid, GridCell
from parsers.words.figures import read_figure
from parsers.words.header_words import COUNTS, REMARKS, ROW_WIDTHS
from parsers.words.text import fold

_FEWEST_ROWS = 3

_Run = tuple[list[GridCell], list[GridCell]]


def without_columns_beside(grid: Grid) -> Grid:
    """The stream without the numbers that count its rows, each before a label, and the dashes below a word for remarks.

    It stays as it is unless the header names such a column and every row has its cell. Dashes are remarks where all
    rows are as wide as those of a form with one cell more.
    """
    runs = _runs([cell for row in grid.rows for cell in row]) if grid.stream else []
    words = {fold(cell.text) for run in runs[:1] for cell in run[0]}
    counted = bool(words & COUNTS)
    noted = any(word.endswith(REMARKS) for word in words)
    if not counted and not noted:
        return grid
    if counted and not (runs := _without_counts(runs)):
        return grid
    widths = {len(figures) for _, figures in runs}
    wider = len(runs) >= _FEWEST_ROWS and len(widths) == 1 and widths.pop() - 1 in ROW_WIDTHS.values()
    if noted and wider and all(read_figure(run[1][-1].text).state == "dash" for run in runs):
        runs = [(labels, figures[:-1]) for labels, figures in runs]
    elif not counted:
        return grid
    return replace(grid, rows=tuple((*labels, *figures) for labels, figures in runs))


def _runs(cells: Sequence[GridCell]) -> list[_Run]:
    """Words, each with the figures behind them."""
    runs: list[_Run] = []
    for words, run in groupby(cells, key=lambda cell: read_figure(cell.text).state == "text"):
        if words:
            runs.append((list(run), []))
        elif runs:
            runs[-1][1].extend(run)
    return runs


def _without_counts(runs: Sequence[_Run]) -> list[_Run]:
    """The runs without the number before each label, from 1 behind the header alone; none if one is not there."""
    kept: list[_Run] = []
    for number, (words, figures) in enumerate(runs[:-1], 1):
        if not figures or figures[-1].text != str(number) or (len(figures) == 1) != (number == 1):
            return []
        kept.append((words, figures[:-1]))
    if len(kept) < _FEWEST_ROWS:
        return []
    (header, _), (label, figures), *rest = [*kept, runs[-1]]
    return [([*header, *label], figures), *rest]
