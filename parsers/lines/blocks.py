"""Lines of text to blocks: tables that were printed with pipes, tabs or one cell per line become grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from parsers.document import Block, Grid, Paragraph, UnreadableDocument
from parsers.lines.comma_rows import with_pipes
from parsers.lines.pipes import (
    PIPE,
    PIPES,
    count_pipes,
    cuts_ends,
    is_blank_row,
    is_rule,
    keeps_blank,
    one_cell_each,
    pipe_grid,
    piped_stream,
    printed_rows,
)
from parsers.lines.streams import (
    blank_lines_are_cells,
    has_whole_remedies,
    is_figure,
    is_proved,
    looks_like_cells,
    stream_grid,
    table_of_lines,
)
from parsers.lines.upright import upright
from parsers.lines.wrapped import begun_before
from parsers.words.prose import is_heading, split_inline_headings, topic_of
from parsers.words.titles import read_title

_SENTENCE = re.compile(r"[。;；]")
#: The longest real report has a tenth of these.
MAX_CHARACTERS = 1_000_000
MAX_LINES = 20_000
#: A line of prose does not hold so many pipes.
_MANY_PIPES = 6
#: A sentence may hold fewer pipes than this.
_FEW_PIPES = 4
_SHORTEST_HEADING = 6
_LONGEST_CELL = 80
_LONGEST_ROW = 160


class _Blanks(NamedTuple):
    """What a document shows of its blank cells.

    `lines`: whether each blank line and each line of several pipes alone is one; whether there are as many as pipes
    (and a blank line is none); or nothing. `kept`: whether blank cells were printed in rows of figures between pipes.
    Where none was, a short row may have lost them anywhere. `cut`: whether those at the end of rows were left out.
    """

    lines: Literal["one each", "as many as pipes", "unknown"]
    kept: bool
    cut: bool


#: Makes blocks of lines.
_Make = Callable[[list[str], _Blanks], Iterator[Block]]


def to_blocks(lines: Iterable[str | Grid]) -> tuple[Block, ...]:
    """`lines`, which are clean, in order as paragraphs and grids; grids are numbered by their place in the document."""
    blocks: list[Block] = []
    waiting: list[str] = []
    for number, line in enumerate(lines):
        if number == MAX_LINES:
            raise UnreadableDocument(f"more than {MAX_LINES:,} lines and tables: no report is that long")
        if isinstance(line, str):
            waiting.append(line)
        else:
            if waiting:
                blocks.extend(_text_blocks(waiting))
                waiting = []
            blocks.append(line)
    blocks.extend(_text_blocks(waiting))
    return tuple(_numbered(blocks))


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    """Tables in order from 1; parts of one table keep one number, tables printed as text count as well."""
    numbers: dict[object, int] = {}
    for block in blocks:
        if isinstance(block, Grid):
            key: object = block.number if block.number > 0 else id(block)
            number = numbers.setdefault(key, len(numbers) + 1)
            yield block if block.number == number else replace(block, number=number)
        else:
            yield block


def _text_blocks(lines: list[str]) -> Iterator[Block]:
    if sum(map(len, lines)) > MAX_CHARACTERS:
        raise UnreadableDocument(f"more than {MAX_CHARACTERS:,} characters of text: no report is that long")
    parts = list(
        _parts([piece for line in with_pipes(upright(lines)) for piece in (_pieces(line) if line else [line])])
    )
    piped = [part for make, part in parts if make is _pipes]
    kept = any(any(map(keeps_blank, part)) for part in piped)
    blanks = _Blanks(_blank_lines(parts), kept, cut=kept and cuts_ends(map(printed_rows, piped)))
    for make, part in parts:
        # Of lines that draw a table without a cell in it nothing is left.
        yield from (block for block in make(part, blanks) if isinstance(block, Paragraph) or block.rows)


def _blank_lines(parts: Sequence[tuple[_Make, list[str]]]) -> Literal["one each", "as many as pipes", "unknown"]:
    """What blank lines and lines of pipes are, by the first table that proves it."""
    if any(make is _run and blank_lines_are_cells(part) for make, part in parts):
        return "one each"
    drawn = [printed_rows(part) for make, part in parts if make is _pipes and any(map(is_blank_row, part))]
    drawn = list(filter(one_cell_each, drawn))
    if any(map(_is_proof, (piped_stream(part, each=True) for part in drawn))):
        return "one each"
    return "as many as pipes" if any(map(_is_proof, map(piped_stream, drawn))) else "unknown"


def _is_proof(grid: Grid) -> bool:
    return is_proved(grid) or has_whole_remedies(grid)


def _parts(lines: list[str]) -> Iterator[tuple[_Make, list[str]]]:
    """The lines cut into pipe tables, runs of short lines, and single ones, each with what makes blocks of it."""
    position = 0
    while position < len(lines):
        run = _cell_run(lines, position)
        begun = _begun(lines, position, run)
        if end := _pipe_table(lines, run if begun == run - position else position):
            yield _pipes, [line for line in lines[position:end] if line]
        elif end := run - begun:
            yield _run, lines[position:end]
        else:
            end = position + 1
            yield _paragraph, [lines[position]]
        position = end


def _begun(lines: list[str], start: int, end: int) -> int:
    """How many of the lines up to `end`, which follow each other without a pipe, begin the pipe table behind them."""
    return (
        begun_before(lines[start:end], lines[end], PIPE) if start < end < len(lines) and _is_pipe_row(lines[end]) else 0
    )


def _pipes(lines: list[str], blanks: _Blanks) -> Iterator[Block]:
    printed = printed_rows(lines)
    if not printed:
        return
    if one_cell_each(printed):
        yield piped_stream(printed, each=blanks.lines == "one each", known=blanks.lines != "unknown")
    else:
        yield pipe_grid(printed, kept=blanks.kept, cut=blanks.cut)


def _run(lines: list[str], blanks: _Blanks) -> Iterator[Block]:
    """Short lines: a table printed without any rule, or just short lines."""
    if table := table_of_lines(lines, blanks=blanks.lines == "one each"):
        yield table
    else:
        for line in filter(None, lines):
            yield from _paragraph([line], blanks)


def _pieces(line: str) -> Iterator[str]:
    """A line cut where several lines were run together: at inline headings, at prose between pipes."""
    for piece in split_inline_headings(line):
        if len(piece) > _LONGEST_CELL and count_pipes(piece) >= _MANY_PIPES and _SENTENCE.search(piece):
            yield from _around_prose(piece)
        else:
            yield piece


def _around_prose(line: str) -> Iterator[str]:
    """The cells of a run-together table as one pipe line, prose before and after it as lines of their own."""
    cells: list[str] = []
    for cell in PIPE.split(line):
        if len(cell) > _LONGEST_CELL and _SENTENCE.search(cell):
            if cells:
                yield "|".join(cells) + "|"
            yield cell.strip()
            cells = []
        else:
            cells.append(cell)
    if cells:
        yield "|".join(cells) + "|"


def _paragraph(lines: list[str], blanks: _Blanks) -> Iterator[Block]:  # noqa: ARG001 -- one signature
    (line,) = lines
    tokens = line.split(" ")
    if looks_like_cells(tokens):
        yield stream_grid(tokens)
    elif text := line.strip():
        yield Paragraph(text)


def _is_pipe_row(line: str) -> bool:
    return any(map(line.__contains__, PIPES)) and not ("。" in line and count_pipes(line) < _FEW_PIPES)


def _is_cell(line: str) -> bool:
    longest = _LONGEST_ROW if " " in line and is_figure(line.rpartition(" ")[2]) else _LONGEST_CELL
    return len(line) <= longest and not _SENTENCE.search(line) and not is_heading(line) and not _is_title(line)


def _is_title(line: str) -> bool:
    """Whether a line is the title of a report, which the first table of one without headings may follow."""
    title = read_title(line)
    return title is not None and title.year is not None


def _pipe_table(lines: list[str], start: int) -> int:
    """The end of the pipe table that begins at `start`, 0 if none does. Broken cells may lie between rows.

    A figure in the next line belongs to it: it may be the end of one that was broken, and is withheld with its table.
    """
    below_rule = is_rule(lines[start]) and start + 1 < len(lines) and _is_pipe_row(lines[start + 1])
    if not below_rule and not _is_pipe_row(lines[start]):
        return 0
    end = start + 1
    for position in range(start + 1, len(lines)):
        if _is_pipe_row(lines[position]):
            end = position + 1
        elif not (_is_cell(lines[position]) or is_rule(lines[position]) or _is_piece(lines[position])):
            break
    return end + (end < len(lines) and is_figure(lines[end]))


def _is_piece(line: str) -> bool:
    """Whether a line with a heading's number is too short to head anything: 三、本年, which the next line goes on."""
    return len(line) < _SHORTEST_HEADING and topic_of(line) is None


def _cell_run(lines: list[str], start: int) -> int:
    """The end of the run of lines from `start` that may be cells, or labels with their figures; 0 for none."""
    end = start
    while end < len(lines) and _is_cell(lines[end]) and not _is_pipe_row(lines[end]):
        end += 1
    return end if end > start else 0
