"""Tables of a PDF without ruled lines to grids, from where their words stand.

A table is read only if all that is printed in it finds its place: labels are known word for word, a figure stands
beside one label and below one header, or is one of as many as there are columns. Else it is left to be read as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest
from typing import Any

from parsers.document import Grid, GridCell
from parsers.formats.pdf.words import Column, Label, Word, known_labels, stacked, words_of
from parsers.forms.applications import APPLICATIONS_2021, GROUPS
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.remedies import OUTCOMES
from parsers.words.figures import read_figure
from parsers.words.header_words import CORNER
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.text import fold, narrow

#: How far down a page its running head reaches, as part of its height.
_RUNNING = 0.055
#: Figures of one row differ in height by less.
_LEVEL = 2.0
_OF_OTHER = frozenset(row.code for row in APPLICATIONS_2021.rows if row.group == "other")
_ENDS = ("new_received", "carried_over")
_APPLICANTS = "申请人情况"
_SPANNING = frozenset({"法人或其他组织", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"})
_REMEDIES = ("行政复议", "未经复议直接起诉", "复议后起诉")


class _Unsure(Exception):
    """Something printed in a table has no certain place."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table and the height of the page that it takes."""

    top: float
    bottom: float
    grid: Grid


class BareTables:
    """Reads the tables of page after page; one that goes on over the page keeps its columns."""

    def __init__(self) -> None:
        self._open: list[Column] | None = None
        self._header: list[Word] = []  # that of the last block of disclosure, above the page
        self._grids: dict[int, tuple[str, Grid]] = {}
        self._unread: set[str] = set()

    def read(self, page: Any, number: int) -> list[Found]:
        """The tables of a page that are certain."""
        words = words_of(page)
        found: list[Found] = []
        readers = {"disclosure": self._disclosure, "applications": self._applications, "remedies": self._remedies}
        for name, read in readers.items():
            try:
                table = read(words, float(page.height), number)
            except _Unsure:
                table = None
            if any(not table or not table.top - 2 < row.top < table.bottom for row in _rows_printed(words, name)):
                self._unread.add(name)
            if table:
                self._grids[id(table.grid)] = (name, table.grid)
                found.append(table)
        return found

    def withheld(self) -> dict[str, set[int]]:
        """The tables of which some rows were read and others not, with the identity of each grid of them."""
        names = self._unread & {name for name, _ in self._grids.values()}
        return {name: {key for key, (of, _) in self._grids.items() if of == name} for name in sorted(names)}

    def _applications(self, words: list[Word], height: float, number: int) -> Found | None:
        before, self._open = self._open, None
        ends = {label.code: label for label in known_labels(words, "applications") if label.code in _ENDS}
        first, last = (ends.get(code) for code in _ENDS)
        head = next((w for w in words if fold(w.text) == _APPLICANTS and not (first and first.top < w.top)), None)
        columns = before
        if head or (first and not before):
            columns = _header(words, head.bottom if head else 0.0, first.top if first else height)
        if first is None and head:
            self._open = columns  # all its rows are on the next page
        if columns is None or self._open:
            return None
        top, bottom = first.top if first else 0.0, last.bottom if last else height
        inside = [word for word in words if top - 2 < word.middle < bottom + 2]
        rows, taken = _rows(known_labels(inside, "applications"), inside, height)
        cells = _placed(rows, columns)
        if not rows or not all(map(_sums, cells)):
            raise _Unsure
        self._open = None if last else columns
        body = [[row.text, *texts] for row, texts in zip(rows, cells, strict=True)]
        grid = _grid([["", *(column.text for column in columns)], *body], number)
        return Found((head or min(taken, key=lambda w: w.top)).top, max(word.bottom for word in taken), grid)

    def _disclosure(self, words: list[Word], height: float, number: int) -> Found | None:
        before, self._header = self._header, []
        corners = [word for word in words if fold(word.text) == CORNER]
        starts = [_below_title(corner, words) for corner in corners]
        rows: list[list[str]] = []
        taken: list[Word] = []
        first = _first_words(words, starts[0] if starts else height, height) if before else []
        labels = known_labels(first, "disclosure")
        if any(label.code for label in labels):
            block, printed = _block(before[0], labels, [*before, *first], height)
            rows, taken = block[1:], printed[len(before) :]
        for corner, start, end in zip_longest(corners, starts, starts[1:]):
            inside = [word for word in words if start < word.middle < (end or height)]
            labels = known_labels([word for word in inside if word is not corner], "disclosure")
            block, printed = [], []
            if end or any(label.code for label in labels):
                block, printed = _block(corner, labels, inside, height)
            elif _is_header(corner, inside):  # its rows are on the next page
                block, printed = _headed(corner, inside)
            rows += block
            taken += printed
            before = _above(block, printed, height)
        if not taken:
            return None
        found = Found(min(word.top for word in taken), max(word.bottom for word in taken), _grid(rows, number))
        if any(word not in taken for word in words if found.top < word.middle < found.bottom):
            raise _Unsure
        ended = any(word.top > found.bottom for word in words)
        self._header = [] if ended else before
        return found

    def _remedies(self, words: list[Word], _height: float, number: int) -> Found | None:
        heads = [[word for word in words if fold(word.text) == name] for name in _REMEDIES]
        if any(len(found) != 1 for found in heads):
            return None
        groups = [found[0] for found in heads]
        below = [word for word in words if word.top > groups[0].top - 2]
        row = next((word for word in below if word.is_figure), None)
        if row is None:
            return None
        columns = stacked(word for word in below if word.middle < row.top and fold(word.text) not in _SPANNING)
        names = [column.text for column in columns]
        if [_outcome(name) for name in names] != [outcome.code for outcome in OUTCOMES] * len(_REMEDIES):
            raise _Unsure
        figures = [word for word in below if abs(word.middle - row.middle) < _LEVEL]
        [cells] = _placed([Label("", "", [row], figures)], columns)
        for n, group in enumerate(groups):
            part = columns[n * len(OUTCOMES) : (n + 1) * len(OUTCOMES)]
            inside = part[0].x0 < (group.x0 + group.x1) / 2 < part[-1].x1
            if not inside or not _sums(cells[n * len(OUTCOMES) : (n + 1) * len(OUTCOMES)]):
                raise _Unsure
        spans = tuple(GridCell(name, 0, n * len(OUTCOMES), 1, len(OUTCOMES)) for n, name in enumerate(_REMEDIES))
        grid = _grid([names, cells], number, start=1)
        top = min(word.top for word in (*groups, *(w for w in words if fold(w.text) == "行政诉讼")))
        return Found(top, max(word.bottom for word in figures), Grid(0, (spans, *grid.rows), page=number))


