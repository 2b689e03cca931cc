"""What a portal's file says of reading its pages: other names of agencies, and where the article stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fixtures import Server, serve
from fixtures.figures import form_of, history
from fixtures.model import CHOICES, Layout
from fixtures.render import NO_SITE, render_report
from parsers.report import parse
from scraper.archive import Archive
from scraper.instructions import NONE, Instructions, keep, kept
from scraper.portal import Portal
from tests.commands import comparable, dump, refresh, rows, run, write_portal
from tests.reports import report
from tests.scraper.sites import site

FORESTRY, PRESENT = "临溪县林业局", "临溪县自然资源局"


@pytest.fixture
def night(tmp_path: Path, server: Server) -> Any:
    """Runs a refresh after the portal's file was given this."""

    def run_with(data: str, **more: Any) -> dict[str, Any]:
        write_portal(tmp_path / "portals", "linxi", server.root, **more)
        said = refresh(tmp_path / "portals", tmp_path / data)
        assert said["exit"] == 0
        return said

    return run_with


def agencies(data: Path) -> list[str]:
    return [name for (name,) in rows(data, "SELECT name FROM agencies ORDER BY name")]


def test_reports_are_filed_under_the_present_name_and_say_so(night: Any, tmp_path: Path) -> None:
    night("data", aliases={FORESTRY: PRESENT})
    data = tmp_path / "data"
    assert agencies(data) == ["临溪县教育局", "临溪县民政局", PRESENT]
    sql = """SELECT r.title LIKE ? || '%', f.severity, f.message FROM findings f JOIN reports r ON r.id = f.report_id
             JOIN agencies a ON a.id = r.agency_id WHERE f.rule = 'agency.alias' AND a.name = ?"""
    message = f"所印为“{FORESTRY}”，按门户文件记作“{PRESENT}” / printed {FORESTRY}, filed as {PRESENT}"
    assert rows(data, sql, FORESTRY, PRESENT) == [(1, "note", message)] * 3
    assert rows(data, "SELECT count(*) FROM findings WHERE rule = 'agency.alias'") == [(3,)]
    sql = """SELECT n.name, n.first_year, n.last_year, n.reports FROM agency_names n
             JOIN agencies a ON a.id = n.agency_id ORDER BY a.name"""
    names = [("临溪县教育局", 2022, 2024, 3), ("临溪县民政局", 2022, 2024, 3), (FORESTRY, 2022, 2024, 3)]
    assert rows(data, sql) == names


def test_a_check_shows_what_the_file_makes_of_it(server: Server, tmp_path: Path) -> None:
    aliases = {FORESTRY: PRESENT}
    write_portal(tmp_path, "linxi", server.root, aliases=aliases, expect={"agencies": [PRESENT, FORESTRY]})
    lines = run("portal", "check", "linxi", "--portals", tmp_path).stdout.splitlines()
    assert [line for line in lines if line.startswith("not found: ")] == [f"not found: {FORESTRY}"]
    assert [line.strip("├└─ ") for line in lines if PRESENT in line] == [f"{PRESENT}  2022 2023 2024"]


def test_a_rebuild_needs_the_archive_alone(night: Any, tmp_path: Path) -> None:
    night("data", aliases={FORESTRY: PRESENT}, body="body")
    data = tmp_path / "data"
    before = dump(data)
    (tmp_path / "portals" / "linxi.yml").unlink()
    for file in (*data.glob("nianbao.db*"), data / "warc" / "index.db"):
        file.unlink()
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before
    assert run("archive", "verify", "--data", data).exit_code == 0


@pytest.mark.parametrize("changes", [({}, {"aliases": {FORESTRY: PRESENT}}), ({"aliases": {FORESTRY: PRESENT}}, {})])
def test_after_a_change_the_rows_are_those_of_a_first_run(
    changes: tuple[Mapping[str, Any], ...], night: Any, tmp_path: Path
) -> None:
    before, after = changes
    night("data", **before)
    said = night("data", **after)
    assert (said["recovered"], said["new_captures"]) == ({"new": 9}, 0)
    assert night("data", **after)["rows_changed"] == 0
    night("undisturbed", **after)
    data = tmp_path / "data"
    assert comparable(data) == comparable(tmp_path / "undisturbed")
    rebuilt = dump(data)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == rebuilt


