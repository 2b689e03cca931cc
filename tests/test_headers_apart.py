"""Rows and headers that stand a column apart, as converters leave them of tables with merged cells."""

from __future__ import annotations

import pytest

from tests.hand_made import (
    APPLICATIONS,
    FIGURES,
    REMEDIES,
    Row,
    applications,
    cells,
    piped,
    report,
    table,
    whole,
    withheld,
)

COLUMNS = [column.code for column in APPLICATIONS.columns]
WORDS = [column.zh for column in APPLICATIONS.columns]


@pytest.mark.parametrize("print_", [piped, table])
def test_last_years_totals_beside_a_header_that_lost_its_corner(print_: object) -> None:
    header: Row = [*WORDS, "上年总计", ""]
    rows = [[*row, 900 + number] for number, row in enumerate(applications(COLUMNS))]
    record = report("applications", print_([header, *rows]))  # type: ignore[operator]
    assert cells(record) in (whole("applications"), {})
    assert cells(record) or {finding.rule for finding in record.findings} >= {"parse.table_withheld"}


@pytest.mark.parametrize("print_", [piped, table])
def test_rows_that_begin_a_column_before_the_header_says(print_: object) -> None:
    """A figure left of the first applicant: blanks at both ends of a row are told by its sum, not by the header."""
    header: Row = ["", "", *WORDS]
    rows = [["", *row] for row in applications(COLUMNS)]
    rows[9] = [rows[9][1], 2, "", 13, 13, 1, 5, 34, ""]
    rows[10] = [rows[10][1], "", "", "", 5, "", 13, 18, ""]
    record = report("applications", print_([header, *rows]))  # type: ignore[operator]
    expected = {**FIGURES["applications"]}
    for row, values in ((9, [2, None, 13, 13, 1, 5, 34]), (10, [None, None, None, 5, None, 13, 18])):
        expected |= {f"{APPLICATIONS.rows[row].code}.{c}": v for c, v in zip(COLUMNS, values, strict=True)}
    assert cells(record) in ({"applications": expected}, {})
    assert cells(record) or {finding.rule for finding in record.findings} >= {"parse.table_withheld"}


def test_the_blank_row_above_a_header_is_no_row_of_figures() -> None:
    outcomes = [column.zh for column in REMEDIES.columns]
    header: list[Row] = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*outcomes, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    ]
    record = report(
        "remedies", piped([[""] * 15, *header, [*[""] * 5, *outcomes * 2], ["", "", "", "[2件]", *[""] * 11]])
    )
    assert cells(record) == {}
    assert withheld(record) == {"remedies"}
