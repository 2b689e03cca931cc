"""The table of another year beside this year's: left out where its caption says so, else both are withheld."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hand_made import (
    APPLICATIONS,
    FIGURES,
    HEADINGS,
    YEAR,
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
OWN: Rows = [["", *WORDS], *applications([column.code for column in APPLICATIONS.columns])]
LAST: Rows = [OWN[0], *([row[0], *(int(str(n)) + 100 for n in row[1:])] for row in OWN[1:])]
CAPTIONS = [
    f"{YEAR - 1}年收到和处理政府信息公开申请情况",
    f"（二）{YEAR - 1}年度政府信息公开申请情况：",
    f"表2：清水县水务局{YEAR - 1}年情况表",
    f"{YEAR - 1}年数据",
    f"{YEAR - 1}年",
    "上年数据",
    "上一年度情况如下：",
    "去年统计情况",
]


def other_year(caption: str) -> list[str]:
    return [f"“{caption}”不是本年度的数据，未收录 / figures of another year, left out"]


def left_out(body: str) -> tuple[object, list[str]]:
    """What is read, and the notes on tables of other years."""
    record = report("applications", body)
    return cells(record), [f.message for f in record.findings if f.rule == "parse.other_year"]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_the_table_of_last_year_behind_this_years(caption: str) -> None:
    assert left_out(f"{table(OWN)}<p>{caption}</p>{table(LAST)}") == (whole("applications"), other_year(caption))


@pytest.mark.parametrize("caption", CAPTIONS)
def test_the_table_of_last_year_before_this_years(caption: str) -> None:
    body = f"<p>{caption}</p>{table(LAST)}<p>{YEAR}年情况</p>{table(OWN)}"
    assert left_out(body) == (whole("applications"), other_year(caption))


@pytest.mark.parametrize("caption", CAPTIONS)
def test_the_table_of_last_year_beside_this_years(caption: str) -> None:
    body = f"<table><tr><td><p>{YEAR}年</p>{table(OWN)}</td><td><p>{caption}</p>{table(LAST)}</td></tr></table>"
    assert left_out(body) == (whole("applications"), other_year(caption))


def test_a_caption_in_the_first_row_of_the_table() -> None:
    caption = f"{YEAR - 1}年情况"
    titled = table([[td(caption, "colspan=8")], *LAST])
    assert left_out(table([[td(f"{YEAR}年情况", "colspan=8")], *OWN]) + titled) == (
        whole("applications"),
        other_year(caption),
    )


def test_a_blank_table_of_this_year_is_not_filled_from_last_years() -> None:
    blank = [OWN[0], *([row[0], *[""] * 7] for row in OWN[1:])]
    body = f"{table(blank)}<p>{YEAR - 1}年情况</p>{table(LAST)}"
    others = f"<p>{HEADINGS['disclosure']}</p>" + table(row for block in disclosure() for row in block)
    record = report("applications", body + others)
    assert {cell.value for cell in record.cells if cell.table == "applications"} == {None}
    assert "parse.other_year" in {finding.rule for finding in record.findings}


def side_by_side(years: list[str], *tables: Rows) -> Rows:
    """Tables in one, with the same labels."""
    heads = [td("项目", "rowspan=2"), *(td(year, "colspan=7") for year in years)]
    first, *others = tables
    rows = [[*row, *(cell for other in others for cell in other[n][1:])] for n, row in enumerate(first)]
    return [heads, rows[0][1:], *rows[1:]]


@pytest.mark.parametrize("other", [f"{YEAR - 1}年", f"{YEAR - 1}年度", "上年", "去年"])
@pytest.mark.parametrize("before", [True, False])
def test_the_columns_of_last_year_beside_this_years(other: str, before: bool) -> None:
    years, tables = ([other, f"{YEAR}年"], (LAST, OWN)) if before else ([f"{YEAR}年", other], (OWN, LAST))
    assert left_out(table(side_by_side(years, *tables))) == (
        whole("applications"),
        [f"“{other}”不是本年度的数据，未收录 / figures of another year, left out"],
    )


@pytest.mark.parametrize("years", [[f"{YEAR - 2}年", f"{YEAR - 1}年"], ["", f"{YEAR - 1}年"], ["一季度", "二季度"]])
def test_columns_of_which_none_is_said_to_be_this_years_are_withheld(years: list[str]) -> None:
    record = report("applications", table(side_by_side(years, OWN, LAST)))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize(
    "caption",
    [
        f"{YEAR}年情况",
        "情况如下：",
        f"{YEAR - 1}年与{YEAR}年对比情况",
        f"与{YEAR - 1}年相比",
        f"{YEAR - 1}年结转情况",
        "申请情况",
    ],
)
def test_a_caption_that_does_not_name_another_year_alone_leaves_both_in_doubt(caption: str) -> None:
    record = report("applications", f"{table(OWN)}<p>{caption}</p>{table(LAST)}")
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_table_of_another_year_alone_is_said_to_be_so() -> None:
    record = report("applications", f"<p>{YEAR - 1}年情况</p>{table(OWN)}")
    assert {finding.rule for finding in record.findings} >= {"parse.caption_differs"}
    assert cells(record) == whole("applications")


def test_the_table_of_another_agency_is_not_taken_for_this_years() -> None:
    body = f"<p>{YEAR - 1}年情况</p>{table(OWN)}<p>长河镇人民政府情况表</p>{table(LAST)}"
    assert cells(report("applications", body)) == {}


@given(mutate=st.sampled_from(MUTATIONS), seed=st.integers(0, 10**6), last=st.booleans(), before=st.booleans())
@pytest.mark.parametrize("print_", [table, piped])
def test_no_damage_makes_a_wrong_figure(
    print_: Callable[[Rows], str], mutate: Callable[..., None], seed: int, last: bool, before: bool
) -> None:
    own, other = (
        print_(rows) for rows in ((OWN, mutated(LAST, mutate, seed)) if last else (mutated(OWN, mutate, seed), LAST))
    )
    captioned = f"<p>{CAPTIONS[seed % len(CAPTIONS)]}</p>{other}"
    body = f"{captioned}<p>{YEAR}年情况</p>{own}" if before else own + captioned
    assert faults(report("applications", body), "applications", FIGURES) == []


@given(mutate=st.sampled_from(MUTATIONS[:4]), seed=st.integers(0, 10**6), before=st.booleans())
def test_no_damage_of_columns_side_by_side_makes_a_wrong_figure(
    mutate: Callable[..., None], seed: int, before: bool
) -> None:
    years, tables = ([f"{YEAR}年", f"{YEAR - 1}年"], (OWN, LAST))
    heads, words, *rows = side_by_side(years[::-1] if before else years, *(tables[::-1] if before else tables))
    body = table([heads, *mutated([words, *rows], mutate, seed)])
    assert faults(report("applications", body), "applications", FIGURES) == []
