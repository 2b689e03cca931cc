"""When an archived report is asked for again, and how a run goes on where it was killed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.journal import NAME, Journal
from scraper.pace import Pace
from scraper.schedule import is_due
from tests.scraper.sites import Time

URL = "http://www.nxlw.gov.cn/zwgk/t20250123_4800975.html"
AGENCY = "灵武市民政局{}年政府信息公开工作年度报告"
GOVERNMENT = "灵武市人民政府{}年政府信息公开工作年度报告"


def days_due(title: str, first: date, days: int) -> list[date]:
    return [day for n in range(days) if is_due(URL, title, day := first + timedelta(n))]


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        (AGENCY.format(2024), date(2025, 1, 2), date(2025, 2, 15)),
        (GOVERNMENT.format(2024), date(2025, 1, 2), date(2025, 4, 5)),
        ("年度报告", date(2025, 1, 2), date(2025, 2, 15)),
    ],
)
def test_in_season_every_night(title: str, first: date, last: date) -> None:
    days = (last - first).days + 1
    assert len(days_due(title, first, days)) == days


@given(st.sampled_from([AGENCY, GOVERNMENT]), st.dates(date(2025, 4, 6), date(2025, 12, 1)))
def test_out_of_season_once_a_week(title: str, first: date) -> None:
    assert len(days_due(title.format(2024), first, 7)) == 1
    assert len(days_due(title.format(2023), first, 7)) == 1


@given(st.integers(2008, 2022), st.dates(date(2025, 1, 1), date(2025, 12, 1)))
def test_older_reports_once_in_four_weeks(year: int, first: date) -> None:
    assert len(days_due(AGENCY.format(year), first, 28)) == 1


def test_pages_are_spread_over_the_nights() -> None:
    due = [is_due(f"{URL}?{n}", AGENCY.format(2024), date(2025, 6, 1)) for n in range(700)]
    assert 60 < sum(due) < 140


NOW = datetime(2025, 1, 20, 22, tzinfo=UTC)


def test_a_run_goes_on_with_the_one_before(tmp_path: Path) -> None:
    first = Journal(tmp_path, NOW)
    first.add("nxlw", URL)
    again = Journal(tmp_path, NOW + timedelta(hours=2))
    assert (first.resumed, again.resumed) == (False, True)
    assert (again.has("nxlw", URL), again.has("nxlw", "x"), again.has("other", URL)) == (True, False, False)


def test_a_host_that_asked_for_patience_is_asked_slowly_by_the_run_that_goes_on(tmp_path: Path) -> None:
    first = Journal(tmp_path, NOW)
    pace = Pace(on_wider=first.slow)
    pace.throttled("a", 2)
    pace.throttled("a", 2)
    pace.widen("b", 10)
    pace.widen("b", 5)
    assert Journal(tmp_path, NOW + timedelta(hours=1)).delays == {"a": 8, "b": 10}
    assert Journal(tmp_path, NOW + timedelta(hours=2)).delays == {"a": 8, "b": 10}
    time = Time()
    slow = time.pace()
    slow.wider.update(Journal(tmp_path, NOW).delays)
    for _ in range(2):
        slow.wait("a", 2)
    assert time.slept == [8]
    assert Journal(tmp_path, NOW + timedelta(hours=13)).delays == {}


def test_a_finished_run_leaves_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path, NOW)
    journal.add("nxlw", URL)
    journal.finish()
    assert list(tmp_path.iterdir()) == []
    assert not Journal(tmp_path, NOW).resumed


@pytest.mark.parametrize("later", [timedelta(hours=12), timedelta(days=400), -timedelta(minutes=1)])
def test_an_old_run_or_one_of_the_future_is_not_gone_on_with(tmp_path: Path, later: timedelta) -> None:
    Journal(tmp_path, NOW).add("nxlw", URL)
    again = Journal(tmp_path, NOW + later)
    assert (again.resumed, again.has("nxlw", URL)) == (False, False)


@pytest.mark.parametrize(
    "text", ["", "{", '{"started": 3}\n', '{"started": "2025-01-20T22:00:00+00:00"}\n[]\n', "\0\n"]
)
def test_a_damaged_journal_is_begun_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert not Journal(tmp_path, NOW).resumed


def test_a_line_that_broke_off_was_not_dealt_with(tmp_path: Path) -> None:
    Journal(tmp_path, NOW).add("nxlw", URL)
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"portal": "nxlw", "url": "http://a/"}))
    again = Journal(tmp_path, NOW)
    assert (again.has("nxlw", URL), again.has("nxlw", "http://a/")) == (True, False)


def test_a_run_that_is_killed_while_it_goes_on_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Journal(tmp_path, NOW)
    first.add("nxlw", URL)
    first.add("nxlw", "http://a/")
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Journal(tmp_path, NOW)
    again = Journal(tmp_path, NOW)
    assert (again.has("nxlw", URL), again.has("nxlw", "http://a/")) == (True, True)
    again.finish()
    assert list(tmp_path.iterdir()) == []
