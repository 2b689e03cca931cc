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
    return db.execute(f'SELECT {columns} FROM "{table}" ORDER BY 1, 2, 3').fetchall()  # noqa: S608


def test_what_the_tables_hold(db: Database) -> None:
    before = add(
        db, AGENCY, 2023, "2019", new_received="10", granted="9", denied_prohibited_by_law="1", processed_total="8"
    )
    now = add(db, AGENCY, 2024, new_received="50", granted="90", denied_prohibited_by_law="")
    assert rows(db, "jumps") == [(now, "applications", "new_received", "total", 10, 50)]
    assert [(report, number) for _, report, number in rows(db, "same_words")] == sorted([(before, 1), (now, 1)])
    # 22 totals that both forms have, and of table 2 what either prints: 2 issued, 2 in force, 3 decisions, 1 amount.
    assert rows(db, "bases") == [("outliers", "nxlw", 1, 29), ("same_wording", "nxlw", 2, 2)]
    codes = row_numbers("applications")
    sums = {(row[1], row[2], row[3]): row[4:] for row in rows(db, "outcome_sums")}
    assert len(sums) == 8 + 1 + 8 + 3
    assert sums[2023, "2019", codes["denied_prohibited_by_law"]] == (1, 1, 1, 1, 1, 1, 8)
    assert sums[2023, "2019", codes["other"]] == (1, 1, 0, 1, 1, 0, 8)
    assert sums[2024, "2021", codes["denied_prohibited_by_law"]] == (1, 0, None, None, 0, None, None)
    assert sums[2024, "2021", codes["other_other"]] == (1, 0, None, None, 1, 0, 0)


def test_a_run_that_changes_nothing_writes_nothing(db: Database) -> None:
    add(db, AGENCY, 2023, new_received="10")
    add(db, AGENCY, 2024, new_received="50")
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
        "SELECT of_denied FROM outcome_sums WHERE year = 2024 AND outcome_id = ?",
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
    assert [rows(db, table.name) for table in SUMMARIES] == [[]] * len(SUMMARIES)
