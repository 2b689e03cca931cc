"""Bounds on what a PDF may unpack to and draw, and what of it is seen: pdfminer has and knows none of that.

A few hundred bytes of a PDF can stand for gigabytes: a stream that inflates a thousandfold, a form that draws
another ten times which draws another ten times. What is unpacked is counted for each document, what is drawn for
each page, and reading ends at the first that goes beyond any report.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any, NamedTuple

from pdfminer import pdftypes
from pdfminer.layout import LTChar, LTComponent
from pdfminer.lzw import lzwdecode
from pdfminer.pdfinterp import PDFPageInterpreter, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.runlength import rldecode
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from parsers.document import UnreadableDocument
from parsers.formats.pdf_turned import turned_by

MAX_PAGES = 120
#: Bytes that all streams of a document may unpack to, pictures not counted: they are never unpacked.
MAX_UNPACKED = 100_000_000
#: Bytes of drawing instructions and things drawn on one page. The densest real page has a tenth.
MAX_INSTRUCTIONS = 1_000_000
#: The same for all pages together.
MAX_INSTRUCTIONS_IN_ALL = 3_000_000
MAX_DRAWN = 40_000
#: Lines on a page among which tables are looked for.
MAX_RULES = 6_000
#: Modes of text in which it is not painted: invisible, and a shape to cut others with.
_NOT_PAINTED = (3, 7)
#: What says of a picture that it is not opaque.
_LETS_THROUGH = frozenset({"SMask", "Mask", "ImageMask"})
#: What LZW and run lengths can make of a byte at most.
_LZW, _RUN_LENGTH = 1_400, 64

_left: ContextVar[list[int] | None] = ContextVar("bytes that may still be unpacked", default=None)


class _TooMuch(Exception):
    """A page draws more than any report does."""


@contextmanager
def limited() -> Iterator[None]:
    """Within this, no more than `MAX_UNPACKED` bytes are unpacked by pdfminer."""
    token = _left.set([MAX_UNPACKED])
    try:
        yield
    finally:
        _left.reset(token)


def pages_of(pdf: PDF) -> list[Page]:
    """The first pages, one more than `MAX_PAGES` where there are more."""
    found: list[Page] = []
    for number, page in enumerate(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1), 1):
        found.append(Page(pdf, page, page_number=number))
    return found


class Drawn(NamedTuple):
    """A page, upright. `whole`: whether it is drawn, which it is not where it, or all together, would go beyond the
    bounds. `hidden`: how many characters it has that nobody sees.
    """

    page: Page
    whole: bool
    hidden: int = 0


def drawn(pages: Iterable[Page]) -> Iterator[Drawn]:
    """Each page as it is seen."""
    spent = 0
    for page in pages:
        try:
            if spent > MAX_INSTRUCTIONS_IN_ALL:
                raise _TooMuch
            canvas = _draw(page)
            spent += canvas.instructions
            if angle := turned_by(page.chars):
                page = _turned(page, angle)
                spent += _draw(page).instructions
            yield Drawn(page, whole=True, hidden=canvas.hidden)
        except _TooMuch:
            spent += MAX_INSTRUCTIONS
            yield Drawn(page, whole=False)


def _turned(page: Page, angle: int) -> Page:
    """The page as it is when it says to be turned so much further."""
    page.page_obj.rotate = (page.rotation + angle) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return Page(page.pdf, page.page_obj, page_number=page.page_number)


def _draw(page: Page) -> _Canvas:
    """Carry out a page's instructions, as pdfplumber does when it is first asked for an object."""
    device = _Canvas(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    if len(page.edges) > MAX_RULES:
        raise _TooMuch
    return device


class _Canvas(PDFPageAggregatorWithMarkedContent):
    """Counts what is drawn on a page, and leaves out the text that is not seen.

    What a machine read in a scan lies below the picture, or is not painted.
    """

    drawn = 0
    instructions = 0
    hidden = 0
    _painted = True

    def _count(self) -> None:
        self.drawn += 1
        if self.drawn > MAX_DRAWN:
            raise _TooMuch

    def render_string(self, textstate: PDFTextState, *details: Any) -> None:
        """Characters in one mode of painting."""
        self._painted = textstate.render not in _NOT_PAINTED
        super().render_string(textstate, *details)

    def render_char(self, *details: Any) -> float:
        """A character."""
        self._count()
        width = float(super().render_char(*details))
        if not self._painted:
            self._hide([self.cur_item._objs.pop()])
        return width

    def render_image(self, name: str, stream: PDFStream) -> None:
        """A picture, which covers what was drawn before if it lets nothing through."""
        super().render_image(name, stream)
        page = self._stack[0] if self._stack else self.cur_item
        covered = [char for char in page if isinstance(char, LTChar) and _covers(self.cur_item, char)]
        if covered and _LETS_THROUGH.isdisjoint(stream.attrs):
            gone = set(map(id, covered))
            page._objs = [thing for thing in page if id(thing) not in gone]
            self._hide(covered)

    def _hide(self, things: Iterable[LTComponent]) -> None:
        self.hidden += sum(1 for thing in things if isinstance(thing, LTChar) and thing.get_text().strip())

    def paint_path(self, *details: Any) -> None:
        """Lines and areas."""
        self._count()
        super().paint_path(*details)

    def begin_figure(self, *details: Any) -> None:
        """A picture, or a form that draws."""
        self._count()
        super().begin_figure(*details)


def _covers(picture: LTComponent, char: LTChar) -> bool:
    return picture.x0 <= char.x0 and char.x1 <= picture.x1 and picture.y0 <= char.y0 and char.y1 <= picture.y1


class _Interpreter(PDFPageInterpreter):
    """Counts the instructions that it carries out, those of forms each time that they are drawn."""

    device: _Canvas

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the instructions in `streams`."""
        self.device.instructions += sum(len(pdftypes.stream_value(stream).get_data()) for stream in streams)
        if self.device.instructions > MAX_INSTRUCTIONS:
            raise _TooMuch
        super().execute(streams)


def _spend(unpacked: int) -> None:
    left = _left.get()
    if left is not None:
        left[0] -= unpacked
        if left[0] < 0:
            raise UnreadableDocument(f"PDF that unpacks to more than {MAX_UNPACKED:,} bytes: no report is so large")


class _Zlib:
    """What pdfminer uses of zlib, within the bounds."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """`zlib.decompress`."""
        left = _left.get()
        if left is None:
            return zlib.decompress(data)
        inflater = zlib.decompressobj()
        unpacked = inflater.decompress(data, left[0] + 1)
        _spend(len(unpacked))
        if not inflater.eof:
            raise zlib.error("incomplete stream")
        return unpacked


def _inflated_as_far_as_it_goes(data: bytes) -> bytes:
    """What a damaged stream gives before the damage; at least its checksum must be all that is wrong."""
    inflater = zlib.decompressobj()
    pieces: list[bytes] = []
    for position in range(len(data)):
        try:
            pieces.append(inflater.decompress(data[position : position + 1]))
        except zlib.error:
            if position < len(data) - 3:
                raise
            break
        _spend(len(pieces[-1]))
    return b"".join(pieces)


def _bounded(unpack: Any, ratio: int) -> Any:
    """`unpack` for data that cannot become more than is left, whatever it holds."""

    def unpacked(data: bytes) -> bytes:
        _spend(len(data) * ratio)
        result: bytes = unpack(data)
        return result

    return unpacked


_resolve_once = pdftypes.PDFObjRef.resolve


def _resolve(reference: pdftypes.PDFObjRef, default: object = None) -> Any:
    """The object that is meant, itself no reference; `default` where references lead back to themselves."""
    passed = {reference.objid}
    found = _resolve_once(reference, default)
    while isinstance(found, pdftypes.PDFObjRef):
        if found.objid in passed:
            return default
        passed.add(found.objid)
        found = _resolve_once(found, default)
    return found


# There is no other place where pdfminer could be told. Outside of `limited` nothing changes for others who use it.
vars(pdftypes).update(
    zlib=_Zlib,
    decompress_corrupted=_inflated_as_far_as_it_goes,
    lzwdecode=_bounded(lzwdecode, _LZW),
    rldecode=_bounded(rldecode, _RUN_LENGTH),
)
setattr(pdftypes.PDFObjRef, "resolve", _resolve)  # noqa: B010 -- a method of another's class
