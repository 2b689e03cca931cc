"""`nianbao refresh` over HTTP: what a run finds, stores and says; what later runs make of changes and failures."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from db import summaries
from fixtures import Server
from nianbao import loading, parsing
from nianbao.data import DataDirectory
from parsers.report import parse
from scraper.journal import Journal
from scraper.pace import Pace
from tests.commands import change_a_figure, dump, error_lines, refresh, rows, run, write_portal
from tests.scraper.sites import raw

LINGWU_2024 = "/zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/202501/t20250123_4800975.html"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_the_first_run_finds_every_report_from_the_root_alone(portals: Path, data: Path, server: Server) -> None:
    said = refresh(portals, data)
    assert said["exit"] == 0
    (portal,) = said["portals"]
    assert (portal["id"], portal["failure"], portal["loaded"]) == ("linxi", None, {"new": 9})
    published = {server.root.rstrip("/") + path for path in server.site.truths}
    assert set(portal["reports"]) == published
    assert {url for (url,) in rows(data, "SELECT url FROM reports")} == published
    assert rows(data, "SELECT name FROM agencies ORDER BY name") == [
        ("临溪县教育局",), ("临溪县林业局",), ("临溪县民政局",),
    ]  # fmt: skip


def test_a_second_run_asks_conditionally_stores_nothing_and_says_so(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    before, files = dump(data), sorted((data / "warc").glob("*.warc.gz"))
    sizes = [file.stat().st_size for file in files]
    server.log.clear()
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 0
    assert "nothing new: no capture stored, no row changed" in result.stdout
    pages = [request for request in server.log if request.path != "/robots.txt"]
    assert len(pages) > 9
    assert {request.status for request in pages} == {304}
    assert all("If-None-Match" in request.headers for request in pages)
    assert dump(data) == before
    assert [file.stat().st_size for file in sorted((data / "warc").glob("*.warc.gz"))] == sizes


def test_what_is_made_of_all_rows_is_made_again_only_when_some_changed(
    portals: Path, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in the run after one that was broken off before it came to that."""
    made: list[Path] = []
    update = summaries.update
    monkeypatch.setattr(summaries, "update", lambda db: (made.append(data), update(db)))
    refresh(portals, data)
    refresh(portals, data)
    assert len(made) == 1
    change_a_figure(server, 4711)
    with monkeypatch.context() as broken:
        broken.setattr("nianbao.refresh.finish", interrupt)
        assert run("refresh", "--portals", portals, "--data", data).exit_code == 130
    before = dump(data)
    refresh(portals, data)
    assert len(made) == 2
    after = dump(data)
    assert {name for name in after if after[name] != before[name]} == {"bases", "document_sums", "portal_totals"}
    refresh(portals, data)
    assert (len(made), dump(data)) == (2, after)


def interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_changed_report_is_a_new_version_with_old_and_new_figure(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    path = change_a_figure(server, 4711)
    said = refresh(portals, data)
    assert said["portals"][0]["loaded"] == {"new version": 1}
    url = server.root.rstrip("/") + path
    versions = rows(data, "SELECT v.version FROM versions v JOIN reports r ON r.id = v.report_id WHERE r.url = ?", url)
    assert versions == [(1,), (2,)]
    ((new,),) = rows(data, "SELECT DISTINCT new FROM changes WHERE new = '4711'")
    assert new == "4711"


def test_a_portal_that_is_down_never_stops_the_others(portals: Path, data: Path) -> None:
    write_portal(portals, "anxian", "http://127.0.0.1:9/")
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 1
    assert "anxian: not crawled: http://127.0.0.1:9/: robots.txt: connection refused" in error_lines(result)
    assert rows(data, "SELECT count(*) FROM reports") == [(9,)]


def test_a_portal_that_goes_down_later_loses_nothing(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    before = dump(data)
    server.down()
    assert refresh(portals, data)["exit"] == 2
    assert dump(data) == before


def test_a_broken_portal_file_is_one_line_and_the_rest_goes_on(portals: Path, data: Path) -> None:
    (portals / "broken.yml").write_text("id: broken\nname: [x\n", encoding="utf-8")
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 1
    (line,) = [line for line in error_lines(result) if "broken.yml" in line]
    assert line.startswith(f"nianbao: {portals / 'broken.yml'}:3: is not valid YAML")
    assert rows(data, "SELECT count(*) FROM reports") == [(9,)]


def test_an_unknown_id_is_one_line_that_names_the_known_ones(portals: Path, data: Path) -> None:
    result = run("refresh", "nowhere", "--portals", portals, "--data", data)
    assert result.exit_code == 2
    assert error_lines(result) == [f"nianbao: nowhere: no such portal in {portals}; there are: linxi"]
    assert not data.exists()


def test_a_directory_without_portals(tmp_path: Path, data: Path) -> None:
    result = run("refresh", "--portals", tmp_path / "none", "--data", data)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'none'}: no such directory; give one that holds portal files"],
    )  # fmt: skip


