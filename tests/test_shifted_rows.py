"""Rows with a cell too many, or a column apart from their header: which cells are the figures is told, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from fixtures.figures import history
from fixtures.grids import grids
from parsers.forms import FORMS
from parsers.report import parse
from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    FIGURES,
    REMEDIES,
    RESULTS,
    WORDS,
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


def remedies(*figures: list[object], head: str = "类别", beside: tuple[str, ...] = ()) -> list[list[object]]:
    labels = [row.zh for row in REMEDIES.rows]
    return [[head, *RESULTS, *beside], *([label, *row] for label, row in zip(labels, figures, strict=True))]


def test_a_second_total_beside_a_blank_first_figure_moves_no_figure() -> None:
    rows = remedies(["", "", 2, "", 2, 69], ["", "", "", "", "", 81], ["", 5, "", 2, 7, 97], beside=("合计",))
    record = report("remedies", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_a_second_total_that_says_the_same() -> None:
    rows = remedies(["", "", 2, "", 2, 2], [0, 0, 0, 0, 0, 0], ["", 5, "", 2, 7, 7], beside=("合计",))
    expected = [None, None, 2, None, 2, 0, 0, 0, 0, 0, None, 5, None, 2, 7]
    keys = [f"{row.code}.{column}" for row in REMEDIES.rows for column in row.columns]
    assert cells(report("remedies", table(rows))) == {"remedies": dict(zip(keys, expected, strict=True))}


@pytest.mark.parametrize("spanned", [False, True])
@pytest.mark.parametrize("long", [0, 1, 2])
def test_a_blank_cell_below_the_first_outcome_is_no_filler(long: int, *, spanned: bool) -> None:
    figures: list[list[object]] = [[0, 0, 5, 2, 7], [0, 0, 1, 0, 1], [0, 1, 0, 0, 1]]
    figures[long] = ["", *figures[long]]
    rows = remedies(*figures)
    if spanned:
        rows = [[td(row[0], "colspan=2"), *row[1:]] for row in rows]
    record = report("remedies", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("remark", ["无", "/"])
def test_a_dash_for_a_remark_behind_a_blank_first_figure_withholds_the_table(remark: str) -> None:
    """The part of a table without a header, which does not say that the last column is one of remarks."""
    head = [td("", "colspan=2"), *WORDS, "备注"]
    lines = [[td(label, "colspan=2"), *figures, remark] for label, *figures in applications(APPLICANTS)]
    lines[-1][1] = ""
    body = table([head, *lines[:20]]) + "<p>&nbsp;</p>" + table(lines[20:])
    record = report("applications", body)
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_rows_without_a_cell_too_many_are_read() -> None:
    figures = [[FIGURES["remedies"][f"{row.code}.{column}"] for column in row.columns] for row in REMEDIES.rows]
    assert cells(report("remedies", table(remedies(*figures)))) == whole("remedies")


@pytest.mark.parametrize(("glued", "read"), [("说明/", False), ("说明", True)])
def test_a_word_run_together_with_the_first_figure_of_remedies(glued: str, *, read: bool) -> None:
    """Fifteen figures stand behind it either way: of those that do not add up one is a remark."""
    heads = ["行政复议", "行政诉讼", *RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS]
    figures = ["/", "2", "/", "2", "5", "/", "5", "/", "10", "2", "5", "1", "/", "8"]
    lines = [*heads, glued, *([*figures, "1"] if glued.endswith("/") else ["/", *figures])]
    text = "\n".join(["清水县水务局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *lines])
    record = parse(text.encode())
    values = [cell.value for cell in record.cells]
    assert values == ([None, None, 2, None, 2, 5, None, 5, None, 10, 2, 5, 1, None, 8] if read else [])
    assert withheld(record) == (set() if read else {"remedies"})


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("seed", range(12))
def test_rows_below_a_label_that_reaches_down_are_not_shifted_by_their_blanks(seed: int, separator: str) -> None:
    """A merged cell is followed by blanks for its columns, but rows below it are as much shorter."""
    figures = history(str(seed), {2024: "2021"}, 4)[2024]
    blanked = {key: value or "" for key, value in figures["applications"].items()}
    (grid,) = grids(FORMS["2021"], {"applications": blanked})["applications"]
    rows = [[cell for td in row for cell in [td.text, *[""] * (td.colspan - 1)]] for row in grid.rows]
    lines = [
        "清水县水务局2024年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        *map(separator.join, rows),
    ]
    record = parse("\n".join(lines).encode())
    wrong = {(c.row, c.column): c.value for c in record.cells if c.value != (blanked[f"{c.row}.{c.column}"] or None)}
    assert wrong == {}
    assert record.cells or withheld(record) == {"applications"}


def test_geometry_of_rows_filled_up_moves_no_figure() -> None:
    """The last row is a column shorter, because a label reaches down beside its own, and not at its end."""
    lines = ["类别 |  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计", "行政复议 |  | 0 | 0 | 0 | 0 | ",
             "行政诉讼 | 未经复议直接起诉 |  |  | 2 |  | 2", "复议后起诉 |  |  |  | 1 | 1"]  # fmt: skip
    text = "\n".join(["清水县水务局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *lines])
    record = parse(text.encode())
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("lost", [3, 8, 12])
def test_a_cell_lost_in_a_stream_of_remedies_that_ends_with_a_blank_line(lost: int) -> None:
    heads = ["行政复议", "行政诉讼", *RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS]
    figures = ["1", "0", "5", "2", "8", "0", "3", "0", "1", "4", "2", "0", "0", "5", "7"]
    lines = [f"{cell} |" for cell in [*heads, *figures[:lost], *figures[lost + 1 :]]]
    text = "\n".join(
        ["清水县水务局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *lines, "||"]
    )
    record = parse(text.encode())
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("print_", [piped, table])
def test_last_years_totals_beside_a_header_that_lost_its_corner_withhold_the_table(
    print_: Callable[[Iterable[Row]], str],
) -> None:
    header: Row = [*WORDS, "上年总计", ""]
    rows = [[*row, 900 + number] for number, row in enumerate(applications(APPLICANTS))]
    record = report("applications", print_([header, *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("print_", [piped, table])
def test_rows_that_begin_a_column_before_the_header_says(print_: Callable[[Iterable[Row]], str]) -> None:
    """A figure left of the first applicant: blanks at both ends of a row are told by its sum, not by the header."""
    header: Row = ["", "", *WORDS]
    rows = [["", *row] for row in applications(APPLICANTS)]
    rows[9] = [rows[9][1], 2, "", 13, 13, 1, 5, 34, ""]
    rows[10] = [rows[10][1], "", "", "", 5, "", 13, 18, ""]
    record = report("applications", print_([header, *rows]))
    expected = {**FIGURES["applications"]}
    for row, values in ((9, [2, None, 13, 13, 1, 5, 34]), (10, [None, None, None, 5, None, 13, 18])):
        expected |= {f"{APPLICATIONS.rows[row].code}.{c}": v for c, v in zip(APPLICANTS, values, strict=True)}
    assert cells(record) == {"applications": expected}


def test_the_blank_row_above_a_header_is_no_row_of_figures() -> None:
    header: list[Row] = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    ]
    record = report(
        "remedies", piped([[""] * 15, *header, [*[""] * 5, *RESULTS * 2], ["", "", "", "[2件]", *[""] * 11]])
    )
    assert cells(record) == {}
    assert withheld(record) == {"remedies"}


@pytest.mark.parametrize("print_", [piped, table])
@pytest.mark.parametrize("remark", ["1", "2件", "2023"])
def test_a_number_of_remarks_beside_a_row_that_is_blank_all_over(
    remark: str, print_: Callable[[Iterable[Row]], str]
) -> None:
    rows: list[list[object]] = [[*row, ""] for row in applications(APPLICANTS)]
    rows[5] = [rows[5][0], *[""] * 7, remark]
    record = report("applications", print_([["项目", *WORDS, "备注"], *rows]))
    blank = {f"{APPLICATIONS.rows[5].code}.{column}": None for column in APPLICANTS}
    assert (cells(record), withheld(record)) == ({"applications": {**FIGURES["applications"], **blank}}, set())


@pytest.mark.parametrize("print_", [piped, table])
def test_a_number_of_remarks_beside_a_table_that_is_blank_all_over(print_: Callable[[Iterable[Row]], str]) -> None:
    """It may be the only figure that was filled in, a column too far."""
    rows: list[list[object]] = [[label, *[""] * 8] for label, *_ in applications(APPLICANTS)]
    rows[0][-1] = 3
    record = report("applications", print_([["项目", *WORDS, "备注"], *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize(("figures", "read"), [
    ([1, "", 2, "", 3, "", "", "", "", "", "", 4, "", "", 4], True),
    ([""] * 15, True),
    ([1, "", 2, "", 3, "", "", "", "", "", "", "", 4, "", ""], False),  # 4 | | 4 behind one blank too many
])  # fmt: skip
def test_a_number_of_remarks_behind_the_row_of_remedies(figures: list[object], *, read: bool) -> None:
    header: list[Row] = [
        [td("行政复议", "rowspan=2 colspan=5"), td("行政诉讼", "colspan=10"), td("备注", "rowspan=3")],
        [td("未经复议直接起诉", "colspan=5"), td("复议后起诉", "colspan=5")],
        RESULTS * 3,
    ]
    # Another table on the page is filled: a form that is blank all over is no report.
    body = table([["信息内容", "本年处理决定数量"], ["行政许可", 5]]) + table([*header, [*figures, 4]])
    record = report("remedies", body)
    expected = dict(zip(FIGURES["remedies"], [figure or None for figure in figures], strict=True))
    assert cells(record).get("remedies", {}) == (expected if read else {})
    assert withheld(record) == (set() if read else {"remedies"})
