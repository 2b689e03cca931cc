"""Findings and changes as lists and as Atom feeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import lxml.html
import pytest
import requests
from datasette.plugins import pm

from db.database import finish, open_db
from db.load import load
from nianbao.serve import datasette
from tests.commands import rows, serving
from tests.db_samples import AGENCY, finding, form_cells, origin, report

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script> & \x0b]]> 89条"
GRANTED = ("applications", "granted", "total")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with findings, changed once; another portal's report with an error of ours."""
    directory = tmp_path_factory.mktemp("lists")
    db = open_db(directory / "nianbao.db")
    found = (finding("narrative.contradiction", message=HOSTILE, expected=89, actual=92), finding("identity.row_sum"))
    for day, granted in ((1, "5"), (3, "6")):
        load(db, report(cells=form_cells(printed={GRANTED: granted}), findings=found), origin(f"c{day}", day=day))
    other = origin("d1", day=2, portal_id="qh", portal_name="清河县", url="https://qh.example/1")
    load(db, report("清河县民政局", findings=(finding("parse.table_withheld", "error"),)), other)
    finish(db)
    db.close()
    return directory


@pytest.fixture(scope="module")
def root(data: Path) -> Iterator[str]:
    with serving(data) as address:
        yield address


def feed(url: str) -> ElementTree.Element:
    """A feed that holds what RFC 4287 asks for."""
    answer = requests.get(url, timeout=10)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    assert tree.tag == f"{ATOM}feed"
    assert tree.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in tree.findall(f"{ATOM}link[@rel='self']")] == [url]
    for part in (tree, *tree.iter(f"{ATOM}entry")):
        assert (part.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert part.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo is not None
        (link,) = part.findall(f"{ATOM}link[@rel='alternate']")
        assert urlsplit(link.get("href")).netloc == urlsplit(url).netloc
    identities = [entry.findtext(f"{ATOM}id") for entry in tree.iter(f"{ATOM}entry")]
    assert len(identities) == len(set(identities))
    return tree


def entries(tree: ElementTree.Element) -> list[tuple[str | None, ...]]:
    return [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("title", "updated", "content"))
        for entry in tree.iter(f"{ATOM}entry")
    ]


def test_findings_feed_newest_first(root: str) -> None:
    told = entries(feed(f"{root}findings.atom"))
    assert [(title, updated) for title, updated, _ in told] == [
        (f"{AGENCY} 2024：原文矛盾 narrative.contradiction", "2025-02-03T03:00:00Z"),
        (f"{AGENCY} 2024：原文矛盾 identity.row_sum", "2025-02-03T03:00:00Z"),
        ("清河县民政局 2024：未能读取 parse.table_withheld", "2025-02-02T03:00:00Z"),
    ]
    content = told[0][2]
    assert content is not None
    assert content.startswith("<script>alert(1)</script> & �]]> 89条\n正文对同一事项给出不同的数字。\n")


@pytest.mark.parametrize(
    ("asked", "rules"),
    [("portal=qh", ["parse.table_withheld"]), ("severity=error", ["parse.table_withheld"]),
     ("rule=identity.row_sum&portal=nxlw", ["identity.row_sum"]), ("rule=none", [])],
)  # fmt: skip
def test_a_feed_may_be_narrowed(root: str, asked: str, rules: list[str]) -> None:
    told = entries(feed(f"{root}findings.atom?{asked}"))
    assert [(title or "").rpartition(" ")[2] for title, _, _ in told] == rules


def test_changes_feed_names_the_cells(root: str) -> None:
    assert entries(feed(f"{root}changes.atom")) == [
        (f"{AGENCY} 2024：改动 1 处（第2版） / 1 changes", "2025-02-03T03:00:00Z", "（一）予以公开 总计：5 → 6")
    ]
    assert entries(feed(f"{root}changes.atom?portal=qh")) == []


