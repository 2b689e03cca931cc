"""Tables that print as rows what the form has as columns, turned to be read: results of remedies, applicants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.forms.applications import APPLICATIONS_2019, APPLICATIONS_2021
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.tables.columns import ends_of
from parsers.words.figures import read_figure
from parsers.words.labels import COLUMNS, ROWS

_TABLE = REMEDIES.code
_RESULTS = {outcome.code: outcome.zh for outcome in OUTCOMES}
_APPLICATIONS = "applications"
_APPLICANTS = [column.code for column in APPLICANTS]
#: Of the words above figures of applicants so many are labels of the form.
_MOST = 0.8
_ORDER = {row.code: n for table in (APPLICATIONS_2019, APPLICATIONS_2021) for n, row in enumerate(table.rows)}
_REMEDIES = sorted(row.code for row in REMEDIES.rows)


def turned(grid: Grid) -> Grid:
    """The grid of remedies, or of applications, turned if it prints as rows what the form has as columns."""
    applications = _turned_applications(grid)
    return _turned_remedies(grid) if applications is None else applications


def _turned_applications(grid: Grid) -> Grid | None:
    """The grid with a row for each column of figures, behind the words of the header above it, below one of applicants.

    None unless each applicant has one row of figures, which ends with the header above it, and most columns have a
    known label, in the form's order.
    """
    found = [(row, *name) for row in grid.rows if (name := _named_last(row, _APPLICATIONS))] if not grid.stream else []
    if sorted(code for _, code, _ in found) != sorted(_APPLICANTS):
        return None
    figures = [row[label + 1 :] for row, _, label in found]
    start = next(n for n, row in enumerate(grid.rows) if row is found[0][0])
    header = [cell for row in grid.rows[:start] for cell in row]
    columns = sorted(cell.column for cell in figures[0])
    over = {column: [c for c in header if c.text and c.column <= column < c.end] for column in columns}
    labels = [match for cells in over.values() if cells and (match := ROWS.exact(cells[-1].text, _APPLICATIONS))]
    whole = all(cells and cells[-1].row + cells[-1].rowspan == figures[0][0].row for cells in over.values())
    places = [_ORDER[match.code] for match in labels if match.code]
    if not whole or places != sorted(set(places)) or len(places) < len(columns) * _MOST:
        return None
    last = next(n for n, row in enumerate(grid.rows, 1) if row is found[-1][0])
    if not _stand_below(figures, columns) or set(ends_of(grid.rows)[:last]) != {columns[-1] + 1}:
        return None
    first = header[0].row
    words = tuple(
        row[label]._replace(row=first, column=n, rowspan=1, colspan=1) for n, (row, _, label) in enumerate(found)
    )
    rows = ((*over[cells[0].column], *cells) for cells in zip(*figures, strict=True))
    return replace(grid, rows=(words, *rows))


def _turned_remedies(grid: Grid) -> Grid:
    """The grid with its remedies as rows below a row of results; sums over all remedies are left out.

    It stays as it is unless each result has one row of figures, below each other, and every figure of these stands in
    the column of a remedy, or of a sum, that the rows above them name.
    """
    spanned = any(cell.rowspan > 1 or cell.colspan > 1 for row in grid.rows for cell in row)
    if not spanned and (in_order := _in_order(grid)):
        return in_order
    results = [(n, *found) for n, row in enumerate(grid.rows) if (found := _named_last(row, _TABLE))]
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


def _named_last(row: Sequence[GridCell], table: str) -> tuple[str, int] | None:
    """The column of a table's form that the last words of a row name, and their place: only figures stand behind."""
    last = max((n for n, cell in enumerate(row) if read_figure(cell.text).state == "text"), default=None)
    match = None if last is None else COLUMNS.exact(row[last].text, table)
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
