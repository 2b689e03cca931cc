"""A report's page: the tables drawn from rows of the database, their cells with what is to be said of them."""

from __future__ import annotations

from typing import Any

from plugins.official_form import official_tables


def noted(finding: dict[str, Any]) -> list[tuple[str, bool, tuple[int, ...]]]:
    """The cells that a finding marks: text, whether in its colour, its number."""
    printed = {"applications": {"new_received": {"natural_person": 5, "business": None, "total": 6}}}
    mark = {"table": "applications", "row": "new_received", "column": "business", "state": "text", "raw": "约3"}
    tables = official_tables("2021", printed, [mark], [{"number": 7, "severity": "error", **finding}])
    return [
        (box.text, box.failed, box.notes)
        for table in tables
        for row in table.body
        for box in row
        if box.failed or box.notes
    ]


def test_a_cell_that_is_no_figure_carries_its_finding() -> None:
    finding = {"rule": "parse.figure_unread", "where_": "applications.new_received.business"}
    assert noted(finding) == [("约3", True, (7,))]


def test_a_finding_on_a_whole_table_marks_no_cell() -> None:
    assert noted({"rule": "parse.table_withheld", "where_": "applications"}) == []


def test_a_sum_that_fails_marks_its_parts_and_numbers_its_total() -> None:
    found = noted({"rule": "identity.row_sum", "where_": "applications.row.new_received", "severity": "warning"})
    assert found == [("5", True, ()), ("约3", True, ()), *[("空", True, ())] * 4, ("6", True, (7,))]
