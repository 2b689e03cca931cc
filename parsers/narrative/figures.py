"""Figures of a text: numerals with their unit and qualifier, before it is known whether they count anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parsers.narrative.language import language
from parsers.narrative.numbers import CHINESE_CHARACTERS, DIGITS, parse_numeral
from parsers.record import Number, Qualifier

#: Quoted names and titles: what stands in them counts nothing (“三审三校”, 《…〔2021〕30号》).
#: All that opens one stands first, as one class of characters: that is what is found fast.
_OPENING = '《“"「『'
_QUOTED = re.compile(
    rf"[{_OPENING}](?:(?<=《)[^《》\n]{{0,60}}(?:<[^<>\n]{{0,80}}>[^》\n]{{0,40}})?》|(?<!《)[^”\"」』\n]{{0,40}}[”\"」』])"
)
_PERCENT_WORD = "百分之"
_FEW = frozenset("余多+")
_LONGEST_LABEL_UNIT = 7
#: The mark of a note between a figure and its unit: 12[1]条, 12①条.
_NOTE = re.compile(r"\[\d{1,2}\]|[①-⑳¹²³⁴-⁹]+")
_NOTES = frozenset("[①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹")
#: 5(五)件, 五(5)件.
_AGAIN = re.compile(rf"\(([0-9]+|[{CHINESE_CHARACTERS}]+)\)")
_LARGE = "万亿"
_ASCII_DIGITS = "0123456789"
#: Before a digit: the digit belongs to a word or a code (H5, 4021-566).
_GLUED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.@#_")
#: Before a Chinese numeral: an ordinal (第二批), or before a magnitude no definite number (几十件; not 人数八万).
_ORDINAL, _INDEFINITE, _ROUND = "第", frozenset("几数"), frozenset("十百千万亿")
#: Behind a figure without a unit: the end of its clause, or a qualifying word (3.1万以上).
_CLOSERS = frozenset(",。;、)!?\n(") | {"", "以", "左", "上", "+"}
#: Words that end with what is also a numeral.
_WORDS_OF_NUMERALS = frozenset({"队伍", "退伍", "入伍", "大陆", "登陆", "着陆", "内陆", "收拾"})
#: 阅读量过万5篇: the digits are none of 万.
_ABOVE, _ROUND_WORD = frozenset("过破超逾上"), re.compile("[十百千万亿]+(?=[0-9])")
#: Before other units these are names, as in 陆家镇, 伍村.
_NAMES, _AFTER_NO_NAME = frozenset("伍陆"), frozenset("件条份次项元人篇起")
#: What closes a figure, goes on with it, or parts it from its unit; with none of these and no unit behind them, digits
#: (2023年, 12345号) are not looked at any further.
_GOING_ON = _CLOSERS | _NOTES | _FEW | {"("}
_HOLDS_DIGIT = re.compile("[0-9]")
#: Where a numeral begins; most are no more than these digits.
_FIRST = re.compile(rf"[0-9{CHINESE_CHARACTERS}][0-9]*")
_DIGITS = re.compile(DIGITS)
#: With these, or a blank, digits may go on.
_MORE_DIGITS = frozenset(",.余多百十千万亿")
#: Digits right behind a magnitude (十2) are of the same numeral.
_CHINESE = re.compile(
    rf"[{CHINESE_CHARACTERS}]+(?:点[{CHINESE_CHARACTERS}]+|[余多][万亿]+|(?<=[十廿卅百千万亿零]){DIGITS})?"
)
#: 比去年的300条多45条: how many more, and not more than 300.
_MORE, _DIGITS_BEHIND = "多", frozenset(_ASCII_DIGITS)
#: 1.18个, opening a clause: no figures in such units have decimals; 3.1.5万: no figure has two points.
_ITEM = re.compile(r"(\d{1,2}\.)\d+(?:(?P<decimal>\.\d)|[余多])?")
_CLAUSE_BEGINS = frozenset("。;:!?\n(,") | {""}
COUNTED_ONE_BY_ONE = language().event_units | {"个", "人", "人次", "家", "户", "位", "条次", "篇次", "场次", "批次"}
#: More digits in a row are no amount, but of money: figures of several cells run together.
_LONGEST_ROW = 9


@dataclass(slots=True)
class Figure:
    """A numeral `text[start:end]` within its figure `text[open:close]` (qualifying words and unit included).

    The numeral includes its 万 or 亿, and an 余 before them (20余万); an 余 behind it is left out.
    Nothing changes a figure; it is not frozen because a frozen one takes three times as long to make, a tuple to read.
    """

    open: int
    start: int
    end: int
    close: int
    value: Number
    unit: str | None
    unit_start: int
    qualifier: Qualifier
    chinese: bool

    @property
    def is_bound(self) -> bool:
        """Whether a word before it (超), or behind its unit (以上), says that it is exceeded or not reached."""
        return self.open < self.start or self.close > self.unit_start + len(self.unit or "")


class Unread(NamedTuple):
    """A numeral `text[start:end]` with its unit, up to `close`, that cannot be read as one number."""

    start: int
    end: int
    close: int
    unit: str | None


def mask(text: str) -> str:
    """`text` with quoted names and titles blotted out, character for character."""
    quotes = any(map(text.__contains__, _OPENING))
    return _QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text) if quotes else text


def in_digits(masked: str, figures: Sequence[Figure]) -> str:
    """`masked` with a digit for every character of a Chinese numeral: of which year it is is asked of digits."""
    if not any(figure.chinese for figure in figures):
        return masked
    told = list(masked)
    for figure in figures:
        if figure.chinese:
            told[figure.start : figure.end] = "9" * (figure.end - figure.start)
    return "".join(told)


def find_figures(masked: str) -> Iterator[Figure | Unread]:
    """Every figure of a masked text in order: digits always, Chinese numerals before a unit only."""
    position, units = 0, language().units
    while first := _FIRST.search(masked, position):
        start, position = first.span()
        numbered = start
        if masked[start] in _ASCII_DIGITS:
            before, after = masked[start - 1 : start], masked[position : position + 1]
            if after in _MORE_DIGITS or after.isspace():
                numbered = _behind_item(masked, start)
                position = (_DIGITS.match(masked, numbered) or first).end()
                after = masked[position : position + 1]
            if before in _GLUED:
                continue
            if after not in units and after not in _GOING_ON and not masked.endswith(_PERCENT_WORD, 0, numbered):
                continue
        elif masked[start - 1 : start] in _ABOVE and (word := _ROUND_WORD.match(masked, start)):
            position = word.end()
            continue
        else:
            position = (_CHINESE.match(masked, start) or first).end()
            if not _stands_alone(masked, start, position):
                continue
        if figure := _figure(masked, numbered, position):
            yield figure


def _behind_item(text: str, start: int) -> int:
    """Where the figure begins that the number of an item stands before: 1.18个乡镇 are eighteen."""
    item = _ITEM.match(text, start) if text[start - 1 : start] in _CLAUSE_BEGINS else None
    if item is None:
        return start
    unit, close = _unit(text, item.end())
    if item["decimal"]:
        return item.end(1)
    return item.end(1) if unit in COUNTED_ONE_BY_ONE and text[close : close + 1] != "/" else start


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a Chinese numeral is no numeral-like part of a word (统一)."""
    before = text[start - 1 : start]
    if text.endswith(_PERCENT_WORD, 0, start):
        return True
    after = text[end : end + 1]
    if after in _FEW:
        after = text[end + 1 : end + 2]
    if text[start:end] in _NAMES and after not in _AFTER_NO_NAME:
        return False
    if (
        before == _ORDINAL
        or text[start - 1 : start + 1] in _WORDS_OF_NUMERALS
        or (before in _INDEFINITE and text[start] in _ROUND)
    ):
        return False
    if after == "(" and (again := _AGAIN.match(text, end)):
        after = text[again.end() : again.end() + 1]
    return after in language().units or (text[end - 1] in _LARGE and after in _CLOSERS)


