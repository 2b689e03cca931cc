"""Columns of remarks and of shares beside the figures: left out where it is certain which they are, never read."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    FIGURES,
    applications,
    cells,
    disclosure,
    piped,
    report,
    table,
    td,
    whole,
    withheld,
)
from tests.table_mutations import MUTATIONS, Rows, faults, mutated

WORDS: list[object] = [column.zh for column in APPLICATIONS.columns]
REMARKS: list[object] = ["", "见说明", "其中1件为重复", *[""] * 20, "无", "/"]
SHARES: list[object] = ["100%", *[f"{n}.5％" for n in range(20)], "", "/", "0%", "33.33%"]


def rows_of_applications(at: int, texts: list[object], head: str | None = "") -> Rows:
    """The table with a column more, whose header is `head`, or not there."""
    header: list[object] = ["", *WORDS]
    body = [[*row[:at], text, *row[at:]] for row, text in zip(applications(APPLICANTS), texts, strict=True)]
    return [header if head is None else [*header[:at], head, *header[at:]], *body]


def rows_of_disclosure(text: Callable[[int], object], head: str = "", *, wide: bool = True) -> Rows:
    """The blocks of disclosure below each other with a column more, as wide as the widest unless `wide` is False."""
    rows: Rows = []
    for block in disclosure():
        for row in block:
            spread = [*row[:-1], td(row[-1], f"colspan={5 - len(row)}")] if wide and len(row) < 4 else row
            rows.append([*spread, head if row is block[0] else text(len(rows))])
    return rows


@pytest.mark.parametrize("head", ["", None])
@pytest.mark.parametrize("print_", [table, piped])
def test_remarks_without_a_header_are_left_out(print_: Callable[[Rows], str], head: str | None) -> None:
    record = report("applications", print_(rows_of_applications(8, REMARKS, head)))
    assert cells(record) == whole("applications")


def test_remarks_below_a_header_of_three_rows() -> None:
    heads = [
        [td("", "rowspan=3"), td("申请人情况", "colspan=7"), td("", "rowspan=3")],
        [td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=5"), td("总计", "rowspan=2")],
        WORDS[1:-1],
    ]
    rows = [*heads, *rows_of_applications(8, REMARKS)[1:]]
    assert cells(report("applications", table(rows))) == whole("applications")


@pytest.mark.parametrize("text", ["见说明", "另有2件正在清理"])
def test_remarks_beside_disclosure(text: str) -> None:
    assert cells(report("disclosure", table(rows_of_disclosure(lambda _: text)))) == whole("disclosure")


@pytest.mark.parametrize(
    ("at", "texts", "head"),
    [
        (8, ["", 3, *[""] * 23], ""),  # a figure
        (8, ["见说明", 3, *[""] * 23], ""),
        (1, REMARKS, ""),  # words before the figures
        (8, ["", "2.重复申请", *[""] * 23], ""),  # a label
        (8, REMARKS, "情况"),  # a header that is not known
    ],
)
def test_what_may_be_something_else_than_a_remark_is_withheld(at: int, texts: list[object], head: str) -> None:
    record = report("applications", table(rows_of_applications(at, texts, head)))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_words_behind_figures_that_begin_with_a_blank_column_are_withheld() -> None:
    """The blank one may be none of the form's, and what stands last its total."""
    rows = rows_of_applications(8, REMARKS)
    record = report("applications", table([rows[0], *([row[0], "", *row[2:]] for row in rows[1:])]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_words_behind_rows_of_several_widths_are_withheld() -> None:
    """A row may have lost one of its figures."""
    rows = rows_of_disclosure(lambda _: "见说明", wide=False)
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("head", ["", "占总数", "%", None])
@pytest.mark.parametrize("at", [1, 2, 8])
def test_figures_that_are_all_per_cent_are_left_out(at: int, head: str | None) -> None:
    record = report("applications", table(rows_of_applications(at, SHARES, head if at == 8 else head or "")))
    assert cells(record) == whole("applications")


def test_a_share_beside_each_applicant() -> None:
    heads = ["", *(td(word, "colspan=2") for word in WORDS)]
    rows = [[row[0], *(cell for n in row[1:] for cell in (n, "12.5%"))] for row in applications(APPLICANTS)]
    assert cells(report("applications", table([heads, *rows]))) == whole("applications")


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(("head", "share"), [("占比", "12.5%"), ("占比", "12.5"), ("比例（%）", "/"), ("备注", "3件")])
def test_shares_and_remarks_beside_disclosure(head: str, share: str, wide: bool) -> None:
    rows = rows_of_disclosure(lambda _: share, head, wide=wide)
    assert cells(report("disclosure", table(rows))) == whole("disclosure")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["信息内容", "本年制发件数", "本年废止件数", "占比"], ["规章", 3, 4, 25]),
        (["信息内容", "本年制发件数", "本年废止件数", "备注"], ["规章", 3, 4, 25]),
    ],
)
def test_a_column_beside_is_not_the_one_that_the_header_lacks(header: list[object], row: list[object]) -> None:
    others = [["信息内容", "本年处理决定数量"], ["行政许可", 7]]
    record = report("disclosure", table([header, row, *others]))
    assert cells(record) == {
        "disclosure": {"regulations.issued": 3, "regulations.repealed": 4, "licences.decisions": 7}
    }


def test_a_share_in_the_place_of_a_figure_withholds_the_table() -> None:
    rows = rows_of_disclosure(lambda _: "12.5%")
    record = report("disclosure", table([rows[0], [*rows[1][:3], "12.5%"], *rows[2:]]))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def bare(cell: object) -> object:
    """What a cell prints, without its span."""
    return str(cell).partition(">")[2].removesuffix("</td>") if str(cell).startswith("<td") else cell


LAYOUTS: dict[str, Callable[[Random], Rows]] = {
    "remarks": lambda rng: rows_of_applications(8, rng.sample(REMARKS, 25), rng.choice(["", None])),
    "shares": lambda rng: rows_of_applications(8, SHARES, rng.choice(["", "占比"])),
    "shares between": lambda rng: rows_of_applications(rng.randint(1, 7), SHARES, rng.choice(["", "占比"])),
    "bare shares": lambda rng: rows_of_applications(rng.randint(1, 8), list(range(25)), "占比"),
    "disclosure, remarks": lambda rng: rows_of_disclosure(lambda n: "" if n % 2 and rng.random() < 0.9 else "见说明"),
    "disclosure, shares": lambda rng: rows_of_disclosure(lambda _: "12.5%", rng.choice(["", "占比"])),
    "disclosure, bare shares": lambda rng: rows_of_disclosure(lambda n: n, "占比", wide=rng.random() < 0.5),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("print_", [table, piped])
@given(mutate=st.sampled_from(MUTATIONS), seed=st.integers(0, 10**6))
def test_no_damage_makes_a_wrong_figure(
    layout: str, print_: Callable[[Rows], str], mutate: Callable[..., None], seed: int
) -> None:
    code = "disclosure" if layout.startswith("disclosure") else "applications"
    rows = mutated(LAYOUTS[layout](Random(seed)), mutate, seed)
    if print_ is piped:
        rows = [[bare(cell) for cell in row] for row in rows]
    assert faults(report(code, print_(rows)), code, FIGURES) == []
