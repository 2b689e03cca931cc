"""Tables as lines of text, in the shapes that text extractors, e-mail and editors leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, groupby

from fixtures.grids import grids, placed
from fixtures.model import Grid, Report

Rows = list[list[str]]

#: How a table's rows of cells are printed as lines.
SHAPES: dict[str, Callable[[Rows], list[str]]] = {
    "pipes around": lambda rows: [f"| {' | '.join(row)} |" for row in rows],
    "pipes between": lambda rows: [" | ".join(row) for row in rows],
    "tight pipes": lambda rows: ["|".join(row) for row in rows],
    "no trailing blanks": lambda rows: [" | ".join(row).rstrip(" |") for row in rows],
    "blanks lost at both ends": lambda rows: [" | ".join(row).strip(" |") for row in rows],
    "markdown": lambda rows: [f"| {' | '.join(rows[0])} |", "|---" * len(rows[0]) + "|",
                              *(f"| {' | '.join(row)} |" for row in rows[1:])],
    "markdown, broken labels": lambda rows: [f"| {' | '.join(map(_marked, row))} |" for row in rows],
    "rules between lines": lambda rows: [line for row in rows for line in ("+".join(["", *("-" * 12 for _ in row), ""]),
                                                                       f"| {' | '.join(row)} |")],
    "double lines": lambda rows: ["╔" + "╦".join("══" for _ in rows[-1]) + "╗",
                                  *(line for row in rows for line in (f"║ {' ║ '.join(row)} ║", "╠══╬══╣"))],
    "tabs": lambda rows: ["\t".join(row) for row in rows],
    "blanks": lambda rows: ["  ".join(row) for row in rows],
    "a cell a line": lambda rows: list(chain(*rows)),
    "a cell a line, blank lines": lambda rows: [line for cell in chain(*rows) for line in (cell, "")],
    "a cell a line, pipes": lambda rows: [f"{cell} |" for cell in chain(*rows)],
    "a cell a line, pipes, blanks in one line": lambda rows: [line for row in rows for line in _blanks_together(row)],
    "a cell a line, pipes for each blank": lambda rows: [f"{cell} |" if cell else "|||" for cell in chain(*rows)],
    "labels broken over lines": lambda rows: [f"{' | '.join(map(_broken, row))} |" for row in rows],
    "cells broken over lines, pipes around": lambda rows: [f"| {' | '.join(map(_halved, row))} |" for row in rows],
    "cells broken over lines": lambda rows: [" | ".join(map(_halved, row)) for row in rows],
    "repeated lines left out": lambda rows: list(dict.fromkeys(chain(*rows))),
}  # fmt: skip
#: Shapes in which every row may be as wide as the table.
PADDED = tuple(name for name in SHAPES if name.startswith(("pipes", "cells broken", "markdown")))
#: Shapes that do not print every figure.
LOSSY = ("repeated lines left out",)
#: A label longer than this is broken where cells are narrow.
_NARROW = 8


def _blanks_together(row: list[str]) -> Iterator[str]:
    for blank, cells in groupby(row, key=lambda cell: not cell):
        together = list(cells)
        yield from ["|" * len(together)] if blank else [f"{cell} |" for cell in together]


def _marked(cell: str) -> str:
    """What converters to Markdown make of a label with a break, and of one in bold."""
    if cell.startswith("总计"):
        return f"**{cell}**"
    return (
        f"{cell[:_NARROW]}<br>{cell[_NARROW:]}".replace(".", "\\.")
        if len(cell) > _NARROW and not cell[0].isdecimal()
        else cell
    )


def _broken(cell: str) -> str:
    return f"{cell[:_NARROW]}\n{cell[_NARROW:]}" if len(cell) > _NARROW and not cell.isdigit() else cell


def _halved(cell: str) -> str:
    """A label of a narrow cell: broken in the middle, long ones more than once."""
    if len(cell) < 4 or cell.replace(".", "").isdigit():
        return cell
    step = max(2, min(_NARROW, len(cell) // 2))
    return "\n".join(cell[start : start + step] for start in range(0, len(cell), step))


def text(made: Report, shape: str, *, expanded: bool = False, empty: bool = False, one_line: bool = False) -> bytes:
    """The whole report as text.

    Args:
        made: what it says.
        shape: one of `SHAPES`.
        expanded: print a merged cell once for each place that it covers.
        empty: leave the other places that it covers empty.
        one_line: run all lines together.
    """
    found = grids(made.official_form, made.figures)
    lines = [made.title, *made.preamble]
    for section in made.sections:
        lines += [section.heading, *section.paragraphs]
        for grid in found.get(section.table or "", ()):
            whole = _expanded(grid, "" if empty else None) if expanded or empty else None
            lines += SHAPES[shape](whole or [[td.text for td in row] for row in grid.rows])
    return (" " if one_line else "\n").join(lines).encode()


def _expanded(grid: Grid, elsewhere: str | None = None) -> Rows:
    """Rows as wide as the grid; places that a merged cell covers print `elsewhere`, or the cell again."""
    rows = [[""] * grid.width for _ in grid.rows]
    for row, column, td in placed(grid):
        for down, right in _covered(td.rowspan, td.colspan):
            rows[row + down][column + right] = td.text if elsewhere is None or not (down or right) else elsewhere
    return rows


def _covered(rowspan: int, colspan: int) -> Iterator[tuple[int, int]]:
    return ((down, right) for down in range(rowspan) for right in range(colspan))
