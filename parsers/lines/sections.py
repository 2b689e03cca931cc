"""Headings to sections: the prose of a report cut where its headings stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.document import Block, Paragraph
from parsers.lines.furniture import without_furniture
from parsers.lines.hard_wraps import unwrapped
from parsers.record import Section
from parsers.words.prose import is_heading, topic_of
from parsers.words.text import narrow

_HAN = re.compile(r"^第?(?P<number>[一二三四五六七八九十]{1,3})(?:部分)?[、.,:)]?")
_ARABIC = re.compile(r"^(?P<number>\d{1,2})[、.](?!\d)")
_VALUES = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
#: Headings of one style that a report needs before the style is believed to be that of its sections.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's prose: what stands before the first heading, and the sections."""

    preamble: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    position: int
    text: str
    style: str
    number: int | None
    topic: str | None


def read_sections(blocks: Iterable[Block]) -> Outline:
    """Cut the paragraphs among `blocks` at their headings; grids are not part of the text."""
    lines = unwrapped([block.text for block in blocks if isinstance(block, Paragraph)])
    starts = {heading.position for heading in _headings(lines)}
    parts: list[list[str]] = [[]]
    for position, line in enumerate(lines):
        if position in starts:
            parts.append([])
        parts[-1].append(line)
    if starts:
        parts[-1] = [parts[-1][0], *without_furniture(parts[-1][1:])]
    sections = tuple(Section(n, part[0], "\n".join(part[1:])) for n, part in enumerate(parts[1:], 1))
    return Outline("\n".join(parts[0]), sections)


def as_section(outline: Outline) -> Outline:
    """A report without any heading as one section, from its first sentence on: its figures are counted."""
    lines = outline.preamble.split("\n")
    first = next((n for n, line in enumerate(lines) if "。" in line), None)
    if outline.sections or first is None:
        return outline
    return Outline("\n".join(lines[:first]), (Section(1, "", "\n".join(without_furniture(lines[first:]))),))


def _headings(lines: Sequence[str]) -> list[_Heading]:
    candidates = [found for position, line in enumerate(lines) if (found := _candidate(position, line))]
    style = _style(candidates)
    kept: list[_Heading] = []
    missing = {c.topic for c in candidates} - {c.topic for c in candidates if c.style == style}
    for candidate in candidates:
        previous = next((k.number for k in reversed(kept) if k.number), 0)
        if candidate.style == style and (candidate.topic or candidate.number == previous + 1):
            kept.append(candidate)
        elif candidate.style != style and candidate.topic and candidate.topic in missing and kept:
            kept.append(candidate)  # a heading that lost its number
            missing.discard(candidate.topic)
    return _without_contents(kept, lines)


def _candidate(position: int, line: str) -> _Heading | None:
    if not is_heading(line) and not _ARABIC.match(line):
        return None
    printed = narrow(line)
    topic = topic_of(line)
    han, arabic = _HAN.match(printed), _ARABIC.match(printed)
    if han and not (printed[han.end("number") :][:1] not in "、.,:)部" and topic is None):
        return _Heading(position, line, "han", _value(han["number"]), topic)
    if arabic and topic:
        return _Heading(position, line, "arabic", int(arabic["number"]), topic)
    return _Heading(position, line, "bare", None, topic) if topic else None


def _style(candidates: Sequence[_Heading]) -> str:
    for style in ("han", "arabic"):
        if len({c.topic for c in candidates if c.style == style and c.topic}) >= _ENOUGH:
            return style
    return "han" if any(c.style == "han" for c in candidates) else "bare"


def _without_contents(headings: list[_Heading], lines: Sequence[str]) -> list[_Heading]:
    """Headings without a table of contents: a list of headings that all come again later with text."""
    last = {heading.topic: i for i, heading in enumerate(headings)}
    return [
        heading
        for i, heading in enumerate(headings)
        if not (
            heading.topic
            and last[heading.topic] > i
            and heading.position + 1 < len(lines)
            and i + 1 < len(headings)
            and headings[i + 1].position == heading.position + 1
        )
    ]


def _value(numerals: str) -> int:
    if len(numerals) == 1:
        return _VALUES[numerals]
    tens, _, ones = numerals.partition("十")
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0) if "十" in numerals else _VALUES[numerals[-1]]
