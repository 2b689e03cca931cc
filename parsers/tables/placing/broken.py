"""Figures that the narrow cells of a PDF break into lines, where the sums of their row prove that they are whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.document import GridCell
from parsers.tables.placing.page_numbers import Holds
from parsers.tables.seen import FigureRow
from parsers.words.figures import read_figure

#: Digits on several lines of one cell: a blank within a line is printed and may part two figures.
_BROKEN = re.compile(r"\s*\d+(?:\n\d+)+\s*")


def with_broken_joined(rows: Iterable[FigureRow], holds: Holds) -> list[FigureRow]:
    """Rows with such figures in one piece; `holds` says whether the figures of a row add up.

    Where all cells have several lines, each may print figures of two years, or of two rows.
    """
    return [_joined(row, holds) if row.grid.page is not None else row for row in rows]


def _joined(row: FigureRow, holds: Holds) -> FigureRow:
    cells = tuple(map(_whole, row.cells))
    if cells == row.cells:
        return row
    figures = tuple(read_figure(cell.text) for cell in cells)
    whole = any(figure.state == "number" for figure in row.figures)
    certain = whole and all(figure.state != "text" for figure in figures)
    proved = certain and holds([figure.value or 0 for figure in figures])
    return row._replace(cells=cells, figures=figures) if proved else row


def _whole(cell: GridCell) -> GridCell:
    return cell._replace(text="".join(cell.text.split())) if _BROKEN.fullmatch(cell.text) else cell
