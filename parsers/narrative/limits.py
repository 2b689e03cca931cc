"""Of what else than the agency and its year a figure is: of a region, of other units, of a part of the year.

Such words begin a clause and hold to the end of the sentence, or until others (我局, 全年) take their place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import NamedTuple

from parsers.narrative.items import is_item_over
from parsers.narrative.language import language
from parsers.narrative.limit_words import BEGINNING, CLAUSE, OF_PART, SIGN, UNTIL, WITHIN, WORDS, YEAR
from parsers.narrative.year_beside import LEFT_OVER, is_of_its_year, year_beside

_BEHIND = re.compile(rf"\((?:{UNTIL})(?=\))")
_JOINED = "、和与及"
_FIRST_HALF, _SECOND_HALF = "上半年", "下半年"
#: With these a year ends.
_LAST_PARTS = (_SECOND_HALF, "四季度", "4季度")
_ADVERBS = (
    *("共", "主动", "累计", "合计", "依法", "未", "没有", "无", "仅", "只", "曾", "先后", "实际", "因", "在", "向"),
    *("通过", "利用"),
)
#: 2022年在建项目, 2022年因公出国经费, 2022年通过的文件: of a thing.
_NO_ADVERB = re.compile("在[建职岗编册校读营库押]|因[公私病残]|通过(?:的|审|验收|评)")
#: 去年全年收到8件: all of the year just said.
_ALL_OF_IT = ("全年", "年内", "当年")
#: 2022年清水县水务局共收到.
_AGENCY = re.compile(
    "[^,;:()]{1,16}?(?:局|委|办|政府|厅|院|镇|乡|街道|中心|单位|机关|部门)(?=(?P<verb>..)|共)", re.DOTALL
)
#: 2022年底结转申请2件, 2022年底未办结申请2件, 2022年底公开的政策: of then, and still of this year.
_LEFT = re.compile(rf"前|[^,。;:\d]{{0,6}}(?:{LEFT_OVER})|[^,。;:\d]{{2,4}}的")
_LEFT_BY_YEARS = re.compile(rf"(?:[{_JOINED}]20\d\d年度?)*(?:{LEFT_OVER})")
_FIGURE = re.compile(r"\d[^\d年月日号时届、,.。:;()\[\]〔〕-]")
#: What follows a year that says when: 2022年,… 2022年300条, 2022年为300条.
_WHEN = re.compile(r"[,;:]|$|[为是]?[约近超]?\d")
#: The next sentence goes on where it begins with 其中.
_SENTENCE_END = re.compile(r"[。!?\n](?!其中)")
#: 2023年6月开通后，…
_SINCE = re.compile(r"[^,;:()。!?\n]{0,20}(?:(?:后|(?<!\d)起|前)[,;:()]|以来|至今)")
#: What is told in brackets is told in so many characters.
_LONGEST_BRACKETS = 200
#: Text without punctuation is no sentence.
LONGEST_SENTENCE = 400
#: 2022年上半年: no more of them say when.
_MOST_TIMES = 3
#: So far ahead the words are looked at that follow a year.
_AHEAD = 24


class Limit(NamedTuple):
    """The words that limit a figure, as printed; `other_year` those that certainly say that it is of another year."""

    place: str = ""
    time: tuple[str, ...] = ()
    other_year: str = ""

    def said_of(self, subject: str) -> str:
        """The subject with the words that it lacks."""
        if self is NO_LIMIT:
            return subject
        return "".join(word for word in (*self.time, self.place) if word not in subject) + subject


NO_LIMIT = Limit()
#: Of figures told for several years in a row.
OWN_YEAR = Limit(time=("",))
OTHER_YEAR = Limit(other_year="其他年度")
#: Of figures of which it is not certain whether they are of the year.
UNCERTAIN_YEAR = Limit(other_year="不确定年度")


class Limits:
    """What limits the figures of a masked text, by position."""

    __slots__ = ("_found", "_masked", "_positions", "_year")

    def __init__(self, masked: str, year: int | None) -> None:
        """Look through `masked`; `year` is the one reported."""
        self._masked = masked
        self._positions: list[int] = []
        self._found: list[Limit] = []
        self._year: int | None = None
        if not _may_limit(masked, year):
            return
        self._year = year
        closing, outside = len(masked), NO_LIMIT
        for clause in chain((BEGINNING.match(masked),), CLAUSE.finditer(masked)):
            start = clause.end() if clause else 0
            if closing < start:
                self._put(closing, outside)
                closing = len(masked)
            before = self.at(start)
            found = _read(masked, start, year, before)
            if found is not NO_LIMIT or before is not NO_LIMIT:
                self._put(start, found)
                if clause and clause[0].startswith("("):
                    closing, outside = _closing(masked, start), before
                elif closing == len(masked) and _is_told_apart(clause, before, found):
                    closing, outside = _closing(masked, start, ";"), found._replace(time=())
        if closing < len(masked):
            self._put(closing, outside)

    def _put(self, position: int, limit: Limit) -> None:
        self._positions.append(position)
        self._found.append(limit)

    def of(self, start: int, close: int) -> Limit:
        """What limits a figure at `start`, also in brackets of their own behind its `close`: 120条(截至11月底)."""
        if not self._positions and self._year is None:
            return NO_LIMIT
        behind = _BEHIND.match(self._masked, close)
        found = self.at(behind.end() if behind else start)
        beside = year_beside(self._masked, start, close, self._year) if self._year is not None else None
        if beside is None:
            return found
        if beside == self._year:
            return found._replace(time=(), other_year="") if found.other_year else found
        return OTHER_YEAR if _also_tells(self._masked, start, self._year, limited=found.time) else found

    def at(self, position: int) -> Limit:
        """What limits a figure at `position`."""
        index = bisect_left(self._positions, position) - 1
        if index < 0 or self._found[index] is NO_LIMIT:
            return NO_LIMIT
        begin = self._positions[index]
        if position - begin > LONGEST_SENTENCE or _SENTENCE_END.search(self._masked, begin, position):
            return NO_LIMIT
        return NO_LIMIT if is_item_over(self._masked, begin, position) else self._found[index]

    def is_left(self, position: int) -> bool:
        """Whether a clause of the sentence behind `position` is of no other year: 去年公开76条，今年公开88条."""
        for index in range(bisect_left(self._positions, position), len(self._positions)):
            begin = self._positions[index]
            if begin - position > LONGEST_SENTENCE or _SENTENCE_END.search(self._masked, position, begin):
                return False
            if not self._found[index].other_year:
                return True
        return False


def _is_told_apart(clause: re.Match[str] | None, before: Limit, found: Limit) -> bool:
    """Whether the parts of a year are told only as parts of what all of it was: 其中上半年…，下半年…."""
    if not found.time or clause is None:
        return False
    return "其中" in clause[0] or (_SECOND_HALF in found.time and _FIRST_HALF in before.time)


def _closing(masked: str, position: int, mark: str = ")") -> int:
    """Where the brackets close, or the list ends, around `position`; the end of the text where they do not soon."""
    found = masked.find(mark, position, position + _LONGEST_BRACKETS)
    if mark != ")" and found > 0 and _SENTENCE_END.search(masked, position, found):
        return len(masked)
    return len(masked) if found < 0 else found


def _may_limit(masked: str, year: int | None) -> bool:
    """Whether any word of a text may limit a figure; most texts have none."""
    return SIGN.search(masked) is not None or not {str(year)}.issuperset(YEAR.findall(masked))


def is_limited(subject: str) -> bool:
    """Whether the subject says that its figure is of a region, of other units, of a part of the year or of another."""
    found = WORDS.match(subject)
    if found is not None and found.lastgroup in ("place", "part", "other", "until"):
        return True
    return not OF_PART.isdisjoint(subject) and WITHIN.search(subject) is not None


def _read(masked: str, start: int, year: int | None, found: Limit) -> Limit:
    """What the words at the beginning of a clause make of the limit before it."""
    joined, time, before = False, found.time[:0], ""
    while word := WORDS.match(masked, start):
        start = word.end()
        dated, before = before == "other", word.lastgroup or ""
        bracketed = masked[word.start() - 1 : word.start()] == "("
        if word["own"] or word["place"] or word["sum"]:
            found = _turned(found, word)
        elif word["until"] and _ends_earlier(word, year):
            found = found._replace(time=(word[0],))
        elif word["now"] and dated and word[0].startswith(_ALL_OF_IT):
            continue
        elif (
            word["now"]
            or word["until"]
            or word["year"] == str(year)
            or (not time and (word["first"], word["last"]) == ("1", "12"))
        ):
            found = found._replace(time=(), other_year=found.other_year if joined else "")
        elif word["span"] or word["present"]:
            found = found._replace(time=found.time if word["present"] else (), other_year="")
        elif _SINCE.match(masked, start):
            break
        elif word["part"] or (year and word["year"] and _is_adverb(masked, start, year, bracketed=bracketed)):
            time = (*time, word[0])[:_MOST_TIMES]
            certain = word["year"] is not None and (bracketed or _also_tells(masked, start, year, limited=found.time))
            found = found._replace(time=time, other_year=word[0] if certain else found.other_year)
        elif not word["year"] and _is_adverb(masked, start, year):
            found = found._replace(other_year=word[0])
        joined = masked[start : start + 1] in _JOINED
        start += joined
    return found if found != NO_LIMIT else NO_LIMIT


def _turned(found: Limit, word: re.Match[str]) -> Limit:
    """Of other units, or of all the parts of the year that were told up to its last."""
    if not word["sum"]:
        return found._replace(place=word["place"] or "")
    return found._replace(time=()) if found.time and found.time[-1].endswith(_LAST_PARTS) else found


def _ends_earlier(word: re.Match[str], year: int | None) -> bool:
    """Whether what lasts until then ends before the year does."""
    if word["till"] and year:
        return int(word["till"]) < year or (int(word["till"]) == year and word["in"] is not None)
    return bool(word["in"] or word["ago"])


def _also_tells(masked: str, position: int, year: int | None, *, limited: tuple[str, ...]) -> bool:
    """Whether the sentence also tells of the year reported: names it, or told figures not `limited` to another one.

    Another year alone may be left from an earlier report.
    """
    floor, ceiling = max(0, position - LONGEST_SENTENCE), position + LONGEST_SENTENCE
    begin = max(masked.rfind(mark, floor, position) for mark in "。!?\n")
    end = _SENTENCE_END.search(masked, position, ceiling)
    sentence = masked[max(begin, floor) : end.start() if end else ceiling]
    if any(word in sentence for word in (f"{year}年", "今年", "本年")):
        return True
    return not limited and _FIGURE.search(masked, max(begin, floor), position) is not None


def _is_adverb(masked: str, end: int, year: int | None, *, bracketed: bool = False) -> bool:
    """Whether a year that ends here says when: 2022年，… 2022年收到…; (2022年为…; not 2022年决算, 上年结转."""
    rest = masked[end : end + _AHEAD]
    if masked[end - 1] in "底末":
        return _LEFT.match(rest) is None
    if _LEFT_BY_YEARS.match(rest):
        return False
    if bracketed and rest[:1] in ("为", "是"):
        return True
    if _WHEN.match(rest) or WORDS.match(rest.lstrip(_JOINED)):
        return True
    if rest.startswith(_ADVERBS):
        return _NO_ADVERB.match(rest) is None
    verbs = language().activity_verbs
    if rest[:2] in verbs:
        return rest[2:3] != "的"
    if is_of_its_year(masked, end, year):
        return True
    agency = _AGENCY.match(rest)
    return agency is not None and (agency["verb"] is None or agency["verb"][0] == "共" or agency["verb"] in verbs)