def _block(corner: Word, labels: list[Label], inside: list[Word], height: float) -> tuple[list[list[str]], list[Word]]:
    """The rows of a block of disclosure, its header first, and all words of them."""
    top = min((label.top for label in labels if label.code), default=0.0)
    head = [word for word in inside if word.x0 > corner.x1 and word.middle < top]
    columns = stacked(head)
    if not _are_headers(columns):
        raise _Unsure
    bottom = max(label.bottom for label in labels if label.code)
    rows, taken = _rows(labels, [word for word in inside if top - 2 < word.middle < bottom + 2], height)
    body = [[row.text, *texts] for row, texts in zip(rows, _placed(rows, columns), strict=True)]
    return [[CORNER, *(column.text for column in columns)], *body], [corner, *head, *taken]


def _are_headers(columns: Sequence[Column]) -> bool:
    return bool(columns) and all(COLUMNS.exact(column.text, "disclosure") for column in columns)


def _is_header(corner: Word, inside: list[Word]) -> bool:
    """Whether nothing but the header of a block stands from `corner` to the end of the page."""
    head = [word for word in inside if word.x0 > corner.x1]
    below = [word for word in inside if word.middle > corner.middle and word not in head]
    return not below and _are_headers(stacked(head))


def _headed(corner: Word, inside: list[Word]) -> tuple[list[list[str]], list[Word]]:
    head = [word for word in inside if word.x0 > corner.x1]
    return [[CORNER, *(column.text for column in stacked(head))]], [corner, *head]


def _above(block: list[list[str]], printed: list[Word], height: float) -> list[Word]:
    """The header of a block as it would stand if its page went on in the next; none where it was not read."""
    first = min((word.top for word in printed if ROWS.exact(word.text, "disclosure")), default=height)
    head = [word for word in printed if block and word.top < first and word.x0 > printed[0].x1]
    return [replace(word, top=word.top - height, bottom=word.bottom - height) for word in [*printed[:1], *head]]


