"""四、政府信息公开行政复议、行政诉讼情况: one row of fifteen figures, three rows of five, or parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.document import GridCell
from parsers.forms import Label
from parsers.forms.remedies import OUTCOMES, REMEDIES
from parsers.record import Cell, Finding
from parsers.tables.columns import ends_of
from parsers.tables.placing.broken import with_broken_joined
from parsers.tables.placing.common import Placed, Slot, Unplaced, distinct, fill, left_out, trimmed, uniform
from parsers.tables.placing.page_numbers import confirmed, without_page_numbers
from parsers.tables.placing.trims import not_otherwise, trimmed_alike
from parsers.tables.seen import FigureRow, HeaderCell, SeenTable
from parsers.tables.split_columns import says_apart
from parsers.words.figures import read_figure
from parsers.words.header_words import REMEDY_CELLS, is_header_word
from parsers.words.labels import differ_by_one, is_dated, of_other_time
from parsers.words.text import fold

TABLE = "remedies"
_STANDARD = [outcome.code for outcome in OUTCOMES]
_WHOLE = [(row.code, outcome) for row in REMEDIES.rows for outcome in _STANDARD]
_OUTCOMES = {fold(word): outcome.code for outcome in OUTCOMES for word in (outcome.zh, *outcome.variants)}
_REMEDIES = {fold(word): row.code for row in REMEDIES.rows for word in (row.zh, *row.variants)}
#: So many of a remedy's outcomes tell that a header names them, in whatever words the others.
_MOST_KNOWN = 3
_RECONSIDERATION, _LITIGATION = "行政复议", "行政诉讼"


def place_remedies(seen: SeenTable) -> Placed:
    """One row of fifteen figures, or three rows of five, or a row for one or two remedies below each header."""
    notes: list[Finding] = []
    printed = _without_words(_without_sums(seen.rows, notes))
    below = [row for row in printed if row.code]
    others = [row for row in printed if not row.code and row.filled]
    if below and not others:
        return Placed(tuple(_below_each_other(below, seen.header)), tuple(notes))
    if any(row.filled for row in below):
        return Placed(tuple(_below_each_other([_labelled(row) for row in printed], seen.header)), tuple(notes))
    if below or len(others) > 1:
        parts = _in_parts(printed)
        if parts:
            return Placed(tuple(parts), tuple(notes))
    strangers = [row for row in others if row.code is None or says_apart(row.label) or of_other_time(row.label)]
    if strangers or below:
        row = (strangers or others)[0]
        raise Unplaced(f"{row.place}: {len(row.cells)} figures for {REMEDY_CELLS} columns (“{row.label}”)")
    rows = distinct(printed, TABLE)
    if not rows:
        raise Unplaced("header without any row of figures")
    heads = _by_columns(seen.header)
    own = _without_sums_at_its_side(rows[0], seen.header, [cell.column for _, _, cell in heads])
    row = trimmed(own, [cell for _, _, cell in heads] or _outcome_cells(seen.header))
    strange = row.label != "" and not is_header_word(row.label) and fold(row.label) not in _OUTCOMES
    below_heads = not row.grid.stream and [cell.column for cell in row.cells] == [cell.column for _, _, cell in heads]
    if strange and _is_wider(row) and (is_dated(row.label) or not below_heads):
        raise Unplaced(f"{row.place}: “{row.label}” stands before the figures or in the place of one")
    order = [(remedy, outcome) for remedy, outcome, _ in heads] or _as_printed(seen.header, rows)
    slots = [Slot(remedy, outcome, REMEDIES.row(remedy).zh) for remedy, outcome in order]
    totals = [outcome for _, outcome in order]
    (row,), pages = without_page_numbers([row], len(totals), lambda values: _each_total_holds(values, totals))
    (row,) = with_broken_joined([row], lambda values: _each_total_holds(values, totals))
    cells = fill(TABLE, [(row, slots)], lambda cells: _totals_hold(cells, totals))
    values = [cell.value or 0 for cell in cells]
    alike = len({(cell.state, cell.value) for cell in cells}) == 1
    proved = alike or (any(values) and _each_total_holds(values, totals))
    # Of several remedies they do not where a figure is lost, and a stranger stands elsewhere.
    shifted = list(_totals_that_hold(values, totals)).count(False) > 1
    doubtful = row.grid.stream and (strange or cells[-1].state == "blank" or shifted)
    if not proved and (doubtful or _ends_before(rows[0])):
        raise Unplaced(f"{row.place}: a row that ends before its header or behind other words, and sums do not hold")
    return Placed(confirmed(cells, "2021", [row], pages), tuple(pages))


def _without_words(rows: list[FigureRow]) -> list[FigureRow]:
    """Rows without those of mere words (units, letters that number the columns), where another has figures."""
    words = [row for row in rows if not row.code and all(figure.state == "text" for figure in row.figures)]
    figured = any(row.filled and not row.code for row in rows if row not in words)
    return [row for row in rows if row not in words] if words and figured else rows


def _without_sums(rows: Sequence[FigureRow], notes: list[Finding]) -> list[FigureRow]:
    """Rows without those that add up the rows of remedies above them, which print figures."""
    kept: list[FigureRow] = []
    for row in rows:
        behind = any(other.code and other.filled and other.grid is row.grid for other in kept)
        if row.code is None and behind and not _lacks_total(row.header) and _OUTCOMES.get(fold(row.label)) == "total":
            notes.append(left_out(row))
        else:
            kept.append(row)
    return kept


def _lacks_total(header: Sequence[HeaderCell]) -> bool:
    """Whether a header names outcomes, and not their total: it may be the word behind these."""
    named = {_OUTCOMES[seen.code] for seen in header if seen.code in _OUTCOMES}
    return bool(named) and "total" not in named


def _without_sums_at_its_side(row: FigureRow, header: Sequence[HeaderCell], columns: Sequence[int]) -> FigureRow:
    """A row of all remedies without the sums over them, which the header shows beside its `columns`.

    Raises:
        Unplaced: the header shows sums, and not one figure stands in each of the columns.
    """
    own = [(cell.column, cell.end) for _, cell in _named(header)]
    heads = [seen.cell for seen in header if _OUTCOMES.get(seen.code or "") == "total"]
    over_all = [head for head in heads if not any(start <= head.column < end for start, end in own)]
    sums = {column for head in over_all for column in range(head.column, head.end)}
    if not columns or not sums:
        return row
    if [cell.column for cell in row.cells] != sorted([*columns, *sums]):
        raise Unplaced(f"{row.place}: {len(row.cells)} figures for {len(columns)} columns beside sums over them")
    rest = tuple(cell for cell in row.cells if cell.column not in sums)
    return row._replace(cells=rest, figures=tuple(read_figure(cell.text) for cell in rest))


def _ends_before(row: FigureRow) -> bool:
    """Whether a row ends before those of its header, and may have lost one of its figures."""
    heads = {id(seen.cell) for seen in row.header}
    ends = zip(row.grid.rows, ends_of(row.grid.rows), strict=True) if not row.grid.stream else ()
    header = max((end for cells, end in ends if any(id(cell) in heads for cell in cells)), default=0)
    return header > row.cells[-1].end


def _is_wider(row: FigureRow) -> bool:
    """Whether a row has more cells than figures, or one of them may be none."""
    return len(row.cells) > REMEDY_CELLS or any(figure.state == "blank" for figure in row.figures)


def _totals_hold(rows: Sequence[Sequence[GridCell | None]], outcomes: Sequence[str]) -> bool:
    """Whether each remedy's outcomes add up to its total, in at least one of which not all are 0."""
    proved = False
    for row in rows:
        values = [read_figure(cell.text).value or 0 if cell else 0 for cell in row]
        if not _each_total_holds(values, outcomes):
            return False
        proved = proved or any(values)
    return proved


