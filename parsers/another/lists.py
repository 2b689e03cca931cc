"""A page that lists reports, each with what it begins with, is none of them; a few sentences may be all of one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from parsers.document import Document
from parsers.identity.identify import Identity
from parsers.lines.sections import Outline
from parsers.words.prose import reports_in_short
from parsers.words.titles import Title, read_title

#: So many reports are listed at least.
_FEWEST = 3
_LONGEST_TITLE = 70


def lists_reports(lines: Iterable[str]) -> bool:
    """Whether several reports of different agencies or years are named among the lines, each above a text of its own.

    Below a report other ones are named right behind each other.
    """
    listed: set[tuple[str | None, int]] = set()
    for title, text in pairwise(lines):
        if "。" in text and "公开" in title and (named := _named(title)) and named.year:
            listed.add((named.agency, named.year))
    return len(listed) >= _FEWEST


def _named(line: str) -> Title | None:
    return read_title(line) if len(line) <= _LONGEST_TITLE and "。" not in line else None


def is_whole_in_short(document: Document, outline: Outline, identity: Identity) -> bool:
    """Whether a few sentences below a whole title are all of a report, and no file or picture holds it."""
    named = identity.title and identity.agency and identity.year
    if not named or document.attachments or document.images or lists_reports(document.paragraphs):
        return False
    return reports_in_short("".join((outline.preamble, *(section.text for section in outline.sections))))