def _rows_printed(words: list[Word], table: str) -> Iterator[Label]:
    """The known labels with figures beside them."""
    figures = [word for word in words if word.is_figure]
    for label in known_labels(words, table):
        edge = max(word.x1 for word in label.words)
        if label.code and any(figure.x0 > edge and label.stands_beside(figure) for figure in figures):
            yield label


def _first_words(words: list[Word], end: float, height: float) -> list[Word]:
    """The words at the head of a page that may be of a table, to the first that is of something else."""
    first = [word for word in words if height * _RUNNING < word.bottom and word.middle < end]
    labelled = {id(word) for label in known_labels(first, "disclosure") for word in label.words}
    return list(takewhile(lambda word: word.is_figure or id(word) in labelled, first))


def _grid(rows: Sequence[Sequence[str]], page: int, start: int = 0) -> Grid:
    cells = (tuple(GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows, start))
    return Grid(0, tuple(cells), page=page)


def _header(words: list[Word], top: float, bottom: float) -> list[Column]:
    """The columns of applications between the words above them and the first row."""
    between = (w for w in words if top - 2 < w.middle < bottom and fold(w.text) not in _SPANNING)
    columns = stacked(between)
    codes = [(m.code if (m := COLUMNS.exact(column.text, "applications")) else None) for column in columns]
    while codes and codes[0] is None:
        codes, columns = codes[1:], columns[1:]  # the corner
    if sorted(map(str, codes)) != sorted(column.code for column in APPLICANTS) or codes[-1] != "total":
        raise _Unsure
    return columns


def _outcome(text: str) -> str | None:
    match = COLUMNS.exact(text, "remedies")
    return match.code if match else None


def _rows(labels: list[Label], inside: list[Word], height: float) -> tuple[list[Label], list[Word]]:
    """The labels of rows with the figures beside them, and all words of these; nothing else may stand between."""
    divided = any(label.code in _OF_OTHER for label in labels)
    rows = [label for label in labels if label.code and not (label.code == "other" and divided)]
    taken = [word for label in labels for word in label.words]
    edge = max((word.x1 for row in rows for word in row.words), default=0.0)
    for word in inside:
        if word in taken or _of_group(word):
            continue
        beside = [row for row in rows if row.stands_beside(word)]
        if not beside and not word.is_figure and word.bottom < height * _RUNNING:
            continue  # the running head of the page
        if len(beside) != 1 or not word.is_figure or word.x0 < edge:
            raise _Unsure
        beside[0].figures.append(word)
        taken.append(word)
    if any(max(heights) - min(heights) > _LEVEL for row in rows if (heights := [w.middle for w in row.figures])):
        raise _Unsure
    return rows, taken


def _of_group(word: Word) -> bool:
    """Whether a word is part of the label of a group, which the page may cut."""
    return any(narrow(word.text) in narrow(group) for group in GROUPS.values())


def _placed(rows: Sequence[Label], columns: Sequence[Column]) -> list[list[str]]:
    """For each row what it prints in each column."""
    reach = [Column(column.text, column.x0, column.x1) for column in columns]
    found = {id(row): _across(row, reach) for row in sorted(rows, key=lambda row: -len(row.figures))}
    if any(one.x1 > other.x0 for one, other in pairwise(reach)):
        raise _Unsure
    return [found[id(row)] for row in rows]


def _across(row: Label, reach: Sequence[Column]) -> list[str]:
    """The figures of a row by column, of which a whole row shows how far they reach."""
    texts = [""] * len(reach)
    whole = len(row.figures) == len(reach)
    for position, figure in enumerate(sorted(row.figures, key=lambda word: word.x0)):
        under = [position] if whole else [k for k, column in enumerate(reach) if column.takes(figure)]
        if len(under) != 1 or texts[under[0]]:
            raise _Unsure
        column = reach[under[0]]
        column.x0, column.x1 = min(column.x0, figure.x0), max(column.x1, figure.x1)
        texts[under[0]] = figure.text
    return texts


def _sums(texts: Sequence[str]) -> bool:
    """Whether the last figure is what the others add up to."""
    *parts, total = (read_figure(text).value or 0 for text in texts)
    return abs(sum(parts) - total) < 1e-9


def _below_title(corner: Word, words: list[Word]) -> float:
    """Where the header of a block begins: below the words above the block, if they stand on the page."""
    titles = [label for label in known_labels(words, "disclosure") if not label.code and label.bottom < corner.middle]
    return max((title.bottom for title in titles), default=corner.top) - 2
