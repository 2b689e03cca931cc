"""Which columns a header names, and those that its form does not have: numbers, units, remarks, other years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from parsers.document import Grid, GridCell
from parsers.forms import FORMS
from parsers.tables.shifted import any_shifted
from parsers.tables.stream_columns import without_columns_beside
from parsers.words.figures import read_figure
from parsers.words.header_words import CORNER, COUNTS, REMARKS
from parsers.words.labels import COLUMNS, ROWS, of_other_time
from parsers.words.text import fold, narrow

_TABLES = [table.code for table in FORMS["2021"].tables]
#: Headers of what stands beside the figures of a form.
_BESIDE = frozenset(
    {
        *COUNTS, "编码", "代码", "备注", "备注说明", "说明", "单位", "计量单位", "小计",
        "占比", "所占比例", "比例", "百分比", "比重", "所占比重",
    }
)  # fmt: skip
#: Where these are printed, 小计 is no other word for them.
_TOTALS = frozenset({"总计", "合计"})
_HEADERS = frozenset({"申请人情况", CORNER, "本年", "本年度", "行政复议", "行政诉讼"})
#: What stands in the header above the labels, the form's own word also behind what was run together with it.
_CORNERS = frozenset({"项目", "类别", "事项", "名称", "内容"})
#: Also with a mark or a word behind it.
_LONGEST_CORNER = 8
_YEAR = re.compile(r"20\d\d(?=年)")
#: So many rows counted from 1 are counted, whatever stands above the numbers; fewer, where labels of rows stand behind.
_FEWEST_COUNTED = 5
_PRINTED = ("number", "dash")
#: No report has more pages.
_MOST_PAGES = 200
_LONGEST_COUNT = 4
#: No header of such a column is longer.
_LONGEST = 20


@lru_cache(maxsize=1024)
def codes_of(printed: tuple[str, ...]) -> tuple[tuple[str | None, int], ...]:
    """The codes of the columns that a row of the header prints, each with the place of the word with which it begins.

    Neighbours are joined where one word was broken in two; a column that no form has is None.
    """
    starts = [i for i, text in enumerate(printed) if _is_corner(fold(text), first=not any(printed[:i]))]
    rest = [i for i in range(starts[-1] + 1 if starts else 0, len(printed)) if printed[i]]
    rest = [i for i in rest if not ((m := ROWS.exact(printed[i], "disclosure")) and not m.code)]
    found: list[tuple[str | None, int]] = []
    position = 0
    # Of several years side by side it is not known which is the report's.
    if len({year for i in rest for year in _YEAR.findall(narrow(printed[i]))}) > 1:
        printed = tuple("" if _YEAR.search(narrow(text)) else text for text in printed)
    while position < len(rest):
        words = [printed[i] for i in rest[position : position + 3]]
        match, length = COLUMNS.find(words[0], "disclosure"), 1
        overwritten = read_figure(words[0]).state in ("number", "blank")
        for joined in () if overwritten or (match and match.exact) else (2, 3):
            # Only what is known as a whole: the last of the words alone may be known as well.
            if whole := COLUMNS.exact("".join(words[:joined]), "disclosure"):
                match, length = whole, joined
                break
        found.append((match.code if match else None, rest[position]))
        position += length
    return tuple(found)


def _is_corner(word: str, *, first: bool) -> bool:
    """Whether a word of the header stands above the labels; the first one may be misspelt."""
    likely = first and len(word) == len(CORNER) and sum(map(str.__eq__, word, CORNER)) == len(CORNER) - 1
    noted = first and word.startswith(CORNER) and len(word) <= _LONGEST_CORNER and not COLUMNS.find(word)
    return word in _CORNERS or word.endswith(CORNER) or likely or noted


def own_columns(grid: Grid) -> Grid:
    """The grid without the columns that are not the form's, where every row shows in which column each cell stands."""
    if grid.stream:
        return without_columns_beside(grid)
    grid = _without_counting(grid)
    beside = {word for word in {cell.text for row in grid.rows for cell in row} if _is_beside(word)}
    if not beside:
        return grid
    found = [(n, cell) for n, row in enumerate(grid.rows) for cell in row if cell.text in beside]
    found = [(n, cell) for n, cell in found if is_header(grid.rows[n]) and not _is_last_years(cell, grid.rows[n])]
    totals = any(fold(cell.text) in _TOTALS for row in grid.rows for cell in row) if found else False
    found = [(n, cell) for n, cell in found if totals or fold(cell.text) != "小计"]
    return without_columns(grid, found)


