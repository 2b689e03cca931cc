"""Tables printed without any rule, one cell a line: which lines are cells, and where a row ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Grid, GridCell
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.words.figures import read_figure
from parsers.words.header_words import REMEDY_CELLS, heads_remedies, is_header_word
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.pages import line_numbers_page

#: A table printed one cell a line has at least this many figures and known labels; with more labels one is enough.
_FEWEST_FIGURES = 6
_FEWEST_LABELS = 3
_MANY_LABELS = 6
#: Headers in one line without rules that show it to be a header line.
_FEWEST_HEADERS = 2
#: Figures that make a table row of a line by itself, if its label is known.
_WHOLE_ROW = 7
#: For blank lines to be blank cells so many rows of applications have to be as wide as the form's (with the blanks of
#: the merged cells with which the next row begins), and this part of them has to add up.
_FEWEST_ROWS = 5
_MERGED = 2
#: Cells of one of the three remedies, the last of which is their total.
_REMEDY = REMEDY_CELLS // 3
_MOST = 0.8


def looks_like_cells(tokens: Sequence[str]) -> bool:
    """Whether tokens are the cells of a table rather than words and figures of prose."""
    figures = sum(map(is_figure, tokens))
    if not figures:
        return False
    known = sum(map(is_known, tokens))
    if figures < _FEWEST_FIGURES:
        return known >= _MANY_LABELS
    whole_row = known > 0 and figures >= _WHOLE_ROW
    return known >= _FEWEST_LABELS or whole_row or (figures == len(tokens) >= REMEDY_CELLS)


def table_of_lines(lines: Sequence[str], *, blanks: bool) -> Grid | None:
    """The table whose cells, or rows, are `lines`; None where they are no table.

    With `blanks` blank lines are blank cells, but for those that stand behind every cell; else they say nothing, and
    no more do the numbers of pages.
    """
    lines = lines if blanks else [line for line in lines if not line_numbers_page(line.strip())]
    tokens = [token for line in lines if line for token in _tokens(line)]
    if not looks_like_cells(tokens):
        return None
    return replace(stream_grid(list(_with_blanks(lines))), anchored=True) if blanks else stream_grid(tokens)


def blank_lines_are_cells(lines: Sequence[str]) -> bool:
    """Whether rows of applications among `lines` are as wide as the form's, and add up, with blank lines as cells."""
    return "" in lines and is_proved(stream_grid(list(_with_blanks(lines))))


def _with_blanks(lines: Sequence[str]) -> Iterator[str]:
    """The cells of lines, blank ones among them."""
    printed = [line for line in lines if line]
    gaps = _gaps(lines)
    # So many blank lines stand behind every cell, behind blank ones too.
    spare = min(gaps[:-1], default=0)
    for line, gap in zip(printed, gaps, strict=True):
        yield from _tokens(line)
        yield from [""] * (max(0, gap - spare) // (spare + 1))


def _gaps(lines: Sequence[str]) -> list[int]:
    """How many blank lines follow each printed one."""
    gaps: list[int] = []
    for line in lines:
        if line:
            gaps.append(0)
        elif gaps:
            gaps[-1] += 1
    return gaps


def is_proved(grid: Grid) -> bool:
    """Whether the rows of applications are as wide as the form's, and add up."""
    rows = [row for cells in grid.rows if (row := _figures_of_applications([cell.text for cell in cells]))]
    if len(rows) < _FEWEST_ROWS or any(not 0 <= len(row) - len(APPLICANTS) <= _MERGED for row in rows):
        return False
    values = [[read_figure(text).value or 0 for text in row[: len(APPLICANTS)]] for row in rows]
    filled = [row for row in values if any(row)]
    return bool(filled) and sum(sum(row[:-1]) == row[-1] for row in filled) >= _MOST * len(filled)


def has_whole_remedies(grid: Grid) -> bool:
    """Whether a row of remedies behind its header has as many cells as the form, blank ones too, and adds up."""
    for cells in grid.rows:
        texts = [cell.text for cell in cells]
        first = 1 + max((i for i, text in enumerate(texts) if text and not is_figure(text)), default=-1)
        row = texts[first:]
        if len(row) == REMEDY_CELLS and "" in row and heads_remedies(texts[:first]):
            values = [read_figure(text).value or 0 for text in row]
            parts = [values[start : start + _REMEDY] for start in range(0, REMEDY_CELLS, _REMEDY)]
            return all(sum(part[:-1]) == part[-1] for part in parts)
    return False


def _figures_of_applications(texts: Sequence[str]) -> Sequence[str]:
    """The cells behind the label, in a row of the table of applications; none for other rows."""
    labels = [i for i, text in enumerate(texts) if text and not is_figure(text)]
    if not labels or any(is_header_word(texts[i]) for i in labels):
        return ()
    match = ROWS.exact(texts[labels[-1]], "applications")
    return texts[labels[-1] + 1 :] if match and match.code else ()


def stream_grid(tokens: Sequence[str]) -> Grid:
    """Rows from a mere order of cells: a row ends where a label follows a figure or a blank."""
    rows: list[list[str]] = [[]]
    for token in _whole_words(tokens):
        if token and rows[-1] and not is_figure(token) and (not rows[-1][-1] or is_figure(rows[-1][-1])):
            rows.append([])
        rows[-1].append(token)
    return grid_of([row for row in rows if any(row)], stream=True)


def _whole_words(tokens: Sequence[str]) -> Iterator[str]:
    """The cells, with the words of headers put together that narrow cells broke: 结果 维持."""
    position = 0
    while position < len(tokens):
        lengths = (length for length in (3, 2) if _is_one_word(tokens[position : position + length]))
        length = next(lengths, 1)
        yield "".join(tokens[position : position + length])
        position += length


def _is_one_word(pieces: Sequence[str]) -> bool:
    """Whether pieces, none of them blank or a figure, are a word of a header."""
    joined = "".join(pieces)
    known = is_header_word(joined) or ROWS.exact(joined, "remedies")
    return bool(known) and len(pieces) > 1 and all(piece and not is_figure(piece) for piece in pieces)


def grid_of(rows: Sequence[Sequence[str]], *, stream: bool = False) -> Grid:
    """A grid without merged cells; `stream` where only the order of its cells was printed."""
    cells = (tuple(GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return Grid(0, tuple(cells), stream=stream)


def is_figure(token: str) -> bool:
    """Whether a cell holds a number, or the dash for one."""
    return read_figure(token).state in ("number", "dash")


def is_known(token: str) -> bool:
    """Whether a cell is a label or a header of the forms."""
    return bool(ROWS.exact(token) or COLUMNS.exact(token) or is_header_word(token))


def _tokens(line: str) -> list[str]:
    """The cells of a line printed without rules: of a header, or of a label with its figures."""
    tokens = line.split(" ")
    parts = len(tokens) > 1 and (is_figure(tokens[-1]) or sum(map(is_known, tokens)) >= _FEWEST_HEADERS)
    return tokens if parts else [line]
