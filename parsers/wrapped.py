"""Rows between pipes whose cells were broken over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.streams import is_figure, is_known


def whole_rows(lines: Sequence[str], pipe: re.Pattern[str]) -> list[str]:
    """Lines put together to rows, where the pipes show which belong together; else as they are.

    They show it where every row has as many pipes, or begins and ends with one. Pieces of a cell are joined with a
    blank, so that a broken figure is none.
    """
    if all(pipe.search(line) for line in lines) and len({len(pipe.findall(line)) for line in lines}) < 2:
        return list(lines)
    return _by_number(lines, pipe) or _by_ends(lines, pipe) or list(lines)


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
        if not is_known(" ".join([*head, pipe.split(row)[0].strip()])):
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
    lengths = range(len(waiting), 0, -1)
    return next((length for length in lengths if is_known("".join([last, *waiting[:length]]))), 0)


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
