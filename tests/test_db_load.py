"""One report, one transaction: rows, versions, addresses, and what is never lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import NotOurDatabaseError, finish, open_db
from db.identifiers import passage_id
from db.labels import row_numbers
from db.load import Loaded, add_agency, answered, load, reject
from db.schema import CONTENT, TABLES
from db.summary_tables import SUMMARIES
from parsers.forms import FORMS
from tests.db_samples import AGENCY, PORTAL, PROSE, cell, count, finding, form_cells, origin, report

OTHER = {("applications", "granted", "total"): "5"}


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_db(tmp_path / "nianbao.db")


def rows(db: Database, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return db.execute(sql, list(values)).fetchall()


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    names = [table.name for table in TABLES]
    return {name: sorted(rows(db, f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608


def numbers(**totals: int) -> dict[tuple[str, str, str], str]:
    return {("applications", row, "total"): str(value) for row, value in totals.items()}


def test_the_whole_row_of_a_report(db: Database) -> None:
    printed = numbers(new_received=9, carried_in=1, denied_state_secret=2, denied_internal_affairs=3, granted=4,
                      other_other=1, processed_total=10)  # fmt: skip
    number = load(db, report(cells=form_cells(printed=printed)), origin(list_date="2025-01-24")).report_id
    (row,) = db.query("SELECT * FROM reports")
    fingerprint = row.pop("fingerprint")
    assert len(fingerprint) == 24
    assert row == {
        "id": number, "portal_id": "nxlw", "agency_id": add_agency(db, "nxlw", AGENCY), "printed_agency": AGENCY, "year": 2024, "form": "2021",
        "title": "灵武市民政局2024年政府信息公开工作年度报告", "published": "2025-01-23", "days_late": -8, "period_start": "2024-01-01",
        "period_end": "2024-12-31", "new_received": 9, "carried_in": 1, "granted": 4, "granted_in_part": 0,
        "denied": 5, "unavailable": 0, "not_processed": 0, "other": 1, "processed_total": 10, "carried_over": 0,
        "reconsiderations": 0, "litigations": 0, "errors": 0, "warnings": 0, "notes": 0, "cells_read": 200,
        "cells_seen": 200, "document": 1, "version": 1, "format": "html", "url": "https://www.nxlw.gov.cn/a/1.html",
        "capture_id": "c1", "list_date": "2025-01-24", "withdrawn": None, "document_number": None, "contact_telephone": "0951-4021368",
        "contact_email": None, "contact_address": "灵武市西湖路", "preamble": "根据条例编制。", "parser": "nianbao test",
    }  # fmt: skip


def test_rows_around_a_report(db: Database) -> None:
    number = load(db, report(findings=(finding("identity.row_sum", where="applications.row.granted", expected=3,
                                               actual=4),)), origin()).report_id  # fmt: skip
    assert rows(db, "SELECT * FROM portals") == [(*PORTAL, None)]
    assert rows(db, "SELECT * FROM sections") == [(passage_id(number, 1), number, 1, "一、总体情况", PROSE, None)]
    assert rows(db, "SELECT * FROM counts") == [
        (passage_id(number, 1), number, 1, 1, "发布信息", "posts", "wechat", 461, "篇", "exact", "year", PROSE, 23, 26)
    ]
    assert rows(db, "SELECT * FROM findings") == [
        (number, 1, "identity.row_sum", "warning", "不符 / differs", "applications.row.granted", 3, 4)
    ]
    assert rows(db, "SELECT kind_id, upheld, corrected, other, pending, total FROM remedies") == [
        (1, 0, 0, 0, 0, 0), (2, 0, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0),
    ]  # fmt: skip
    assert rows(db, "SELECT id, url, kind, fetched_at, offset FROM captures") == [
        ("c1", "https://www.nxlw.gov.cn/a/1.html", "report", "2025-02-01T03:00:00Z", 100)
    ]
    assert rows(db, "SELECT report_id, version, capture_id, parser FROM versions") == [
        (number, 1, "c1", "nianbao test")
    ]


@pytest.mark.parametrize(("form", "outcomes", "items"), [("2021", 25, 6), ("2019", 23, 8)])
def test_each_form_fills_its_own_rows_in_printed_order(db: Database, form: str, outcomes: int, items: int) -> None:
    load(db, report(form=form), origin())
    stored = [code for (code,) in rows(db, "SELECT code FROM applications JOIN outcomes ON id = outcome_id")]
    table = FORMS[form].table("applications")
    assert table is not None
    assert stored == [row.code for row in table.rows]
    assert len(stored) == outcomes
    assert rows(db, "SELECT count(*) FROM disclosures") == [(items,)]
    assert rows(db, "SELECT count(*) FROM marks") == [(0,)]


def test_every_cell_of_a_form_comes_back(db: Database) -> None:
    cells = tuple(
        cell(c.table, c.row, c.column, str(position)) for position, c in enumerate(form_cells("2021"))
    )  # fmt: skip
    load(db, report(cells=cells), origin())
    stored = set(rows(db, 'SELECT "table", row, "column", value FROM cells'))
    assert stored == {(c.table, c.row, c.column, c.value) for c in cells}


def test_zero_blank_dash_and_absence_are_told_apart(db: Database) -> None:
    printed = {
        ("applications", "granted", "business"): "", ("applications", "granted", "other_org"): "—",
        ("applications", "granted", "total"): "见附件",
    }  # fmt: skip
    cells = [c for c in form_cells(printed=printed) if c.row != "carried_in"]
    cells = [c for c in cells if (c.row, c.column) != ("granted", "legal_service_org")]
    load(db, report(cells=tuple(cells)), origin())
    granted = rows(db, "SELECT natural_person, business, legal_service_org, other_org, total FROM applications "
                       "WHERE outcome_id = ?", row_numbers("applications")["granted"])  # fmt: skip
    assert granted == [(0, None, None, None, None)]
    assert rows(db, 'SELECT "table", row, "column", state, raw FROM marks ORDER BY "column"') == [
        ("applications", "granted", "legal_service_org", "missing", None),
        ("applications", "granted", "other_org", "dash", "—"),
        ("applications", "granted", "total", "text", "见附件"),
    ]
    carried = row_numbers("applications")["carried_in"]
    assert rows(db, "SELECT * FROM applications WHERE outcome_id = ?", carried) == []
    assert rows(db, "SELECT carried_in, granted, denied FROM reports") == [(None, None, 0)]


def test_a_sum_with_a_blank_part_is_unknown(db: Database) -> None:
    load(db, report(cells=form_cells(printed={("applications", "denied_internal_affairs", "total"): ""})), origin())
    assert rows(db, "SELECT denied, unavailable FROM reports") == [(None, 0)]


def test_amounts_keep_their_unit_and_decimals(db: Database) -> None:
    load(db, report(cells=form_cells(printed={("disclosure", "fees", "amount"): "1857.149947"})), origin())
    fees = row_numbers("disclosure")["fees"]
    assert rows(db, "SELECT amount, unit, issued FROM disclosures WHERE item_id = ?", fees) == [
        (1857.149947, "万元", None)
    ]


def test_indicators_of_older_reports(db: Database) -> None:
    one = cell("remedies", "reconsideration", "total", "20")
    known: dict[str, Any] = {"table": "indicators", "row": "disclosed", "label": "主动公开政府信息数", "unit": "条"}
    cells = tuple(
        type(one)(**known, column=column, value=value, state="number" if value else "blank", raw="", source=one.source)
        for column, value in (("year", 20), ("cumulative", None))
    )
    number = load(db, report(form="2014", year=2014, cells=cells), origin()).report_id
    assert rows(db, "SELECT * FROM indicators") == [
        (number, 1, "disclosed", "主动公开政府信息数", "条", None, 20, None)
    ]


def test_nothing_is_stored_as_empty_text(db: Database) -> None:
    load(db, report(title=" ", preamble="", sections=(report().sections[0], type(report().sections[0])(2, "", ""))),
         origin(content_type=None))  # fmt: skip
    load(db, report(form="free", year=2020), origin("c2", "b"))
    for table in TABLES:
        for column in table.columns:
            empty = rows(db, f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}" = \'\'')  # noqa: S608
            assert (table.name, column.name, empty) == (table.name, column.name, [(0,)])


def test_the_same_capture_again_changes_no_row(db: Database) -> None:
    load(db, report(), origin())
    before = db.conn.total_changes
    assert load(db, report(), origin()) == Loaded("unchanged")
    assert db.conn.total_changes == before
    assert not Loaded("unchanged").changed


def test_the_same_report_at_two_addresses_is_one_report(db: Database) -> None:
    first = load(db, report(), origin())
    second = load(db, report(published=None), origin("c2", "b/2.html", day=2))
    assert (first.outcome, second.outcome, second.report_id) == ("new", "seen again", first.report_id)
    assert rows(db, "SELECT url, first_seen FROM locations ORDER BY url") == [
        ("https://www.nxlw.gov.cn/a/1.html", "2025-02-01T03:00:00Z"),
        ("https://www.nxlw.gov.cn/b/2.html", "2025-02-02T03:00:00Z"),
    ]
    assert rows(db, "SELECT published FROM reports") == [("2025-01-23",)]


def test_a_changed_page_is_a_new_version_with_its_changes(db: Database) -> None:
    number = load(db, report(), origin()).report_id
    assert load(db, report(cells=form_cells(printed=OTHER), published="2025-03-01"), origin("c2", day=2)) == Loaded(
        "new version", number
    )
    assert rows(db, "SELECT * FROM changes") == [
        (number, 2, "applications", "granted", "total", "0", "5"),
        (number, 2, "reports", "-", "published", "2025-01-23", "2025-03-01"),
    ]
    assert rows(db, "SELECT version, capture_id, granted FROM reports") == [(2, "c2", 5)]
    assert rows(db, "SELECT version, capture_id FROM versions") == [(1, "c1"), (2, "c2")]
    assert rows(db, "SELECT url, first_seen, last_seen FROM locations") == [
        ("https://www.nxlw.gov.cn/a/1.html", "2025-02-01T03:00:00Z", "2025-02-02T03:00:00Z")
    ]


def test_an_address_that_still_shows_the_old_text_makes_no_version(db: Database) -> None:
    load(db, report(), origin())
    load(db, report(), origin("c2", "b"))
    load(db, report(cells=form_cells(printed=OTHER)), origin("c3", day=3))
    assert load(db, report(), origin("c4", "b", day=3)).outcome == "seen again"
    assert rows(db, "SELECT version, granted FROM reports") == [(2, 5)]
    assert [row["url"] for row in db.query("SELECT * FROM addresses_that_differ")] == ["https://www.nxlw.gov.cn/b"]


def test_a_better_reading_of_the_same_bytes_is_no_version(db: Database) -> None:
    number = load(db, report(cells=()), origin()).report_id
    assert load(db, report(parser="nianbao next"), origin()) == Loaded("read again", number)
    assert rows(db, "SELECT version, cells_read, parser FROM reports") == [(1, 200, "nianbao next")]
    assert rows(db, "SELECT * FROM changes") == []


def test_an_unchanged_page_fetched_again_is_only_seen(db: Database) -> None:
    load(db, report(), origin())
    assert load(db, report(), origin("c2", day=2, digest="sha256:c1")).outcome == "seen again"
    assert rows(db, "SELECT capture_id, version FROM reports") == [("c1", 1)]
    assert rows(db, "SELECT last_seen FROM locations") == [("2025-02-02T03:00:00Z",)]


def test_an_older_capture_does_not_undo_a_newer_one(db: Database) -> None:
    load(db, report(cells=form_cells(printed=OTHER)), origin("c2", day=5))
    assert load(db, report(), origin("c1", day=1)).outcome == "older"
    assert rows(db, "SELECT granted, version FROM reports") == [(5, 1)]
    assert rows(db, "SELECT first_seen, last_seen FROM locations") == [("2025-02-01T03:00:00Z", "2025-02-05T03:00:00Z")]


def test_an_address_that_is_used_for_the_next_year_keeps_last_years_report(db: Database) -> None:
    load(db, report(), origin())
    assert load(db, report(year=2025), origin("c2", day=9)).outcome == "new"
    assert rows(db, "SELECT year FROM reports ORDER BY year") == [(2024,), (2025,)]


def test_two_documents_of_a_year_are_both_kept_and_the_fuller_is_first(db: Database) -> None:
    load(db, report(cells=form_cells(default="")), origin())
    load(db, report(cells=form_cells(printed=OTHER)), origin("c2", "b"))
    assert rows(db, "SELECT document, capture_id FROM reports ORDER BY document") == [(1, "c2"), (2, "c1")]
    assert [row["document"] for row in db.query("SELECT * FROM several_documents ORDER BY document")] == [1, 2]


def test_the_agency_of_the_crawl_is_used_and_said(db: Database) -> None:
    load(db, report(agency=None), origin(agency_hint="灵武市水务局"))
    assert rows(db, "SELECT name FROM agencies") == [("灵武市水务局",)]
    assert rows(db, "SELECT rule, severity FROM findings") == [("agency.from_crawl", "note")]


def test_unknown_agency_and_year_stay_unknown_and_are_listed(db: Database) -> None:
    number = load(db, report(agency=None, year=None), origin()).report_id
    assert rows(db, "SELECT agency_id, year FROM reports") == [(None, None)]
    assert rows(db, "SELECT problem, report_id FROM problems") == [("unplaced", number)]


def test_a_document_that_is_no_report_is_kept_with_its_reason(db: Database) -> None:
    given = report(findings=(finding("parse.attachment_only", "note", "只有附件 / attachment"),))
    assert load(db, given, origin()) == Loaded("rejected")
    assert load(db, given, origin()) == Loaded("unchanged")
    assert reject(db, origin("c2", "b"), "fetch.new_rule", "坏文件 / broken", "nianbao test").changed
    assert rows(db, "SELECT * FROM rejected ORDER BY capture_id") == [
        ("c1", "nxlw", "https://www.nxlw.gov.cn/a/1.html", "parse.attachment_only", "只有附件 / attachment"),
        ("c2", "nxlw", "https://www.nxlw.gov.cn/b", "fetch.new_rule", "坏文件 / broken"),
    ]
    assert rows(db, "SELECT count(*) FROM reports") == [(0,)]


def test_a_page_leaves_the_list_when_the_file_that_it_links_is_read(db: Database) -> None:
    page = "https://www.nxlw.gov.cn/a/1.html"
    reject(db, origin(), "parse.attachment_only", "只有附件 / attachment", "nianbao test")
    reject(db, origin("c2", "b"), "parse.unreadable", "坏文件 / broken", "nianbao test")
    answered(db, "nxlw", page, "c2")
    assert rows(db, "SELECT capture_id FROM rejected ORDER BY capture_id") == [("c1",), ("c2",)]
    load(db, report(), origin("c2", "b"))
    answered(db, "nxlw", page, "c2")
    assert rows(db, "SELECT count(*) FROM rejected") == [(0,)]


def test_a_rejected_capture_that_is_read_later_leaves_the_list(db: Database) -> None:
    reject(db, origin(), "parse.unreadable", "x", "nianbao test")
    load(db, report(), origin())
    assert rows(db, "SELECT count(*) FROM rejected") == [(0,)]
    assert rows(db, "SELECT kind FROM captures") == [("report",)]


def test_cells_without_a_place_are_said_and_not_stored(db: Database) -> None:
    good = cell("applications", "granted", "total", "3")
    strange = type(good)("applications", "thirteenth", "total", 3, "number", "3", "十三", None, good.source)
    huge = cell("applications", "carried_in", "total", "9" * 30)
    load(db, report(form="free", cells=(good, good, strange, huge)), origin())
    assert rows(db, "SELECT rule, severity, where_ FROM findings ORDER BY rule") == [
        ("load.duplicate_cell", "error", "applications.granted.total"),
        ("load.number_too_large", "error", "applications.carried_in.total"),
        ("load.unknown_cell", "error", "applications.thirteenth.total"),
    ]
    assert rows(db, "SELECT granted, carried_in, errors, cells_read FROM reports") == [(3, None, 3, 1)]
    assert rows(db, "SELECT raw FROM marks") == [("9" * 30,)]


def test_a_count_beyond_the_database_is_said(db: Database) -> None:
    load(db, report(counts=(count(PROSE, "461", value=10**30),)), origin())
    assert rows(db, "SELECT count(*) FROM counts") == [(0,)]
    assert rows(db, "SELECT rule FROM findings") == [("load.number_too_large",)]


def test_a_failed_load_leaves_nothing_behind(db: Database) -> None:
    before = dump(db)
    section = report().sections[0]
    with pytest.raises(sqlite3.IntegrityError):
        load(db, report(sections=(section, section)), origin())
    assert dump(db) == before


def test_building_in_another_order_gives_the_same_rows(tmp_path: Path) -> None:
    loads = [
        (report(), origin()),
        (report(cells=form_cells(printed=OTHER)), origin("c2", "b")),
        (report(year=2023), origin("c3", "c")),
        (report(agency="灵武市水务局", form="2019", year=2020), origin("c4", "d")),
    ]
    dumps = []
    for name, order in (("a", loads), ("b", loads[::-1])):
        db = open_db(tmp_path / name)
        for given in order:
            load(db, *given)
        finish(db)
        dumps.append(dump(db))
    assert dumps[0] == dumps[1]


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nianbao.db"
    Database(path).table("reports").insert({"id": 1})
    with pytest.raises(NotOurDatabaseError, match=r"nianbao\.db: table forms is not as this release makes it"):
        open_db(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nianbao.db"
    path.write_text("not a database, but long enough to be read as one" * 30)
    with pytest.raises(NotOurDatabaseError, match="no SQLite database"):
        open_db(path)


def test_readers_see_whole_reports_while_one_is_replaced(tmp_path: Path) -> None:
    db = open_db(tmp_path / "nianbao.db")
    load(db, report(), origin())
    reader = sqlite3.connect(tmp_path / "nianbao.db")
    with db.atomic():
        db.execute("DELETE FROM applications")
        assert reader.execute("SELECT count(*) FROM applications").fetchone() == (25,)
    assert db.journal_mode == "wal"


def test_every_content_table_is_replaced_with_its_report() -> None:
    keyed = {t.name for t in TABLES if any(key[0] == "report_id" for key in (t.key, *t.unique))}
    assert {table.name for table in CONTENT} == keyed - {
        "locations", "versions", "changes", *(table.name for table in SUMMARIES),
    }  # fmt: skip


def test_passages_of_all_reports_are_told_apart() -> None:
    assert passage_id(2**48 - 1, 2**15 - 1) == 2**63 - 1
    with pytest.raises(ValueError, match="more than 32767"):
        passage_id(1, 2**15)
