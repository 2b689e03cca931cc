"""In which order a header names the columns of applications, and whether it stands above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from parsers.document import GridCell
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.tables.placing.common import Unplaced
from parsers.tables.seen import FigureRow, HeaderCell
from parsers.words.figures import read_figure
from parsers.words.labels import COLUMNS
from parsers.words.text import fold

STANDARD = [column.code for column in APPLICANTS]
_SORTED = sorted(STANDARD)
_ORGANISATIONS = STANDARD[1:-1]
#: The header cell above the organisations, and those above and beside all applicants.
_GROUP = "法人或其他组织"
_AROUND = ("申请人情况", "勾稽")
#: So many applicants tell that a header names them, in whatever words the others.
_MOST_KNOWN = 5

Proves = Callable[[Sequence[str]], bool]


def applicant_order(header: Sequence[HeaderCell], proves: Proves, *, uniform: bool) -> list[str]:
    """The applicants from left to right.

    Args:
        header: its cells, as printed.
        proves: whether the figures, in a given order, add up to their total in every row.
        uniform: whether it is all the same where in its row a figure stands.

    Raises:
        Unplaced: the header leaves more than one order possible, and the sums do not decide.
    """
    own = [seen for seen in header if seen.cell.row >= 0]
    organisations = list(_organisations(own))
    if organisations:
        header = own  # lines outside of the table that name applicants are not needed
    elif len(own) < len(header):
        organisations = list(_organisations(header))
    if len(set(map(tuple, organisations))) > 1:
        raise Unplaced("a header printed twice, in different orders")
    orders = [order for order in (_by_columns(header), _as_printed(header)) if order]
    if orders and orders[0] == orders[-1] and (orders[0][-1] == STANDARD[-1] or proves(orders[0])):
        return orders[0]
    proved = [order for order in orders if proves(order)]
    if len(proved) == 1:
        return proved[0]
    if uniform and (not _named(header) or _names_as_many(header)):
        return STANDARD
    if not orders and (_is_damaged_standard(header) or (_in_order(header) and proves(STANDARD))):
        return STANDARD
    if not _named(header):
        raise Unplaced("no header, and rows that do not all add up")
    raise Unplaced("header in another order than the form's: " + ", ".join(h.cell.text for h in _named(header)))


def leaves(header: Sequence[HeaderCell]) -> list[GridCell]:
    """The cells that name the applicants, from left to right; none where not all are named."""
    named = [seen.cell for seen in _named(header)]
    return sorted(named, key=lambda cell: cell.column) if len(named) == len(STANDARD) else []


def standing_apart(rows: Iterable[FigureRow], leaves: Sequence[GridCell]) -> frozenset[int]:
    """The numbers of grids in which a figure stands before the first of the header's columns: they are not those."""
    start = min((leaf.column for leaf in leaves), default=0)
    before = (row for row in rows if row.cells and row.cells[0].column < start)
    return frozenset(row.grid.number for row in before if any(_is_figure(c) for c in row.cells if c.column < start))


def _is_figure(cell: GridCell) -> bool:
    return read_figure(cell.text).state == "number"


def _code(seen: HeaderCell) -> str | None:
    return _applicant(seen.cell.text)


@lru_cache(maxsize=1024)  # every way to read a header asks it of all its words
def _applicant(printed: str) -> str | None:
    match = COLUMNS.exact(printed, "applications")
    return match.code if match else None


def _named(header: Sequence[HeaderCell]) -> list[HeaderCell]:
    """The first cell for each applicant that the header names."""
    found: dict[str, HeaderCell] = {}
    for seen in header:
        if code := _code(seen):
            found.setdefault(code, seen)
    return list(found.values())


def _by_columns(header: Sequence[HeaderCell]) -> list[str]:
    """The order of the columns at which the header's cells stand, where spans show that these are known."""
    named = _named(header)
    columns = {seen.cell.column for seen in named}
    spanned = any(seen.cell.rowspan > 1 or seen.cell.colspan > 1 for seen in header)
    rows = [seen.cell.row for seen in named]
    cut = rows != sorted(rows)  # the page ends within the header: columns of two grids
    if not spanned or cut or not len(named) == len(columns) == len(STANDARD):
        return []
    return [_code(seen) or "" for seen in sorted(named, key=lambda seen: seen.cell.column)]


