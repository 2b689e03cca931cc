"""Words that say no more than that the same was done with the same things: 全市收到申请345件，我县收到12件."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase
from parsers.narrative.people import EVENTS

GRAND_TOTAL = re.compile(r"^(?:全[^,。;:]{1,4})?(?:合计|总计|共计)$")
_DONE = re.compile("(?:实际|已|共)*(?P<verb>(?P<taken>收到|受理|接收|接到|新收)|(?P<held>召开|举办|开展)|印发|制定)")
#: What is received and then taken on: 收到来信12件，受理10件; not 发放问卷300份，收到200份.
_TAKEN_ON = frozenset({"applications_received", "reconsiderations", "litigations", "petitions", "enquiries"})
#: 原定培训7期，实际举办6期.
_INTENDED = re.compile("原定|计划|拟")


def is_done_again(phrase: Phrase, words: str, metric: str | None, before: Phrase) -> bool:
    """Whether `words` tell a figure of the things of the `metric` that the figure `before` counts, in the same unit."""
    if metric is None or before.figure.unit != phrase.figure.unit:
        return False
    done = _DONE.fullmatch(words)
    if done is None:
        return GRAND_TOTAL.search(phrase.lead) is not None
    if done["verb"] in before.lead or (done["taken"] and metric in _TAKEN_ON):
        return True
    return done["held"] is not None and metric in EVENTS and _INTENDED.search(before.lead) is not None
