"""A document without markup of its own drawn as paragraphs and tables, every cell with the mark of its place."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from parsers.document import Block, Grid, GridCell
from parsers.formats.html.cells import ORIGIN
from parsers.formats.html.dom import Element, settable
from parsers.record import Source


def place_of(grid: Grid, cell: GridCell) -> str:
    """The mark of a cell that no element prints: where it stands."""
    return str(Source(grid.number, cell.row + 1, cell.column + 1, grid.page))


def drawn(blocks: Iterable[Block]) -> Element:
    """The blocks in order as elements."""
    root = etree.Element("div")
    for block in blocks:
        if isinstance(block, Grid):
            root.append(_table(block))
        else:
            etree.SubElement(root, "p").text = settable(block.text)
    return root


def _table(grid: Grid) -> Element:
    table = etree.Element("table", border="1")
    page = f"第 {grid.page} 页 page {grid.page} · " if grid.page is not None else ""
    etree.SubElement(table, "caption").text = f"{page}表 table {grid.number}"
    taken: set[tuple[int, int]] = set()
    for number, cells in enumerate(grid.rows):
        row = etree.SubElement(table, "tr")
        column = 0
        for cell in cells:
            # A place that no cell covers must be filled: browsers would move the cells after it.
            for gap in range(column, cell.column):
                if (number, gap) not in taken:
                    etree.SubElement(row, "td")
            _cell(row, grid, cell)
            column = cell.column + cell.colspan
            taken |= {(number + down, across) for down in range(cell.rowspan) for across in range(cell.column, column)}
    return table


def _cell(row: Element, grid: Grid, cell: GridCell) -> None:
    spans = {name: str(span) for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1}
    element = etree.SubElement(row, "td", {ORIGIN: place_of(grid, cell), **spans})
    first, *lines = cell.text.split("\n")
    element.text = settable(first)
    for line in lines:
        etree.SubElement(element, "br").tail = settable(line)
