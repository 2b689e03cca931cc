"""Whether a figure is the year's, cumulative, or a change."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase
from parsers.record import Scope

_DELTA = r"(?:增加|增长|增多|减少|下降|降低|上升|提升|提高|上涨|净增|多|少|增|减|升|降)"
#: Directly before the figure: 增加35条 opening a clause, 同比增长12%, 比上年多3件.
_CHANGE = re.compile(rf"(?:^|[比较]|相比|年|期|度|数|量|幅|均|分别){_DELTA}(?:了|约)?$")
#: A comparison in the clause: 比去年办件数增加35件.
_COMPARED = re.compile(
    rf"(?:同比|环比|[比较与](?:去年|上年|上一年|\d{{2,4}}年))[^,。;]{{0,20}}{_DELTA}[^,。;]{{0,4}}$"
)
_LEVEL = re.compile(r"[增升降减高少加长](?:到|至|为)$")
_GROWTH = re.compile(r"(?:增长|下降|上升|增幅|降幅|增加|减少|降低|上涨)(?:率|了|约|达|为)*$")
_CUMULATIVE = re.compile(r"累计|历年|至今|以来|截[至止]目前|迄今|历史")
_WITHIN_YEAR = re.compile(
    r"全年|今年|本年|年内|当年|新增|(?<![至止自到从])\d{4}年(?!度?[^,。;]{0,12}(?:以来|至今|起|累计至))"
)
_STOCK = re.compile(r"截[至止]")


def scope(phrase: Phrase, before: Scope, *, stock: bool) -> Scope:
    """The scope of a figure; without words of its own that of the figure `before` it in the sentence.

    `stock`: what is counted exists at a moment (followers), so that 截至 makes it cumulative.
    """
    if is_change(phrase):
        return "change"
    if _WITHIN_YEAR.search(phrase.gap):
        return "year"
    if _CUMULATIVE.search(phrase.gap) or (stock and _STOCK.search(phrase.sentence)):
        return "cumulative"
    return "cumulative" if before == "cumulative" and not phrase.starts_sentence else "year"


def is_change(phrase: Phrase) -> bool:
    """Whether the figure is a difference from another year, not an amount."""
    lead = phrase.lead
    if _LEVEL.search(lead):
        return False
    if phrase.figure.unit == "个百分点":
        return True
    if phrase.figure.unit in ("%", "‰") and _GROWTH.search(lead):
        return True
    return bool(_CHANGE.search(lead) or _COMPARED.search(lead))
