"""Words that say no more than that the same was done with the same things: 全市收到申请345件，我县收到12件."""

from __future__ import annotations

import re

from parsers.narrative.classes import RECEIVED
from parsers.narrative.clauses import Phrase
from parsers.narrative.people import EVENTS

#: Verbs that say too little: the words before them, or the paragraph's heading, name what was received.
TOPICAL = re.compile(r"(?:收到|受理|接收|接到|新收|办理|办结|答复|回复|处理)+")
#: 粉丝量增长3000人，达到1.5万人: what grew, and to how much.
_REACHED = re.compile(
    "(?:现|目前|已|总数|总量)*(?:达到?|为|增至|升至|增加到|增长到|上升到|减至|降至|减少到|下降到|共计?|合计|总计)"
)
_REALLY = "实际"
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


def has_come(words: str, phrase: Phrase, metric: str | None) -> bool:
    """粉丝量增长3000人，达到1.5万人; 申请量减少3件，实际受理5件: whether the amount of what grew or fell is told."""
    if _REACHED.fullmatch(phrase.lead):
        return True
    return metric in RECEIVED and TOPICAL.fullmatch(words.removeprefix(_REALLY)) is not None
