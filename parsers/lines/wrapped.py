"""Rows between pipes whose cells were broken over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.forms.applications import CORNER_NOTE
from parsers.lines.streams import is_figure, is_known
from parsers.words.text import narrow, simplified

#: The remark in the corner of the table of applications.
_NOTE = re.compile(rf"\(?{CORNER_NOTE}[^()]*\)?")
#: What a header says of its unit; whatever follows this is the next cell.
_UNIT = re.compile(r"\((?:计量)?单位:?[^()]*\)$")
_UNIT_WITHIN = re.compile("单位.")
#: What is left of a figure that is cut in two.
_PART = re.compile(r"-?[\d.,]+")
#: This part of the rows begins and ends with a pipe where all should.
_MOST = 0.7
#: A narrow cell breaks no label into more, and no more lines stand between two pipes.
_MOST_PIECES = 24
_MOST_LINES = 100


def whole_rows(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Lines put together to rows, where the pipes show which belong together; else as they are.

    They show it where every row has as many pipes, or begins and ends with one. Else the words of the forms show it,
    where a line's end can only be within one of them or behind it. Pieces of a cell are joined with a blank, so that
    a broken figure is none.
    """
    if all(pipe.search(line) for line in lines) and len({len(pipe.findall(line)) for line in lines}) < 2:
        return list(lines)
    if rows := _by_number(lines, pipe) or _by_ends(lines, pipe):
        return rows
    if all(sum(map(bool, map(str.strip, pipe.split(line)))) < 2 for line in lines):
        return list(lines)  # a cell in each
    return _with_cut_figures(_by_words(lines, pipe) or _by_beginnings(lines, pipe), pipe)


def begun_before(lines: Sequence[str], row: str, pipe: re.Pattern[str]) -> int:
    """How many of the lines before the first row with a pipe make a word of the forms with its first cell."""
    first = pipe.split(row)[0].strip()
    lengths = range(min(len(lines), _MOST_PIECES), 0, -1) if first and not is_figure(first) else range(0)
    return next((length for length in lengths if _is_word([*lines[-length:], first])), 0)