def test_an_alias_holds_for_the_name_that_a_column_gives(tmp_path: Path) -> None:
    """The page itself names nobody; its agency is that of the folder."""
    pages = {
        "/index.html": "<title>临溪县</title><a href='/zwgk/'>政府信息公开</a>",
        "/zwgk/index.html": "<title>部门信息公开</title><a href='/zwgk/lyj/'>临溪县林业局</a>",
        "/zwgk/lyj/index.html": "<title>临溪县林业局</title><a href='/zwgk/lyj/nb/'>政府信息公开年报</a>",
        "/zwgk/lyj/nb/index.html": "<title>政府信息公开年报</title>"
        "<a href='/zwgk/lyj/nb/202501/t20250120_1.html'>2024年政府信息公开工作年度报告</a>",
        "/zwgk/lyj/nb/202501/t20250120_1.html": page("现任").replace("清水县水务局", ""),
    }
    with serve(site(pages)) as server:
        write_portal(tmp_path / "portals", "linxi", server.root, aliases={FORESTRY: PRESENT})
        refresh(tmp_path / "portals", tmp_path / "data")
    assert agencies(tmp_path / "data") == [PRESENT]
    assert rows(tmp_path / "data", "SELECT rule FROM findings WHERE rule LIKE 'agency.%'") == [("agency.from_crawl",)]


LAYOUT = Layout.of({name: choices[0] for name, choices in CHOICES.items()} | {"charset": "utf-8"})


def page(seed: str) -> str:
    made = report(2024, history(seed, {2024: form_of(2024)}, 40)[2024])
    return render_report(made, LAYOUT, site=NO_SITE | {"invented": ""})


def figures(html: str, body: str | None) -> list[tuple[str, str, str, object]]:
    return [(cell.table, cell.row, cell.column, cell.value) for cell in parse(html.encode(), body=body).cells]


def inside(html: str) -> str:
    return html.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]


def test_the_article_is_where_the_selector_says() -> None:
    """Two reports on one page, of which the first is an example."""
    odd = f"<html><body><div class='example'>{inside(page('a'))}</div><div id='now'>{inside(page('b'))}</div></body></html>"
    own = figures(page("b"), None)
    assert len(own) > 175
    assert figures(odd, "#now") == own
    assert figures(odd, "div.example") == figures(page("a"), None) != own
    assert figures(odd, None) != own


def test_parts_of_an_article_are_taken_together() -> None:
    whole = page("a")
    assert figures(whole, "table") == figures(whole, None)


def test_a_selector_that_finds_nothing_is_a_finding_and_the_general_rules_hold() -> None:
    record = parse(page("a").encode(), body="div.gone")
    assert [(f.rule, f.severity, f.message) for f in record.findings if f.rule == "parse.body_missing"] == [
        ("parse.body_missing", "note", "门户文件的 body 在此页找不到 / no element fits 'div.gone'")
    ]
    assert figures(page("a"), "div.gone") == figures(page("a"), None)


def test_a_selector_reaches_the_pages_of_its_portal_and_a_rebuild(tmp_path: Path) -> None:
    path = "/zwgk/nb/202501/t20250120_1.html"
    odd = f"<html><body><div class='example'>{inside(page('a'))}</div><div id='now'>{inside(page('b'))}</div></body></html>"
    pages = {
        "/index.html": "<title>清水县</title><a href='/zwgk/nb/'>政府信息公开年报</a>",
        "/zwgk/nb/index.html": f"<title>政府信息公开年报</title><a href='{path}'>清水县水务局2024年政府信息公开工作年度报告</a>",
        path: odd,
    }
    data = tmp_path / "data"
    sql = """SELECT t.natural_person, t.total FROM applications t JOIN outcomes o ON o.id = t.outcome_id
             WHERE o.code = 'new_received'"""
    own = {
        column: value
        for table, row, column, value in figures(page("b"), None)
        if (table, row) == ("applications", "new_received")
    }
    with serve(site(pages)) as server:
        write_portal(tmp_path / "portals", "linxi", server.root)
        refresh(tmp_path / "portals", data)
        assert rows(data, sql) != [(own["natural_person"], own["total"])]
        write_portal(tmp_path / "portals", "linxi", server.root, body="#now")
        refresh(tmp_path / "portals", data)
    assert rows(data, sql) == [(own["natural_person"], own["total"])]
    before = dump(data)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


