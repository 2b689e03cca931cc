"""Rows between pipes, or tabs, that lost one of their cells, where blank cells at the end of rows are not printed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.forms.indicators import INDICATORS
from parsers.record import Report
from parsers.report import parse
from tests.hand_made import (
    APPLICANTS,
    DISCLOSURE,
    FIGURES,
    REMEDIES,
    RESULTS,
    WORDS,
    YEAR,
    applications,
    cells,
    withheld,
)

HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "remedies": "四、政府信息公开行政复议、行政诉讼情况",
}


def report(code: str, lines: Sequence[str]) -> Report:
    title = f"清水县水务局{YEAR}年政府信息公开工作年度报告"
    return parse("\n".join([title, "一、总体情况", "全年按要求开展工作。", HEADINGS[code], *lines]).encode())


def lines(rows: Sequence[Sequence[object]], separator: str, end: str) -> list[str]:
    return [separator.join(map(str, row)) + end for row in rows]


def filled(fillers: int) -> list[list[object]]:
    """The rows of applications, blank where nothing was applied for, behind as many blank cells of merged labels."""
    rows = [[row[0], *[""] * fillers, *(figure or "" for figure in row[1:])] for row in applications(APPLICANTS)]
    return [["项目", *[""] * fillers, *WORDS], *rows]


@pytest.mark.parametrize("separator", ["|", "\t"])
@pytest.mark.parametrize("fillers", [0, 1])
def test_rows_without_the_blanks_at_their_end(separator: str, fillers: int) -> None:
    printed = [line.rstrip(separator) for line in lines(filled(fillers), separator, "")]
    read = cells(report("applications", printed))["applications"]
    true = FIGURES["applications"]
    assert {place: value for place, value in read.items() if value} == {place: v for place, v in true.items() if v}
    assert {read.get(place) for place, value in true.items() if not value} == {None}


@pytest.mark.parametrize("end", ["", "|"])
@pytest.mark.parametrize("fillers", [0, 1])
@pytest.mark.parametrize("lost", range(7))
@pytest.mark.parametrize("number", [1, 3, 24])
def test_a_row_that_lost_a_cell_is_not_filled_up(number: int, lost: int, fillers: int, end: str) -> None:
    rows = filled(fillers)
    del rows[number][1 + fillers + lost]
    record = report("applications", lines(rows, "|", end))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("lost", range(5))
def test_the_blank_of_remarks_does_not_fill_up_a_row_of_remedies(lost: int) -> None:
    figures = [[1, "", 2, "", 3], ["", 4, "", 1, 5], [2, "", "", 5, 7]]
    rows = [[row.zh, *own, ""] for row, own in zip(REMEDIES.rows, figures, strict=True)]
    head = ["类别", *RESULTS, "备注"]
    assert list(cells(report("remedies", lines([head, *rows], "|", "|")))["remedies"].values()) == [
        figure or None for own in figures for figure in own
    ]
    del rows[1][1 + lost]
    record = report("remedies", lines([head, *rows], "|", "|"))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("lost", range(5))
def test_the_blank_of_remarks_does_not_fill_up_a_row_of_lines(lost: int) -> None:
    """One cell a line, an empty line behind each: blank cells are told from these."""
    figures = [[1, 0, 2, 0, 3], [0, 4, 0, 1, 5], [2, 0, 0, 5, 7]]
    rows = [[row.zh, *own, ""] for row, own in zip(REMEDIES.rows, figures, strict=True)]
    del rows[2][1 + lost]
    applied = [["项目", *WORDS], *applications(APPLICANTS)]
    between = [HEADINGS["remedies"], "类别", *RESULTS, "备注"]
    printed = [str(cell) for row in applied for cell in row] + between + [str(cell) for row in rows for cell in row]
    record = report("applications", [line for cell in printed for line in (cell, "")])
    assert cells(record) == {"applications": FIGURES["applications"]}
    assert withheld(record) == {"remedies"}


def _disclosed(figures: Sequence[object]) -> list[list[object]]:
    """Rows of disclosure with blanks among their figures and at their end."""
    return [["信息内容", *(column.zh for column in DISCLOSURE.columns[:3])],
            ["规章", "", 1, ""], ["行政规范性文件", *figures]]  # fmt: skip


@pytest.mark.parametrize("begin", ["", "| "])
@pytest.mark.parametrize("figures", [[3, 2, 41], [0, 0, 0], [3, "", 41], ["", 2, 41], ["/", 0, 41]])
@pytest.mark.parametrize("lost", range(3))
def test_a_row_that_lost_a_cell_and_its_end_is_withheld(lost: int, figures: list[object], begin: str) -> None:
    rows = _disclosed(figures)
    del rows[2][1 + lost]
    printed = [begin + " | ".join(map(str, row)) + " |" for row in rows]
    record = report("disclosure", [*printed[:2], printed[2].rstrip(" |")])
    read = {f"{cell.row}.{cell.column}": cell.raw for cell in record.cells}
    assert (read, withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("begin", ["", "| "])
@pytest.mark.parametrize("figures", [[3, 2, 41], [3, "", 41], ["", 2, 41]])
def test_a_row_that_lost_its_end_alone_is_whole(figures: list[object], begin: str) -> None:
    rows = _disclosed(figures)
    printed = [begin + " | ".join(map(str, row)) + " |" for row in rows]
    record = report("disclosure", [*printed[:2], printed[2].rstrip(" |")])
    assert [cell.raw for cell in record.cells] == ["", "1", "", *map(str, figures)]


@pytest.mark.parametrize("begin", ["", "| "])
def test_rows_of_disclosure_without_the_blanks_at_their_end(begin: str) -> None:
    rows = [*_disclosed([3, 2]), ["信息内容", "本年处理决定数量"], ["行政许可", 5], ["行政处罚"]]
    rows[1] = ["规章", "", 1]
    printed = [begin + " | ".join(map(str, row)) for row in rows]
    record = report("disclosure", printed)
    assert [cell.raw for cell in record.cells] == ["", "1", "", "3", "2", "", "5"]


@pytest.mark.parametrize("end", ["", " |"])
@pytest.mark.parametrize("mark", ["0", "/"])
@pytest.mark.parametrize("lost", range(7))
def test_a_row_of_nothing_that_lost_a_cell_is_not_filled_up(lost: int, mark: str, end: str) -> None:
    rows = [["项目", "", *WORDS], *([row[0], "", *(figure or mark for figure in row[1:])] for row in filled(0)[1:])]
    del rows[-1][2 + lost]
    rows[-1][2:] = [mark] * 6
    record = report("applications", lines(rows, " | ", end))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("fillers", [0, 1])
def test_a_row_without_its_total_is_not_filled_up(fillers: int) -> None:
    rows = filled(fillers)
    rows[3] = [*rows[3][: 1 + fillers], 5, "", "", "", "", "", ""]
    record = report("applications", [line.rstrip("|") for line in lines(rows, "|", "")])
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("end", [False, True])
@pytest.mark.parametrize("lost", range(2))
def test_indicators_of_two_years_that_lost_a_cell_and_their_end(lost: int, end: bool) -> None:
    rows: list[list[object]] = [["指标名称", "计量单位", "本年度", "历年累计"]]
    rows += [[label.zh, "条", 10 + n, "" if n == 3 else 100 + n] for n, label in enumerate(INDICATORS[2:14])]
    del rows[8][2 + lost]
    printed = lines(rows, " | ", " |")
    printed[8] = printed[8].rstrip(" |") if end else printed[8]
    title = "清水县水务局2016年政府信息公开工作年度报告"
    record = parse("\n".join([title, "一、概述", "全年按要求开展工作。", "附表", *printed]).encode())
    assert (record.cells, {f.rule for f in record.findings if f.severity == "error"}) == ((), {"parse.table_withheld"})


def test_blanks_below_the_word_for_remarks_leave_dashes_their_place() -> None:
    rows: list[list[object]] = [["指标名称", "计量单位", "本年度", "历年累计", "备注"]]
    rows += [[label.zh, "条", "/" if n == 3 else n, 100 + n, ""] for n, label in enumerate(INDICATORS[2:14])]
    title = "清水县水务局2016年政府信息公开工作年度报告"
    for end in (" |", ""):
        printed = [line.rstrip(" |") + end for line in lines(rows, " | ", " |")] if not end else lines(rows, " | ", end)
        record = parse("\n".join([title, "一、概述", "全年按要求开展工作。", "附表", *printed]).encode())
        assert [cell.raw for cell in record.cells] == [str(figure) for row in rows[1:] for figure in row[2:4]]


@pytest.mark.parametrize("lost", range(7))
def test_a_last_row_that_lost_a_cell_is_not_filled_up_because_others_end_with_a_blank(lost: int) -> None:
    rows = filled(0)
    rows[2][1:] = ["/", "", 0, "", "", 0, ""]
    rows[-1][1:] = [7, 0, 0, 2, 0, "", 9]
    del rows[-1][1 + lost]
    record = report("applications", lines(rows, " | ", ""))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_a_last_row_of_disclosure_that_ends_with_a_blank_has_lost_none_there() -> None:
    rows: list[list[object]] = [["信息内容", "采购项目数量", "采购总金额", ""], ["政府集中采购", 9, ""]]
    rows = [["信息内容", "上一年项目数量", "本年增/减", ""], ["行政事业性收费", "", 1, ""], *rows]
    record = report("disclosure", lines(rows, " | ", ""))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})
