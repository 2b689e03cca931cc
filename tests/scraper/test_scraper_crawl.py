"""Whole crawls over HTTP: the fixture portals from their roots, second runs, and what goes wrong on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures import Server, Site, build, load_portal, serve
from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import CrawlResult, Event, Trouble, crawl
from scraper.discover import Lead, Reading, leads
from scraper.portal import Expect, Http
from tests.scraper.sites import Time, portal_of, served

LINGWU = "zwgk/zfbmzsjgxxgk/"
CIVIL = f"{LINGWU}lwsmzj_29121/xxgknb_29124/"
REPORT = f"{CIVIL}202501/t20250123_4800975.html"
SITES = {name: build(load_portal(name)) for name in ("lingwu", "linxi", "qinghe")}
#: Reports that are files, and the page that only links one: the truth is that of the file.
FILES = {
    "lingwu": {
        "zwgk/zfbmzsjgxxgk/lwsyjglj_29241/xxgknb_29244/202001/P020200117389613086419.pdf",
    },
    "linxi": set(),
    "qinghe": set(),
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "warc") as opened:
        yield opened


@pytest.fixture
def lingwu() -> Iterator[Server]:
    with serve(SITES["lingwu"]) as server:
        yield server


def run(server: Server, archive: Archive, events: list[Event] | None = None, **options: object) -> CrawlResult:
    client = Client(pace=Time().pace())
    return crawl(portal_of(server, **options), archive, client, events.append if events is not None else None)


def paths(server: Server, urls: object) -> set[str]:
    return {str(url).removeprefix(server.root) for url in urls}  # type: ignore[attr-defined]


def expected(site: Site) -> set[str]:
    """The pages of all reports; of a report that is only linked as a file, the page that links it."""
    pages = {path.lstrip("/") for path in site.truths if not path.endswith(".pdf")}
    attached = [path for path in site.truths if path.endswith(".pdf")]
    for path in attached:
        name = path.rpartition("/")[2].encode()
        pages |= {other.lstrip("/") for other, page in site.pages.items() if name in page.body}
    return pages


# The three portals


@pytest.mark.parametrize("name", SITES)
def test_every_report_is_found_from_the_root_and_nothing_else(name: str, archive: Archive) -> None:
    with serve(SITES[name]) as server:
        result = run(server, archive)
        assert result.failure is None
        assert paths(server, result.reports) == expected(SITES[name]) | FILES[name]
        assert paths(server, (c.url for c in archive.captures("report"))) == paths(server, result.reports)
        assert len(result.reports) == len(set(result.reports))
        assert {request.headers["Host"] for request in server.log} == {server.root[7:-1]}
        assert all(request.method == "GET" for request in server.log)


@pytest.mark.parametrize("name", SITES)
def test_no_look_alike_is_even_asked_for(name: str, archive: Archive) -> None:
    with serve(SITES[name]) as server:
        run(server, archive)
        asked = "\n".join(request.path for request in server.log)
        words = (
            "wzndbb",
            "fzzfjs",
            "jgzn",
            "xxgkzn",
            "zcwj",
            "czyjs",
            "xwzx",
            "/neibu",
            "t20240516",
            "t20241211",
            "t20241220",
        )
        assert [word for word in words if word in asked] == []


def test_each_address_is_asked_once(lingwu: Server, archive: Archive) -> None:
    result = run(lingwu, archive)
    counted = Counter(request.path for request in lingwu.log)
    assert set(counted.values()) == {1}
    assert result.requested == len(lingwu.log)


def test_kinds_and_counts(lingwu: Server, archive: Archive) -> None:
    result = run(lingwu, archive)
    kinds = Counter(capture.kind for capture in archive.captures())
    assert kinds == {"robots": 1, "root": 1, "page": 9, "list": 24, "report": 40, "attachment": 1, "missing": 1}
    assert result.new == sum(kinds.values()) - kinds["robots"] - kinds["missing"]
    assert (result.blocked, result.missing, result.refused, result.failed) == (0, 1, 0, 0)
    attached = paths(lingwu, (capture.url for capture in archive.captures("attachment")))
    assert f"{LINGWU}lwsyjglj_29241/xxgknb_29244/202501/P020250116389613086419.pdf" in attached


def test_what_a_capture_knows_of_its_agency_and_list(lingwu: Server, archive: Archive) -> None:
    run(lingwu, archive)
    capture = archive.latest(lingwu.root + REPORT)
    assert capture is not None
    known = (capture.agency_hint, capture.column, capture.link_text, capture.list_date, capture.kind)
    assert known == (
        "灵武市民政局",
        "信息公开年报",
        "灵武市民政局2024年政府信息公开工作年度报告",
        "2025-01-23",
        "report",
    )
    assert (capture.portal_id, capture.portal_name, capture.portal_root) == ("lw", "灵武市", lingwu.root)
    # It was first linked from the county's own column; whose it is, is known from the agency's.
    assert (capture.via, capture.hops) == (f"{lingwu.root}zwgk/zfxxgknb_28950/", "LLL")
    hints = {c.url.split("/")[5]: c.agency_hint for c in archive.captures("report") if "zfbmzsjgxxgk" in c.url}
    assert hints == {
        "lwsmzj_29121": "灵武市民政局",
        "lwsczj_29141": "灵武市财政局",
        "lwsjyj_29161": "灵武市教育局",
        "lwszrzyj_29181": "灵武市自然资源局",
        "lwsnyncj_29201": "灵武市农业农村局",
        "lwssjj_29221": "灵武市审计局",
        "lwsyjglj_29241": "灵武市应急管理局",
    }


def test_findings_name_what_a_person_should_see(lingwu: Server, archive: Archive) -> None:
    column = f"{lingwu.root}{LINGWU}lwsjyj_29161/xxgknb_29164/"
    land = f"{lingwu.root}{LINGWU}lwszrzyj_29181/xxgknb_29184/"
    assert run(lingwu, archive).findings == (
        f"{column}: announces more pages than there are; {column}index_3.html is missing",
        f"{land}: 银川市自然资源局2024年政府信息公开工作年度报告 is at "
        "http://zrzyj.yinchuan.example/xxgk/202501/t20250120_1.html, not on this portal; left out",
    )


def test_events_tell_of_each_address(lingwu: Server, archive: Archive) -> None:
    events: list[Event] = []
    result = run(lingwu, archive, events)
    assert (events[0].url, events[0].kind, events[0].outcome) == (lingwu.root, "root", "ok")
    assert Counter(event.outcome for event in events) == {"ok": result.new, "missing": 1}
    assert [event.requested for event in events] == sorted(event.requested for event in events)
    assert (events[-1].waiting, events[-1].requested) == (0, result.requested)


def test_lists_come_before_reports(lingwu: Server, archive: Archive) -> None:
    events: list[Event] = []
    run(lingwu, archive, events)
    kinds = [event.kind for event in events if event.kind in ("list", "report")]
    assert kinds == ["list"] * 24 + ["report"] * 40


# Later runs


def test_a_second_run_finds_nothing_new_and_transfers_nothing(lingwu: Server, archive: Archive) -> None:
    first = run(lingwu, archive)
    before, asked = len(archive), len(lingwu.log)
    second = run(lingwu, archive)
    assert (second.new, second.unchanged, second.not_modified) == (0, 0, first.new)
    assert second.reports == first.reports
    assert len(archive) == before
    statuses = Counter(request.status for request in lingwu.log[asked:])
    assert statuses == {304: first.new, 200: 2}  # robots.txt and a page past the end have no validators kept.
    assert archive.verify() == []


def test_a_server_without_validators_gets_revisits(archive: Archive) -> None:
    page = "<title>政府信息公开年报</title><a href='/202501/t20250101_1001.html'>灵武市民政局2024年政府信息公开年度报告</a>"
    with served() as server:
        for path in ("/", "/202501/t20250101_1001.html"):
            server.fail(path, 200, page.encode() + path.encode())
        first, second = run(server, archive), run(server, archive)
        assert (first.new, second.new, second.unchanged, second.not_modified) == (2, 0, 2, 0)
        assert sum(1 for _ in archive.captures("report")) == 1


def test_what_a_broken_list_did_not_tell_is_learnt_later_and_kept(lingwu: Server, archive: Archive) -> None:
    url = lingwu.root + REPORT
    told = []
    for broken in (["/zwgk/zfbmzsjgxxgk/", f"/{CIVIL}"], [], ["/zwgk/zfbmzsjgxxgk/", f"/{CIVIL}"], []):
        lingwu.recover()
        for path in broken:
            lingwu.fail(path, 404)
        lingwu.log.clear()
        run(lingwu, archive)
        last = archive.latest(url)
        assert last is not None
        asked = [request.status for request in lingwu.log if request.path == f"/{REPORT}"]
        told.append((last.agency_hint, last.list_date, last.refers_to is None, asked))
    assert told == [
        (None, "2025-01-23", True, [200]),
        ("灵武市民政局", "2025-01-23", False, [200]),
        ("灵武市民政局", "2025-01-23", False, [304]),
        ("灵武市民政局", "2025-01-23", False, [304]),
    ]
    captures = [capture for capture in archive.captures("report") if capture.url == url]
    assert [capture.agency_hint for capture in captures] == [None, "灵武市民政局"]
    assert len({archive.payload(capture) for capture in captures}) == 1
    assert archive.verify() == []


def test_what_two_ways_to_a_page_tell_is_told_once(archive: Archive) -> None:
    """One list gives its date, the other is its agency's and gives an address that sends on."""
    page = "/zwgk/mzj/nb/202501/t20250101_1.html"
    report = "政府信息公开工作年度报告"
    pages = {
        "/index.html": "<title>灵武市</title><a href='/nb/'>政府信息公开年报</a><a href='/zwgk/'>部门信息公开</a>",
        "/nb/index.html": f"<title>政府信息公开年报</title><li><a href='{page}'>2024年{report}</a>2025-01-01</li>",
        "/zwgk/index.html": "<title>部门信息公开</title><a href='/zwgk/mzj/'>灵武市民政局</a>",
        "/zwgk/mzj/index.html": "<title>灵武市民政局</title><a href='/zwgk/mzj/nb/'>政府信息公开年报</a>",
        "/zwgk/mzj/nb/index.html": f"<title>政府信息公开年报</title><a href='/go/t20250101_9.html'>2024年{report}</a>",
        page: "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>",
    }
    with served(pages) as server:
        server.fail("/go/t20250101_9.html", 302, headers={"Location": page})
        nights = []
        for _ in range(3):
            server.log.clear()
            run(server, archive)
            nights.append(sorted(request.status for request in server.log if request.path == page))
        last = archive.latest(server.root + page[1:])
    assert last is not None
    assert (last.agency_hint, last.list_date) == ("灵武市民政局", "2025-01-01")
    assert nights[1:] == [[304, 304], [304, 304]]


