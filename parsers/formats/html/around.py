"""What a page says of itself and offers beside its article: metadata, titles, links to files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from parsers.document import Link
from parsers.formats.html.dom import Element, text_of
from parsers.words.text import clean

#: Addresses of files that may be a report. The dot that all of them hold stands first: that is what is found fast.
FILES = re.compile(
    r"\.(?:(?:pdf|docx?|wps|ofd|ceb|xlsx?|rar|zip)(?:\?|$)|(?<=download\.|downfile\.)jsp|(?<=attachment\.)jspx)", re.I
)
_HEADINGS = ("h1", "h2", "h3")
_TITLE_NAMES = re.compile(r"tit(?:le)?\b|title", re.I)
_LONGEST_TITLE = 120


class Around(NamedTuple):
    """What a page says of itself and offers, wherever that stands."""

    meta: dict[str, str]
    title: str | None
    headings: tuple[str, ...]
    links: tuple[Link, ...]


def read_around(root: Element) -> Around:
    """Titles, metadata and links of a page; none of its elements is changed."""
    named: dict[str, list[Element]] = {"meta": [], "title": [], "a": []}
    titles: list[Element] = []
    for element in root.iter(*named, *_HEADINGS, "div", "p"):  # walks of their own would take three times as long
        tag = element.tag
        if tag in named:
            named[tag].append(element)
        elif tag in _HEADINGS or _is_titled(element):
            titles.append(element)
    return Around(
        {name.lower(): clean(meta.get("content", "")) for meta in named["meta"] if (name := _name(meta))},
        named["title"][0].text if named["title"] else None,
        tuple(dict.fromkeys(_titles(titles))),
        tuple(_attachments(named["a"])),
    )


def _name(meta: Element) -> str:
    return str(meta.get("name") or meta.get("property") or "")


def _titles(boxes: Iterable[Element]) -> Iterator[str]:
    """What the page shows as headings of its own."""
    return (words for box in boxes if 4 < len(words := _words(box)) < _LONGEST_TITLE)


def _is_titled(box: Element) -> bool:
    """Whether the class or the id of an element says that it is a title."""
    named = (box.get("class") or "") + (box.get("id") or "")
    return bool(named) and _names_title(named)


@lru_cache(maxsize=1024)  # a page gives the same few names to hundreds of elements
def _names_title(named: str) -> bool:
    return _TITLE_NAMES.search(named) is not None


def _words(element: Element) -> str:
    return clean(text_of(element))


def _attachments(anchors: Iterable[Element]) -> Iterator[Link]:
    for anchor in anchors:
        href = anchor.get("href") or ""
        if FILES.search(href):
            yield Link(href, _words(anchor) or anchor.get("title", ""))
