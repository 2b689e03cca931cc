"""三、收到和处理政府信息公开申请情况: rows by label, columns by header, all rows aligned alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.document import GridCell
from parsers.forms import Table
from parsers.forms.applications import APPLICATIONS_2019, APPLICATIONS_2021
from parsers.record import Cell, Finding
from parsers.tables.align import align
from parsers.tables.placing.broken import with_broken_joined
from parsers.tables.placing.common import (
    Placed,
    Unplaced,
    behind_words,
    distinct,
    fill,
    is_part,
    left_out,
    likened,
    slots_of,
    uniform,
    unknown_label,
)
from parsers.tables.placing.headers import STANDARD, applicant_order, leaves, standing_apart
from parsers.tables.placing.page_numbers import confirmed, without_page_numbers
from parsers.tables.placing.trims import not_otherwise, trimmed_alike
from parsers.tables.seen import FigureRow, SeenTable
from parsers.words.figures import Figure, read_figure
from parsers.words.labels import is_dated, of_other_time
from parsers.words.text import fold, numbering

TABLE = "applications"
_ORDER_2019 = [row.code for row in APPLICATIONS_2019.rows]
#: The number of （六）其他处理 in both forms.
_UNDIVIDED = "六"
_NEARLY_ALL = len(_ORDER_2019) - 3
_SUMS = frozenset({"小计", "合计", "总计"})
_OUTCOMES = {row.code for row in APPLICATIONS_2021.rows if row.group and row.code != "processed_total"}
#: The rows of that group in the form of 2021.
_OTHER = {row.code for row in APPLICATIONS_2021.rows if row.group == "other"}


def place_applications(seen: SeenTable) -> Placed:
    """Rows by label; columns in the order of the header; the same alignment for all rows."""
    notes: list[Finding] = []
    named = [row._replace(code="other") if _is_undivided(row) else row for row in seen.rows]
    printed = _without_subtotal(_without_sums(named, notes), notes)
    table = APPLICATIONS_2019 if any(row.code == "other" for row in printed) else APPLICATIONS_2021
    rows = distinct(_resolved(printed, table, notes), TABLE)
    if not rows:
        raise Unplaced("header without any row of figures")
    heads = leaves(seen.header)
    apart = standing_apart(rows, heads)
    whole = [behind_words(row, len(STANDARD)) for row in rows]
    rows = trimmed_alike(whole, heads, apart)
    columns = applicant_order(seen.header, lambda order: _sums_prove(rows, order), uniform=_same_in_any_order(rows))
    not_otherwise(whole, rows, lambda cells: _rows_sum(cells, columns))
    of_all = tuple((column, None) for column in columns)
    rows, pages = without_page_numbers(rows, len(columns), lambda values: _adds_up(values, columns))
    rows = with_broken_joined(rows, lambda values: _adds_up(values, columns))
    slots = [(row, slots_of(row.code or "", row.label, of_all)) for row in rows]
    cells = fill(TABLE, slots, lambda cells: _rows_sum(cells, columns))
    if _behind_blanks_alone(rows, cells) and not _some_row_sums(cells, columns):
        raise Unplaced("more cells than columns, and no row of figures that adds up")
    form = "2019" if table is APPLICATIONS_2019 else "2021"
    return Placed(confirmed(cells, form, rows, pages), (*notes, *pages))


def _is_undivided(row: FigureRow) -> bool:
    """Whether a row is （六）其他, which the form of 2019 does not divide, and not the third of those of 2021."""
    return row.code == "other_other" and fold(row.label) == "其他" and numbering(row.label) == _UNDIVIDED


def _without_sums(rows: Sequence[FigureRow], notes: list[Finding]) -> list[FigureRow]:
    """Rows without those that add up a part of their table: outcomes still follow, which the form's total ends."""
    kept: list[FigureRow] = []
    for position, row in enumerate(rows):
        if fold(row.label) in _SUMS and not numbering(row.label) and _goes_on(rows[position:]):
            notes.append(left_out(row))
        else:
            kept.append(row)
    return kept


def _goes_on(rows: Sequence[FigureRow]) -> bool:
    """Whether outcomes follow the first of `rows` in its grid."""
    return any(row.code in _OUTCOMES and row.grid is rows[0].grid for row in rows[1:])


def _without_subtotal(rows: Sequence[FigureRow], notes: list[Finding]) -> list[FigureRow]:
    """Rows without the line of the group （六）其他处理, which has figures of its own only in the form of 2019.

    Raises:
        Unplaced: it has figures although rows of the group follow: they are those of a row whose label is not known. Or
            of the group there is but 其他, which may be text in the place of the first figure.
    """
    members = {row.code: row.figures for row in rows if row.code in _OTHER}
    if members.keys() == {"other_other"} and (doubtful := next(filter(_may_be_text, rows), None)):
        raise Unplaced(f"{doubtful.place}: a label, or text in the place of a figure (“{doubtful.label}”)")
    kept: list[FigureRow] = []
    for row in rows:
        if row.code != "other" or not members:
            kept.append(row)
        elif _says(row) and not (members.keys() == _OTHER and _is_sum(row.figures, list(members.values()))):
            raise unknown_label(row)
        elif _says(row):
            notes.append(left_out(row))
    return kept


def _may_be_text(row: FigureRow) -> bool:
    """Whether the label of a row is a word without number, and one of its figures is blank."""
    blank = len(row.figures) != len(STANDARD) or any(figure.state == "blank" for figure in row.figures)
    return row.code == "other_other" and not numbering(row.label) and blank


def _says(row: FigureRow) -> bool:
    """Whether a row has more than blanks and dashes."""
    return any(figure.state not in ("blank", "dash") for figure in row.figures)


