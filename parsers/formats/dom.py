"""lxml's tree with the types that we rely on."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["Element", "remove", "select", "settable", "text_of", "texts_of"]

#: Characters that pages hold (as bytes or as `&#1;`) and lxml refuses to take back.
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def select(path: etree.XPath, root: Element) -> list[Element]:
    """The elements that an XPath for elements finds."""
    return cast("list[Element]", path(root))


def remove(element: Element) -> None:
    """Take `element` out of the tree; the text after it stays."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and previous is not None:
        previous.tail = settable(previous.tail) + settable(element.tail)
    elif element.tail:
        parent.text = settable(parent.text) + settable(element.tail)
    parent.remove(element)
