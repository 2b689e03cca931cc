"""The ruled cells of a PDF's page: figures that cross their lines, and figures that were broken to fit between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any, Literal

from parsers.words.figures import read_figure
from parsers.words.text import squeeze

#: Stands behind what is printed in a cell where it is not all that is printed, or not all of it belongs there.
UNCERTAIN = "\ufffd"
Box = tuple[float, float, float, float]
Kind = Literal["word", "figure", "blank"]
_Char = dict[str, Any]
_DIGIT = re.compile(r"[\d.,]")
#: Characters of one figure are no further apart than this part of their size.
_TIGHT = 0.1
#: How far the first or the last digit of a figure may reach over the line of its cell, as part of its size: less than
#: half of it.
_OVER = 0.2
#: What a character's box has above and below the ink, as part of its height.
_INNER = 0.3
#: How much smaller, higher (of its size) and lighter the digit of a mark is than that of a figure.
_SMALLER, _LIFTED, _LIGHTER = 0.8, 0.15, 0.4
#: How much larger than other figures that of a watermark is.
_LARGER = 2.5
#: Of a colour in print: cyan, magenta, yellow and black.
_INKS = 4
#: What a line of a broken figure is made of.
_PIECE = re.compile(r"[\d.,，．]+")
#: A figure, or the lines of one.
_FIGURE = re.compile(r"[-+\d.,，．\s]+")
#: Between its lines and what they print a cell leaves no more.
_WIDEST_PADDING = 6.0
#: How far from where it is drawn a line between cells may be found: lines that are no further apart are taken for one.
_SNAP = 3.0


class Cells:
    """The cells of all tables of a page, with the characters in them."""

    def __init__(self, chars: Sequence[_Char], tables: Sequence[Any]) -> None:
        """`chars` are those of the page; `tables` as pdfplumber finds them."""
        self._chars = chars
        self._boxes: list[Box] = [box for table in tables for box in table.cells]

    @cached_property
    def crossed(self) -> frozenset[Box]:
        """Cells whose figures cross a line between cells: which digits are whose cannot be told."""
        found: set[Box] = set()
        for first, last in _figures(self._chars) if self._boxes else ():
            edge, height = _OVER * first["size"], first["bottom"] - first["top"]
            sides = (first["x0"] + edge, last["x1"] - edge)
            heights = (first["top"] + _INNER * height, first["bottom"] - _INNER * height)
            corners = {_box_at(self._boxes, x, y) for x in sides for y in heights}
            if corners == {None}:  # beside all cells, unless it reaches into one from outside
                corners |= {_box_at(self._boxes, x, y) for x in sides for y in (first["top"], first["bottom"])}
            if len(corners) > 1:
                found |= {box for box in corners if box is not None}
        return frozenset(found)

    @cached_property
    def mixed(self) -> frozenset[Box]:
        """Cells of figures with digits that are not printed alike, or not like nearly all others.

        Some may be the marks of notes, or of a watermark.
        """
        digits = [(box, c) for c in self._chars if c["text"].isdecimal() and (box := _box_of(self._boxes, c))]
        if not digits:
            return frozenset()
        size = median(c["size"] for _, c in digits)
        shade = median(_lightness(c) for _, c in digits)
        last: dict[Box, _Char] = {}
        found: set[Box] = set()
        for box, char in digits:
            odd = char["size"] > _LARGER * size or _lightness(char) - shade > _LIGHTER
            if odd or (box in last and differ(last[box], char)):
                found.add(box)
            last[box] = char
        return frozenset(box for box in found if all(_DIGIT.match(c["text"]) for c in self._inside[box]))

    def mended(self, box: Box, text: str) -> str:
        """What a cell prints, a figure in one piece that was broken because the cell is too narrow for it.

        Every line of it but the last must be so full that the next digit had no room; else its lines may be
        figures of their own, and it stays as it is.
        """
        pieces = text.split("\n")
        whole = squeeze(text)
        if len(pieces) < 2 or not all(map(_PIECE.fullmatch, pieces)) or read_figure(whole).state != "number":
            return text
        lines = list(_lines(self._inside.get(box, [])))
        if [len(line) for line in lines] != [len(piece) for piece in pieces]:
            return text
        longer = [_width(line) + _width(after[:1]) for line, after in pairwise(lines)]
        room = box[2] - box[0] - 2 * self._padding - _SNAP
        return whole if min(longer) > max(room, self._widest(box)) else text

    @cached_property
    def _inside(self) -> dict[Box, list[_Char]]:
        """The characters of each cell, blanks aside."""
        found: dict[Box, list[_Char]] = {}
        for char in self._chars:
            if char["text"].strip() and (box := _box_of(self._boxes, char)):
                found.setdefault(box, []).append(char)
        return found

    @cached_property
    def _padding(self) -> float:
        """What the fullest cell leaves between its line and what it prints."""
        left = [min(c["x0"] - box[0], box[2] - c["x1"]) for box, chars in self._inside.items() for c in chars]
        return float(max(0.0, min([*left, _WIDEST_PADDING])))

    def _widest(self, box: Box) -> float:
        """How much has been printed in one line of a cell of the same column: so much has room."""
        column = (chars for other, chars in self._inside.items() if (other[0], other[2]) == (box[0], box[2]))
        return max(_width(line) for chars in column for line in _lines(chars))


def kind_of(text: str) -> Kind:
    """What a cell prints; a figure that is broken into lines is one, and so is a dash."""
    state = read_figure(text).state
    if state == "blank":
        return "blank"
    return "word" if state == "text" and not _FIGURE.fullmatch(text) else "figure"


def differ(one: _Char, other: _Char) -> bool:
    """Whether two digits beside each other differ in size or colour, or one stands a little above the other."""
    small, large = sorted((one["size"], other["size"]))
    offset = abs(one["bottom"] - other["bottom"])
    lifted = _LIFTED * small < offset < small
    return small < _SMALLER * large or lifted or abs(_lightness(one) - _lightness(other)) > _LIGHTER


def _lightness(char: _Char) -> float:
    """0 for black, 1 for white."""
    color = char.get("non_stroking_color")
    parts = [float(c) for c in (color if isinstance(color, (tuple, list)) else [color]) if isinstance(c, (int, float))]
    if len(parts) == _INKS:
        return 1 - min(1.0, max(parts[:3]) + parts[3])
    return sum(parts) / len(parts) if parts else 0.0


def _width(line: Sequence[_Char]) -> float:
    return float(line[-1]["x1"] - line[0]["x0"])


def _lines(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    """The characters of a cell by line, from left to right."""
    line: list[_Char] = []
    for char in sorted(chars, key=lambda c: (round(c["top"]), c["x0"])):
        if line and round(char["top"]) != round(line[-1]["top"]):
            yield line
            line = []
        line.append(char)
    if line:
        yield line


def _figures(chars: Sequence[_Char]) -> Iterator[tuple[_Char, _Char]]:
    """The first and the last character of each run of digits."""
    digits = sorted((c for c in chars if _DIGIT.match(c["text"])), key=lambda c: (round(c["top"]), c["x0"]))
    start = 0
    for position in range(1, len(digits) + 1):
        last = digits[position - 1]
        following = digits[position] if position < len(digits) else None
        if (
            following is None
            or round(following["top"]) != round(last["top"])
            or following["x0"] > last["x1"] + _TIGHT * last["size"]
        ):
            yield digits[start], max(digits[start:position], key=lambda c: float(c["x1"]))
            start = position


def _box_at(boxes: Sequence[Box], x: float, y: float) -> Box | None:
    return next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)


def _box_of(boxes: Sequence[Box], char: _Char) -> Box | None:
    """The cell in which the middle of a character is."""
    return _box_at(boxes, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
