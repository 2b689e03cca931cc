"""The pages of a PDF as they are seen: drawn within bounds, upright, without the text that nobody sees.

A form may draw another ten times which draws another ten times. What is drawn is counted for each page, and reading
ends at the first that goes beyond any report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pdfminer import pdftypes
from pdfminer.layout import LTChar, LTComponent
from pdfminer.pdfinterp import PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from parsers.formats.pdf.turned import turned_by

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
#: Names of ways to blend and to mask that let nothing through.
_OPAQUE = ("Normal", "Compatible", "None")
#: A scan is in so many pieces at most; more are not looked at.
_MOST_PICTURES = 200


class _TooMuch(Exception):
    """A page draws more than any report does."""


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
    #: Whether something was said to be painted so that what is below shows through.
    translucent = False
    _painted = True
    _pictures = 0

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
        self._pictures += 1
        if self.translucent or self._pictures > _MOST_PICTURES or not _LETS_THROUGH.isdisjoint(stream.attrs):
            return
        page = self._stack[0] if self._stack else self.cur_item
        covered = [char for char in page if isinstance(char, LTChar) and _covers(self.cur_item, char)]
        gone = set(map(id, covered))
        page._objs = [thing for thing in page if id(thing) not in gone] if gone else page._objs
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

    def do_gs(self, name: Any) -> None:
        """Take the graphics state of a name, of which pdfminer takes nothing: here, whether it is translucent."""
        super().do_gs(name)
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        self.device.translucent |= isinstance(state, dict) and _is_translucent(state)

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the instructions in `streams`."""
        self.device.instructions += sum(len(pdftypes.stream_value(stream).get_data()) for stream in streams)
        if self.device.instructions > MAX_INSTRUCTIONS:
            raise _TooMuch
        super().execute(streams)


def _is_translucent(state: Mapping[str, object]) -> bool:
    alpha, blend, mask = (resolve1(state.get(name)) for name in ("ca", "BM", "SMask"))
    named = [value for value in (blend, mask) if value is not None]
    faint = isinstance(alpha, (int, float)) and alpha < 1
    return faint or any(not isinstance(value, PSLiteral) or literal_name(value) not in _OPAQUE for value in named)
