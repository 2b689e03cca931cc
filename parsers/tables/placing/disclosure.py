"""二、主动公开政府信息情况: each row under the header of its own block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile

from parsers.forms import FORMS
from parsers.forms.disclosure import OTHER_ROWS
from parsers.record import Cell, Finding
from parsers.tables.align import Proof
from parsers.tables.columns import stands_beside
from parsers.tables.placing.common import (
    Placed,
    Unplaced,
    behind_words,
    distinct,
    fill,
    is_part,
    left_out,
    likened,
    slots_of,
    trimmed,
    unknown_label,
)
from parsers.tables.seen import FigureRow, HeaderCell, SeenTable
from parsers.tables.split_columns import says_derived
from parsers.words.labels import differ_by_one, of_other_time
from parsers.words.text import fold

TABLE = "disclosure"
_UNITS = ("万元", "亿元", "元")
#: By code of a row its columns in each form that has it.
_COLUMNS: dict[str | None, list[tuple[str, ...]]] = {
    row.code: [same.columns for form in FORMS.values() for same in form.tables[0].rows if same.code == row.code]
    for form in FORMS.values()
    for row in form.tables[0].rows
}
#: By code of a row its labels, and the rows of each form in order.
_ROWS = [row for form in FORMS.values() for row in form.tables[0].rows]
_LABELS = {
    row.code: {fold(word) for same in _ROWS if same.code == row.code for word in (same.zh, *same.variants)}
    for row in _ROWS
}
_ORDERS = [[row.code for row in form.tables[0].rows] for form in FORMS.values()]


def place_disclosure(seen: SeenTable) -> Placed:
    """Each row by the header of its own block."""
    notes: list[Finding] = []
    cells: list[Cell] = []
    for row in distinct(_named(seen.rows, notes), TABLE):
        slots = slots_of(row.code or "", row.label, tuple(_block_columns(row)))
        own = _without_blanks_behind(trimmed(behind_words(row, len(slots)), [seen.cell for seen in row.header]))
        proof = None if row.grid.stream else _below(row.header)
        placed = fill(TABLE, [(own, slots)], proof)
        if row.filled and (_ends_before_header(row) if row.grid.stream else _ends_beside_header(own)):
            raise Unplaced(f"{row.place}: {row.behind} cells, not all of its columns (“{row.label}”)")
        if proof and row.filled and len(own.cells) > len(slots) and not _stand_below(placed, row.header):
            raise Unplaced(f"{row.place}: {len(own.cells)} cells for {len(slots)} columns (“{row.label}”)")
        cells += _once(row, placed)
    return Placed(tuple(cells), tuple(notes))


def _named(rows: Sequence[FigureRow], notes: list[Finding]) -> Iterator[FigureRow]:
    for position, row in enumerate(rows):
        if row.code is not None:
            if not row.exact:
                notes.append(likened(row))
            yield row
        elif row.filled and (fold(row.label) in OTHER_ROWS or is_part(row) or of_other_time(row.label)):
            notes.append(left_out(row))
        elif own := _misspelt(rows, position):
            notes.append(likened(own))
            yield own
        elif row.filled:
            raise unknown_label(row)


def _misspelt(rows: Sequence[FigureRow], position: int) -> FigureRow | None:
    """The row between its neighbours in the order of a form whose label is that of `position` but for one character."""
    row = rows[position]
    before = next((other.code for other in reversed(rows[:position]) if other.code), None)
    after = next((other.code for other in rows[position + 1 :] if other.code), None)
    printed = fold(row.label)
    likely = {
        code
        for order in _ORDERS
        if {before, after} <= {None, *order}
        for code in order[order.index(before) + 1 if before else 0 : order.index(after) if after else None]
        if any(differ_by_one(printed, label) for label in _LABELS[code])
    }
    return row._replace(code=likely.pop()) if len(likely) == 1 else None


def _without_blanks_behind(row: FigureRow) -> FigureRow:
    """A row without blank cells behind its figures, where there is one for each of the header's columns.

    It may begin at another column than the header does, in which no blank cell may be the head of one of the figures.
    """
    width = len(row.header)
    if len(row.cells) <= width or any(figure.state != "number" for figure in row.figures[:width]):
        return row
    if any(figure.state != "blank" for figure in row.figures[width:]):
        return row
    heads = {id(seen.cell) for seen in row.header}
    header = next((line for line in row.grid.rows if any(id(cell) in heads for cell in line)), ())
    named = all(cell.text for cell in dropwhile(lambda cell: not cell.text, header))
    return row._replace(cells=row.cells[:width], figures=row.figures[:width]) if named else row


def _ends_before_header(row: FigureRow) -> bool:
    """Whether a row has fewer cells than its header, which ends with blank ones: a figure may be lost."""
    heads = {id(seen.cell) for seen in row.header}
    header = next((line for line in row.grid.rows if any(id(cell) in heads for cell in line)), ())
    last = next((cell for cell in reversed(header) if cell.text), None)
    return id(last) in heads and row.behind + 1 < len(header) and not header[-1].text


def _ends_beside_header(row: FigureRow) -> bool:
    """Whether the last cell of a row that has no more than its header is a blank one beside this: a figure is lost."""
    if len(row.cells) > len(row.header) or row.figures[-1].state != "blank":
        return False
    return row.cells[-1].column >= max(seen.cell.end for seen in row.header)


def _once(row: FigureRow, found: Sequence[Cell]) -> list[Cell]:
    """Cells without the repetitions of a merged one, which may be blank.

    Raises:
        Unplaced: a column is printed twice with different figures, or in the place of another.
    """
    kept: dict[str, Cell] = {}
    for cell in found:
        if (known := kept.setdefault(cell.column, cell)).raw == cell.raw or cell.state == "blank":
            continue
        if known.state == "blank":
            kept[cell.column] = cell
        else:
            raise Unplaced(f"{row.place}: {cell.column} is printed twice with different figures (“{row.label}”)")
    if len(kept) < len(found) and not any(kept.keys() == set(columns) for columns in _COLUMNS.get(row.code, [])):
        raise Unplaced(f"{row.place}: a header printed twice, and another not (“{row.label}”)")
    return list(kept.values())


def _below(header: Sequence[HeaderCell]) -> Proof:
    """Whether figures stand right below the header's cells, which decides where fillers may be on either side."""
    columns = [seen.cell.column for seen in header]
    return lambda rows: all([cell.column for cell in row if cell] == columns for row in rows)


