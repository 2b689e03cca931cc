"""The tables that ruled lines form on a PDF's page, also where one of their sides is not drawn there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from pdfplumber.table import Table, merge_edges
from pdfplumber.utils.geometry import line_to_edge

from parsers.formats.pdf.cells import kind_of
from parsers.words.header_words import is_header_word

_Edge = dict[str, Any]
#: No page of a report has so many lines one way times lines the other.
_MOST_CROSSINGS = 100_000
#: Lines this near to each other are one, as pdfplumber takes them.
_SNAP = 3.0
#: Dots of dotted lines are no larger, and lines of them no shorter than this, lest a full stop be one.
_DOT, _SHORTEST_ROW = 1.5, 9.0
#: Nothing is printed between lines nearer to each other: they are one frame of several lines, and no row.
_LOWEST = 4.0


class _Way(NamedTuple):
    """How lines run: the coordinate in which they stand beside each other, and those of their ends."""

    at: str
    first: str
    last: str


_LEVEL, _UPRIGHT = _Way("top", "x0", "x1"), _Way("x0", "top", "bottom")


class _Lines:
    """The lines of a page that run one way, each as long as it is without a gap."""

    def __init__(self, edges: Iterable[_Edge], way: _Way) -> None:
        self.all = list(edges)
        self.way = way

    def ending(self, end: str) -> Iterator[list[_Edge]]:
        """Those that end beside each other, in order."""
        ends = sorted(self.all, key=itemgetter(end))
        start = 0
        for position, edge in enumerate(ends, 1):
            if position == len(ends) or ends[position][end] - edge[end] > _SNAP:
                yield sorted(ends[start:position], key=itemgetter(self.way.at))
                start = position

    def near(self, position: float) -> list[_Edge]:
        """Those that stand so near to a position that they are taken for one there."""
        return [edge for edge in self.all if abs(edge[self.way.at] - position) <= _SNAP]

    def goes_beyond(self, end: float, start: float, stop: float) -> bool:
        """Whether one of them between two others runs on over the end of these: it is no side of a table."""
        return any(
            start - _SNAP <= edge[self.way.at] <= stop + _SNAP
            and edge[self.way.first] < end - _SNAP
            and edge[self.way.last] > end + _SNAP
            for edge in self.all
        )


def ruled_tables(page: Any) -> list[Any]:
    """The tables of a page, as pdfplumber finds them, without frames around prose and what lies beside the paper.

    Where lines form a table, the shades behind its words draw none of its cells; elsewhere shades alone may draw one.
    """
    shades = [rect for rect in page.rects if _is_shade(rect)]
    if shades:
        boxes = [table.bbox for table in _tables(page.filter(lambda thing: not _is_shade(thing)))]
        behind = {id(shade) for shade in shades if any(_lies_in(shade, box) for box in boxes)}
        page = page.filter(lambda thing: id(thing) not in behind) if behind else page
    return _tables(page)


def _is_shade(thing: dict[str, Any]) -> bool:
    """Whether something is a filled area without a line around it, and not so thin that it is itself a line."""
    return bool(thing["object_type"] == "rect" and not thing["stroke"] and min(thing["width"], thing["height"]) > _SNAP)


def _lies_in(thing: dict[str, Any], box: tuple[float, ...]) -> bool:
    return bool(
        box[0] - _SNAP <= thing["x0"]
        and thing["x1"] <= box[2] + _SNAP
        and box[1] - _SNAP <= thing["top"]
        and thing["bottom"] <= box[3] + _SNAP
    )


def _tables(page: Any) -> list[Any]:
    dotted = {way: list(_dotted(page, way)) for way in (_LEVEL, _UPRIGHT)}
    straight = [edge for edge in page.edges if edge["orientation"] is not None]
    edges = merge_edges([*straight, *map(line_to_edge, chain(*dotted.values()))], _SNAP, _SNAP, _SNAP, _SNAP)
    level = _Lines((edge for edge in edges if edge["orientation"] == "h"), _LEVEL)
    upright = _Lines((edge for edge in edges if edge["orientation"] == "v"), _UPRIGHT)
    sides = {"explicit_vertical_lines": dotted[_UPRIGHT], "explicit_horizontal_lines": dotted[_LEVEL]}
    if len(level.all) * len(upright.all) < _MOST_CROSSINGS:
        sides["explicit_vertical_lines"] += _not_drawn(level, upright)
        sides["explicit_horizontal_lines"] += _not_drawn(upright, level)
    found = page.find_tables({name: lines for name, lines in sides.items() if lines})
    whole = (_without_frames(table) for table in found)
    return [table for table in whole if _overlaps(table.bbox, page.bbox) and _is_grid(table)]


def _without_frames(table: Any) -> Any:
    """The table without what seems to be a row between the lines of one frame."""
    cells = [cell for cell in table.cells if cell[3] - cell[1] >= _LOWEST]
    return table if len(cells) in (0, len(table.cells)) else Table(table.page, cells)


def _dotted(page: Any, way: _Way) -> Iterator[_Edge]:
    """The lines one way that are drawn as rows of dots, too small to be taken for lines each."""
    rows: dict[int, list[tuple[float, float]]] = {}
    for rect in page.rects:
        if max(rect["width"], rect["height"]) <= _DOT:
            rows.setdefault(round(rect[way.at]), []).append((rect[way.first], rect[way.last]))
    for at, dots in rows.items():
        start, end = min(dots)
        for first, last in [*sorted(dots), (float("inf"), float("inf"))]:
            if first > end + _SNAP:
                if end - start > _SHORTEST_ROW:
                    yield _line(way, at, start, end)
                start = first
            end = max(end, last)


def _not_drawn(lines: _Lines, across: _Lines) -> Iterator[_Edge]:
    """The parts of sides between the ends of two `lines` where no line is drawn, and one `across` leads from one to the
    next elsewhere.
    """
    for end in (lines.way.first, lines.way.last):
        for same in lines.ending(end):
            drawn = across.near(same[0][end])
            for one, other in pairwise(same):
                if any(_leads(edge, one, other, across.way, lines.way) for edge in drawn):
                    continue
                if lines.goes_beyond(one[end], one[lines.way.at], other[lines.way.at]):
                    continue
                if any(_is_between(edge, one, other, across.way, lines.way) for edge in across.all):
                    yield _line(across.way, one[end], one[lines.way.at], other[lines.way.at])


def _is_between(edge: _Edge, one: _Edge, other: _Edge, across: _Way, way: _Way) -> bool:
    """Whether a line leads from one line to the other somewhere on their way."""
    return bool(one[way.first] - _SNAP <= edge[across.at] <= one[way.last] + _SNAP) and _leads(
        edge, one, other, across, way
    )


def _leads(edge: _Edge, one: _Edge, other: _Edge, across: _Way, way: _Way) -> bool:
    return bool(edge[across.first] <= one[way.at] + _SNAP and edge[across.last] >= other[way.at] - _SNAP)


def _line(way: _Way, at: float, first: float, last: float) -> _Edge:
    x0, x1, top, bottom = (at, at, first, last) if way is _UPRIGHT else (first, last, at, at)
    return {
        "object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0,
        "height": bottom - top,
    }  # fmt: skip


def _overlaps(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
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