def _by_number(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Rows of equally many pipes, as many as the line that has most; none if lines do not make up such rows."""
    counts = [len(pipe.findall(line)) for line in lines]
    most = max(counts, default=0)
    parts: list[list[str]] = [[]]
    held = 0
    for line, count in zip(lines, counts, strict=True):
        if held + count > most:
            return []
        parts[-1].append(line)
        held += count
        if held == most or (not held and count == 0):
            parts.append([])
            held = 0
    if held or most < 2 or not all(_break_cells(part, pipe) for part in parts):
        return []
    return list(_with_ends([" ".join(part) for part in parts if part], pipe))


def _break_cells(lines: Sequence[str], pipe: re.Pattern[str]) -> bool:
    """Whether each line ends within a cell, with which the next one goes on."""
    for line, following in pairwise(lines):
        end, beginning = pipe.split(line)[-1].strip(), pipe.split(following)[0].strip()
        whole = all(is_figure(cell) or is_known(cell) for cell in (end, beginning)) and not is_known(end + beginning)
        if not end or not beginning or whole:
            return False
    return True


def _with_ends(rows: list[str], pipe: re.Pattern[str]) -> Iterator[str]:
    """Rows, with the lines between them that end the last cell of the one before or begin the first of the next."""
    waiting: list[str] = []
    held: str | None = None
    for row in rows:
        if not pipe.search(row):
            waiting.append(row)
            continue
        tail = _tail(held, waiting, pipe)
        if held is not None:
            yield " ".join([held, *waiting[:tail]])
        head = waiting[tail:]
        if len(head) > _MOST_PIECES or not _is_word([*head, pipe.split(row)[0].strip()]):
            yield from head
            head = []
        held, waiting = " ".join([*head, row]), []
    if held is not None:
        tail = _tail(held, waiting, pipe)
        yield " ".join([held, *waiting[:tail]])
        yield from waiting[tail:]


def _tail(row: str | None, waiting: Sequence[str], pipe: re.Pattern[str]) -> int:
    """How many of the lines behind a row make a known word with its last cell."""
    last = pipe.split(row)[-1].strip() if row else ""
    if not last or is_figure(last):
        return 0
    lengths = range(min(len(waiting), _MOST_PIECES), 0, -1)
    return next((length for length in lengths if _is_word([last, *waiting[:length]])), 0)


def _by_ends(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Rows that each begin and end with a pipe; none if lines do not make up such rows."""
    rows: list[list[str]] = [[]]
    for line in lines:
        if not rows[-1] and not pipe.match(line):
            return []
        rows[-1].append(line)
        if pipe.match(line[-1]) and (len(rows[-1]) > 1 or len(pipe.findall(line)) > 1):
            rows.append([])
    whole = not rows[-1] and all(_break_cells(row, pipe) for row in rows)
    return [" ".join(row) for row in rows if row] if whole else []


def _by_words(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Rows whose cells are words of the forms where lines end within them; none if lines are so in no or two ways."""
    between: list[list[str]] = [[]]  # two pipes, the pieces in as many lines
    for line in lines:
        first, *others = [cell.strip() for cell in pipe.split(line)]
        between[-1].append(first)
        between += [[cell] for cell in others]
    broken: list[bool] = []
    for pieces in between:
        if (within := _ends_within(pieces)) is None:
            return []
        broken += within
    rows = [[lines[0]]]
    for line, goes_on in zip(lines[1:], broken, strict=True):
        if goes_on:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(row) for row in rows]


def _by_beginnings(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Rows of which most begin and end with a pipe, with the lines behind them that begin with none.

    Where not most do so the lines are rows as they are.
    """
    whole = sum(bool(pipe.match(line) and pipe.match(line[-1])) for line in lines)
    if whole < _MOST * len(lines):
        return list(lines)
    rows: list[str] = []
    for line in lines:
        if rows and not pipe.match(line) and (pipe.search(line) or not pipe.match(rows[-1][-1])):
            rows[-1] += f" {line}"
        else:
            rows.append(line)
    return rows


def _with_cut_figures(rows: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Rows of which most end with a pipe, one that ends with a figure together with the figure that is behind it."""
    if sum(bool(pipe.match(row[-1])) for row in rows) < _MOST * len(rows):
        return list(rows)
    kept: list[str] = []
    for row in rows:
        cut = (pipe.split(kept[-1])[-1], pipe.split(row)[0]) if kept and pipe.search(row) else ()
        if cut and all(_PART.fullmatch(narrow(part).strip()) for part in cut):
            kept[-1] += f" {row}"
        else:
            kept.append(row)
    return kept


def _ends_within(pieces: Sequence[str]) -> list[bool] | None:
    """For each line's end between pieces whether it is within a word, a figure or a blank; None if no or two ways fit.

    Of several ways that with the fewest words is taken, since 商业企业 is a word as are its halves.
    """
    if len(pieces) > _MOST_LINES:
        return None
    ways: list[list[list[bool]]] = [[[]]]
    for end in range(1, len(pieces) + 1):
        found = [
            [*way, *[False] * (start > 0), *[True] * (end - start - 1)]
            for start in range(max(0, end - _MOST_PIECES), end)
            if len(pieces) == 1 or _is_word(pieces[start:end])
            for way in ways[start]
        ]
        fewest = min((way.count(False) for way in found), default=0)
        ways.append([way for way in found if way.count(False) == fewest][:2])
    return ways[-1][0] if len(ways[-1]) == 1 else None


def _is_word(pieces: Sequence[str]) -> bool:
    """Whether pieces are one cell of the forms: a blank or a figure in one piece, or a word in any number of them."""
    if any(not piece or is_figure(piece) for piece in pieces):
        return len(pieces) == 1
    printed = _UNIT.sub("", simplified(narrow("".join(pieces))))
    if printed.count("(") > printed.count(")") or _UNIT_WITHIN.search(printed):
        return False
    return is_known(printed) or _NOTE.fullmatch(printed) is not None
