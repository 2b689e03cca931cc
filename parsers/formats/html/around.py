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
#: What is a title only where its class or id says so: most elements of a page are paragraphs.
_BOXES = ("p", "div")
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
    for element in root.iter(*named, *_HEADINGS, *_BOXES):  # walks of their own would take three times as long
        tag = element.tag
        if tag in _BOXES:
            # Asked here, not in a function: there are hundreds, and few have a class or an id.
            names, name = element.get("class"), element.get("id")
            if (names or name) and _names_title((names or "") + (name or "")):
                titles.append(element)
        elif tag in named:
            named[tag].append(element)
        else:
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


@lru_cache(maxsize=1024)  # a page gives the same few names to hundreds of elements
def _names_title(named: str) -> bool:
    """Whether the class and the id of an element say that it is a title."""
    return _TITLE_NAMES.search(named) is not None


def _words(element: Element) -> str:
    return clean(text_of(element))


def _attachments(anchors: Iterable[Element]) -> Iterator[Link]:
    for anchor in anchors:
        href = anchor.get("href") or ""
        if FILES.search(href):
            yield Link(href, _words(anchor) or anchor.get("title", ""))