def _figure(text: str, start: int, end: int) -> Figure | Unread | None:
    """The figure around a numeral; None where it is no number, or has no unit and ends no clause (申请数为3)."""
    after = text[end : end + 1]
    percent = text.endswith(_PERCENT_WORD, 0, start)
    unit_start = end
    if after in _GOING_ON:
        if (again := _again(text, end)) and parse_numeral(again[1]) != parse_numeral(text[start:end]):
            return Unread(start, again.end(), again.end() + 1, text[again.end()])
        unit_start = again.end() if again else _unit_begin(text, end, after)
    unit, close = _unit(text, unit_start)
    if unit is None and text[start - 1 : start] in (":", ")") and after in _CLOSERS:
        unit, unit_start = _unit_of_label(text, start)
    if not unit and not percent and text[close : close + 1] not in _CLOSERS:
        return None
    digits = text[start:end]
    digits = digits if digits.isascii() else digits.replace("余", "").replace("多", "")
    value = None if _is_row(digits, unit) else parse_numeral(digits)
    if value is None:
        return Unread(start, end, close, unit) if _HOLDS_DIGIT.search(digits) else None
    few = after in _FEW or len(digits) < end - start
    opening, qualifier = prefix_before(text, start)
    suffix, close = _suffix(text, close)
    if percent:
        opening, unit = min(opening, start - len(_PERCENT_WORD)), "%"
    qualifier = qualifier or ("more_than" if few else suffix) or "exact"
    chinese = text[start] not in _ASCII_DIGITS
    return Figure(opening, start, end, close, value, unit, unit_start, qualifier, chinese)


