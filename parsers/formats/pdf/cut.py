"""Rows that the end of a page cuts in two, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from parsers.document import Grid, GridCell
from parsers.formats.pdf.cells import UNCERTAIN, Kind, kind_of
from parsers.words.header_words import is_header_word
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.text import squeeze

#: Cells of one column begin and end this near to each other on all pages: near lines of other tables move theirs by 3.
_SAME = 4.0
_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class RuledGrid(Grid):
    """The ruled table of a page that knows where its columns begin there, and where the last one ends."""

    edges: tuple[float, ...] = ()

    def are_level(self, cell: GridCell, other: GridCell, below: RuledGrid) -> bool:
        """Whether a cell stands right above another one of the table `below`."""
        sides = (self.edges[cell.column], self.edges[cell.end])
        others = (below.edges[other.column], below.edges[other.end])
        return all(abs(one - two) < _SAME for one, two in zip(sides, others, strict=True))

    def is_beside(self, cell: GridCell, other: RuledGrid) -> bool:
        """Whether a cell stands left or right of all that the table `other` has, of which a side may not be drawn."""
        return self.edges[cell.end] < other.edges[0] + _SAME or self.edges[cell.column] > other.edges[-1] - _SAME


class _Pair(NamedTuple):
    """What one column of a row prints before the end of the page, and after it."""

    upper: GridCell
    lower: GridCell

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        return kind_of(self.upper.text), kind_of(self.lower.text)

    @property
    def joined(self) -> str:
        """Both. A figure that may be cut stays in two pieces, which are none."""
        return "\n".join(filter(None, (self.upper.text, self.lower.text)))


def with_rows_joined(lines: Iterable[_Line | Grid]) -> list[_Line | Grid]:
    """Lines and tables in printed order, each row that goes on at the head of the next page whole on the first."""
    found: list[_Line | Grid] = []
    whole: Grid | None = None  # the first part of the table, of which the others may print the header again
    for line in lines:
        before = found[-1] if found else None
        if isinstance(line, RuledGrid) and isinstance(before, RuledGrid) and whole and _follows(line, before):
            before, line = _without_strips(before, line)
            found[-1], rest = _mended(before, line, _repeated(whole, line))
            found += [rest] if rest.rows else []
        else:
            whole = line if isinstance(line, RuledGrid) else None
            found.append(line)
    return found


def _follows(grid: Grid, before: Grid) -> bool:
    return grid.page is not None and before.page is not None and grid.page == before.page + 1


def _without_strips(upper: RuledGrid, lower: RuledGrid) -> tuple[RuledGrid, RuledGrid]:
    """Both without the blank strips across the whole table that the end of a page leaves of a row there."""
    last, first = len(upper.rows), 0
    while last > 1 and _is_strip(upper.rows[last - 1]):
        last -= 1
    while first < len(lower.rows) and _is_strip(lower.rows[first]):
        first += 1
    return replace(upper, rows=upper.rows[:last]), replace(lower, rows=lower.rows[first:])


def _is_strip(row: Sequence[GridCell]) -> bool:
    return len(row) == 1 and not row[0].text.strip()


def _repeated(whole: Grid, grid: Grid) -> int:
    """How many rows of words at the head of `grid` are those at the head of `whole`."""
    again = 0
    for above, row in zip(whole.rows, grid.rows, strict=False):
        texts = [squeeze(cell.text) for cell in row]
        if texts != [squeeze(cell.text) for cell in above] or "figure" in map(kind_of, texts) or not any(texts):
            break
        again += 1
    return again


def _mended(upper: RuledGrid, lower: RuledGrid, position: int) -> tuple[RuledGrid, RuledGrid]:
    """Both parts of a table, the row of the second one at `position` taken into the last of the first if it is cut.

    Figures without a word that go on with it is not known what are marked as uncertain, and so are those above them.
    """
    row = lower.rows[position] if position < len(lower.rows) else ()
    rest = (lower.rows[:position], lower.rows[position + 1 :])
    pairs = _pairs(upper, lower, row)
    if _is_cut(pairs):
        joined = {id(pair.upper): pair.joined for pair in pairs}
        last = [cell._replace(text=joined.get(id(cell), cell.text)) for cell in upper.rows[-1]]
        below = [*rest[0], *_reaching_on(row, rest[1])]
    elif {kind_of(cell.text) for cell in row} in ({"figure"}, {"figure", "blank"}) and _has_figures(upper.rows[-1]):
        last, uncertain = (list(map(_marked, cells)) for cells in (upper.rows[-1], row))
        below = [*rest[0], tuple(uncertain), *rest[1]]
    else:
        return upper, lower
    return replace(upper, rows=(*upper.rows[:-1], tuple(last))), replace(lower, rows=tuple(below))


def _reaching_on(row: Sequence[GridCell], below: Sequence[tuple[GridCell, ...]]) -> Sequence[tuple[GridCell, ...]]:
    """The rows `below` one that is taken away, with what of its merged cells is left there."""
    left = tuple(cell._replace(row=cell.row + 1, rowspan=cell.rowspan - 1, text="") for cell in row if cell.rowspan > 1)
    return [tuple(sorted((*left, *below[0]), key=lambda cell: cell.column)), *below[1:]] if left and below else below


def _has_figures(row: Iterable[GridCell]) -> bool:
    return any(kind_of(cell.text) == "figure" for cell in row)


def _marked(cell: GridCell) -> GridCell:
    return cell._replace(text=cell.text + UNCERTAIN) if kind_of(cell.text) == "figure" else cell


def _pairs(upper: RuledGrid, lower: RuledGrid, row: Sequence[GridCell]) -> list[_Pair]:
    """The cells of the last row of `upper`, each with the one of `row` right below it; none if one stands otherwise.

    Others in `row` may go on with what reaches down to the end of the page, or print nothing.
    """
    last = upper.rows[-1]
    ends = max((cell.row for cell in last), default=0)
    reaching = [cell for line in upper.rows[:-1] for cell in line if cell.row + cell.rowspan > ends]
    pairs = [_Pair(above, cell) for cell in row for above in last if upper.are_level(above, cell, lower)]
    placed = {id(pair.lower) for pair in pairs}
    rest = (cell for cell in row if id(cell) not in placed and cell.text.strip())
    above = {id(pair.upper) for pair in pairs}
    whole = all(id(cell) in above or upper.is_beside(cell, lower) for cell in last) and all(
        any(upper.are_level(c, cell, lower) for c in reaching) for cell in rest
    )
    return pairs if whole else []


def _is_cut(pairs: Sequence[_Pair]) -> bool:
    """Whether both parts of a row are one: the first prints nothing, both a known word together, or the second figures
    and no word.

    A part that prints a known word of its own, and none together with the first, is a row of its own.
    """
    own = [pair for pair in pairs if pair.lower.rowspan == 1]
    kinds = [pair.kinds for pair in own]
    if own and {upper for upper, _ in kinds} == {"blank"} and "figure" in {lower for _, lower in kinds}:
        return True
    if {("word", "figure"), ("figure", "word")}.intersection(kinds):
        return False
    together = [pair for pair in own if pair.kinds == ("word", "word") and _is_known(pair.joined)]
    if together:
        return not any(_is_known(pair.lower.text) for pair in own if pair not in together)
    below = {lower for _, lower in kinds}
    begun = any(upper == "figure" or _is_known(pair.upper.text) for (upper, _), pair in zip(kinds, own, strict=True))
    return "word" not in below and "figure" in below and begun


def _is_known(printed: str) -> bool:
    """Whether `printed` is a label or a word of a header."""
    return ROWS.exact(printed) is not None or COLUMNS.exact(printed) is not None or is_header_word(printed)