def test_entries_lead_to_their_place_on_the_report(root: str) -> None:
    for kind in ("findings", "changes"):
        for link in feed(f"{root}{kind}.atom").iterfind(f"{ATOM}entry/{ATOM}link"):
            url, _, anchor = link.get("href", "").partition("#")
            report_page = lxml.html.document_fromstring(requests.get(url, timeout=10).content)
            assert report_page.get_element_by_id(anchor) is not None


def test_lists_are_pages_without_script(root: str, data: Path) -> None:
    answer = requests.get(f"{root}findings", timeout=10)
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    page = lxml.html.document_fromstring(answer.content)
    assert page.xpath("//script") == []
    told = [" ".join(p.text_content().split()) for p in page.xpath("//ol[@class='findings']/li/p[2]")]
    assert told == ["原文矛盾 The source contradicts itself narrative.contradiction",
                    "原文矛盾 The source contradicts itself identity.row_sum",
                    "未能读取 Ours: something was not read parse.table_withheld"]  # fmt: skip
    changes = lxml.html.document_fromstring(requests.get(f"{root}changes", timeout=10).content)
    cells = [" ".join(cell.text_content().split()) for cell in changes.xpath("//ol//tbody//th | //ol//tbody//td")]
    assert cells == ["（一）予以公开 (1) Granted · 总计 Total", "5", "6"]
    ((number,),) = rows(data, "SELECT id FROM reports WHERE version = 2")
    assert changes.xpath("//ol[@class='findings']//a/@href")[0] == f"/report/{number}#versions-title"


def test_a_long_list_is_paged(demo_root: str, demo_data: Path) -> None:
    ((total,),) = rows(demo_data, "SELECT count(*) FROM findings")
    page = lxml.html.document_fromstring(requests.get(f"{demo_root}findings?page=2", timeout=10).content)
    assert page.xpath("//ol[@class='findings']/li") == []
    assert page.findtext(".//main//p/b") == str(total)


def test_a_list_is_the_same_wherever_it_begins(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "FEED_SIZE", None)]
    ((rule,),) = rows(demo_data, "SELECT rule FROM findings GROUP BY rule ORDER BY count(*) DESC LIMIT 1")

    def listed(asked: str) -> list[str]:
        tree = lxml.html.document_fromstring(asyncio.run(app.client.get(f"/findings?{asked}")).text)
        return [" ".join(item.text_content().split()) for item in tree.xpath("//ol[@class='findings']/li")]

    few = listed(f"rule={rule}")
    portals = [item for portal in ("lingwu", "linxi", "qinghe") for item in listed(f"rule={rule}&portal={portal}")]
    monkeypatch.setattr(plugin, "FEW", 0)
    assert len(few) > 1
    assert listed(f"rule={rule}") == few
    assert sorted(portals) == sorted(few)


def test_the_end_of_a_list_that_is_cut_leads_to_the_table(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "FEED_SIZE", None)]
    monkeypatch.setattr(plugin, "PAGE_SIZE", 1)
    monkeypatch.setattr(plugin, "MOST_PAGES", 2)
    trees = [
        lxml.html.document_fromstring(asyncio.run(app.client.get(f"/findings?page={number}")).text)
        for number in (1, 2, 3)
    ]
    assert [len(tree.xpath("//ol[@class='findings']/li")) for tree in trees] == [1, 1, 0]
    assert [len(tree.xpath("//a[@rel='next']")) for tree in trees] == [1, 0, 0]
    assert [len(tree.xpath("//p[@class='hint']/a[@href='/nianbao/findings']")) for tree in trees] == [0, 1, 1]


@pytest.mark.parametrize("path", ["", "nianbao", "county/lingwu", "findings", "changes", "search"])
def test_every_page_names_the_feeds(demo_root: str, path: str) -> None:
    page = lxml.html.document_fromstring(requests.get(f"{demo_root}{path}", timeout=10).content)
    named = set(page.xpath("//head/link[@type='application/atom+xml']/@href"))
    assert named >= {"/findings.atom", "/changes.atom"}
    assert set(page.xpath("//footer//a/@href")) >= {"/findings", "/findings.atom", "/changes", "/changes.atom"}
    assert ("/findings.atom?portal=lingwu" in named) == (path == "county/lingwu")
