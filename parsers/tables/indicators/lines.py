"""Tables of indicators printed as mere lines: one cell, or one row, in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from parsers.document import Grid
from parsers.forms.indicators import UNITS
from parsers.lines.streams import grid_of, is_figure
from parsers.tables.indicators.columns import TELLING, code_of, header_word, is_unit
from parsers.words.text import narrow, numbering

#: No cell, and no line that prints a row, or two side by side, is longer.
_LONGEST_CELL, _LONGEST_LINE = 100, 200
#: Lines into which a name is broken at most.
_MOST_PIECES = 3
#: Indicators in lines of prose that make a table of them, and how long such a line is at most.
_TELLING_LINES, _LONGEST_NAMED = 5, 90
#: What follows the name of an indicator in its line.
_NAME = re.compile(rf"[\s:：|]*(?:[(（]?(?:{'|'.join(UNITS)})[)）]?)?[\s:：|\d.,，/—-]*$")
#: Name, unit, and two columns of figures.
_WIDEST_HEADER = 4
_FIGURE_HEADS = ("count", "year", "cumulative")
#: The words of a header run together, as tools leave them that put no mark between cells.
_RUN_TOGETHER = re.compile(r"指标(?:名称|项目)?\s*(?:计量)?单位\s*(?:(?:20\d\d年?)?(?:统计数|本?年度|数量|历年累计))")


def is_table_of_lines(lines: Iterable[str]) -> bool:
    """Whether lines print so many indicators as a table does: one in a line, or several with blanks between, or all
    of a table run together.
    """
    printed = list(lines)
    together = any(map(_RUN_TOGETHER.search, printed))
    return together or len({code for line in printed for code in _names(line)}) >= _TELLING_LINES


def counted_in_lines(lines: Sequence[str]) -> set[str]:
    """The indicators that lines print with a unit or without and a figure, in one line or in one below the other."""
    in_one = {code for line in lines if is_figure(line.split()[-1]) for code in _names(line)}
    below = zip(lines, lines[1:], lines[2:], strict=False)
    return in_one | {
        code for name, unit, figure in below if (code := code_of(name)) and is_unit(unit) and is_figure(figure)
    }


def _names(line: str) -> Iterator[str]:
    if len(line) <= _LONGEST_NAMED and (code := code_of(_NAME.sub("", line))):
        yield code
    tokens = line.split()
    if len(line) <= _LONGEST_LINE and is_figure(tokens[-1]):
        yield from (code for token in tokens if (code := code_of(token)))


def grid_of_lines(lines: Sequence[str]) -> Grid | None:
    """The one table whose header and rows are printed in lines; None if there is none, or its rows are not certain.

    A row is a name (it may be broken), a unit, and as many figures as the header names, or none at all.
    """
    cells = [cell for line in lines for cell in _cells(line)]
    headers = [
        (start, start + length)
        for start in range(len(cells))
        if (length := _header_length(cells[start : start + _WIDEST_HEADER]))
    ]
    if len(headers) != 1:
        return None
    start, end = headers[0]
    rows = _rows(cells[end:], end - start - 2)
    if rows is None or sum(code_of(row[0]) is not None for row in rows) < TELLING:
        return None
    return grid_of([cells[start:end], *rows])


def rows_of_stream(grid: Grid) -> Grid:
    """The grid of indicators whose cells are printed one after the other, with the rows of its header's width, or those
    that names and units show; as it is where neither is certain.
    """
    cells = [cell.text for row in grid.rows for cell in row] if grid.stream else []
    start = next((n for n in range(len(cells)) if _header_length(cells[n : n + _WIDEST_HEADER])), len(cells))
    width = _header_length(cells[start : start + _WIDEST_HEADER])
    rows = [cells[n : n + width] for n in range(start, len(cells), width)] if width else []
    if rows and all(len(row) == width and row[0] and is_unit(row[1]) for row in rows[1:]):
        found: Grid | None = grid_of(rows)
    else:
        # Where blank cells are printed, a row without any cell for its figure has lost it.
        found = grid_of_lines(cells) if width and all(cells[start:]) else None
    return grid if found is None else replace(found, number=grid.number, page=grid.page)


def _cells(line: str) -> list[str]:
    """The cells of a line that prints a row, or the header; any other line is one cell."""
    tokens = line.split()
    row = len(line) <= _LONGEST_LINE and (is_figure(tokens[-1]) or is_unit(tokens[-1]) or all(map(header_word, tokens)))
    return tokens if row else [line]


def _header_length(cells: Sequence[str]) -> int:
    """How many cells the header has with which `cells` begin, 0 if they begin with none."""
    words = [header_word(cell) for cell in cells]
    figures = len(list(takewhile(lambda word: word in _FIGURE_HEADS, words[2:])))
    return 2 + figures if words[:2] == ["name", "unit"] and figures else 0


def _rows(cells: Sequence[str], width: int) -> list[list[str]] | None:
    """The rows of `cells` with `width` figures each; None if one of them is not certain."""
    rows: list[list[str]] = []
    waiting: list[str] = []  # lines since the last row: headings, the name of the next
    position = 0
    while position < len(cells) and len(cells[position]) <= _LONGEST_CELL and "。" not in cells[position]:
        cell = cells[position]
        position += 1
        if is_figure(cell):
            return None
        if not is_unit(cell):
            waiting.append(cell)
            continue
        figures = list(takewhile(is_figure, cells[position : position + width + 1]))
        name = _name(waiting)
        if name is None or len(figures) not in (0, width):
            return None
        position += len(figures)
        rest = _rest(name, cells[position : position + _MOST_PIECES - 1])
        rows.append(["".join([name, *rest]), cell, *(figures or [""] * width)])
        position += len(rest)
        waiting = []
    left = [*waiting, *cells[position:]]
    return None if any(map(code_of, left)) else rows


def _name(lines: Sequence[str]) -> str | None:
    """The name of an indicator at the end of `lines`, which headings may precede; None if it is not certain."""
    known = (n for n in range(min(_MOST_PIECES, len(lines)), 0, -1) if code_of("".join(lines[-n:])))
    length = next(known, 1)
    before, name = lines[:-length], "".join(lines[-length:])
    certain = not before or code_of(name) or numbering(name) or narrow(name).startswith("其中")
    return name if name and certain and all(map(numbering, before)) else None


def _rest(name: str, behind: Sequence[str]) -> Sequence[str]:
    """The lines behind the figures of a row with which its name goes on, if it was broken there."""
    if code_of(name):
        return ()
    lengths = range(1, len(behind) + 1)
    return behind[: next((n for n in lengths if code_of("".join([name, *behind[:n]]))), 0)]