def test_a_changed_report_is_a_new_capture(lingwu: Server, archive: Archive) -> None:
    run(lingwu, archive)
    body = lingwu.site.pages[f"/{REPORT}"].body.replace("76条".encode(), "77条".encode())
    lingwu.replace(f"/{REPORT}", body)
    assert run(lingwu, archive).new == 1
    versions = [capture for capture in archive.captures("report") if capture.url == lingwu.root + REPORT]
    assert len(versions) == 2
    assert archive.payload(versions[1]) == body


def test_a_new_report_is_the_only_new_capture(archive: Archive) -> None:
    before = build(load_portal("linxi").until(2023))
    with serve(before) as server:
        assert len(run(server, archive).reports) == 6
        server.site.pages.clear()
        server.site.pages.update(SITES["linxi"].pages)
        second = run(server, archive)
        assert len(second.reports) == 9
        reports = list(archive.captures("report"))
        assert len(reports) == 9


def test_a_withdrawn_report_is_missing_and_stays_archived(lingwu: Server, archive: Archive) -> None:
    run(lingwu, archive)
    lingwu.remove(f"/{REPORT}")
    result = run(lingwu, archive)
    url = lingwu.root + REPORT
    assert [(t.url, t.outcome, t.reason) for t in result.troubles if t.url == url] == [(url, "missing", "answers 404")]
    capture = archive.latest(url)
    assert capture is not None
    assert "灵武市民政局" in archive.payload(capture).decode()
    assert url not in result.reports