def test_what_a_killed_run_left_unread_is_loaded_by_the_next(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    whole = dump(data)
    for file in data.glob("nianbao.db*"):
        file.unlink()
    server.down()
    said = refresh(portals, data)
    assert said["recovered"] == {"new": 9}
    assert dump(data) == whole


def test_a_fault_of_the_parser_on_one_page_is_recorded_and_the_rest_goes_on(
    portals: Path, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = server.root.rstrip("/") + next(iter(server.site.truths))

    def failing(data: bytes, url: str, **options: object) -> object:
        if url == bad:
            raise ZeroDivisionError("division\nby zero")
        return parse(data, url, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "parse", failing)
    assert refresh(portals, data)["portals"][0]["loaded"] == {"new": 8, "rejected": 1}
    assert rows(data, "SELECT url, rule, message FROM rejected") == [
        (bad, "parse.crashed", "ZeroDivisionError: division by zero")
    ]


def test_a_full_disk_is_one_line_and_what_is_archived_is_loaded_later(
    portals: Path, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(loading, "load", full)
        result = run("refresh", "--portals", portals, "--data", data)
    assert (result.exit_code, error_lines(result)[-1]) == (
        2,
        f"nianbao: {data / 'nianbao.db'}: cannot be written (database or disk is full); "
        "what is archived is loaded by the next run",
    )
    assert rows(data, "SELECT count(*) FROM reports") == [(0,)]
    server.log.clear()
    said = refresh(portals, data)
    assert (said["exit"], said["recovered"]) == (0, {"new": 9})
    assert {request.status for request in server.log} <= {304, 404}


def test_the_run_that_goes_on_asks_as_slowly_as_the_one_that_was_killed(
    portals: Path, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = server.root.split("/")[2]
    (data / "warc").mkdir(parents=True)
    Journal(data / "warc").slow(host, 2)
    delays = []
    monkeypatch.setattr(Pace, "wait", lambda pace, host, delay: delays.append((host, pace.wider[host], delay)))
    monkeypatch.setattr(Journal, "finish", lambda _journal: None)
    robots = raw(b"User-agent: *\nCrawl-delay: 7\n", "Content-Type: text/plain")
    server.send("/robots.txt", robots)
    assert refresh(portals, data)["exit"] == 0
    assert {*delays} == {(host, 2, 0), (host, 7, 0)}
    assert Journal(data / "warc").delays == {host: 7}


def test_a_data_directory_that_is_a_file(portals: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("refresh", "--portals", portals, "--data", tmp_path / "file")
    assert result.exit_code == 2
    assert len(error_lines(result)) == 1


def test_a_database_of_another_program_is_left_alone(portals: Path, data: Path) -> None:
    data.mkdir()
    (data / "nianbao.db").write_bytes(b"not a database, but somebody's notes" * 40)
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 2
    (line,) = error_lines(result)
    assert "no SQLite database" in line
    assert (data / "nianbao.db").read_bytes().startswith(b"not a database")


def withdrawn(data: Path) -> list[tuple[str, bool]]:
    return rows(data, "SELECT url, withdrawn IS NOT NULL FROM reports WHERE withdrawn IS NOT NULL")


@pytest.mark.parametrize("linked", [True, False])
def test_a_vanished_report_is_marked_until_it_returns(
    portals: Path, data: Path, server: Server, *, linked: bool
) -> None:
    refresh(portals, data)
    path = next(iter(server.site.truths))
    body = server.site.pages[path].body
    if not linked:  # The lists no longer name it either.
        name = path.rpartition("/")[2].encode()
        for place, page in list(server.site.pages.items()):
            if name in page.body:
                server.replace(place, page.body.replace(name, b"gone.html"))
    figures = rows(data, "SELECT count(*), sum(total) FROM applications")
    server.remove(path)
    said = refresh(portals, data)
    assert (said["exit"], said["portals"][0]["loaded"]["withdrawn"]) == (0, 1)
    assert withdrawn(data) == [(server.root.rstrip("/") + path, 1)]
    assert rows(data, "SELECT count(*), sum(total) FROM applications") == figures
    assert refresh(portals, data)["rows_changed"] == 0
    server.replace(path, body)
    refresh(portals, data)
    assert withdrawn(data) == ([] if linked else [(server.root.rstrip("/") + path, 1)])
    before = dump(data)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


def test_an_emptier_page_does_not_replace_a_fuller_one(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    figures = rows(data, "SELECT * FROM applications")
    path = next(iter(server.site.truths))
    body = server.site.pages[path].body.decode()
    server.replace(path, re.sub(r">\d+<", "><", body).encode())
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 1
    assert "1 reports are emptier than before; they were not overwritten" in result.stderr
    assert rows(data, "SELECT * FROM applications") == figures
    assert rows(data, "SELECT rule, url FROM rejected") == [("load.emptier", server.root.rstrip("/") + path)]


def test_a_portal_that_shows_far_fewer_reports_is_an_alarm(portals: Path, data: Path, server: Server) -> None:
    refresh(portals, data)
    figures = rows(data, "SELECT * FROM applications")
    for path in list(server.site.truths)[:6]:
        server.remove(path)
    result = run("refresh", "--portals", portals, "--data", data)
    assert result.exit_code == 1
    assert "found 3 reports where 9 are known; nothing was overwritten" in result.stderr
    assert rows(data, "SELECT * FROM applications") == figures


def test_every_run_is_remembered(portals: Path, data: Path) -> None:
    refresh(portals, data)
    refresh(portals, data)
    first, second = map(json.loads, (data / "runs.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["portals"][0]["loaded"], second["portals"][0]["loaded"]) == ({"new": 9}, {})
    assert (first["exit_code"], second["new_captures"]) == (0, 0)


def test_a_line_that_broke_off_costs_no_other_run(portals: Path, data: Path) -> None:
    refresh(portals, data)
    runs = data / "runs.jsonl"
    whole = runs.read_bytes()
    runs.write_bytes(whole + b'{"ended": "2025-01')
    assert DataDirectory(data).last_run() == json.loads(whole)
    refresh(portals, data)
    first, torn, second = runs.read_text(encoding="utf-8").splitlines()
    assert torn == '{"ended": "2025-01'
    assert json.loads(first)["new_captures"] > 9
    assert DataDirectory(data).last_run() == json.loads(second)
