"""Breakdowns whose sums say of which figure they are, where the words say otherwise or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from parsers.narrative.breakdowns import AGAIN, LOOK_BACK, alike, totals
from parsers.narrative.classes import channel_of
from parsers.narrative.named import Named

#: What parts one figure of a list from the one before.
_LISTED = re.compile("[、,]|和|及|与|以及")


def settled(named: Sequence[Named]) -> tuple[list[Named], list[int | None]]:
    """The figures with their `totals`; parts that add up to an earlier figure of the sentence are of that one.

    公开236条，历年累计公开1856条。其中政策类36条，动态类200条: and are of the year, as it is.
    """
    items, found = list(named), totals(named)
    for of, listed in _seen_otherwise(named, found):
        found[listed.start : listed.stop] = [of] * len(listed)
    parts: dict[int, list[int]] = {}
    for index, total in enumerate(found):
        if total is not None:
            parts.setdefault(total, []).append(index)
    for total, members in parts.items():
        whole = _added_up(named, total, members, found)
        if whole is not None:
            _move(named, items, found, total, whole, members)
        elif _are_of_several(named, total, members, found):
            for index in members:
                found[index], items[index] = None, _of_several(named[index], named[total])
    return items, found


def _move(
    named: Sequence[Named], items: list[Named], found: list[int | None], total: int, whole: int, members: Sequence[int]
) -> None:
    """Give the parts of a `total`, and what follows of the same scope, to the `whole` before it."""
    for index in range(members[0], members[-1] + 1 + (members[-1] + 1 < len(items))):
        if found[index] == total:
            found[index] = whole
        if named[index].scope == named[total].scope != "change" and named[index].phrase.holds(named[total].phrase):
            items[index] = named[index]._replace(scope=named[whole].scope)


def _seen_otherwise(named: Sequence[Named], found: Sequence[int | None]) -> Iterator[tuple[int, range]]:
    """公开信息42条。按类别分：政策类12条、动态类30条: parts of an amount of the sentence before that they add up to."""
    whole: int | None = None
    for index, item in enumerate(named):
        phrase = item.phrase
        if not AGAIN.match(phrase.gap.lstrip("。;,")):
            continue
        if phrase.starts_sentence:
            whole = _amount_before(named, found, index)
        elif ";" not in phrase.gap:
            continue
        listed = list(takewhile(partial(_goes_on_listing, item), named[index + 1 :]))
        added = sum(one.phrase.figure.value for one in (item, *listed))
        if whole is None or not listed or not alike(item, named[whole]):
            continue
        if added == named[whole].phrase.figure.value:
            yield whole, range(index, index + 1 + len(listed))


def _goes_on_listing(first: Named, item: Named) -> bool:
    phrase = item.phrase
    return alike(item, first) and not (phrase.starts_sentence or item.is_relative or AGAIN.search(phrase.gap))


def _amount_before(named: Sequence[Named], found: Sequence[int | None], index: int) -> int | None:
    """The last amount before a sentence that is part of none, in the same paragraph."""
    for one in range(index - 1, max(-1, index - LOOK_BACK), -1):
        if named[one].phrase.paragraph != named[index].phrase.paragraph:
            return None
        if found[one] is None and not named[one].is_relative:
            return one
    return None


def _added_up(named: Sequence[Named], total: int, parts: Sequence[int], found: Sequence[int | None]) -> int | None:
    """An amount before the `total`, in its sentence, to which the parts add up as they do not to the total."""
    added = sum(named[part].phrase.figure.value for part in parts)
    if len(parts) < 2 or added == named[total].phrase.figure.value:
        return None
    if not all(alike(named[part], named[total]) for part in parts):
        return None
    for index in range(total - 1, max(-1, total - LOOK_BACK), -1):
        whole = named[index]
        if not named[total].phrase.holds(whole.phrase):
            return None
        if found[index] is None and alike(whole, named[total]) and whole.phrase.figure.value == added:
            return None if whole.is_relative else index
    return None


def _are_of_several(named: Sequence[Named], total: int, parts: Sequence[int], found: Sequence[int | None]) -> bool:
    """微信留言9件、微博留言3件，其中咨询2件、投诉10件: whether the parts are of all that is listed."""
    added = sum(named[part].phrase.figure.value for part in parts)
    listed = named[total].phrase.figure.value
    if listed >= added or len(parts) < 2 or not all(alike(named[part], named[total]) for part in parts):
        return False
    for index in range(total, max(0, total - LOOK_BACK), -1):
        item, before = named[index], named[index - 1]
        apart = before.is_relative or found[index - 1] is not None or not alike(before, item)
        if listed >= added or apart or not _LISTED.match(item.phrase.gap) or not item.phrase.is_next_to(before.phrase):
            return False
        listed += before.phrase.figure.value
        if listed == added:
            return True
    return False


def _of_several(item: Named, last: Named) -> Named:
    """A part of several figures: of the class of the `last` where it names none, and not of its channel."""
    own = channel_of(item.subject)[0]
    return item._replace(metric=item.metric or last.metric, channel=own)
