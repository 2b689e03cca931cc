"""What tells prose and headings from the cells of a table."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.forms.headings import TOPICS
from parsers.words.labels import ROWS
from parsers.words.text import fold, narrow

#: 一、 with or without its mark, 第一部分, and 1、 for pages whose editor lost the Chinese numerals.
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.,:)]|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]{1,2}(?=\D))"
)
_CHINESE_NUMBERED = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.,:])")
_SENTENCE_END = re.compile(r"[。;；!！?？]")
_LONGEST_HEADING = 42
#: The figures of a row printed in one line with its label.
_FIGURES_BEHIND = re.compile(r"(?:\s[\d.,/—–无-]{1,12})+$")
#: Every reader of the blocks asks of every short line whether it is a heading.
_REMEMBERED = 4096

#: What the shortest report tells: how much was published, and how many applications came.
_PUBLISHED = re.compile(r"公开(?!申请)[^。;]{0,40}?\d+\s*[条件项篇个份余]")
_APPLIED = re.compile(r"(?:[未没无零]|\d\s*[件条宗份起个])[^。;]{0,16}申请|申请[^。;]{0,12}(?:[无零]|\d)")
#: Who tells of a report is not the one who reports.
_NEWS = re.compile("近日|日前|报告显示|据(?:了解|悉|统计)|记者")

_FOLDED = {fold(title): topic for topic, titles in TOPICS.items() for title in titles}


@lru_cache(maxsize=_REMEMBERED)
def topic_of(line: str) -> str | None:
    """The topic of a section heading that the forms know, or None."""
    return _FOLDED.get(fold(line)) or _FOLDED.get(fold(re.sub(r"[（(].*$", "", line)))


def is_heading(line: str) -> bool:
    """Whether `line` heads a section: numbered 一、 or 1、 with few words, or a known title without number."""
    return len(line) <= _LONGEST_HEADING and _heads(line)


@lru_cache(maxsize=_REMEMBERED)
def _heads(line: str) -> bool:
    printed = narrow(line)
    if _is_form_label(line):
        return False
    if topic_of(line):
        return not printed.startswith("(")
    return bool(_CHINESE_NUMBERED.match(printed)) and not _SENTENCE_END.search(printed[:-1]) and len(printed) > 3


def reports_in_short(text: str) -> bool:
    """Whether sentences tell of both in figures or as none at all."""
    return "。" in text and not _NEWS.search(text) and bool(_PUBLISHED.search(text) and _APPLIED.search(text))


def is_prose(text: str) -> bool:
    """Whether a lone cell holds prose or a heading rather than a label of a form."""
    if len(text) < 12:
        return topic_of(text) is not None
    if len(text) > 150:
        return True
    return is_heading(text.strip()) or (bool(_SENTENCE_END.search(text)) and not _is_form_label(text))


def _is_form_label(line: str) -> bool:
    label = _FIGURES_BEHIND.sub("", line)
    return topic_of(line) is None and (ROWS.exact(label) is not None or ROWS.begins(label))


_INLINE = re.compile(
    r"(?:(?<=[。;；|\s)）])|^)(?P<heading>[一二三四五六七八九十]{1,2}、\s*(?:"
    + "|".join(sorted((re.escape(t) for titles in TOPICS.values() for t in titles), key=len, reverse=True))
    + r"))(?=[\s|。:：(（]|第二十条|行政复议|信息内容|根据|20\d\d)"
)
#: What every such heading has: most lines are passed over at once.
_ORDINAL = re.compile("[一二三四五六七八九十]、")
#: A heading followed by less than this is an item of a list of headings ("包括一、总体情况 二、…").
_SHORTEST_SECTION = 8


def split_inline_headings(line: str) -> list[str]:
    """`line` cut before and after each known section heading that was run together with other text."""
    if len(line) <= _LONGEST_HEADING or "、" not in line or not _ORDINAL.search(line):
        return [line]
    found = list(_INLINE.finditer(line))
    ends = [match.start() for match in found[1:]] + [len(line)] if found else []
    found = [m for m, end in zip(found, ends, strict=True) if end - m.end() >= _SHORTEST_SECTION]
    pieces: list[str] = []
    position = 0
    for match in found:
        pieces += [line[position : match.start()], match["heading"]]
        position = match.end()
    pieces.append(line[position:].lstrip("。:： ") if found else line)
    return [piece.strip() for piece in pieces if piece.strip()]
