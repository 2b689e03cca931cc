"""Markup of strangers made inert: shown for its text, its tables and their shape, and nothing else."""

from __future__ import annotations

import nh3
from lxml import etree

from parsers.formats.html.cells import ORIGIN
from parsers.formats.html.dom import Element

#: Attributes that the marking of cells sets; whatever a page has by these names is taken off first.
OURS = ("id", "class", "title", "data-cell", "data-notes", "data-picture", ORIGIN)
_TABLE_PARTS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"}
_TEXT_PARTS = {
    "p", "div", "span", "section", "article", "center", "blockquote", "pre", "br", "hr", "h1", "h2", "h3", "h4", "h5",
    "h6", "ul", "ol", "li", "dl", "dt", "dd", "b", "strong", "i", "em", "u", "s", "sub", "sup",
}  # fmt: skip
_SHAPE = {"colspan", "rowspan", "align", "valign", "width", "border", "cellspacing", "cellpadding"}
_STYLES = {"text-align", "text-indent", "vertical-align", "width", "font-weight", "border", "border-collapse"}
_SILENT = {"script", "style", "title", "textarea", "noscript", "template", "iframe", "noembed", "noframes", "xmp"}


def without_our_attributes(root: Element) -> None:
    """Take off what could be mistaken for a mark of ours, and put a note in the place of each picture."""
    for element in root.iter(etree.Element):
        for name in OURS:
            element.attrib.pop(name, "")
        if element.tag == "img":
            element.tag = "span"
            element.set("data-picture", "")


def inert(root: Element) -> str:
    """`root` as HTML that runs nothing, loads nothing and leads nowhere. Attributes of `OURS` stay."""
    return nh3.clean(
        etree.tostring(root, encoding="unicode", method="html"),
        tags=_TABLE_PARTS | _TEXT_PARTS,
        clean_content_tags=_SILENT,
        attributes={"*": {"style"}, "span": {"data-picture"}}
        | {part: {*_SHAPE, *OURS, "style"} for part in _TABLE_PARTS},
        filter_style_properties=_STYLES,
        url_schemes=set(),
        link_rel=None,
    )
