"""The table of another year on the page of a report: its figures are not the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parsers.another.attached import ANNEX, CAPTION, LONGEST_TITLE, TABLE_TITLES, differing_captions
from parsers.document import Block, Document, Grid, GridCell, Paragraph
from parsers.identity.identify import Identity
from parsers.record import Finding
from parsers.tables.cells import read_tables
from parsers.tables.columns import without_columns
from parsers.words.text import fold, narrow

#: What numbers a caption, and with which year it begins.
_NUMBERED = re.compile(r"^(?:表?\(?[一二三四五六七八九十\d]{1,2}[)、.:])+")
_YEAR = re.compile(r"(?P<year>20\d\d)年度?|(?P<last>上一?年度?|去年)")
_ABOVE = re.compile(r"(?P<year>20\d\d)年?度?|上一?年度?|去年")
#: In one of the first rows years may stand above several columns each.
_HIGHEST_HEADER = 2


def without_other_years(document: Document, own: Identity) -> Document:
    """The document without tables, or columns of them, that say to be of another year, where it has the report's too.

    It stays as it is where the report's year is in doubt, or a caption names another agency.
    """
    captions = dict(_of_other_years(document.blocks, own))
    beside = {n: heads for n, block in enumerate(document.blocks) if (heads := _beside(block, own))}
    rest = [
        block for n, block in enumerate(document.blocks) if n not in captions and not _is_caption(block, n, captions)
    ]
    doubted = any(finding.rule == "parse.year_disagrees" for finding in own.findings)
    if not (captions or beside) or doubted or any(differing_captions(rest, own)):
        return document
    there = read_tables(rest).seen if captions else frozenset()
    others = {
        n: words for n, words in captions.items() if (seen := read_tables([document.blocks[n]]).seen) and seen <= there
    }
    blocks: list[Block] = []
    said: list[str] = []
    for n, block in enumerate(document.blocks):
        kept = _without_columns(block, beside.get(n, []))
        if n in others:
            said.append(others[n])
        elif not _is_caption(block, n, others):
            blocks.append(kept)
            said += [cell.text for _, cell in beside[n]] if kept is not block else []
    notes = (
        Finding("parse.other_year", "note", f"“{words}”不是本年度的数据，未收录 / figures of another year, left out")
        for words in dict.fromkeys(said)
    )
    return replace(document, blocks=tuple(blocks), findings=(*document.findings, *notes))


def _of_other_years(blocks: Sequence[Block], own: Identity) -> Iterator[tuple[int, str]]:
    """The place of each table right below a caption that names another year than the report's, and the caption.

    It stands in a line above the table, or alone in the table's first row.
    """
    above = ""
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            above = block.text
        elif caption := next((words for words in (_first_row(block), above) if _is_of_other_year(words, own)), ""):
            yield position, caption


def _is_caption(block: Block, position: int, captions: Mapping[int, str]) -> bool:
    """Whether a line is the caption of the table right below it."""
    return isinstance(block, Paragraph) and block.text == captions.get(position + 1)


def _first_row(grid: Grid) -> str:
    """What the first row prints, if only one of its cells prints anything."""
    words = [cell.text for cell in grid.rows[0] if cell.text] if grid.rows else []
    return words[0] if len(words) == 1 else ""


def _beside(block: Block, own: Identity) -> list[tuple[int, GridCell]]:
    """The cells above several columns that name another year, each with its row, beside one with the report's."""
    for number, row in enumerate(block.rows[:_HIGHEST_HEADER] if isinstance(block, Grid) else ()):
        spans = [cell for cell in row if cell.colspan > 1]
        years = [(cell, year["year"]) for cell in spans if (year := _ABOVE.fullmatch(narrow(cell.text)))]
        others = [cell for cell, year in years if year != str(own.year)]
        if others and len(others) < len(years):
            return [(number, cell) for cell in others]
    return []


def _without_columns(block: Block, heads: Sequence[tuple[int, GridCell]]) -> Block:
    """The table without the columns below `heads`, where they reach to its last row."""
    kept = without_columns(block, heads) if heads and isinstance(block, Grid) else block
    whole = isinstance(block, Grid) and isinstance(kept, Grid) and len(kept.rows[-1]) < len(block.rows[-1])
    return kept if whole else block


def _is_of_other_year(printed: str, own: Identity) -> bool:
    """Whether a line says of nothing but the figures of a table that they are of another year than the report."""
    words = _NUMBERED.sub("", ANNEX.sub("", narrow(printed))).rstrip(":") if len(printed) <= LONGEST_TITLE else ""
    words = words.removeprefix(own.agency or "")
    year = _YEAR.match(words)
    if year is None or (year["year"] and (own.year is None or int(year["year"]) == own.year)):
        return False
    rest = words[year.end() :]
    return not rest or fold(rest) in TABLE_TITLES or CAPTION.fullmatch(rest) is not None
