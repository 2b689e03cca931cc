"""Tables of indicators (the form before 2019) to cells: name, unit, and one or two columns of figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

from parsers.document import Grid, GridCell
from parsers.forms.indicators import REPEATED
from parsers.record import Cell, Finding, Source
from parsers.tables.columns import ends_of, is_page_number
from parsers.tables.findings import blank_copy
from parsers.tables.indicators.columns import (
    CODES,
    TELLING,
    Columns,
    Row,
    Span,
    begins_with_words,
    below,
    code_of,
    columns_without_header,
    fits,
    has_header_words,
    header_of,
    is_about,
    is_number,
    is_printed,
    is_unit,
    known_names,
    name_and_unit,
    numbers_columns,
    reaches,
    within,
)
from parsers.tables.indicators.findings import beside_remarks, doubtful, headless, printed_again, unread
from parsers.tables.indicators.lines import counted_in_lines, grid_of_lines, is_table_of_lines
from parsers.tables.indicators.names import likened, with_distinct_rows
from parsers.words.figures import read_figure
from parsers.words.text import squeeze

#: A row and the grid in which it stands.
_Placed = tuple[Grid, Row]


def read_indicators(grids: Iterable[Grid], year: int | None = None) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells of all tables of indicators, parts of one table under the header of the first.

    `year` is that of the report.
    """
    reader = _Reader(tuple(grids), year)
    findings = reader.read()
    if any(finding.rule == "parse.table_withheld" for finding in findings):
        return (), findings
    cells, notes = likened(reader.cells)
    return with_distinct_rows(cells), (*findings, *notes)


