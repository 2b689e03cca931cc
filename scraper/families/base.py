"""What a family says of itself, and what several of them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scraper.page import Link, Page
from scraper.urls import canonical

_NEXT = re.compile(r"^\W*(?:下一?[页頁]|后一?页|next(?:\s*page)?)\W*$", re.IGNORECASE)
_ONCLICK = re.compile(r"""location(?:\.href)?\s*=\s*(?:encodeURI\()?\s*["']([^"']+)["']""")


def page_links(page: Page) -> Sequence[Link]:
    """The links of a page as any browser sees them."""
    return page.links


def next_anchor(page: Page) -> Sequence[str]:
    """The address behind 下一页; none where the pager is script."""
    for anchor in page.tree.iter("a") if page.tree is not None else ():
        if not _NEXT.match("".join(anchor.text_content().split())):
            continue
        clicked = _ONCLICK.search(anchor.get("onclick", ""))
        for target in (anchor.get("href"), clicked and clicked[1]):
            url = canonical(target, page.base) if target and not target.startswith("#") else None
            if url is not None and url != canonical(page.url):
                return (url,)
    return ()


def nothing_unread(_page: Page) -> str | None:
    """For families whose pages hold all that they announce."""
    return None


@dataclass(frozen=True, slots=True)
class Family:
    """How the list pages of one CMS are read.

    Attributes:
        name: as portal files declare it.
        recognises: whether a page bears the product's marks.
        links: the page's links, also those that a browser would only show after running script.
        following: addresses of the next pages of the list, usually one.
        unread: what the page announces and a plain request does not get, as one line.
    """

    name: str
    recognises: Callable[[Page], bool]
    links: Callable[[Page], Sequence[Link]] = page_links
    following: Callable[[Page], Sequence[str]] = next_anchor
    unread: Callable[[Page], str | None] = nothing_unread
