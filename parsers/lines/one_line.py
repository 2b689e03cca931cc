"""Articles laid out in a table, of which converters to Markdown make one line: the lines that it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.words.figures import read_figure
from parsers.words.prose import is_prose

#: The rule below a header, as cells of a line.
_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_RULES = re.compile(r"\|(?:\s{0,9}:?-{3,60}:?\s{0,9}\|){2}")
#: A line that is no rule itself.
_WORD = re.compile(r"\w")
#: What is left of the end of a paragraph.
_BETWEEN_PARAGRAPHS = re.compile(r"\s{2,}")

#: From one cell of the line to before another.
_Span = tuple[int, int]


def taken_apart(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those that hold whole tables as their rows and paragraphs, where it is certain where each row ends."""
    for line in lines:
        if "---" in line and _RULES.search(line) and _WORD.search(line):
            yield from _parts(line.split("|")) or [line]
        else:
            yield line


def _parts(cells: Sequence[str]) -> list[str]:
    """Rows between pipes and the paragraphs around them; none where a row's end is not certain.

    Between a row and the next stands a blank cell, made by the pipes with which the one ends and the other begins.
    """
    rules = list(_rules(cells))
    bounds = [*(2 * start - end - 1 for start, end in rules), len(cells)]
    if bounds[0] < 1 or any(cells[start - 1].strip() for start, _ in rules):
        return []
    lines = list(_paragraphs(cells[: bounds[0]]))
    for (start, end), top, limit in zip(rules, bounds, bounds[1:], strict=False):
        last = _last(cells, end + 1, limit)
        rows = _rows(cells, end + 1, last, end - start)
        if top < 0 or not rows or limit < last:
            return []
        lines += [_row(cells[top : start - 1]), *(_row(cells[first:behind]) for first, behind in rows)]
        lines += _paragraphs(cells[last:limit])
    return lines


def _rules(cells: Sequence[str]) -> Iterator[_Span]:
    """Where the rules below headers stand: cells of hyphens, two at least."""
    start = 0
    while start < len(cells):
        end = start
        while end < len(cells) and _RULE.fullmatch(cells[end]):
            end += 1
        if end - start > 1:
            yield start, end
        start = end + 1


def _last(cells: Sequence[str], start: int, limit: int) -> int:
    """Where the table from `start` ends: at the prose behind it, or at what closes the line."""
    prose = (n for n in range(start, limit) if is_prose(cells[n].strip()))
    return next(prose, limit if limit < len(cells) else _without_end(cells))


def _without_end(cells: Sequence[str]) -> int:
    """Behind which cell the pipes follow that close the line: those of its last row and of the table around it."""
    last = len(cells)
    for _ in range(2):
        last -= not cells[last - 1].strip()
    return last


def _rows(cells: Sequence[str], start: int, end: int, width: int) -> list[_Span]:
    """The rows of a table of so many columns; none where their ends are not certain.

    A row is as wide as the table, or less where cells reach down into it; it begins with a word.
    """
    rows: list[_Span] = []
    while start < end:
        if not _is_word(cells[start]):
            return []
        behind = next((n for n in range(min(start + width, end), start, -1) if _ends(cells, n, end)), None)
        if behind is None:  # the last of the header, above figures without a label
            behind = end - width - 1
            if behind <= start or not _heads_figures(cells[start:behind], cells[behind:end]):
                return []
            return [*rows, (start, behind), (behind + 1, end)]
        rows.append((start, behind))
        start = behind + 1
    return rows


def _ends(cells: Sequence[str], place: int, end: int) -> bool:
    return place == end or (place + 1 < end and not cells[place].strip() and _is_word(cells[place + 1]))


def _heads_figures(words: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether all of some cells are words, and behind the blank one that ends their row there are none."""
    return all(map(_is_word, words)) and not behind[0].strip() and not any(map(_is_word, behind))


def _is_word(cell: str) -> bool:
    return read_figure(cell).state == "text"


def _row(cells: Sequence[str]) -> str:
    return f"|{'|'.join(cells)}|"


def _paragraphs(cells: Sequence[str]) -> Iterator[str]:
    for cell in cells:
        yield from filter(None, _BETWEEN_PARAGRAPHS.split(cell.strip()))
