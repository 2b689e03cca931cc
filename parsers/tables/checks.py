"""The sums that the forms prescribe, applied to the cells read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.forms import FORMS, Form, Identity, Table
from parsers.record import Cell, Finding
from parsers.words.figures import as_number

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
        (cell.table, cell.row, cell.column): value if isinstance(value, int) else Decimal(str(value))
        for cell in cells
        if (value := cell.value) is not None
    }
    return tuple(finding for line in _LINES[form] if (finding := _failure(line, values)))


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


class _Line(NamedTuple):
    """One row or column in which a prescribed sum has to hold, with the places on both its sides."""

    identity: Identity
    table: Table
    code: str
    words: str
    left: list[Place]
    right: list[Place]


def _lines(form: Form) -> Iterator[_Line]:
    for identity in form.identities:
        table = form.table(identity.table)
        if table is not None:
            for line in table.columns if identity.across == "rows" else table.rows:
                left, right = (_line(identity, names, line.code) for names in (identity.left, identity.right))
                yield _Line(identity, table, line.code, line.zh, left, right)


_LINES = {code: tuple(_lines(form)) for code, form in FORMS.items()}


def _failure(line: _Line, values: _Values) -> Finding | None:
    left = _sum(line.left, values)
    right = None if left is None else _sum(line.right, values)
    if left is None or right is None or left == right:
        return None
    return _finding(line.table, line.identity, line.code, line.words, left, right)


def _sum(places: Sequence[Place], values: _Values) -> _Exact | None:
    try:
        return sum(map(values.__getitem__, places))
    except KeyError:
        return None


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
