"""What surrounds a figure: its sentence, its clause, the words before it and the words after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from parsers.narrative.figures import Figure
from parsers.narrative.items import begin_of_item

_SENTENCE_MARKS = "。!?\n"
_CLAUSE_MARKS = f",;:(){_SENTENCE_MARKS}"
#: Of the text backwards. 其中 goes on with the sentence before.
_SENTENCE_MARK = re.compile(r"[。!?\n](?<!中其[。!?])")
_CLAUSE_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
_MARK = re.compile(f"[、{_CLAUSE_MARKS}]")
#: 公开信息345条|收到申请5件, 公开信息12条|②收到申请5件: what follows is told of the next figure.
_NEXT = re.compile(
    r"[①-⑳]|\d{1,2}[.、)]|已?(?:收到|受理|接到|办结|答复|回复|办理|公开|发布|推送|召开|举办|开展|新增|完成|制定|印发|接待|整改)"
    "(?!栏|目录|专[区栏]|平台|窗口|[点室]|人员|问题)"
)
#: 26条解读|中|图文解读仅8条, 36个单位|中|有5个: those, and what is told of some of them.
_AMONG = re.compile("中(?<![其集当高初之].)(?=共?[有仅只]|(?![心小学央国医标型层介文共直])[\u4e00-\u9fff]{2,8}$)")
#: What joins the figures of a list.
JOINTS = ("、", "和", "及", "与", "以及")
_JOINT = "以及|、|和(?![谐平睦]|解(?!读))|及(?![时早格])|与(?![会此])"
_JOINT_BEGINS = frozenset("以、和及与")
#: 公开信息345条|和收到申请6件: the words behind it are the next figure's.
_JOINED, _JOINTS_BEFORE = re.compile(_JOINT), re.compile(f"(?:{_JOINT})*")
_TAIL_LIMIT = 30
_AFTER_LIMIT = 24
_TOPIC_LIMIT = 24
#: A figure without a lead may go on with words that stand so far before it.
_NEAR = 24
#: …。(二)依申请公开情况。
_HEADED, _NUMBER_OF_PART = "。(", re.compile(r"\([一二三四五六七八九十\d]{1,3}\)")
#: Text without punctuation (broken extraction) must not make every figure read all that came before.
_SENTENCE_LIMIT = 400


@dataclass(slots=True)
class Phrase:
    """A figure in its clause.

    `lead` is the text between the clause's beginning (or the figure before) and the figure, `tail` what follows
    it up to the next mark or figure. `gap` is everything since the figure before, `sentence` everything since
    the sentence began (at most 400 characters); both end where the figure begins. `topic` is the beginning
    of the paragraph, or of its last part that a number in brackets heads, up to the figure. `starts_sentence`: the
    figure is the first of its sentence. As a `Figure`, it is not frozen, but nothing changes it.
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
    starts_sentence: bool

    @property
    def end(self) -> int:
        """Where the phrase ends, its tail included."""
        return self.figure.close + len(self.tail)

    @property
    def near(self) -> str:
        """The lead with the mark before it, or what stands instead of one, the unit, and the character that follows."""
        size = len(self.lead)
        back = size + 1 if size else _NEAR
        before = self.sentence[-back:] if size < len(self.sentence) else self.lead
        return f"{before}{self.figure.unit or ''}{self.after[:1]}"

    @property
    def part_begin(self) -> int:
        """Where the last semicolon of the sentence stands before the figure; before the sentence if there is none."""
        return self.figure.open - len(self.sentence) + self.sentence.rfind(";")

    def holds(self, earlier: Phrase) -> bool:
        """Whether an earlier figure stands in the same sentence."""
        return earlier.figure.start >= self.figure.open - len(self.sentence)

    def is_next_to(self, earlier: Phrase) -> bool:
        """Whether an earlier figure stands in the same sentence, and none between."""
        return not self.starts_sentence and earlier.figure.close == self.figure.open - len(self.gap)

    def brackets_left(self, earlier: Phrase) -> int:
        """How many brackets that are open at an earlier figure of the sentence close before this one."""
        if self.starts_sentence:
            return 0
        between = self.sentence[max(0, earlier.figure.close - self.figure.open + len(self.sentence)) :]
        if ")" not in between:
            return 0
        left = inner = 0
        for character in between:
            if character == "(":
                inner += 1
            elif character == ")":
                left, inner = (left, inner - 1) if inner else (left + 1, 0)
        return left

    def alone(self) -> Phrase:
        """The same, all before it in its sentence being none of the figures that count."""
        return replace(self, gap=self.sentence, starts_sentence=True)


