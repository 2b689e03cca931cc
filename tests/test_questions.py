"""The questions of metadata.yml, each asked of an archive whose answer is known, whole rows compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlite_utils import Database

from db import places
from db.database import finish, open_db
from db.load import add_agency, load
from parsers.record import Cell, Section, Source
from tests.db_samples import AGENCY, finding, form_cells, origin, report

TOP = Path(__file__).parent.parent
QUESTIONS = yaml.safe_load((TOP / "metadata.yml").read_text(encoding="utf-8"))["databases"]["nianbao"]["queries"]
EDUCATION, GOVERNMENT, TOWN, VILLAGE = "灵武市教育局", "灵武市人民政府", "灵武市东塔镇人民政府", "灵武市临河镇人民政府"
#: Counts what was compared and what was left out.
N = ("n_reports", "n_pairs", "n_runs", "n_changed", "n_documents", "n_cells", "n_sections", "n_agencies", "n_compared",
     "n_received", "years_found")  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_db(tmp_path / "nianbao.db")
    yield opened
    opened.close()


def add(db: Database, agency: str | None = AGENCY, year: int | None = 2024, form: str | None = "2021",
        figures: dict[str, str] | None = None, day: int = 1, path: str | None = None, portal: str = "nxlw",
        **more: Any) -> int:  # fmt: skip
    """Load a report of zeros in which `figures` (table.row.column, `.total` of applications by default) are printed."""
    printed = {}
    for place, value in (figures or {}).items():
        table, row, column = place.split(".") if "." in place else ("applications", place, "total")
        printed[table, row, column] = value
    fields = {"cells": form_cells(form, printed), "sections": ()} if form in ("2019", "2021") else {"sections": ()}
    name = path or f"{agency}-{year}"
    origins = {"portal_id": portal, "portal_name": {"nxlw": "灵武市"}.get(portal, f"{portal}县"),
               "url": f"https://{portal}.example/{name}"}  # fmt: skip
    number = load(
        db, report(agency, year, form, **(fields | more)), origin(f"{portal}-{name}-{day}", day=day, **origins)
    ).report_id
    finish(db)
    assert number is not None
    return number


def ask(db: Database, question: str, **values: str) -> list[tuple[Any, ...]]:
    asked = QUESTIONS[question]
    return db.execute(asked["sql"], dict.fromkeys(asked["params"], "") | values).fetchall()


def names(db: Database, question: str) -> list[str]:
    asked = QUESTIONS[question]
    return [column[0] for column in db.execute(asked["sql"], dict.fromkeys(asked["params"], "")).description]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_explained_and_shows_what_it_rests_on(db: Database, question: str) -> None:
    asked = QUESTIONS[question]
    for text in (asked["title"], asked["description"]):
        assert any("\u4e00" <= char <= "\u9fff" for char in text)
        assert any(char.isascii() and char.isalpha() for char in text)
    assert set(asked["params"]) <= {"portal", "agency", "province"}
    columns = names(db, question)
    assert set(N) & set(columns), columns
    assert "excluded" in columns


def test_there_are_at_least_twenty() -> None:
    assert len(QUESTIONS) >= 20


def denials(denied: str, total: str) -> dict[str, str]:
    return {"denied_internal_affairs": denied, "processed_total": total}


def test_refusal_rate(db: Database) -> None:
    add(db, figures=denials("3", "12"))
    add(db, EDUCATION, figures=denials("1", "4"))
    add(db, TOWN, figures=denials("", "9"))
    add(db, year=2023, figures=denials("0", "0"))
    assert ask(db, "refusal_rate") == [(2023, 1, 0, 0, None, 0), (2024, 2, 4, 16, 25.0, 1)]
    assert ask(db, "refusal_rate", agency="教育") == [(2024, 1, 1, 4, 25.0, 0)]
    assert ask(db, "refusal_rate", portal="elsewhere") == []


def test_refusal_rate_by_type(db: Database) -> None:
    add(db, figures=denials("3", "12"))
    add(db, "清河县民政局", portal="qh", figures=denials("0", "8"))
    add(db, TOWN, figures=denials("", "9"))
    add(db, "清河县某某协作组", portal="qh", figures=denials("1", "1"))
    assert ask(db, "refusal_rate_by_type") == [
        ("乡镇人民政府", "Township government", 2024, 0, None, None, None, 1),
        ("民政", "Civil affairs", 2024, 2, 3, 20, 15.0, 0),
        ("不明", "Unknown", 2024, 1, 1, 1, 100.0, 0),
    ]


def test_unavailable_share(db: Database) -> None:
    add(db, figures={"unavailable_not_held": "3", "unavailable_unclear": "1", "processed_total": "16"})
    add(db, EDUCATION, figures={"unavailable_not_held": "/", "processed_total": "5"})
    assert ask(db, "unavailable_share") == [(2024, 1, 4, 3, 16, 25.0, 75.0, 1)]


def test_refusal_grounds(db: Database) -> None:
    add(db, figures={"denied_state_secret": "1", "denied_internal_affairs": "3"})
    add(db, EDUCATION, figures={"denied_state_secret": ""})
    rows = ask(db, "refusal_grounds")
    assert len(rows) == 8
    assert rows[0] == (2024, "1.属于国家秘密", "1. State secret", 1, 1, 4, 25.0, 1)
    assert [row[4] for row in rows] == [1, 0, 0, 0, 3, 0, 0, 0]


def indicators(**figures: int) -> tuple[Cell, ...]:
    return tuple(
        Cell("indicators", row, "year", value, "number", str(value), row, "件", Source(1, 1, 1))
        for row, value in figures.items()
    )


def test_disclosure_rate_before_and_after_2019(db: Database) -> None:
    add(db, year=2017, form="2014", cells=indicators(granted=6, granted_in_part=2, applications_answered=8))
    add(db, EDUCATION, 2017, form="2014", cells=indicators(granted=1))
    add(db, year=2020, form="2019", figures={"granted": "1", "granted_in_part": "2", "processed_total": "4"})
    add(db, EDUCATION, 2020, form="free", cells=())
    assert ask(db, "disclosure_rate") == [
        (2017, "2014", 1, 6, 2, 8, 75.0, 25.0, 1),
        (2020, None, 0, None, None, None, None, None, 1),
        (2020, "2019, 2021", 1, 1, 2, 4, 25.0, 50.0, 0),
    ]


def test_other_handled_in_both_forms(db: Database) -> None:
    add(db, year=2020, form="2019", figures={"other": "2", "processed_total": "8"})
    add(db, year=2021, figures={"other_fee_unpaid": "1", "other_other": "3", "processed_total": "10"})
    add(db, EDUCATION, 2021, figures={"other_fee_unpaid": "—", "processed_total": "5"})
    rows = ask(db, "other_handled")
    assert [(row[0], row[1], *row[4:]) for row in rows] == [
        (2020, "2019", 1, 2, 8, 25.0, 0),
        (2021, "2021", 2, 0, 15, 0.0, 0),
        (2021, "2021", 1, 1, 10, 10.0, 1),
        (2021, "2021", 2, 3, 15, 20.0, 0),
    ]
    assert rows[0][2:4] == ("（六）其他处理", "(6) Otherwise handled")


def test_carried_over_mismatches(db: Database) -> None:
    assert ask(db, "carried_over_mismatches") == [(None, None, None, None, None, 0, 0, None, None)]
    add(db, year=2023, figures={"carried_over": "103"})
    number = add(db, figures={"carried_in": "77"})
    add(db, EDUCATION, 2023)
    add(db, EDUCATION)
    add(db, TOWN, 2023, figures={"carried_over": ""})
    add(db, TOWN)
    assert ask(db, "carried_over_mismatches") == [
        (AGENCY, 2024, 103, 77, -26, 2, 1, number, f"https://nxlw.example/{AGENCY}-2024")
    ]


def test_broken_identities_and_our_own_failures(db: Database) -> None:
    ours, theirs = finding("parse.table_withheld", "error"), finding("identity.row_sum")
    add(db, findings=(theirs, theirs))
    add(db, EDUCATION, findings=(theirs, ours))
    add(db, TOWN, form="free", cells=())
    assert [(*row[:2], *row[4:]) for row in ask(db, "broken_identities")] == [
        ("source", "identity.row_sum", 3, 2, 2, 1),
        ("ours", "parse.table_withheld", 1, 1, 2, 1),
    ]


def test_in_force_mismatches(db: Database) -> None:
    in_force = "disclosure.normative_documents.in_force"
    add(db, year=2023, figures={in_force: "470"})
    number = add(db, figures={in_force: "440", "disclosure.normative_documents.issued": "62",
                              "disclosure.normative_documents.repealed": "33"})  # fmt: skip
    add(db, EDUCATION, 2023, figures={in_force: ""})
    add(db, EDUCATION)
    assert ask(db, "in_force_mismatches") == [
        (AGENCY, 2024, "行政规范性文件", 499, 440, -59, 3, 1, number, f"https://nxlw.example/{AGENCY}-2024")
    ]
    assert ask(db, "in_force_mismatches", portal="x") == [(None,) * 6 + (0, 0, None, None)]


def test_prose_mismatches(db: Database) -> None:
    number = add(db, findings=(finding("narrative.contradiction", message="89条 / 92条", expected=89, actual=92),))
    add(db, EDUCATION, counts=())
    assert ask(db, "prose_mismatches") == [
        (
            AGENCY,
            2024,
            "narrative.contradiction",
            89,
            92,
            "89条 / 92条",
            1,
            1,
            number,
            f"https://nxlw.example/{AGENCY}-2024",
        )
    ]
    assert ask(db, "prose_mismatches", agency="教育") == [(None,) * 6 + (0, 1, None, None)]


def test_correction_rate_leaves_pending_cases_out(db: Database) -> None:
    add(db, figures={"remedies.reconsideration.upheld": "3", "remedies.reconsideration.corrected": "1",
                     "remedies.reconsideration.pending": "5"})  # fmt: skip
    add(db, EDUCATION, figures={"remedies.reconsideration.upheld": ""})
    rows = ask(db, "correction_rate")
    assert rows[0] == (2024, "行政复议", "Administrative reconsideration", 1, 1, 4, 25.0, 5, 1)
    assert [row[3:] for row in rows[1:]] == [(2, 0, 0, None, 0, 0)] * 2
    assert ask(db, "correction_rate", agency="教育")[0][3:] == (0, None, None, None, 0, 1)


def test_correction_rate_by_agency(db: Database) -> None:
    first, direct, after = (f"remedies.{kind}." for kind in
                            ("reconsideration", "litigation_direct", "litigation_after_reconsideration"))  # fmt: skip
    number = add(db, figures={first + "corrected": "1", first + "upheld": "3", direct + "upheld": "1",
                              after + "corrected": "1", after + "pending": "2"})  # fmt: skip
    add(db, EDUCATION)
    blank = add(db, TOWN, figures={direct + "other": "", after + "corrected": "1"})
    assert ask(db, "correction_rate_by_agency") == [
        (TOWN, 2024, "行政诉讼", "Litigation", 1, 1, 1, 100.0, 0, 1, blank),
        (AGENCY, 2024, "行政复议", "Administrative reconsideration", 1, 1, 4, 25.0, 0, 0, number),
        (AGENCY, 2024, "行政诉讼", "Litigation", 2, 1, 2, 50.0, 2, 0, number),
    ]


def test_zero_three_years(db: Database) -> None:
    for year in (2021, 2022, 2023):
        number = add(db, year=year)
        add(db, EDUCATION, year, figures={"new_received": "" if year == 2022 else "0"})
        add(db, TOWN, year, figures={"new_received": "1" if year == 2021 else "0"})
    assert ask(db, "zero_three_years") == [("灵武市", AGENCY, 2021, 2023, 2, 1, number)]


def test_who_asks(db: Database) -> None:
    place = "applications.new_received."
    add(db, figures={place + "natural_person": "6", place + "business": "1", place + "legal_service_org": "1",
                     place + "total": "8"})  # fmt: skip
    add(db, EDUCATION, figures={place + "research_institute": ""})
    assert ask(db, "who_asks") == [(2024, 1, 8, 6, 1, 0, 0, 1, 0, 75.0, 12.5, 12.5, 1)]


def test_gaps_and_agencies_that_never_published(db: Database) -> None:
    add(db, year=2023)
    add(db, year=2024)
    add(db, EDUCATION, 2024)
    add(db, None, 2024, path="unknown", title="无名报告")
    with db.atomic():
        never = add_agency(db, "nxlw", TOWN)
    assert ask(db, "gaps") == [
        ("灵武市", TOWN, 0, 2, "2023 2024", 1, never),
        ("灵武市", EDUCATION, 1, 2, "2023", 1, add_agency(db, "nxlw", EDUCATION)),
    ]


def test_published_late(db: Database) -> None:
    add(db, published="2025-02-10")
    add(db, EDUCATION, published="2025-01-31")
    add(db, TOWN, published="2025-06-01")
    assert ask(db, "published_late") == [("灵武市", 2024, 2, 1, 50.0, 10, 1)]


def test_changed_after_publication(db: Database) -> None:
    assert ask(db, "changed_after_publication") == [(None,) * 9 + (0, 0, 0, None)]
    number = add(db, figures={"granted": "5"})
    add(db, figures={"granted": "6"}, day=2)
    add(db, EDUCATION)
    assert ask(db, "changed_after_publication") == [
        (AGENCY, 2024, 2, "2025-02-02T03:00:00Z", "applications", "granted", "total", "5", "6", 1, 2, 1, number)
    ]


def test_different_numbers_of_one_report(db: Database) -> None:
    add(db, figures={"granted": "5"}, path="first")
    number = add(db, figures={"granted": "6", "denied_state_secret": ""}, path="second")
    assert ask(db, "different_numbers") == [
        (AGENCY, 2024, 2, 1, 199, 1, 1, "https://nxlw.example/second", "https://nxlw.example/first", number)
    ]


def test_an_agency_beside_its_type_and_its_county(db: Database) -> None:
    add(db, figures={"new_received": "4", **denials("1", "4")})
    add(db, EDUCATION, figures={"new_received": "10"})
    add(db, "灵武市水务局", figures={"new_received": ""})
    add(db, GOVERNMENT, figures={"new_received": "99"})
    add(db, "清河县民政局", portal="qh", figures={"new_received": "9", **denials("1", "2")})
    assert ask(db, "beside_others", agency=AGENCY) == [
        (AGENCY, 2024, "new_received", "county", 4, 7.0, 7.0, 2, 1),
        (AGENCY, 2024, "new_received", "type", 4, 6.5, 6.5, 2, 0),
        (AGENCY, 2024, "percent_denied", "county", 25.0, 25.0, 25.0, 1, 2),
        (AGENCY, 2024, "percent_denied", "type", 25.0, 37.5, 37.5, 2, 0),
    ]
    assert ask(db, "beside_others", agency=str(add_agency(db, "nxlw", AGENCY))) == ask(
        db, "beside_others", agency=AGENCY
    )


@pytest.mark.parametrize(
    ("figures", "median"), [((1, 5, 9), 5.0), ((1, 2, 8, 9), 5.0), ((3,), 3.0), ((0, 0, 7, 7, 9), 7.0)]
)
def test_the_median_is_the_middle(db: Database, figures: tuple[int, ...], median: float) -> None:
    for number, figure in enumerate(figures):
        add(db, f"灵武市第{number}镇人民政府", figures={"new_received": str(figure)})
    assert ask(db, "beside_others", agency="第0镇")[0][5:8] == (
        round(sum(figures) / len(figures), 2),
        median,
        len(figures),
    )


def test_county_total_against_its_agencies(db: Database) -> None:
    number = add(db, GOVERNMENT, figures={"new_received": "29"})
    add(db, figures={"new_received": "4"})
    add(db, EDUCATION, figures={"new_received": ""})
    add(db, TOWN, 2023)
    assert ask(db, "county_total") == [("灵武市", 2024, 29, 4, 25, 1, 3, 1, TOWN, number)]


def test_outliers_and_slips_of_the_unit(db: Database) -> None:
    fees = "disclosure.fees.amount"
    add(db, year=2023, figures={fees: "12.5", "new_received": "10", "granted": "9"})
    number = add(db, figures={fees: "125000", "new_received": "51", "granted": "90"})
    rows = ask(db, "outliers")
    assert [row[:9] for row in rows] == [
        (AGENCY, 2024, "disclosure", "行政事业性收费", "amount", 12.5, 125000, 10000.0, "单位？unit?"),
        (AGENCY, 2024, "applications", "一、本年新收政府信息公开申请数量", "total", 10, 51, 5.1, None),
    ]
    # 25 totals, two items with two figures, three with decisions, one amount
    assert {row[9:] for row in rows} == {(2, 25 + 4 + 3 + 1 - 2, number)}


def test_sections_in_the_same_words(db: Database) -> None:
    words = "坚持以公开为常态、不公开为例外，认真落实各项要求，及时回应社会关切，不断提升工作水平。" * 3
    add(
        db, year=2023, sections=(Section(1, "一、总体情况", f"{AGENCY}{words}发布信息12条。"), Section(2, "二", "无。"))
    )
    number = add(db, sections=(Section(1, "一、总体情况", f"{AGENCY}{words.replace('，', ',')}发布信息 345 条。"),))
    other = add(db, EDUCATION, sections=(Section(1, "一、总体情况", f"{EDUCATION}{words}发布信息9条。"),))
    add(db, TOWN, sections=(Section(1, "一、总体情况", f"{TOWN}{words}报送信息9条。"),))
    (row,) = ask(db, "same_wording")
    assert row[:3] == (3, "一、总体情况", f"{EDUCATION} 2024、{AGENCY} 2023、{AGENCY} 2024")
    assert row[4:6] == (4, 1)
    assert row[6] in {number, other, *[n for (n,) in db.execute("SELECT id FROM reports WHERE year = 2023").fetchall()]}


def test_answers_by_year(db: Database) -> None:
    add(db, figures={"new_received": "9", "granted": "4", "denied_state_secret": "2"})
    add(db, EDUCATION, figures={"new_received": "", "granted": "1"})
    assert ask(db, "answers_by_year") == [
        (2024, 2, 9, 1, 5, 2, 0, 2, 2, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 1)
    ]  # fmt: skip


def test_by_province(db: Database) -> None:
    add(db, figures={"new_received": "4", **denials("1", "4")})
    add(db, EDUCATION, figures={"new_received": "", **denials("", "6")})
    add(db, "永宁县民政局", portal="yn", figures={"new_received": "2", **denials("0", "4")})
    add(db, "清苑县民政局", portal="qy", figures={"new_received": "9", **denials("1", "1")})
    add(db, "青禾县民政局", portal="qh")
    with db.atomic():
        places.place(db, {"nxlw": "640181", "yn": "640121", "qy": "130608", "qh": None})
    hebei = ("河北省", "Hebei", 2024, 1, 1, 1, 9, 1, 1, 1, 100.0, 0)
    ningxia = ("宁夏回族自治区", "Ningxia", 2024, 2, 3, 3, 6, 2, 1, 8, 12.5, 1)
    assert ask(db, "by_province") == [hebei, ningxia, ("不明", "Unknown", 2024, 1, 1, 1, 0, 1, 0, 0, None, 0)]
    for word in ("64", "宁夏", "Ningxia"):
        assert ask(db, "by_province", province=word) == [ningxia]


@pytest.mark.parametrize(
    "question", [name for name, asked in QUESTIONS.items() if asked["params"] == ["portal", "agency"]]
)
def test_an_agencys_reports_and_the_sums_of_all_say_the_same(db: Database, question: str) -> None:
    mixed = {
        "denied_state_secret": "1",
        "new_received": "3",
        "processed_total": "2",
        "remedies.litigation_direct.upheld": "",
    }
    for year, form, figures in ((2020, "2019", {}), (2023, "2021", mixed), (2024, "2021", denials("", "6"))):
        for agency in (AGENCY, EDUCATION):
            add(db, agency, year, form, figures, findings=(finding("narrative.contradiction"),))
    add(db, year=2017, form="2014", cells=indicators(granted=6, granted_in_part=2, applications_answered=8))
    add(db, year=2016, form="free", cells=())
    answer = ask(db, question)
    assert answer
    assert ask(db, question, agency="灵武市") == ask(db, question, portal="nxlw") == answer