def test_a_damaged_capture_is_fetched_again(lingwu: Server, archive: Archive) -> None:
    run(lingwu, archive)
    capture = archive.latest(lingwu.root + CIVIL)
    assert capture is not None
    path = archive.directory / capture.filename
    with path.open("r+b") as file:
        file.seek(capture.offset + capture.length // 2)
        file.write(b"\0\0\0\0")
    result = run(lingwu, archive)
    assert lingwu.root + REPORT in result.reports
    assert any("run 'nianbao archive verify'" in finding for finding in result.findings)
    again = archive.latest(lingwu.root + CIVIL)
    assert again is not None
    assert archive.payload(again) == lingwu.site.pages[f"/{CIVIL}index.html"].body


# What goes wrong


def test_a_portal_that_is_down_is_a_failure_and_nothing_is_lost(lingwu: Server, archive: Archive) -> None:
    run(lingwu, archive)
    captures = list(archive.captures())
    lingwu.down()
    result = run(lingwu, archive)
    assert result.failure == f"{lingwu.root}: robots.txt: connection closed without an answer"
    assert (result.reports, result.new) == ((), 0)
    assert list(archive.captures()) == captures
    lingwu.recover()
    assert run(lingwu, archive).failure is None


def test_a_wall_before_the_root(lingwu: Server, archive: Archive) -> None:
    lingwu.fail("/", 412, b"<script>$_ts=window</script>", {"Set-Cookie": "a=1"})
    result = run(lingwu, archive)
    assert result.failure == f"{lingwu.root}: answers 412; a person has to look"
    assert (result.blocked, result.findings) == (1, ("1 addresses are behind a wall; a person has to look",))
    assert [(c.kind, c.status) for c in archive.captures()] == [("robots", 200), ("error", 412)]
    assert [request.path for request in lingwu.log] == ["/robots.txt", "/"]


def test_a_wall_that_comes_up_on_the_way_is_left_alone(lingwu: Server, archive: Archive) -> None:
    reports = [path for path in lingwu.site.truths if path.endswith(".html")]
    for path in reports:
        lingwu.fail(path, 521, b"<script>document.cookie='__jsl_clearance_s=1'</script>")
    result = run(lingwu, archive)
    assert (result.blocked, result.failure) == (3, None)
    host = lingwu.root[7:-1]
    assert (
        f"{host}: 3 addresses in a row gave nothing (answers 521; a person has to look); left alone" in result.findings
    )
    assert sum(request.status == 521 for request in lingwu.log) == 3
    lingwu.recover()
    assert len(run(lingwu, archive).reports) == 40


def test_one_failing_page_stops_nothing(lingwu: Server, archive: Archive) -> None:
    lingwu.fail(f"/{REPORT}", 500)
    result = run(lingwu, archive)
    assert (result.failed, len(result.reports)) == (1, 39)
    assert [(t.url, t.outcome) for t in result.troubles if t.outcome == "failed"] == [(lingwu.root + REPORT, "failed")]


def test_a_disallowed_portal_is_refused(archive: Archive) -> None:
    with served(
        {"/robots.txt": "User-agent: *\nDisallow: /", "/index.html": "<a href='/a'>政府信息公开</a>"}
    ) as server:
        result = run(server, archive)
        assert (result.failure, result.refused) == (f"{server.root}: robots.txt disallows it", 1)
        assert [request.path for request in server.log] == ["/robots.txt"]


def test_a_run_has_a_cap_and_the_next_makes_headway(lingwu: Server, archive: Archive) -> None:
    options = {"http": Http(cap=45)}
    first = run(lingwu, archive, **options)
    assert first.requested == 45
    assert any(finding.startswith("stopped after 45 requests with") for finding in first.findings)
    found = set(first.reports)
    second = run(lingwu, archive, **options)
    assert second.requested == 45
    assert set(second.reports).isdisjoint(found)
    assert second.reports


def test_what_was_expected(lingwu: Server, archive: Archive) -> None:
    result = run(lingwu, archive, expect=Expect(reports=41))
    assert "40 reports found, at least 41 expected" in result.findings


def test_a_portal_without_reports_asks_for_an_entry(archive: Archive) -> None:
    with served({"/index.html": "<title>灵武市</title><a href='/xwzx/'>新闻</a>" * 3}) as server:
        assert run(server, archive).findings == ("no report found; give the address of a column as 'entry'",)


def test_a_column_may_send_on_to_another_spelling_of_itself(archive: Archive) -> None:
    column = (
        "<title>政府信息公开年报</title><li><a href='202501/t20250101_1.html'>灵武市2024年政府信息公开年报</a></li>"
    )
    pages = {
        "/index.html": "<a href='/nb/'>政府信息公开年报</a>",
        "/nb/index.html": "<meta http-equiv='refresh' content='0;url=index.shtml'>",
        "/nb/index.shtml": column,
        "/nb/202501/t20250101_1.html": "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>",
    }
    with served(pages) as server:
        assert paths(server, run(server, archive).reports) == {"nb/202501/t20250101_1.html"}


def test_an_entry_is_a_start_of_its_own(archive: Archive) -> None:
    column = (
        "<title>政府信息公开年报</title><li><a href='202501/t20250101_1.html'>灵武市2024年政府信息公开年报</a></li>"
    )
    report = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
    pages = {
        "/index.html": "<title>灵武市</title><p>首页</p>",
        "/deep/nb/index.html": column,
        "/deep/nb/202501/t20250101_1.html": report,
    }
    with served(pages) as server:
        result = run(server, archive, entry=(f"{server.root}deep/nb/",))
        assert paths(server, result.reports) == {"deep/nb/202501/t20250101_1.html"}


def test_a_portal_with_another_name_loses_nothing(archive: Archive) -> None:
    with serve(SITES["linxi"]) as server:
        assert len(run(server, archive).reports) == 9  # Its titles say 临溪县, its file says 灵武市.


# Addresses that are none

NO_ADDRESS = (
    "http://[bad",
    "http://[::1",
    "http://[1:2]x/",
    "http://127.0.0.1:99999/",
    "http://\u2100.cn/",
    "http://x]/",
)
HOSTILE = {
    "base": "<base href='{}'><a href='/zw/nb.html'>x</a>",
    "meta": "<meta http-equiv=refresh content='0;url={}'>",
    "script": "<script>location.href='{}'</script>",
    "link": "<li><a href='{}'>某局2023年政府信息公开工作年度报告</a></li>",
    "frame": "<iframe src='{}'></iframe><embed src='/viewer.html?file={}'>",
    "next": "<a href='{}' onclick=\"location.href='{}'\">下一页</a>",
    "group": "<datastore><nextgroup><![CDATA[<a href='{}'>]]></nextgroup><totalrecord>99</totalrecord>"
    "<record><![CDATA[<a href='{}'>x</a>]]></record></datastore>",
}


@pytest.mark.parametrize("place", HOSTILE)
@pytest.mark.parametrize("address", NO_ADDRESS)
def test_an_address_that_is_none_stops_nothing(place: str, address: str, archive: Archive) -> None:
    pages = {
        "/index.html": f"<a href='/zwgk/zfxxgknb/'>政府信息公开年报</a><p>{'县' * 30}</p>",
        "/zwgk/zfxxgknb/index.html": f"<html><title>政府信息公开年报</title>{HOSTILE[place].replace('{}', address)}"
        "<li><a href='/zwgk/zfxxgknb/202401/t20240102_1.html'>民政局2023年政府信息公开工作年度报告</a></li>",
        "/zwgk/zfxxgknb/202401/t20240102_1.html": "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>",
    }
    with served(pages) as server:
        result = run(server, archive)
        assert result.failure is None
        assert not [trouble for trouble in result.troubles if "fault of ours" in trouble.reason]
        assert paths(server, result.reports) == {"zwgk/zfxxgknb/202401/t20240102_1.html"}


def test_a_page_that_cannot_be_read_is_told_and_the_next_is_asked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(reading: Reading) -> Iterator[Lead]:
        if reading.page.url.endswith("/bm/zfxxgknb/"):
            raise ValueError("what\nnot")
        yield from leads(reading)

    monkeypatch.setattr("scraper.crawl.leads", failing)
    pages = {
        "/index.html": f"<a href='/bm/zfxxgknb/'>政府信息公开年报</a><a href='/zwgk/zfxxgknb/'>政府信息公开年报</a>{'县' * 30}",
        "/bm/zfxxgknb/index.html": f"<p>{'县' * 30}</p>",
        "/zwgk/zfxxgknb/index.html": f"<p>{'县' * 40}</p>",
    }
    with served(pages) as server:
        result = run(server, archive)
        assert [request.path for request in server.log] == ["/robots.txt", "/", "/bm/zfxxgknb/", "/zwgk/zfxxgknb/"]
        assert (result.failure, result.failed) == (None, 1)
        reason = "a fault of ours: the page cannot be read (ValueError: what not)"
        assert result.troubles == (Trouble(f"{server.root}bm/zfxxgknb/", "failed", reason),)
