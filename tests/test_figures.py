"""What a cell says: figures, blanks and dashes are different facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.figures import Figure, read_figure
from tests.hand_made import report, table

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("printed", "figure"),
    [
        ("0", Figure("number", 0)),
        (" 0\xa0", Figure("number", 0)),
        ("2", Figure("number", 2)),
        ("１２", Figure("number", 12)),
        ("-37", Figure("number", -37)),
        ("－18", Figure("number", -18)),
        ("−18", Figure("number", -18)),
        ("—55", Figure("number", -55)),
        ("–55", Figure("number", -55)),
        ("——55", Figure("text")),
        ("\u200e12\u200f", Figure("number", 12)),
        ("\u202a12\u202c", Figure("number", 12)),
        ("\u206812\u2069", Figure("number", 12)),
        ("\u202e12\u202c", Figure("text")),
        ("+5", Figure("number", 5)),
        ("1,234", Figure("number", 1234)),
        ("1，234，567", Figure("number", 1234567)),
        ("1857.149947", Figure("number", 1857.149947)),
        ("73802895.90元", Figure("number", 73802895.9, "元")),
        ("17.27万元", Figure("number", 17.27, "万元")),
        ("17.00", Figure("number", 17)),
        ("3 件", Figure("number", 3, "件")),
        ("3（件）", Figure("number", 3, "件")),
        ("零", Figure("number", 0)),
        ("〇", Figure("number", 0)),
        ("12①", Figure("number", 12)),
        ("12²", Figure("number", 12)),
        ("12*", Figure("number", 12)),
        ("12[1]", Figure("number", 12)),
        ("12件［注1］", Figure("number", 12, "件")),
        ("①", Figure("text")),
        ("1①2", Figure("text")),
        ("", Figure("blank")),
        ("\u3000\xa0\n", Figure("blank")),
        ("/", Figure("dash")),
        ("—", Figure("dash")),
        ("——", Figure("dash")),
        ("－", Figure("dash")),
        ("无", Figure("dash")),
        ("1 2", Figure("text")),
        ("12\n0", Figure("text")),
        ("1,23", Figure("text")),
        ("1.2.3", Figure("text")),
        ("约3", Figure("text")),
        ("O", Figure("text")),
        ("详见附件", Figure("text")),
    ],
)
def test_read_figure(printed: str, figure: Figure) -> None:
    assert read_figure(printed) == figure


@given(st.integers(-(10**12), 10**12), st.booleans(), st.booleans(), st.sampled_from(["", " ", "\xa0", "\u3000", "\n"]))
def test_a_whole_figure_is_read_back_however_it_is_printed(value: int, grouped: bool, wide: bool, blank: str) -> None:
    printed = f"{value:,}" if grouped else str(value)
    printed = printed.translate(FULL_WIDTH) if wide else printed
    assert read_figure(f"{blank}{printed}{blank}") == Figure("number", value)


@given(st.decimals(0, 10**9, places=6))
def test_six_decimals_are_kept(value: object) -> None:
    figure = read_figure(f"{value:f}")
    assert figure.state == "number"
    assert f"{figure.value:.6f}" == f"{value:.6f}"


@given(st.text(max_size=12))
def test_only_a_number_has_a_value(printed: str) -> None:
    figure = read_figure(printed)
    assert (figure.value is not None) == (figure.state == "number")


def test_a_cell_with_digits_that_are_no_figure_is_said() -> None:
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "3<br>7", "约3", 5],
        ["行政规范性文件", 2, "见附件", 5],
    ]
    record = report("disclosure", table(rows))
    assert [(cell.state, cell.value, cell.raw) for cell in record.cells] == [
        ("text", None, "3 7"), ("text", None, "约3"), ("number", 5, "5"),
        ("number", 2, "2"), ("text", None, "见附件"), ("number", 5, "5"),
    ]  # fmt: skip
    assert [(f.severity, f.where) for f in record.findings if f.rule == "parse.figure_unread"] == [
        ("error", "disclosure.regulations.issued"),
        ("error", "disclosure.regulations.repealed"),
    ]
