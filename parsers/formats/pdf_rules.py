"""The tables that ruled lines form on a PDF's page, also where a side of them is not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

from parsers.formats.pdf_cells import kind_of
from parsers.header_words import is_header_word

_Edge = dict[str, Any]
#: Lines this near to each other are one, as pdfplumber takes them.
_SNAP = 3.0


def ruled_tables(page: Any) -> list[Any]:
    """The tables of a page, as pdfplumber finds them, without frames around prose and what lies beside the paper."""
    across = [edge for edge in page.edges if edge["orientation"] == "h"]
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    sides = [side for end in ("x0", "x1") for side in _sides_not_drawn(across, upright, end)]
    found = page.find_tables({"explicit_vertical_lines": sides} if sides else {})
    return [table for table in found if overlaps(table.bbox, page.bbox) and _is_grid(table)]


def _sides_not_drawn(across: Sequence[_Edge], upright: Sequence[_Edge], end: str) -> Iterator[_Edge]:
    """The parts of a side at which the lines between rows `end` and none stands, while others beside it go on."""
    ends: dict[int, list[_Edge]] = {}
    for edge in across:
        ends.setdefault(round(edge[end]), []).append(edge)
    for lines in ends.values():
        x = lines[0][end]
        if any(abs(edge["x0"] - x) <= _SNAP for edge in upright):
            continue
        for upper, lower in pairwise(sorted(lines, key=itemgetter("top"))):
            if any(_stands_between(edge, upper, lower) for edge in upright):
                yield _side(x, upper["top"], lower["bottom"])


def _stands_between(edge: _Edge, upper: _Edge, lower: _Edge) -> bool:
    """Whether an upright line leads from one line across to the next."""
    leads = edge["top"] <= upper["top"] + _SNAP and edge["bottom"] >= lower["bottom"] - _SNAP
    return bool(leads and upper["x0"] - _SNAP <= edge["x0"] <= upper["x1"] + _SNAP)


def _side(x: float, top: float, bottom: float) -> _Edge:
    return {
        "object_type": "line",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0.0,
        "height": bottom - top,
    }


def overlaps(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    """Whether a part of a box is inside of the page's."""
    inside = within(box, page)
    return inside[0] < inside[2] and inside[1] < inside[3]


def within(box: tuple[float, ...], page: tuple[float, ...]) -> tuple[float, ...]:
    """The part of a box that is inside of the page's."""
    return (max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3]))


def _is_grid(table: Any) -> bool:
    """Whether ruled lines form a table: boxes around prose have a single column.

    A row alone is a part of a table that goes on over the page, if it prints what such rows do: figures, or words of a
    header.
    """
    if len({cell[0] for cell in table.cells}) < 2:
        return False
    if len(table.rows) > 1:
        return True
    first, *rest = [text or "" for text in table.extract()[0]]
    return is_header_word(first) or any(kind_of(text) != "word" for text in rest)
