"""Which of a row's cells are its figures, where a row has more cells or fewer than the table has columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, islice

from parsers.document import GridCell
from parsers.words.figures import Figure, read_figure

Places = list[GridCell | None]
#: More ways to leave out blank columns than are tried.
_MOST_CHOICES = 200
#: More blank cells beside the figures of a row than converters leave of merged cells.
_MOST_FILLERS = 12
_EITHER_SIDE = ": blank cells on either side, or between"
Proof = Callable[[Sequence[Sequence[GridCell | None]]], bool]


def align(
    rows: Sequence[Sequence[GridCell]],
    width: int,
    proves: Proof | None = None,
    *,
    anchored: bool = False,
    stream: bool = False,
) -> tuple[list[Places | None], str]:
    """For each row its `width` figures, or None where they cannot be told; and why not.

    Cells outside the figures must be blank (fillers that a converter left of merged cells). If they may
    stand on either side, or on both, and the choice matters, `proves` has to hold for one choice alone. So it has
    where every row has too many, and blank columns between the figures may be the ones that are no columns. A row
    with fewer cells has lost some, and which ones is not known: it is refused unless it is blank all over; as is one
    with more that begins or ends with words, which may be a remark or one of the figures. So may be dashes alone at
    one end of all rows: then `proves` has to hold.
    Where rows are `anchored` their figures begin with their first cell. Of a row that could be read otherwise by itself
    `proves` must not hold for another choice alone; those of a `stream` may each have blank cells of the next row
    behind them, so that it has to hold for the choice.
    """
    if all(len(row) == width for row in rows):
        return [list(row) for row in rows], ""
    remarked = [len(row) > width and _words_at_an_end(row) for row in rows]
    if any(remarked):
        return [None if words else [None] * width for words in remarked], ": words beside the figures"
    options, between = _ways(rows, width, anchored=anchored)
    for rest in _without_remarks(rows, width):
        between += chain(*_ways(rest, width, anchored=anchored))
    if len(between) > _MOST_CHOICES:
        return [None] * len(rows), _EITHER_SIDE
    beside = any(None not in option for option in options)
    options += between
    whole = _different([option for option in options if None not in option])
    if len(whole) > 1 or (whole and not beside):
        whole = [option for option in whole if proves and proves([row for row in option if row])]
        if len(whole) != 1:
            return [None] * len(rows), _EITHER_SIDE
    if whole:
        certain = all(is_certain(*pair, proves, stream=stream) for pair in zip(rows, whole[0], strict=True))
        return (whole[0], "") if certain else ([None] * len(rows), _EITHER_SIDE)
    return [_only(choices) for choices in zip(*options, strict=True)], ""


def _ways(
    rows: Sequence[Sequence[GridCell]], width: int, *, anchored: bool
) -> tuple[list[list[Places | None]], list[list[Places | None]]]:
    """The figures of rows that stand beside each other, wherever they begin, and those with blank columns between."""
    extra = max(0, min(max(len(row) for row in rows) - width, _MOST_FILLERS))
    starts = [0] if anchored else _starts(extra)
    return [[_from(row, width, start) for row in rows] for start in starts], [] if anchored else _between(rows, width)


def _without_remarks(rows: Sequence[Sequence[GridCell]], width: int) -> Iterator[list[Sequence[GridCell]]]:
    """The rows without what ends (begins) all that have too many cells, if it is dashes alone, none beside another.

    One of nothing but dashes and 0 that alone among others has too many has no remark: a stranger may stand in it.
    """
    long = [[read_figure(cell.text) for cell in row] for row in rows if len(row) > width]
    if len(long) == 1 < len(rows) and _is_of_nothing(long[0]):
        return
    for end, beside, kept in ((-1, -2, slice(-1)), (0, 1, slice(1, None))):
        ends = {(figures[end].state, figures[beside].state == "dash") for figures in long}
        if ("dash", False) in ends and ends <= {("dash", False), ("blank", False), ("blank", True)}:
            yield [row[kept] if len(row) > width else row for row in rows]


def _is_of_nothing(figures: Sequence[Figure]) -> bool:
    """Whether a row prints several dashes, and no figure but 0."""
    return [figure.state for figure in figures].count("dash") > 1 and not any(figure.value for figure in figures)


def _starts(extra: int) -> list[int]:
    """Where the figures of a row may begin, from its left end and (negative) before its right end."""
    return [*range(extra + 1), *range(-extra - 1, 0)]


def _from(row: Sequence[GridCell], width: int, start: int) -> Places | None:
    """The figures that begin at `start`, -1 being the last place at which they may; the rest must be blank."""
    if len(row) < width:
        return [*row, *[None] * (width - len(row))] if _blank(row) else None
    first = start if start >= 0 else len(row) - width + start + 1
    if not 0 <= first <= len(row) - width:
        return None
    return list(row[first : first + width]) if _blank([*row[:first], *row[first + width :]]) else None


def is_certain(row: Sequence[GridCell], chosen: Places | None, proves: Proof | None, *, stream: bool) -> bool:
    """Whether a row allows no other choice by itself; or `proves` holds for this one or, but in a stream, for none."""
    ways = [way for start in range(len(row) - len(chosen or ()) + 1) if (way := _from(row, len(chosen or ()), start))]
    if len(_different([[way] for way in ways])) < 2:
        return True
    if proves is not None and proves([chosen or []]):
        return True
    return not stream and not (proves is not None and any(proves([way]) for way in ways))


def _between(rows: Sequence[Sequence[GridCell]], width: int) -> list[list[Places | None]]:
    """The rows without columns that are blank in all of them, where each has the same number too many.

    Of very many ways one more than `_MOST_CHOICES` is given.
    """
    full = [row for row in rows if len(row) >= width or not _blank(row)]
    lengths = {len(row) for row in full}
    if len(lengths) != 1 or (length := lengths.pop()) <= width:
        return []
    blank = [n for n in range(length) if all(_blank([row[n]]) for row in full)]
    ways = islice(combinations(blank, length - width), _MOST_CHOICES + 1)
    return [[_without(row, columns, width) for row in rows] for columns in ways]


def _without(row: Sequence[GridCell], columns: tuple[int, ...], width: int) -> Places | None:
    if len(row) < width:
        return _from(row, width, 0)
    return [cell for n, cell in enumerate(row) if n not in columns]


def _different(options: Sequence[list[Places | None]]) -> list[list[Places | None]]:
    """Options that say something else than those before them."""
    kept: list[list[Places | None]] = []
    for option in options:
        if _texts(option) not in [_texts(other) for other in kept]:
            kept.append(option)
    return kept


def _only(choices: Sequence[Places | None]) -> Places | None:
    """What a row's figures are if all choices that it allows agree."""
    possible = [places for places in choices if places is not None]
    return possible[0] if possible and all(_texts([p]) == _texts([possible[0]]) for p in possible) else None


def _texts(option: Sequence[Places | None]) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in places or ()] for places in option]


def _words_at_an_end(row: Sequence[GridCell]) -> bool:
    """Whether the figures of a row begin or end with words, which may be a remark beside them."""
    states = [state for cell in row if (state := read_figure(cell.text).state) != "blank"]
    return "text" in states[:1] + states[-1:]


def _blank(cells: Sequence[GridCell]) -> bool:
    return all(read_figure(cell.text).state == "blank" for cell in cells)
