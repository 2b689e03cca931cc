"""The codes of indicators: of names with one wrong character, where one alone can be meant, and of repeated ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.forms.indicators import INDICATORS
from parsers.record import Cell, Finding
from parsers.tables.indicators.columns import CODES, name_and_unit
from parsers.words.labels import NEGATIONS, differ_by_one, read_by_likeness
from parsers.words.text import fold

_ORDER = {code: place for place, code in enumerate(dict.fromkeys(label.code for label in INDICATORS))}
#: Shorter names are others' as well: 书面申请数 is not 当面申请数.
_SHORTEST = 6
_WORDS = [(label.code, fold(word)) for label in INDICATORS for word in (label.zh, *label.variants)]


def likened(cells: Sequence[Cell]) -> tuple[list[Cell], tuple[Finding, ...]]:
    """Cells in printed order with the codes of names that are misspelt, and a note on each of these.

    It has to be the only indicator that differs in one character, and not printed elsewhere; and to stand in the order
    of the form between those before it and behind it.
    """
    printed = {cell.row for cell in cells if cell.row in CODES}
    found = dict(_misspelt(cells, printed)) if printed else {}
    notes = tuple(
        read_by_likeness(label, code, where)
        for (label, where), code in {(cells[n].label, _where(cells[n])): code for n, code in found.items()}.items()
    )
    return [replace(cell, row=found[n]) if n in found else cell for n, cell in enumerate(cells)], notes


def _misspelt(cells: Sequence[Cell], printed: set[str]) -> Iterator[tuple[int, str]]:
    """The place of each cell of a misspelt name, and the code of the indicator."""
    for n, cell in enumerate(cells):
        if cell.row in CODES:
            continue
        before = next((_ORDER[c.row] for c in reversed(cells[:n]) if c.row in CODES), -1)
        behind = next((_ORDER[c.row] for c in cells[n + 1 :] if c.row in CODES), len(_ORDER))
        name = fold(name_and_unit(cell.label)[0])
        likely = {code for code, word in _WORDS if _may_be(name, word)}
        if len(likely) == 1 and before < _ORDER[code := likely.pop()] < behind and code not in printed:
            yield n, code


def _may_be(name: str, word: str) -> bool:
    """Whether a name is a word but for one character that does not turn it into its contrary."""
    return (
        len(name) >= _SHORTEST
        and differ_by_one(name, word)
        and all(name.count(mark) == word.count(mark) for mark in NEGATIONS)
    )


def _where(cell: Cell) -> str:
    return f"table {cell.source.table}, row {cell.source.row}"


def with_distinct_rows(cells: list[Cell]) -> tuple[Cell, ...]:
    """Cells whose row codes are unique: a repeated indicator (同意公开答复数 twice) keeps its words as well."""
    seen: dict[tuple[str, str], int] = {}
    named: list[Cell] = []
    for cell in cells:
        times = seen[cell.row, cell.column] = seen.get((cell.row, cell.column), 0) + 1
        if times > 1:
            cell = Cell(cell.table, f"{cell.row}#{times}", cell.column, cell.value, cell.state, cell.raw, cell.label,
                        cell.unit, cell.source)  # fmt: skip
        named.append(cell)
    return tuple(named)