def _stand_below(cells: Sequence[Cell], header: Sequence[HeaderCell]) -> bool:
    """Whether the cells that print something stand below the header's cells for their columns."""
    columns = {seen.cell.column + 1: seen.code for seen in header}
    return all(columns.get(cell.source.column, "") in (cell.column, None) for cell in cells if cell.state != "blank")


def _block_columns(row: FigureRow) -> list[tuple[str | None, str | None]]:
    """The columns (with the unit that their header prints) under which the figures of `row` stand."""
    allowed = _COLUMNS.get(row.code, [])
    codes, units = _codes_and_units(row.header)
    for columns in allowed:
        if codes and all(code in columns for code in codes):
            apart = row.grid.stream or len(row.cells) > len(codes)
            if apart and row.filled and set(codes) < set(columns):
                raise Unplaced(f"{row.place}: {len(row.cells)} cells for {len(codes)} columns (“{row.label}”)")
            return list(zip(codes, units, strict=True))
    for columns in allowed:
        # A header word overwritten or cut: the others must stand where the form has them.
        fitting = len(codes) == len(columns) and all(c in (None, f) for c, f in zip(codes, columns, strict=True))
        if fitting and any(codes):
            return list(zip(columns, units, strict=True))
    known = [(code if code == "" or any(code in columns for columns in allowed) else None) for code in codes]
    if not any(known):
        raise Unplaced(f"{row.place}: no known header above “{row.label}”")
    return list(zip(known, units, strict=True))


@lru_cache(maxsize=256)  # several rows stand below each header
def _codes_and_units(header: tuple[HeaderCell, ...]) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """The columns that a header names, "" for those that are no form's, and the unit that each prints."""
    codes = tuple(["" if seen.code is None and stands_beside(seen.cell.text) else seen.code for seen in header])
    # 增减 without the items of last year is of the figures before it: no column of a form.
    marked = tuple(["" if says_derived(seen.cell.text) else code for seen, code in zip(header, codes, strict=True)])
    codes = marked if "previous_items" not in codes and None not in marked else codes
    return codes, tuple([_unit(seen.cell.text) for seen in header])


@lru_cache(maxsize=1024)
def _unit(header: str) -> str | None:
    printed = fold(header)
    return next((unit for unit in _UNITS if unit in printed), None)
