"""Remedies printed apart: each in a table of its own below its name, or in a list of remedy, outcome and figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from parsers.document import Block, Grid, GridCell, Paragraph
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.words.figures import read_figure
from parsers.words.header_words import REMEDY_CELLS
from parsers.words.labels import ROWS
from parsers.words.prose import is_heading, topic_of
from parsers.words.text import fold

_TABLE = REMEDIES.code
_NAMES = {row.code: row.zh for row in REMEDIES.rows}
_WORDS = {outcome.code: outcome.zh for outcome in OUTCOMES}
#: By every word for an outcome its code; the longer ones first, which shorter ones end.
_OUTCOMES = {fold(word): outcome.code for outcome in OUTCOMES for word in (outcome.zh, *outcome.variants)}
_LONGEST_FIRST = sorted(_OUTCOMES, key=len, reverse=True)
_WIDTH = len(OUTCOMES)
#: What stands around the name of a remedy above its table.
_BEFORE = re.compile("^(?:其中|政府信息公开|行政诉讼(?=.))+")
_BEHIND = re.compile("(?:案件)?(?:办理)?(?:情况|结果|案件|数量|件数)?(?:统计)?表?$")
#: Words of headers that name no column of figures but the only one.
_AROUND = frozenset({
    "", "类型", "类别", "项目", "名称", "内容", "事项", "种类", "指标", "情况", "结果", "处理结果", "办理结果",
    "审理结果", "案件类型", "诉讼类型", "数量", "件数", "数量件", "件数件", "案件数", "案件数量", "件", "序号",
    "行次", "编号",
})  # fmt: skip
_FIGURES = ("number", "dash")
#: No name of a remedy above its table is longer.
_LONGEST_NAME = 40


class _Figure(NamedTuple):
    """A cell with the figure of one outcome of one remedy, and the cell that names the outcome."""

    remedy: str
    outcome: str
    cell: GridCell
    head: GridCell
    grid: Grid


class _Unclear(Exception):
    """It is not certain of which remedy, or of which outcome, a figure is."""


def with_remedies_together(blocks: Sequence[Block]) -> list[Block] | None:
    """The blocks with the parts of remedies as rows of one table, where each figure has its remedy and its outcome.

    None where some of the form's are not printed, or printed twice, or anything else stands among them.
    """
    places = list(_section(blocks))
    if not any(isinstance(blocks[n], Grid) for n in places):
        return None
    reader = _Reader()
    try:
        for n in places:
            reader.read(blocks[n])
    except _Unclear:
        return None
    if {(f.remedy, f.outcome) for f in reader.found} != {(remedy, outcome) for remedy in _NAMES for outcome in _WORDS}:
        return None
    used = {id(figure.grid) for figure in reader.found}
    first = next(n for n in places if id(blocks[n]) in used)
    rest = [[block] if id(block) not in used else [] for block in blocks]
    rest[first] = list(_rows(reader.found))
    return [block for part in rest for block in part]


def _section(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the blocks between the heading of remedies and that of the next section."""
    within = False
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_heading(block.text) and _named(block.text) is None:
            within = topic_of(block.text) == _TABLE
        elif within:
            yield number


def _rows(found: Sequence[_Figure]) -> Iterator[Grid]:
    """The figures as rows of remedies, those of one table in one grid, below a row of outcomes."""
    order = list(_WORDS)
    by_grid = [list(figures) for _, figures in groupby(found, key=lambda figure: id(figure.grid))]
    for n, figures in enumerate(by_grid):
        rows: list[tuple[GridCell, ...]] = []
        for remedy, parts in groupby(figures, key=lambda figure: figure.remedy):
            row = sorted(parts, key=lambda figure: order.index(figure.outcome))
            if n == 0 and not rows:
                rows.append(tuple(figure.head._replace(text=_WORDS[figure.outcome]) for figure in row))
            name = row[0].cell._replace(text=_NAMES[remedy], column=0, rowspan=1, colspan=1)
            rows.append((name, *(figure.cell for figure in row)))
        yield replace(figures[0].grid, rows=tuple(rows), stream=False, anchored=False)


def _must_count(cells: Sequence[GridCell]) -> None:
    """Make sure that numbers before the figures of a row may count the rows, and are no year.

    Raises:
        _Unclear: one is higher than there are figures.
    """
    if any((read_figure(cell.text).value or 0) > REMEDY_CELLS for cell in cells):
        raise _Unclear


