"""A table of an HTML page: its cells at their places, and what is printed in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.document import GridCell
from parsers.formats.html.dom import Element, text_of, texts_of
from parsers.words.figures import PICTURE, read_figure

MAX_SPAN = 60
#: The attribute by which a cell of the record can be traced to its element.
ORIGIN = "data-origin"
_CELLS = ("td", "th")
#: Cells without words.
_FIGURES = ("number", "blank", "dash")
_BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption",
    "tr", "td", "th", "section", "article", "center", "blockquote", "hr", "pre", "ucapcontent",
))  # fmt: skip
#: Marks of notes, and how Word and editors print them without an element for it.
_RAISING = ("sup", "sub", "small", "span", "a", "font", "b", "strong", "i", "em", "u")
_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise|Mso(?:Foot|End)noteReference", re.I)
#: Where a link to a note leads.
_TO_NOTE = re.compile(r"#_?(?:ftn|edn|fn|note|foot|注)", re.I)
#: Styles that set a figure apart from those beside it: off the line, much smaller, in the colour of the paper.
_APART = re.compile(
    r"vertical-align\s*:\s*(?:sub|text-|top|[-+]?[\d.]*[1-9])|(?:^|[;\s])(?:top|bottom)\s*:\s*[-+]?[\d.]*[1-9]"
    r"|font-size\s*:\s*(?:smaller|xx?-small|0?\.[1-7]\d*r?em|[1-7]?\d(?:\.\d+)?%|[1-7](?:\.\d+)?(?:pt|px))"
    r"|(?:^|[;\s])color\s*:\s*(?:white|\#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255)",
    re.I,
)


def blocks_in(element: Element) -> list[Element]:
    """The blocks in `element`."""
    # To name them all to lxml costs more than to ask it for all names.
    return [inner for inner in element.iterdescendants() if inner.tag in _BLOCKS]


def grid_rows(table: Element, *, marked: bool) -> Iterator[tuple[GridCell, ...]]:
    """The rows of a table with every cell at its grid position, spans resolved as browsers do.

    `marked`: whether there may be pictures in it, or marks of notes.
    """
    first = next(table.iter(*_CELLS), None)
    traced = first is not None and ORIGIN in first.attrib  # as all others then
    special = marked and next(table.iter("img", "sup"), None) is not None
    taken: dict[int, int] = {}  # column -> first row that is free again, where a cell reaches down
    for number, row in enumerate(table.iter("tr")):
        found: list[GridCell] = []
        column = 0
        for element in row:
            if element.tag not in _CELLS:
                continue
            while taken and taken.get(column, 0) > number:
                column += 1
            across = _span(printed) if (printed := element.get("colspan")) else 1
            down = _span(printed) if (printed := element.get("rowspan")) else 1
            origin = element.get(ORIGIN) if traced else None
            # GridCell(…) itself, which Python calls by its keywords, takes three times as long.
            text = _cell_text(element) if len(element) else (element.text or "").strip()
            found.append(tuple.__new__(GridCell, (text, number, column, down, across, origin)))
            if down > 1 or (across > 1 and taken):
                taken |= dict.fromkeys(range(column, column + across), number + down)
            column += across
        yield tuple(_with_marks(found, row) if special else found)


def _with_marks(cells: list[GridCell], row: Element) -> Iterator[GridCell]:
    """The cells of a row, marked where a picture stands alone or beside a figure, for it may be one itself, and where
    the mark of a note stands alone, which is none.
    """
    elements = (element for element in row if element.tag in _CELLS)
    for cell, element in zip(cells, elements, strict=True):
        if cell.text.isdecimal() and "".join(map(text_of, element.iter("sup"))).strip() == cell.text:
            cell = cell._replace(text=f"[{cell.text}]")
        told = len(cells) > 1 and read_figure(cell.text).state in _FIGURES and any(map(_is_seen, element.iter("img")))
        yield cell._replace(text=cell.text + PICTURE) if told else cell


def _is_seen(picture: Element) -> bool:
    """Whether a picture is more than the dot by which old pages keep cells open."""
    return "1" not in {(picture.get(side) or "").strip().removesuffix("px") for side in ("width", "height")}


def _cell_text(cell: Element) -> str:
    """The text of a cell with elements. Paragraphs stay apart: two figures below each other must not become one."""
    inner, text, alone = cell, cell.text, True
    while (inside := len(inner)) and (text is None or text.isspace()):
        inner = inner[0]
        text, tail = inner.text, inner.tail
        alone = alone and inside == 1 and (tail is None or tail.isspace())
    first = text.strip() if text else ""
    if (alone and not inside) or text_of(cell).strip() == first:
        return first  # all of the text stands where the first of it stands
    for note in cell.iter(*_RAISING):
        if (mark := text_of(note).strip()).isdecimal():
            _set_apart(note, mark, cell)
    pieces = [piece for piece in texts_of(cell) if not piece.isspace()]
    if len(pieces) > 1 and blocks_in(cell):
        pieces = [cell.text or ""]
        _add_lines(cell, pieces)
    return "".join(pieces).strip()


def _set_apart(element: Element, mark: str, cell: Element) -> None:
    """Put brackets around a number that is the mark of a note, and blanks around one that may be.

    Digits broken by a blank are not read as one figure.
    """
    if _is_raised(element):
        apart = f"[{mark}]"
    elif _is_apart(element) and _touches_digit(element, cell):
        apart = f" {mark} "
    else:
        return
    element.text = apart
    del element[:]


def _is_raised(element: Element) -> bool:
    """Whether an element is printed above the line, as the mark of a note."""
    to_note = element.tag == "a" and _TO_NOTE.search(element.get("href", "")) is not None
    return element.tag == "sup" or to_note or _raises(element.get("style", "") + element.get("class", ""))


@lru_cache(maxsize=1024)  # a page gives the same few styles to thousands of elements
def _raises(styled: str) -> bool:
    return _RAISED.search(styled) is not None


def _is_apart(element: Element) -> bool:
    """Whether an element says that it is printed otherwise than what stands beside it."""
    looks = element.tag in ("sub", "small") or element.get("href") is not None
    return looks or _APART.search(element.get("style", "")) is not None


def _touches_digit(element: Element, cell: Element) -> bool:
    """Whether a digit that is printed otherwise stands right before an element, or right behind it."""
    before, behind = element.getprevious(), element.getnext()
    alike = before is not None and _looks(before) == _looks(element) and not before.tail
    if not alike and _before(element, cell)[-1:].isdecimal():
        return True
    alike = behind is not None and _looks(behind) == _looks(element) and not element.tail
    return not alike and _after(element)[:1].isdecimal()


def _looks(element: Element) -> tuple[str, str]:
    return element.tag, element.get("style", "")


def _before(element: Element, cell: Element) -> str:
    """What is printed in the cell before an element."""
    before: list[str] = []
    while element is not cell and (parent := element.getparent()) is not None:
        before += [text_of(e) + (e.tail or "") for e in element.itersiblings(preceding=True)]
        before.append(parent.text or "")
        element = parent
    return "".join(reversed(before)).strip()


def _add_lines(element: Element, pieces: list[str]) -> None:
    """Add what stands in the elements in `element` and behind them, blocks on lines of their own as browsers do."""
    # A few elements are read so faster than changed. The parser nests no deeper than 256.
    for inner in element:
        ends = "\n" if inner.tag in _BLOCKS else ""
        pieces += ("" if inner.tag == "br" else ends, inner.text or "")
        if len(inner):
            _add_lines(inner, pieces)
        pieces += (ends, inner.tail or "")


def _after(element: Element) -> str:
    """What is printed right behind an element, in the one around it."""
    behind = element.getnext()
    return ((element.tail or "") + ("" if behind is None else text_of(behind))).strip()


@lru_cache(maxsize=256)
def _span(printed: str) -> int:
    digits = re.match(r"\s*(\d{1,9})", printed)
    return min(max(int(digits[1]), 1), MAX_SPAN) if digits else 1