def without_columns(grid: Grid, heads: Sequence[tuple[int, GridCell]]) -> Grid:
    """The grid without what stands below `heads`, cells each with the number of its row, where all rows end alike.

    It stays as it is where a header stands apart from the columns that it names, or figures below that of remarks may
    be those of the form.
    """
    if not heads or grid.stream or not _is_rectangular(grid.rows, min(n for n, _ in heads)):
        return grid
    if any(_stands_above_labels(grid.rows, n) for n in {n for n, _ in heads}):
        return grid
    dropped = {id(cell) for n, head in heads for cell in _column(grid.rows, n, head)}
    kept = [tuple(cell for cell in row if id(cell) not in dropped) for row in grid.rows]
    remarks = {id(cell) for n, head in heads if fold(head.text).endswith(REMARKS)
               for cell in _column(grid.rows, n, head)}  # fmt: skip
    if remarks and any_shifted(kept, [[cell for cell in row if id(cell) in remarks] for row in grid.rows]):
        return grid
    return replace(grid, rows=tuple(kept))


def _stands_above_labels(rows: Sequence[Sequence[GridCell]], start: int) -> bool:
    """Whether labels of rows stand below a word of the header in row `start` that names a column of figures."""
    named = {cell.column for cell in rows[start] if names_column(cell.text)}
    return any(cell.column in named and names_row(cell.text) for row in rows[start + 1 :] for cell in row)


def _without_counting(grid: Grid) -> Grid:
    """The grid without a first column that counts its rows, under the header of their labels: 1, 2, 3 … to the last.

    Below a header it may begin again, where the label of each row is known.
    """
    counted = [row for row in grid.rows if len(row) > 2 and _is_count(row[0].text)]
    if grid.stream or not counted or not all(_begins_with_number(row) for row in counted):
        return grid
    known = all(ROWS.exact(row[1].text) for row in counted)
    numbers = {id(row[0]): row[0].text for row in counted}
    if not (known or len(counted) >= _FEWEST_COUNTED) or not _count_on(grid.rows, numbers, again=known):
        return grid
    return replace(grid, rows=tuple(row[1:] if row and id(row[0]) in numbers else row for row in grid.rows))


def _count_on(rows: Sequence[Sequence[GridCell]], numbers: Mapping[int, str], *, again: bool) -> bool:
    """Whether the numbers of cells, by their ids, count the rows in which these stand first; `again` below a header."""
    # A part of a table counts on from the part before.
    expected, above = next((numbers[id(cell)] for cell in rows[0][:1] if id(cell) in numbers), "1"), True
    for row in rows:
        number = numbers.get(id(row[0])) if row else None
        if number is not None:
            if number != expected and (above or not again or number != "1"):
                return False
            expected = str(int(number) + 1)
        above = number is not None
    return True


def _begins_with_number(row: Sequence[GridCell]) -> bool:
    """Whether a number stands in the first column, and words behind it."""
    return row[0].column == 0 and read_figure(row[1].text).state == "text"


def below(leaves: Sequence[GridCell], cells: Sequence[GridCell], grid: Grid) -> list[GridCell] | None:
    """The cell of a row below each of the header's `leaves`, by the columns of the grid in which they stand.

    None where these are not known for certain, nothing where something is printed outside the columns, or twice below
    one.
    """
    spans = [(leaf.column, leaf.end) for leaf in leaves]
    apart = all(end <= start for (_, end), (start, _) in pairwise(sorted(spans)))
    heads = {id(cell): n for n, row in enumerate(grid.rows) for cell in row}
    if grid.stream or not leaves or not apart or any(id(leaf) not in heads for leaf in leaves):
        return None
    if not _is_rectangular(grid.rows, min(heads[id(leaf)] for leaf in leaves)):
        return None
    found = [_below(start, end, cells) for start, end in spans]
    placed = [cell for cell in found if cell is not None]
    rest = [cell for cell in cells if all(cell is not other for other in placed)]
    if len(placed) < len(leaves):
        return None
    return placed if all(_is_blank(cell) for cell in rest) else []


def is_split(leaf: GridCell, grid: Grid) -> bool:
    """Whether right below a header's cell several words stand, each above figures of its own."""
    rows = grid.rows if leaf.colspan > 1 else ()
    under = (cell for row in rows for cell in row if cell.row == leaf.row + leaf.rowspan)
    words = [cell for cell in under if leaf.column <= cell.column and cell.end <= leaf.end]
    return [read_figure(cell.text).state for cell in words].count("text") > 1