def read_lines(lines: Sequence[str], number: int) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells of the table of indicators that is printed as lines of prose, or that they are not read.

    `number` is that of the table among those of the document.
    """
    if grid := grid_of_lines(lines):
        return read_indicators([replace(grid, number=number)])
    return (), (headless("indicators"),) if is_table_of_lines(lines) else ()


def left_in_lines(lines: Sequence[str], cells: Iterable[Cell]) -> tuple[Finding, ...]:
    """What is to be said of lines behind the tables if they print indicators that the tables do not."""
    return (headless("indicators"),) if counted_in_lines(lines) - {cell.row for cell in cells} else ()


class _Reader:
    """Walks grids in document order; a header holds until the next, for what continues its table."""

    def __init__(self, grids: Sequence[Grid], year: int | None) -> None:
        self.cells: list[Cell] = []
        self._year = year
        self._tables = [
            [(grid, row) for grid in parts for row in grid.rows]
            for _, parts in groupby(grids, key=lambda grid: grid.number)
        ]
        self._columns: tuple[Columns, ...] = ()
        self._width = 0  # of the row that is their header
        self._findings: dict[Finding, None] = {}

    def read(self) -> tuple[Finding, ...]:
        """Fill `cells`; the findings, of which errors withhold the tables."""
        for rows, next_rows in zip(self._tables, [*self._tables[1:], []], strict=False):
            if rows:
                self._read_table(rows, next_rows)
        return tuple(self._findings)

    def _read_table(self, rows: Sequence[_Placed], next_rows: Sequence[_Placed]) -> None:
        """Read one table, in one piece or several, each header of which begins a part."""
        names = known_names(row for _, row in rows) >= TELLING
        names_below = known_names(row for _, row in next_rows) >= TELLING
        headers = {
            number: found
            for number, (_, row) in enumerate(rows)
            if (found := header_of(row, sure=names or (names_below and number == len(rows) - 1), year=self._year))
        }
        for grid, row in (rows[number] for number in headers):
            if grid.stream and any(map(is_number, row)):
                self._say(headless(f"table {grid.number}"))  # the first row runs on behind the header
        bounds = [*headers, len(rows)]
        if (before := rows[: bounds[0]]) and self._continues(before):
            self._read_part(before)
        for start, end in pairwise(bounds):
            self._columns = headers[start]
            self._width = max(cell.end for cell in rows[start][1])
            self._read_part(self._below_header(rows[start + 1 : end]))

    def _below_header(self, rows: Sequence[_Placed]) -> Sequence[_Placed]:
        """The rows behind a second row of the header, which is taken, and behind one that numbers the columns."""
        if (
            rows
            and (lower := tuple(below(side, rows[0][1], self._year) or side for side in self._columns)) != self._columns
        ):
            self._columns, rows = lower, rows[1:]
        return rows[1:] if rows and numbers_columns(rows[0][1]) else rows

    def _continues(self, placed: Sequence[_Placed]) -> bool:
        """Whether a table that does not begin with a header goes on under the last one; says what cannot be told."""
        rows = [row for _, row in placed]
        names = known_names(rows)
        telling = names >= TELLING
        if not any(is_number(cell) for row in rows for cell in row):
            return telling and bool(self._columns)
        if telling and not self._columns:
            self._columns = self._without_header(rows)
        wide = bool(self._columns) and reaches(self._columns, rows)
        if wide and (telling or (fits(self._columns, rows) and (names or self._columns[0].unit))):
            return True
        own = names and all(known_names([row]) for row in rows if any(map(is_number, row)))
        if telling or (names and not begins_with_words(rows) if self._columns else own):
            self._say(headless(f"table {placed[0][0].number}"))
        return False

    def _without_header(self, rows: Sequence[Row]) -> tuple[Columns, ...]:
        """The columns of a table whose header was not printed, if none is printed elsewhere, in words not known."""
        if has_header_words(row for table in self._tables for _, row in table):
            return ()
        columns = columns_without_header(rows)
        return (columns,) if columns else ()

    def _read_part(self, rows: Sequence[_Placed]) -> None:
        if any(not side.certain for side in self._columns) and any(map(is_number, chain(*(row for _, row in rows)))):
            self._say(doubtful(rows[0][0]))
            return
        found: list[tuple[Cell, ...]] = []
        noted: list[Cell] = []
        ends = {id(row): end for grid in {id(g): g for g, _ in rows}.values()
                for row, end in zip(grid.rows, ends_of(grid.rows), strict=True)}  # fmt: skip
        longest = max((self._width, *(ends[id(row)] for _, row in rows)))
        remarked = any(is_number(cell) for _, row in rows for side in self._columns for cell in _remarks(row, side))
        for grid, row in rows:
            if is_page_number(row):
                continue
            for side in self._columns:
                own = side.own(row)
                read = (
                    None
                    if _lacks_one(own, side, remarked=remarked, short=ends[id(row)] < min(longest, side.end))
                    else _row(grid, own, side)
                )
                if read is None:
                    self._say(unread(grid, own))
                if read:
                    found.append(read)
                    noted += read[:1] if _is_noted(own, side) else ()
        for finding in map(beside_remarks, noted):
            self._say(finding)
        if noted and (len(noted) > len(found) / 2 or not _is_filled(chain(*found))):
            self._say(doubtful(rows[0][0]))
        if found:
            self._keep(list(chain(*found)), rows[0][0])

    def _keep(self, part: list[Cell], grid: Grid) -> None:
        """Take the cells of a part of `grid`, unless they are those of a part before it once more."""
        if not _prints_again(self.cells, part):
            self.cells += part
        elif {_printed(cell) for cell in part} <= {_printed(cell) for cell in self.cells}:
            pass  # the same once more
        elif not _is_filled(part):
            self._say(blank_copy("indicators"))
        elif not _is_filled(self.cells):
            self._say(blank_copy("indicators"))
            self.cells = part
        else:
            self._say(printed_again(grid))

    def _say(self, finding: Finding) -> None:
        self._findings[finding] = None


def _prints_again(earlier: Iterable[Cell], part: Iterable[Cell]) -> bool:
    """Whether a part repeats the indicators of one before it: perhaps it is another agency's."""
    codes = CODES - REPEATED
    return len({cell.row for cell in earlier if cell.row in codes} & {cell.row for cell in part}) >= TELLING


def _printed(cell: Cell) -> tuple[str, str, object]:
    return cell.row, cell.column, cell.value if cell.state == "number" else cell.raw


def _is_filled(cells: Iterable[Cell]) -> bool:
    """Whether something is printed in the cells, besides the dashes of the form."""
    return any(cell.state not in ("blank", "dash") for cell in cells)


