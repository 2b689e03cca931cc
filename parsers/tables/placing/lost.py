"""Whether a row may have lost one of its figures, of which a blank beside them seems to have the place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from parsers.document import GridCell
from parsers.forms.applications import DEPTHS
from parsers.record import State
from parsers.tables.align import Places
from parsers.tables.seen import FigureRow
from parsers.words.figures import read_figure

#: A row and the cells that stand in its columns.
Placing = tuple[FigureRow, Places | None]


def doubtful(row: FigureRow, places: Places, placed: Sequence[Placing], longest: int) -> str | None:
    """Why the figures of a row may not be those of their columns; None where nothing says so.

    `placed` are all rows of its table, of which the `longest` has so many cells behind its label.
    """
    if _lacks_one(row, places, longest) and not (_is_as_wide(row, placed) or _lacks_last(row, places, placed)):
        return "a row that ends before others, with a blank"
    if row.grid.stream and "blank" in (_state(places[0]), _state(places[-1])) and _is_shortest(row, placed):
        return "a row of fewer cells than those like it, with a blank"
    if len(row.cells) > len(places) and _is_shifted(row, places[0], placed):
        return f"{len(row.cells)} cells for {len(places)} columns"
    return None


def _lacks_one(row: FigureRow, places: Sequence[GridCell | None], longest: int) -> bool:
    """Whether a row that begins or ends with a blank ends before the row of its header, or before others of its table.

    The blank cell may be one that stands beside the figures in the others, and one of the figures be missing. So may
    what ends a row that is shorter than others be a remark, if it is no number.
    """
    if row.grid.stream or not (row.behind < longest or row.header):
        return False
    first, last = places[0], places[-1]
    remark = row.behind < longest and _state(last) != "number"
    if _state(first) != "blank" != _state(last) and not remark:
        return False
    states = set(map(_state, places))
    if states == {"blank"} or states == {"dash"}:
        return False
    heads = {id(seen.cell) for seen in row.header}
    others = [cells for cells in row.grid.rows if cells and (not heads or any(id(cell) in heads for cell in cells))]
    own = next((cells for cells in row.grid.rows if any(cell is places[-1] for cell in cells)), None)
    return own is not None and any(cells[-1].end > own[-1].end for cells in others)


def _is_shortest(row: FigureRow, placed: Iterable[Placing]) -> bool:
    """Whether a row with figures has fewer cells than all others of its table that stand no deeper in groups: the blank
    with which it begins or ends may be one that stands beside the figures in these.

    Those as deep may all be longer by the blanks with which the next row of their group begins, those less deep by
    blanks behind their label.
    """
    others = [o.behind for o, _ in placed if o is not row and o.grid is row.grid and _depth(o) <= _depth(row)]
    return bool(others) and row.behind < min(others) and any(figure.state != "blank" for figure in row.figures)


def _is_shifted(row: FigureRow, first: GridCell | None, placed: Iterable[Placing]) -> bool:
    """Whether a blank cell before the `first` figure of a row stands below a word of the header; or, where merged cells
    show the columns, below the first figure of another row.
    """
    if first is None or first is row.cells[0] or row.grid.stream:
        return False
    own = [(other, places) for other, places in placed if other.grid is row.grid]
    columns = {seen.cell.column for other, _ in own for seen in other.header}
    if any(cell.rowspan > 1 or cell.colspan > 1 for cell in chain(*row.grid.rows)):
        columns |= {places[0].column for other, places in own if places and places[0] and other is not row}
    return row.cells[0].column in columns


def _state(cell: GridCell | None) -> State:
    return read_figure(cell.text).state if cell else "blank"


def _is_as_wide(row: FigureRow, placed: Iterable[Placing]) -> bool:
    """Whether another row as deep in groups as `row`, and as wide, prints numbers alone: then no cell stands beside."""
    if row.code not in DEPTHS:
        return False
    alike = (places for other, places in placed if other.behind == row.behind and _is_as_deep(other, row))
    return any(places is not None and set(map(_state, places)) == {"number"} for places in alike)


def _lacks_last(row: FigureRow, places: Places, placed: Iterable[Placing]) -> bool:
    """Whether a row that ends with a number lacks but what stands blank behind the figures: its first cell stands where
    the header has the first of its words in one line, or as that of a longer row, where figures begin.
    """
    words = [seen.cell for seen in row.header if seen.code]
    first = places[0]
    if first is None or first is not row.cells[0] or _state(places[-1]) != "number":
        return False
    if len({word.row for word in words}) == 1:
        return first.column == words[0].column
    if row.code not in DEPTHS:
        return False
    longer = ((other, own) for other, own in placed if other.behind > row.behind and _is_as_deep(other, row))
    return any(own and own[0] is other.cells[0] and _state(own[0]) == "number" for other, own in longer)


def _is_as_deep(row: FigureRow, other: FigureRow) -> bool:
    """Whether two rows of a table stand as deep in groups, with as many cells before their figures."""
    return row.grid is other.grid and _depth(row) == _depth(other)


def _depth(row: FigureRow) -> int:
    return DEPTHS.get(row.code or "", 0)