def test_instructions_are_archived_once_and_the_last_ones_hold(tmp_path: Path) -> None:
    portal = Portal("lw", "灵武市", "http://www.lw.gov.cn/")
    instructed = Portal("lw", "灵武市", "http://www.lw.gov.cn/", aliases={"民政": "灵武市民政局"}, body="#now")
    with Archive.open(tmp_path) as archive:
        said = [(keep(archive, each), len(archive)) for each in (portal, instructed, instructed, portal)]
        assert said == [(NONE, 0), (Instructions({"民政": "灵武市民政局"}, "#now"), 1), (said[1][0], 1), (NONE, 2)]
        assert (kept(archive, "lw"), kept(archive, "other")) == (NONE, NONE)
        keep(archive, instructed)
    (tmp_path / "index.db").unlink()
    with Archive.open(tmp_path) as again:
        assert kept(again, "lw") == Instructions({"民政": "灵武市民政局"}, "#now")
        assert [capture.kind for capture in again.captures()] == ["instructions"] * 3
        assert again.verify() == []


def test_a_division_reaches_the_rows_without_a_page_read_again_and_a_rebuild(night: Any, tmp_path: Path) -> None:
    data = tmp_path / "data"
    places = """SELECT p.id, d.id, d.name, d.prefecture, v.zh, v.en FROM portals p
                LEFT JOIN divisions d ON d.id = p.division_id LEFT JOIN provinces v ON v.id = d.province_id"""
    night("data")
    assert rows(data, places) == [("linxi", None, None, None, None, None)]
    said = night("data", division="640199")
    assert (said["recovered"], said["rows_changed"]) == ({}, 0)
    assert rows(data, places) == [("linxi", "640199", "linxi县", None, "宁夏回族自治区", "Ningxia")]
    file = tmp_path / "portals" / "linxi.yml"
    said = json.loads(file.read_text(encoding="utf-8")) | {"name": "灵武市", "division": "640181"}
    file.write_text(json.dumps(said), encoding="utf-8")
    refresh(tmp_path / "portals", data)
    placed = [("linxi", "640181", "灵武市", "银川市", "宁夏回族自治区", "Ningxia")]
    assert (rows(data, places), rows(data, "SELECT id FROM divisions")) == (placed, [("640181",)])
    before = dump(data)
    file.unlink()
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


def test_instructions_without_a_division_are_kept_as_they_always_were() -> None:
    assert Instructions({"民政": "灵武市民政局"}, "#now").as_bytes() == (
        '{"aliases": {"民政": "灵武市民政局"}, "body": "#now"}'.encode()
    )
    placed = Instructions(body="#now", division="640181")
    assert placed.as_bytes() == b'{"aliases": {}, "body": "#now", "division": "640181"}'
    assert placed.reading == Instructions(body="#now")


def test_a_damaged_record_of_instructions_is_a_problem_and_written_again(tmp_path: Path) -> None:
    instructed = Portal("lw", "灵武市", "http://www.lw.gov.cn/", body="#now")
    with Archive.open(tmp_path) as archive:
        keep(archive, instructed)
        (capture,) = archive.captures()
    file = tmp_path / capture.filename
    damaged = bytearray(file.read_bytes())
    damaged[capture.end - 6] ^= 255  # The sum of the content.
    file.write_bytes(damaged)
    with Archive.open(tmp_path) as again:
        assert kept(again, "lw") == NONE
        place, length = f"{capture.offset:,}", f"{capture.length:,}"
        damage = f"{capture.filename}: at {place} {length} bytes are damaged"
        unread = f"{file}: no record at {place}; run 'nianbao archive verify'"
        assert sorted(again.problems) == sorted((damage, unread))
        keep(again, instructed)
        assert kept(again, "lw") == Instructions(body="#now")
