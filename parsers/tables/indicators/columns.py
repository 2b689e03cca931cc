"""What the columns of a table of indicators are: from its header, or from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from parsers.document import GridCell
from parsers.forms.indicators import ABOUT, HEADERS, INDICATORS, NUMBERING, REMARKS, UNITS
from parsers.tables.split_columns import says_derived
from parsers.words.figures import read_figure
from parsers.words.labels import of_other_time
from parsers.words.text import fold, narrow, squeeze

Row = Sequence[GridCell]
#: The first grid column, and the one behind the last.
Span = tuple[int, int]

_HEADER = {fold(word): column for column, words in HEADERS.items() for word in words}
_KNOWN = {fold(word): label.code for label in INDICATORS for word in (label.zh, *label.variants)}
CODES = frozenset(_KNOWN.values())
_REMARKS = frozenset(map(fold, REMARKS))
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_INTRODUCTION = re.compile(r"^(?:其中|其 中)[:：]?")
#: What only a column of figures of all years is called.
_ALL_YEARS = "历年"
_FIGURES = ("count", "year", "cumulative")
#: Names of indicators that are known in a table which make it one of these without a full header.
TELLING = 3
#: No table is wider.
_MAX_COLUMN = 1_000
#: The unit of an indicator, printed behind its name.
_UNIT = re.compile(rf"[(（](?:单位[:：]?)?({'|'.join(UNITS)})[)）]$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Grid columns of one table of indicators.

    `beside` are the columns that a header names and that hold other things than figures of indicators: `numbered` ones
    are no remarks, and what they hold may be taken for a figure. `certain` is False where it is not known which of the
    figures are meant.
    """

    name: int
    unit: Span | None
    figures: tuple[tuple[str, Span], ...]
    beside: tuple[Span, ...]
    #: Where this table begins and the one beside it.
    start: int
    end: int
    certain: bool = True
    numbered: bool = False

    @property
    def first(self) -> int:
        """The grid column of the first figure."""
        return min(span[0] for _, span in self.figures)

    def own(self, row: Row) -> Row:
        """The cells of a row that are of this table and not of the one beside it."""
        return [cell for cell in row if self.start <= cell.column < self.end]


def code_of(printed: str) -> str | None:
    """The code of an indicator, printed with its unit or without."""
    words = _INTRODUCTION.sub("", narrow(printed))
    return _KNOWN.get(fold(words)) or _KNOWN.get(fold(_UNIT.sub("", words)))


def name_and_unit(printed: str) -> tuple[str, str | None]:
    """The name of an indicator without its unit, and the unit, if it is printed behind the name."""
    name = squeeze(printed)
    match = _UNIT.search(name)
    return (name[: match.start()], match[1]) if match else (name, None)


def is_unit(printed: str) -> bool:
    """Whether `printed` is one of the units in which indicators count."""
    return fold(printed) in UNITS


def is_about(printed: str) -> bool:
    """Whether the name of a row says who filled in the table, not what is counted."""
    return fold(printed).startswith(ABOUT)


def numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns of its table (甲 | 乙 | 1, or 1 | 2 | 3 below blanks)."""
    printed = [cell.text for cell in row if cell.text]
    counted = [str(n) for n in range(1, len(printed) + 1)]
    return bool(printed) and (printed[0] in NUMBERING or (len(printed) > 1 and printed == counted))


def is_number(cell: GridCell) -> bool:
    """Whether a number is printed in the cell."""
    return read_figure(cell.text).state == "number"


def is_printed(cell: GridCell) -> bool:
    """Whether a number or a dash is printed in the cell."""
    return read_figure(cell.text).state in ("number", "dash")


def within(cell: GridCell, span: Span) -> bool:
    """Whether a cell stands in one of the columns of `span`."""
    return cell.column < span[1] and span[0] < cell.end


def known_names(rows: Iterable[Row]) -> int:
    """How many cells print the name of an indicator that is known."""
    return sum(code_of(cell.text) is not None for row in rows for cell in row)


def header_word(printed: str) -> str | None:
    """What a column is of which `printed` is the header: a key of `HEADERS`."""
    if column := _HEADER.get(fold(_YEAR.sub("", narrow(printed)))):
        return column
    if _ALL_YEARS in fold(printed):
        return "cumulative"
    # 2016年统计数; but 2016年累计 is no figure of all years.
    words = fold(printed)
    bare = _HEADER.get(_OF_YEAR.sub("", words))
    return "count" if bare == "count" and _OF_YEAR.search(words) else None


def header_of(row: Row, *, sure: bool, year: int | None = None) -> tuple[Columns, ...]:
    """The columns of each of the tables side by side of which `row` is the header; nothing if it is none.

    Args:
        row: the cells of one row.
        sure: whether the rows below name indicators: the words of a header alone may be those of another table.
        year: that of the report.
    """
    heads = [(cell, header_word(cell.text)) for cell in row if cell.text]
    names = [n for n, (_, word) in enumerate(heads) if word == "name"]
    # The number of a row stands before its name.
    starts = [n - 1 if n and heads[n - 1][1] == "code" else n for n in names]
    sides = [heads[start:end] for start, end in zip_longest(starts, starts[1:])]
    bounds = [0, *(side[0][0].column for side in sides[1:]), _MAX_COLUMN]
    found = tuple(_columns(side, *between, year) for side, between in zip(sides, pairwise(bounds), strict=False))
    telling = found and (found[0].unit is not None or len(found[0].figures) > 1 or sure)
    return found if telling and found[0].figures else ()


def _columns(heads: Sequence[tuple[GridCell, str | None]], start: int, end: int, year: int | None) -> Columns:
    """The columns that a header names. Of figures of one name, or of two years, it is not known which are meant,
    unless one of these is that of the report.
    """
    spans = {word: _span(cell) for cell, word in heads if word}
    named = [(word, cell) for cell, word in heads if word in _FIGURES]
    figures, others, certain = _figures_of(named, year)
    told = [cell for cell, word in heads if word == "code" or (word is None and _is_beside(cell))]
    beside = (*map(_span, told), *others)
    numbered = bool(others) or any(fold(cell.text) not in _REMARKS for cell in told)
    return Columns(spans["name"][0], spans.get("unit"), figures, beside, start, end, certain, numbered)


def _figures_of(
    named: Sequence[tuple[str | None, GridCell]], year: int | None
) -> tuple[tuple[tuple[str, Span], ...], tuple[Span, ...], bool]:
    """The columns of figures, those of other years than the report's if its own is named, and whether it is certain
    which are meant.
    """
    meant, years = named, _years(named)
    if len(years) > 1 and str(year) in years:
        meant = [(word, cell) for word, cell in named if set(_YEAR.findall(narrow(cell.text))) <= {str(year)}]
    figures = tuple((word or "", _span(cell)) for word, cell in meant)
    others = tuple(_span(cell) for _, cell in named if all(cell is not own for _, own in meant))
    return figures, others, len({word for word, _ in figures}) == len(figures) and len(_years(meant)) <= 1


def _years(named: Sequence[tuple[str | None, GridCell]]) -> set[str]:
    return {year for _, cell in named for year in _YEAR.findall(narrow(cell.text))}


def _is_beside(cell: GridCell) -> bool:
    return of_other_time(cell.text) or fold(cell.text) in _REMARKS or says_derived(cell.text)


def _span(cell: GridCell) -> Span:
    return cell.column, cell.end


def below(columns: Columns, row: Row, year: int | None = None) -> Columns | None:
    """The columns with those that a second row of the header names below one of the first (统计数: 本年 | 累计)."""
    printed = [cell for cell in columns.own(row) if cell.text]
    named = [(word, cell) for cell in printed if (word := header_word(cell.text)) in _FIGURES]
    upper = [span for _, span in columns.figures]
    if len(named) < 2 or len(named) < len(printed) or not all(any(within(c, span) for span in upper) for c in printed):
        return None
    figures, others, certain = _figures_of(named, year)
    beside, numbered = (*columns.beside, *others), columns.numbered or bool(others)
    return replace(columns, figures=figures, beside=beside, certain=certain, numbered=numbered)


def columns_without_header(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table without a header whose rows all are name, unit and one figure, or name (unit) and figure.

    Nothing that stands in them may be of another kind: two figures would be those of two years.
    """
    width = max((_span(cell)[1] for row in rows for cell in row), default=0)
    if width not in (2, 3) or not all(_is_plain(row, width) for row in rows):
        return None
    unit = (1, 2) if width == 3 else None
    return Columns(0, unit, (("count", (width - 1, width)),), (), 0, _MAX_COLUMN)


def _is_plain(row: Row, width: int) -> bool:
    printed = [cell for cell in row if cell.text]
    if len(printed) <= 1 or all(read_figure(cell.text).state == "dash" for cell in printed[1:]):
        return all(cell.column == 0 and not is_number(cell) for cell in printed[:1])  # a heading
    name, *units, figure = printed
    in_place = name.column == 0 and figure.column == width - 1 and read_figure(figure.text).state != "text"
    named = read_figure(name.text).state == "text"
    if width == 2:
        return in_place and named and name_and_unit(name.text)[1] is not None
    last_blank = not units and figure.column == 1 and is_unit(figure.text) and name.column == 0
    return named and (last_blank or (in_place and len(units) == 1 and is_unit(units[0].text)))


def fits(columns: Sequence[Columns], rows: Iterable[Row]) -> bool:
    """Whether all rows with numbers are those of a table with these columns: name, unit and figures in their places."""
    numbered = [own for row in rows for side in columns if any(map(is_number, own := side.own(row)))]
    return bool(numbered) and all(any(_row_fits(side, row) for side in columns) for row in numbered)


def reaches(columns: Sequence[Columns], rows: Iterable[Row]) -> bool:
    """Whether rows are as wide as the first of these tables: with fewer columns, it is not known which are missing."""
    last = max(span[0] for _, span in columns[0].figures)
    return any(_span(cell)[1] > last for row in rows for cell in row)


def begins_with_words(rows: Iterable[Row]) -> bool:
    """Whether the first row of more than one printed cell has no number: a table with a header of its own."""
    printed = ([cell for cell in row if cell.text] for row in rows)
    first: Row = next((row for row in printed if len(row) > 1), ())
    return not any(map(is_number, first))


def _row_fits(columns: Columns, row: Row) -> bool:
    names = [cell for cell in row if cell.column < columns.first and read_figure(cell.text).state == "text"]
    spans = [span for _, span in columns.figures]
    units = [cell for cell in row if columns.unit and within(cell, columns.unit)]
    unit_fits = any(is_unit(cell.text) for cell in units) if columns.unit else True
    figures = [cell for cell in row if is_number(cell) and cell.column >= columns.first]
    placed = all(any(within(cell, span) for span in (*spans, *columns.beside)) for cell in figures)
    return bool(names) and unit_fits and bool(figures) and placed


def has_header_words(rows: Iterable[Row]) -> bool:
    """Whether the header of a column of names or of units is printed anywhere."""
    return any(header_word(cell.text) in ("name", "unit") for row in rows for cell in row if cell.text)
