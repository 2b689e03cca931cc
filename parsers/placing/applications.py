"""三、收到和处理政府信息公开申请情况: rows by label, columns by header, all rows aligned alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.document import GridCell
from parsers.figures import Figure, read_figure
from parsers.forms import Table
from parsers.forms.applications import APPLICATIONS_2019, APPLICATIONS_2021
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.labels import COLUMNS
from parsers.placing.common import Placed, Unplaced, distinct, fill, likened, slots_of, unknown_label
from parsers.record import Finding
from parsers.rows import FigureRow, HeaderCell, SeenTable
from parsers.text import numbering

TABLE = "applications"
_ORDER_2019 = [row.code for row in APPLICATIONS_2019.rows]
#: The rows of the group （六）其他处理 in the form of 2021.
_OTHER = {row.code for row in APPLICATIONS_2021.rows if row.group == "other"}


def place_applications(seen: SeenTable) -> Placed:
    """Rows by label; columns in the order of the header; the same alignment for all rows."""
    notes: list[Finding] = []
    printed = _without_subtotal(seen.rows, notes)
    table = APPLICATIONS_2019 if any(row.code == "other" for row in printed) else APPLICATIONS_2021
    rows = distinct(_resolved(printed, table, notes), TABLE)
    if not rows:
        raise Unplaced("header without any row of figures")
    columns = tuple((column, None) for column in _applicant_order(seen.header))
    slots = [(row, slots_of(row.code or "", row.label, columns)) for row in rows]
    return Placed(tuple(fill(TABLE, slots, _rows_sum)), tuple(notes))


def _without_subtotal(rows: Sequence[FigureRow], notes: list[Finding]) -> list[FigureRow]:
    """Rows without the line of the group （六）其他处理, which has figures of its own only in the form of 2019.

    Raises:
        Unplaced: it has figures although rows of the group follow: they are those of a row whose label is not known.
    """
    members = {row.code: row.figures for row in rows if row.code in _OTHER}
    kept: list[FigureRow] = []
    for row in rows:
        if row.code != "other" or not members:
            kept.append(row)
        elif row.filled and not (members.keys() == _OTHER and _is_sum(row.figures, list(members.values()))):
            raise unknown_label(row)
        elif row.filled:
            message = f"“{row.label}”一行为其各项之和，官方格式没有，未收录 / a sum, which the form has no row for"
            notes.append(Finding("parse.subtotal_left_out", "note", message, row.place))
    return kept


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
