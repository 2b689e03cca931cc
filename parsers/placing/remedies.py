"""四、政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, or three rows of five."""

from __future__ import annotations

from collections.abc import Sequence

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
    return Placed(tuple(fill(TABLE, [(rows[0], slots)])))


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
    if len(groups) == len(REMEDIES.rows) and len(leaves) == len(standard):
        placed = sorted(
            (leaf.column, group.code, outcome)
            for outcome, leaf in leaves
            for group, cell in groups
            if cell.column <= leaf.column < cell.column + cell.colspan
        )
        order = [(group, outcome) for _, group, outcome in placed]
        if sorted(order) == sorted(standard):
            return order
    printed = [group.code for group, _ in groups]
    if printed != [row.code for row in REMEDIES.rows if row.code in printed]:
        raise Unplaced("header in another order than the form's: " + ", ".join(cell.text for _, cell in groups))
    return standard
