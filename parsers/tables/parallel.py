"""Several rows of a form in one row of cells, their labels and figures below each other: taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.tables.indicators.columns import code_of
from parsers.words.labels import ROWS

#: A label is broken over so many lines at most.
_MOST_LINES = 4


def rows_apart(grid: Grid) -> Grid:
    """The grid with each row in which several labels stand in one cell as so many rows, where all cells beside them
    print as many lines, or nothing.

    One that is not certain stays: its label is none that is known.
    """
    if grid.stream:
        return grid
    parted: dict[int, list[list[GridCell]]] = {}
    for n, row in enumerate(grid.rows):
        for cell in row:  # most tables hold no line break, which is seen so three times as fast
            if "\n" in cell.text:
                if apart := _apart(row):
                    parted[n] = apart
                break
    if not parted:
        return grid
    added = {grid.rows[n][0].row: len(apart) - 1 for n, apart in parted.items()}
    rows: list[tuple[GridCell, ...]] = []
    for n, row in enumerate(grid.rows):
        for down, cells in enumerate(parted.get(n, [row])):
            rows.append(tuple(_moved(cell, added, down) for cell in cells))
    return replace(grid, rows=tuple(rows))


def _moved(cell: GridCell, added: dict[int, int], down: int) -> GridCell:
    """A cell at its place among more rows, `down` from the first of those that its row became."""
    before = sum(more for row, more in added.items() if row < cell.row)
    within = sum(more for row, more in added.items() if cell.row < row < cell.row + cell.rowspan)
    return cell._replace(row=cell.row + before + down, rowspan=cell.rowspan + within)


def _apart(row: Sequence[GridCell]) -> list[list[GridCell]]:
    """The rows that a row of cells holds, none if it is one."""
    last = row[-1].text
    if last and "\n" not in last and not last.isspace():  # mostly one figure, however many lines its label has
        return []
    at = next((n for n, cell in enumerate(row) if "\n" in cell.text and len(_labels(cell.text)) > 1), len(row))
    if at + 1 >= len(row) or any(cell.rowspan > 1 for cell in row[at:]):
        return []
    labels = _labels(row[at].text)
    columns = [labels, *(_lines(cell, len(labels)) for cell in row[at + 1 :])]
    if not all(columns):
        return []
    # What stands before the labels is that of them all, as the label of their group.
    left = [cell._replace(rowspan=cell.rowspan + len(labels) - 1) for cell in row[:at]]
    rows = [
        [cell._replace(text=text) for cell, text in zip(row[at:], texts, strict=True)]
        for texts in zip(*columns, strict=True)
    ]
    return [[*left, *rows[0]], *rows[1:]]


def _labels(printed: str) -> list[str]:
    """The labels that a cell prints below each other; none where any line of it is of no label."""
    found: list[str] = []
    pieces: list[str] = []
    for line in filter(str.strip, printed.split("\n")):
        pieces.append(line)
        if _is_label("".join(pieces)):
            found.append("".join(pieces))
            pieces = []
        elif len(pieces) == _MOST_LINES:
            return []
    return [] if pieces else found


def _is_label(printed: str) -> bool:
    match = ROWS.exact(printed)
    return (match is not None and match.code != "" and match.table != "remedies") or code_of(printed) is not None


def _lines(cell: GridCell, count: int) -> list[str]:
    """What a cell prints in each of `count` rows: as many lines, or nothing at all; none if it is neither."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    return lines if len(lines) == count else [] if lines else [""] * count
