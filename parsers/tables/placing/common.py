"""What the placing of every table shares: cells from rows, and reasons why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from parsers.document import GridCell
from parsers.record import Cell, Finding, Source
from parsers.tables.align import Proof, align
from parsers.tables.columns import below, is_split, names_row
from parsers.tables.placing.lost import doubtful
from parsers.tables.seen import FigureRow
from parsers.tables.split_columns import says_apart, says_derived, says_own
from parsers.words.figures import SHARE, TEXT, Figure, read_figure
from parsers.words.labels import ROWS, of_other_time, read_by_likeness
from parsers.words.text import fold

#: What begins a row that breaks down the one above it, which the form does not.
_OF_WHICH = "其中"
#: What stands behind the label of one that is broken down below it.
_TOTALS = frozenset({"合计", "总计", "小计", "总数", "总量", "总件数"})


class Unplaced(Exception):
    """A table cannot be read with certainty; the message names the row or column and why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of one table and what is worth noting about how they were read."""

    cells: tuple[Cell, ...]
    notes: tuple[Finding, ...] = ()


class Slot(NamedTuple):
    """Where one figure of a row belongs. `column` is None under a header that is not known, "" beside the form."""

    row: str
    column: str | None
    label: str
    unit: str | None = None


@lru_cache(maxsize=1024)
def slots_of(row: str, label: str, columns: tuple[tuple[str | None, str | None], ...]) -> tuple[Slot, ...]:
    """The slots of a row under `columns`, each with the unit that its header prints."""
    return tuple(Slot(row, column, label, unit) for column, unit in columns)


def fill(table: str, rows: Sequence[tuple[FigureRow, Sequence[Slot]]], proves: Proof | None = None) -> list[Cell]:
    """The cells of rows that are aligned alike, each with the slots of its figures from left to right.

    Raises:
        Unplaced: a row's figures cannot be told, one stands under an unknown header, or a label stands among them, or a
            share.
    """
    width = len(rows[0][1])
    anchored = all(row.grid.anchored for row, _ in rows)
    longest = max(row.behind for row, _ in rows)
    stream = any(row.grid.stream for row, _ in rows) and not anchored
    aligned, why = align([row.cells for row, _ in rows], width, proves, anchored=anchored, stream=stream)
    placed = [(row, places) for (row, _), places in zip(rows, aligned, strict=True)]
    found: list[Cell] = []
    for (row, slots), places in zip(rows, aligned, strict=True):
        if places is None:
            raise Unplaced(f"{row.place}: {len(row.cells)} cells for {width} columns (“{row.label}”){why}")
        if doubt := doubtful(row, places, placed, longest):
            raise Unplaced(f"{row.place}: {doubt} (“{row.label}”)")
        cells, doubt = _cells(table, tuple(slots), tuple(places), row.grid.number, row.grid.page)
        if doubt:
            raise Unplaced(f"{row.place}: {doubt} (“{row.label}”)")
        found += cells
    return found


@lru_cache(maxsize=4096)  # the rows of most reports are nearly all zeros, at much the same places
def _cells(
    table: str, slots: tuple[Slot, ...], places: tuple[GridCell | None, ...], number: int, page: int | None
) -> tuple[tuple[Cell, ...], str]:
    """The cells of a row that stand in slots of the form, and why they may not, if so."""
    cells: list[Cell] = []
    for slot, printed in zip(slots, places, strict=True):
        if printed is not None and slot.column:
            cell = _cell(table, slot, slot.column, printed, number, page)
            if cell.state == "text" and (ROWS.exact(cell.raw) or ROWS.begins(cell.raw)):
                return (), f"a label among the figures, “{cell.raw}”"
            if cell.unit == SHARE:
                return (), f"a share among the figures, “{cell.raw}”"
            cells.append(cell)
        elif printed is not None and slot.column is None and read_figure(printed.text).state not in ("blank", "dash"):
            return (), "a figure under an unknown header"
    return tuple(cells), ""


def _cell(table: str, slot: Slot, column: str, cell: GridCell, number: int, page: int | None) -> Cell:
    figure = read_figure(cell.text)
    source = Source(number, cell.row + 1, cell.column + 1, page)
    raw = " ".join(cell.text.split())
    return Cell(table, slot.row, column, figure.value, figure.state, raw, slot.label, figure.unit or slot.unit, source)


def trimmed(row: FigureRow, leaves: Sequence[GridCell]) -> FigureRow:
    """A row that has more or fewer cells than the header names columns, with the cells below these where they show.

    One that says of all columns that there is nothing says it of each.

    Raises:
        Unplaced: it has more, and further words below these tell which of them are whose, or words beside these. Or one
            stands below several of them, or none below one and a blank beside all.
    """
    if not leaves:
        return row
    if len(row.cells) == len(leaves):
        _not_otherwise_placed(row, leaves)
        return row
    if len(row.cells) == 1 and _reaches_over(row.cells[0], leaves) and _is_nothing(row.figures[0]):
        return row._replace(cells=row.cells * len(leaves), figures=row.figures * len(leaves))
    if any(is_split(leaf, row.grid) for leaf in leaves):
        raise Unplaced(f"{row.place}: columns of the header are split in several (“{row.label}”)")
    cells = below(leaves, row.cells, row.grid)
    if cells is None:
        return row
    if not cells and _is_below_another(row, max(leaf.end for leaf in leaves)):
        raise Unplaced(f"{row.place}: a figure below a word of the header that names no column (“{row.label}”)")
    return row._replace(cells=tuple(cells), figures=tuple(read_figure(c.text) for c in cells)) if cells else row


def _not_otherwise_placed(row: FigureRow, leaves: Sequence[GridCell]) -> None:
    """Nothing, for a row with as many cells as the header. On every page of a PDF columns are numbered anew.

    Raises:
        Unplaced: one of them is merged of several, or one has lost its place, and a blank beside all makes up for it.
    """
    if row.grid.stream or (row.grid.page is not None and not any(leaves[0] in line for line in row.grid.rows)):
        return
    first, last = row.cells[0], row.cells[-1]
    # Mostly cells are one column wide each, which is seen from the first and the last.
    pairs = zip(row.cells, leaves, strict=True) if last.end - first.column > len(leaves) else ()
    merged = [cell for cell, leaf in pairs if cell.colspan > leaf.colspan and _is_below_several(cell, leaves)]
    if merged and not _ends_beyond(row, leaves):
        raise Unplaced(f"{row.place}: a figure below several words of the header (“{row.label}”)")
    if row.figures[-1].state == "blank" and _has_gap(row, leaves):
        raise Unplaced(f"{row.place}: no cell of its own below a word of the header (“{row.label}”)")


def _is_below_several(cell: GridCell, leaves: Sequence[GridCell]) -> bool:
    """Whether a cell stands below the whole of more than one of the header's; one is often a column too wide."""
    return sum(cell.column <= leaf.column and leaf.end <= cell.end for leaf in leaves) > 1


