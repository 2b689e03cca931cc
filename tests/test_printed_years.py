"""Years printed in the labels of rows, and above single columns."""

from __future__ import annotations

import pytest

from tests.hand_made import APPLICATIONS, FIGURES, YEAR, applications, cells, disclosure, report, table, whole, withheld

ORDER = [column.code for column in APPLICATIONS.columns]
HEADS = ["", *(column.zh for column in APPLICATIONS.columns)]


def relabelled(before: str, after: str) -> list[list[object]]:
    return [HEADS, *([str(label).replace(before, after), *figures] for label, *figures in applications(ORDER))]


@pytest.mark.parametrize(("before", "after"), [
    ("本年新收", f"{YEAR}年新收"), ("本年新收", f"本年（{YEAR}年）新收"), ("上年结转", f"{YEAR - 1}年结转"),
    ("结转下年度", f"结转{YEAR + 1}年"), ("结转下年度", f"结转下年度（{YEAR + 1}年）"), ("结转下年度", f"结转{YEAR + 1}年度"),
])  # fmt: skip
def test_the_year_that_the_words_of_a_label_mean(before: str, after: str) -> None:
    assert cells(report("applications", table(relabelled(before, after)))) == whole("applications")


@pytest.mark.parametrize("after", [f"结转{YEAR}年", f"结转{YEAR - 1}年", f"结转下年度（{YEAR}年）"])
def test_a_year_that_the_words_of_the_form_do_not_mean_withholds_the_table(after: str) -> None:
    record = report("applications", table(relabelled("结转下年度", after)))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize(("printed", "read"), [(f"{YEAR}年规章", True), (f"{YEAR - 1}年规章", False)])
def test_the_reports_year_before_a_short_label(printed: str, *, read: bool) -> None:
    rows = [[printed if cell == "规章" else cell for cell in row] for block in disclosure() for row in block]
    record = report("disclosure", table(rows))
    assert cells(record) == (whole("disclosure") if read else {})
    assert withheld(record) == (set() if read else {"disclosure"})


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["（1）", "（2）", "（3）"]])
@pytest.mark.parametrize("head", ["序号", ""])
def test_a_column_that_counts_the_remedies(head: str, numbers: list[str]) -> None:
    labels = {"reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉",
              "litigation_after_reconsideration": "复议后起诉"}  # fmt: skip
    outcomes = {
        "upheld": "结果维持",
        "corrected": "结果纠正",
        "other": "其他结果",
        "pending": "尚未审结",
        "total": "总计",
    }
    rows: list[list[object]] = [[head, "类别", *outcomes.values()]]
    for number, (code, label) in zip(numbers, labels.items(), strict=True):
        rows.append([number, label, *(FIGURES["remedies"][f"{code}.{outcome}"] for outcome in outcomes)])
    assert cells(report("remedies", table(rows))) == whole("remedies")
