"""A table of an HTML page: its cells at their places, and what is printed in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.document import GridCell
from parsers.formats.dom import Element, text_of, texts_of

MAX_SPAN = 60
#: The attribute by which a cell of the record can be traced to its element.
ORIGIN = "data-origin"
_CELLS = ("td", "th")
_BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption",
    "tr", "td", "th", "section", "article", "center", "blockquote", "hr", "pre", "ucapcontent",
))  # fmt: skip
#: Marks of notes, and how Word and editors print them without an element for it.
_RAISING = ("sup", "span", "a", "font")
_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise|Mso(?:Foot|End)noteReference", re.I)


def blocks_in(element: Element) -> list[Element]:
    """The blocks in `element`."""
    # To name them all to lxml costs more than to ask it for all names.
    return [inner for inner in element.iterdescendants() if inner.tag in _BLOCKS]


def grid_rows(table: Element) -> Iterator[tuple[GridCell, ...]]:
    """The rows of a table with every cell at its grid position, spans resolved as browsers do."""
    first = next(table.iter(*_CELLS), None)
    traced = first is not None and ORIGIN in first.attrib  # as all others then
    taken: dict[int, int] = {}  # column -> first row that is free again, where a cell reaches down
    for number, row in enumerate(table.iter("tr")):
        found: list[GridCell] = []
        column = 0
        for element in row:
            if element.tag not in _CELLS:
                continue
            while taken.get(column, 0) > number:
                column += 1
            across = _span(printed) if (printed := element.get("colspan")) else 1
            down = _span(printed) if (printed := element.get("rowspan")) else 1
            origin = element.get(ORIGIN) if traced else None
            # GridCell(…) itself, which Python calls by its keywords, takes twice as long.
            found.append(GridCell._make((_cell_text(element), number, column, down, across, origin)))
            if down > 1 or (across > 1 and taken):
                taken |= dict.fromkeys(range(column, column + across), number + down)
            column += across
        yield tuple(found)


def _cell_text(cell: Element) -> str:
    """A cell's text. Paragraphs stay apart: two figures below each other must not become one."""
    inner, text, alone = cell, cell.text, True
    while (inside := len(inner)) and (text is None or text.isspace()):
        inner = inner[0]
        text, tail = inner.text, inner.tail
        alone = alone and inside == 1 and (tail is None or tail.isspace())
    first = text.strip() if text else ""
    if (alone and not inside) or text_of(cell).strip() == first:
        return first  # all of the text stands where the first of it stands
    for note in cell.iter(*_RAISING):
        if _is_raised(note) and (mark := text_of(note).strip()).isdecimal():
            note.text = f"[{mark}]"
            del note[:]
    pieces = [piece for piece in texts_of(cell) if not piece.isspace()]
    if len(pieces) > 1 and blocks_in(cell):
        pieces = [cell.text or ""]
        _add_lines(cell, pieces)
    return "".join(pieces).strip()


def _is_raised(element: Element) -> bool:
    """Whether an element is printed above the line, as the mark of a note."""
    return element.tag == "sup" or _raises(element.get("style", "") + element.get("class", ""))


@lru_cache(maxsize=1024)  # a page gives the same few styles to thousands of elements
def _raises(styled: str) -> bool:
    return _RAISED.search(styled) is not None


def _add_lines(element: Element, pieces: list[str]) -> None:
    """Add what stands in the elements in `element` and behind them, blocks on lines of their own as browsers do."""
    # A few elements are read so faster than changed. The parser nests no deeper than 256.
    for inner in element:
        ends = "\n" if inner.tag in _BLOCKS else ""
        pieces += ("" if inner.tag == "br" else ends, inner.text or "")
        if len(inner):
            _add_lines(inner, pieces)
        pieces += (ends, inner.tail or "")


@lru_cache(maxsize=256)
def _span(printed: str) -> int:
    digits = re.match(r"\s*(\d{1,9})", printed)
    return min(max(int(digits[1]), 1), MAX_SPAN) if digits else 1
