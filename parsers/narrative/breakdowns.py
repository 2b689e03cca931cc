"""Which figures break down which total: 发布信息345条，其中图文120条、视频225条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import language
from parsers.narrative.leads import seen_from
from parsers.narrative.named import CATEGORY, REST, Named
from parsers.narrative.vocabulary import vocabulary
from parsers.record import Number

_OPENER = re.compile(r"其中|具体(?:为|是|包括|如下)|[,:(](?:包括|分别|含|涉及)|分别[是为]|包括|^:")
#: 在主动公开的61条政府信息中，…
_WITHIN = re.compile(r"^[^,。;:()]*中[,:]")
LOOK_BACK = 40
#: 从答复结果看: another breakdown of the same total.
AGAIN = re.compile(r"从[^,。;]{1,10}看|按[^,。;]{1,12}[分看]")
#: 公开120条；其中网站80条; not 公开120条；政策解读形式多样，其中图解30个.
_GOES_ON = re.compile(r"其中|具体|包括|分别|含|[从按]|在[^,。;:()]*中[,:]|\(")
#: 另有103件顺延到下年: beside the total, not of it.
_BESIDE = re.compile(r"另有|另外|此外")
#: 其中图解2篇；二是…: the next item of a list in which a breakdown stands.
_FIRST_ITEM, _NEXT_ITEM = (
    re.compile(r"一是|\([一1]\)|[:,]1[.、]|①"),
    re.compile(r"[;,](?:[二三四五六七八九十]是|\([二三四五六七八九十\d]\))"),
)
#: So many characters of the vocabulary name a class clearly (政策解读); a category of the total does not (公文类).
_CLEAR = 3
_UNITS_OF_SOMETHING_ELSE = frozenset(
    {"所", "家", "户", "人", "人次", "名", "亩", "公里", "平方米", "平方公里", "公顷", "台", "辆", "张", "座", "吨"}
)
_RANKS = ("、", ",", ";")
#: 按答复结果分，公开9件、不公开2件: outcomes, whatever their words.
_RESULT = "结果"
#: What may be of every kind: 公开信息345条，其中办事程序7条；行政规章13条; of applications no litigations are.
_OF_ALL_KINDS = frozenset({None, "disclosures", "posts", "policy_documents"})
#: 开展培训3次，行政复议、行政诉讼分别为1件、2件.
_RESPECTIVE = re.compile("[^,:(]分别")
#: 信息18条，涉及5260户: what the whole concerns is none of it.
_CONCERNING = "涉及"
_CONCERNED = re.compile(f"[,:(]{_CONCERNING}")


@dataclass(slots=True)
class _Breakdown:
    """A breakdown being read: its total, whether a bracket opened it, what its parts add up to so far.

    `separator` is the mark between its first two parts; a stronger one may close it. `outer` is the breakdown of which
    the total is a part in whose brackets this one stands, and which goes on behind them. `listed`: its parts are items.
    """

    total: int
    bracketed: bool
    sum: Number = 0
    parts: int = 0
    separator: str | None = None
    outer: _Breakdown | None = None
    listed: bool = False


def totals(named: Sequence[Named]) -> list[int | None]:
    """For every figure the index of the total that it is a part of, or None."""
    found: list[int | None] = []
    current: _Breakdown | None = None
    for index, item in enumerate(named):
        if current:
            current = _still_read(current, named, index)
        opened = None if item.is_relative else _opened(named, index, found)
        if opened is not None:
            bracketed = "(" in item.phrase.gap
            listed = _FIRST_ITEM.search(item.phrase.gap) is not None
            current = _Breakdown(opened, bracketed, outer=current if bracketed else None, listed=listed)
        found.append(_take(current, item, named))
    return found


def _opened(named: Sequence[Named], index: int, found: Sequence[int | None]) -> int | None:
    """The total of the breakdown that opens before this figure: the last amount in the same sentence."""
    phrase = named[index].phrase
    if phrase.starts_sentence:
        return None
    if ";" in phrase.gap and not _GOES_ON.match(phrase.gap.rpartition(";")[2]):
        return None
    aspect = AGAIN.search(phrase.gap)
    again = bool(aspect) or phrase.gap.startswith(";其中")
    if not (again or opens(phrase) or _WITHIN.match(phrase.gap)):
        return None
    told = [one for one in range(max(0, index - LOOK_BACK), index) if phrase.holds(named[one].phrase)]
    amounts = [one for one in reversed(told) if not named[one].is_relative]
    if not amounts:
        return None
    latest = amounts[0]
    if _RESPECTIVE.search(phrase.gap) and not alike(named[latest], named[index]):
        return None
    if _CONCERNED.search(phrase.gap) and not _concerns_some(named[latest], named[index]):
        return None
    again = again or _exceeds(named[index], named[latest]) or phrase.brackets_left(named[latest].phrase) > 0
    if again and (whole := found[latest]) is not None:
        return whole
    if aspect and ";" in phrase.gap:
        return None
    if alike(named[latest], named[index]) and not _exceeds(named[index], named[latest]):
        return latest
    whole = next(_wholes(named, index, amounts, found), None)
    return latest if whole is None and not _are_of_several(named, index, amounts) else whole


def _concerns_some(latest: Named, item: Named) -> bool:
    """收到申请11件，涉及征地6件: some of these; not 涉及征地6件，涉及社保3件, nor 信息18条，涉及5260户."""
    return alike(latest, item) and not latest.phrase.lead.removeprefix("其中").startswith(_CONCERNING)


def opens(phrase: Phrase) -> bool:
    """Whether a figure is the first of parts: 其中网站80条, (网站80条."""
    return _opens_brackets(phrase.gap) or _OPENER.search(phrase.gap) is not None


def _opens_brackets(gap: str) -> bool:
    return gap.startswith("(") and ")" not in gap


def _exceeds(item: Named, other: Named) -> bool:
    """Whether a figure is no part of another because it is larger."""
    return alike(item, other) and item.phrase.figure.value > other.phrase.figure.value


def _wholes(named: Sequence[Named], index: int, amounts: Sequence[int], found: Sequence[int | None]) -> Iterator[int]:
    """办结35件，延期1件，其中公开8件: of the `amounts` before a part, the latest first, those with room for it."""
    phrase = named[index].phrase
    for one in amounts:
        earlier = named[one].phrase
        if ";" in phrase.sentence[earlier.figure.close - phrase.figure.open : -len(phrase.gap)]:
            return
        if found[one] is None and alike(named[one], named[index]) and not _exceeds(named[index], named[one]):
            yield one


def _are_of_several(named: Sequence[Named], index: int, amounts: Sequence[int]) -> bool:
    """建议12件、提案19件，其中A类25件: of both, which are of one class."""
    of_class = [one for one in amounts if alike(named[one], named[index])]
    of_class = [one for one in of_class if named[one].metric == named[of_class[0]].metric]
    return len(of_class) > 1 and _exceeds(named[index], named[of_class[0]])


def alike(item: Named, other: Named) -> bool:
    """Whether figures are in the same unit."""
    return item.phrase.figure.unit == other.phrase.figure.unit


def _still_read(current: _Breakdown, named: Sequence[Named], index: int) -> _Breakdown | None:
    """The breakdown that a figure may belong to: where its brackets have closed, the one around them."""
    item = named[index]
    left = item.phrase.brackets_left(named[index - 1].phrase)
    reading: _Breakdown | None = current
    while reading and reading.bracketed and left:
        reading, left = reading.outer, left - 1
    return None if reading is None or _closes(reading, item, named[reading.total]) else reading


def _closes(current: _Breakdown, item: Named, total: Named) -> bool:
    phrase = item.phrase
    if phrase.starts_sentence or _BESIDE.search(phrase.gap):
        return True
    if not current.listed and _NEXT_ITEM.search(phrase.gap):
        return True
    if item.is_relative or not current.parts:
        return False
    if (current.sum == total.phrase.figure.value and phrase.figure.value) or _is_another_act(item, total):
        return True
    if _opens_brackets(phrase.gap):
        return False
    mark = next((mark for mark in reversed(_RANKS) if mark in phrase.gap), "、")
    current.separator = current.separator or mark
    if current.separator == "、" and mark == ";":
        return True
    if mark == ";" == current.separator and _is_next(current, item, total):
        return False
    stronger = _RANKS.index(mark) > _RANKS.index(current.separator)
    category = item.subject.startswith(REST) or item.subject.endswith(CATEGORY)
    other = item.metric not in (None, total.metric) and not category
    return (stronger or mark == ";") and other


def _is_another_act(item: Named, total: Named) -> bool:
    """公开345条，其中网站200条，收到申请5件: something else that was done, in a unit of its own."""
    clear = item.metric not in (None, total.metric) and item.weight >= _CLEAR
    other = clear or (item.metric is None and ";" in item.phrase.gap)
    apart = item.phrase.figure.unit is not None and not alike(item, total)
    return other and apart and item.subject[:2] in language().activity_verbs


def _is_next(current: _Breakdown, item: Named, total: Named) -> bool:
    """办事程序7条；政策解读13条: another kind of the same, that the total has room for; not 回应关切5条."""
    figure, whole = item.phrase.figure, total.phrase.figure
    fits = figure.unit == whole.unit and current.sum + figure.value <= whole.value
    apart = item.metric not in (None, total.metric) and total.metric not in _OF_ALL_KINDS
    return fits and not apart and not language().tells_activity(item.subject[:-2] or item.subject)


def _take(current: _Breakdown | None, item: Named, named: Sequence[Named]) -> int | None:
    """The total, if the figure can be a part of it: the same unit, or a smaller number of something else."""
    if current is None or item.is_relative:
        return None
    total, figure = named[current.total].phrase.figure, item.phrase.figure
    if figure.unit != total.unit and figure.value > total.value:
        return None
    current.parts += 1
    current.sum += figure.value
    return current.total


def _is_of_something_else(item: Named, total: Named) -> bool:
    """公开学校信息20条，其中高中5所: no items, but what they tell of."""
    unit = item.phrase.figure.unit or ""
    if total.phrase.figure.unit is None:
        return False
    return unit != total.phrase.figure.unit and (unit in _UNITS_OF_SOMETHING_ELSE or unit[-1:] == "元")


def inherited(named: Sequence[Named], parts: Sequence[int | None]) -> list[Named]:
    """The figures, those that are parts with what they have of their totals, which stand before them."""
    items: list[Named] = []
    for item, part in zip(named, parts, strict=True):
        items.append(item if part is None else _inherit(items[part], item))
    return items


def _inherit(total: Named, item: Named) -> Named:
    """A part is of its total's class, unless its own words clearly name another one."""
    following = vocabulary().after(total.metric, item.subject)
    outcome = (total.metric, item.metric) in vocabulary().outcomes
    clear = item.weight >= _CLEAR and (outcome or not item.subject.endswith(CATEGORY))
    clear = clear or (outcome and _RESULT in seen_from(item.phrase))
    own = following is not None or clear or _is_of_something_else(item, total)
    return item._replace(
        metric=following.code if following else item.metric if own else total.metric or item.metric,
        channel=item.channel or total.channel,
    )
