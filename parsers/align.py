"""Which of a row's cells are its figures, where a row has more cells or fewer than the table has columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.document import GridCell
from parsers.figures import read_figure

Places = list[GridCell | None]
Proof = Callable[[Sequence[Sequence[GridCell | None]]], bool]


def align(
    rows: Sequence[Sequence[GridCell]], width: int, proves: Proof | None = None
) -> tuple[list[Places | None], str]:
    """For each row its `width` figures, or None where they cannot be told; and why not.

    Cells outside the figures must be blank (fillers that a converter left of merged cells). If they may
    stand on either side and the choice matters, `proves` has to hold for one choice alone. A row with
    fewer cells has lost some, and which ones is not known: it is refused unless it is blank all over.
    """
    if all(len(row) == width for row in rows):
        return [list(row) for row in rows], ""
    choices = [_leading, _trailing]
    options = [[choose(row, width) for row in rows] for choose in choices]
    whole = [option for option in options if None not in option]
    if len(whole) == 2 and _texts(whole[0]) != _texts(whole[1]):
        proved = [option for option in whole if proves and proves([row for row in option if row])]
        if len(proved) != 1:
            return [None] * len(rows), ": blank cells on either side"
        whole = proved
    if whole:
        return whole[0], ""
    return [_only(one, two) for one, two in zip(*options, strict=True)], ""


def _only(one: Places | None, two: Places | None) -> Places | None:
    if one is not None and two is not None and _texts([one]) != _texts([two]):
        return None
    return one if one is not None else two


def _texts(option: Sequence[Places | None]) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in places or ()] for places in option]


def _leading(row: Sequence[GridCell], width: int) -> Places | None:
    if len(row) < width:
        return _short(row, width)
    return list(row[:width]) if _blank(row[width:]) else None


def _trailing(row: Sequence[GridCell], width: int) -> Places | None:
    if len(row) < width:
        return _short(row, width)
    return list(row[-width:]) if _blank(row[:-width]) else None


def _short(row: Sequence[GridCell], width: int) -> Places | None:
    return [*row, *[None] * (width - len(row))] if _blank(row) else None


def _blank(cells: Sequence[GridCell]) -> bool:
    return all(read_figure(cell.text).state == "blank" for cell in cells)
