"""Whether rows were trimmed to the figures that they print."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.align import Proof, is_certain
from parsers.placing.common import Unplaced
from parsers.seen import FigureRow


def not_otherwise(printed: Sequence[FigureRow], kept: Sequence[FigureRow], proves: Proof) -> None:
    """Make sure that no row was trimmed to figures that do not add up, of which another choice does.

    Raises:
        Unplaced: a row was.
    """
    for row, own in zip(printed, kept, strict=True):
        if own is not row and not is_certain(row.cells, list(own.cells), proves, stream=False):
            raise Unplaced(f"{row.place}: figures that add up only in other columns (“{row.label}”)")
