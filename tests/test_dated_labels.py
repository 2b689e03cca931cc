"""Labels of rows that name a year, or figures of another time than the year."""

from __future__ import annotations

import re

import pytest

from tests.hand_made import (
    APPLICANTS,
    FIGURES,
    WORDS,
    YEAR,
    applications,
    cells,
    disclosure,
    report,
    table,
    whole,
    withheld,
)

HEAD = ["", *WORDS]
ROWS = applications(APPLICANTS)
DISCLOSED = [row for block in disclosure() for row in block]
LICENCES = FIGURES["disclosure"] | {"licences.decisions": None}
#: The words of the form that say which year is meant.
SAID = {"本年": YEAR, "上年": YEAR - 1, "下年度": YEAR + 1}


@pytest.mark.parametrize(("year", "place"), [
    *((f"{YEAR}{end}", place) for end in ("年", "年度") for place in ("^(?=.)", "$", r"(?<=[、）.])(?=.{2})")),
    (f"（{YEAR}年）", "$"), (f"{YEAR}", "$"),
])  # fmt: skip
def test_the_year_of_the_report_in_each_label(year: str, place: str) -> None:
    body = table([HEAD, *([re.sub(place, year, str(row[0]), count=1), *row[1:]] for row in ROWS)])
    assert cells(report("applications", body)) == whole("applications")
    own = [[str(row[0]) + year if row[0] != "信息内容" else row[0], *row[1:]] for row in DISCLOSED]
    assert cells(report("disclosure", table(own))) == whole("disclosure")


@pytest.mark.parametrize("year", ["{}年", "{}年度", "{}"])
def test_years_in_the_place_of_words(year: str) -> None:
    rows = [[*row] for row in ROWS]
    for row in rows:
        for word, number in SAID.items():
            row[0] = str(row[0]).replace(word, year.format(number))
    assert cells(report("applications", table([HEAD, *rows]))) == whole("applications")


def test_years_behind_words() -> None:
    rows = [[*row] for row in ROWS]
    for row in rows:
        for word, number in SAID.items():
            row[0] = str(row[0]).replace(word, f"{word}（{number}年）")
    assert cells(report("applications", table([HEAD, *rows]))) == whole("applications")


@pytest.mark.parametrize("label", [f"一、{YEAR - 1}年新收政府信息公开申请数量", f"一、本年（{YEAR - 1}年）新收",
                                   "一、去年新收政府信息公开申请数量"])  # fmt: skip
def test_another_year_withholds_the_table(label: str) -> None:
    record = report("applications", table([HEAD, [label, *ROWS[0][1:]], *ROWS[1:]]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


@pytest.mark.parametrize("word", ["上年", "历年", f"{YEAR - 1}年"])
def test_a_row_that_would_fit_by_its_place_is_of_another_time(word: str) -> None:
    rows = [[str(row[0]).replace("（一）予以", f"（一）{word}予以"), *row[1:]] for row in ROWS]
    record = report("applications", table([HEAD, *rows]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def with_row_behind_licences(*rows: list[object]) -> str:
    """The table of disclosure, its row of licences left blank, with others behind it."""
    at = next(n for n, row in enumerate(DISCLOSED) if row[0] == "行政许可")
    return table([*DISCLOSED[:at], ["行政许可", ""], *rows, *DISCLOSED[at + 1 :]])


@pytest.mark.parametrize("word", ["上年", "去年", "历年"])
def test_a_blank_row_is_not_filled_from_one_of_another_time(word: str) -> None:
    record = report("disclosure", with_row_behind_licences([f"{word}行政许可", 20]))
    assert cells(record) == {"disclosure": LICENCES}
    assert [f.rule for f in record.findings if f.rule == "parse.subtotal_left_out"] == ["parse.subtotal_left_out"]


@pytest.mark.parametrize("word", ["不予", "撤销", "注销", f"{YEAR - 1}年"])
def test_a_blank_row_is_not_filled_from_its_opposite_or_another_year(word: str) -> None:
    record = report("disclosure", with_row_behind_licences([f"{word}行政许可", 20]))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize("before", [True, False])
def test_rows_of_two_years_each_with_its_label_withhold_the_table(before: bool) -> None:
    rows: list[list[object]] = []
    for row in DISCLOSED:
        if row[0] == "信息内容":
            rows.append(row)
            continue
        both = [[f"{YEAR}年{row[0]}", *row[1:]], [f"{YEAR - 1}年{row[0]}", *(n + 7 for n in row[1:])]]  # type: ignore[operator]
        rows += both[::-1] if before else both
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


def relabelled(before: str, after: str) -> list[list[object]]:
    return [HEAD, *([str(label).replace(before, after), *figures] for label, *figures in applications(APPLICANTS))]


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
