"""Columns and accounts that are counted because nothing is done with them: 2个栏目超过3个月未更新."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase

KEPT_UP = frozenset({"columns", "accounts"})
_NEGLECTED = re.compile(
    "[^,。;:、]{0,16}(?:(?:未|没有|不)(?:能|及时|按时|按期|定期|持续)*(?:更新|维护)|更新(?:不|较慢|滞后)|空白|僵尸)"
)


def is_neglected(phrase: Phrase) -> bool:
    """Whether a figure is of those that were left as they are, and not of those that were opened or held."""
    return _NEGLECTED.match(phrase.after) is not None or _NEGLECTED.match(phrase.lead) is not None
