"""四、政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, or three rows of five."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from parsers.document import GridCell
from parsers.figures import read_figure
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.placing.common import Placed, Slot, Unplaced, distinct, fill
from parsers.record import Cell
from parsers.rows import REMEDY_CELLS, FigureRow, HeaderCell, SeenTable
from parsers.text import fold

TABLE = "remedies"


def place_remedies(seen: SeenTable) -> Placed:
    """One row of fifteen figures, or three rows of five."""
    below = [row for row in seen.rows if row.code]
    if below:
        return Placed(tuple(_below_each_other(below)))
    strangers = [row for row in seen.rows if row.code is None and row.filled]
    if strangers:
        row = strangers[0]
        raise Unplaced(f"{row.place}: {len(row.cells)} figures for {REMEDY_CELLS} columns")
    rows = distinct(seen.rows, TABLE)
    if not rows:
        raise Unplaced("header without any row of figures")
    slots = [Slot(remedy, outcome, REMEDIES.row(remedy).zh) for remedy, outcome in _order(seen.header)]
    return Placed(tuple(fill(TABLE, [(rows[0], slots)], _totals_hold)))


def _totals_hold(rows: Sequence[Sequence[GridCell | None]]) -> bool:
    """Whether each remedy's four outcomes add up to its total, in at least one of which not all are 0."""
    (row,) = rows
    values = [read_figure(cell.text).value or 0 if cell else 0 for cell in row]
    groups = [values[start : start + len(OUTCOMES)] for start in range(0, len(values), len(OUTCOMES))]
    return any(values) and all(sum(group[:-1]) == group[-1] for group in groups)


def _below_each_other(rows: Sequence[FigureRow]) -> list[Cell]:
    kept = distinct(rows, TABLE)
    return list(fill(TABLE, [(row, [Slot(row.code or "", o.code, row.label) for o in OUTCOMES]) for row in kept]))


def _order(header: Sequence[HeaderCell]) -> list[tuple[str, str]]:
    """(remedy, outcome) for each figure from left to right, by the header's geometry where it has one."""
    standard = [(row.code, outcome.code) for row in REMEDIES.rows for outcome in OUTCOMES]
    remedies = {fold(word): row for row in REMEDIES.rows for word in (row.zh, *row.variants)}
    groups = [(remedies[code], h.cell) for h in header if (code := h.code or "") in remedies]
    outcomes = {fold(word): o.code for o in OUTCOMES for word in (o.zh, *o.variants)}
    leaves = [(outcomes[code], h.cell) for h in header if (code := h.code or "") in outcomes]
    placed = {
        (leaf.column, group.code, outcome)
        for outcome, leaf in leaves
        for group, cell in groups
        if cell.column <= leaf.column < cell.column + cell.colspan
    }
    order = [(group, outcome) for _, group, outcome in sorted(placed)]
    if sorted(order) == sorted(standard):
        return order
    # A merged cell may be printed once for each of its columns.
    printed = [code for code, _ in groupby(group.code for group, _ in groups)]
    if printed != [row.code for row in REMEDIES.rows if row.code in printed]:
        raise Unplaced("header in another order than the form's: " + ", ".join(cell.text for _, cell in groups))
    return standard