def _ends_beyond(row: FigureRow, leaves: Sequence[GridCell]) -> bool:
    """Whether a row ends beyond that of the header, or else most others: it has all its cells, and one says that it is
    larger than it is.
    """
    ends = [max(cell.end for cell in line) for line in row.grid.rows if any(leaf in line for leaf in leaves)]
    others = [line[-1].end for line in row.grid.rows if line and row.cells[0] not in line]
    end = max(ends) if ends else median_low(others or [row.cells[-1].end])
    return row.cells[-1].end > end


def _has_gap(row: FigureRow, leaves: Sequence[GridCell]) -> bool:
    """Whether a row whose last cell stands beside the header has the place of another taken by one from above."""
    first, last = row.cells[0], row.cells[-1]
    # The cells of a row that was turned are printed below each other.
    if last.column < max(leaf.end for leaf in leaves) or first.row != last.row or _ends_beyond(row, leaves):
        return False
    line = next(line for line in row.grid.rows if row.cells[0] in line)
    before = line[: line.index(row.cells[0])][-1:]
    return any(one.end != other.column for one, other in pairwise([*before, *row.cells]))


def _is_below_another(row: FigureRow, end: int) -> bool:
    """Whether behind column `end` a number of a row stands below a word for shares, changes, or another year."""
    beside = {cell.column for cell in row.cells if cell.column >= end and read_figure(cell.text).state == "number"}
    above = (c for line in row.grid.rows for c in line if c.row < row.number and c.column in beside) if beside else ()
    return any(says_apart(cell.text) or of_other_time(cell.text) for cell in above)


