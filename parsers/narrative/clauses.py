"""What surrounds a figure: its sentence, its clause, the words before it and the words after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from parsers.narrative.figures import Figure

_MARK = re.compile(r"[,。;:()、!?\n]")
_SENTENCE_MARKS = frozenset("。!?\n")
_LIST_MARKS = "、和及与"
_TAIL_LIMIT = 30
_AFTER_LIMIT = 24
_TOPIC_LIMIT = 24
#: Text without punctuation (broken extraction) must not make every figure read all that came before.
_SENTENCE_LIMIT = 400


class Phrase(NamedTuple):
    """A figure in its clause.

    `lead` is the text between the clause's beginning (or the figure before) and the figure, `tail` what follows
    it up to the next mark or figure. `gap` is everything since the figure before, `sentence` everything since
    the sentence began (at most 400 characters); both end where the figure begins. `topic` is the beginning
    of the paragraph, up to the figure.
    """

    figure: Figure
    begin: int
    lead: str
    tail: str
    gap: str
    sentence: str
    paragraph: int
    topic: str
    after: str

    @property
    def end(self) -> int:
        """Where the phrase ends, its tail included."""
        return self.figure.close + len(self.tail)

    @property
    def starts_sentence(self) -> bool:
        """Whether this is the first figure of its sentence."""
        return len(self.sentence) <= len(self.gap)


class _Marks:
    """The punctuation of a masked text, found once."""

    def __init__(self, masked: str) -> None:
        self._text = masked
        self._all = [match.start() for match in _MARK.finditer(masked)]
        self._clause = [position for position in self._all if masked[position] != "、"]
        self._sentence = [position for position in self._clause if masked[position] in _SENTENCE_MARKS]

    def clause_begin(self, floor: int, position: int) -> int:
        """Behind the last mark in `floor`..`position`; brackets are stepped over (全市（含乡镇）共发布)."""
        index = bisect_left(self._clause, position) - 1
        while index >= 0 and self._clause[index] >= floor:
            mark = self._clause[index]
            opened = self._text.rfind("(", floor, mark) if self._text[mark] == ")" else -1
            if opened < 0:
                return mark + 1
            index = bisect_left(self._clause, opened) - 1
        return floor

    def sentence_begin(self, position: int) -> int:
        """Behind the last end of a sentence before `position`."""
        index = bisect_left(self._sentence, position)
        return self._sentence[index - 1] + 1 if index else 0

    def next(self, position: int, limit: int) -> int:
        """The next mark of any kind, or `limit`."""
        index = bisect_left(self._all, position)
        return min(self._all[index], limit) if index < len(self._all) else limit


def phrases(text: str, masked: str, figures: Sequence[Figure]) -> Iterator[Phrase]:
    """The figures in their clauses. Marks are looked for in `masked`, words are taken from `text`."""
    marks = _Marks(masked)
    floor = 0
    for figure, following in zip_longest(figures, figures[1:]):
        begin = marks.clause_begin(floor, figure.open)
        while begin < figure.open and masked[begin] in _LIST_MARKS:
            begin += 1
        limit = following.open if following else len(text)
        tail_end = marks.next(figure.close, min(limit, figure.close + _TAIL_LIMIT))
        paragraph = text.rfind("\n", 0, figure.open) + 1
        if floor and begin == floor and tail_end > figure.close:
            begin = figure.open  # 16个部门25个业务系统: 部门 is the first figure's
        yield Phrase(
            figure=figure,
            begin=begin,
            lead=text[begin : figure.open],
            tail=text[figure.close : tail_end],
            gap=text[floor : figure.open],
            sentence=text[max(marks.sentence_begin(figure.open), figure.open - _SENTENCE_LIMIT) : figure.open],
            paragraph=paragraph,
            topic=text[paragraph : min(figure.open, paragraph + _TOPIC_LIMIT)],
            after=text[figure.close : figure.close + _AFTER_LIMIT],
        )
        floor = figure.close
