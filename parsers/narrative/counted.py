"""Counts as they are recorded: in the words and at the places of the source."""

from __future__ import annotations

from parsers.narrative.classes import channel_of
from parsers.narrative.figures import Figure
from parsers.narrative.limits import Limit
from parsers.narrative.prose import Prose
from parsers.narrative.subjects import Named
from parsers.narrative.zeros import ZeroStatement
from parsers.record import Count, Section


def counted(section: Section, prose: Prose, item: Named) -> Count:
    """A figure with its words."""
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
