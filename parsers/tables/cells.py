"""Grids to the cells of the official forms.

Rows are read by their label and columns by the header above them, never by counting in a stream of
figures. Whatever cannot be placed with certainty withholds its whole table, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from parsers.document import Block, Grid, Paragraph
from parsers.forms import FORMS
from parsers.forms.applications import COLUMNS
from parsers.forms.remedies import REMEDIES
from parsers.record import Cell, Finding
from parsers.tables.columns import own_columns
from parsers.tables.findings import blank_copy, header_alone, summary_left_out, withheld
from parsers.tables.halves import halves
from parsers.tables.indicators.lines import rows_of_stream
from parsers.tables.indicators.table import left_in_lines, read_indicators, read_lines
from parsers.tables.nameless import without_nameless, without_second_total
from parsers.tables.parallel import rows_apart
from parsers.tables.placing import TABLES, Placed, Unplaced
from parsers.tables.printed_years import with_years_named, without_years_in_labels
from parsers.tables.remedy_parts import with_remedies_together
from parsers.tables.rows import Scanner
from parsers.tables.seen import SeenTable
from parsers.tables.split_columns import without_split, without_split_rows
from parsers.tables.transposed import turned
from parsers.words.header_words import REMEDY_CELLS
from parsers.words.prose import is_heading, topic_of

#: Table, row, column.
_Place = tuple[str, str, str]
#: What each form prints.
_PLACES = {
    form.code: frozenset((t.code, row.code, column) for t in form.tables for row in t.rows for column in row.columns)
    for form in FORMS.values()
}
_OLDEST = list(FORMS)[-1]
_SINCE = min(form.since for form in FORMS.values())
#: What only some of the forms print.
_TELLING = {form: places - frozenset.intersection(*_PLACES.values()) for form, places in _PLACES.items()}
#: Also letters that are typed for digits, and what stands for characters that cannot be read.
_NUMERALS = frozenset("OoＯｏ○〇零一二两三四五六七八九十百千\ufffc\ufffd")
#: A table of other things shares no more labels than these with one of the forms, or has fewer columns.
_FEW_ROWS = 3
_APPLICANTS = len(COLUMNS)
#: A line of the header of applications is no longer.
_LONGEST_HEADER = 80
#: Columns of disclosure that other tables have as well: 增减.
_ANYWHERE = {None, "change"}
#: Section topics that announce a table of the forms.
_ANNOUNCED = ("disclosure", "applications", "remedies")


@dataclass(frozen=True, slots=True)
class Tables:
    """What the grids of one document hold. `form` is None where no standard table was read or seen."""

    form: str | None
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    #: Tables of which anything was recognised, withheld ones included.
    seen: frozenset[str]


def read_tables(blocks: Iterable[Block], year: int | None = None) -> Tables:
    """All cells of the official tables among `blocks`, with a finding for each table withheld.

    `year` is that of the report, where it is known.
    """
    kept = [rows_apart(block) if isinstance(block, Grid) else block for block in blocks]
    scanner = _scanned(kept)
    if REMEDIES.code not in scanner.tables and (parts := with_remedies_together(kept)):
        return read_tables(parts, year)
    cells: list[Cell] = []
    findings: list[Finding] = []
    for table, place in TABLES.items():
        if table not in scanner.tables:
            continue
        try:
            placed: Placed = place(scanner.tables[table])
        except Unplaced as reason:
            again = _whole_alone(table, kept) or _read_otherwise(table, kept, year)
            if again is None:
                findings.append(withheld(table, str(reason)))
                continue
            placed = again
        if not placed.cells and {head.code for head in scanner.tables[table].header} - _ANYWHERE:
            findings.append(header_alone(table))
        cells += placed.cells
        findings += [*placed.notes, *_blank_copy(table, scanner.tables[table])]
    seen = frozenset(scanner.tables)
    if not seen or (not cells and year is not None and year < _SINCE):
        older = _indicators(kept, year)
        if not seen or older.cells:  # words of a heading among indicators (行政复议) are those of one of the three
            return older
    printed = {(cell.table, cell.row, cell.column) for cell in cells}
    form = _form(printed, scanner, year)
    findings += _rows_missing(form, printed)
    findings += _unread(cells)
    return Tables(form, tuple(cells), tuple(findings), seen)


def _scanned(blocks: Iterable[Block]) -> Scanner:
    """What is seen of all tables among `blocks`."""
    scanner = Scanner()
    for block in blocks:
        if isinstance(block, Grid):
            scanner.scan(block)
        elif isinstance(block, Paragraph) and is_heading(block.text):
            topic = topic_of(block.text)
            scanner.announce(topic if topic in _ANNOUNCED else None)
        else:
            _note_header(scanner, block)
    return scanner


def _note_header(scanner: Scanner, line: Paragraph) -> None:
    """Take a line that may be of the header of applications, printed outside of the table."""
    if "科研" in line.text and len(line.text) <= _LONGEST_HEADER:
        scanner.note_applicants(line.text.split(" "))


def _read_otherwise(table: str, blocks: Sequence[Block], year: int | None) -> Placed | None:
    """The table where it is printed in a layout that is looked for only where the form's own does not fit."""
    others = [part for block in blocks for part in (_otherwise(block, year) if isinstance(block, Grid) else [block])]
    for printed in (others, with_remedies_together(blocks) if table == REMEDIES.code else None):
        seen = _scanned(printed).tables.get(table) if printed and printed != blocks else None
        try:
            if seen:
                return TABLES[table](seen)
        except Unplaced:
            continue
    return None