def _each_total_holds(values: Sequence[float], outcomes: Sequence[str]) -> bool:
    """Whether in each run of figures for all `outcomes` of a remedy they add up to its total."""
    return all(_totals_that_hold(values, outcomes))


def _totals_that_hold(values: Sequence[float], outcomes: Sequence[str]) -> Iterator[bool]:
    for part in (slice(start, start + len(OUTCOMES)) for start in range(0, len(values), len(OUTCOMES))):
        yield sum(values[part]) == 2 * values[part][outcomes[part].index("total")]


def _labelled(row: FigureRow) -> FigureRow:
    """A row whose label was taken for the last word of the header, where cells have no rows.

    Raises:
        Unplaced: it is no row of a remedy, although others are.
    """
    if row.code or not row.filled:
        return row
    code = _REMEDIES.get(fold(row.label))
    if code is None:
        raise Unplaced(f"{row.place}: unknown row label “{row.label}”")
    return row._replace(code=code)


def _in_parts(rows: Sequence[FigureRow]) -> list[Cell]:
    """The cells of rows that each have a header of their own; none unless every remedy is named once, with figures."""
    found: list[Cell] = []
    titles: list[str] = []
    for row in rows:
        if not row.filled:
            titles += [row.code] if row.code else []
            continue
        words = [*((seen.code or "", seen.cell) for seen in row.header), *_last_word(row)]
        named = list(dict.fromkeys([*titles, *(_REMEDIES[word] for word, _ in words if word in _REMEDIES)]))
        heads = [(outcome, cell) for word, cell in words if (outcome := _OUTCOMES.get(word))]
        order = [(remedy, outcome) for remedy in named for outcome in _STANDARD]
        if not named or [outcome for outcome, _ in heads] != [outcome for _, outcome in order]:
            return []
        slots = [Slot(remedy, outcome, REMEDIES.row(remedy).zh) for remedy, outcome in order]
        own = trimmed(row, sorted((cell for _, cell in heads), key=lambda cell: cell.column))
        outcomes = [outcome for outcome, _ in heads]
        found += fill(TABLE, [(own, slots)], lambda cells, outcomes=outcomes: _totals_hold(cells, outcomes))  # type: ignore[misc]
        titles = []
    places = [(cell.row, cell.column) for cell in found]
    return found if sorted(places) == sorted(_WHOLE) else []