def _below(start: int, end: int, cells: Sequence[GridCell]) -> GridCell | None:
    """The only cell between two columns in which something is printed, else the first blank one."""
    inside = [cell for cell in cells if start <= cell.column and cell.end <= end]
    printed = [cell for cell in inside if not _is_blank(cell)]
    return next(iter(printed or inside), None) if len(printed) < 2 else None


def _is_blank(cell: GridCell) -> bool:
    return read_figure(cell.text).state == "blank"


@lru_cache(maxsize=1024)
def stands_beside(printed: str) -> bool:
    """Whether a header says that what is below it is none of a form's figures."""
    word = fold(printed)
    return word in _BESIDE or word.endswith(REMARKS)


@lru_cache(maxsize=1024)
def _is_beside(printed: str) -> bool:
    if not 1 < len(printed) <= _LONGEST:
        return False
    word = fold(printed)
    return (
        word in _BESIDE
        or word.endswith(REMARKS)
        or (of_other_time(word) and not COLUMNS.exact(printed) and not ROWS.exact(word))
    )


def _is_last_years(cell: GridCell, row: Sequence[GridCell]) -> bool:
    """Whether a header that no form has stands for the items of last year, which the form of 2019 prints itself."""
    codes = {match.code for other in row if (match := COLUMNS.find(other.text, "disclosure"))}
    return of_other_time(cell.text) and "change" in codes and "previous_items" not in codes


def is_header(row: Sequence[GridCell]) -> bool:
    """Whether a row is one of a header: words of one, no figure."""
    states = {read_figure(cell.text).state for cell in row}
    known = any(fold(cell.text) in _HEADERS or COLUMNS.exact(cell.text) for cell in row if not _is_beside(cell.text))
    return known and not {"number", "dash"}.intersection(states)


def is_page_number(row: Sequence[GridCell]) -> bool:
    """Whether a row is nothing but the number of a page."""
    return len(row) == 1 and may_number_page(row[0].text)


def may_number_page(printed: str) -> bool:
    """Whether what is printed in a cell may be the number of a page."""
    return _is_count(printed) and 0 < int(printed) < _MOST_PAGES


def _is_count(printed: str) -> bool:
    """Whether digits alone are printed, few enough to count rows or pages."""
    return printed.isascii() and printed.isdecimal() and len(printed) <= _LONGEST_COUNT


def numbers_page(grid: Grid, row: Sequence[GridCell]) -> bool:
    """The same in a table where no label of a row reaches down to the number, which may be a figure of it."""
    if not is_page_number(row):
        return False
    reaching = (cell for line in grid.rows for cell in line if cell.row < row[0].row < cell.row + cell.rowspan)
    return not any(names_row(cell.text) for cell in reaching)


def names_row(printed: str) -> bool:
    """Whether a label is that of a row, and of no group of rows."""
    match = ROWS.exact(printed)
    return match is not None and match.code not in ("", "other")


def names_column(printed: str) -> bool:
    """Whether a word of the header names a column of one of the forms' tables."""
    return any(COLUMNS.exact(printed, table) for table in _TABLES)


def _column(rows: Sequence[Sequence[GridCell]], start: int, head: GridCell) -> Iterator[GridCell]:
    """A header cell and the cells below it, to the header of the next block."""
    yield head
    for row in rows[start + head.rowspan :]:
        if any(COLUMNS.exact(cell.text, "disclosure") for cell in row):
            return
        yield from (cell for cell in row if head.column <= cell.column and cell.end <= head.end)


def _is_rectangular(rows: Sequence[Sequence[GridCell]], start: int) -> bool:
    """Whether all rows from `start` end at the same column, but for those of one cell, and of words behind the last
    row with a figure or a dash.
    """
    figured = (n for n, row in enumerate(rows) if any(read_figure(cell.text).state in _PRINTED for cell in row))
    last = max(figured, default=len(rows) - 1)
    ends = zip(ends_of(rows)[start : last + 1], rows[start : last + 1], strict=True)
    return len({end for end, row in ends if len(row) > 1}) == 1


def ends_of(rows: Sequence[Sequence[GridCell]]) -> list[int]:
    """Behind which column each row ends, the cells that reach down into it from those above counted in."""
    first = next(cell.row for row in rows for cell in row)
    ends = [0] * len(rows)
    for cell in chain(*rows):
        for number in range(cell.row - first, min(cell.row - first + cell.rowspan, len(rows))):
            ends[number] = max(ends[number], cell.end)
    return ends
