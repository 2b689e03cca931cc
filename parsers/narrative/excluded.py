"""Which of the exclusions a figure falls under: most are of no figure at hand, and are not asked."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.narrative.clauses import Phrase
from parsers.narrative.exclusions import EXCLUSIONS, Exclusion
from parsers.narrative.language import REMEMBERED

#: By the name of a rule the characters of which one is `near` every plain figure that it applies to; a plain figure is
#: of digits and has no qualifying word. A rule without an entry is asked of every figure.
_SIGNS = {
    "word with a numeral": "",
    "ordinal": "第(前列居名后",
    "range": "-—~～–/至到×:+·或、",
    "rate": "/均每",
    "policy name": "的落贯执依根按遵对",
    "earlier year": "2(去上前同比较与和原由从将把增升降减提扩缩精压的基",
    "structure": "大方部环层阶维步要关重主突",
    "duty": "的务标数量为是划应须不原",
    "not one": "未无没",
    "session": "会",
    "rounding": "保精小",
    "distance": "距",
    "rank": "个家",
    "whole": "除占",
    "threshold": "",
    "score": "分权",
}
_SIGN = re.compile(f"[{re.escape(''.join(_SIGNS.values()))}]")


def exclusion(phrase: Phrase) -> Exclusion | None:
    """The first rule that says that the figure counts nothing."""
    figure = phrase.figure
    plain = figure.qualifier == "exact" and not figure.chinese
    for rule in _asked(phrase.near) if plain else EXCLUSIONS:
        if rule.applies(phrase):
            return rule
    return None


@lru_cache(maxsize=REMEMBERED)
def _asked(near: str) -> tuple[Exclusion, ...]:
    """The rules that may apply to a plain figure with these words `near` it."""
    signs = frozenset(_SIGN.findall(near))
    return tuple(rule for rule in EXCLUSIONS if rule.name not in _SIGNS or not signs.isdisjoint(_SIGNS[rule.name]))
