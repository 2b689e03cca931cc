"""Identities between an agency's reports of two years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import finish, open_db
from db.load import load
from tests.db_samples import form_cells, origin, report


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_db(tmp_path / "nianbao.db")


def year(db: Database, number: int, printed: dict[tuple[str, str, str], str], form: str = "2021", day: int = 1) -> None:
    load(db, report(year=number, form=form, cells=form_cells(form, printed)),
         origin(f"c{number}-{day}", f"{number}", day=day))  # fmt: skip


def found(db: Database) -> list[tuple[Any, ...]]:
    sql = "SELECT year, rule, severity, where_, expected, actual FROM findings JOIN reports r ON r.id = report_id"
    return db.execute(f"{sql} ORDER BY year, number").fetchall()


CARRIED_OVER = ("applications", "carried_over", "total")
CARRIED_IN = ("applications", "carried_in", "total")


def in_force(row: str, issued: int, repealed: int, now: int) -> dict[tuple[str, str, str], str]:
    return {
        ("disclosure", row, "issued"): str(issued),
        ("disclosure", row, "repealed"): str(repealed),
        ("disclosure", row, "in_force"): str(now),
    }


def test_what_is_carried_over_is_carried_in(db: Database) -> None:
    year(db, 2023, {CARRIED_OVER: "103"})
    year(db, 2024, {CARRIED_IN: "77", CARRIED_OVER: "2"})
    year(db, 2025, {CARRIED_IN: "2"})
    finish(db)
    assert found(db) == [(2024, "year.carry_over", "warning", "applications.carried_in.total", 103, 77)]
    assert db.execute("SELECT year, warnings FROM reports ORDER BY year").fetchall() == [
        (2023, 0),
        (2024, 1),
        (2025, 0),
    ]


def test_what_is_in_force_follows_from_the_year_before(db: Database) -> None:
    year(db, 2023, in_force("normative_documents", 0, 0, 470))
    year(db, 2024, in_force("normative_documents", 62, 33, 440))
    finish(db)
    assert found(db) == [(2024, "year.in_force", "warning", "disclosure.normative_documents.in_force", 499, 440)]


@pytest.mark.parametrize("printed", ["", "/", "若干"])
def test_an_unprinted_figure_is_compared_with_nothing(db: Database, printed: str) -> None:
    year(db, 2023, {CARRIED_OVER: "5"})
    year(db, 2024, {CARRIED_IN: printed})
    finish(db)
    assert found(db) == []


def test_a_year_between_is_not_bridged(db: Database) -> None:
    year(db, 2022, {CARRIED_OVER: "5"})
    year(db, 2024, {CARRIED_IN: "1"})
    finish(db)
    assert found(db) == []


def test_forms_of_2019_and_2021_share_what_is_carried(db: Database) -> None:
    year(db, 2020, {CARRIED_OVER: "5"}, "2019")
    year(db, 2021, {CARRIED_IN: "4"})
    finish(db)
    assert found(db) == [(2021, "year.carry_over", "warning", "applications.carried_in.total", 5, 4)]


def test_a_second_run_changes_nothing_and_a_corrected_report_loses_its_finding(db: Database) -> None:
    year(db, 2023, {CARRIED_OVER: "5"})
    year(db, 2024, {CARRIED_IN: "4"})
    finish(db)
    first = db.execute("SELECT * FROM findings").fetchall()
    finish(db)
    assert db.execute("SELECT * FROM findings").fetchall() == first
    year(db, 2023, {CARRIED_OVER: "4"}, day=2)
    finish(db)
    assert found(db) == []
    assert db.execute("SELECT DISTINCT warnings FROM reports").fetchall() == [(0,)]
