"""Which percentages are shares of something told before them."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase

_SHARE = re.compile(r"占[^,。;:占]{0,16}$")
_OF_WHOLE = re.compile(r"占[^,。;:占]{0,24}的$")


def is_share(phrase: Phrase) -> bool:
    """占35%; 工作动态256条(43.5%); 28项，占应公开数30项的93.3%: of a percentage, whether it is a share."""
    if phrase.gap == "的":
        return _OF_WHOLE.search(phrase.sentence) is not None
    return _SHARE.search(phrase.lead) is not None or (phrase.gap == "(" and phrase.after[:1] == ")")