def _reaches_over(cell: GridCell, leaves: Sequence[GridCell]) -> bool:
    """Whether a cell stands below all of the header's leaves and below nothing else."""
    return (cell.column, cell.end) == (min(leaf.column for leaf in leaves), max(leaf.end for leaf in leaves))


def _is_nothing(figure: Figure) -> bool:
    """Whether a figure may be that of several columns at once."""
    return figure.state == "dash" or figure.value == 0


def uniform(rows: Sequence[FigureRow], width: int) -> bool:
    """Whether rows are as wide as their table and print one thing in all cells: any order of columns is right."""
    # To count is faster than to make a set: mostly the first row tells.
    alike = all(len(row.cells) == width and row.figures.count(row.figures[0]) == width for row in rows)
    return alike and all(row.figures[0].state != "text" for row in rows)


def distinct(rows: Iterable[FigureRow], table: str) -> list[FigureRow]:
    """Rows without the repetitions of a table printed twice.

    Raises:
        Unplaced: two rows of one code print different figures.
    """
    kept: dict[str, FigureRow] = {}
    filled_in: dict[str, FigureRow] = {}
    for row in rows:
        code = row.code or ""
        earlier = kept.get(code)
        if earlier is None or not earlier.filled:
            filled_in |= {code: row} if earlier is not None and row.filled else {}
            kept[code] = row
        elif row.filled and _printed(earlier) != _printed(row):
            raise Unplaced(f"{row.place}: {table}.{code} is printed twice with different figures (“{row.label}”)")
    for row in filled_in.values():
        # A form left empty may stand before the one filled in; but blanks of one are not filled from another.
        others = [other for other in kept.values() if other.filled and other.grid.number != row.grid.number]
        if others:
            raise Unplaced(f"{row.place}: “{row.label}” is blank in one table and filled in another")
    return list(kept.values())


def _printed(row: FigureRow) -> list[Figure]:
    return [figure for figure in row.figures if figure.state != "blank"]


def is_part(row: FigureRow) -> bool:
    """Whether a row of no known label breaks down the one above it (其中：…), or prints shares of it.

    One without any word beside a label that reaches down may as well be that label's own.
    """
    if fold(row.label).startswith(_OF_WHICH) or says_derived(row.label):
        return True
    before = [cell for cell in _before(row) if cell.text]
    above = [cell for cell in before if cell.row < row.number]
    return any(fold(cell.text).startswith(_OF_WHICH) for cell in before) or (
        fold(row.label) != "" and any(names_row(cell.text) for cell in above)
    )


def _before(row: FigureRow) -> Iterator[GridCell]:
    """The cells before the figures of a row: those that reach down into it, and what stands above blank ones."""
    first = row.cells[0].column
    found = [c for line in row.grid.rows for c in line if c.column < first and c.row <= row.number < c.row + c.rowspan]
    yield from found
    above = [line for line in row.grid.rows if line and line[0].row < row.number]
    for column in [cell.column for cell in found if not cell.text]:
        for line in reversed(above):
            cell = next((cell for cell in line if cell.column == column), None)
            named = any(names_row(other.text) for other in line)
            if cell is None or cell.text or named:
                yield from [] if cell is None or named else [cell]
                break


def behind_words(row: FigureRow, width: int) -> FigureRow:
    """A row without the word between its label and its figures that says that they are the whole: 数量, 合计."""
    if len(row.figures) != width + 1 or row.figures[0] != TEXT:
        return row
    if not (says_own(row.cells[0].text) or _is_total(row.cells[0].text)):
        return row
    rest = row.figures[1:]
    ends = {rest[0].state, rest[-1].state}
    return row if ends & {"blank", "text"} else row._replace(cells=row.cells[1:], figures=rest)


def _is_total(printed: str) -> bool:
    return fold(printed) in _TOTALS


def left_out(row: FigureRow) -> Finding:
    """The note on a row that the form does not have: of sums, of other acts, of another time."""
    message = f"“{row.label}”一行官方格式没有，未收录 / the form has no such row, left out"
    return Finding("parse.subtotal_left_out", "note", message, row.place)


def unknown_label(row: FigureRow) -> Unplaced:
    """A row with figures whose label nobody knows."""
    return Unplaced(f"{row.place}: unknown row label “{row.label}”")


def likened(row: FigureRow) -> Finding:
    """The note on a label that was read by likeness."""
    return read_by_likeness(row.label, row.code or "", row.place)
