"""Columns that are no columns: blank cells beside or between the figures, which blanks of the figures must not hide."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from fixtures.model import Figures
from parsers.forms.remedies import OUTCOMES
from parsers.words.labels import ROWS
from tests.hand_made import APPLICATIONS, REMEDIES, Row, cells, piped, report, table, td, withheld

APPLICANTS = [column.zh for column in APPLICATIONS.columns]
RESULTS = [outcome.zh for outcome in OUTCOMES]
ORDER = [(row.code, outcome.code) for row in REMEDIES.rows for outcome in OUTCOMES]


def with_blanks(width: int, rng: Random, part: float) -> list[object]:
    """Figures that add up, the last being their total; those that are 0 may be blank."""
    values = [rng.choice([0, 0, 1, 7, 30]) for _ in range(width - 1)]
    return [value or ("" if rng.random() < part else 0) for value in [*values, sum(values)]]


def remedies(rng: Random, part: float) -> list[object]:
    return [figure for _ in REMEDIES.rows for figure in with_blanks(len(OUTCOMES), rng, part)]


def remedies_head(spacer: int) -> list[Row]:
    """The header of three rows; the cell above the figure `spacer` is two columns wide."""
    wide = [1 + (n == spacer) for n in range(len(ORDER))]

    def across(start: int, end: int) -> str:
        return f"colspan={sum(wide[start:end])}"

    first = [td(word, f"rowspan=2 colspan={wide[n]}") for n, word in enumerate(RESULTS)]
    return [
        [td("行政复议", across(0, 5)), td("行政诉讼", across(5, 15))],
        [*first, td("未经复议直接起诉", across(5, 10)), td("复议后起诉", across(10, 15))],
        [td(word, f"colspan={wide[n + 5]}") for n, word in enumerate(RESULTS * 2)],
    ]


def remedies_padded(spacer: int) -> list[Row]:
    """The same as rows of text in which the columns of merged cells are left empty."""
    heads = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *RESULTS * 2],
    ]
    return [[*row[: spacer + 1], "", *row[spacer + 1 :]] for row in heads]


@pytest.mark.parametrize(("print_", "head"), [(table, remedies_head), (piped, remedies_padded)])
@pytest.mark.parametrize("spacer", range(15))
@pytest.mark.parametrize("seed", range(6))
def test_a_column_between_remedies_is_told_by_the_header(
    seed: int, spacer: int, print_: Callable[[list[Row]], str], head: Callable[[int], list[Row]]
) -> None:
    figures = remedies(Random(seed), 0.5)
    row = [*figures[: spacer + 1], "", *figures[spacer + 1 :]]
    record = report("remedies", print_([*head(spacer), row]))
    assert cells(record)["remedies"] == {
        f"{r}.{o}": v if v != "" else None for (r, o), v in zip(ORDER, figures, strict=True)
    }


@pytest.mark.parametrize("spacer", range(7))
@pytest.mark.parametrize("part", [0, 0.5, 1])
def test_a_column_between_applicants_is_told_by_the_header(spacer: int, part: float) -> None:
    head: Row = ["", *(td(word, "colspan=2" if n == spacer else "") for n, word in enumerate(APPLICANTS))]
    printed, expected = table_of(part)
    rows = [[label, *figures[: spacer + 1], "", *figures[spacer + 1 :]] for label, figures in printed]
    assert cells(report("applications", table([head, *rows]))) == {"applications": expected}


@pytest.mark.parametrize("spacer", range(7))
def test_a_column_that_no_header_shows_is_told_by_the_sums_or_not_at_all(spacer: int) -> None:
    printed, expected = table_of(0.5)
    rows = [[label, *figures[: spacer + 1], "", *figures[spacer + 1 :]] for label, figures in printed]
    record = report("applications", table([["", *APPLICANTS], *rows]))
    assert cells(record) in ({"applications": expected}, {})
    assert bool(cells(record)) != bool(withheld(record))


def test_what_neither_header_nor_sums_tell_is_withheld() -> None:
    rows = [
        ["一、本年新收政府信息公开申请数量", "", 5, 5, "", "", "", "", 7],
        ["二、上年结转政府信息公开申请数量", "", 3, 4, "", "", "", "", 7],
    ]
    record = report("applications", table([["", *APPLICANTS], *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def table_of(part: float) -> tuple[list[tuple[str, list[object]]], Figures]:
    """Rows of applications with labels, and the figures that are to be read."""
    rng = Random(f"{part}")
    printed = [(row.zh, with_blanks(len(APPLICANTS), rng, part)) for row in APPLICATIONS.rows]
    codes = [(m.code if (m := ROWS.exact(label, "applications")) else "", figures) for label, figures in printed]
    expected = {
        f"{code}.{column.code}": None if figure == "" else figure
        for code, figures in codes
        for column, figure in zip(APPLICATIONS.columns, figures, strict=True)
    }
    return printed, expected  # type: ignore[return-value]
