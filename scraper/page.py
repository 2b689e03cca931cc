"""A page as the crawl sees it: its title, its labels, its links with their dates, and where it sends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal
from urllib.parse import unquote

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser

from scraper.text import decode, squeeze
from scraper.urls import canonical

Seat = Literal["link", "frame", "forward"]

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
_CUT = re.compile(r"(?:…|\.{2,}|⋯)$")
_FORWARD = re.compile(r"""location(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*["']([^"'\s]+)["']""", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
#: The file that a viewer is told to show, and the one that VSB's script embeds.
_VIEWED = re.compile(r"viewer\.html?\?(?:[^#]*&)?file=([^&#]+)", re.IGNORECASE)
_SHOWN_BY_SCRIPT = re.compile(r"""showVsbpdfIframe\(\s*["']([^"']+)""")
#: Markup that a script writes as one literal; what it puts together from variables cannot be known.
_WRITTEN = re.compile(r"""document\.write(?:ln)?\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)""", re.DOTALL)
#: How files and JSON begin, whatever their name and header say.
_NO_MARKUP = (b"{", b"[", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_PICTURE = re.compile(rb"data:[^\"'\s<>]{2000,}")
#: Bytes of markup that are looked at; parsed, they take a hundred times as many.
LARGEST_MARKUP = 4_000_000
#: Up to this size a page with a location in its script is a shell that sends on.
_SHELL_SIZE = 2_000
#: How far above a link its row is looked for.
_ROW_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page.

    Attributes:
        url: canonical address.
        text: the whole title where the page cuts it.
        date: ISO date in the link's row.
        seat: `link`, `frame` for an embedded page, `forward` where the page itself sends on.
    """

    url: str
    text: str = ""
    date: str | None = None
    seat: Seat = "link"


@dataclass(frozen=True)
class Page:
    """An answer's body with the address it came from."""

    url: str
    body: bytes
    content_type: str = ""

    @cached_property
    def text(self) -> str:
        """The source, decoded."""
        return decode(self._looked_at[0], self.content_type)

    @property
    def cut(self) -> bool:
        """Whether it is HTML that goes on beyond what is looked at."""
        return self._looked_at[1] and self.tree is not None

    @cached_property
    def _looked_at(self) -> tuple[bytes, bool]:
        """The body without the pictures within it, up to a size, and whether that is not all."""
        if len(self.body) <= LARGEST_MARKUP:
            return self.body, False
        markup = _PICTURE.sub(b"", self.body)
        if len(markup) <= LARGEST_MARKUP:
            return markup, False
        # Before a tag, for there no character is cut in two.
        end = markup.rfind(b"<", 0, LARGEST_MARKUP)
        return markup[: end if end > 0 else LARGEST_MARKUP], True

    @cached_property
    def tree(self) -> HtmlElement | None:
        """The parsed page; None for what is no HTML."""
        if b"<" not in self.body[:1024] or self.body[:1024].lstrip()[:8].startswith(_NO_MARKUP):
            return None
        try:
            parser = HTMLParser(encoding="utf-8", huge_tree=True)
            return lxml.html.document_fromstring(self.text.replace("\0", "").encode(), parser=parser)
        except ParserError:
            return None

    @cached_property
    def base(self) -> str:
        """What relative links are relative to: the page itself, where it names no address for it."""
        found = self.tree.xpath("//base/@href") if self.tree is not None else []
        return (canonical(str(found[0]), self.url) if found else None) or self.url

    @cached_property
    def title(self) -> str:
        """The title element."""
        found = self.tree.find(".//title") if self.tree is not None else None
        return squeeze(found.text_content()) if found is not None else ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Name of a meta element, in lower case, to its content: ColumnName, ArticleTitle, …."""
        if self.tree is None:
            return {}
        return {
            str(meta.get("name")).strip().lower(): squeeze(meta.get("content", ""))
            for meta in self.tree.iter("meta")
            if meta.get("name")
        }

    @cached_property
    def shown(self) -> str:
        """What a reader sees, each piece of text on a line of its own."""
        if self.tree is None:
            return ""
        return "\n".join(map(str, self.tree.xpath("//*[not(self::script or self::style)]/text()")))

    @cached_property
    def words(self) -> str:
        """What a reader sees, without blanks."""
        return "".join(self.shown.split())

    @cached_property
    def scripts(self) -> str:
        """All script of the page."""
        if self.tree is None:
            return ""
        return "\n".join(script.text_content() for script in self.tree.iter("script"))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links in the order of the page; rows of templates, which have no address, are none."""
        if self.tree is None:
            return ()
        written = "".join(match[1] or match[2] or "" for match in _WRITTEN.finditer(self.scripts))
        return (*self._forwards(), *self._anchors(self.tree), *self._frames(), *self.fragment_links(written))

    def fragment_links(self, markup: str) -> tuple[Link, ...]:
        """The links of markup that stands in the page as text, in script or in CDATA."""
        if "<a" not in markup.lower():
            return ()
        markup = markup.replace('\\"', '"').replace("\\'", "'").replace("\\/", "/")
        return tuple(self._anchors(lxml.html.fragment_fromstring(markup, create_parent="div")))

    def _anchors(self, tree: HtmlElement) -> Iterator[Link]:
        for anchor in tree.iter("a"):
            url = canonical(anchor.get("href") or "", self.base) if anchor.get("href") else None
            if url is not None and not anchor.get("href", "").startswith("#"):
                yield Link(url, _anchor_text(anchor), _row_date(anchor))

    def _frames(self) -> Iterator[Link]:
        for frame in self.tree.iter("iframe", "frame", "embed", "object") if self.tree is not None else ():
            address = frame.get("src") or frame.get("data") or ""
            shown = _VIEWED.search(address)
            yield from self._frame(unquote(shown[1]) if shown else address, squeeze(frame.get("title", "")))
        for address in _SHOWN_BY_SCRIPT.findall(self.scripts):
            yield from self._frame(address, "")

    def _frame(self, address: str, title: str) -> Iterator[Link]:
        url = canonical(address, self.base) if address else None
        if url is not None and url != self.url:
            yield Link(url, title, seat="frame")

    def _forwards(self) -> Iterator[Link]:
        """Where the page sends its readers on, by meta refresh or as a shell of script."""
        if self.tree is None:
            return
        targets = [
            match[1]
            for meta in self.tree.iter("meta")
            if meta.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.search(meta.get("content", "")))
        ]
        if len(self.body) < _SHELL_SIZE:
            targets += _FORWARD.findall(self.scripts)
        for target in targets:
            url = canonical(target, self.base)
            if url is not None and url != self.url:
                yield Link(url, seat="forward")


def _anchor_text(anchor: HtmlElement) -> str:
    """The title of a link: the attribute where the text is cut or missing."""
    text = squeeze(anchor.text_content())
    title = squeeze(anchor.get("title", ""))
    images = [squeeze(alt) for alt in map(str, anchor.xpath(".//img/@alt"))]
    if not text:
        return title or next(filter(None, images), "")
    start = _CUT.sub("", text)
    return title if len(title) > len(start) and (start != text or title.startswith(start)) else text


def _row_date(anchor: HtmlElement) -> str | None:
    """The date in the largest element around a link that holds no other link."""
    row = anchor
    for _ in range(_ROW_DEPTH):
        above = row.getparent()
        if above is None or sum(1 for _ in islice(above.iter("a"), 2)) > 1:
            break
        row = above
    after = squeeze(row.text_content()).replace(squeeze(anchor.text_content()), " ", 1)
    for words in (after, row.text_content()):
        if date := first_date(words):
            return date
    return None


def first_date(words: str) -> str | None:
    """The first day written in `words`, ISO."""
    for year, month, day in _DATE.findall(words):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{year}-{int(month):02}-{int(day):02}"
    return None
