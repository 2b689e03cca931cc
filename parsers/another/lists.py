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


def is_whole(document: Document, outline: Outline, identity: Identity, *, short: bool) -> bool:
    """Whether prose below a title is a report's, and no list of reports: a few sentences if they are all of one, the
    title is whole, and no file or picture holds it.
    """
    named = identity.title and identity.agency and identity.year
    if short and (not named or document.attachments or document.images):
        return False
    told = not short or reports_in_short("".join((outline.preamble, *(s.text for s in outline.sections))))
    return told and not lists_reports(document.paragraphs)
