"""Tables whose rows print one figure in all their cells: the order of columns is all the same, their number is not."""

from __future__ import annotations

import pytest

from parsers.forms.remedies import OUTCOMES
from tests.hand_made import APPLICATIONS, REMEDIES, Row, cells, report, table, td, withheld

RESULTS = [outcome.zh for outcome in OUTCOMES]
WORDS = [column.zh for column in APPLICATIONS.columns]
ZEROS = {f"{row.code}.{column}": 0 for row in APPLICATIONS.rows for column in row.columns}
NONE_SOUGHT = {f"{row.code}.{outcome.code}": 0 for row in REMEDIES.rows for outcome in OUTCOMES}


def applicants(words: list[str], across: int = 5) -> list[Row]:
    """The header in two rows, applicants in these words; the organisations `across` so many columns."""
    first, *inner, last = words
    return [
        [td("", "rowspan=2"), td(first, "rowspan=2"), td("法人或其他组织", f"colspan={across}"), td(last, "rowspan=2")],
        inner,
    ]


def zeros(width: int = 7) -> list[Row]:
    return [[row.zh, *[0] * width] for row in APPLICATIONS.rows]


@pytest.mark.parametrize(
    "head",
    [
        applicants(WORDS, 4),
        applicants(WORDS, 6),
        applicants(["公民", *WORDS[1:]]),
        applicants(["个人", "企业单位", *WORDS[2:]]),
        [["项目", "公民", *WORDS[1:]]],
        [["项目", *WORDS[1:], WORDS[0]]],
    ],
)
def test_zeros_below_applicants_in_other_words(head: list[Row]) -> None:
    assert cells(report("applications", table([*head, *zeros()]))) == {"applications": ZEROS}


@pytest.mark.parametrize(
    ("head", "width"),
    [
        ([["项目", *WORDS[:4], *WORDS[5:], "其中网上"]], 7),
        ([["项目", "公民", "工厂", "学校", *WORDS[3:]]], 7),
        ([["项目", *WORDS[:-1]]], 6),
        (applicants(["公民", *WORDS[1:]]), 8),
    ],
)
def test_zeros_below_other_columns_are_withheld(head: list[Row], width: int) -> None:
    record = report("applications", table([*head, *zeros(width)]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_figures_that_differ_need_their_header() -> None:
    rows = [[*row[:1], 1, *row[2:]] for row in zeros()]
    record = report("applications", table([*applicants(["公民", *WORDS[1:]]), *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


ODD = [["维持", "纠正", "其他结果", "尚未审结（件）", "总计"], ["维持", "改变", "其他结果", "未结", "合计"]]


def remedies(words: list[str], figures: list[object]) -> str:
    head = [td("行政复议", "colspan=5 rowspan=2"), td("行政诉讼", "colspan=10")]
    return table([head, [td("未经复议直接起诉", "colspan=5"), td("复议后起诉", "colspan=5")], words * 3, figures])


@pytest.mark.parametrize("words", ODD)
def test_zeros_below_outcomes_in_other_words(words: list[str]) -> None:
    assert cells(report("remedies", remedies(words, [0] * 15))) == {"remedies": NONE_SOUGHT}
    rows: list[Row] = [["", *words], *([row.zh, *[0] * 5] for row in REMEDIES.rows)]
    assert cells(report("remedies", table(rows))) == {"remedies": NONE_SOUGHT}


@pytest.mark.parametrize("figures", [[0] * 14, [1, *[0] * 14], [0] * 16])
def test_figures_below_outcomes_in_other_words_are_withheld(figures: list[object]) -> None:
    record = report("remedies", remedies(ODD[1], figures))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})
