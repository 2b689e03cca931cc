"""The rows seen of an official table to its cells, or a reason why they cannot be placed for certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.align import Proof, align
from parsers.document import GridCell
from parsers.figures import Figure, read_figure
from parsers.forms import FORMS, Row, Table
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.labels import COLUMNS
from parsers.record import Cell, Finding, Source
from parsers.rows import REMEDY_CELLS, FigureRow, HeaderCell, SeenTable
from parsers.text import fold, numbering


class Unplaced(Exception):
    """A table cannot be read with certainty; the message names the row or column and why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells of one table and what is worth noting about how they were read."""

    cells: tuple[Cell, ...]
    notes: tuple[Finding, ...]


def make_cell(table: str, row: str, column: str, label: str, cell: GridCell, figure: Figure,
              source: FigureRow, unit: str | None = None) -> Cell:  # fmt: skip
    """A record's cell from the grid's."""
    place = Source(source.grid.number, cell.row + 1, cell.column + 1, source.grid.page)
    raw = " ".join(cell.text.split())
    return Cell(table, row, column, figure.value, figure.state, raw, label, figure.unit or unit, place)


def _distinct(rows: Iterable[FigureRow], table: str) -> list[FigureRow]:
    """Rows without the repetitions of a table printed twice; two different rows of one code are a conflict."""
    kept: dict[str, FigureRow] = {}
    for row in rows:
        code = row.code or ""
        earlier = kept.get(code)
        if earlier is None or not earlier.filled:
            kept[code] = row
        elif row.filled and _printed(earlier) != _printed(row):
            raise Unplaced(f"{row.place}: {table}.{code} is printed twice with different figures ({row.label})")
    return list(kept.values())


def _printed(row: FigureRow) -> list[Figure]:
    return [figure for figure in row.figures if figure.state != "blank"]


# --- 二、主动公开政府信息情况 ---------------------------------------------------------------


def place_disclosure(seen: SeenTable) -> Placed:
    """Each row by the header of its own block."""
    notes: list[Finding] = []
    cells: list[Cell] = []
    for row in _distinct(_named(seen.rows, notes), "disclosure"):
        columns = _block_columns(row)
        places, _ = align([row.cells], len(columns), exact=row.grid.stream, proves=_below(row.header))
        if places[0] is None:
            raise Unplaced(f"{row.place}: {len(row.cells)} cells under {len(columns)} headers ({row.label})")
        for (column, unit), cell in zip(columns, places[0], strict=True):
            if cell is not None and column is not None:
                cells.append(make_cell("disclosure", row.code or "", column, row.label, cell,
                                       read_figure(cell.text), row, unit))  # fmt: skip
            elif cell is not None and read_figure(cell.text).state != "blank":
                raise Unplaced(f"{row.place}: a figure under an unknown header ({row.label})")
    return Placed(tuple(cells), tuple(notes))


def _below(header: Sequence[HeaderCell]) -> Proof:
    """Whether figures stand right below the header's cells, which decides where fillers may be on either side."""
    columns = [seen.cell.column for seen in header]
    return lambda rows: all([cell.column for cell in row if cell] == columns for row in rows)


def _named(rows: Sequence[FigureRow], notes: list[Finding]) -> Iterator[FigureRow]:
    for row in rows:
        if row.code is None and row.filled:
            raise Unplaced(f"{row.place}: unknown row label “{row.label}”")
        if row.code is None:
            continue
        if not row.exact:
            notes.append(_likened(row))
        yield row


def _likened(row: FigureRow) -> Finding:
    return Finding("parse.label_likened", "note",
                   f"行标签“{row.label}”按近似读作 {row.code} / row label read by likeness", row.place)  # fmt: skip


def _block_columns(row: FigureRow) -> list[tuple[str | None, str | None]]:
    """The columns (with the unit that their header prints) under which the figures of `row` stand."""
    allowed = [
        form_row.columns for form in FORMS.values() for form_row in form.tables[0].rows if form_row.code == row.code
    ]
    codes = [header.code for header in row.header]
    units = [_unit(header) for header in row.header]
    for columns in allowed:
        if codes and all(code in columns for code in codes):
            return list(zip(codes, units, strict=True))
    for columns in allowed:
        # A header word overwritten or cut: the others must stand where the form has them.
        fitting = len(codes) == len(columns) and all(c in (None, f) for c, f in zip(codes, columns, strict=True))
        if fitting and any(codes):
            return list(zip(columns, units, strict=True))
    known = [(code if any(code in columns for columns in allowed) else None) for code in codes]
    if not any(known):
        raise Unplaced(f"{row.place}: no known header above “{row.label}”")
    return list(zip(known, units, strict=True))


