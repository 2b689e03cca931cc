"""Several rows of a form in one row of the page: labels below each other in one cell, their figures in the next ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from parsers.document import Grid, GridCell
from parsers.record import Report
from parsers.report import parse
from parsers.tables.parallel import rows_apart
from parsers.words.labels import ROWS
from tests.hand_made import APPLICANTS, WORDS, applications, cells, disclosure, report, table, td, whole, withheld

#: How lines stand below each other in a cell.
JOINED: dict[str, Callable[[list[str]], str]] = {
    "breaks": "<br>".join,
    "paragraphs": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "blocks": lambda lines: "".join(f"<div>{line}</div>" for line in lines),
}


def joined(rows: Sequence[Sequence[object]], how: str) -> list[str]:
    return [JOINED[how](list(map(str, column))) for column in zip(*rows, strict=True)]


def of_applications(how: str, *parts: tuple[int, int], grouped: bool = False) -> str:
    """The table with the rows from each start to each end in one row; `grouped` in a column of their own beside it."""
    rows = applications(APPLICANTS)
    before = [""] if grouped else []
    printed: list[list[object]] = [[*before, "", *WORDS]]
    n = 0
    while n < len(rows):
        end = next((end for start, end in parts if start == n), n + 1)
        printed.append(
            [*(["（三）<br>不予公开"] if grouped else []), *(joined(rows[n:end], how) if end > n + 1 else rows[n])]
        )
        n = end
    return table(printed)


@pytest.mark.parametrize("how", JOINED)
@pytest.mark.parametrize("parts", [[(4, 12)], [(0, 2), (4, 12), (12, 15), (20, 23)], [(2, 4), (23, 25)], [(0, 25)]])
@pytest.mark.parametrize("grouped", [False, True])
def test_rows_of_applications_in_one(how: str, parts: list[tuple[int, int]], grouped: bool) -> None:
    record = report("applications", of_applications(how, *parts, grouped=grouped))
    assert cells(record) == whole("applications")
    assert withheld(record) == set()


@pytest.mark.parametrize("how", JOINED)
def test_rows_of_disclosure_in_one(how: str) -> None:
    blocks = ([heads, joined(rows, how) if rows else []] for heads, *rows in disclosure())
    record = report("disclosure", table(row for block in blocks for row in block))
    assert cells(record) == whole("disclosure")


def test_rows_of_indicators_in_one() -> None:
    title = "清水县水务局2016年政府信息公开工作年度报告"
    rows = [["统计指标", "单位", "统计数"], ["一、主动公开情况", "", ""],
            ["主动公开政府信息数<br>政府网站公开政府信息数<br>政务微博公开政府信息数", "条<br>条<br>条", "120<br>90<br>30"],
            ["收到申请数", "件", "3"]]  # fmt: skip
    record = parse(f"<h1>{title}</h1><p>一、概述</p><p>平稳。</p>{table(rows)}".encode())
    assert {c.label: (c.value, c.unit) for c in record.cells if c.state == "number"} == {
        "主动公开政府信息数": (120, "条"), "政府网站公开政府信息数": (90, "条"), "政务微博公开政府信息数": (30, "条"),
        "收到申请数": (3, "件"),
    }  # fmt: skip


def one_row(*columns: str) -> Report:
    heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    return report("disclosure", table([heads, list(columns), *(row for block in disclosure()[1:] for row in block)]))


@pytest.mark.parametrize("columns", [
    ("规章<br>行政规范性文件", "3", "0", "17"),
    ("规章<br>行政规范性文件", "0<br>3", "0<br>0", "17"),
    ("规章<br>行政规范性文件", "0<br>3", "0<br>0<br>1", "0<br>17"),
    ("规章<br>行政规范性文件", "0<br>3", td("0<br>0", "rowspan=2"), "0<br>17"),
    ("规章、行政规范性文件", "3", "0", "17"),
])  # fmt: skip
def test_figures_that_may_be_of_either_row_are_of_none(columns: tuple[str, ...]) -> None:
    record = one_row(*columns)
    assert {cell.row for cell in record.cells if cell.state == "number"} & {
        "regulations",
        "normative_documents",
    } == set()
    said = [f.message for f in record.findings if f.rule in ("parse.table_withheld", "parse.rows_missing")]
    assert len(said) == 1
    assert "“规章" in said[0] or "row 2" in said[0]


def test_blank_cells_stay_blank() -> None:
    record = one_row("规章<br>行政规范性文件", "0<br>3", "", "0<br>17")
    assert {key: value for key, value in cells(record)["disclosure"].items() if key.startswith(("reg", "norm"))} == {
        "regulations.issued": 0, "regulations.repealed": None, "regulations.in_force": 0,
        "normative_documents.issued": 3, "normative_documents.repealed": None, "normative_documents.in_force": 17,
    }  # fmt: skip


def test_cells_that_reach_down_reach_over_all_rows() -> None:
    grid = Grid(1, (
        (GridCell("结果", 0, 0, 3), GridCell("（一）予以公开", 0, 1), GridCell("1", 0, 2)),
        (GridCell("1.属于国家秘密\n2.重复申请", 1, 1), GridCell("2\n3", 1, 2)),
        (GridCell("（七）总计", 2, 1), GridCell("6", 2, 2)),
        (GridCell("四", 3, 0), GridCell("四、结转下年度继续办理", 3, 1), GridCell("0", 3, 2)),
    ))  # fmt: skip
    assert rows_apart(grid).rows == (
        (GridCell("结果", 0, 0, 4), GridCell("（一）予以公开", 0, 1), GridCell("1", 0, 2)),
        (GridCell("1.属于国家秘密", 1, 1), GridCell("2", 1, 2)),
        (GridCell("2.重复申请", 2, 1), GridCell("3", 2, 2)),
        (GridCell("（七）总计", 3, 1), GridCell("6", 3, 2)),
        (GridCell("四", 4, 0), GridCell("四、结转下年度继续办理", 4, 1), GridCell("0", 4, 2)),
    )


def test_labels_of_two_rows_are_none() -> None:
    assert ROWS.find("规章行政规范性文件") is None
    assert ROWS.find("1.属于国家秘密2.其他法律行政法规禁止公开") is None
    group = ROWS.find("三、本年度办理结果（一）予以公开")
    assert group is not None
    assert group.code == "granted"
