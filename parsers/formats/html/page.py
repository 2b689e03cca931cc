"""HTML to a `Document`: the article found, its tables as grids, its prose as lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from urllib.parse import unquote

from lxml import etree

from parsers.document import Block, Document, Grid, UnreadableDocument
from parsers.formats.encoding import decoded
from parsers.formats.entities import shown
from parsers.formats.html.around import FILES, read_around
from parsers.formats.html.article import find_article, select_article
from parsers.formats.html.cells import blocks_in, grid_rows
from parsers.formats.html.dom import Element, settable, text_of, texts_of
from parsers.formats.html.scripted import with_scripted
from parsers.formats.html.shown import STRUCK, remove_unseen, show_figure
from parsers.formats.published import in_meta, in_texts, sources_in
from parsers.lines.blocks import to_blocks
from parsers.lines.grids import grids_and_prose
from parsers.record import Finding
from parsers.words.text import clean

#: Pages beyond these are not reports but accidents or attacks. The largest real page has 0.4 MB
#: of markup; pictures inlined into it do not count.
MAX_BYTES = 60_000_000
MAX_MARKUP = 6_000_000
_LONGEST_ADDRESS = 2_000

_ROWS = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_SILENT = ("script", "style", "noscript", "template", "textarea", "select", "iframe", "object")
_FRAMES = ("iframe", "object", "embed", "script")
_FIELDS = ("input", "textarea", "select")
_WALKED = frozenset((*_SILENT, *_FRAMES, *_FIELDS, *STRUCK, "form"))
_INLINED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]*")
#: The file that a viewer on the page is told to show, and the one that a portal's script embeds.
_VIEWED = re.compile(r"viewer\.html?\?(?:[^#]*&)?file=([^&#]+)", re.I)
_SHOWN_BY_SCRIPT = re.compile(r"""showVsbpdfIframe\(\s*["']([^"']+)""")
# A Chinese character (U+3000 to U+9FFF) after `<` is text that was never escaped (a document's name), not a tag.
_UNESCAPED = re.compile(rb"<(?=[\xe3-\xe9])")
#: Without it a blank line is not shown.
_SPACE = "\N{NO-BREAK SPACE}"
#: Holds the place of a table in the text.
_PLACE = "\ue000"


def read_html(data: bytes, charset: str | None = None, body: str | None = None) -> Document:
    """Read an HTML page; `charset` is what its HTTP header claims, `body` a CSS selector of the article.

    Raises:
        UnreadableDocument: the page is larger than the limits above or has no element at all.
    """
    return document_of_page(page_tree(data, charset), body)


def page_tree(data: bytes, charset: str | None = None) -> Element:
    """The elements of a page that are read and shown: no scripts, no styles, nothing hidden.

    Raises:
        UnreadableDocument: as for `read_html`.
    """
    text, encoding = decoded(data, charset) if len(data) <= MAX_BYTES else (None, None)
    if text is not None and len(text) > MAX_MARKUP:
        text, encoding = _INLINED.sub("", text), None
    if text is None or len(text) > MAX_MARKUP:
        raise UnreadableDocument(f"page of {len(data):,} bytes is larger than any report")
    return _tree(data if encoding == "utf-8" else text.encode("utf-8", "replace"))


def document_of_page(root: Element, body: str | None = None) -> Document:
    """Read the elements of a page, which are consumed. Cells marked with `ORIGIN` keep their mark.

    `body` is a CSS selector of the article.
    """
    # What stands around the article first: reading it consumes its tables.
    around = read_around(root)
    selected = select_article(root, body) if body else None
    article = find_article(root) if selected is None else selected
    marks = [element.tag for element in article.iter("img", "sup")]  # before those in tables are consumed
    blocks = to_blocks(_lines(article, marked=bool(marks)))
    # The whole text is looked through only where the page's labels do not tell.
    told, known = in_meta(around.meta), around.meta.get("contentsource")
    texts = () if told and known else ("\n".join(texts_of(root)), *_tables(blocks))
    return Document(
        format="html",
        blocks=blocks,
        title=clean(around.title) if around.title else None,
        headings=around.headings,
        meta=around.meta,
        published=(told,) if told else in_texts(texts),
        sources=() if known else sources_in(texts),
        attachments=around.links,
        images=marks.count("img"),
        findings=(_body_missing(body),) if body and selected is None else (),
    )


def _tables(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of the tables, which were taken out of the page."""
    return (" ".join([cell.text for row in b.rows for cell in row]) for b in blocks if isinstance(b, Grid))


def _body_missing(selector: str) -> Finding:
    return Finding("parse.body_missing", "note", f"门户文件的 body 在此页找不到 / no element fits {selector!r}")


def _tree(source: bytes) -> Element:
    """The elements of `source`, a page in UTF-8, that are shown."""
    root = _elements(source)
    found: dict[str, list[Element]] = {tag: [] for tag in _WALKED}
    for element in root.iter(*_WALKED):  # walks of their own would take four times as long
        found[element.tag].append(element)
    for frame in _of(found, _FRAMES):
        if shown := _shown_file(frame):
            _make_link(frame, shown)
    for field in _of(found, _FIELDS):
        show_figure(field)
    for parent in {form.getparent() for form in found["form"]}:
        if parent is not None and parent.tag in _ROWS:
            etree.strip_tags(parent, "form")  # a browser takes it for empty, and what is in it for cells of the row
    if any(found[tag] for tag in _SILENT):
        etree.strip_elements(root, *_SILENT, with_tail=False)
    remove_unseen(root, _of(found, STRUCK))
    return root


def _elements(source: bytes) -> Element:
    # Plain lxml.etree: lxml.html asks Python for the class of every element, which costs more than parsing.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    source = source.replace(b"\x00", b"")
    if _UNESCAPED.search(source):  # rare; to replace nothing takes twice as long as to look
        source = _UNESCAPED.sub(b"&lt;", source)
    source = shown(with_scripted(source))
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("page without any element") from error
    if root is None:
        raise UnreadableDocument("page without any element")
    return root


def _of(found: Mapping[str, Iterable[Element]], tags: Iterable[str]) -> Iterator[Element]:
    return chain.from_iterable(found[tag] for tag in tags)


def _shown_file(frame: Element) -> str | None:
    """The address of a file that stands in the page instead of its text."""
    if frame.tag == "script":
        called = _SHOWN_BY_SCRIPT.search(frame.text or "")
        return called[1] if called else None
    address = (frame.get("src") or frame.get("data") or "").strip()[:_LONGEST_ADDRESS]
    viewed = _VIEWED.search(address)
    address = unquote(viewed[1]) if viewed else address
    return address if FILES.search(address) else None


def _make_link(frame: Element, address: str) -> None:
    """Put a link in the place of an embedded file, which is what the page offers."""
    tail = settable(frame.tail)
    frame.clear()
    frame.tail = tail
    frame.tag = "a"
    frame.set("href", settable(address))


def _lines(article: Element, *, marked: bool) -> Iterator[str | Grid]:
    """The article's lines in order, each of its tables as one or several grids between them.

    `marked`: whether it holds pictures, or marks of notes.
    """
    tables = _leaf_tables(article)
    parts: list[list[str | Grid]] = []
    for number, table in enumerate(tables, 1):
        caption = table.find("caption")
        above = [] if caption is None else filter(None, map(clean, text_of(caption).split("\n")))
        parts.append([*above, *grids_and_prose(number, grid_rows(table, marked=marked))])
        del table[:]
        table.text = None
    _break_lines(blocks_in(article))
    text, place = _text_with_places(article, tables)
    waiting = iter(parts)
    for line in text.split("\n"):
        if line == place:
            yield from next(waiting)
        elif printed := clean(line):
            yield printed
        elif _SPACE in line:
            yield ""  # a line that is shown blank, perhaps for a blank cell


def _text_with_places(article: Element, tables: Sequence[Element]) -> tuple[str, str]:
    """The article's text, and the line in it that holds the place of a table: nothing that the text itself prints."""
    place = _PLACE
    while True:
        for table in tables:
            table.text = f"\n{place}"
        text = text_of(article)
        if text.count(place) == len(tables):
            return text, place
        place += place


def _break_lines(blocks: Iterable[Element]) -> None:
    """Put a line break before and after the text of every block, as browsers show it."""
    for block in blocks:
        text, tail = block.text or "", block.tail or ""
        try:
            block.tail = "\n" + tail
            if block.tag != "br":
                block.text = "\n" + text
        except ValueError:  # rare: to check every text first would take as long as all else; what stood there is gone
            block.tail, block.text = "\n" + settable(tail), "\n" + settable(text)


def _leaf_tables(article: Element) -> list[Element]:
    """The tables that hold no other table: layout tables around them are only walked through.

    A table of one cell within another is no table but a frame around what it says.
    """
    tables = list(article.iter("table"))
    for table in reversed(tables):
        if next(table.iterancestors("table"), None) is not None and len(list(islice(table.iter("td", "th"), 2))) == 1:
            for part in list(table.iter("table", "tbody", "tr", "td", "th")):
                part.tag = "div"
    left = [table for table in tables if table.tag == "table"]
    around = {outer for table in left for outer in table.iterancestors("table")}
    return [table for table in left if table is not article and table not in around]
