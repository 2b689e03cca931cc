"""Pages of a PDF that stand on their side or upside down, for what they say of how to turn them is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

#: How far from one character to the next of its line at most, in its own size.
_NEAR = 2
#: From pages with fewer pairs of characters beside each other nothing is told.
_FEWEST = 8


def turned_by(chars: Sequence[dict[str, Any]]) -> int:
    """By how many degrees clockwise a page must be turned for most of its characters to stand upright.

    The way in which they were drawn and the way in which they follow each other must tell the same.
    """
    if 2 * sum(char["matrix"][0] > 0 for char in chars) >= len(chars):
        return 0
    drawn = Counter(_direction(*char["matrix"][:2]) for char in chars)
    followed = Counter(_steps(chars))
    angle, times = drawn.most_common(1)[0]
    told = followed.total() >= _FEWEST and 2 * followed[angle] > followed.total()
    return angle if told and 2 * times > len(chars) else 0


def _direction(right: float, up: float) -> int:
    """The quarter turn nearest to a direction, counted against the clock."""
    if abs(right) >= abs(up):
        return 0 if right >= 0 else 180
    return 90 if up > 0 else 270


def _steps(chars: Sequence[dict[str, Any]]) -> Iterator[int]:
    """The directions from characters to those behind them in their lines."""
    for one, other in pairwise(chars):
        right, up = other["x0"] - one["x0"], one["top"] - other["top"]
        reach = _NEAR * max(one["size"], one["height"])
        if (right or up) and abs(right) + abs(up) < reach:
            yield _direction(right, up)
