"""The names that an agency's reports print: counted, shown, and found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
import requests
from sqlite_utils import Database

from db.database import finish, open_db
from db.load import load
from nianbao.parsing import Reader
from scraper.instructions import Instructions
from tests.commands import rows, serving
from tests.db_samples import origin, report

OLDEST, OLD, PRESENT = "灵武市林业局", "灵武市林业和草原局", "灵武市自然资源局"
READER = Reader(Instructions({OLDEST: PRESENT, OLD: PRESENT}))
NAMES = [(OLDEST, 2018, 2019, 2), (OLD, 2020, 2020, 1), (PRESENT, 2021, 2021, 1)]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_db(tmp_path / "nianbao.db")
    yield opened
    opened.close()


def add(db: Database, agency: str | None, year: int | None, day: int = 1, **more: Any) -> None:
    made = READER.filed(report(agency, year, preamble=f"{agency}，第{day}稿。"))
    load(db, made, origin(f"{year}-{day}", f"{year}.html", day=day, **more))
    finish(db)


def names(db: Database) -> list[tuple[Any, ...]]:
    sql = """SELECT n.name, first_year, last_year, reports FROM agency_names n JOIN agencies a ON a.id = n.agency_id
             WHERE a.name = ? ORDER BY first_year, n.name"""
    return db.execute(sql, [PRESENT]).fetchall()


def four_years(db: Database) -> None:
    for year, agency in ((2018, OLDEST), (2019, OLDEST), (2020, OLD), (2021, PRESENT)):
        add(db, agency, year)


def test_each_name_with_its_years(db: Database) -> None:
    four_years(db)
    add(db, None, 2022, agency_hint=PRESENT)
    assert names(db) == NAMES
    assert db.execute("SELECT year, printed_agency FROM reports ORDER BY year").fetchall() == [
        (2018, OLDEST), (2019, OLDEST), (2020, OLD), (2021, PRESENT), (2022, None),
    ]  # fmt: skip


def test_a_name_that_is_printed_no_more_goes(db: Database) -> None:
    four_years(db)
    before = {name: number for number, name in db.execute("SELECT id, name FROM agency_names").fetchall()}
    add(db, PRESENT, 2020, day=2)
    assert names(db) == [NAMES[0], (PRESENT, 2020, 2021, 2)]
    after = {name: number for number, name in db.execute("SELECT id, name FROM agency_names").fetchall()}
    assert after == {name: before[name] for name in (OLDEST, PRESENT)}


def test_a_year_that_is_not_known_is_no_year(db: Database) -> None:
    add(db, OLD, None)
    assert names(db) == [(OLD, None, None, 1)]


def test_former_names_stand_on_the_page_and_are_found(db: Database, tmp_path: Path) -> None:
    four_years(db)
    ((number,),) = rows(tmp_path, "SELECT id FROM agencies")
    ((of_2020,),) = rows(tmp_path, "SELECT id FROM reports WHERE year = 2020")
    with serving(tmp_path) as root:
        page = document(root, f"agency/{number}")
        found = document(root, "search?q=林业和草原")
        report_page = document(root, f"report/{of_2020}")
    assert text(page.xpath("//p[contains(@class,'names')]")[0]) == (
        f"年报上又印作 Also printed as：{OLDEST} 2018–2019 2 份 reports，{OLD} 2020 1 份 reports"
    )
    (item,) = found.xpath("//ul[@class='named']/li")
    assert text(item) == f"{PRESENT} 灵武市 · 又印作 also printed {OLD}"
    assert item.xpath(".//mark/text()") == ["林业和草原"]
    # All reports of the agency, as for its present name.
    assert [text(title).split()[-1] for title in found.xpath("//ol[@class='hits']//h3")] == [
        "2021",
        "2020",
        "2019",
        "2018",
    ]
    assert text(report_page.xpath("//dl[@class='facts']/div[1]/dd")[0]) == f"{PRESENT} 所印 printed {OLD}"


def document(root: str, path: str) -> lxml.html.HtmlElement:
    answer = requests.get(urljoin(root, path), timeout=10)
    assert answer.status_code == 200
    return lxml.html.document_fromstring(answer.content)


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
