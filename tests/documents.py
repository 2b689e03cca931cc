"""A report as Word and as PDF, the ways that offices save them: merged cells, tables cut by the page, blank cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from html import escape
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from fixtures.grids import grids, placed
from fixtures.model import Grid, Report, Split, Td

_WIDTH, _HEIGHT, _MARGIN, _SIZE, _LINE = 595.0, 842.0, 50.0, 11, 18.0
_CELL_SIZE, _CELL_LINE = 8, 10.0
_GUTTER = 24.0
_FONT = "STSong-Light"
#: A font for digits, and what makes of it one that names no character.
_NAMELESS = "HeiseiMin-W3"
_UNNAMED = ((b"/UniJIS-UCS2-H", b"/Identity-H   "), (b"(Japan1)", b"(Ident) "))


def parts(made: Report, split: Split = "none") -> Iterator[str | Grid]:
    """What a report prints in order: lines and tables."""
    found = grids(made.official_form, made.figures, split)
    yield from (made.title, *made.preamble)
    for section in made.sections:
        yield from (section.heading, *section.paragraphs)
        yield from found.get(section.table or "", ())
    yield from made.signature


def report_docx(made: Report, split: Split = "none") -> bytes:
    """A report as Word saves it, cells merged as in the form."""
    document = docx.Document()
    for part in parts(made, split):
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _word_table(document, part)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a Word document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(document: Document, grid: Grid) -> None:
    """Written as XML: python-docx takes a second to merge the cells of a form."""
    starts = {(row, column): td for row, column, td in placed(grid)}
    below = {(row + n, column): td for (row, column), td in starts.items() for n in range(1, td.rowspan)}
    rows = []
    for row in range(len(grid.rows)):
        here = sorted(((c, td) for (at, c), td in (starts | below).items() if at == row), key=lambda pair: pair[0])
        rows.append("".join(_word_cell(td, continued=(row, column) in below) for column, td in here))
    xml = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    table = parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{xml}</w:tbl>")
    document.element.body.insert(len(document.element.body) - 1, table)


def _word_cell(td: Td, *, continued: bool) -> str:
    span = f'<w:gridSpan w:val="{td.colspan}"/>' if td.colspan > 1 else ""
    merge = "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>' if td.rowspan > 1 else ""
    run = f"<w:r><w:t>{escape(td.text)}</w:t></w:r>" if td.text and not continued else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>"


@dataclass(frozen=True, slots=True)
class Print:
    """How a PDF is printed.

    Attributes:
        password: what it asks for, if anything.
        ruled: whether tables have lines.
        rotation: by how much its pages say that they are to be turned, and printed for that.
        amiss: by how much more they say so, wrongly.
        bold: every character printed twice, half a point apart.
        centred: what cells print stands in their middle, across and down; else it begins at their upper left.
        wrapped: figures too long for their cell go on in its next line; else they run over into the next cell.
        torn: after so many characters a figure goes on in the next line, though its cell has room for more.
        repeated: how many of a table's first rows are printed again on each page on which it goes on.
        stamp: the size of a figure printed all over each page, and the angle by which it is turned.
        light: how light that figure is.
        head: what stands at the head of each page.
        foot: what stands at its foot, with `{page}` for the page's number.
        columns: in how many columns prose is printed, if it is broken at the margin; tables are on pages of their own.
        broken: whether prose is broken at the margin, also within a number; else after 44 characters.
        kept: whether a figure that has no room at the margin goes to the next line whole, with what ends it.
        nameless: whether digits are printed in a font that does not tell which characters they are.
        note: the size of a digit printed behind the last figure of each row, how high it stands, and how light it is.
        seal: whether a round seal is stamped on each page.
        mode: in which mode characters are painted; 3 is none.
        picture: how many bands (RGB, RGBA) a picture has that is laid over each page, if any is.
        opacity: that of the picture.
        together: whether tables stand right below each other, without a line of prose between.
        cut: whether the end of a page cuts rows of several lines between two of these.
        without: the sides of tables at which no line is drawn, of `left`, `right`, `top` and `bottom`; the latter two on
            each page.
        low: whether what cells print stands at their bottom, rows being `roomy` lines higher than what they print.
        shade: whether there is a grey shade behind each line of a cell.
        frame: how far from each table another line goes around it, if one does.
        dotted: the sides of tables at which the line is one of dots.
    """

    password: str | None = None
    ruled: bool = True
    rotation: int = 0
    amiss: int = 0
    bold: bool = False
    centred: bool = False
    wrapped: bool = True
    torn: int = 1000
    repeated: int = 0
    stamp: tuple[int, int] | None = None
    light: float = 0
    head: str = ""
    foot: str = "- {page} -"
    columns: int = 1
    broken: bool = False
    kept: bool = False
    nameless: bool = False
    note: tuple[int, int, float] | None = None
    seal: bool = False
    mode: int = 0
    picture: str = ""
    opacity: float = 1
    together: bool = False
    cut: bool = False
    without: tuple[str, ...] = ()
    low: bool = False
    roomy: int = 0
    shade: bool = False
    frame: float = 0
    dotted: tuple[str, ...] = ()


#: The first row of a cell, that below it, and its column.
_Placed = tuple[int, int, int, Td]


class _Printer:
    """Prints lines and ruled tables; a table goes on where the page ends, its merged cells cut."""

    def __init__(self, how: Print) -> None:
        registerFont(UnicodeCIDFont(_FONT))
        registerFont(UnicodeCIDFont(_NAMELESS))
        self.file = BytesIO()
        self.how = how
        encryption = StandardEncryption(how.password) if how.password else None
        self.canvas = Canvas(self.file, pagesize=(_WIDTH, _HEIGHT), encrypt=encryption)
        self.y = _HEIGHT - _MARGIN
        self.page = 1
        self.column = 0
        self.rotate()

    def rotate(self) -> None:
        """Print along the paper's side, on a page that says to be turned."""
        if said := (self.how.rotation + self.how.amiss) % 360:
            self.canvas.setPageRotation(said)
        if self.how.amiss in (90, 270):
            self.canvas.setPageSize((_HEIGHT, _WIDTH))  # the paper is as it was
        if self.how.rotation:
            self.canvas.translate(*((_HEIGHT, 0) if self.how.rotation == 90 else (0, _WIDTH)))
            self.canvas.rotate(90 if self.how.rotation == 90 else -90)

    def turn(self) -> None:
        self.canvas.setFont(_FONT, 9)
        self.canvas.drawCentredString(_WIDTH / 2, 30, self.how.foot.format(page=self.page))
        self.canvas.drawString(_MARGIN, _HEIGHT - 35, self.how.head)
        if self.how.stamp:
            self.stamp(*self.how.stamp)
        if self.how.seal:
            self.canvas.circle(400, 120, 60)
        if self.how.picture:
            picture = ImageReader(Image.new(self.how.picture, (60, 80)))
            self.canvas.setFillAlpha(self.how.opacity)
            self.canvas.drawImage(picture, 0, 0, _WIDTH, _HEIGHT, mask="auto")
        self.canvas.showPage()
        self.rotate()
        self.page += 1
        self.column = 0
        self.y = _HEIGHT - _MARGIN

    def stamp(self, size: int, angle: int) -> None:
        self.canvas.setFont(_FONT, size)
        self.canvas.setFillGray(self.how.light)
        for y in range(100, int(_HEIGHT), 60):
            for x in range(60, int(_WIDTH), 45):
                self.canvas.saveState()
                self.canvas.translate(x, y)
                self.canvas.rotate(angle)
                self.canvas.drawString(0, 0, "5")
                self.canvas.restoreState()

    def line(self, words: str) -> None:
        filled = _filled(words, self.how.columns, kept=self.how.kept) if self.how.broken else None
        for piece in filled or (words[n : n + 44] for n in range(0, len(words), 44)):
            if self.y - _LINE < _MARGIN:
                self.column += 1
                self.y = _HEIGHT - _MARGIN
                if self.column == self.how.columns:
                    self.turn()
            self.y -= _LINE
            self.text(_MARGIN + self.column * (_WIDTH - 2 * _MARGIN + _GUTTER) / 2, self.y, piece, _SIZE)

    def text(self, x: float, y: float, words: str, size: int) -> None:
        for piece in re.findall(r"\d+|\D+", words) if self.how.nameless else [words]:
            self.canvas.setFont(_NAMELESS if self.how.nameless and piece.isdigit() else _FONT, size)
            for shift in (0, 0.5) if self.how.bold else (0,):
                self.canvas.drawString(x + shift, y, piece, mode=self.how.mode)
            x += stringWidth(piece, _FONT, size)

    def table(self, grid: Grid) -> None:
        widths = _widths(grid)
        heights = [height + self.how.roomy * _CELL_LINE for height in _heights(grid, widths, self.how.torn)]
        starts = list(range(len(heights) + 1))
        if self.how.cut:
            heights, starts = _by_line(heights)
        cells = [(starts[row], starts[row + td.rowspan], column, td) for row, column, td in placed(grid)]
        if self.how.columns > 1:
            self.turn()
        gap = 0 if self.how.together else _LINE / 2
        self.y -= gap
        start, repeated = 0, starts[self.how.repeated]
        while start < len(heights):
            end = start
            while end < len(heights) and self.y - sum(heights[start : end + 1]) > _MARGIN:
                end += 1
            if end > start:
                self._rows(cells, widths, heights, start, end)
            if end < len(heights):
                self.turn()
                if end >= repeated > 0:
                    self._rows(cells, widths, heights, 0, repeated)
            start = end
        self.y -= gap

    def _rows(self, cells: list[_Placed], widths: list[float], heights: list[float], start: int, end: int) -> None:
        top = self.y
        for row, below, column, td in cells:
            first, last = max(row, start), min(below, end)
            if first >= last:
                continue
            left, width = _MARGIN + sum(widths[:column]), sum(widths[column : column + td.colspan])
            upper, height = top - sum(heights[start:first]), sum(heights[first:last])
            sides = {
                "left": column == 0, "right": column + td.colspan == len(widths), "top": first == start,
                "bottom": last == end,
            }  # fmt: skip
            if self.how.ruled:
                drawn = {"left", "right", "top", "bottom"} - {name for name in self.how.without if sides[name]}
                dots = {name for name in self.how.dotted if sides[name]}
                self._box(left, upper - height, width, height, drawn - dots)
                self._dots(left, upper - height, width, height, dots)
            lines = _wrapped(td, width, self.how.torn) if self.how.wrapped or not td.figure else [td.text]
            if self.how.low:
                lines = [""] * (int(sum(heights[row:below]) // _CELL_LINE) - len(lines) - 1) + lines
            room = int(height // _CELL_LINE)
            # A merged cell prints what fits on the page and the rest on the next.
            shown = lines[:room] if row >= start else lines[int(sum(heights[row:start]) // _CELL_LINE) :]
            above = (height - len(shown) * _CELL_LINE) / 2 if self.how.centred else 0
            for number, words in enumerate(shown, 1):
                indent = (width - stringWidth(words, _FONT, _CELL_SIZE)) / 2 if self.how.centred else 2
                if self.how.shade and words:
                    self.shade(left + indent, upper - above - number * _CELL_LINE, words)
                self.text(left + indent, upper - above - number * _CELL_LINE, words, _CELL_SIZE)
                if self.how.note and td.figure and sides["right"]:
                    size, raised, light = self.how.note
                    self.canvas.setFillGray(light)
                    right = left + indent + stringWidth(words, _FONT, _CELL_SIZE)
                    self.text(right, upper - above - number * _CELL_LINE + raised, "1", size)
                    self.canvas.setFillGray(0)
        self.y = top - sum(heights[start:end])
        if self.how.frame:
            far = self.how.frame
            self.canvas.rect(_MARGIN - far, self.y - far, sum(widths) + 2 * far, top - self.y + 2 * far)

    def shade(self, x: float, y: float, words: str) -> None:
        self.canvas.setFillGray(0.9)
        self.canvas.rect(x, y - 2, stringWidth(words, _FONT, _CELL_SIZE), _CELL_SIZE, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def _box(self, x: float, y: float, width: float, height: float, drawn: set[str]) -> None:
        """The lines around a cell that are `drawn`."""
        lines = {
            "bottom": (x, y, x + width, y), "top": (x, y + height, x + width, y + height),
            "left": (x, y, x, y + height), "right": (x + width, y, x + width, y + height),
        }  # fmt: skip
        for name in drawn:
            self.canvas.line(*lines[name])

    def _dots(self, x: float, y: float, width: float, height: float, drawn: set[str]) -> None:
        """The dots along a cell's upright sides, each drawn as a square of its own."""
        for name in drawn:
            for number in range(int(height / 1.5)):
                self.canvas.rect(x + (width if name == "right" else 0), y + number * 1.5, 0.75, 0.75, stroke=0, fill=1)

    def done(self) -> bytes:
        self.turn()
        self.canvas.save()
        data = self.file.getvalue()
        return reduce(lambda done, pair: done.replace(*pair), _UNNAMED, data) if self.how.nameless else data


def _filled(words: str, columns: int, *, kept: bool) -> Iterator[str]:
    """Lines that go to the margin of the page, or of one of its columns."""
    width = (_WIDTH - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    line = ""
    for piece in re.findall(r"[\d.]+[%。，]*|.", words) if kept else words:
        if stringWidth(line + piece, _FONT, _SIZE) > width:
            yield line
            line = ""
        line += piece
    yield line


def _widths(grid: Grid) -> list[float]:
    """Columns of labels as the form has them: the first of the applications so narrow that its words stand upright."""
    whole = _WIDTH - 2 * _MARGIN
    if grid.width == 10:
        return [12.0, 44.0, 139.0, *[(whole - 195) / 7] * 7]
    return [whole / grid.width] * grid.width


def _wrapped(td: Td, width: float, torn: int) -> list[str]:
    across = max(1, int((width - 4) / stringWidth("0" if td.text.isascii() else "一", _FONT, _CELL_SIZE)))
    across = min(across, torn) if td.figure else across
    lines = td.text.split("\n") if td.text else []
    return [line[start : start + across] for line in lines for start in range(0, len(line), across)]


def _heights(grid: Grid, widths: list[float], torn: int) -> list[float]:
    heights = [_CELL_LINE + 4] * len(grid.rows)
    for row, column, td in placed(grid):
        lines = len(_wrapped(td, sum(widths[column : column + td.colspan]), torn))
        lacking = lines * _CELL_LINE + 4 - sum(heights[row : row + td.rowspan])
        if lacking > 0:
            heights[row + td.rowspan - 1] += lacking
    return heights


def _by_line(heights: list[float]) -> tuple[list[float], list[int]]:
    """The heights of the lines of all rows, and for each row which of these is its first; the last ends them all."""
    parts: list[float] = []
    starts = [0]
    for height in heights:
        lines = max(1, int((height - 4) // _CELL_LINE))
        parts += [*[_CELL_LINE] * (lines - 1), height - (lines - 1) * _CELL_LINE]
        starts.append(len(parts))
    return parts, starts


def report_pdf(made: Report, lead: int = 0, how: Print | None = None) -> bytes:
    """A report as a PDF; `lead` lines of prose more move the page breaks through the tables."""
    printer = _Printer(how or Print())
    printed = list(parts(made))
    tables = [n for n, part in enumerate(printed) if not isinstance(part, str)]
    for number, part in enumerate(printed):
        if isinstance(part, str) and printer.how.together and tables[0] < number < tables[-1]:
            continue
        if isinstance(part, str):
            printer.line(part)
            if part.startswith("一、"):
                for _ in range(lead):
                    printer.line("全年工作按计划推进。")
        else:
            printer.table(part)
    return printer.done()
