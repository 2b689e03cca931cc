"""Where on a page the report stands: between the portal's head, menus and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from cssselect import HTMLTranslator
from lxml import etree

from parsers.formats.html.dom import Element, each_text, select, text_of

#: Containers that the content management systems put an article's body into: by id, by class, by tag.
_IDS = re.compile(r"^(?:UCAP-CONTENT|[zZ]oom|articleContent|content_body|vsb_content.*)$")
_CLASSES = re.compile(
    r"TRS_Editor|trs_editor_view|v_news_content|j-fontContent|artile_zw|article-content|article_content|main-txt"
)
_BOXES = ("div", "td", "section", "article", "ucapcontent")
#: Words that only the body of such a report has: its headings, and labels of its tables.
_ANCHORS = re.compile(
    "总体情况|主动公开政府信息|政府信息公开申请|其他需要报告|需要报告的其他|信息内容|尚未审结|结转下年度|概述|存在的主要问题"
    "|统计指标|指标名称|依申请公开"
)
#: Words among them that menus have as well, which are not all links.
_MENU = re.compile(r"\s*\w{0,4}(?:概述|依申请公开|政府信息公开申请|主动公开政府信息)\w{0,4}\s*")
_SENTENCE = re.compile("[，。]")
#: So many elements in a row, one in another, and texts in an element are looked at for the next text.
_FEW = 5
_OPENING = re.compile("根据|按照|依据|《.*报告》|统计期限|年度报告")
#: Inline elements, and parts of a table: never the whole article.
_PARTS = frozenset(
    {"p", "span", "font", "b", "strong", "em", "i", "u", "a", "h1", "h2", "h3", "h4", "tr", "tbody", "table", "li"}
)


def find_article(root: Element) -> Element:
    """The element that holds the report: the smallest that holds all its headings and tables.

    A container known by its name is preferred if it holds them all; without any, the whole body is taken.
    """
    body = root.find("body")
    whole: Element = root if body is None else body
    anchors = _anchors(whole)
    if not anchors:
        longest = max(filter(_is_container, whole.iter(*_BOXES)), key=_length, default=whole)
        return longest if _length(longest) else whole
    common = _common_ancestor(anchors)
    around = next((element for element in _up(common) if element.tag in _BOXES and _is_container(element)), None)
    return around if around is not None else _with_opening(_container(common, whole), whole)


def select_article(root: Element, selector: str) -> Element | None:
    """The element that a CSS selector finds, or the smallest around all that it finds; None where it finds none."""
    found = select(etree.XPath(HTMLTranslator().css_to_xpath(selector)), root)
    return _common_ancestor(found) if found else None


def _is_container(box: Element) -> bool:
    name, names = box.get("id"), box.get("class")
    known = (name and _IDS.match(name)) or (names and _CLASSES.search(names))
    return bool(known) or box.tag == "ucapcontent"


def _anchors(whole: Element) -> list[Element]:
    """The first and the last element with a telling word in its own text, those in links (menus, lists) left out.

    Whatever holds both holds all that stand between them.
    """
    return _between(whole, menus=False) or _between(whole, menus=True)


def _between(whole: Element, *, menus: bool) -> list[Element]:
    """As `_anchors`; words that may be a menu's count only with `menus`."""
    first = next((found for element in whole.iter("*") if (found := _telling(element, menus=menus)) is not None), None)
    if first is None:
        return []
    last = next(found for element in _backwards(whole) if (found := _telling(element, menus=menus)) is not None)
    # Text behind an element that holds the last one stands later than it.
    ups = (up for up in last.iterancestors() if up is not whole)
    return [first, last, *(found for up in ups if (found := _telling_tail(up, menus=menus)) is not None)]


def _backwards(whole: Element) -> Iterator[Element]:
    """`whole` and all elements in it, the last in document order first."""
    element = _last_within(whole)
    yield element
    while element is not whole:
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None:
            element = _last_within(previous)
        elif parent is not None:
            element = parent
        yield element


def _last_within(element: Element) -> Element:
    """What stands last in document order within `element`: mostly far inside."""
    while len(element):
        element = element[-1]
    return element


def _telling(element: Element, *, menus: bool) -> Element | None:
    """The element itself, or its parent, if a telling word stands in its text or right behind it."""
    text = element.text
    if text and not text.isascii() and _ANCHORS.search(text) and not _in_link(element):
        inside = islice(each_text(element), 1, _FEW)
        if menus or not _MENU.fullmatch(text) or _is_prose(chain(inside, [element.tail or ""], _behind(element))):
            return element
    return _telling_tail(element, menus=menus)


def _telling_tail(element: Element, *, menus: bool) -> Element | None:
    tail = element.tail
    if not tail or tail.isascii() or not _ANCHORS.search(tail):
        return None
    parent = element.getparent()
    if parent is None or _in_link(parent):
        return None
    return parent if menus or not _MENU.fullmatch(tail) or _is_prose(_behind(element)) else None


def _is_prose(texts: Iterator[str]) -> bool:
    """Whether the first of the texts that is not blank is a sentence: what stands before it is its heading."""
    return _SENTENCE.search(next(filter(str.strip, texts), "")) is not None


def _behind(element: Element) -> Iterator[str]:
    """The texts of what follows an element, nearest first."""
    for up in _up(element)[:_FEW]:
        if up is not element:
            yield up.tail or ""
        for sibling in islice(up.itersiblings(), _FEW):
            yield from islice(each_text(sibling), _FEW)
            yield sibling.tail or ""


def _in_link(element: Element) -> bool:
    return element.tag == "a" or next(element.iterancestors("a"), None) is not None


def _length(element: Element) -> int:
    return len(text_of(element))


def _up(element: Element) -> list[Element]:
    return [element, *element.iterancestors()]


def _common_ancestor(elements: list[Element]) -> Element:
    path = _up(elements[0])[::-1]
    for element in elements[1:]:
        other = _up(element)[::-1]
        shared = 0
        for one, two in zip(path, other, strict=False):
            if one is not two:
                break
            shared += 1
        path = path[:shared]
    return path[-1]


def _container(element: Element, whole: Element) -> Element:
    return next((up for up in _up(element) if up.tag not in _PARTS), whole)


def _with_opening(element: Element, whole: Element) -> Element:
    """Climb while what stands just before is still the report (its opening sentence in a box of its own)."""
    while element is not whole and (parent := element.getparent()) is not None:
        before = "".join(map(text_of, element.itersiblings(preceding=True)))
        if len(before) > 3000 or not _OPENING.search(before) or "。" not in before:
            break
        element = parent
    return element
