"""The words of a PDF's page with their places, and what they form: labels of rows, columns of headers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from parsers.formats.pdf.cells import UNCERTAIN, differ
from parsers.words.figures import read_figure
from parsers.words.labels import ROWS
from parsers.words.pages import edge_numbers_page

#: No page of a report prints half as many.
MAX_WORDS = 3_000
#: Lines of one label are no further apart than this part of their height; a longer label has no more lines.
_LEADING = 1.9
_MOST_LINES = 30
#: No label has more characters.
_LONGEST = 60
#: How far a figure's middle may stand above or below its label, in heights of a character.
_BESIDE = 0.35
#: Where a page prints its number, as parts of its height.
HEAD, FOOT = 0.08, 0.88


@dataclass(slots=True, eq=False)
class Word:
    """A printed word and its box."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, or the dash for one."""
        return read_figure(self.text).state in ("number", "dash")


@dataclass(slots=True)
class Label:
    """A known label over one or several lines. `code` is empty for that of a group."""

    code: str
    text: str
    words: list[Word]
    figures: list[Word] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.words[0].top

    @property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.words[-1].bottom

    def stands_beside(self, word: Word) -> bool:
        """Whether a word is on the height of the label."""
        reach = _BESIDE * (word.bottom - word.top)
        return self.top - reach < word.middle < self.bottom + reach


@dataclass(slots=True)
class Column:
    """A header and how far its words and figures reach."""

    text: str
    x0: float
    x1: float

    def takes(self, figure: Word) -> bool:
        """Whether a figure stands below or above something of this column."""
        return figure.x0 < self.x1 and figure.x1 > self.x0


def words_of(page: Any) -> list[Word]:
    """What a page prints from top to bottom, without its number; nothing of a page with more than a report prints."""
    found = page.extract_words(x_tolerance=2, y_tolerance=2, return_chars=True)
    if len(found) > MAX_WORDS:
        return []
    words = [_word(word) for word in found]
    kept = [word for word in words if not _numbers_page(word, words, float(page.height))]
    return sorted(kept, key=lambda word: (word.top, word.x0))


def _word(word: dict[str, Any]) -> Word:
    """A word; one whose digits are not printed alike is marked as no certain figure."""
    digits = [char for char in word["chars"] if char["text"].isdecimal()]
    mixed = any(differ(one, other) for one, other in pairwise(digits))
    return Word(
        f"{word['text']}{UNCERTAIN if mixed else ''}",
        float(word["x0"]),
        float(word["x1"]),
        float(word["top"]),
        float(word["bottom"]),
    )


def _numbers_page(word: Word, words: list[Word], height: float) -> bool:
    """Whether a word is of the number of the page: at its head or foot, with nothing else beside it."""
    if height * HEAD < word.top < height * FOOT:
        return False
    beside = [other.text for other in words if other.top < word.bottom and other.bottom > word.top]
    return edge_numbers_page("".join(beside))


def known_labels(words: list[Word], table: str) -> list[Label]:
    """The known labels among words, which are sorted from top to bottom; each the longest that its lines make."""
    taken: set[int] = set()
    labels: list[Label] = []
    tops = [word.top for word in words]
    for word in words:
        if id(word) in taken or word.is_figure:
            continue
        chain, best = [word], None
        while len(chain) <= _MOST_LINES:
            text = "".join(part.text for part in chain)
            if len(text) > _LONGEST:
                break
            if match := ROWS.exact(text, table):
                best = Label(match.code, text, list(chain))
            below = _below(chain[-1], words, tops)
            if below is None or id(below) in taken:
                break
            chain.append(below)
        if best:
            labels.append(best)
            taken |= {id(part) for part in best.words}
    return labels


def _below(word: Word, words: list[Word], tops: list[float]) -> Word | None:
    """The word in the next line of the same cell."""
    height = word.bottom - word.top
    first, end = bisect_right(tops, word.top + 0.5 * height), bisect_left(tops, word.top + _LEADING * height)
    near = (other for other in words[first:end] if other.x0 < word.x1 and other.x1 > word.x0)
    return next(near, None)


def stacked(words: Iterable[Word]) -> list[Column]:
    """Words above each other as columns, from left to right."""
    columns: list[tuple[Column, list[Word]]] = []
    for word in sorted(words, key=lambda word: word.x0):
        if columns and word.x0 < columns[-1][0].x1:
            columns[-1][0].x1 = max(columns[-1][0].x1, word.x1)
            columns[-1][1].append(word)
        else:
            columns.append((Column("", word.x0, word.x1), [word]))
    for column, stack in columns:
        column.text = "".join(word.text for word in sorted(stack, key=lambda word: word.top))
    return [column for column, _ in columns]
