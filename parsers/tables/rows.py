"""Grids to rows of figures with their label, and the headers that stand above them."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Grid, GridCell
from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.indicators import HEADERS
from parsers.forms.remedies import OUTCOMES
from parsers.record import State
from parsers.tables.columns import codes_of, numbers_page, own_columns
from parsers.tables.seen import (
    TELLING_LABEL,
    FigureRow,
    HeaderCell,
    SeenTable,
    has_row_label,
    left_of_outcomes,
    row_follows,
)
from parsers.words.figures import Figure, read_figure
from parsers.words.header_words import (
    CORNER,
    HEADER_WORDS,
    OUTCOME_WORDS,
    REMEDY_CELLS,
    heads_outcome,
    heads_remedies,
    is_header_word,
    is_remedy,
    names_applicants,
)
from parsers.words.labels import COLUMNS, FORMS_OF_COLUMN, ROWS, Match
from parsers.words.text import fold, squeeze

#: Words that only the header of the older table has.
_INDICATORS = frozenset(HEADERS["name"]) - {"项目", "名称", "项目名称"}
#: So many columns numbered from 1 are no figures: those of remedies would not add up.
_FEWEST_NUMBERED = 5
_ABOUT = (
    "填表", "填报", "制表", "审核人", "负责人", "单位负责人", "单位名称", "联系电话", "电话", "年度", "年份",
    "报告年度", "备注", "栏次", "栏号",
)  # fmt: skip
_APPLICANTS = [column.code for column in APPLICANTS]
#: Into how many cells a label is broken at most.
_LONGEST_JOIN = 4
#: The label of what a group adds up to; that of the group stands before it.
_SUBTOTAL = "小计"


class Scanner:
    """Walks grids in document order and collects the rows of each official table.

    A table may be split over grids, or share one with others: what a row belongs to is told by its
    label, by the header above it, and by the heading of the section, in this order.
    """

    def __init__(self) -> None:
        self.tables: dict[str, SeenTable] = {}
        self._context: str | None = None
        self._block: list[HeaderCell] = []  # the header of the current block of the disclosure table
        self._above: list[HeaderCell] = []  # the header of remedies since their last row of figures
        self._pending: list[str] = []  # label pieces of a row that goes on in the next
        self._recognised = False
        self._lines = 0  # lines of headers seen outside of grids, as rows above the first

    def announce(self, table: str | None) -> None:
        """A section heading was passed: `table` is the one that it announces, if any."""
        self._context = table
        self._block = []

    def form_seen(self) -> str | None:
        """The form that the headers name, where the cells alone do not tell."""
        table = self.tables.get("disclosure")
        codes = [FORMS_OF_COLUMN[h.code] for h in table.header if h.code] if table else []
        forms = frozenset.intersection(*codes) if codes else frozenset()
        return next(iter(forms)) if len(forms) == 1 else None

    def note_applicants(self, words: Sequence[str]) -> None:
        """Take a line of a header outside of its table that names applicants in another order than the form."""
        row = self._lines = self._lines - 1
        found = [match.code for word in words if (match := COLUMNS.exact(word, "applications"))]
        if 2 < len(found) == len(words) and found != [code for code in _APPLICANTS if code in found]:
            cells = [GridCell(word, row, n) for n, word in enumerate(words)]
            self._table("applications").header.extend(HeaderCell(fold(cell.text), cell) for cell in cells)

    def scan(self, grid: Grid) -> None:
        """Collect the rows of `grid`. A grid in which nothing is recognised is no official table."""
        self._recognised = False
        self._pending = []
        grid = own_columns(grid)
        found = [pair for cells in grid.rows if (pair := self._row(grid, cells))]
        if self._recognised:
            first = next((table for table, _ in found if table), self._context)
            for table, row in found:
                if code := table or first:
                    self._table(code).rows.append(row)

    def _table(self, code: str) -> SeenTable:
        if code not in self.tables:
            self.tables[code] = SeenTable()
        return self.tables[code]

    def _row(self, grid: Grid, cells: tuple[GridCell, ...]) -> tuple[str | None, FigureRow] | None:
        """The row of figures that `cells` are, with its table; None for headers, groups and blanks."""
        if len(cells) == 1 and not (self._pending or grid.stream) and numbers_page(grid, cells):
            return None
        figures = tuple([read_figure(cell.text) for cell in cells])
        states = [figure.state for figure in figures]
        first, labels = _labels(states)
        if not labels and first == len(cells):
            self._pending = []
            blank = self._context == "remedies" and len(cells) >= REMEDY_CELLS and bool(self._above)
            return self._figure_row(grid, None, "", cells, figures) if blank else None
        if self._is_header(grid, cells, figures, states):
            self._pending = []
            return None
        match, span = self._label(cells, labels, stream=grid.stream)
        if match is not None and heads_outcome(cells[span.start].text, (cells[i].text for i in labels)):
            match, span = None, range(labels[-1], labels[-1] + 1)  # the last word of the header, before all figures
        if match is None and self._context == "remedies" and not grid.stream:
            span = self._before_outcomes(cells, span) if first < len(cells) or len(labels) >= REMEDY_CELLS else span
        self._read_headers([cells[i] for i in labels if i < span.start])
        if match is None and first == len(cells) and (span or first < REMEDY_CELLS):
            self._pending = [cells[i].text for i in labels][-2:]
            return None
        rest = slice(span.stop, None)
        broken = _begins_label(cells, labels, span) if first == len(cells) else []
        if match is not None and (not match.code or not cells[rest] or broken):
            self._context = match.table  # the label of a group, or of a row that goes on in the next line
            if match.table == "remedies":
                self._above += [HeaderCell(fold(cells[i].text), cells[i]) for i in span]  # or the title of a part
            self._pending = broken or [cells[i].text for i in span]
            return None
        label = squeeze("".join([cells[i].text for i in span]))
        if match is None and (_numbers_columns(figures) or _is_about([cells[i].text for i in labels])):
            return None
        self._pending = []
        return self._figure_row(grid, match, label, cells[rest], figures[rest])

    def _figure_row(
        self, grid: Grid, match: Match | None, label: str, cells: tuple[GridCell, ...], figures: tuple[Figure, ...]
    ) -> tuple[str | None, FigureRow]:
        if match is not None:
            self._recognised = True
            self._context = match.table
        wide = self._context == "remedies" and max(len(cells), cells[0].colspan) >= REMEDY_CELLS
        bare = match is None and wide
        if bare and (seen := self.tables.get("remedies")) and seen.header and not seen.rows:
            self._recognised = True  # the row below a header that ended its page
        code = match.code if match else "" if bare else None
        header = tuple(self._block) if self._context == "disclosure" else ()
        if self._context == "remedies":
            header, self._above = tuple(self._above), []
        exact = match is None or match.exact
        return self._context, FigureRow(code, exact, label, cells, figures, header, grid, cells[0].row, len(cells))

    def _label(self, cells: Sequence[GridCell], labels: list[int], *, stream: bool) -> tuple[Match | None, range]:
        """The known label nearest to the figures and the cells that print it; else all cells before them."""
        # A mark is no part of a label: it stands in the place of a figure.
        labels = [i for i in labels if fold(cells[i].text)] or labels[:1]
        if len(labels) > 1 and self._context != "disclosure" and fold(cells[labels[-1]].text) == _SUBTOTAL:
            return None, range(labels[-1], labels[-1] + 1)
        # Mostly the word beside the figures is the label, whole.
        if labels and (match := self._known(cells[labels[-1]].text)):
            return match, range(labels[-1], labels[-1] + 1)
        # Words of a header may stand before the label of a stream, text in the place of figures behind that of a row.
        for last in reversed(labels[-3:] if stream else labels):
            for length in range(1, _LONGEST_JOIN + 1):
                span = range(max(last - length + 1, 0), last + 1)
                match = self._known("".join([cells[i].text for i in span]))
                if match and (match.code or last == labels[-1]):
                    return match, span
            # A label cut by the page tells more than that of its group, which has figures in the form of 2019.
            whole = last == labels[-1] and not self._pending
            if whole and (match := ROWS.find(cells[last].text, self._context or "applications")):
                return match, range(last, last + 1)
        return self._joined_label(cells, labels, labels[-1:] if stream else labels)

    def _joined_label(
        self, cells: Sequence[GridCell], labels: list[int], ends: list[int]
    ) -> tuple[Match | None, range]:
        """The label that the cells before the figures print together, or those and the row above.

        The first of `ends` at which there is one: behind a label words stand in the place of a figure.
        """
        table = self._context or "applications"
        for find in (ROWS.exact, ROWS.find):
            for last in ends:
                printed = "".join([cells[i].text for i in labels if i <= last])
                for label in (cells[last].text, printed, "".join([*self._pending, printed])):
                    match = find(label, table)
                    if match and (match.code or last == labels[-1]):
                        return match, range(last, last + 1)
        return None, range(labels[-1], labels[-1] + 1) if labels else range(0)

    def _before_outcomes(self, cells: Sequence[GridCell], span: range) -> range:
        """Nothing, before a row whose words stand below the outcomes of the header: in the place of figures."""
        columns = [seen.cell.column for seen in self._above if seen.code in OUTCOME_WORDS]
        if not columns or len(set(columns)) < len(columns):  # no row of the header shows the columns of the others
            return span
        start = next((i for i, cell in enumerate(cells) if cell.column >= min(columns)), span.stop)
        return range(start, start) if start < span.stop else span

    def _known(self, printed: str) -> Match | None:
        """A label known word for word. Short ones count only where their table is already known."""
        match = ROWS.exact(printed, self._context) if self._context else None
        if match is None and len(fold(printed)) >= TELLING_LABEL:
            match = ROWS.exact(printed, "applications")
        return match

    def _is_header(
        self, grid: Grid, cells: tuple[GridCell, ...], figures: Sequence[Figure], states: list[State]
    ) -> bool:
        """Take a header row. It may hold figures where header cells were overwritten."""
        figured = states.count("number")
        below = figured > 2 or has_row_label(cells, states) or row_follows(cells, states)
        if below or self._one_remedy_below_the_other(grid, cells, figures):
            return False
        words = {fold(cell.text) for cell in cells} if figured else set()
        if figured and len(words & HEADER_WORDS.keys()) < 2 and CORNER not in words:
            return False
        return self._read_headers(list(cells)) or (not figured and self._names_remedies(cells))

    def _names_remedies(self, cells: Sequence[GridCell]) -> bool:
        """Take a row of a few words that names a remedy beside a word that is not known, in the header."""
        words = [HeaderCell(fold(cell.text), cell) for cell in cells if cell.text]
        wide = all(seen.cell.colspan >= len(OUTCOMES) for seen in words)
        if not wide or self._context != "remedies" or len(words) < 2 or not any(is_remedy(c.text) for c in cells):
            return False
        self._table("remedies").header.extend(words)
        self._above.extend(words)
        return True

    def _one_remedy_below_the_other(self, grid: Grid, cells: Sequence[GridCell], figures: Sequence[Figure]) -> bool:
        """Remedies printed as three rows begin with words that the usual layout has in its header."""
        if self._context != "remedies" or len(cells) < 2:
            return False
        if (seen := self.tables.get("remedies")) and not grid.stream and left_of_outcomes(cells, figures, seen.header):
            return True
        first, *rest = [cell.text for cell in cells if cell.text] or [""]
        alone = [figure.state for figure in figures].count("text") == 1
        return alone or (
            len(rest) > 1 and is_remedy(first) and not any(is_header_word(t) or is_remedy(t) for t in rest)
        )

    def _read_headers(self, cells: list[GridCell]) -> bool:
        """Note the header words among `cells`; True if there were any."""
        if not cells:
            return False
        words = [fold(cell.text) for cell in cells]
        tables = [HEADER_WORDS[word] for word in words if word in HEADER_WORDS]
        if not tables and self._context == "applications" and names_applicants(cell.text for cell in cells):
            tables = ["applications"]
        found = codes_of(tuple([cell.text for cell in cells])) if not tables or tables[0] == "disclosure" else ()
        codes = [HeaderCell(code, cells[i]) for code, i in found]
        if not tables and (not any(h.code for h in codes) or not _INDICATORS.isdisjoint(words)):
            return False
        self._context = tables[0] if tables else "disclosure"
        self._recognised = True
        if self._context == "disclosure":
            self._block = codes
            self._table("disclosure").header.extend(codes)
        else:
            printed = [HeaderCell(word, cell) for word, cell in zip(words, cells, strict=True) if cell.text]
            self._table(self._context).header.extend(printed)
            self._above.extend(printed if self._context == "remedies" else ())
        return True


def _labels(states: Sequence[State]) -> tuple[int, list[int]]:
    """Where the first figure stands (behind all cells if there is none), and where the words before it stand."""
    labels: list[int] = []
    for position, state in enumerate(states):
        if state == "text":
            labels.append(position)
        elif state != "blank":
            return position, labels
    return len(states), labels


def _begins_label(cells: Sequence[GridCell], labels: list[int], span: range) -> list[str]:
    """The last label of a row behind the one in `span`, if it goes on in the next line."""
    last = labels[-1]
    return [cells[last].text] if last >= span.stop and ROWS.begins(cells[last].text) else []


def _numbers_columns(figures: Sequence[Figure]) -> bool:
    """Whether a row numbers the columns of its table."""
    values = [figure.value for figure in figures if figure.state == "number"]
    return len(values) >= _FEWEST_NUMBERED and values == list(range(1, len(values) + 1))


def _is_about(words: Sequence[str]) -> bool:
    """Whether one of the words of an unknown row says who filled in the table, or when, and none is of a header."""
    return any(fold(word).startswith(_ABOUT) for word in words) and not heads_remedies(words)
