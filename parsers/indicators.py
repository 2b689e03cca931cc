"""Tables of indicators (the form before 2019) to cells: name, unit, and one or two columns of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product, zip_longest

from parsers.document import Grid, GridCell
from parsers.figures import read_figure
from parsers.forms.indicators import HEADERS, INDICATORS
from parsers.record import Cell, Finding, Source
from parsers.text import fold, narrow, squeeze

_HEADER = {fold(word): column for column, words in HEADERS.items() for word in words}
_KNOWN = {fold(word): label.code for label in INDICATORS for word in (label.zh, *label.variants)}
_YEAR = re.compile(r"(?:19|20)\d\d")
_INTRODUCTION = re.compile(r"^(?:其中|其 中)[:：]?")
_FIGURES = ("count", "year", "cumulative")
#: Names of indicators that are known in a table which make it one of these without a full header.
_TELLING = 3
MAX_COLUMN = 1_000
#: Indicators in lines of prose that make a table of them, and how long such a line is at most.
_TELLING_LINES, _LONGEST_LINE = 5, 90
#: What follows the name of an indicator in its line.
_NAME = re.compile(r"[\s:：|]*(?:[(（]?(?:条|件|次|个|人|人次|元|万元|期|场|场次|篇)[)）]?)?[\s:：|\d.,，/—-]*$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Grid columns of one table of indicators."""

    name: int
    unit: int | None
    figures: tuple[tuple[str, int], ...]
    #: Where this table begins and the one beside it.
    start: int
    end: int
    certain: bool


def read_indicators(grids: Iterable[Grid]) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells of all tables of indicators, parts of one table under the header of the first."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    columns: tuple[_Columns, ...] = ()
    for grid in grids:
        start, found = _header(grid)
        columns = found or (columns if _known_names(grid) else ())
        if not columns and _known_names(grid) and _has_figures(grid):
            findings.append(_headless(f"table {grid.number}"))
        part: list[Cell] = []
        for row, side in product(grid.rows[start:], columns):
            own = tuple(cell for cell in row if side.start <= cell.column < side.end)
            read = list(_row(grid, own, side))
            part += read
            if not read and any(read_figure(cell.text).state == "number" for cell in own):
                findings.append(_unread(grid, own))
        if found and _prints_again(cells, part):
            findings.append(_again(grid))
        cells += part
    if findings:
        return (), tuple(findings)
    return _with_distinct_rows(cells), ()


def read_lines(lines: Iterable[str]) -> tuple[Finding, ...]:
    """What is to be said of lines of prose that print indicators with their figures: that they are not read."""
    named = {code for line in lines if len(line) <= _LONGEST_LINE and (code := _code(_NAME.sub("", line)))}
    return (_headless("indicators"),) if len(named) >= _TELLING_LINES else ()


def _has_figures(grid: Grid) -> bool:
    return any(read_figure(cell.text).state == "number" for row in grid.rows for cell in row)


def _prints_again(earlier: Iterable[Cell], part: Iterable[Cell]) -> bool:
    """Whether a table with a header of its own repeats the indicators of one before it: perhaps another agency's."""
    codes = _KNOWN.values()
    return len({cell.row for cell in earlier if cell.row in codes} & {cell.row for cell in part}) >= _TELLING


def _header(grid: Grid) -> tuple[int, tuple[_Columns, ...]]:
    """The row after the header, and the columns of each of the tables side by side, if the grid begins with one."""
    for number, row in enumerate(grid.rows[:4]):
        heads = [(column, cell.column) for cell in row if (column := _column(cell.text))]
        starts = [n for n, (column, _) in enumerate(heads) if column == "name"]
        sides = [heads[start:end] for start, end in zip_longest(starts, starts[1:])]
        bounds = [0, *(side[0][1] for side in sides[1:]), MAX_COLUMN]
        found = tuple(_columns(side, *between) for side, between in zip(sides, pairwise(bounds), strict=False))
        figures = [column for column, _ in found[0].figures] if found else []
        if figures and (found[0].unit is not None or len(figures) == 2 or _known_names(grid)):
            return number + 1, found
    return 0, ()