def _otherwise(grid: Grid, year: int | None) -> list[Grid]:
    grid = without_split_rows(without_years_in_labels(grid, year), year)
    grid = without_split(with_years_named(grid, year), year)
    return [turned(without_nameless(without_second_total(own_columns(half)))) for half in halves(grid)]


def _whole_alone(table: str, blocks: Sequence[Block]) -> Placed | None:
    """The table from the one grid that holds all of it, where others of its section share words with it; these are
    left out with a note if they print figures.
    """
    whole: list[Placed] = []
    notes: list[Finding] = []
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    for grid in (block for block in blocks if isinstance(block, Grid)):
        scanner = Scanner()
        scanner.announce(table)
        for line in lines:
            _note_header(scanner, line)
        scanner.scan(grid)
        seen = scanner.tables.get(table)
        if seen is None:
            continue
        if placed := _placed_whole(table, seen):
            whole.append(placed)
        elif _is_of_form(table, seen):
            return None  # another copy, or a part of one
        elif any(row.filled for row in seen.rows):
            notes.append(summary_left_out(table, grid))
    return replace(whole[0], notes=(*whole[0].notes, *notes)) if len(whole) == 1 else None


def _placed_whole(table: str, seen: SeenTable) -> Placed | None:
    """The table as one grid prints it, if it has all rows of a form and can be placed."""
    try:
        placed = TABLES[table](seen)
    except Unplaced:
        return None
    printed = {(cell.table, cell.row, cell.column) for cell in placed.cells}
    forms = [{place for place in places if place[0] == table} for places in _PLACES.values()]
    return placed if any(printed >= form for form in forms) else None


def _is_of_form(table: str, seen: SeenTable) -> bool:
    """Whether so many rows of the form stand in a grid, as wide as there: no summary of a few of its figures."""
    codes = {row.code for row in seen.rows if row.code}
    if table == "remedies":
        return len(codes) == len(REMEDIES.rows) or any(row.behind >= REMEDY_CELLS for row in seen.rows)
    headed = any(head.code for head in seen.header)
    whole = headed if table == "disclosure" else any(row.behind >= _APPLICANTS for row in seen.rows if row.code)
    return whole and len(codes) > _FEW_ROWS


def _blank_copy(table: str, seen: SeenTable) -> Iterable[Finding]:
    """A table that stands on the page blank as well: whose the figures of the filled one are may not be told."""
    blank = [row for row in seen.rows if row.code and not row.filled]
    if not blank:
        return
    filled: dict[str | None, set[int]] = defaultdict(set)
    for row in seen.rows:
        if row.filled:
            filled[row.code].add(row.grid.number)
    if any(filled[row.code] - {row.grid.number} for row in blank):
        yield blank_copy(table)


def _indicators(blocks: Sequence[Block], year: int | None) -> Tables:
    """The older table, looked for where none of the three is."""
    grids = [with_years_named(rows_of_stream(block), year) for block in blocks if isinstance(block, Grid)]
    cells, findings = read_indicators(grids, year)
    if not cells and not findings:
        lines = [block.text for block in blocks if isinstance(block, Paragraph)]
        cells, findings = read_lines(lines, max((grid.number for grid in grids), default=0) + 1)
    elif cells and (left := left_in_lines(_behind(blocks), cells)):
        cells, findings = (), left
    seen = frozenset({"indicators"} if cells or findings else ())
    return Tables("2014" if seen else None, cells, (*findings, *_unread(cells)), seen)


def _unread(cells: Iterable[Cell]) -> Iterable[Finding]:
    """Cells that print digits or numerals which are no certain figure: they have no value, and that is said."""
    for cell in cells:
        if cell.state == "text" and any(mark.isdigit() or mark in _NUMERALS for mark in cell.raw):
            where = f"{cell.table}.{cell.row}.{cell.column}"
            message = f"“{cell.label}”：“{cell.raw}”不是一个确切的数字，未读作数字 / no certain figure, not read as one"
            yield Finding("parse.figure_unread", "error", message, where)


def _behind(blocks: Sequence[Block]) -> list[str]:
    """The lines behind the last table."""
    last = max((n for n, block in enumerate(blocks) if isinstance(block, Grid)), default=-1)
    return [block.text for block in blocks[last + 1 :] if isinstance(block, Paragraph)]


def _form(printed: Set[_Place], scanner: Scanner, year: int | None) -> str | None:
    """The form whose rows and columns the cells need; only one of them has what was printed.

    What all of them print alike follows that of the year reported.
    """
    telling = {form: len(places & printed) for form, places in _TELLING.items()}
    best = max(telling, key=lambda code: telling[code])
    if list(telling.values()).count(telling[best]) == 1:
        return best
    in_force = (form.code for form in FORMS.values() if year is None or form.since <= year)
    return scanner.form_seen() or (next(in_force, _OLDEST) if printed else None)


def _rows_missing(form: str | None, printed: Set[_Place]) -> Iterable[Finding]:
    """Rows that the form prints and the page does not: they have no cells, and that is said."""
    if form in _PLACES and printed >= _PLACES[form]:
        return
    found = {(table, row) for table, row, _ in printed}
    tables = {table for table, _ in found}
    for table in FORMS[form].tables if form in FORMS else ():
        missing = [row for row in table.rows if (table.code, row.code) not in found]
        if table.code in tables and missing:
            rows = "、".join(f"“{row.zh}”" for row in missing)
            yield Finding("parse.rows_missing", "warning",
                          f"表格“{table.zh}”未见行 / rows not found: {rows}", table.code)  # fmt: skip
