"""Rows that lost a cell, and columns beside the figures: what stands there is not taken for the figure that is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from parsers.document import Grid, GridCell
from parsers.record import Report
from parsers.report import parse
from parsers.tables.cells import read_tables
from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    FIGURES,
    HEADINGS,
    RESULTS,
    WORDS,
    YEAR,
    Row,
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

ORGANISATIONS = [column.zh for column in APPLICATIONS.columns[1:-1]]
#: The labels of the groups of outcomes.
GROUPS = {"denied": "（三）不予公开", "unavailable": "（四）无法提供", "not_processed": "（五）不予处理",
          "other": "（六）其他处理"}  # fmt: skip


def header(*beside: str, total: str = "总计", organisations: Row = ORGANISATIONS) -> list[Row]:
    """The header of applications with words above columns beside the figures."""
    return [
        [td("", "rowspan=3"), td("申请人情况", "colspan=7"), *(td(word, "rowspan=3") for word in beside)],
        [td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=5"), td(total, "rowspan=2")],
        list(organisations),
    ]


def remedies(*beside: str, figures: Row = ()) -> list[Row]:
    return [
        [td("行政复议", "rowspan=2 colspan=5"), td("行政诉讼", "colspan=10"),
         *(td(word, "rowspan=3") for word in beside)],
        [td("未经复议直接起诉", "colspan=5"), td("复议后起诉", "colspan=5")],
        RESULTS * 3,
        figures or list(FIGURES["remedies"].values()),
    ]  # fmt: skip


def test_a_blank_column_is_no_filler_because_another_stands_behind() -> None:
    """Total twice, one applicant blank in all rows: seven figures of eight cells are not those without the blank one."""
    rows: list[list[object]] = [[*row, row[-1]] for row in applications(APPLICANTS)]
    for row in rows:
        row[3] = ""
    for beside in ("", "总量"):
        record = report("applications", table([*header(beside), *rows]))
        assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("word", ["增减（%）", "同比", "去年同期", "上年"])
def test_figures_of_last_year_are_no_totals_of_blank_rows(word: str) -> None:
    rows: list[Row] = [[row[0], *[""] * 7, 120] for row in applications(APPLICANTS)]
    behind: list[Row] = [["填表人：某某", "审核人：某某", "电话：某某"]]
    for end in ([], behind):
        record = report("applications", table([*header(word), *rows, *end]))
        assert {cell.value for cell in record.cells} <= {None}
        record = report("remedies", table(remedies(word, figures=[*[""] * 5, 0, 1, 0, 1, 2, *[""] * 5, 0])))
        assert [cell.value for cell in record.cells] in ([], [*[None] * 5, 0, 1, 0, 1, 2, *[None] * 5])


@pytest.mark.parametrize("beside", [["备注"], [""], ["同比"], ["上年总计", ""]])
@pytest.mark.parametrize("lost", range(15))
def test_what_stands_beside_remedies_is_none_of_them(beside: list[str], lost: int) -> None:
    figures = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15]
    shown = {"备注": "无", "": "见附件", "同比": 17, "上年总计": 17}
    del figures[lost]
    row = [*figures, *(shown[word] if n == 0 else "" for n, word in enumerate(beside))]
    record = report("remedies", table(remedies(*beside, figures=row)))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("remark", ["无", "/", "见附件"])
@pytest.mark.parametrize("lost", range(1, 8))
def test_a_remark_is_no_total(lost: int, remark: str) -> None:
    rows = [[*row, ""] for row in applications(APPLICANTS)]
    rows[2] = [*rows[2][:-1], remark]
    del rows[2][lost]
    for word in ("", "备注"):
        record = report("applications", table([*header(word), *rows]))
        assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_header_repeated_and_damaged_otherwise_leaves_no_order_open() -> None:
    """The words of two rows of the header, each of which lacks some, are in no order of their own."""
    first = header(total="總計", organisations=["商业企业", "科研機構", *ORGANISATIONS[2:]])
    again = [[td("三、本年度办理结果", "rowspan=23"), *header()[0]], *header()[1:]]
    rows = applications(APPLICANTS)
    record = report("applications", table([*first, *rows[:2], *again, *rows[2:]]))
    assert (cells(record), withheld(record)) == (whole("applications"), set())


@pytest.mark.parametrize("word", ["情况说明", "填报说明", "备注栏说明"])
def test_remarks_of_any_name_beside_disclosure(word: str) -> None:
    rows = [[*row, word if row[0] == "信息内容" else "含上年"] for block in disclosure() for row in block]
    assert cells(report("disclosure", table(rows))) == whole("disclosure")


MISSPELT = {"行政许可": "行政许克", "行政处罚": "行政处法", "行政强制": "行政强", "行政规范性文件": "归范性文件",
            "行政事业性收费": "行政事业性收贵"}  # fmt: skip


@pytest.mark.parametrize("wrong", [[word] for word in MISSPELT] + [["行政处罚", "行政强制"]])
def test_one_wrong_character_in_a_label_of_disclosure(wrong: list[str]) -> None:
    rows = [[MISSPELT[str(row[0])] if row[0] in wrong else row[0], *row[1:]] for block in disclosure() for row in block]
    record = report("disclosure", table(rows))
    assert cells(record) == whole("disclosure")
    assert len([f for f in record.findings if f.rule == "parse.label_likened"]) == len(wrong)


@pytest.mark.parametrize("label", ["行政罚款", "行政检验", "行政", "处法", "行政强致"])
def test_a_label_of_its_own_is_not_taken_for_the_row_at_its_place(label: str) -> None:
    """行政强致 is 行政强制, which stands below."""
    rows = [[label if row[0] == "行政处罚" else row[0], *row[1:]] for block in disclosure() for row in block]
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def test_a_misspelt_corner_is_no_column() -> None:
    rows = [["性息内容" if row[0] == "信息内容" else row[0], *row[1:]] for block in disclosure() for row in block]
    assert cells(report("disclosure", table(rows))) == whole("disclosure")


def test_headers_repeated_for_each_column_of_a_merged_one() -> None:
    rows = [
        [row[0], *(row[1:] if len(row) > 2 else [row[1]] * 3 if row[0] == "信息内容" else [row[1], "", ""])]
        for block in disclosure()
        for row in block
    ]
    assert cells(report("disclosure", table(rows))) == whole("disclosure")
    rows[-1][2] = "9"
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def test_a_word_for_litigation_that_is_not_known() -> None:
    rows = remedies()
    rows[0] = [td("行政复议", "rowspan=2 colspan=5"), td("行政述讼", "colspan=10")]
    assert cells(report("remedies", table(rows))) == whole("remedies")


@pytest.mark.parametrize("row", [[3], [td(3, "colspan=8")]])
def test_the_number_of_a_page_alone_in_a_row(row: Row) -> None:
    rows = applications(APPLICANTS)
    assert cells(report("applications", table([*header(), *rows[:7], row, *rows[7:]]))) == whole("applications")


def test_rows_without_any_cell_do_not_hide_the_columns() -> None:
    rows = [[*row, "无"] for row in applications(APPLICANTS)]
    assert cells(report("applications", table([*header("备注"), [], *rows[:4], [], *rows[4:], []]))) == whole(
        "applications"
    )


def test_a_part_of_a_table_counts_its_rows_on() -> None:
    rows = [[n, *row] for n, row in enumerate(applications(APPLICANTS), 1)]
    head = ["序号", "", *[column.zh for column in APPLICATIONS.columns]]
    body = table([head, *rows[:12]]) + table(rows[12:])
    assert cells(report("applications", body)) == whole("applications")


@pytest.mark.parametrize("word", ["增减", "增减（%）", "增减数"])
def test_changes_beside_figures_of_the_form_of_2021_are_none_of_that_of_2019(word: str) -> None:
    rows = [[*row, word if row[0] == "信息内容" else 17] for block in disclosure() for row in block]
    assert cells(report("disclosure", table(rows))) == whole("disclosure")


@pytest.mark.parametrize("place", range(15))
def test_one_outcome_whose_word_is_nearly_known_is_told_by_its_place(place: int) -> None:
    figures = list(range(2, 17))  # no sum holds
    rows = remedies(figures=figures)
    for wrong in ("{}（件）数", "{}①", "究{}"):
        rows[2] = [wrong.format(word) if n == place else word for n, word in enumerate(RESULTS * 3)]
        if wrong[0] == "究" and len(rows[2][place]) < 5:
            continue  # 究总计 may be anything
        found = cells(report("remedies", table(rows)))
        assert found == {"remedies": dict(zip(FIGURES["remedies"], figures, strict=True))}
    rows[2] = ["未知" if n == place else word for n, word in enumerate(RESULTS * 3)]
    record = report("remedies", table(rows))
    if place < 14:  # behind all others only the last can be meant
        assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_outcomes_in_another_order_are_not_told_by_their_place() -> None:
    rows = remedies(figures=list(range(2, 17)))
    rows[2] = [*RESULTS * 2, RESULTS[1], "未知", *RESULTS[2:]]
    record = report("remedies", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("corner", ["信息内容（件）", "信息内容*", "信息内容情况"])
def test_words_behind_that_of_the_corner(corner: str) -> None:
    rows = [[corner if row[0] == "信息内容" else row[0], *row[1:]] for block in disclosure() for row in block]
    assert cells(report("disclosure", table(rows))) == whole("disclosure")


@pytest.mark.parametrize("word", ["合计", "总计", "小计"])
@pytest.mark.parametrize("lost", [None, 1, 8])
def test_a_second_total_is_left_out_where_it_says_the_same(word: str, lost: int | None) -> None:
    rows = [[*row, row[-1]] for row in applications(APPLICANTS)]
    record = report("applications", table([*header(word), *rows]))
    assert cells(record) == whole("applications")
    if lost is None:
        rows[3][-1] = 999
    else:
        del rows[3][lost]
    record = report("applications", table([*header(word), *rows]))
    assert cells(record) == (whole("applications") if word == "小计" and lost is None else {})
    assert cells(record) or withheld(record) == {"applications"}


def test_a_part_below_a_header_of_another_order_withholds_the_table() -> None:
    rows = applications(APPLICANTS)
    body = table([*header(), *rows[:9]]) + table([*header(organisations=ORGANISATIONS[::-1]), *rows[9:]])
    record = report("applications", body)
    assert (cells(record), withheld(record)) == ({}, {"applications"})
    assert cells(report("applications", table([*header(), *rows[:9]]) + table([*header(), *rows[9:]]))) == whole(
        "applications"
    )


@pytest.mark.parametrize("shift", [0, 1])
def test_a_last_row_of_dashes_that_stands_further_right_keeps_them(shift: int) -> None:
    """A label that reaches one row too far down moves the row below it: a blank remark is none of its figures."""
    rows: list[Row] = [[*row, ""] for row in applications(APPLICANTS)]
    rows[-1] = [rows[-1][0], *["—"] * 7, ""]
    rows = [[td(row[0], "colspan=2"), *row[1:]] for row in rows]
    rows[-2] = [td("七", f"rowspan={1 + shift}"), APPLICATIONS.rows[-2].zh, *rows[-2][1:]]
    top, *rest = header("备注")
    record = report("applications", table([[td("", "rowspan=3 colspan=2"), *top[1:]], *rest, *rows]))
    last = {cell.raw for cell in record.cells if cell.row == APPLICATIONS.rows[-1].code}
    assert last == {"—"}


@pytest.mark.parametrize(
    ("heads", "printed", "read"),
    [
        (["采购项目数量", "采购总金额", ""], ["", 84.88], {"projects": None, "amount": 84.88}),
        (["采购项目数量", "采购总金额", ""], [3, 84.88], {"projects": 3, "amount": 84.88}),
        (["采购项目数量", "采购总金额", ""], [84.88, ""], {}),  # it may be 3, 84.88 and the blank cell
        (["", "采购项目数量", "采购总金额"], ["", 84.88], {}),  # or the blank cell, 3 and 84.88
    ],
)
def test_a_row_without_the_blank_cell_behind_its_figures(
    heads: list[object], printed: list[object], read: dict[str, float | None]
) -> None:
    rows = [["信息内容", *heads], ["政府集中采购", *printed]]
    record = report("disclosure", piped(rows))
    assert cells(record) == (
        {"disclosure": {f"procurement.{column}": value for column, value in read.items()}} if read else {}
    )
    assert withheld(record) == (set() if read else {"disclosure"})


def _with_blank(column: int) -> list[list[object]]:
    """The rows of applications in which nobody applied as one of the applicants, and the sums hold."""
    rows: list[list[object]] = [list(row) for row in applications(APPLICANTS)]
    for row in rows:
        row[-1] = int(str(row[-1])) - int(str(row[column]))
        row[column] = ""
    return rows


def _as_printed(rows: list[list[object]]) -> dict[str, dict[str, object]]:
    codes = [row.code for row in APPLICATIONS.rows]
    figures = {
        f"{code}.{column}": None if figure == "" else figure
        for code, row in zip(codes, rows, strict=True)
        for column, figure in zip(APPLICANTS, row[1:], strict=True)
    }
    return {"applications": figures}


@pytest.mark.parametrize("column", range(1, len(APPLICANTS)))
def test_dashes_behind_the_figures_do_not_make_of_a_total_an_applicant(column: int) -> None:
    """The header's spans end one column short, so that it shows the total before the last applicant.

    A blank first column may then be the one that stands beside.
    """
    short: list[Row] = [
        [td("", "rowspan=3"), td("申请人情况", "colspan=6")],
        [td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=4"), td("总计", "rowspan=2")],
        list(ORGANISATIONS),
    ]
    rows = _with_blank(column)
    record = report("applications", table([*short, *([*row, "无"] for row in rows)]))
    read = column > 1
    assert cells(record) == (_as_printed(rows) if read else {})
    assert withheld(record) == (set() if read else {"applications"})


@pytest.mark.parametrize("column", range(1, len(APPLICANTS)))
def test_dashes_behind_a_part_without_header_are_no_totals(column: int) -> None:
    rows = _with_blank(column)
    noted = [[*row, "无"] for row in rows]
    record = report("applications", table([*header("备注"), *noted[:3]]) + table(noted[3:]))
    assert (cells(record), withheld(record)) == (_as_printed(rows), set())


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("lost", range(1, 8))
def test_the_blank_of_remarks_does_not_fill_up_a_row_because_another_part_has_none(lost: int, again: bool) -> None:
    rows: list[list[object]] = [[*row, ""] for row in applications(APPLICANTS)]
    del rows[4][lost]
    parts = table([*header("备注"), *rows[:9]]) + table([*(header("备注") if again else []), *rows[9:]])
    record = report("applications", parts)
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_row_shifted_behind_a_blank_does_not_end_in_the_remarks() -> None:
    rows: list[list[object]] = [[*row, ""] for row in applications(APPLICANTS)]
    rows[4].insert(1, rows[4].pop())
    record = report("applications", table([*header("备注"), *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("beside", [[], ["序号"]])
@pytest.mark.parametrize("remark", [0, 2, 2023])
def test_a_number_of_remarks_behind_a_row_that_ends_with_its_total(
    remark: int, beside: list[object], print_: Callable[[list[Row]], str]
) -> None:
    rows = [[row[0], *(figure or "" for figure in row[1:])] for row in applications(APPLICANTS)]
    noted = [[*row, remark if row[-1] and n % 3 == 0 else ""] for n, row in enumerate(rows)]
    printed = [[n, *row] if beside else row for n, row in enumerate(noted, 1)]
    record = report("applications", print_([[*beside, "项目", *WORDS, "备注"], *printed]))
    assert cells(record) == _as_printed(rows)


def test_a_blank_below_no_word_of_the_header_shifts_no_row() -> None:
    rows = [[row[0], "", *row[1:], 2 if n == 3 else ""] for n, row in enumerate(applications(APPLICANTS))]
    assert cells(report("applications", table([["项目", "", *WORDS, "备注"], *rows]))) == whole("applications")


@pytest.mark.parametrize("remark", [2, 10])
def test_a_row_that_adds_up_behind_its_blank_as_well_is_in_doubt(remark: int) -> None:
    rows: list[list[object]] = [[*row, ""] for row in applications(APPLICANTS)]
    rows[4][1:] = ["", remark // 2, 0, 0, 0, 0, remark // 2, remark]
    record = report("applications", table([*header("备注"), *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def _one_cell_a_line(rows: list[list[object]]) -> list[object]:
    """The cells of applications with the blanks of the merged labels before those of a group."""
    lines: list[object] = [*WORDS]
    for (above, row), printed in zip(pairwise([None, *APPLICATIONS.rows]), rows, strict=True):
        if row is not None and row.group:
            begins = above is None or above.group != row.group
            lines += ["" if above and above.group else "三、本年度办理结果"]
            lines += [] if row.group == "results" else [GROUPS[row.group] if begins else ""]
        lines += printed
    return lines


@pytest.mark.parametrize("again", [1, 2])
@pytest.mark.parametrize("column", range(1, len(APPLICANTS)))
def test_the_total_of_a_stream_has_no_blanks_of_a_next_row_of_its_group_behind_it(column: int, again: int) -> None:
    """Those as deep have: it is the shortest, and no cell is lost, where nobody but one applied."""
    counts = {"new_received": 3, "carried_in": 1, "granted": 2, "granted_in_part": 1, "processed_total": 3,
              "carried_over": 1}  # fmt: skip
    rows: list[list[object]] = [[row.zh, *[""] * len(APPLICANTS)] for row in APPLICATIONS.rows]
    for row, printed in zip(APPLICATIONS.rows, rows, strict=True):
        printed[column] = printed[-1] = counts.get(row.code, "")
    lines = [str(cell) for cell in _one_cell_a_line(rows)]
    title = f"清水县水务局{YEAR}年政府信息公开工作年度报告"
    body = [line for cell in lines for line in (cell, "")[:again]]
    record = parse("\n".join([title, "一、总体情况", HEADINGS["applications"], *body]).encode())
    assert cells(record) == _as_printed(rows)


def _lines(code: str, cells_: list[object]) -> Report:
    title = f"清水县水务局{YEAR}年政府信息公开工作年度报告"
    return parse("\n".join([title, "一、总体情况", HEADINGS[code], *(f"{cell} |" for cell in cells_)]).encode())


#: The header of remedies one cell a line, blank cells where merged ones reach.
_MERGED_HEADER: list[list[object]] = [
    ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
    [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    [*[""] * 5, *RESULTS, *RESULTS],
]


@pytest.mark.parametrize("word", [None, 0, 4])
@pytest.mark.parametrize("lost", range(15))
def test_blanks_of_merged_words_are_no_figures_of_remedies_where_one_is_lost(lost: int, word: int | None) -> None:
    figures: list[object] = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15]
    header = [list(row) for row in _MERGED_HEADER]
    del figures[lost]
    if word is not None:
        del header[2][5 + word]
    record = _lines("remedies", [cell for row in (*header, figures) for cell in row])
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize(("lost", "stranger"), [(0, 9), (3, 14), (6, 0)])
def test_figures_of_remedies_shifted_between_a_lost_one_and_a_stranger(lost: int, stranger: int) -> None:
    figures: list[object] = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 2, 3, 15]
    head: list[object] = ["行政复议", "行政诉讼", *RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS]
    assert len(_lines("remedies", [*head, *figures]).cells) == len(figures)
    del figures[lost]
    figures.insert(stranger, 77)
    record = _lines("remedies", [*head, *figures])
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("lost", [0, 1])
def test_a_row_of_disclosure_one_cell_a_line_under_a_header_with_blanks_or_without_a_word(lost: int) -> None:
    rows: list[list[object]] = [["信息内容", "上一年项目数量", "本年增/减", ""], ["行政事业性收费", 5, -1, ""],
                                ["信息内容", "采购项目数量", "采购总金额", ""], ["政府集中采购", 3, 84.88, ""]]  # fmt: skip
    assert len(_lines("disclosure", [cell for row in rows for cell in row]).cells) == 4
    padded = [list(row) for row in rows]
    del padded[3][1 + lost]
    record = _lines("disclosure", [cell for row in padded for cell in row])
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})
    bare = [row[:3] for row in rows]
    del bare[0][2], bare[1][1 + lost]
    record = _lines("disclosure", [cell for row in bare for cell in row])
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def _remarked(rows: Sequence[Row]) -> str:
    """A table with a column of blank remarks that no word heads."""
    return table([[*row, ""] for row in rows])


@pytest.mark.parametrize("lost", range(1, 4))
@pytest.mark.parametrize("merged", [False, True])
def test_a_cell_merged_into_its_neighbour_is_not_filled_from_beside(lost: int, *, merged: bool) -> None:
    """A label or figure that is two columns wide, and a blank beside the columns that makes up the number of cells."""
    head: Row = ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
    row: list[object] = ["规范性文件", 3, 7, 12]
    before = row[lost - 1]
    row[lost - 1 : lost + 1] = [td(before, "colspan=2")] if merged else [before]
    record = report("disclosure", _remarked([head, ["规章", 1, 2, 3], row]))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("place", range(1, 7))
def test_a_cell_of_applications_merged_into_its_neighbour_is_not_filled_from_beside(place: int) -> None:
    rows = [["", *row] for row in applications(APPLICANTS)]
    head: Row = ["", "", *WORDS]
    row: list[object] = [rows[4][1], "", *rows[4][2:]]
    row[1 + place : 3 + place] = [td(row[1 + place], "colspan=2")]
    record = report("applications", table([head, *rows[:4], row, *rows[5:]]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("spans", ["colspan=2", "rowspan=2"])
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("place", range(1, 8))
def test_a_cell_that_says_to_be_larger_than_it_is_moves_none(place: int, spans: str, *, blank: bool) -> None:
    """Rows with all their cells, one of them, or the next row, pushed out beyond the header."""
    rows = [list(row) for row in applications(APPLICANTS)]
    expected = dict(FIGURES["applications"])
    if blank:
        rows[4][7] = rows[3][7] = ""
        expected |= {f"{APPLICATIONS.rows[n].code}.total": None for n in (3, 4)}
    rows[3][place] = td(rows[3][place], spans)
    record = report("applications", table([["项目", *WORDS], *rows]))
    assert (cells(record), withheld(record)) == ({"applications": expected}, set())


def test_rows_that_stand_apart_from_a_header_whose_total_is_wide() -> None:
    """The part of a table on the next page has lost the label that reached down into it."""
    head: Row = [td("", "colspan=3"), *WORDS[:-1], td(WORDS[-1], "colspan=6")]
    rows: list[list[object]] = [
        [td(label, "colspan=3"), *[0] * 6, td(0, "colspan=6")] if n < 4 else [label, *[""] * 6, td("", "colspan=6")]
        for n, (label, *_) in enumerate(applications(APPLICANTS))
    ]
    record = report("applications", table([head, *rows[:4], head, *rows[4:]]))
    expected = {f"{row.code}.{c}": 0 if n < 4 else None for n, row in enumerate(APPLICATIONS.rows) for c in APPLICANTS}
    assert cells(record) == {"applications": expected}


@pytest.mark.parametrize("spans", ["colspan=2", "rowspan=2"])
def test_cells_that_say_to_be_larger_than_they_are_on_the_next_page(spans: str) -> None:
    rows = [list(row) for row in applications(APPLICANTS)]
    for row, place in ((10, 2), (15, 5)):
        rows[row][place] = td(rows[row][place], spans)
    printed = table([["项目", *WORDS], *rows[:8]]) + table(rows[8:])
    assert cells(report("applications", printed)) == whole("applications")


def test_a_header_that_lost_a_word_is_not_that_of_fewer_columns() -> None:
    rows: list[Row] = [["信息内容", td("本年增/减", "colspan=2")], ["行政事业性收费", 6, td("", "colspan=2")]]
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("place", range(1, 8))
def test_a_figure_that_reaches_down_leaves_the_row_below_it_without_one(place: int) -> None:
    rows = [list(row) for row in applications(APPLICANTS)]
    rows[3][place] = td(rows[3][place], "rowspan=2")
    del rows[4][place]
    record = report("applications", _remarked([["项目", *WORDS], *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("place", [2, 7])
def test_a_stranger_in_a_row_of_dashes_makes_none_of_these_a_remark(
    place: int, print_: Callable[[list[Row]], str]
) -> None:
    rows = [list(row) for row in applications(APPLICANTS)]
    rows[9][1:] = ["/"] * 7
    rows[9].insert(place, 0)
    record = report("applications", print_([["项目", *WORDS], *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("remark", ["无", "/", "—"])
def test_a_remark_of_one_row_whose_first_figure_is_blank_moves_none(remark: str) -> None:
    """Between pipes that end with what is printed, this row alone is as long as its header."""
    rows: list[Row] = [
        ["", *RESULTS, "备注"], ["行政复议", 0, 0, 6, 0, 6], ["未经复议直接起诉", 0, 0, 5, 1, 6],
        ["复议后起诉", "", 0, 0, 4, 4, remark],
    ]  # fmt: skip
    record = report("remedies", "".join(f"<p>{' | '.join(map(str, row))}</p>" for row in rows))
    found = [cell.value for cell in record.cells if cell.row == "litigation_after_reconsideration"]
    assert (found, withheld(record)) == ([None, 0, 0, 4, 4], set())


def test_columns_of_another_page_are_not_those_of_the_header() -> None:
    """A page of a PDF numbers its columns anew, with those of what else stands on it."""
    words = ["", *(column.zh for column in APPLICATIONS.columns)]
    first = ["一、本年新收政府信息公开申请数量", *"3000003"]
    second = ["四、结转下年度继续办理", *"1000001"]
    header = [tuple(GridCell(text, row, n) for n, text in enumerate(line)) for row, line in enumerate((words, first))]
    starts = [0, 1, 2, 3, 4, 7, 8, 9]
    wide = tuple(GridCell(text, 0, n, 1, 3 if n == 4 else 1) for n, text in zip(starts, second, strict=True))
    record = read_tables([Grid(1, tuple(header), page=1), Grid(2, (wide,), page=2)])
    assert [c.value for c in record.cells] == [3, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 1]