def _last(mark: re.Pattern[str], mirrored: str, floor: int, position: int) -> int:
    """Where the last mark stands in `floor`..`position`, or -1: of the text backwards, `mirrored`, it is the first."""
    size = len(mirrored)
    found = mark.search(mirrored, size - position, size - floor)
    return size - found.end() if found else -1


def _clause_begin(text: str, floor: int, mark: int) -> int:
    """Behind the last `mark` before a figure; brackets are stepped over (全市（含乡镇）共发布)."""
    return mark + 1 if text[mark] != ")" else _before_brackets(text, floor, mark)


def _before_brackets(text: str, floor: int, closed: int) -> int:
    """Behind the last mark that stands before the brackets of which the last closes at `closed`."""
    marks = [match.start() for match in _CLAUSE_MARK.finditer(text, floor, closed + 1)]
    index = len(marks) - 1
    while index >= 0:
        mark = marks[index]
        opened = text.rfind("(", floor, mark) if text[mark] == ")" else -1
        if opened < 0:
            return mark + 1
        index = bisect_left(marks, opened) - 1
    return floor


def _topic(text: str, paragraph: int, position: int) -> str:
    headed = text.rfind(_HEADED, paragraph, position) + 1
    begin = headed if headed and _NUMBER_OF_PART.match(text, headed) else paragraph
    return text[begin : min(position, begin + _TOPIC_LIMIT)]


def phrases(text: str, masked: str, figures: Sequence[Figure], unread: Sequence[int] = ()) -> Iterator[Phrase]:
    """The figures in their clauses. Marks are looked for in `masked`, words are taken from `text`.

    `unread`: where the numerals end that cannot be read, by position; no clause begins before one.
    """
    floor, told, sentence, paragraph = 0, 0, 0, 0
    mirrored, headed = masked[::-1], _HEADED in text
    for figure, following in zip_longest(figures, figures[1:]):
        opening, close = figure.open, figure.close
        last = _last(_CLAUSE_MARK, mirrored, told, opening)
        begin = told if last < 0 else _clause_begin(masked, told, last)
        if unread and (passed := bisect_left(unread, opening)):
            cut = unread[passed - 1]
            begin = begin if cut < begin or _JOINTS_BEFORE.fullmatch(masked, cut, opening) else cut
        if masked[begin] in _JOINT_BEGINS and (joints := _JOINTS_BEFORE.match(masked, begin, opening)):
            begin = joints.end()
        tail_end = close + _TAIL_LIMIT
        limit = following.open if following else len(text)
        mark = _MARK.search(masked, close, tail_end if tail_end < limit else limit)
        tail_end = mark.start() if mark else min(tail_end, limit)
        if following and tail_end == limit and begin < opening and _NEXT.match(text, close):
            tail_end = close
        if tail_end > close and _JOINED.match(masked, close):
            tail_end = close
        told = close
        if following and tail_end == limit and (among := _AMONG.search(text, close, tail_end)):
            tail_end, told = among.span()
        paragraph = (text.rfind("\n", floor, opening) + 1) or paragraph
        if floor and begin == floor and tail_end > close:
            begin = opening  # 16个部门25个业务系统: 部门 is the first figure's
        if last >= 0:  # where no clause ends, no sentence does
            sentence = (_last(_SENTENCE_MARK, mirrored, floor, opening) + 1) or sentence
        if opening - sentence > _SENTENCE_LIMIT:
            sentence = opening - _SENTENCE_LIMIT
        item = begin_of_item(masked, sentence, opening)
        yield Phrase(
            figure=figure,
            begin=begin,
            lead=text[begin:opening],
            tail=text[close:tail_end],
            gap=text[floor:opening],
            sentence=text[item:opening],
            paragraph=paragraph,
            topic=_topic(text, paragraph, opening) if headed else text[paragraph:opening][:_TOPIC_LIMIT],
            after=text[close : close + _AFTER_LIMIT],
            starts_sentence=item >= floor,
        )
        floor = close
