"""Rows that break down others, or print shares of them: left out and said, and the whole is read, or the table is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    DISCLOSURE,
    FIGURES,
    Row,
    applications,
    cells,
    piped,
    report,
    table,
    td,
    whole,
    withheld,
)

HEADER = ["", *(column.zh for column in APPLICATIONS.columns)]


def disclosure(*parts: Row, label: str = "行政许可", behind: str | None = None) -> str:
    """The table with three columns of labels, and `parts` below the row `label`."""
    rows: list[Row] = []
    columns: tuple[str, ...] = ()
    for row in DISCLOSURE.rows:
        wide = 3 // len(row.columns)
        if row.columns != columns:
            columns = row.columns
            heads = [td(DISCLOSURE.column(code).zh, f"colspan={wide}") for code in columns]
            rows.append([td("信息内容", "colspan=3"), *heads])
        figures = [td(FIGURES["disclosure"][f"{row.code}.{code}"], f"colspan={wide}") for code in columns]
        if row.zh != label:
            rows.append([td(row.zh, "colspan=3"), *figures])
        elif behind is None:
            rows += [[td(row.zh, "colspan=3"), *figures], *parts]
        else:
            rows += [[td(row.zh, f"rowspan={1 + len(parts)}"), td(behind, "colspan=2"), *figures], *parts]
    return table(rows)


def part(*words: str) -> Row:
    """A row with words in the columns of labels, and one figure."""
    return [*words, td(7, "colspan=3")]


def notes(record: object) -> list[str]:
    return [f.message.split("”")[0].lstrip("“") for f in record.findings if f.rule == "parse.subtotal_left_out"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("of", ["其中", "其中："])
@pytest.mark.parametrize("words", [["网上办理", "窗口办理"], ["网上办理", "窗口办理", "其他方式"]])
def test_parts_behind_a_cell_that_says_so(of: str, words: list[str]) -> None:
    spanned = [part(*([td(of, f"rowspan={len(words)}")] if n == 0 else []), td(word, "colspan=2"))
               for n, word in enumerate(words)]  # fmt: skip
    blank = [part(of if n == 0 else "", td(word, "colspan=2")) for n, word in enumerate(words)]
    repeated = [part(of, td(word, "colspan=2")) for word in words]
    for parts in (spanned, blank, repeated):
        record = report("disclosure", disclosure(*parts))
        assert (cells(record), notes(record)) == (whole("disclosure"), words)


@pytest.mark.parametrize("behind", ["合计", "小计", "总数", "数量", "件数", "本年", ""])
@pytest.mark.parametrize("label", ["行政许可", "行政处罚", "行政事业性收费"])
def test_parts_beside_a_label_that_reaches_down(label: str, behind: str) -> None:
    words = ["网上办理", "窗口办理"]
    for parts in ([part(td(word, "colspan=2")) for word in words],
                  [part(td("其中", "rowspan=2"), words[0]), part(words[1])]):  # fmt: skip
        record = report("disclosure", disclosure(*parts, label=label, behind=behind))
        assert (cells(record), notes(record)) == (whole("disclosure"), words)


@pytest.mark.parametrize("parts", [[[td(7, "colspan=3")]], [part(td("", "colspan=2"))], [part("", "")]])
def test_of_two_rows_of_figures_beside_one_label_none_is_taken(parts: list[Row]) -> None:
    record = report("disclosure", disclosure(*parts, behind=""))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("behind", ["网上办理", "其中：网上办理", "上年", "占比"])
def test_the_first_part_is_not_taken_for_the_whole(behind: str) -> None:
    record = report("disclosure", disclosure(part(td("窗口办理", "colspan=2")), behind=behind))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def test_an_unknown_row_that_is_no_part_withholds_the_table() -> None:
    for row in (part(td("网上办理", "colspan=3")), part("", td("网上办理", "colspan=2")),
                part("方式", td("网上办理", "colspan=2"))):  # fmt: skip
        record = report("disclosure", disclosure(row))
        assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("word", ["占比", "占比（%）", "所占比例", "比例", "同比增减", "同比增长（%）", "比上年增减"])
@pytest.mark.parametrize("beside", [None, "数量", "件数"])
def test_rows_of_shares_below_those_of_figures(
    beside: str | None, word: str, print_: Callable[[list[Row]], str]
) -> None:
    rows: list[Row] = [HEADER if beside is None else ["", *HEADER]]
    for label, *figures in applications(APPLICANTS):
        shares = [f"{n}.5%" for n, _ in enumerate(figures)]
        if beside is None:
            rows += [[label, *figures], [word, *shares]]
        elif print_ is table:
            rows += [[td(label, "rowspan=2"), beside, *figures], [word, *shares]]
        else:
            rows += [[label, beside, *figures], ["", word, *shares]]
    record = report("applications", print_(rows))
    assert (cells(record), notes(record)) == (whole("applications"), [word] * len(APPLICATIONS.rows))


def test_a_label_that_is_not_known_in_a_group_is_no_part_of_it() -> None:
    """（六）其他处理 is a row in the form of 2019, and heads a group in that of 2021."""
    rows: list[Row] = [["", *HEADER]]
    for label, *figures in applications(APPLICANTS):
        if not str(label).startswith(("1.申请人", "2.申请人", "3.其他")):
            rows.append([td(label, "colspan=2"), *figures])
        elif str(label).startswith("1.申请人"):
            rows.append([td("（六）其他处理", "rowspan=3"), label, *figures])
        else:
            rows.append(["未列的情形" if str(label).startswith("2.申请人") else label, *figures])
    record = report("applications", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_the_number_of_a_page_in_a_group_is_no_part_of_it() -> None:
    rows: list[Row] = [["", *HEADER]]
    for label, *figures in applications(APPLICANTS):
        if str(label) == "1.属于国家秘密":
            rows += [[td("（三）不予公开", "rowspan=3"), label, *figures], [5]]
        elif str(label).startswith("2.其他法律"):
            rows.append([label, *figures])
        else:
            rows.append([td(label, "colspan=2"), *figures])
    assert cells(report("applications", table(rows))) == whole("applications")