def _is_sum(figures: Sequence[Figure], parts: Sequence[Sequence[Figure]]) -> bool:
    """Whether `figures` are, column by column, what `parts` add up to."""
    if any(len(part) != len(figures) for part in parts):
        return False
    values = [[figure.value or 0 for figure in part] for part in parts]
    return [figure.value or 0 for figure in figures] == [sum(column) for column in zip(*values, strict=True)]


def _resolved(rows: Sequence[FigureRow], table: Table, notes: list[Finding]) -> Iterator[FigureRow]:
    """Rows with their codes; a label that is not known is settled by its neighbours or withholds the table."""
    order = [row.code for row in table.rows]
    for position, row in enumerate(rows):
        if row.code is not None:
            if not row.exact:
                notes.append(likened(row))
            yield row
        elif row.filled and is_part(row):
            notes.append(left_out(row))
        elif row.filled:
            yield _between(rows, position, order, table, notes)


def _between(rows: Sequence[FigureRow], position: int, order: list[str], table: Table,
             notes: list[Finding]) -> FigureRow:  # fmt: skip
    """The row that alone is missing between its two neighbours, if its number is that of the form.

    A row without any label is taken if moreover the outcomes then add up to the total in every column.
    """
    row = rows[position]
    before = rows[position - 1].code if position else None
    after = rows[position + 1].code if position + 1 < len(rows) else None
    code = _only_between(order, before, after)
    if code is None and numbering(row.label) == _UNDIVIDED:
        code = _only_between(_ORDER_2019, before, after)
        table = APPLICATIONS_2019
    if is_dated(row.label) or (code != "carried_in" and of_other_time(row.label)):
        raise unknown_label(row)
    if code and row.label and numbering(row.label) == numbering(table.row(code).zh):
        message = f"行标签“{row.label}”按位置与编号读作 {code} / row label read by its place"
    elif not row.label and (code := code or _only_between(_ORDER_2019, before, after)) and _outcomes_add_up(rows):
        message = f"无标签的行按位置与勾稽关系读作 {code} / row without a label read by its place and the sums"
    else:
        raise unknown_label(row)
    notes.append(Finding("parse.label_by_position", "note", message, row.place))
    return row._replace(code=code)


def _only_between(order: list[str], before: str | None, after: str | None) -> str | None:
    """The code that alone stands between two others in `order`."""
    if before not in order or after not in order:
        return None
    between = order[order.index(before) + 1 : order.index(after)]
    return between[0] if len(between) == 1 else None


def _outcomes_add_up(rows: Sequence[FigureRow]) -> bool:
    """Whether the rows between those of the applications and the total add up to it, a single one without label among
    them."""
    codes = [row.code for row in rows]
    if codes.count(None) != 1 or codes.count("processed_total") != 1 or "carried_in" not in codes:
        return False
    first, last = codes.index("carried_in") + 1, codes.index("processed_total")
    total = rows[last].figures
    outcomes = [_behind_blanks(row.figures, len(total)) for row in rows[first:last]]
    return first <= codes.index(None) < last and _is_sum(total, outcomes)


def _behind_blanks(figures: Sequence[Figure], width: int) -> Sequence[Figure]:
    """The last `width` figures, where those before are blank: the label that is not there."""
    spare = figures[: max(0, len(figures) - width)]
    return figures[len(spare) :] if all(figure.state == "blank" for figure in spare) else figures


def _sums_prove(rows: Sequence[FigureRow], columns: Sequence[str]) -> bool:
    """Whether the figures of rows, read in the order of `columns`, add up to their totals."""
    aligned, _ = align([row.cells for row in rows], len(columns), lambda cells: _rows_sum(cells, columns))
    placed = [places for places in aligned if places is not None]
    return len(placed) == len(rows) and _rows_sum(placed, columns)


def _same_in_any_order(rows: Sequence[FigureRow]) -> bool:
    """Whether nearly all rows of the form are there, and each prints one thing in all its cells: mostly 0."""
    return len(rows) >= _NEARLY_ALL and uniform(rows, len(APPLICATIONS_2021.columns))


def _rows_sum(rows: Sequence[Sequence[GridCell | None]], columns: Sequence[str]) -> bool:
    """Whether every row's figures add up to that in the column of totals, at least one row of them not all 0."""
    proved = False
    for row in rows:
        values = [read_figure(cell.text).value or 0 if cell else 0 for cell in row]
        if not _adds_up(values, columns):
            return False
        proved = proved or any(values)
    return proved


def _behind_blanks_alone(rows: Sequence[FigureRow], cells: Sequence[Cell]) -> bool:
    """Whether a row has a cell before its figures that is none of them."""
    longer = [row.cells[0] for row in rows if len(row.cells) > len(STANDARD)]
    placed = {(cell.source.row, cell.source.column) for cell in cells} if longer else set()
    return any((cell.row + 1, cell.column + 1) not in placed for cell in longer)


def _some_row_sums(cells: Sequence[Cell], columns: Sequence[str]) -> bool:
    """Whether the figures of a row that are not all 0 add up to its total, or there is no such row."""
    rows = [[cell.value or 0 for cell in row] for _, row in groupby(cells, key=lambda cell: cell.row)]
    filled = [row for row in rows if any(row)]
    return not filled or any(_adds_up(row, columns) for row in filled)


def _adds_up(values: Sequence[float], columns: Sequence[str]) -> bool:
    """Whether the figures of a row, in the order of `columns`, add up to its total."""
    return len(values) == len(columns) and abs(sum(values) - 2 * values[columns.index("total")]) <= 1e-9
