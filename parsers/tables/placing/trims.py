"""Whether rows were trimmed to the figures that they print."""

from __future__ import annotations

from collections.abc import Sequence, Set

from parsers.document import GridCell
from parsers.tables.align import Proof, is_certain
from parsers.tables.placing.common import Unplaced, trimmed
from parsers.tables.seen import FigureRow


def trimmed_alike(
    rows: Sequence[FigureRow], leaves: Sequence[GridCell], apart: Set[int] = frozenset()
) -> list[FigureRow]:
    """Rows with the cells below the header's `leaves`, but for those of grids that stand `apart`, by their numbers.

    Where a row of a grid has something beside these, they do not show for its other rows either what stands in which.
    """
    own = [trimmed(row, () if row.grid.number in apart else leaves) for row in rows]
    doubted = {row.grid.number for row in own if len(row.cells) > len(leaves)} if leaves else frozenset[int]()
    return [row if row.grid.number in doubted else kept for row, kept in zip(rows, own, strict=True)]


def not_otherwise(printed: Sequence[FigureRow], kept: Sequence[FigureRow], proves: Proof) -> None:
    """Make sure that no row was trimmed to figures that do not add up, of which another choice does.

    Raises:
        Unplaced: a row was.
    """
    for row, own in zip(printed, kept, strict=True):
        if own is not row and not is_certain(row.cells, list(own.cells), proves, stream=False):
            raise Unplaced(f"{row.place}: figures that add up only in other columns (“{row.label}”)")
