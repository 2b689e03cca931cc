"""Headers that lost a word, or print units: each figure in its own column, or its table withheld."""

from __future__ import annotations

import pytest

from parsers.report import parse

ROWS = list[list[str]]


def page(rows: ROWS, year: int) -> bytes:
    table = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    title = f"清水县水务局{year}年政府信息公开工作年度报告"
    return f"<html><body><h1>{title}</h1><p>二、主动公开政府信息情况</p><table>{table}</table></body></html>".encode()


def read(document: bytes) -> list[tuple[str, str, object]]:
    return [(cell.row, cell.column, cell.value) for cell in parse(document).cells]


def withheld(document: bytes) -> list[str]:
    return [f.message.partition("withheld: ")[2] for f in parse(document).findings if f.rule == "parse.table_withheld"]


@pytest.mark.parametrize(
    ("header", "row", "cells"),
    [
        (["上一年项目数量（个）", "本年增/减（个）", "处理决定数量（件）"], ["行政许可", "3", "1", "8"],
         [("licences", "previous_items", 3), ("licences", "change", 1), ("licences", "decisions", 8)]),
        (["上一年项目数量（个）", "本年增/减（个）"], ["行政事业性收费", "3", "1"],
         [("fees", "previous_items", 3), ("fees", "change", 1)]),
        (["上一年事项数量", "本年增减情况", "处理决定数量"], ["行政许可", "3", "1", "8"],
         [("licences", "previous_items", 3), ("licences", "change", 1), ("licences", "decisions", 8)]),
    ],
)  # fmt: skip
def test_units_and_other_words_in_the_header_of_2019(
    header: list[str], row: list[str], cells: list[tuple[str, str, object]]
) -> None:
    assert read(page([["信息内容", *header], row], 2019)) == cells


@pytest.mark.parametrize(
    ("year", "header", "rows"),
    [
        (2024, ["", "本年废止件数", "现行有效件数"], [["规章", "5", "", ""], ["行政规范性文件", "7", "", ""]]),
        (2024, ["本年制发件数", "本年废止件数", ""], [["规章", "", "", "9"]]),
        (2019, ["", "本年增/减", "处理决定数量"], [["行政许可", "3", "", ""], ["行政处罚", "", "", "8"]]),
    ],
)
def test_a_figure_below_a_header_without_words_is_not_that_of_its_neighbour(
    year: int, header: list[str], rows: ROWS
) -> None:
    document = page([["信息内容", *header], *rows], year)
    assert (read(document), withheld(document)) == (
        [],
        [f"table 1, row 2: 3 cells for 2 columns (“{rows[0][0]}”)"],
    )


def test_a_header_printed_in_the_place_of_another_withholds_its_table() -> None:
    header = ["信息内容", "本年制发件数", "本年废止件数", "本年废止件数"]
    document = page([header, ["规章", "0", "0", "0"], ["行政规范性文件", "1", "3", "3"]], 2024)
    assert (read(document), withheld(document)) == (
        [],
        ["table 1, row 2: a header printed twice, and another not (“规章”)"],
    )


@pytest.mark.parametrize("printed", ["O", "o", "两", "约三", "一 件"])
def test_a_numeral_that_is_no_figure_is_said(printed: str) -> None:
    document = page([["信息内容", "本年处理决定数量"], ["行政许可", printed], ["行政处罚", "4"]], 2024)
    assert read(document) == [("licences", "decisions", None), ("penalties", "decisions", 4)]
    assert [f.where for f in parse(document).findings if f.rule == "parse.figure_unread"] == [
        "disclosure.licences.decisions"
    ]


@pytest.mark.parametrize("remark", [["备注", "无", "", ""], ["备注", "3", "", ""], ["栏次", "1", "2", "3"]])
def test_rows_about_the_table_are_none_of_it(remark: list[str]) -> None:
    header = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    document = page([header, remark, ["规章", "4", "5", "6"], remark], 2024)
    assert (read(document), withheld(document)) == (
        [("regulations", "issued", 4), ("regulations", "repealed", 5), ("regulations", "in_force", 6)],
        [],
    )


@pytest.mark.parametrize(("head", "below"), [("备注（说明）", ["见附件", ""]), ("编码", ["01", "02"])])
def test_columns_about_the_rows_are_none_of_the_form(head: str, below: list[str]) -> None:
    header = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", head]
    rows = [["规章", "4", "5", "6", below[0]], ["行政规范性文件", "1", "2", "3", below[1]]]
    document = page([header, *rows], 2024)
    assert ([value for _, _, value in read(document)], withheld(document)) == ([4, 5, 6, 1, 2, 3], [])


def test_a_blank_copy_of_a_table_is_said() -> None:
    header = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    blank, filled = page([header, ["规章", "", "", ""]], 2024), page([header, ["规章", "4", "5", "6"]], 2024)
    caption = "<p>附：清水县水务服务中心情况表</p>".encode()
    table = filled[filled.index(b"<table>") :]
    record = parse(blank.replace(b"</body></html>", caption + table))
    assert [cell.value for cell in record.cells] == [4, 5, 6]
    assert [f.where for f in record.findings if f.rule == "parse.blank_copy"] == ["disclosure"]
    assert "parse.blank_copy" not in [finding.rule for finding in parse(filled).findings]