def _as_printed(header: Sequence[HeaderCell]) -> list[str]:
    """The order in which a row of the header names all applicants, or that of its two rows, one inside the other."""
    rows = [list(row) for _, row in groupby(header, key=lambda seen: seen.cell.row)]
    whole = [order for row in rows for order in _whole_rows(row)]
    if whole:
        return whole[-1]
    outer: dict[str, GridCell] = {}
    for seen in header:
        code = _GROUP if fold(seen.cell.text) == _GROUP else _code(seen)
        if code in (_GROUP, STANDARD[0], STANDARD[-1]):
            outer.setdefault(code, seen.cell)
    inner = next(_organisations(header), [])
    # In rows of their own they do not tell what stands to the left of the other.
    if len(outer) < 3 or not inner or len({cell.row for cell in outer.values()}) > 1:
        return []
    order = list(outer)
    at = order.index(_GROUP)
    return [*order[:at], *inner, *order[at + 1 :]]


def _organisations(header: Sequence[HeaderCell]) -> Iterator[list[str]]:
    """The orders in which rows of the header name all organisations."""
    for _, row in groupby(header, key=lambda seen: seen.cell.row):
        codes = [code for seen in row if (code := _code(seen)) in _ORGANISATIONS]
        if sorted(codes) == sorted(_ORGANISATIONS):
            yield codes


def _whole_rows(row: Sequence[HeaderCell]) -> Iterator[list[str]]:
    """The runs of header cells that name each applicant once."""
    codes = [_code(seen) or "" for seen in row]
    for start in range(len(codes) - len(STANDARD) + 1):
        run = codes[start : start + len(STANDARD)]
        if "" not in run and sorted(run) == _SORTED:
            yield run


def _in_order(header: Sequence[HeaderCell]) -> bool:
    """Whether the organisations that the header names stand in the form's order."""
    named = [code for seen in _named(header) if (code := _code(seen)) in _ORGANISATIONS]
    return named == [code for code in _ORGANISATIONS if code in named]


def _is_damaged_standard(header: Sequence[HeaderCell]) -> bool:
    """Whether every applicant named stands at its place of the form, and at most one word stands for another.

    Cells whose words were overwritten with figures say nothing.
    """
    named = _named(header)
    if not any(_code(seen) in _ORGANISATIONS for seen in named):
        return False
    starts = {seen.cell.column - STANDARD.index(_code(seen) or "") for seen in named}
    known = {_code(seen) for seen in named}
    strangers = [seen for seen in header if _is_stranger(seen) and seen.cell.column >= min(starts)]
    return len(starts) == 1 and {STANDARD[0], STANDARD[-1]} <= known and len(strangers) <= 1


def _names_as_many(header: Sequence[HeaderCell]) -> bool:
    """Whether a header has all applicants, in any order, or one cell for each of them, most in words that are known."""
    if len(_named(header)) == len(STANDARD):
        return True
    cells = [seen for seen in header if _code(seen) or _is_stranger(seen) or fold(seen.cell.text) == _GROUP]
    group = next((seen for seen in cells if fold(seen.cell.text) == _GROUP), None)
    if group is not None:
        outer = [seen for seen in cells if seen.cell.row <= group.cell.row and seen is not group]
        inner = [seen for seen in cells if seen.cell.row > group.cell.row]
        at = len([seen for seen in outer if seen.cell.column < group.cell.column])
        cells = [*outer[:at], *inner, *outer[at:]]
    codes = [_code(seen) for seen in cells[-len(STANDARD) :]]
    known = sum(map(bool, codes))
    return known >= _MOST_KNOWN and all(code in (None, own) for code, own in zip(codes, STANDARD, strict=False))


def _is_stranger(seen: HeaderCell) -> bool:
    word = fold(seen.cell.text)
    around = word == _GROUP or any(part in word for part in _AROUND)
    return not around and _code(seen) is None and read_figure(seen.cell.text).state == "text"
