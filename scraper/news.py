"""What an answer, or the links that led to it, say that was not known before. Nothing learnt is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from scraper.capture import Capture, Context, Kind

if TYPE_CHECKING:
    from scraper.discover import Lead
    from scraper.portal import Portal
    from scraper.wire import Exchange

#: Kinds that hold no page, whatever their status.
NO_PAGE = frozenset({"missing", "error"})
#: What the links to a page tell that its rows are made from.
_TOLD = ("agency_hint", "link_text", "list_date")


def context_of(portal: Portal, lead: Lead, kind: Kind, before: Capture | None = None) -> Context:
    """What is known of an address; what its links told `before` and do not tell now is known still."""
    known = Context(
        kind=kind,
        portal_id=portal.id,
        portal_name=portal.name,
        portal_root=portal.root,
        agency_hint=lead.agency.name if lead.agency else None,
        column=lead.column.name if lead.column else None,
        link_text=lead.text,
        list_date=lead.date,
        via=lead.via,
        hops=lead.hops,
    )
    if before is None:
        return known
    return replace(known, **{name: getattr(known, name) or getattr(before, name) for name in _TOLD})


def tells_more(now: Context | Capture, before: Capture) -> bool:
    """Whether links tell something now that they did not tell before."""
    return any(getattr(now, name) and not getattr(before, name) for name in _TOLD)


def same_answer(last: Capture, exchange: Exchange, context: Context, digest: str) -> bool:
    """Whether an answer says what the last one of its address said."""
    if (last.status, last.kind) != (exchange.status, context.kind):
        return False
    if context.kind in NO_PAGE:
        return True
    return last.location == (exchange.header("Location") or None) and last.digest == digest


def is_new(capture: Capture, exchange: Exchange) -> bool:
    """Whether a capture holds the content of this very exchange."""
    return capture.refers_to is None and capture.fetched_at == exchange.fetched_at


def as_revisit(capture: Capture, page: Capture | None) -> Capture:
    """A capture; one whose record is lost as a revisit, where it only said what the last `page` of its address said."""
    if not capture.lost or page is None or page.digest != capture.digest:
        return capture
    return replace(capture, refers_to=page.refers_to or page.id)


def history(
    captures: Iterable[Capture], answer: Capture | None = None, page: Capture | None = None
) -> Iterator[tuple[Capture, bool]]:
    """The captures of one address as they are understood after each other, and whether each says something new.

    Args:
        captures: in the order of their time, each once.
        answer: the last answer before them.
        page: the last page before them.
    """
    for capture in captures:
        understood = as_revisit(capture, page)
        yield understood, understood.refers_to is None or is_news(understood, answer, page)
        answer = understood
        if understood.status == HTTPStatus.OK and understood.kind not in NO_PAGE:
            page = understood


def is_news(capture: Capture, answer: Capture | None, page: Capture | None) -> bool:
    """Whether a capture that repeats a page says something new after the last `answer` and the last `page`."""
    if capture.kind in NO_PAGE:
        return False
    return (answer is not None and answer.kind == "missing") or (page is not None and tells_more(capture, page))
