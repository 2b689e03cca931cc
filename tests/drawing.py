"""Tables drawn with characters around every cell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from fixtures.grids import placed
from fixtures.model import Grid

#: Columns of text in a cell that covers one column of the grid, and its lines at most.
_WIDTH = 14


@dataclass(frozen=True)
class Style:
    """Of what lines are drawn, and how many columns a Chinese character takes."""

    level: str
    upright: str
    corner: str
    wide: int = 2


STYLES = {
    "hyphens": Style("-", "|", "+"),
    "hyphens, all characters alike": Style("-", "|", "+", wide=1),
    "hyphens between pipes": Style("-", "|", "|"),
    "single lines": Style("─", "│", "┼"),
    "double lines": Style("═", "║", "╬"),
}


def drawn(grid: Grid, style: Style) -> list[str]:
    """The lines that draw `grid`, its merged cells as one."""
    cells = [(row, column, td, _wrapped(td.text, style, td.colspan)) for row, column, td in placed(grid)]
    heights = [1] * len(grid.rows)
    for row, _, td, lines in cells:
        heights[row] = max(heights[row], -(-len(lines) // td.rowspan))
    tops = [sum(height + 1 for height in heights[:row]) for row in range(len(heights) + 1)]
    canvas = [[" "] * ((_WIDTH + 1) * grid.width + 1) for _ in range(tops[-1] + 1)]
    for row, column, td, lines in cells:
        top, bottom = tops[row], tops[min(row + td.rowspan, len(heights))]
        left, right = column * (_WIDTH + 1), (column + td.colspan) * (_WIDTH + 1)
        _frame(canvas, style, (top, bottom), (left, right))
        for number, line in enumerate(lines, top + 1):
            for place, character in enumerate(line, left + 1):
                canvas[number][place] = character
    return ["".join(line) for line in canvas]


def _frame(canvas: list[list[str]], style: Style, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    for row in rows:
        for column in range(columns[0], columns[1] + 1):
            at_corner = column in columns or canvas[row][column] in (style.corner, style.upright)
            canvas[row][column] = style.corner if at_corner else style.level
    for column in columns:
        for row in range(rows[0] + 1, rows[1]):
            kept = canvas[row][column] in (style.corner, style.level)
            canvas[row][column] = style.corner if kept else style.upright


def _wrapped(text: str, style: Style, span: int) -> list[list[str]]:
    """The lines of a cell: the characters that stand in each of its columns; "" behind one that takes two."""
    lines: list[list[str]] = [[]]
    for character in text:
        wide = style.wide == 2 and unicodedata.east_asian_width(character) in "WF"
        taken = [character, ""] if wide else [character]
        if len(lines[-1]) + len(taken) > span * (_WIDTH + 1) - 3:
            lines.append([])
        lines[-1] += taken
    return lines
