"""What is seen of an official table before its cells are placed: rows with figures, cells of headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from parsers.document import Grid, GridCell
from parsers.forms.remedies import OUTCOMES
from parsers.record import State
from parsers.words.figures import Figure
from parsers.words.header_words import OUTCOME_WORDS, REMEDY_CELLS, is_remedy
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.text import fold

#: A label of the applications table with fewer characters may stand in any table.
TELLING_LABEL = 5


class HeaderCell(NamedTuple):
    """A header cell of one table: its code (None where unknown) and where it stood."""

    code: str | None
    cell: GridCell


class FigureRow(NamedTuple):
    """A row with figures. `code` is None where its label is unknown, "" where it has none.

    `header` is that of its block for disclosure, and what of it stands since the last row for remedies.
    """

    code: str | None
    exact: bool
    label: str
    cells: tuple[GridCell, ...]
    figures: tuple[Figure, ...]
    header: tuple[HeaderCell, ...]
    grid: Grid
    number: int
    #: How many cells stand behind the label, those beside the figures among them.
    behind: int

    @property
    def filled(self) -> bool:
        """Whether any of its cells has something printed."""
        for figure in self.figures:  # noqa: SIM110 -- mostly the first one tells: any() would take three times as long
            if figure.state != "blank":
                return True
        return False

    @property
    def place(self) -> str:
        """Where the row stands, for a message."""
        page = f"page {self.grid.page}, " if self.grid.page is not None else ""
        return f"{page}table {self.grid.number}, row {self.number + 1}"


@dataclass(slots=True)
class SeenTable:
    """What was seen of one official table: its rows in printed order and its header cells."""

    rows: list[FigureRow] = field(default_factory=list)
    header: list[HeaderCell] = field(default_factory=list)


def left_of_outcomes(cells: Sequence[GridCell], figures: Sequence[Figure], header: Sequence[HeaderCell]) -> bool:
    """Whether cells stand in all columns that a header has for outcomes, and all words of the row left of these."""
    columns = [seen.cell.column for seen in header if seen.code in OUTCOME_WORDS]
    if not columns or len({*columns}) < len(columns) or not {*columns} <= {cell.column for cell in cells}:
        return False
    words = (cell for cell, figure in zip(cells, figures, strict=True) if figure.state == "text")
    return all(cell.column < min(columns) for cell in words)


def row_follows(cells: Sequence[GridCell], states: list[State]) -> bool:
    """Whether figures of remedies stand behind the words of their header, where cells have no rows, or a label."""
    last = len(states) - 1 - states[::-1].index("text") if "text" in states else len(states)
    behind = states[last + 1 :]
    if not len(OUTCOMES) <= len(behind) < REMEDY_CELLS or not {"dash", "number"}.intersection(behind):
        return len(behind) >= REMEDY_CELLS
    remedy = "blank" not in behind and is_remedy(cells[last].text)
    return remedy or COLUMNS.exact(cells[last].text, "remedies") is not None


def has_row_label(cells: Sequence[GridCell], states: Sequence[State]) -> bool:
    """Whether one of the cells is the label of a row."""
    words = [cell.text for cell, state in zip(cells, states, strict=True) if state == "text"]
    return any(map(_labels_row, words))


@lru_cache(maxsize=1024)  # the same words stand in every report
def _labels_row(printed: str) -> bool:
    """Whether a word is the label of a row, too long to be a word of a header as well."""
    match = ROWS.exact(printed, "applications") if len(fold(printed)) >= TELLING_LABEL else None
    if match is None or not match.code:
        match = ROWS.exact(printed, "disclosure")
    return match is not None and match.code != ""