def _lacks_one(row: Row, columns: Columns, *, remarked: bool, short: bool) -> bool:
    """Whether a row that is `short` of others may have lost one of several figures, or a word has shifted them.

    So may one of a table in which numbers are `remarked` upon others.
    """
    figures = [_in(row, span, columns.first) for _, span in columns.figures]
    named = any(map(is_number, row)) or any(code_of(cell.text) for cell in row if cell.column < columns.first)
    if named and any(is_unit(cell.text) or code_of(cell.text) for cells in figures for cell in cells):
        return True
    if not any(is_printed(cell) for cells in figures for cell in cells) or not named:
        return False
    # A dash in the last of their columns may be a remark.
    *before, last = figures
    printed = any(map(is_number, last)) and all(any(map(is_printed, cells)) for cells in before)
    return short and (columns.numbered or remarked or (len(figures) > 1 and not printed))


def _row(grid: Grid, row: Row, columns: Columns) -> tuple[Cell, ...] | None:
    """The figures of one row, none for a row without any; None where it is not certain what its figures are.

    Its name may be indented into a later cell; its unit may be missing.
    """
    names = [cell for cell in row if cell.column < columns.first and _is_name(cell) and not _is_of(cell, columns)]
    printed = [cell for cell in row if _may_be_figure(cell, columns, names[-1].column if names else -1)]
    figures = {column: _in(row, span, columns.first) for column, span in columns.figures}
    if names and is_about(names[0].text):
        return ()
    if not names or not any(figures.values()):
        return None if any(map(is_number, printed)) else ()
    units = [cell for cell in row if columns.unit and within(cell, columns.unit) and cell is not names[-1]]
    placed = [cell for cells in figures.values() for cell in cells]
    ambiguous = any(len([cell for cell in cells if cell.text]) > 1 for cells in figures.values())
    stray = any(is_number(cell) and cell not in placed for cell in printed)
    if not columns.certain or ambiguous or stray:
        return None if any(map(is_number, printed)) else ()
    label = names[-1].text
    unit = "".join(squeeze(cell.text) for cell in units) or name_and_unit(label)[1]
    return tuple(
        _cell(grid, column, next((cell for cell in cells if cell.text), cells[0]), label, unit)
        for column, cells in figures.items()
        if cells and (unit or any(cell.text for cell in cells) or code_of(label))
    )


def _is_noted(row: Row, columns: Columns) -> bool:
    """Whether a row prints a number among its remarks alone, where it may as well be the figure that is blank."""
    blank = not any(cell.text for _, span in columns.figures for cell in _in(row, span, columns.first))
    return blank and any(map(is_number, _remarks(row, columns)))


def _remarks(row: Row, columns: Columns) -> list[GridCell]:
    """The cells of remarks behind the figures, where nothing else stands beside these."""
    return [] if columns.numbered else [cell for span in columns.beside for cell in _in(row, span, columns.first)]


def _is_name(cell: GridCell) -> bool:
    return bool(cell.text) and read_figure(cell.text).state == "text"


def _is_of(cell: GridCell, columns: Columns) -> bool:
    """Whether a cell stands in the column of units, or in one beside."""
    spans = (*columns.beside, *((columns.unit,) if columns.unit else ()))
    return any(span[0] <= cell.column < span[1] for span in spans)


def _may_be_figure(cell: GridCell, columns: Columns, name: int) -> bool:
    """Whether a number in this cell is one of the indicator: not that of the row, nor one of another column."""
    return cell.column > name and not any(within(cell, span) for span in columns.beside)


def _in(row: Row, span: Span, first: int) -> list[GridCell]:
    """The cells in the columns of `span`, without a heading that goes over the whole row."""
    return [cell for cell in row if cell.column >= first and within(cell, span)]


def _cell(grid: Grid, column: str, cell: GridCell, label: str, unit: str | None) -> Cell:
    figure = read_figure(cell.text)
    source = Source(grid.number, cell.row + 1, cell.column + 1, grid.page)
    raw = " ".join(cell.text.split())
    row = code_of(label) or name_and_unit(label)[0]
    return Cell("indicators", row, column, figure.value, figure.state, raw, squeeze(label),
                unit or figure.unit, source)  # fmt: skip
