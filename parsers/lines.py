"""Lines of text to blocks: tables that were printed with pipes, tabs or one cell per line become grids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.document import Block, Grid, GridCell, Paragraph, UnreadableDocument
from parsers.figures import read_figure
from parsers.labels import COLUMNS, ROWS
from parsers.prose import is_heading, split_inline_headings
from parsers.rows import REMEDY_CELLS, heads_remedies, is_header_word
from parsers.text import clean

_PIPE = re.compile(r"[|｜¦│┃]")
#: What a line between rows is drawn with, three hyphens at least.
_RULE_MARKS = frozenset(":+-=─━┅|｜ ")
_SENTENCE = re.compile(r"[。;；]")
#: The longest real report has a tenth of these.
MAX_CHARACTERS = 1_000_000
MAX_LINES = 20_000
#: A table printed one cell a line has at least this many figures and known labels.
_FEWEST_FIGURES = 6
_FEWEST_LABELS = 3
#: Headers in one line without rules that show it to be a header line.
_FEWEST_HEADERS = 2
#: Figures that make a table row of a line by itself, if its label is known.
_WHOLE_ROW = 7
#: A sentence may hold fewer pipes than this.
_FEW_PIPES = 4
_LONGEST_CELL = 80
_LONGEST_ROW = 160
#: Lines of a table that has one cell in each; cells of a line that holds a whole table.
_FEWEST_LINES = 12
_WIDEST = 40


def to_blocks(lines: Iterable[str | Grid]) -> tuple[Block, ...]:
    """`lines` in order as paragraphs and grids; grids are numbered by their place in the document."""
    blocks: list[Block] = []
    waiting: list[str] = []
    for number, line in enumerate(lines):
        if number == MAX_LINES:
            raise UnreadableDocument(f"more than {MAX_LINES:,} lines and tables: no report is that long")
        if isinstance(line, str):
            waiting.append(line)
        else:
            blocks.extend(_text_blocks(waiting))
            blocks.append(line)
            waiting = []
    blocks.extend(_text_blocks(waiting))
    return tuple(_numbered(blocks))


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    """Tables in order from 1; parts of one table keep one number, tables printed as text count as well."""
    numbers: dict[object, int] = {}
    for block in blocks:
        if isinstance(block, Grid):
            key: object = block.number if block.number > 0 else id(block)
            yield replace(block, number=numbers.setdefault(key, len(numbers) + 1))
        else:
            yield block


def _text_blocks(lines: list[str]) -> Iterator[Block]:
    if sum(map(len, lines)) > MAX_CHARACTERS:
        raise UnreadableDocument(f"more than {MAX_CHARACTERS:,} characters of text: no report is that long")
    kept = [piece for line in lines for piece in _pieces(line)]
    position = 0
    while position < len(kept):
        if end := _pipe_table(kept, position):
            yield _pipe_grid(kept[position:end])
        elif end := _cell_run(kept, position):
            yield from _run(kept[position:end])
        else:
            end = position + 1
            yield from _paragraph(kept[position])
        position = end


def _run(lines: list[str]) -> Iterator[Block]:
    """Short lines: a table printed without any rule, or just short lines."""
    tokens = [token for line in lines for token in _tokens(line)]
    if _looks_like_cells(tokens):
        yield _stream(tokens)
    else:
        for line in lines:
            yield from _paragraph(line)


def _pieces(line: str) -> Iterator[str]:
    """A line cut where several lines were run together: at inline headings, at prose between pipes."""
    for piece in split_inline_headings(line):
        if len(_PIPE.findall(piece)) >= _FEWEST_FIGURES and len(piece) > _LONGEST_CELL and _SENTENCE.search(piece):
            yield from _around_prose(piece)
        else:
            yield piece


def _around_prose(line: str) -> Iterator[str]:
    """The cells of a run-together table as one pipe line, prose before and after it as lines of their own."""
    cells: list[str] = []
    for cell in _PIPE.split(line):
        if len(cell) > _LONGEST_CELL and _SENTENCE.search(cell):
            if cells:
                yield "|".join(cells) + "|"
            yield cell.strip()
            cells = []
        else:
            cells.append(cell)
    if cells:
        yield "|".join(cells) + "|"


def _paragraph(line: str) -> Iterator[Block]:
    tokens = line.split(" ")
    if _looks_like_cells(tokens):
        yield _stream(tokens)
    elif text := clean(line):
        yield Paragraph(text)


def _is_pipe_row(line: str) -> bool:
    pipes = len(_PIPE.findall(line))
    return pipes > 0 and not (pipes < _FEW_PIPES and "。" in line)


def _is_cell(line: str) -> bool:
    longest = _LONGEST_ROW if " " in line and _is_figure(line.rpartition(" ")[2]) else _LONGEST_CELL
    return len(line) <= longest and not _SENTENCE.search(line) and not is_heading(line)


def _pipe_table(lines: list[str], start: int) -> int:
    """The end of the pipe table that begins at `start`, 0 if none does. Broken cells may lie between rows."""
    if not _is_pipe_row(lines[start]):
        return 0
    end = start + 1
    for position in range(start + 1, len(lines)):
        if _is_pipe_row(lines[position]):
            end = position + 1
        elif not _is_cell(lines[position]):
            break
    return end


def _cells(line: str, *, opened: bool, closed: bool) -> list[str]:
    cells = [clean(cell) for cell in _PIPE.split(line)]
    if opened and len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if closed and len(cells) > 1 and not cells[-1] else cells


def _pipe_grid(lines: list[str]) -> Grid:
    """Rows between pipes. Where not every row begins (ends) with one, a pipe there has a blank cell before (after)."""
    printed = [line for line in lines if not ("---" in line and _RULE_MARKS.issuperset(line))]
    piped = [line for line in printed if _PIPE.search(line)]
    opened, closed = all(_PIPE.match(line) for line in piped), all(_PIPE.match(line[-1]) for line in piped)
    rows = [_cells(line, opened=opened, closed=closed) for line in printed]
    single = sum(1 for row in rows if sum(map(bool, row)) <= 1)
    longest = max((len(row) for row in rows), default=0)
    if single > len(rows) * 0.8 and len(rows) > _FEWEST_LINES:
        # A line of pipes alone is as many blank cells.
        return _stream([cell for row in rows for cell in (list(filter(None, row)) or row)])
    if longest > _WIDEST or len(rows) == 1:
        return _stream([part for row in rows for cell in row for part in _unglued(cell)])
    bare = max(longest, REMEDY_CELLS) if heads_remedies(cell for row in rows for cell in row) else longest
    return _grid([_filled_up(row, longest if any(map(_is_label, row)) else bare) for row in rows])


def _filled_up(row: list[str], width: int) -> list[str]:
    """A row of figures with the blank cells at its end that were not printed.

    A row that begins with a figure may have lost blank cells at its beginning as well: it stays as it is.
    """
    lost = width - len(row) if any(map(_is_figure, row)) and not _is_figure(row[0]) else 0
    return [*row, *[""] * lost]


def _unglued(cell: str) -> list[str]:
    """The last cell of a row and the first of the next, where rows were run together without a pipe between them."""
    parts = cell.split(" ")
    return parts if len(parts) > 1 and all(_is_figure(part) or _is_known(part) for part in parts) else [cell]


def _grid(rows: list[list[str]], *, stream: bool = False) -> Grid:
    cells = (tuple(GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return Grid(0, tuple(cells), stream=stream)


def _stream(tokens: list[str]) -> Grid:
    """Rows from a mere order of cells: a row ends where a label follows a figure or a blank."""
    rows: list[list[str]] = [[]]
    for token in tokens:
        if token and rows[-1] and not _is_figure(token) and (not rows[-1][-1] or _is_figure(rows[-1][-1])):
            rows.append([])
        rows[-1].append(token)
    return _grid([row for row in rows if any(row)], stream=True)


def _is_figure(token: str) -> bool:
    return read_figure(token).state in ("number", "dash")


def _is_label(token: str) -> bool:
    return read_figure(token).state == "text"


def _cell_run(lines: list[str], start: int) -> int:
    """The end of the run of lines from `start` that may be cells, or labels with their figures; 0 for none."""
    end = start
    while end < len(lines) and _is_cell(lines[end]) and not _is_pipe_row(lines[end]):
        end += 1
    return end if end > start else 0


def _tokens(line: str) -> list[str]:
    """The cells of a line printed without rules: of a header, or of a label with its figures."""
    tokens = line.split(" ")
    parts = len(tokens) > 1 and (_is_figure(tokens[-1]) or sum(map(_is_known, tokens)) >= _FEWEST_HEADERS)
    return tokens if parts else [line]


def _is_known(token: str) -> bool:
    return bool(ROWS.exact(token) or COLUMNS.exact(token) or is_header_word(token))


def _looks_like_cells(tokens: list[str]) -> bool:
    figures = sum(map(_is_figure, tokens))
    if figures < _FEWEST_FIGURES:
        return False
    known = sum(map(_is_known, tokens))
    whole_row = known and figures >= _WHOLE_ROW
    return known >= _FEWEST_LABELS or bool(whole_row) or (figures == len(tokens) >= REMEDY_CELLS)
