"""The sums that the forms prescribe, applied to the cells read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.figures import as_number
from parsers.forms import FORMS, Form, Identity, Table
from parsers.record import Cell, Finding

#: Whole numbers as they are, others exact: 106.63 is no binary fraction.
_Exact = int | Decimal
_Values = dict[tuple[str, str, str], _Exact]


def check(form: str | None, cells: Sequence[Cell]) -> tuple[Finding, ...]:
    """A `warning` for each prescribed sum that the printed figures do not keep.

    A sum with a cell that is blank, dashed or missing is not applicable: blank is not 0.
    """
    if form not in FORMS:
        return ()
    values: _Values = {
        (cell.table, cell.row, cell.column): cell.value if isinstance(cell.value, int) else Decimal(str(cell.value))
        for cell in cells
        if cell.value is not None
    }
    return tuple(finding for identity in FORMS[form].identities for finding in _failures(FORMS[form], identity, values))


def _failures(form: Form, identity: Identity, values: _Values) -> Iterator[Finding]:
    table = form.table(identity.table)
    if table is None:
        return
    lines = table.columns if identity.across == "rows" else table.rows
    for line in lines:
        left = _sum(identity, identity.left, line.code, values)
        right = _sum(identity, identity.right, line.code, values)
        if left is not None and right is not None and left != right:
            yield _finding(table, identity, line.code, line.zh, left, right)


def _sum(identity: Identity, names: Sequence[str], line: str, values: _Values) -> _Exact | None:
    total: _Exact = 0
    for name in names:
        row, column = (name, line) if identity.across == "rows" else (line, name)
        value = values.get((identity.table, row, column))
        if value is None:
            return None
        total += value
    return total


def _finding(table: Table, identity: Identity, line: str, words: str, left: _Exact, right: _Exact) -> Finding:
    """`expected` is the sum of the parts, `actual` the total printed."""
    axis = "column" if identity.across == "rows" else "row"
    return Finding(
        identity.rule,
        "warning",
        f"“{words}”：{identity.zh} 不成立，前者 {as_number(left)}，后者 {as_number(right)}"
        f" / {axis} {line}: {as_number(left)} is not {as_number(right)}",
        f"{table.code}.{axis}.{line}",
        as_number(left),
        as_number(right),
    )