def _last_word(row: FigureRow) -> list[tuple[str, GridCell]]:
    """The word of the header right before the figures, where cells have no rows."""
    return [(fold(row.label), row.cells[0])] if row.label else []


def _below_each_other(rows: Sequence[FigureRow], header: Sequence[HeaderCell]) -> list[Cell]:
    named = [row for row in rows if row.code]
    printed = distinct(named, TABLE)
    kept = trimmed_alike(printed, _outcome_cells(header))
    order = _outcomes_across(header, kept)
    not_otherwise(printed, kept, lambda cells: _totals_hold(cells, order))
    slots = [(row, [Slot(row.code or "", outcome, row.label) for outcome in order]) for row in kept]
    return fill(TABLE, slots, lambda cells: _totals_hold(cells, order))


def _outcomes_across(header: Sequence[HeaderCell], rows: Sequence[FigureRow]) -> list[str]:
    """The outcomes from left to right, above remedies below each other: of a header that lacks some, by the sums."""
    codes = [code for seen in header if (code := _OUTCOMES.get(seen.code or ""))]
    named = list(dict.fromkeys(codes))
    if codes.count("total") > max(1, *map(codes.count, _STANDARD[:-1])):
        raise Unplaced("two totals of the same figures")
    if sorted(named) == sorted(_STANDARD):
        return named
    if len(named) >= _MOST_KNOWN and uniform(rows, len(_STANDARD)):
        return _STANDARD
    if named != [code for code in _STANDARD if code in named] or not _proved(rows, _STANDARD):
        raise Unplaced(f"outcomes in another order than the form's, or none: {', '.join(named)}")
    return _STANDARD


def _proved(rows: Sequence[FigureRow], outcomes: Sequence[str]) -> bool:
    """Whether rows that are as wide as the table have sums that hold."""
    return all(len(row.cells) == len(outcomes) for row in rows) and _totals_hold([row.cells for row in rows], outcomes)


def _outcome_cells(header: Sequence[HeaderCell]) -> list[GridCell]:
    """The cells that name outcomes, from left to right."""
    return sorted((seen.cell for seen in header if seen.code in _OUTCOMES), key=lambda cell: cell.column)


def _named(header: Sequence[HeaderCell]) -> list[tuple[str, GridCell]]:
    """The remedies that the header names."""
    return [(_REMEDIES[code], seen.cell) for seen in header if (code := seen.code or "") in _REMEDIES]


