"""What tables hold besides the cells of their form: columns and rows of others, sums, forms of subordinates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.forms import FORMS
from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    FIGURES,
    REMEDIES,
    RESULTS,
    WORDS,
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

ROWS = [["", *WORDS], *applications(APPLICANTS)]


def widened(at: int, head: str, texts: list[object]) -> str:
    """The table of applications with a column more."""
    column = [head, *texts]
    return table([[*row[:at], cell, *row[at:]] for row, cell in zip(ROWS, column, strict=True)])


@pytest.mark.parametrize(
    ("at", "head", "texts"),
    [
        (0, "序号", list(range(1, 26))),
        (1, "行次", list(range(1, 26))),
        (1, "计量单位", ["件"] * 25),
        (8, "备注", ["", "", 3, "其中1件为重复", *[""] * 21]),
        (2, "上年", [7] * 25),
        (7, "小计", [9] * 25),
        (8, "占比", [f"{n}.5%" for n in range(25)]),
        (2, "所占比例（%）", [f"{n}.5" for n in range(25)]),
        (1, "百 分 比", ["100％", *["/"] * 24]),
    ],
)
def test_columns_beside_those_of_the_form(at: int, head: str, texts: list[object]) -> None:
    assert cells(report("applications", widened(at, head, texts))) == whole("applications")


@pytest.mark.parametrize("corner", [td("", "colspan=2"), td("项目", "colspan=2"), td("（勾稽关系）", "colspan=2")])
def test_a_column_that_counts_the_rows_has_no_header_of_its_own(corner: str) -> None:
    rows = [[n, *row] for n, row in enumerate(ROWS[1:], 1)]
    assert cells(report("applications", table([[corner, *WORDS], *rows]))) == whole("applications")
    blocks = disclosure()
    number = iter(range(1, 10))
    printed = [[td(b[0][0], "colspan=2"), *b[0][1:]] if r is b[0] else [next(number), *r] for b in blocks for r in b]
    assert cells(report("disclosure", table(printed))) == whole("disclosure")


@pytest.mark.parametrize("print_", [table, piped])
def test_a_column_that_counts_the_rows_of_each_block(print_: Callable[[list[list[object]]], str]) -> None:
    printed = [["序号" if n == 0 else n, *row] for block in disclosure() for n, row in enumerate(block)]
    assert cells(report("disclosure", print_(printed))) == whole("disclosure")


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["（1）", "（2）", "（3）"]])
@pytest.mark.parametrize("head", ["序号", ""])
def test_a_column_that_counts_the_remedies(head: str, numbers: list[str]) -> None:
    rows: list[list[object]] = [[head, "类别", *(column.zh for column in REMEDIES.columns)]]
    for number, row in zip(numbers, REMEDIES.rows, strict=True):
        rows.append([number, row.zh, *(FIGURES["remedies"][f"{row.code}.{column}"] for column in row.columns)])
    assert cells(report("remedies", table(rows))) == whole("remedies")


@pytest.mark.parametrize("again", [1, 2, 4])
def test_numbers_that_begin_again_amid_a_block_withhold_the_table(again: int) -> None:
    block, *rest = disclosure()
    printed = [["序号", *block[0]], [1, *block[1]], [again, *block[2]]]
    printed += [["序号" if n == 0 else n, *row] for other in rest for n, row in enumerate(other)]
    record = report("disclosure", piped(printed))
    assert cells(record) == (whole("disclosure") if again == 2 else {})
    assert withheld(record) == (set() if again == 2 else {"disclosure"})


@pytest.mark.parametrize("numbers", [[*range(1, 25), 26], [*range(25)], [1, 1, *range(3, 26)]])
def test_numbers_that_do_not_count_the_rows_withhold_the_table(numbers: list[int]) -> None:
    rows = [[n, *row] for n, row in zip(numbers, ROWS[1:], strict=True)]
    record = report("applications", table([[td("", "colspan=2"), *WORDS], *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_remark_above_merged_columns_is_not_taken_for_that_of_another() -> None:
    rows = [["项目", td("申请人情况", "colspan=1"), "备注"], *ROWS]
    record = report("applications", table(rows))
    assert (cells(record), withheld(record)) == (whole("applications"), set())


@pytest.mark.parametrize(
    "row",
    [
        ["栏次", *range(1, 8)],
        ["", *range(1, 8)],
        ["甲", *range(1, 8)],
        ["填报单位", "水务局", "年度", "2023"],
        ["填表人", "张三", "联系电话", "8421001"],
    ],
)
def test_rows_about_the_table(row: list[object]) -> None:
    assert cells(report("applications", table([ROWS[0], row, *ROWS[1:]]))) == whole("applications")


def sums(*codes: str) -> list[object]:
    figures = FIGURES["applications"]
    return [sum(int(figures[f"{code}.{column}"] or 0) for code in codes) for column in APPLICANTS]


@pytest.mark.parametrize("label", ["小计", "合计"])
@pytest.mark.parametrize("total", [True, False])
def test_a_sum_of_some_outcomes_is_not_the_total(label: str, total: bool) -> None:
    denied = [row.code for row in APPLICATIONS.rows if row.group == "denied"]
    at = 1 + [row.code for row in APPLICATIONS.rows].index(denied[-1])
    rows = [*ROWS[: at + 1], [label, *sums(*denied)], *ROWS[at + 1 :]]
    record = report("applications", table([row for row in rows if total or row[0] != "（七）总计"]))
    there = {key: v for key, v in FIGURES["applications"].items() if total or not key.startswith("processed_total")}
    assert cells(record) == {"applications": there}
    assert [finding.severity for finding in record.findings if finding.rule == "parse.subtotal_left_out"] == ["note"]


def test_rows_of_disclosure_that_the_form_does_not_have() -> None:
    [files, acts, *rest] = disclosure()
    blocks = [[*files, ["合计", 1, 2, 3]], [*acts, ["行政确认", 12], ["行政检查", 5], ["行政处理", 7]], *rest]
    record = report("disclosure", table([row for block in blocks for row in block]))
    assert cells(record) == whole("disclosure")
    assert sum(finding.rule == "parse.subtotal_left_out" for finding in record.findings) == 4


@pytest.mark.parametrize("label", ["其中：取水许可", "其中取水许可", "其中：水资源费", "其 中：网上办理"])
def test_a_part_of_a_row_of_disclosure_is_left_out_and_said(label: str) -> None:
    [files, acts, *rest] = disclosure()
    record = report("disclosure", table([row for block in [files, [*acts, [label, 2]], *rest] for row in block]))
    assert cells(record) == whole("disclosure")
    assert [f.message for f in record.findings if f.rule == "parse.subtotal_left_out"] == [
        f"“{label.replace(' ', '')}”一行官方格式没有，未收录 / the form has no such row, left out"
    ]


def test_blank_rows_are_not_filled_from_the_table_of_another_agency() -> None:
    own = [[row[0], *[""] * 7] if row[0] == "（一）予以公开" else row for row in ROWS]
    record = report("applications", table(own) + "<p>附件：水务中心情况</p>" + table(ROWS))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_an_empty_form_before_the_one_filled_in() -> None:
    empty = [[row[0], *[""] * 7] for row in ROWS[1:]]
    assert cells(report("applications", table([ROWS[0], *empty]) + table(ROWS))) == whole("applications")


def test_all_columns_of_disclosure_side_by_side() -> None:
    blocks = disclosure()
    heads = list(dict.fromkeys(head for block in blocks for head in block[0]))
    rows = [
        [row[0], *(row[block[0].index(head)] if head in block[0] else "/" for head in heads[1:])]
        for block in blocks
        for row in block[1:]
    ]
    assert cells(report("disclosure", table([heads, *rows]))) == whole("disclosure")


@pytest.mark.parametrize("remark", ["（件）", "（单位：件）", "(注1)", "（含网上申请）", "："])
def test_remarks_behind_labels(remark: str) -> None:
    rows = [[f"{row[0]}{remark}", *row[1:]] for row in ROWS[1:]]
    assert cells(report("applications", table([ROWS[0], *rows]))) == whole("applications")


CHANNELS = [["申请方式", "数量"], ["当面申请", 3], ["予以公开", 4], ["部分公开", 1]]
YEARS = [["年份", *range(2017, 2024)], ["本年新收政府信息公开申请数量", *range(5, 12)], ["予以公开", *range(5, 12)]]


@pytest.mark.parametrize("other", [CHANNELS, YEARS])
@pytest.mark.parametrize("before", [True, False])
def test_another_table_in_the_section_that_shares_some_of_its_words(other: list[list[object]], before: bool) -> None:
    parts = [table(other), table(ROWS)]
    assert cells(report("applications", "".join(parts if before else parts[::-1]))) == whole("applications")


OUTCOMES = [["办理结果", "件数"], *([name, n] for n, name in enumerate(
    ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "总计", "结转下年度继续办理")))]  # fmt: skip
ACTS = [["类别", "数量"], ["规章", 3], ["规范性文件", 5], ["行政许可", 7], ["行政处罚", 9], ["总计", 24]]
CASES = [["年度", *RESULTS], ["2022年", 1, 1, 1, 1, 4]]


def remedies() -> list[list[object]]:
    return [
        [td("行政复议", "rowspan=2 colspan=5"), td("行政诉讼", "colspan=10")],
        [td("未经复议直接起诉", "colspan=5"), td("复议后起诉", "colspan=5")],
        RESULTS * 3,  # type: ignore[list-item]
        list(FIGURES["remedies"].values()),
    ]


OFFICIAL = {
    "applications": ROWS,
    "disclosure": [row for block in disclosure() for row in block],
    "remedies": remedies(),
}


@pytest.mark.parametrize(("code", "summary"), [("applications", OUTCOMES), ("disclosure", ACTS), ("remedies", CASES)])
@pytest.mark.parametrize("before", [True, False])
def test_a_summary_in_the_section_of_a_table_is_left_out_and_said(
    code: str, summary: list[list[object]], before: bool
) -> None:
    parts = [table(summary), table(OFFICIAL[code])]
    record = report(code, "".join(parts if before else parts[::-1]))
    assert cells(record) == whole(code)
    number = 1 if before else 2
    assert [(f.severity, f.where, f.message) for f in record.findings if f.rule == "parse.summary_left_out"] == [
        ("note", code, f"同一节的表 {number} 不是官方格式，未收录 / table {number} is not of the form, left out")
    ]


@pytest.mark.parametrize(("code", "summary"), [("applications", OUTCOMES), ("disclosure", ACTS), ("remedies", CASES)])
def test_a_summary_without_the_table_is_not_taken_for_it(code: str, summary: list[list[object]]) -> None:
    record = report(code, table(summary))
    assert (cells(record), withheld(record)) == ({}, {code})


def test_two_remedies_that_differ_are_withheld() -> None:
    *head, figures = remedies()
    record = report("remedies", table([*head, figures]) + table([*head, [7] * 15]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_two_whole_tables_that_differ_are_withheld() -> None:
    another = [[row[0], *[7] * 7] for row in ROWS[1:]]
    record = report("applications", table(ROWS) + table([ROWS[0], *another]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_whole_table_is_not_taken_for_one_that_is_cut_in_two() -> None:
    another = [[row[0], *[7] * 7] for row in ROWS[1:]]
    record = report("applications", table(ROWS[:12]) + table(ROWS[12:]) + table([ROWS[0], *another]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_all_rows_of_another_form_are_not_the_whole_table() -> None:
    """The form of 2021 has none that the one of 2019 does not have."""
    form = FORMS["2019"].tables[0]
    rows: list[list[object]] = []
    for row in form.rows[:-1]:
        rows += [["信息内容", *(form.column(code).zh for code in row.columns)], [row.zh, *range(len(row.columns))]]
    last = [rows[0], [form.rows[-1].zh, 5, 6]]
    record = report("disclosure", table(rows) + table(last))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@pytest.mark.parametrize("row", [1, 2, 3, 24, 25])
@pytest.mark.parametrize(
    "joined", [f"{{}}<br>{CORNER}", f"{{}}{CORNER}", f"{CORNER}<p>{{}}</p>", f"<p>{CORNER}</p>{{}}"]
)
def test_the_remark_of_the_corner_joined_to_a_label(joined: str, row: int) -> None:
    rows = [*ROWS[:row], [joined.format(ROWS[row][0]), *ROWS[row][1:]], *ROWS[row + 1 :]]
    record = report("applications", table(rows))
    assert cells(record) == whole("applications")
    assert not [f for f in record.findings if f.rule == "parse.label_likened"]


@pytest.mark.parametrize("head", ["项目", "一、本年新收政府信息公开申请数量"])
def test_the_remark_of_the_corner_joined_to_another_word_of_its_column(head: str) -> None:
    body = table([[f"{head}<br>{CORNER}", *WORDS], *ROWS[1:]])
    assert cells(report("applications", body)) == whole("applications")


@pytest.mark.parametrize("rows", [[["9" * 5000]], [["9" * 5000, "规章", 1]] * 6], ids=["a page", "counted rows"])
def test_a_number_of_thousands_of_digits_counts_nothing(rows: list[list[object]]) -> None:
    """Python refuses to make a number of it."""
    assert report("disclosure", table(rows)).cells == ()
