"""Counts as they are recorded: in the words and at the places of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from parsers.narrative.classes import channel_of
from parsers.narrative.figures import Figure
from parsers.narrative.limits import Limit
from parsers.narrative.named import Named
from parsers.narrative.prose import Prose
from parsers.narrative.vocabulary import vocabulary
from parsers.narrative.zeros import ZeroStatement, things_listed
from parsers.record import Count, Section


def counted(section: Section, prose: Prose, item: Named, part_of: int | None = None) -> Count:
    """A figure with its words; `part_of` is the index of its total."""
    figure = item.phrase.figure
    start, end = prose.origin(figure.start, figure.end)
    return Count(
        section=section.number,
        subject=item.limit.said_of(item.subject),
        metric=item.metric,
        channel=item.channel,
        value=figure.value,
        unit=_printed_unit(prose, figure),
        qualifier=figure.qualifier,
        scope=item.scope,
        quote=prose.printed(item.phrase.begin, item.phrase.end).strip(),
        start=start,
        end=end,
        part_of=part_of,
    )


def _printed_unit(prose: Prose, figure: Figure) -> str | None:
    """The unit; of two, 篇（条） with the brackets that are printed."""
    if figure.unit is None or "(" not in figure.unit:
        return figure.unit
    opening = figure.unit_start
    return "".join(prose.printed(opening, opening + len(figure.unit)).split())


def denied(section: Section, prose: Prose, zero: ZeroStatement, metric: str | None, of: Limit) -> Count:
    """A zero in words."""
    start, end = prose.origin(zero.start, zero.end)
    return Count(
        section=section.number,
        subject=of.said_of(zero.subject),
        metric=metric,
        channel=channel_of(zero.subject)[0],
        value=0,
        unit=None,
        qualifier="exact",
        scope="year",
        quote=prose.printed(zero.begin, zero.close).strip(),
        start=start,
        end=end,
    )


def zeros_of_both(section: Section, prose: Prose, items: Iterable[Named]) -> Iterator[tuple[int, Count]]:
    """行政复议、行政诉讼数量为0: beside the zeros that stand for the last thing, those of the first."""
    for item in items:
        if not item.phrase.figure.value and (things := things_listed(item.limit.said_of(item.subject))):
            for thing in things[:-1]:
                hit = vocabulary().metrics.best(thing, None)
                count = replace(counted(section, prose, item), subject=thing, metric=hit.term.code if hit else None)
                yield item.phrase.figure.start, count


def in_order(
    section: Section,
    prose: Prose,
    items: Sequence[Named],
    totals: Sequence[int | None],
    zeros: Sequence[tuple[int, Count]],
) -> list[Count]:
    """The `items` and the `zeros` by position; `totals`, known by their index among the items, by their new index."""
    starts = sorted(start for start, _ in zeros)
    counts = [
        (item.phrase.figure.start, counted(section, prose, item, _place(items, total, starts)))
        for item, total in zip(items, totals, strict=True)
    ]
    return [count for _, count in sorted([*counts, *zeros], key=itemgetter(0))]


def _place(items: Sequence[Named], total: int | None, starts: Sequence[int]) -> int | None:
    """The index of a total behind all that stands before it, zeros at `starts` included."""
    return None if total is None else total + bisect_left(starts, items[total].phrase.figure.start)
