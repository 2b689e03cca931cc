"""What a page shows: nothing hidden or struck out, and the figures in fields of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import cast

from lxml import etree

from parsers.formats.html.dom import Element, bearers, remove, settable, text_of
from parsers.words.figures import read_figure

_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.I)
_STRUCK_OUT = re.compile("line-through", re.I)
#: What is not to be seen itself; what stands inside it might be, if its own style says so.
_NOT_SEEN = re.compile(r"(visibility)\s*:\s*hidden|(font-size)\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|$)", re.I)


def _with_style(word: str) -> etree.XPath:
    return etree.XPath(f"//@style[contains(., '{word}')]")


#: The different styles of a page. Hundreds of elements share a few: to gather these and look for words in them takes
#: half as long as to look for the words in the page.
_STYLES = etree.XPath(
    "set:distinct(descendant::*/@style)", namespaces={"set": "http://exslt.org/sets"}, smart_strings=False
)
#: Attributes that hide their element whatever they say.
_MARKED = etree.XPath("//@hidden | //@ms-repeat")
#: By a word that one of the styles then holds: those that may hide their element, and those that may strike it out.
_HIDDEN = {word: _with_style(word) for word in ("isplay", "ISPLAY", "visibility")}
_UNSEEN = {
    word: _with_style(word) for word in ("hidden", "line-through", "LINE-THROUGH", "font-size:0", "font-size: 0")
}
#: Elements whose text is struck out.
STRUCK = ("del", "s", "strike")
_LONGEST_UNSEEN = 200


def remove_unseen(root: Element, struck: Iterable[Element]) -> None:
    """Take out what the page says not to show or to strike out; `struck` are its elements for that."""
    styles = "\n".join(cast("list[str]", _STYLES(root)))
    remove(root, filter(_is_hidden, _found([_MARKED, *_said(_HIDDEN, styles)], root)))
    unseen = [*filter(_is_unseen, _found(_said(_UNSEEN, styles), root)), *struck]
    # A tag that was never closed strikes out no report.
    remove(root, [element for element in unseen if len(text_of(element)) <= _LONGEST_UNSEEN])


def _said(paths: Mapping[str, etree.XPath], styles: str) -> list[etree.XPath]:
    return [path for word, path in paths.items() if word in styles]


def _found(paths: Iterable[etree.XPath], root: Element) -> Iterator[Element]:
    return chain.from_iterable(bearers(path, root) for path in paths)


def _is_hidden(element: Element) -> bool:
    marked = element.get("ms-repeat") is not None or element.get("hidden") is not None
    return marked or _NOT_SHOWN.search(element.get("style", "")) is not None


def _is_unseen(element: Element) -> bool:
    """Whether a style strikes out all in an element, or hides it and nothing in it says otherwise."""
    style = element.get("style", "")
    if _STRUCK_OUT.search(style):
        return True
    found = _NOT_SEEN.search(style)
    word = (found[1] or found[2]).lower() if found else ""
    return found is not None and not any(word in inner.get("style", "").lower() for inner in element.iterdescendants())


def show_figure(field: Element) -> None:
    """Put the figure that a field of a form holds, which is shown in its cell, in the place of the field."""
    options = [option for option in field.iter("option") if option.get("selected") is not None]
    held = field.get("value") if field.tag == "input" else text_of(options[0] if options else field)
    shown = field.get("type", "text").lower() in ("text", "number", "tel") and not _is_hidden(field)
    if (
        held
        and shown
        and read_figure(held).state == "number"
        and next(field.iterancestors("td", "th"), None) is not None
    ):
        tail = settable(field.tail)
        field.clear()
        field.tag, field.text, field.tail = "span", settable(held), tail
