"""lxml's tree with the types that we rely on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["Element", "bearers", "each_text", "remove", "select", "settable", "text_of", "texts_of"]

#: Characters that pages hold (as bytes or as `&#1;`) and lxml refuses to take back.
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


#: The tag of elements that are being taken out; those of a page are read in lower case.
_GONE = "GONE"


def settable(text: str | None) -> str:
    """`text` without control characters, as an element's text may be set."""
    return _REFUSED.sub("", text) if text else ""


def text_of(element: Element) -> str:
    """All text inside `element`, as it stands."""
    # What joining itertext() gives, at a quarter of its cost.
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def texts_of(element: Element) -> list[str]:
    """The texts inside `element`, piece by piece."""
    return cast("list[str]", list(element.itertext()))


def each_text(element: Element) -> Iterator[str]:
    """The texts inside `element` one by one, of which no more are fetched than are taken."""
    return cast("Iterator[str]", element.itertext())


def select(path: etree.XPath, root: Element) -> list[Element]:
    """The elements that an XPath for elements finds."""
    return cast("list[Element]", path(root))


def bearers(path: etree.XPath, root: Element) -> list[Element]:
    """The elements that have the attributes that an XPath for attributes finds.

    Such a path that leads on to the elements compares each with all that it found before.
    """
    return [attribute.getparent() for attribute in cast("list[Any]", path(root))]


def remove(root: Element, elements: Iterable[Element]) -> None:
    """Take `elements` out of the tree below `root`; the text after them stays."""
    marked = [element for element in elements if element is not root]
    for element in marked:
        element.tag = _GONE
    # One by one, each would copy the text that those before it left.
    if marked:
        etree.strip_elements(root, _GONE, with_tail=False)
