"""Years printed in a table where its form has other words: above columns without 年, and in the labels of rows."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.tables.indicators.columns import header_word
from parsers.words.figures import read_figure
from parsers.words.labels import ROWS
from parsers.words.text import narrow

_BARE = re.compile(r"20\d\d")
#: Years beside the report's own are those shortly before it.
_MOST_BEFORE = 5
#: A year in a label, and what the form prints for it, before it or instead.
_IN_LABEL = re.compile(r"(?P<word>[本上下]年度?)?\(?(?P<year>20\d\d)年?度?\)?")
_WORDS = {0: ("本年", ""), -1: ("上年",), 1: ("下年度",)}


def with_years_named(grid: Grid, year: int | None) -> Grid:
    """The grid with 年 behind the bare years of its header, where one of them is that of the report."""
    rows = tuple(_named(row, year) if year else row for row in grid.rows)
    return replace(grid, rows=rows) if rows != grid.rows else grid


def without_years_in_labels(grid: Grid, year: int | None) -> Grid:
    """The grid with the words of the form in labels that print the year which these mean."""
    rows = tuple(tuple(_unlabelled(cell, year) for cell in row) if year else row for row in grid.rows)
    return replace(grid, rows=rows) if rows != grid.rows else grid


def _named(row: tuple[GridCell, ...], year: int) -> tuple[GridCell, ...]:
    years = [cell for cell in row if _is_number(cell)]
    printed = {int(cell.text) for cell in years} if all(_BARE.fullmatch(cell.text) for cell in years) else set()
    if year not in printed or not printed <= set(range(year - _MOST_BEFORE, year + 1)):
        return row
    alone = len(printed) > 1 and not any(cell.text for cell in row if cell not in years)
    if not alone and not any(header_word(cell.text) == "name" for cell in row):
        return row  # figures of a row
    return tuple(cell._replace(text=f"{cell.text}年") if cell in years else cell for cell in row)


def _is_number(cell: GridCell) -> bool:
    return read_figure(cell.text).state == "number"


def _unlabelled(cell: GridCell, year: int) -> GridCell:
    if "20" not in cell.text or ROWS.exact(cell.text):
        return cell
    printed = narrow(cell.text)
    match = _IN_LABEL.search(printed)
    words = _WORDS.get(int(match["year"]) - year, ()) if match else ()
    if match is None or (match["word"] and match["word"][0] not in {word[:1] for word in words}):
        return cell
    for word in (match["word"],) if match["word"] else words:
        text = printed[: match.start()] + word + printed[match.end() :]
        if ROWS.exact(text):
            return cell._replace(text=text)
    return cell
