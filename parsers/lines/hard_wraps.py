"""Prose that was saved with its lines broken at one width, or page by page: put together again, so that no figure is
cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from parsers.words.agencies import AGENCY_END
from parsers.words.pages import line_numbers_page
from parsers.words.prose import is_heading
from parsers.words.titles import read_title

#: Lines are broken at widths between these, in characters; prose that was never broken has longer ones.
_NARROWEST, _WIDEST = 24, 80
#: So many lines that reach the margin amid a sentence prove that there is one.
_FEWEST = 3
_ENDS = frozenset("。；;：:！!？?|")
#: A sentence without its mark ends so as well.
_CLOSES = frozenset(")）”")
_MARKS = frozenset("，,。；;、")
_BEGINS = re.compile(
    r"[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}[、是]"
)
#: With what a line begins that does not go on with the digits of the one before.
DATE = re.compile(r"20\d\d年|1?\d月")

#: Numbers of pages have fewer digits.
_SHORT = 4
_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,20}}{AGENCY_END}")


def _columns(line: str) -> int:
    """The width of a line in columns of a terminal."""
    return sum(1 if character.isascii() else 2 for character in line)


#: A width, and how far from the margin a line may end: of columns, so many as a number that stays whole may need.
_MEASURES: tuple[tuple[Callable[[str], int], int], ...] = ((len, 1), (_columns, 4))


def unwrapped(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a document's prose, those put together that a margin broke amid a sentence, without page numbers.

    The title or the agency, in several places amid a sentence, heads the pages.
    """
    lines = _without_pages(lines)
    longest = max(map(len, lines), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return lines
    if sum(len(line) >= _NARROWEST and line[-1] not in _ENDS for line in lines) < _FEWEST:
        return lines
    broken = max((_broken(lines, *measure) for measure in _MEASURES), key=sum)
    reaching = [line for line, goes_on in zip(lines, broken, strict=True) if goes_on]
    if len(reaching) < _FEWEST or 2 * sum(map(_is_prose, reaching)) < len(reaching):
        return lines
    heads = {
        following
        for following, goes_on in zip(lines[1:], broken, strict=False)
        if goes_on and lines.count(following) > 1 and _heads_pages(following)
    }
    if heads:
        kept = [line for line, goes_on in zip(lines, [False, *broken], strict=False) if not (goes_on and line in heads)]
        return unwrapped(kept)
    whole: list[str] = []
    for line, goes_on in zip(lines, [False, *_up_to_ends(lines, broken)], strict=False):
        if goes_on:
            whole[-1] += line
        else:
            whole.append(line)
    return whole


def _up_to_ends(lines: Sequence[str], broken: Sequence[bool]) -> list[bool]:
    """`broken` but for lines after which no sentence ends: they are items of a list."""
    kept: list[bool] = []
    goes_on = False
    for line, here in zip(reversed(lines), reversed(broken), strict=True):
        goes_on = goes_on if here else line[-1:] in _ENDS or line[-1:] in _CLOSES
        kept.append(here and goes_on)
    return kept[::-1]


def _is_prose(line: str) -> bool:
    """Whether a line holds the marks of sentences; items of a list of one length, as titles are, do not."""
    return not _MARKS.isdisjoint(line)


def _heads_pages(line: str) -> bool:
    """Whether a line is a title or a name, and no end of a sentence, which several paragraphs may share."""
    return read_title(line) is not None or _NAME.fullmatch(line) is not None


def _without_pages(lines: Sequence[str]) -> Sequence[str]:
    """The lines without those of page numbers; bare ones are such where all of them count on, a page apart."""
    numbers = [line for line in lines if len(line) < _SHORT and line.isdecimal()]
    first = int(numbers[0]) if numbers else 0
    counted = [*map(int, numbers)] == [*range(first, first + len(numbers))] and len(numbers) > 1 and _are_apart(lines)
    pages = {*(numbers if counted else ()), *filter(line_numbers_page, lines)}
    return [line for line in lines if line not in pages] if pages else lines


def _are_apart(lines: Sequence[str]) -> bool:
    """Whether lines of a bare number are a page apart, and not figures between the words of a sentence."""
    places = [place for place, line in enumerate(lines) if len(line) < _SHORT and line.isdecimal()]
    return all(other - one > _FEWEST for one, other in pairwise(places))


def _broken(lines: Sequence[str], width: Callable[[str], int], slack: int) -> list[bool]:
    """For every line whether it reaches the margin and goes on in the next one."""
    widths = list(map(width, lines))
    margin = max(widths)
    return [
        here >= margin - slack
        and line[-1:] not in _ENDS
        and not is_heading(following)
        and not _BEGINS.match(following)
        and not (line[-1:].isdigit() and DATE.match(following))
        for line, following, here in zip(lines, [*lines[1:], "一、"], widths, strict=True)
    ]
