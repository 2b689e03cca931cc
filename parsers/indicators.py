"""Tables of indicators (the form before 2019) to cells: name, unit, and one or two columns of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Grid columns of one table of indicators."""

    name: int
    unit: int | None
    figures: tuple[tuple[str, int], ...]
    header_unit: str | None = None


def read_indicators(grids: Iterable[Grid]) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells of all tables of indicators, parts of one table under the header of the first."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    columns: _Columns | None = None
    for grid in grids:
        start, found = _header(grid)
        columns = found or (columns if _known_names(grid) else None)
        if columns is None:
            continue
        for row in grid.rows[start:]:
            read = list(_row(grid, row, columns))
            cells += read
            if not read and any(read_figure(cell.text).state == "number" for cell in row):
                findings.append(_unread(grid, row))
    if findings:
        return (), tuple(findings)
    return _with_distinct_rows(cells), ()


def _header(grid: Grid) -> tuple[int, _Columns | None]:
    """The row after the header, and the columns, if the grid begins with one."""
    for number, row in enumerate(grid.rows[:4]):
        heads = {column: cell for cell in row if (column := _column(cell.text))}
        figures = tuple((column, heads[column].column) for column in _FIGURES if column in heads)
        if "name" in heads and figures and ("unit" in heads or len(figures) == 2 or _known_names(grid)):
            unit = heads["unit"].column if "unit" in heads else None
            return number + 1, _Columns(heads["name"].column, unit, figures)
    return 0, None


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
    if not names or all(cell is None for cell in figures.values()):
        return
    label = squeeze(names[-1].text)
    unit_cell = _at(row, columns.unit) if columns.unit is not None else None
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


def _unread(grid: Grid, row: tuple[GridCell, ...]) -> Finding:
    printed = " | ".join(squeeze(cell.text) for cell in row)[:80]
    return Finding("parse.table_withheld", "error",
                   f"指标表有行未能读取，已整表保留不录 / indicator row not understood: {printed}",
                   f"table {grid.number}, row {row[0].row + 1}")  # fmt: skip
