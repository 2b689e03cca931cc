"""Headers in another order than the form's, or damaged: columns are read by their words, or the table is withheld."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.model import Figures
from parsers.forms import FORMS
from parsers.forms.remedies import OUTCOMES
from parsers.record import Report
from parsers.report import parse

YEAR = 2023
FIGURES = history("headers", {YEAR: form_of(YEAR)}, 60)[YEAR]
APPLICATIONS, REMEDIES = FORMS["2021"].tables[1:]
APPLICANTS = [column.code for column in APPLICATIONS.columns]
WORDS = {column.code: column.zh for column in (*APPLICATIONS.columns, *OUTCOMES)} | {"other": "其他结果"}
RESULTS = [outcome.code for outcome in OUTCOMES]
TOTAL_FIRST = ["total", *APPLICANTS[:-1]]


def report(heading: str, body: str) -> Report:
    title = f"清水县水务局{YEAR}年政府信息公开工作年度报告"
    return parse(f"<title>{title}</title><h1>{title}</h1><p>一、总体情况</p><p>{heading}</p>{body}".encode())


def table(rows: list[list[str]]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(row) + '</tr>' for row in rows)}</table>"


def td(text: object, spans: str = "") -> str:
    return f"<td {spans}>{text}</td>"


def piped(rows: list[list[object]]) -> str:
    return "".join(f"<p>| {' | '.join(map(str, row))} |</p>" for row in rows)


def applications(header: list[list[str]], order: list[str], markup: bool = True) -> Report:
    figures = FIGURES["applications"]
    rows = [[row.zh, *(figures[f"{row.code}.{column}"] for column in order)] for row in APPLICATIONS.rows]
    body = table([*header, *([td(cell) for cell in row] for row in rows)]) if markup else piped([*header, *rows])
    return report("三、收到和处理政府信息公开申请情况", body)


def cells(record: Report) -> Figures:
    found: Figures = {}
    for cell in record.cells:
        found.setdefault(cell.table, {})[f"{cell.row}.{cell.column}"] = cell.value
    return found


def whole(table_code: str) -> Figures:
    return {table_code: FIGURES[table_code]}


@pytest.mark.parametrize("order", [TOTAL_FIRST, [*APPLICANTS[1:-1], "natural_person", "total"], APPLICANTS])
@pytest.mark.parametrize("markup", [True, False])
def test_one_row_of_applicants_is_read_in_its_order(order: list[str], markup: bool) -> None:
    words = ["", *(WORDS[code] for code in order)]
    record = applications([[td(word) for word in words] if markup else words], order, markup)
    assert cells(record) == whole("applications")


def test_two_rows_of_applicants_without_columns_are_read_in_their_order() -> None:
    header = [["", "总计", "自然人", "法人或其他组织"], [WORDS[code] for code in APPLICANTS[1:-1]]]
    assert cells(applications(header, TOTAL_FIRST, markup=False)) == whole("applications")


def test_spans_that_contradict_what_is_printed_are_settled_by_the_sums() -> None:
    header = [
        [td("", "rowspan=2"), td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=4"), td("总计", "rowspan=2")],
        [td(WORDS[code]) for code in APPLICANTS[1:-1]],
    ]
    assert cells(applications(header, APPLICANTS)) == whole("applications")


@pytest.mark.parametrize(
    "words",
    [
        ["自然人", "商业企业", "科研机构", "社会公益组织", "其他", "总计", "备注"],
        ["自然人", "科研机构", "企业", "公益组织", "法律机构", "其他组织", "总计"],
        [str(year) for year in range(YEAR - 6, YEAR + 1)],
    ],
)
def test_other_columns_than_the_form_has_are_withheld(words: list[str]) -> None:
    figures = FIGURES["applications"]
    rows = [[row.zh, *(figures[f"{row.code}.total"] for _ in words)] for row in APPLICATIONS.rows]
    body = table([[td(word) for word in ["项目", *words]], *([td(cell) for cell in row] for row in rows)])
    record = report("三、收到和处理政府信息公开申请情况", body)
    assert (cells(record), {f.where for f in record.findings if f.rule == "parse.table_withheld"}) == (
        {},
        {"applications"},
    )


def remedies(header: list[str], order: list[str]) -> Report:
    figures = FIGURES["remedies"]
    rows = [[td(row.zh), *(td(figures[f"{row.code}.{code}"]) for code in order)] for row in REMEDIES.rows]
    return report("四、政府信息公开行政复议、行政诉讼情况", table([[td(""), *map(td, header)], *rows]))


def test_remedies_below_each_other_are_read_by_their_header() -> None:
    order = [RESULTS[-1], *RESULTS[:-1]]
    assert cells(remedies([WORDS[code] for code in order], order)) == whole("remedies")


def test_remedies_below_each_other_without_header_are_read_if_the_sums_hold() -> None:
    assert cells(remedies([], RESULTS)) == whole("remedies")


def test_remedies_of_five_years_are_withheld() -> None:
    years = remedies([f"{year}年" for year in range(YEAR - 4, YEAR + 1)], ["total"] * len(RESULTS))
    assert cells(years) == {}


@pytest.mark.parametrize(
    "header",
    [
        [
            "行政复议",
            "行政诉讼",
            "总计",
            "结果维持",
            "结果纠正",
            "其他结果",
            "尚未审结",
            "未经复议直接起诉",
            "复议后起诉",
        ],
        ["行政诉讼", "行政复议", "未经复议直接起诉", "复议后起诉", *[WORDS[code] for code in RESULTS]],
    ],
)
def test_fifteen_figures_in_another_order_are_withheld(header: list[str]) -> None:
    figures = [FIGURES["remedies"][f"{row.code}.{code}"] for row in REMEDIES.rows for code in ["total", *RESULTS[:-1]]]
    record = report("四、政府信息公开行政复议、行政诉讼情况", piped([header, figures]))
    assert (cells(record), {f.where for f in record.findings if f.rule == "parse.table_withheld"}) == ({}, {"remedies"})


def test_fifteen_figures_below_words_cut_short() -> None:
    cut = ["结果维持", "结果", "其他", "尚未", "总计"]
    rows = [["行政复议", "行政诉讼"], [*cut, "未经复议直接起诉", "复议后起诉"], cut * 2, ["0"] * 15]
    record = report("四、政府信息公开行政复议、行政诉讼情况", piped([*rows]))
    assert set(cells(record)["remedies"].values()) == {0}
