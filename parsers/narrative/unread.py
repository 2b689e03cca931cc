"""Findings for figures that are seen and not understood."""

from __future__ import annotations

import re

from parsers.lines.hard_wraps import DATE
from parsers.narrative.clauses import Phrase
from parsers.narrative.figures import Figure, Unread
from parsers.narrative.prose import Prose
from parsers.narrative.zeros import ZeroStatement
from parsers.record import Finding, Section

UNREAD = "parse.figure_unread"
#: Between a line that ends with a digit and one that goes on with digits: no number of an item, no year or month.
_CUT = re.compile(rf"(?<=\d)\n(?=\d)(?!\d{{1,2}}[.、)](?!\d)|{DATE.pattern})")


def is_cut(masked: str, found: Figure | Unread) -> bool:
    """Whether a line break parts the digits of a figure from others that may be of the same one."""
    return any(_CUT.match(masked, break_) for break_ in (found.start - 1, found.end))


def unread(section: Section, prose: Prose, numeral: Unread) -> Finding:
    """Of a numeral that is not certainly one number."""
    printed = prose.printed(numeral.start, numeral.close)
    return _finding(section, prose, numeral, f"「{printed}」不能确定是哪个数 / not certainly one number")


def doubted(section: Section, prose: Prose, told: Phrase | ZeroStatement) -> Finding:
    """Of a figure that may be of the year reported or of another."""
    numeral, close = (told, told.close) if isinstance(told, ZeroStatement) else (told.figure, told.end)
    printed = prose.printed(told.begin, close).strip()
    return _finding(section, prose, numeral, f"「{printed}」不能确定是哪一年的 / of which year is not certain")


def _finding(section: Section, prose: Prose, numeral: Unread | Figure | ZeroStatement, message: str) -> Finding:
    start, end = prose.origin(numeral.start, numeral.end)
    return Finding(UNREAD, "error", message, f"section {section.number}, characters {start}-{end}")
