"""The number of a page, as documents print it: 第3页 共9页, - 3 -, Page 3 of 9."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}"
_APART = r"[\s,，;；/]{0,3}"
_IN_WORDS = rf"第\s?{_NUMBER}\s?页(?:{_APART}共\s?{_NUMBER}\s?页)?|共\s?{_NUMBER}\s?页{_APART}第\s?{_NUMBER}\s?页"
#: Marks that no figure has on both its sides.
_BETWEEN_MARKS = rf"[-—–~·]+\s*{_NUMBER}\s*[-—–~·]+"
_LINE = re.compile(rf"{_IN_WORDS}|{_BETWEEN_MARKS}")
_BEGIN = frozenset("-—–~·第共")
_LONGEST = 20
#: At the edge of a page, where nothing else stands beside it, a number is one in almost any words.
_EDGE = re.compile(
    rf"{_IN_WORDS}|(?:[Pp]age|PAGE|[Pp]\.?)?[-—–·~～\s第]*{_NUMBER}[-—–·~～\s页,，;；|]*"
    rf"(?:(?:[/／共]|of)[\s共]*{_NUMBER}\s*页?)?"
)


def line_numbers_page(line: str) -> bool:
    """Whether a line, wherever it stands, is the number of a page and nothing else; bare digits may be a figure."""
    return len(line) <= _LONGEST and line[:1] in _BEGIN and _LINE.fullmatch(line) is not None


def edge_numbers_page(line: str) -> bool:
    """The same of all that is printed on one line at the head or foot of a page."""
    return _EDGE.fullmatch(line) is not None
