"""Prose in two columns: the lines of a page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple

#: Between columns there is more room than this part of a character, somewhere in this part of the page.
_GAP, _LEFT, _RIGHT = 0.7, 0.3, 0.7
#: So many lines beside each other, of so many characters on either side, are columns of prose and no table.
_FEWEST_LINES, _FEWEST_CHARACTERS = 5, 8
_BLANK = 3.0
#: Between the cells of a table there may be more room than this part of the page; most lines of a left column end at
#: its margin, or so many characters before.
_WIDEST, _RAGGED = 0.1, 2.0


#: Sorts what a page prints: where its band begins, the column in it, its own height.
Place = tuple[float, int, float]


class Read(NamedTuple):
    """A line with its place, and where the page or column ends on which it stands."""

    place: Place
    edge: float
    line: dict[str, Any]


def at(top: float) -> Place:
    """The place of what stands across a page."""
    return top, 0, top


class Columns:
    """What is known of the columns of a document, whose pages are read in order."""

    def __init__(self) -> None:
        self._gutter: float | None = None

    def read(self, lines: Sequence[dict[str, Any]], width: float) -> Iterator[Read]:
        """The printed lines of a page of this width; those of two columns parted, first all of the left one."""
        found = _gutter(lines, width)
        self._gutter = gutter = self._gutter if found is None else found
        fewest = 1 if found is None else _FEWEST_LINES
        for parted, group in groupby(lines, lambda line: gutter is not None and not _crosses(line, gutter)):
            band = list(group)
            halves = [_halves(line, gutter) for line in band] if parted and gutter is not None else []
            if gutter is None or not _are_prose(halves, fewest):
                for line in band:
                    edge = gutter if gutter is not None and line["x1"] <= gutter else width
                    yield Read(at(line["top"]), edge, line)
                continue
            for column, edge in ((0, gutter), (1, width)):
                for half in filter(None, (half[column] for half in halves)):
                    line = _line(half)
                    yield Read((band[0]["top"], column, line["top"]), edge, line)


def _gutter(lines: Sequence[dict[str, Any]], width: float) -> float | None:
    """The middle of a gap that most lines with gaps have in common, if these are enough and end at a margin."""
    alone = (found[0] for line in lines if len(found := list(_gaps(line))) == 1)  # rows of a table have several
    gaps = [gap for gap in alone if _LEFT * width < sum(gap) / 2 < _RIGHT * width]
    best = max((_shared(gap, gaps) for gap in gaps), key=len, default=[])
    if len(best) < _FEWEST_LINES:
        return None
    margin, start = max(left for left, _ in best), min(right for _, right in best)
    slack = _RAGGED * median(line["chars"][0]["size"] for line in lines)
    full = sum(left > margin - slack for left, _ in best)
    return (margin + start) / 2 if start - margin < _WIDEST * width and 2 * full >= len(best) else None


def _gaps(line: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for one, other in pairwise(char for char in line["chars"] if char["text"].strip()):
        if other["x0"] - one["x1"] > _GAP * other["size"]:
            yield one["x1"], other["x0"]


def _shared(gap: tuple[float, float], gaps: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The gaps that this one's right end lies in, or touches."""
    return [other for other in gaps if other[0] < gap[1] <= other[1] + _BLANK]


def _crosses(line: dict[str, Any], gutter: float) -> bool:
    return any(char["x0"] < gutter < char["x1"] for char in line["chars"])


def _halves(line: dict[str, Any], gutter: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    left = [char for char in line["chars"] if char["x1"] <= gutter]
    return left, line["chars"][len(left) :]


def _are_prose(halves: Sequence[tuple[list[dict[str, Any]], list[dict[str, Any]]]], fewest: int) -> bool:
    """Whether enough lines have words on both sides, and not figures."""
    both = [half for half in halves if all(half)]
    return len(both) >= fewest and all(
        median(sum(char["text"] > "\u2fff" for char in half[column]) for half in both) >= _FEWEST_CHARACTERS
        for column in (0, 1)
    )


def _line(chars: list[dict[str, Any]]) -> dict[str, Any]:
    text = chars[0]["text"]
    for one, other in pairwise(chars):
        text += " " * (other["x0"] - one["x1"] > _BLANK) + other["text"]
    return {"text": text, "chars": chars, "x1": chars[-1]["x1"], "top": min(char["top"] for char in chars)}