def _again(text: str, end: int) -> re.Match[str] | None:
    """The numeral in brackets behind one that ends there, in front of their unit: 5(五)件."""
    again = _AGAIN.match(text, end)
    return again if again and _one_unit(text, again.end()) else None


def _unit_begin(text: str, end: int, after: str) -> int:
    """Where the unit is to begin that is parted from its numeral by 余 or by the mark of a note."""
    note = _NOTE.match(text, end) if after in _NOTES else None
    return note.end() if note else end + (after in _FEW)


def _is_row(digits: str, unit: str | None) -> bool:
    return len(digits) > _LONGEST_ROW and digits.isdecimal() and not (unit and "元" in unit)


def _unit(text: str, position: int) -> tuple[str | None, int]:
    """The unit printed at `position`, with a second one in brackets or behind a stroke: 篇(条), 篇/条; or all of it
    in brackets: 126(条).
    """
    end = _one_unit(text, position)
    if end is None:
        bracketed = _one_unit(text, position + 1) if text.startswith("(", position) else None
        closed = bracketed is not None and text.startswith(")", bracketed)
        return (text[position + 1 : bracketed], bracketed + 1) if bracketed and closed else (None, position)
    joint = text[end : end + 1]
    if joint in ("(", "/"):
        second = _one_unit(text, end + 1)
        if second is not None and (joint == "/" or text.startswith(")", second)):
            end = second + (joint == "(")
    return text[position:end], end


def _unit_of_label(text: str, start: int) -> tuple[str | None, int]:
    """The unit in the brackets of a label: 信息发布总数(条):980, 信息发布总数(条)980."""
    opened = text.rfind("(", max(0, start - _LONGEST_LABEL_UNIT), start)
    end = _one_unit(text, opened + 1) if opened >= 0 else None
    labelled = opened > 0 and text[opened - 1] != "\n"
    return (
        (text[opened + 1 : end], opened + 1)
        if labelled and end == start - 1 - (text[start - 1] == ":")
        else (None, start)
    )


def _one_unit(text: str, position: int) -> int | None:
    pattern = language().units.get(text[position : position + 1])
    match = pattern.match(text, position) if pattern else None
    return match.end() if match else None


def prefix_before(text: str, start: int) -> tuple[int, Qualifier | None]:
    """Where the qualifying word in front of the figure begins, and what it says."""
    for prefix in language().prefixes.get(text[start - 1 : start], ()):
        if text.endswith(prefix.word, 0, start):
            opening = start - len(prefix.word)
            before, first = text[opening - 1 : opening], text[start]
            if before not in prefix.not_after and (not prefix.only_before or first in prefix.only_before):
                return opening, prefix.qualifier
    return start, None


def _suffix(text: str, position: int) -> tuple[Qualifier | None, int]:
    suffixes = language().suffixes
    begin = text[position : position + 1]
    if begin not in language().suffix_begins or (
        begin == _MORE and text[position + 1 : position + 2] in _DIGITS_BEHIND
    ):
        return None, position
    for length in (2, 1):
        qualifier = suffixes.get(text[position : position + length])
        if qualifier:
            return qualifier, position + length
    return None, position
