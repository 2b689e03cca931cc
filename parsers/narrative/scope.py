"""Whether a figure is the year's, cumulative, or a change."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase
from parsers.record import Scope

_DELTA = r"(?:增加|增长|增多|减少|下降|降低|上升|提升|提高|上涨|多|少|增|减|升|降|净增|翻)"
#: 增加35条 at the beginning of a clause, 同比增长12%, 比上年多3件.
_CHANGE = re.compile(rf"(?:^|比|较|相比|年|期|度|数|率|幅|量|同比|环比|分别){_DELTA}(?:了|约)?$")
_COMPARED = re.compile(r"(?:同比|环比|比去年|比上年|比上一年|较去年|较上年|较上一年|[比较](?:\d{2,4})年|与去年|与上年|增幅|降幅)[^,。;]{0,14}$")
_LEVEL = re.compile(r"(?:增|升|降|减|高|少|加|长)(?:到|至|为)$")
_GROWTH = re.compile(r"(?:增长|下降|上升|增幅|降幅|增加|减少|降低|上涨)(?:率|了|约|达|为)*$")
_CUMULATIVE = re.compile(r"累计|历年|至今|以来|截至目前|截止目前|迄今|历史")
_WITHIN_YEAR = re.compile(r"全年|今年|本年|年内|当年|年度|新增|(?<!至)(?<!止)(?<!止到)(?<!自)\d{4}年(?!以来|起|至今|底|末)")
_STOCK = re.compile(r"截[至止]")


def scope(phrase: Phrase, *, stock: bool) -> Scope:
    """The scope of a figure. `stock`: what it counts exists at a moment (followers), so 截至 makes it cumulative."""
    if _is_change(phrase):
        return "change"
    sentence = phrase.sentence
    cumulative = _last(_CUMULATIVE, sentence)
    if cumulative >= 0 and _WITHIN_YEAR.search(sentence, _reset(sentence)) is None:
        return "cumulative"
    if stock and _STOCK.search(sentence):
        return "cumulative"
    return "year"


def _reset(sentence: str) -> int:
    return sentence.rfind(";") + 1


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position


def _is_change(phrase: Phrase) -> bool:
    lead = phrase.lead
    if _LEVEL.search(lead):
        return False
    if phrase.figure.unit in ("%", "‰") and _GROWTH.search(lead):
        return True
    return phrase.figure.unit == "个百分点" or bool(_CHANGE.search(lead) or _COMPARED.search(lead) and re.search(_DELTA, lead))
