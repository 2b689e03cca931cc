"""The sums that the forms prescribe, applied to the cells read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.figures import as_number
from parsers.forms import FORMS, Form, Identity, Table
from parsers.record import Cell, Finding

#: Table, row, column.
Place = tuple[str, str, str]
#: Whole numbers as they are, others exact: 106.63 is no binary fraction.
_Exact = int | Decimal
_Values = dict[Place, _Exact]


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


def sides(form: str | None, rule: str, where: str | None) -> tuple[frozenset[Place], frozenset[Place]]:
    """The cells on the left and the right side of the sum that a finding of `check` says to fail; else none."""
    table, axis, line = (*(where or "").split("."), "", "", "")[:3]
    for identity in FORMS[form].identities if form in FORMS else ():
        if (identity.rule, identity.table) == (rule, table) and axis == _axis(identity):
            left, right = (_line(identity, names, line) for names in (identity.left, identity.right))
            return frozenset(left), frozenset(right)
    return frozenset(), frozenset()


def _axis(identity: Identity) -> str:
    return "column" if identity.across == "rows" else "row"


def _line(identity: Identity, names: Sequence[str], line: str) -> list[Place]:
    """The cells of `identity` called `names` in one row or column."""
    return [(identity.table, *((name, line) if identity.across == "rows" else (line, name))) for name in names]


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
    for place in _line(identity, names, line):
        value = values.get(place)
        if value is None:
            return None
        total += value
    return total


def _finding(table: Table, identity: Identity, line: str, words: str, left: _Exact, right: _Exact) -> Finding:
    """`expected` is the sum of the parts, `actual` the total printed."""
    axis = _axis(identity)
    return Finding(
        identity.rule,
        "warning",
        f"“{words}”：{identity.zh} 不成立，前者 {as_number(left)}，后者 {as_number(right)}"
        f" / {axis} {line}: {as_number(left)} is not {as_number(right)}",
        f"{table.code}.{axis}.{line}",
        as_number(left),
        as_number(right),
    )
