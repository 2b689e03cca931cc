"""What a family says of itself, and what several of them share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from scraper.page import Link, Page
from scraper.urls import canonical

_NEXT = re.compile(r"^\W*(?:下一?[页頁]|后一?页|next(?:\s*page)?)\W*$", re.IGNORECASE)
_ONCLICK = re.compile(r"""location(?:\.href)?\s*=\s*(?:encodeURI\()?\s*["']([^"']+)["']""")


def no_links(_page: Page) -> Sequence[Link]:
    """For families whose links any browser sees without script."""
    return ()


def next_anchor(page: Page) -> Sequence[str]:
    """The address behind 下一页; none where the pager is script."""
    for anchor in page.tree.iter("a") if page.tree is not None else ():
        if not _is_next(anchor):
            continue
        clicked = _ONCLICK.search(anchor.get("onclick", ""))
        for target in (anchor.get("href"), clicked and clicked[1]):
            url = canonical(target, page.base) if target and not target.startswith("#") else None
            if url is not None and url != canonical(page.url):
                return (url,)
    return ()


def numbered(page: Page, name: str) -> Sequence[str]:
    """The address of a file beside a page, as which its list goes on."""
    url = canonical(name, page.url)
    return (url,) if url is not None else ()


def _is_next(anchor: HtmlElement) -> bool:
    said = [anchor.text_content(), anchor.get("title", ""), *map(str, anchor.xpath(".//img/@alt"))]
    return anchor.get("rel") == "next" or any(_NEXT.match("".join(words.split())) for words in said)


def json_of(page: Page) -> Any:
    """What a page of JSON says; None where it is none."""
    try:
        return json.loads(page.text)
    except ValueError:
        return None


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address, the last of each name."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}


def with_query(url: str, **changed: object) -> str:
    """An address with other parameters."""
    query = query_of(url) | {name: str(value) for name, value in changed.items()}
    return urlunsplit(urlsplit(url)._replace(query=urlencode(query)))


def nothing_unread(_page: Page) -> str | None:
    """For families whose pages hold all that they announce."""
    return None


@dataclass(frozen=True, slots=True)
class Family:
    """How the list pages of one CMS are read.

    Attributes:
        name: as portal files declare it.
        recognises: whether a page bears the product's marks.
        scripted: links that a browser would only show after running script.
        following: addresses of the next pages of the list, usually one.
        unread: what the page announces and a plain request does not get, as one line.
    """

    name: str
    recognises: Callable[[Page], bool]
    scripted: Callable[[Page], Sequence[Link]] = no_links
    following: Callable[[Page], Sequence[str]] = next_anchor
    unread: Callable[[Page], str | None] = nothing_unread
