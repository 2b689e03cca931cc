"""Where on a page the report stands: between the portal's head, menus and foot."""

from __future__ import annotations

import re

from lxml import etree, html

#: Containers that the content management systems put an article's body into.
_CONTAINERS = etree.XPath(
    "//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or @id='articleContent' or @id='content_body'"
    " or starts-with(@id,'vsb_content') or contains(@class,'TRS_Editor') or contains(@class,'trs_editor_view')"
    " or contains(@class,'v_news_content') or contains(@class,'j-fontContent') or contains(@class,'artile_zw')"
    " or contains(@class,'article-content') or contains(@class,'article_content') or contains(@class,'main-txt')]"
    "|//ucapcontent"
)
#: Words that only the body of such a report has: its headings, and labels of its tables.
_ANCHORS = etree.XPath(
    "//body//text()[contains(.,'总体情况') or contains(.,'主动公开政府信息') or contains(.,'政府信息公开申请')"
    " or contains(.,'其他需要报告') or contains(.,'需要报告的其他') or contains(.,'信息内容') or contains(.,'尚未审结')"
    " or contains(.,'结转下年度') or contains(.,'概述') or contains(.,'存在的主要问题') or contains(.,'统计指标')"
    " or contains(.,'指标名称') or contains(.,'依申请公开')]"
)
_OPENING = re.compile("根据|按照|依据|《.*报告》|统计期限|年度报告")
#: Inline elements, and parts of a table: never the whole article.
_PARTS = frozenset(
    {"p", "span", "font", "b", "strong", "em", "i", "u", "a", "h1", "h2", "h3", "h4", "tr", "tbody", "table", "li"}
)


def find_article(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the report: the smallest that holds all its headings and tables.

    A container known by its name is preferred if it holds them all; without any, the whole body is taken.
    """
    body = root.find("body")
    whole: html.HtmlElement = root if body is None else body
    anchors = [node.getparent() for node in _ANCHORS(root) if not _in_menu(node)]
    containers = _CONTAINERS(root)
    if not anchors:
        return max(containers, key=_length) if containers and max(map(_length, containers)) else whole
    common = _common_ancestor(anchors)
    named = set(containers)
    around = next((element for element in _up(common) if element in named), None)
    return around if around is not None else _with_opening(_container(common, whole), whole)


def _in_menu(node: etree._ElementUnicodeResult) -> bool:
    parent = node.getparent()
    return parent is not None and (parent.tag == "a" or any(up.tag == "a" for up in parent.iterancestors()))


def _length(element: html.HtmlElement) -> int:
    return sum(map(len, element.itertext()))


def _up(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [element, *element.iterancestors()]


def _common_ancestor(elements: list[html.HtmlElement]) -> html.HtmlElement:
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


def _container(element: html.HtmlElement, whole: html.HtmlElement) -> html.HtmlElement:
    return next((up for up in _up(element) if up.tag not in _PARTS), whole)


def _with_opening(element: html.HtmlElement, whole: html.HtmlElement) -> html.HtmlElement:
    """Climb while what stands just before is still the report (its opening sentence in a box of its own)."""
    while element is not whole and (parent := element.getparent()) is not None:
        before = "".join("".join(up.itertext()) for up in element.itersiblings(preceding=True))
        if len(before) > 3000 or not _OPENING.search(before) or "。" not in before:
            break
        element = parent
    return element
