"""What surrounds a figure: its sentence, its clause, the words before it and the words after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from parsers.narrative.figures import Figure

_CLAUSE_ENDS = ",。;:()!?\n"
_CLAUSE_END = re.compile(r"[,。;:()、!?\n]")
_SENTENCE_ENDS = "。!?\n"
_LIST_MARKS = "、和及与"
_TAIL_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure in its clause.

    `lead` is the text between the clause's beginning (or the figure before) and the figure, `tail` what follows
    it up to the next mark or figure. `gap` is everything since the figure before, `sentence` everything since
    the sentence began; both end where the figure begins.
    """

    figure: Figure
    begin: int
    lead: str
    tail: str
    gap: str
    sentence: str
    paragraph: int
    after: str

    @property
    def end(self) -> int:
        """Where the phrase ends, its tail included."""
        return self.figure.close + len(self.tail)

    @property
    def starts_sentence(self) -> bool:
        """Whether this is the first figure of its sentence."""
        return len(self.sentence) <= len(self.gap)


def phrases(text: str, masked: str, figures: Iterable[Figure]) -> Iterator[Phrase]:
    """The figures in their clauses. Marks are looked for in `masked`, words are taken from `text`."""
    ordered = list(figures)
    floor = 0
    for figure, following in zip_longest(ordered, ordered[1:]):
        begin = _clause_begin(masked, floor, figure.open)
        sentence = max(masked.rfind(mark, 0, figure.open) for mark in _SENTENCE_ENDS) + 1
        limit = following.open if following else len(text)
        tail_end = _tail_end(masked, figure.close, limit)
        if floor and begin == floor and tail_end > figure.close:
            begin = figure.open  # 16个部门25个业务系统: 部门 is the first figure's
        yield Phrase(
            figure=figure,
            begin=begin,
            lead=text[begin : figure.open],
            tail=text[figure.close : tail_end],
            gap=text[floor : figure.open],
            sentence=text[sentence : figure.open],
            paragraph=masked.rfind("\n", 0, figure.open) + 1,
            after=text[figure.close : figure.close + 24],
        )
        floor = figure.close


def _clause_begin(masked: str, floor: int, position: int) -> int:
    """Where the clause begins; brackets without a figure are stepped over (全市（含乡镇）共发布)."""
    cut = max(masked.rfind(mark, floor, position) for mark in _CLAUSE_ENDS)
    while cut >= 0 and masked[cut] == ")":
        opened = masked.rfind("(", floor, cut)
        if opened < 0:
            break
        cut = max(masked.rfind(mark, floor, opened) for mark in _CLAUSE_ENDS)
    begin = floor if cut < 0 else cut + 1
    while begin < position and masked[begin] in _LIST_MARKS:
        begin += 1
    return begin


def _tail_end(masked: str, close: int, limit: int) -> int:
    limit = min(limit, close + _TAIL_LIMIT)
    mark = _CLAUSE_END.search(masked, close, limit)
    return mark.start() if mark else limit