def _by_columns(header: Sequence[HeaderCell]) -> list[tuple[str, str, GridCell]]:
    """(remedy, outcome, header cell) for each figure from left to right, by the header's geometry where it has one."""
    leaves = [(_OUTCOMES[code], seen.cell) for seen in header if (code := seen.code or "") in _OUTCOMES]
    named = _named(header)
    placed = {
        (leaf.column, remedy, outcome): leaf
        for outcome, leaf in leaves
        for remedy, cell in named
        if cell.column <= leaf.column < cell.end
    }
    if len({column for column, _, _ in placed}) < len(placed):
        return []  # a header row that does not begin where the others do
    order = [(remedy, outcome, leaf) for (_, remedy, outcome), leaf in sorted(placed.items())]
    whole = sorted((remedy, outcome) for remedy, outcome, _ in order) == sorted(_WHOLE)
    return order if whole else _by_places(header, named)


def _may_be(word: str, outcome: Label) -> bool:
    """Whether a word is that of an outcome, but for one character or a remark behind it."""
    known = _OUTCOMES.get(word)
    bare = fold(outcome.zh)
    return known == outcome.code if known else word.startswith(bare) or differ_by_one(word, bare)


def _by_places(header: Sequence[HeaderCell], named: Sequence[tuple[str, GridCell]]) -> list[tuple[str, str, GridCell]]:
    """The same where words for outcomes are nearly those of the form, and most are: five cells below each remedy."""
    found: list[tuple[str, str, GridCell]] = []
    for remedy, cell in named:
        inside = [s for s in header if s.cell.colspan == 1 and cell.column <= s.cell.column < cell.end]
        inside.sort(key=lambda seen: seen.cell.column)
        codes = [_OUTCOMES.get(seen.code or "") for seen in inside]
        words = [seen.code or "" for seen in inside]
        fitting = len(words) == len(OUTCOMES) and all(map(_may_be, words, OUTCOMES))
        if not fitting or len(codes) - codes.count(None) < _MOST_KNOWN or cell.colspan != len(_STANDARD):
            return []
        found += [(remedy, outcome, seen.cell) for outcome, seen in zip(_STANDARD, inside, strict=True)]
    places = [(leaf.column, remedy, outcome) for remedy, outcome, leaf in found]
    found = [(remedy, outcome, leaf) for remedy, outcome, leaf in sorted(found, key=lambda place: place[2].column)]
    return found if len(places) == len(_WHOLE) == len({column for column, _, _ in places}) else []


def _begun(word: str) -> set[str]:
    """The outcomes whose word is `word`, or was cut to it."""
    return {code for printed, code in _OUTCOMES.items() if len(word) > 1 and printed.startswith(word)}


def _as_printed(header: Sequence[HeaderCell], rows: Sequence[FigureRow]) -> list[tuple[str, str]]:
    """The form's order, if the header names remedies and outcomes in it; of one that lacks some, if the sums hold."""
    # A merged cell may be printed once for each of its columns.
    printed = [remedy for remedy, _ in groupby(remedy for remedy, _ in _named(header))]
    if printed[: len(printed) // 2] == printed[len(printed) // 2 :]:
        printed = printed[: len(printed) // 2]  # the header once more, on the next page
    words = [word for seen in header if (word := seen.code or "") in (_RECONSIDERATION, _LITIGATION)]
    reversed_groups = words[:1] == [_LITIGATION] and _RECONSIDERATION in words
    if printed != [row.code for row in REMEDIES.rows if row.code in printed] or reversed_groups:
        raise Unplaced("header in another order than the form's: " + ", ".join(cell.text for _, cell in _named(header)))
    outcomes = [codes for seen in header if (codes := _begun(seen.code or ""))]
    whole = all(_STANDARD[n % len(_STANDARD)] in codes for n, codes in enumerate(outcomes))
    alike = len(outcomes) >= _MOST_KNOWN * len(REMEDIES.rows) and uniform(rows, len(_WHOLE))
    if not (whole and outcomes) and not alike and not _proved(rows, [outcome for _, outcome in _WHOLE]):
        raise Unplaced("outcomes in another order than the form's, or not all")
    return _WHOLE
