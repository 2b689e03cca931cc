"""Columns beside the figures of a form that its header does not name: remarks in words, shares in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.remedies import REMEDIES
from parsers.tables.columns import ends_of, is_header, names_column, without_columns
from parsers.words.figures import SHARE, read_figure
from parsers.words.labels import COLUMNS, ROWS

_TOTALLED = (("applications", APPLICANTS), (REMEDIES.code, REMEDIES.columns))
#: No form has so many columns, each with another beside it and spread over several.
_WIDEST = 200
_Rows = Sequence[Sequence[GridCell]]


def without_nameless(grid: Grid) -> Grid:
    """The grid without columns of remarks behind the form's, and without columns of shares wherever they stand.

    It stays as it is where rows do not all end with the same column: then it is not certain in which one a cell stands.
    Only those of the header may end before, with a name of the form.
    """
    start = next((n for n, row in enumerate(grid.rows) if _heads(row)), None)
    if grid.stream or start is None:
        return grid
    header = [row for row in grid.rows[start:] if _heads(row)]
    body = [row for row in grid.rows[start:] if len(row) > 1 and not _heads(row)]
    ends = dict(zip(map(id, grid.rows), ends_of(grid.rows), strict=True))
    width = max((ends[id(row)] for row in body), default=0)
    short = [row for row in header if ends[id(row)] != width]
    if width > _WIDEST or any(ends[id(row)] != width for row in body):
        return grid
    if any(ends[id(row)] != _named_end(row, header) for row in short):
        return grid
    dropped = [c for c in range(width) if _are_shares(c, header, body) or _are_remarks(c, header, body)]
    rows = (tuple(cell for cell in row if cell.column not in dropped or len(row) < 2) for row in grid.rows[start:])
    return replace(grid, rows=(*grid.rows[:start], *rows)) if dropped else grid


def without_second_total(grid: Grid) -> Grid:
    """The grid of applications, or of remedies one below the other, without the second of two columns of totals (总计,
    合计) that print the same.
    """
    first = next((n for n, row in enumerate(grid.rows) if any(map(_is_printed, row))), len(grid.rows))
    heads = [(n, cell) for n, row in enumerate(grid.rows[:first]) for cell in row]
    totals: list[tuple[int, GridCell]] = []
    for table, columns in _TOTALLED:
        words = [(n, cell, match.code) for n, cell in heads if (match := COLUMNS.exact(cell.text, table))]
        if len(words) == len(columns) + 1:
            totals = [(n, cell) for n, cell, code in words if code == "total"]
    if len(totals) != 2:
        return grid
    totals.sort(key=lambda total: total[1].column)
    own, again = ([cell.text for cell in _over(head.column, grid.rows[first:])] for _, head in totals)
    return without_columns(grid, totals[1:]) if own == again else grid


def _heads(row: Sequence[GridCell]) -> bool:
    """Whether a row is one of the header, and no blank one of the table: its first word is no label."""
    first = next((cell.text for cell in row if cell.text), "")
    names = is_header(row) and any(names_column(cell.text) for cell in row)
    return names and not ((match := ROWS.exact(first)) and match.code)


def _named_end(row: Sequence[GridCell], header: _Rows) -> int:
    """Behind which column the names of the form end in a row of the header, those that reach down into it included."""
    named = (cell for row in header for cell in row if names_column(cell.text))
    return max(cell.end for cell in named if cell.row <= row[0].row < cell.row + cell.rowspan)


def _are_shares(column: int, header: _Rows, body: _Rows) -> bool:
    """Whether in a column below no header of the form's own all figures are per cent."""
    if any(names_column(cell.text) and cell.colspan == 1 for cell in _over(column, header)):
        return False
    figures = [read_figure(cell.text) for cell in _over(column, body)]
    units = {figure.unit for figure in figures if figure.state == "number"}
    return units == {SHARE} and all(figure.state != "text" for figure in figures) and _is_single(column, body)


def _are_remarks(column: int, header: _Rows, body: _Rows) -> bool:
    """Whether a column behind all of the form's has words and no figure, and no word above it.

    In each row with words the first of the form's columns prints a figure: else it may be one that is none of the
    form's, and the words stand in the last that is.
    """
    named = [cell for row in header for cell in row if names_column(cell.text)]
    behind = column >= max(cell.end for cell in named)
    said = ("text", "dash")
    worded = [row for row in body if any(read_figure(cell.text).state in said for cell in _over(column, [row]))]
    if not behind or not worded or any(cell.text for cell in _over(column, header)):
        return False
    texts = [cell.text for cell in _over(column, body)]
    labels = any(ROWS.exact(text) or ROWS.begins(text) for text in texts)
    figures = any(read_figure(text).state == "number" for text in texts)
    first = min(cell.column for cell in named)
    begun = all(any(_is_printed(cell) for cell in _over(first, [row])) for row in worded)
    return begun and not figures and not labels and _is_single(column, body)


def _is_printed(cell: GridCell) -> bool:
    return read_figure(cell.text).state in ("number", "dash")


def _over(column: int, rows: _Rows) -> list[GridCell]:
    """The cells of `rows` that cover a column."""
    return [cell for row in rows for cell in row if cell.column <= column < cell.end]


def _is_single(column: int, rows: _Rows) -> bool:
    """Whether no cell of `rows` reaches from the column into another."""
    return all(cell.colspan == 1 for cell in _over(column, rows))
