"""What a page shows: nothing hidden or struck out, and the figures in fields of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from parsers.figures import read_figure
from parsers.formats.dom import Element, remove, select, settable, text_of

_HIDDEN = etree.XPath("//*[contains(@style,'isplay') or contains(@style,'ISPLAY')]|//*[@ms-repeat or @hidden]")
#: What is struck out or not to be seen itself; what stands inside it might be.
_UNSEEN = etree.XPath("//*[not(*) and @style]")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)
_NOT_SEEN = re.compile(r"visibility\s*:\s*hidden|line-through|font-size\s*:\s*0(?:px|pt|r?em|%)?\s*(?:;|$)", re.I)
_OF_UNSEEN = ("line-through", "font-size:0", "font-size: 0")
#: Elements whose text is struck out.
STRUCK = ("del", "s", "strike")
_LONGEST_UNSEEN = 200


def remove_unseen(root: Element, text: str, struck: Iterable[Element]) -> None:
    """Take out what `text`, the page, says not to show or to strike out; `struck` are its elements for that."""
    # Most pages hide nothing, and to look for a word costs as much as to read a table.
    says_hidden = "hidden" in text
    hides = ("isplay" in text or "ISPLAY" in text) and _NOT_SHOWN.search(text)
    if hides or says_hidden or "ms-repeat" in text:
        remove(root, filter(_is_hidden, select(_HIDDEN, root)))
    unseen = list(struck)
    if says_hidden or any(word in text for word in _OF_UNSEEN):
        unseen += [leaf for leaf in select(_UNSEEN, root) if _NOT_SEEN.search(leaf.get("style", ""))]
    # A tag that was never closed strikes out no report.
    remove(root, [element for element in unseen if len(text_of(element)) <= _LONGEST_UNSEEN])


def _is_hidden(element: Element) -> bool:
    marked = element.get("ms-repeat") is not None or element.get("hidden") is not None
    return marked or _NOT_SHOWN.search(element.get("style", "")) is not None


def show_figure(field: Element) -> None:
    """Put the figure that a field of a form holds, which is shown in its cell, in the place of the field."""
    options = [option for option in field.iter("option") if option.get("selected") is not None]
    held = field.get("value") if field.tag == "input" else text_of(options[0] if options else field)
    shown = field.get("type", "text").lower() in ("text", "number", "tel")
    if (
        held
        and shown
        and read_figure(held).state == "number"
        and next(field.iterancestors("td", "th"), None) is not None
    ):
        tail = settable(field.tail)
        field.clear()
        field.tag, field.text, field.tail = "span", settable(held), tail
