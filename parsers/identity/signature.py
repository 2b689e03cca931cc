"""Who signs a report, and on which day: the last lines of its text."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.identity.period import narrow_in_digits
from parsers.lines.sections import Outline
from parsers.words.agencies import NAME, is_name

_SIGNED = re.compile(
    rf"(?:[(（]?(?:盖章|公章|章)[)）])?(?P<name>{NAME})?(?:[(（]?(?:盖章|公章|章)[)）])?"
    r"(?P<day>(?P<year>20\d\d)[年./-]\d{1,2}[月./-]\d{1,2}日?)?"
)
_LAST = 3


class Signature(NamedTuple):
    """What a report is signed with: `names` of agencies, the last ones last; the year of the day, None without one."""

    names: tuple[str, ...]
    year: int | None


def signature_of(outline: Outline) -> Signature:
    """The names and the day among the last lines of a report."""
    closing = outline.sections[-1].text if outline.sections else outline.preamble
    found = [match for line in closing.split("\n")[-_LAST:] if (match := _SIGNED.fullmatch(narrow_in_digits(line)))]
    names = [match["name"] for match in found if match["name"] and is_name(match["name"])]
    years = [int(match["year"]) for match in found if match["year"]]
    return Signature(tuple(names), years[-1] if years else None)
