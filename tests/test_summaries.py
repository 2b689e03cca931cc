"""Summary tables: made again at the end of a run, only what differs is written, nothing stale is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import finish, open_db
from db.known import forget
from db.labels import row_numbers
from db.load import load
from db.summary_tables import SUMMARIES
from parsers.record import Section
from tests.db_samples import AGENCY, form_cells, origin, report

WORDS = "坚持以公开为常态、不公开为例外，认真落实各项要求，及时回应社会关切，不断提升工作水平。" * 3
EDUCATION = "灵武市教育局"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_db(tmp_path / "nianbao.db")
    yield opened
    opened.close()


def add(
    db: Database, agency: str, year: int, form: str = "2021", day: int = 1, words: str = WORDS, **totals: str
) -> int:
    printed = {("applications", row, "total"): value for row, value in totals.items()}
    made = report(agency, year, form, cells=form_cells(form, printed), counts=(),
                  sections=(Section(1, "一、总体情况", words), Section(2, "二", "无。")))  # fmt: skip
    number = load(db, made, origin(f"{agency}{year}{day}", f"{agency}{year}", day=day)).report_id
    finish(db)
    assert number is not None
    return number


def rows(db: Database, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    return sorted(db.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)  # noqa: S608


def test_what_the_tables_hold(db: Database) -> None:
    before = add(
        db, AGENCY, 2023, "2019", new_received="10", granted="9", denied_prohibited_by_law="1", processed_total="8"
    )
    now = add(db, AGENCY, 2024, new_received="50", granted="90", denied_prohibited_by_law="")
    assert rows(db, "jumps") == [(now, "applications", "new_received", "total", 10, 50)]
    assert {(report, number) for _, report, number in rows(db, "same_words")} == {(before, 1), (now, 1)}
    # 22 totals that both forms have, and of table 2 what either prints: 2 issued, 2 in force, 3 decisions, 1 amount.
    assert rows(db, "bases") == [
        ("outliers", "nxlw", 1, 29), ("same_wording", "nxlw", 2, 2), ("year.carry_over", "nxlw", 1, 0),
        ("year.in_force", "nxlw", 0, 2),
    ]  # fmt: skip
    codes = row_numbers("applications")
    sums = {(row[1], row[2], row[3]): row[4:] for row in rows(db, "outcome_sums")}
    assert len(sums) == 8 + 1 + 8 + 3
    assert sums[2023, "2019", codes["denied_prohibited_by_law"]] == (1, 1, 1, 1, 1, 1, 8)
    assert sums[2023, "2019", codes["other"]] == (1, 1, 0, 1, 1, 0, 8)
    assert sums[2024, "2021", codes["denied_prohibited_by_law"]] == (1, 0, None, None, 0, None, None)
    assert sums[2024, "2021", codes["other_other"]] == (1, 0, None, None, 1, 0, 0)


def test_what_there_is_of_a_portal(db: Database) -> None:
    add(db, AGENCY, 2023)
    add(db, EDUCATION, 2024, new_received="3", processed_total="2")
    with db.atomic():
        db.execute("UPDATE reports SET warnings = 3, errors = 1 WHERE year = 2024")
        db.execute("INSERT INTO findings SELECT id, 1, 'identity.remedy_sum', 'warning', '', NULL, 1, 2 FROM reports")
    finish(db)
    assert rows(db, "portal_totals") == [("nxlw", 2, 2, 2023, 2024, 3, 1, 1, 1, 2, 0, 0, 2, "2025-02-01T03:00:00Z")]
    assert rows(db, "coverage_sums") == [("nxlw", 2023, 2, 1, 0, 0, 0), ("nxlw", 2024, 2, 1, 0, 1, 0)]


def test_means_and_medians_of_a_type_and_of_a_level(db: Database) -> None:
    for agency, received in (("甲县民政局", "1"), ("甲县教育局", "2"), ("甲县司法局", "6"), ("甲县财政局", "")):
        add(db, agency, 2024, new_received=received)
    add(db, "甲县城关镇人民政府", 2024, new_received="50")
    level = "level, year, n, excluded, mean, median"
    assert rows(db, "level_figures WHERE measure = 'new_received'", level) == [
        ("department", 2024, 3, 1, 3, 2), ("township", 2024, 1, 0, 50, 50),
    ]  # fmt: skip
    found = rows(db, "type_figures WHERE measure = 'new_received'", "type_id, n, excluded, mean, median")
    assert found[0] == ("civil_affairs", 1, 0, 1, 1)
    assert len(found) == 5


def test_remedies_and_years_without_applications_that_are_listed(db: Database) -> None:
    numbers = [add(db, AGENCY, year) for year in (2022, 2023, 2024)]
    assert rows(db, "remedy_cases") == []
    assert rows(db, "zero_runs") == [(numbers[2],)]
    add(db, AGENCY, 2023, day=2, new_received="")
    with db.atomic():
        kind = row_numbers("remedies")["litigation_direct"]
        db.execute("UPDATE remedies SET corrected = 2 WHERE report_id = ? AND kind_id = ?", [numbers[0], kind])
        db.execute("UPDATE remedies SET upheld = NULL WHERE report_id = ? AND kind_id = ?", [numbers[1], kind])
    finish(db)
    assert rows(db, "zero_runs") == []
    assert rows(db, "remedy_cases") == sorted(
        [(numbers[0], 1, 2, 2, 2, 0, 0), (numbers[1], 1, 1, 0, 0, 0, 1)], key=repr
    )


def test_a_run_that_changes_nothing_writes_nothing(db: Database) -> None:
    for year in (2021, 2022):
        add(db, AGENCY, year)
    add(db, AGENCY, 2023, new_received="10", carried_over="1")
    add(db, AGENCY, 2024, new_received="50")
    for year in (2022, 2023, 2024):
        add(db, EDUCATION, year)
    add(db, "灵武市人民政府", 2024)
    with db.atomic():
        db.execute("UPDATE remedies SET pending = 1")
    finish(db)
    before = {table.name: rows(db, table.name) for table in SUMMARIES}
    assert all(before.values())
    for table in SUMMARIES:
        for what in ("INSERT", "DELETE"):
            db.execute(
                f"CREATE TEMP TRIGGER {table.name}_{what} BEFORE {what} ON main.{table.name} "
                "BEGIN SELECT RAISE(ABORT, 'written'); END"
            )
    finish(db)
    assert {table.name: rows(db, table.name) for table in SUMMARIES} == before


def test_a_changed_report_leaves_nothing_stale(db: Database) -> None:
    add(db, AGENCY, 2023, new_received="10")
    add(db, EDUCATION, 2023)
    now = add(db, AGENCY, 2024, new_received="50", denied_internal_affairs="4")
    assert rows(db, "jumps", "report_id, before, now, row") == [(now, 10, 50, "new_received")]
    add(db, AGENCY, 2024, day=2, words=f"另行撰写。{WORDS}", new_received="60", denied_internal_affairs="3")
    assert rows(db, "jumps", "report_id, before, now, row") == [(now, 10, 60, "new_received")]
    assert now not in {report for _, report, _ in rows(db, "same_words")}
    ((told,),) = db.execute(
        "SELECT of_denied_cases FROM outcome_sums WHERE year = 2024 AND outcome_id = ?",
        [row_numbers("applications")["denied_internal_affairs"]],
    ).fetchall()
    assert told == 3
    add(db, AGENCY, 2024, day=3, new_received="20")
    assert rows(db, "jumps") == []


def test_what_is_forgotten_is_in_no_summary(db: Database) -> None:
    add(db, AGENCY, 2023, new_received="10")
    add(db, AGENCY, 2024, new_received="50")
    with db.atomic():
        forget(db, "nxlw")
    finish(db)
    left = {table.name: found for table in SUMMARIES if (found := rows(db, table.name))}
    assert left == {"portal_totals": [("nxlw", 0, 0, None, None, *[0] * 8, None)]}