def _unit(header: HeaderCell) -> str | None:
    printed = fold(header.cell.text)
    return next((unit for unit in ("万元", "亿元", "元") if unit in printed), None)


# --- 三、收到和处理政府信息公开申请情况 --------------------------------------------------------


def place_applications(seen: SeenTable) -> Placed:
    """Rows by label; columns in the order of the header; the same alignment for all rows."""
    notes: list[Finding] = []
    table = _applications_table(seen.rows)
    rows = _distinct(_resolved(seen.rows, table, notes), "applications")
    if not rows:
        raise Unplaced("header without any row of figures")
    columns = _applicant_order(seen.header)
    aligned, reason = align([row.cells for row in rows], len(columns), exact=any(r.grid.stream for r in rows),
                            proves=_rows_sum)  # fmt: skip
    cells: list[Cell] = []
    for row, places in zip(rows, aligned, strict=True):
        if places is None:
            raise Unplaced(f"{row.place}: {len(row.cells)} cells for {len(columns)} columns ({row.label}){reason}")
        for column, cell in zip(columns, places, strict=True):
            if cell is not None:
                cells.append(make_cell("applications", row.code or "", column, row.label, cell,
                                       read_figure(cell.text), row))  # fmt: skip
    return Placed(tuple(cells), tuple(notes))


def _applications_table(rows: Sequence[FigureRow]) -> Table:
    codes = {row.code for row in rows}
    form = "2019" if "other" in codes else "2021"
    table = FORMS[form].table("applications")
    if table is None:
        raise Unplaced("form without a table of applications")
    return table


def _resolved(rows: Sequence[FigureRow], table: Table, notes: list[Finding]) -> Iterator[FigureRow]:
    """Rows with their codes; a label that is not known is settled by its neighbours or withholds the table."""
    order = [row.code for row in table.rows]
    taken = {row.code for row in rows}
    for position, row in enumerate(rows):
        if row.code == "other" and not row.filled and taken & {"other_other", "other_fee_unpaid"}:
            continue  # the group's own line, printed with empty cells
        if row.code is not None:
            if not row.exact:
                notes.append(_likened(row))
            yield row
        elif row.filled:
            yield _between(rows, position, order, table, notes)


def _between(rows: Sequence[FigureRow], position: int, order: list[str], table: Table,
             notes: list[Finding]) -> FigureRow:  # fmt: skip
    """The row that alone is missing between its two neighbours, if its number is that of the form."""
    row = rows[position]
    before = rows[position - 1].code if position else None
    after = rows[position + 1].code if position + 1 < len(rows) else None
    if before in order and after in order and order.index(after) - order.index(before) == 2:
        code = order[order.index(before) + 1]
        if row.label and numbering(row.label) == numbering(table.row(code).zh):
            message = f"行标签“{row.label}”按位置与编号读作 {code} / row label read by its place"
            notes.append(Finding("parse.label_by_position", "note", message, row.place))
            return replace(row, code=code)
    raise Unplaced(f"{row.place}: unknown row label “{row.label}”")


def _rows_sum(rows: Sequence[Sequence[GridCell | None]]) -> bool:
    """Whether every row's first six figures add up to its seventh, in at least one row of which not all are 0."""
    proved = False
    for row in rows:
        values = [read_figure(cell.text).value or 0 if cell else 0 for cell in row]
        if abs(sum(values[:-1]) - values[-1]) > 1e-9:
            return False
        proved = proved or any(values)
    return proved


def _applicant_order(header: Sequence[HeaderCell]) -> list[str]:
    """The applicants in the order of the printed header; the form's own order where the header agrees with it."""
    standard = [column.code for column in APPLICANTS]
    found: dict[str, HeaderCell] = {}
    for seen in header:
        match = COLUMNS.exact(seen.cell.text, "applications")
        if match:
            found.setdefault(match.code, seen)
    inner = [code for code in found if code in standard[1:-1]]
    if inner == [code for code in standard if code in inner] and _outer_in_place(found, standard):
        return standard
    if len(found) == len(standard) and _has_geometry(found):
        return sorted(found, key=lambda code: found[code].cell.column)
    raise Unplaced(f"header in another order than the form's: {', '.join(h.cell.text for h in found.values())}")