class _Reader:
    """Walks the section in order; the last name of a remedy holds for what stands below it."""

    def __init__(self) -> None:
        self.found: list[_Figure] = []
        self._remedy: str | None = None
        self._names: list[GridCell] = []  # above several columns each, in the table that is read
        self._heads: dict[int, GridCell] = {}  # the outcomes of the last header, by column
        self._begun = False  # whether figures stand below them

    def read(self, block: Block) -> None:
        """Take a line or a table."""
        self._names, self._heads = [], {}
        if isinstance(block, Paragraph):
            named = _named(block.text)
            self._remedy = self._remedy if named is None else named
        elif block.stream:
            self._read_stream(block, [cell for row in block.rows for cell in row])
        else:
            for row in block.rows:
                self._read_row(block, row)

    def _add(self, grid: Grid, remedy: str | None, head: GridCell, cell: GridCell) -> None:
        outcome = _outcome(head.text)
        if not remedy or read_figure(cell.text).state == "text" or any(
            (figure.remedy, figure.outcome) == (remedy, outcome) for figure in self.found
        ):  # fmt: skip
            raise _Unclear
        self.found.append(_Figure(remedy, outcome, cell, head, grid))

    def _read_row(self, grid: Grid, row: Sequence[GridCell]) -> None:
        heads = [n for n, cell in enumerate(row) if _outcome(cell.text)]
        words = [n for n, cell in enumerate(row) if read_figure(cell.text).state == "text"]
        for cell in (row[n] for n in words if n not in heads):
            self._take_word(cell, beside=len(words) > 1)
        if len(heads) == 1 and heads == words[-1:] and len(row) == heads[0] + 2:
            _must_count(row[: heads[0]])
            self._take_joined(row[heads[0]].text)
            self._add(grid, self._remedy, row[heads[0]], row[-1])
        elif heads:
            self._take_heads(row, heads, words)
        elif self._stands_below(row, words):
            self._read_below(grid, row)
        elif any(read_figure(cell.text).state in _FIGURES for cell in row):
            raise _Unclear

    def _stands_below(self, row: Sequence[GridCell], words: Sequence[int]) -> bool:
        """Whether a row has figures below the outcomes, or the first row of blanks there, behind all of its words."""
        if not self._heads or (self._begun and not any(cell.text for cell in row)):
            return False
        start = min(self._heads)
        return row[-1].column >= start and all(row[n].column < start for n in words)

    def _take_word(self, cell: GridCell, *, beside: bool = False) -> None:
        """Take a word for no outcome: the name of a remedy, perhaps `beside` others, or a word around these."""
        named = _named(cell.text)
        if named is not None:
            self._remedy = named
            self._names += [cell] if beside and cell.colspan >= _WIDTH else []
        elif any(fold(word) not in _AROUND for word in cell.text.split()):
            raise _Unclear

    def _take_joined(self, printed: str) -> None:
        """Take the name of a remedy printed before the outcome, in one cell with it."""
        word = fold(printed)
        named = _named(word.removesuffix(_last(word))) if word not in _OUTCOMES else None
        self._remedy = named or self._remedy

    def _take_heads(self, row: Sequence[GridCell], heads: Sequence[int], words: Sequence[int]) -> None:
        """Take a row of outcomes, all those of each remedy."""
        codes = [_outcome(row[n].text) for n in heads]
        whole = all(sorted(codes[n : n + _WIDTH]) == sorted(_WORDS) for n in range(0, len(codes), _WIDTH))
        if not whole or any(cell.text and n not in words for n, cell in enumerate(row)):
            raise _Unclear
        self._heads, self._begun = {row[n].column: row[n] for n in heads}, False

    def _read_below(self, grid: Grid, row: Sequence[GridCell]) -> None:
        """Take the figures below a row of outcomes, one in each column; a number before them may count the rows."""
        start = min(self._heads)
        figures = [cell for cell in row if cell.column >= start]
        _must_count([cell for cell in row if cell.column < start])
        below = [(cell.column, cell.colspan) for cell in figures] == [(column, 1) for column in sorted(self._heads)]
        # Blanks at the end of a labelled row may have been put there, where others were lost.
        doubtful = any(cell.text for cell in row if cell.column < start) and not all(cell.text for cell in figures)
        if not below or doubtful:
            raise _Unclear
        single, self._begun = len(self._heads) == _WIDTH, True
        for cell in figures:
            over = [name for name in self._names if name.column <= cell.column < name.end]
            remedy = self._remedy if single else (_named(over[-1].text) if over else None)
            self._add(grid, remedy, self._heads[cell.column], cell)

    def _read_stream(self, grid: Grid, cells: Sequence[GridCell]) -> None:
        """Take cells of which the order alone is known: a figure behind each outcome, or as many as outcomes."""
        waiting: list[GridCell] = []
        runs = groupby(cells, key=lambda cell: read_figure(cell.text).state == "text")
        for words, run in runs:
            printed = list(run)
            if words:
                waiting = []
                for cell in printed:
                    if _outcome(cell.text):
                        self._take_joined(cell.text)
                        waiting.append(cell)
                    elif waiting:
                        raise _Unclear
                    else:
                        self._take_word(cell)
            elif len(waiting) not in (1, _WIDTH) or len(printed) != len(waiting) or not all(c.text for c in printed):
                raise _Unclear
            else:
                for head, cell in zip(waiting, printed, strict=True):
                    self._add(grid, self._remedy, head, cell)


@lru_cache(maxsize=1024)
def _named(printed: str) -> str | None:
    """The remedy that a line or a cell names and nothing else, "" for litigation of both kinds; None for others."""
    if len(printed) > _LONGEST_NAME:
        return None
    word = fold(printed)
    for bare in (word, _BEHIND.sub("", word)):
        match = ROWS.exact(_BEFORE.sub("", bare), _TABLE)
        if match is not None:
            return match.code
    return None


@lru_cache(maxsize=1024)
def _outcome(printed: str) -> str:
    """The outcome that a cell names, perhaps behind the name of its remedy; "" for none."""
    word = fold(printed)
    if word in _OUTCOMES:
        return _OUTCOMES[word]
    last = _last(word)
    return _OUTCOMES[last] if last and _named(word.removesuffix(last)) else ""


def _last(word: str) -> str:
    return next((known for known in _LONGEST_FIRST if word.endswith(known)), "")
