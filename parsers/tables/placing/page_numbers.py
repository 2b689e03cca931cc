"""The number of a page among the figures of a row, where a table is printed one cell a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.document import GridCell
from parsers.record import Cell, Finding
from parsers.tables.checks import check
from parsers.tables.columns import may_number_page
from parsers.tables.placing.common import Unplaced
from parsers.tables.seen import FigureRow
from parsers.words.figures import read_figure

#: Whether the figures of a row add up as the form prescribes.
Holds = Callable[[Sequence[float]], bool]
#: A page holds at least so many rows; more rows with a cell too many have a column too many.
_ROWS_OF_A_PAGE = 4
#: One figure that is wrong breaks a sum in its row and two in its column; those beside one that is none break more.
_FEWEST_BROKEN = 3


def without_page_numbers(rows: Sequence[FigureRow], width: int, holds: Holds) -> tuple[list[FigureRow], list[Finding]]:
    """Rows of `width` figures without the number of a page among them, each said in a note; else the rows as they are.

    Of a row with one figure too many, one must be left out so that the others add up, and only one can be. All other
    rows have to add up as well, and the numbers have to follow each other as those of pages do.
    """
    long = [row for row in rows if len(row.cells) == width + 1]
    streams = all(row.grid.stream and not row.grid.anchored for row in rows)
    if not long or not streams or len(long) > max(1, len(rows) // _ROWS_OF_A_PAGE):
        return list(rows), []
    whole = [_whole(row, holds) if row in long else row for row in rows]
    kept = [row for row in whole if row is not None and len(row.cells) == width and holds(_values(row.cells))]
    left = [next(c for c in row.cells if c not in own.cells) for row, own in zip(rows, whole, strict=True)
            if own is not None and own is not row]  # fmt: skip
    numbers = [int(cell.text) for cell in left]
    if len(kept) != len(rows) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return list(rows), []
    return kept, [_note(row, number) for row, number in zip(long, numbers, strict=True)]


def confirmed(
    cells: Sequence[Cell], form: str, rows: Sequence[FigureRow], notes: Sequence[Finding]
) -> tuple[Cell, ...]:
    """The cells of a table, from whose rows numbers of pages were left out if there are `notes`.

    Raises:
        Unplaced: they were, and a sum that the form prescribes does not hold. Or none was, several sums do not hold,
            and all would if one of the figures were the number of a page and another a blank that was lost.
    """
    if notes and (failed := check(form, cells)):
        raise Unplaced(f"a figure more than columns, and {failed[0].where} does not add up")
    for row in rows:
        if row.grid.stream and not row.grid.anchored and _hides_one(row, cells, form):
            raise Unplaced(f"{row.place}: the number of a page may stand in the place of a figure (“{row.label}”)")
    return tuple(cells)


def _hides_one(row: FigureRow, cells: Sequence[Cell], form: str) -> bool:
    own = [n for n, cell in enumerate(cells) if cell.source.row == row.number + 1]
    values = [cells[n].value or 0 for n in own]
    if len({finding.where for finding in check(form, cells)}) < _FEWEST_BROKEN:
        return False
    for place in _places(row) if len(own) == len(row.cells) else ():
        rest = values[:place] + values[place + 1 :]
        for blank in range(len(own)):
            figures = dict(zip(own, [*rest[:blank], 0, *rest[blank:]], strict=True))
            if not check(form, [replace(cell, value=figures.get(n, cell.value)) for n, cell in enumerate(cells)]):
                return True
    return False


def _places(row: FigureRow) -> list[int]:
    """Where the numbers of pages may stand in a row."""
    return [n for n, cell in enumerate(row.cells) if may_number_page(cell.text)]


def _whole(row: FigureRow, holds: Holds) -> FigureRow | None:
    """The row without the figure that alone may be the number of a page; None if none or several may, or another
    figure may stand there twice.
    """
    without = [(place, _without(row.cells, place)) for place in range(len(row.cells))]
    ways = {tuple(cell.text for cell in rest): place for place, rest in without if holds(_values(rest))}
    if any(figure.state != "number" for figure in row.figures) or len(ways) != 1:
        return None
    (place,) = ways.values()
    if not may_number_page(row.cells[place].text):
        return None
    rest = _without(row.cells, place)
    return row._replace(cells=rest, figures=tuple(read_figure(cell.text) for cell in rest))


def _without(cells: tuple[GridCell, ...], place: int) -> tuple[GridCell, ...]:
    return cells[:place] + cells[place + 1 :]


def _values(cells: Sequence[GridCell]) -> list[float]:
    return [read_figure(cell.text).value or 0 for cell in cells]


def _note(row: FigureRow, number: int) -> Finding:
    message = f"“{row.label}”一行中的 {number} 按勾稽关系是页码，未收录 / the number of a page by the sums, left out"
    return Finding("parse.page_number", "note", message, row.place)