def _has_geometry(found: dict[str, HeaderCell]) -> bool:
    """Whether the header cells stand at columns of their own, as in a grid with spans."""
    return len({seen.cell.column for seen in found.values()}) == len(found)


def _outer_in_place(found: dict[str, HeaderCell], standard: list[str]) -> bool:
    """自然人 before and 总计 after the organisations, where positions tell."""
    if len(found) < len(standard) or not _has_geometry(found) or not _spanned(found):
        return True
    return sorted(found, key=lambda code: found[code].cell.column) == standard


def _spanned(found: dict[str, HeaderCell]) -> bool:
    return any(seen.cell.rowspan > 1 or seen.cell.colspan > 1 for seen in found.values())


# --- 四、行政复议、行政诉讼情况 ---------------------------------------------------------------


def place_remedies(seen: SeenTable) -> Placed:
    """One row of fifteen figures, or three rows of five."""
    below = [row for row in seen.rows if row.code]
    if below:
        return _remedies_below_each_other(below)
    rows = _distinct([row for row in seen.rows if row.code == ""], "remedies")
    strangers = [row for row in seen.rows if row.code is None and row.filled]
    if len(rows) != 1 or strangers:
        row = next(iter(strangers), None)
        raise Unplaced(
            f"{row.place}: {len(row.cells)} figures for {REMEDY_CELLS} columns" if row else "no row of figures"
        )
    order = _remedy_order(seen.header)
    row = rows[0]
    aligned, _ = align([row.cells], len(order), exact=row.grid.stream)
    if aligned[0] is None:
        raise Unplaced(f"{row.place}: {len(row.cells)} cells for {len(order)} columns")
    cells = [
        make_cell("remedies", remedy, outcome, REMEDIES.row(remedy).zh, cell, read_figure(cell.text), row)
        for (remedy, outcome), cell in zip(order, aligned[0], strict=True)
        if cell is not None
    ]
    return Placed(tuple(cells), ())


def _remedies_below_each_other(rows: list[FigureRow]) -> Placed:
    cells: list[Cell] = []
    for row in _distinct(rows, "remedies"):
        aligned, _ = align([row.cells], len(OUTCOMES), exact=row.grid.stream)
        if aligned[0] is None:
            raise Unplaced(f"{row.place}: {len(row.cells)} cells for {len(OUTCOMES)} columns ({row.label})")
        cells += [
            make_cell("remedies", row.code or "", outcome.code, row.label, cell, read_figure(cell.text), row)
            for outcome, cell in zip(OUTCOMES, aligned[0], strict=True)
            if cell is not None
        ]
    return Placed(tuple(cells), ())


def _remedy_order(header: Sequence[HeaderCell]) -> list[tuple[str, str]]:
    """(remedy, outcome) for each figure from left to right, by the header's geometry where it has one."""
    standard = [(row.code, outcome.code) for row in REMEDIES.rows for outcome in OUTCOMES]
    remedies = {fold(word): row for row in REMEDIES.rows for word in (row.zh, *row.variants)}
    groups = [(remedies[code], h.cell) for h in header if (code := h.code or "") in remedies]
    outcomes = {fold(word): o.code for o in OUTCOMES for word in (o.zh, *o.variants)}
    leaves = [(outcomes[code], h.cell) for h in header if (code := h.code or "") in outcomes]
    if len(groups) == len(REMEDIES.rows) and len(leaves) == len(standard):
        placed = sorted(
            (leaf.column, group.code, outcome)
            for outcome, leaf in leaves
            for group, cell in groups
            if cell.column <= leaf.column < cell.column + cell.colspan
        )
        order = [(group, outcome) for _, group, outcome in placed]
        if sorted(order) == sorted(standard):
            return order
    printed = [group.code for group, _ in groups]
    if printed != [row.code for row in REMEDIES.rows if row.code in printed]:
        raise Unplaced("header in another order than the form's: " + ", ".join(cell.text for _, cell in groups))
    return standard


Place = Callable[[SeenTable], Placed]
TABLES: dict[str, Place] = {
    "disclosure": place_disclosure,
    "applications": place_applications,
    "remedies": place_remedies,
}
"""How each official table is placed, in printed order."""

__all__ = ["TABLES", "Placed", "Row", "Unplaced"]