def _columns(heads: list[tuple[str, int]], start: int, end: int) -> _Columns:
    """The columns that a header names; of figures of the same name it is not known which are meant."""
    places = dict(heads)
    figures = tuple((column, at) for column, at in heads if column in _FIGURES)
    certain = len({column for column, _ in figures}) == len(figures)
    return _Columns(places["name"], places.get("unit"), figures, start, end, certain)


def _column(printed: str) -> str | None:
    return _HEADER.get(fold(_YEAR.sub("", narrow(printed))))


def _known_names(grid: Grid) -> bool:
    names = (_code(cell.text) for row in grid.rows for cell in row)
    return sum(name is not None for name in names) >= _TELLING


def _code(printed: str) -> str | None:
    return _KNOWN.get(fold(_INTRODUCTION.sub("", narrow(printed))))


def _row(grid: Grid, row: tuple[GridCell, ...], columns: _Columns) -> Iterator[Cell]:
    """The figures of one row. Its name may be indented into a later cell; its unit may be missing."""
    first = min(column for _, column in columns.figures)
    names = [cell for cell in row if cell.column < first and cell.column != columns.unit and _is_name(cell)]
    figures = {column: _at(row, position) for column, position in columns.figures}
    unit_cell = _at(row, columns.unit) if columns.unit is not None else None
    shifted = unit_cell is not None and read_figure(unit_cell.text).state == "number"
    if not columns.certain or shifted or not names or all(cell is None for cell in figures.values()):
        return
    label = squeeze(names[-1].text)
    unit = squeeze(unit_cell.text) or None if unit_cell else None
    for column, cell in figures.items():
        if cell is not None and (unit or cell.text or _code(label)):
            figure = read_figure(cell.text)
            source = Source(grid.number, cell.row + 1, cell.column + 1, grid.page)
            raw = " ".join(cell.text.split())
            yield Cell("indicators", _code(label) or label, column, figure.value, figure.state, raw, label,
                       unit or figure.unit, source)  # fmt: skip


def _is_name(cell: GridCell) -> bool:
    return bool(cell.text) and read_figure(cell.text).state == "text"


def _at(row: tuple[GridCell, ...], column: int) -> GridCell | None:
    return next((cell for cell in row if cell.column <= column < cell.column + cell.colspan), None)


def _with_distinct_rows(cells: list[Cell]) -> tuple[Cell, ...]:
    """Cells whose row codes are unique: a repeated indicator (同意公开答复数 twice) keeps its words as well."""
    seen: dict[tuple[str, str], int] = {}
    named: list[Cell] = []
    for cell in cells:
        times = seen[cell.row, cell.column] = seen.get((cell.row, cell.column), 0) + 1
        if times > 1:
            cell = Cell(cell.table, f"{cell.row}#{times}", cell.column, cell.value, cell.state, cell.raw, cell.label,
                        cell.unit, cell.source)  # fmt: skip
        named.append(cell)
    return tuple(named)


def _again(grid: Grid) -> Finding:
    message = "有两张指标表，不知哪张是本机关的 / two tables of the same indicators"
    return Finding("parse.table_withheld", "error", message, f"table {grid.number}")


def _headless(where: str) -> Finding:
    message = "指标没有印成可辨认的表格，未录 / indicators are printed without a header or table that can be read"
    return Finding("parse.table_withheld", "error", message, where)


def _unread(grid: Grid, row: tuple[GridCell, ...]) -> Finding:
    printed = " | ".join(squeeze(cell.text) for cell in row)[:80]
    return Finding("parse.table_withheld", "error",
                   f"指标表有行未能读取，已整表保留不录 / indicator row not understood: {printed}",
                   f"table {grid.number}, row {row[0].row + 1}")  # fmt: skip
