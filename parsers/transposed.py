"""A table of remedies that prints results as rows, turned so that remedies are its rows, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.figures import read_figure
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.labels import COLUMNS, ROWS

_TABLE = REMEDIES.code
_RESULTS = {outcome.code: outcome.zh for outcome in OUTCOMES}
_REMEDIES = sorted(row.code for row in REMEDIES.rows)


def turned(grid: Grid) -> Grid:
    """The grid with its remedies as rows below a row of results; sums over all remedies are left out.

    It stays as it is unless each result has one row of figures, below each other, and every figure of these stands in
    the column of a remedy, or of a sum, that the rows above them name.
    """
    spanned = any(cell.rowspan > 1 or cell.colspan > 1 for row in grid.rows for cell in row)
    if not spanned and (in_order := _in_order(grid)):
        return in_order
    results = [(n, *found) for n, row in enumerate(grid.rows) if (found := _result(row))]
    if grid.stream or sorted(code for _, code, _ in results) != sorted(_RESULTS):
        return grid
    first, last = results[0][0], results[-1][0]
    start = next((n for n, row in enumerate(grid.rows[:first]) if any(map(_remedy, row))), first)
    heads = _heads(grid.rows[start:first])
    figures = [grid.rows[n][label + 1 :] for n, _, label in results]
    if last - first >= len(results) or not _stand_below(figures, sorted(heads)):
        return grid
    words = tuple(grid.rows[n][label]._replace(text=_RESULTS[code]) for n, code, label in results)
    remedies = (cells for cells in zip(*figures, strict=True) if _remedy(heads[cells[0].column]))
    rows = ((heads[cells[0].column], *cells) for cells in remedies)
    return replace(grid, rows=(*grid.rows[:start], words, *rows, *grid.rows[last + 1 :]))


def _in_order(grid: Grid) -> Grid | None:
    """The same where no columns are known, only in which order the cells are printed: remedies, then their results.

    Each result has as many figures as remedies are named, or one more where a sum is named last.
    """
    places = [(n, cell) for n, row in enumerate(grid.rows) for cell in row if cell.text or grid.stream]
    starts = [i for i, (_, cell) in enumerate(places) if _outcome(cell) and not _is_sum(cell)]
    first = next((i for i, (_, cell) in enumerate(places) if ROWS.exact(cell.text, _TABLE)), len(places))
    begin = next((i for i in starts if i > first), first)
    heads = [cell for _, cell in places[first:begin]]
    order = _named_in_order(heads)
    width = 1 + len(order)
    last = begin + width * len(_RESULTS)
    parts = [[cell for _, cell in places[start : start + width]] for start in range(begin, last, width)]
    if not order or last > len(places) or sorted(_outcome(part[0]) for part in parts) != sorted(_RESULTS):
        return None
    if any(read_figure(cell.text).state not in ("number", "dash") for part in parts for cell in part[1:]):
        return None
    (before, _), (behind, _) = places[first], places[last - 1]
    if last < len(places) and places[last][0] == behind:
        return None  # a figure more
    words = tuple(part[0]._replace(text=_RESULTS[_outcome(part[0])]) for part in parts)
    rows = [(head, *(part[n] for part in parts)) for n, head in enumerate(order, 1) if _remedy(head)]
    return replace(grid, rows=(*grid.rows[:before], words, *rows, *grid.rows[behind + 1 :]))


def _named_in_order(heads: Sequence[GridCell]) -> list[GridCell]:
    """The remedies that words of a header name, and behind them the sum over all; none if they name anything else.

    Below the word for litigation its two kinds are named last.
    """
    remedies = [cell for cell in heads if _remedy(cell)]
    sums = [cell for cell in heads if _is_sum(cell)]
    groups = [cell for cell in heads if ROWS.exact(cell.text, _TABLE) and not _remedy(cell)]
    codes = [_remedy(cell) for cell in remedies]
    fitting = sorted(codes) == _REMEDIES and len(sums) < 2 and len(groups) < 2
    if not fitting or len(remedies) + len(sums) + len(groups) < len(heads):
        return []
    standard = codes == [row.code for row in REMEDIES.rows] and heads[0] is remedies[0]
    last = not sums or heads[-1] is sums[0] or (groups and heads.index(sums[0]) == heads.index(groups[0]) + 1)
    return [*remedies, *sums] if last and (standard or not groups) else []


def _outcome(cell: GridCell) -> str:
    match = COLUMNS.exact(cell.text, _TABLE)
    return match.code if match else ""


def _heads(rows: Sequence[Sequence[GridCell]]) -> dict[int, GridCell]:
    """By column what rows of words name above it, remedies and sums; none unless each remedy is named."""
    cells = [cell for row in rows for cell in row]
    heads = {cell.column: cell for cell in cells if cell.colspan == 1 and (_remedy(cell) or _is_sum(cell))}
    named = sorted(filter(None, map(_remedy, heads.values())))
    figures = any(read_figure(cell.text).state in ("number", "dash") for cell in cells)
    return heads if named == _REMEDIES and not figures else {}


def _result(row: Sequence[GridCell]) -> tuple[str, int] | None:
    """The result that a row is of, and the place of its label: no words stand behind it."""
    last = max((n for n, cell in enumerate(row) if read_figure(cell.text).state == "text"), default=None)
    match = None if last is None else COLUMNS.exact(row[last].text, _TABLE)
    return (match.code, last) if match and last is not None and last + 1 < len(row) else None


def _remedy(cell: GridCell) -> str:
    match = ROWS.exact(cell.text, _TABLE)
    return match.code if match else ""


def _is_sum(cell: GridCell) -> bool:
    match = COLUMNS.exact(cell.text, _TABLE)
    return match is not None and match.code == "total"


def _stand_below(figures: Sequence[Sequence[GridCell]], columns: Sequence[int]) -> bool:
    """Whether each row has one figure in each of these columns, and no other."""
    expected = [(column, 1) for column in columns]
    return bool(columns) and all([(cell.column, cell.colspan) for cell in row] == expected for row in figures)
