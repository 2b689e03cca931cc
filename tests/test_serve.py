"""`nianbao serve` over HTTP: the pages of a demo archive, as a reader without JavaScript meets them."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
import requests
from datasette.plugins import pm

from nianbao.serve import datasette
from tests.commands import error_lines, rows, run


@pytest.fixture
def data(demo_data: Path) -> Path:
    return demo_data


@pytest.fixture
def root(demo_root: str) -> str:
    return demo_root


def page(url: str) -> lxml.html.HtmlElement:
    answer = requests.get(url, timeout=10)
    assert answer.status_code == 200, url
    tree = lxml.html.document_fromstring(answer.content)
    tree.make_links_absolute(url)
    return tree


def follow(tree: lxml.html.HtmlElement, text: str) -> lxml.html.HtmlElement:
    """The page behind the first link with this text."""
    hrefs = [a.get("href") for a in tree.iter("a") if "".join(a.text_content().split()).startswith(text)]
    assert hrefs, f"no link {text}"
    return page(hrefs[0])


def test_the_report_is_three_clicks_from_home(root: str) -> None:
    report = follow(follow(follow(page(root), "灵武市"), "灵武市民政局"), "2024")
    assert report.findtext(".//h1") == "灵武市民政局2024年政府信息公开工作年度报告"
    (table,) = report.xpath("//table[contains(@class,'applications')]")
    lines = [[" ".join(td.text_content().split()) for td in tr.iter("td")] for tr in table.iter("tr")]
    printed = [line for line in lines if line]
    assert len(printed) == 25
    assert [line for line in printed if set(line) != {"0"}] == [["2", "0", "0", "0", "0", "0", "2"]] * 3
    assert [td.text for td in report.xpath("//table[contains(@class,'remedies')]//td")] == ["0"] * 15
    said = " ".join(report.xpath("//ol[@class='findings' or contains(@class,'findings')]")[0].text_content().split())
    assert "narrative.contradiction" in said
    assert "89" in said
    assert "92" in said


def test_a_failed_sum_is_marked_beside_its_cell(root: str, data: Path) -> None:
    ((number,),) = rows(
        data, "SELECT r.id FROM reports r JOIN agencies a ON a.id = r.agency_id "
              "WHERE a.name = '灵武市应急管理局' AND r.year = 2022",
    )  # fmt: skip
    report = page(urljoin(root, f"report/{number}"))
    marked = report.xpath("//table[contains(@class,'remedies')]//td[contains(@class,'failed')]")
    assert [" ".join(td.itertext()).split()[0] for td in marked] == ["0", "0", "0", "0", "5"]
    (note,) = report.xpath("//td//a[@class='note']/@href")
    assert report.get_element_by_id(note.rpartition("#")[2]) is not None


def test_blank_dash_and_absent_cells_are_not_shown_as_zero(root: str, data: Path) -> None:
    ((number,),) = rows(
        data, "SELECT r.id FROM reports r JOIN agencies a ON a.id = r.agency_id "
              "WHERE a.name = '灵武市教育局' AND r.year = 2024",
    )  # fmt: skip
    blanks = page(urljoin(root, f"report/{number}")).xpath("//td[contains(@class,'blank')]")
    assert [td.text for td in blanks] == ["空", "空", "空"]


def test_counties_stand_under_their_province(root: str) -> None:
    lines = [" ".join(th.text_content().split()) for th in page(root).xpath("//section[@id='counties']//tbody//th")]
    assert lines == ["宁夏回族自治区 Ningxia", "灵武市（演示 demo） 银川市", "省份未给出 No division given",
                     "临溪县（演示 demo）", "青禾县（演示 demo）"]  # fmt: skip
    (place,) = page(urljoin(root, "county/lingwu")).xpath("//p[contains(@class,'place')]")
    assert (
        " ".join(place.text_content().split()) == "宁夏回族自治区 Ningxia › 银川市 › 灵武市 · 区划代码 GB/T 2260 640181"
    )
    assert page(urljoin(root, "county/linxi")).xpath("//p[contains(@class,'place')]") == []
    facets = requests.get(urljoin(root, "nianbao/counties.json"), timeout=10).json()["facet_results"]
    assert {(r["value"], r["count"]) for r in facets["province"]["results"]} == {("宁夏回族自治区", 1)}


def test_of_many_counties_the_provinces_are_listed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "MOST_COUNTIES", None)]
    monkeypatch.setattr(plugin, "MOST_COUNTIES", 2)

    def listed(path: str) -> list[str]:
        tree = lxml.html.document_fromstring(asyncio.run(app.client.get(path)).text)
        lines = tree.xpath("//section[@id='counties']//tbody/tr")
        return [" ".join(" ".join(line.itertext()).split()[:4]) for line in lines]

    assert listed("/") == ["宁夏回族自治区 Ningxia 1 8", "省份未给出 No division given"]
    assert listed("/?province=64") == ["宁夏回族自治区 Ningxia", "灵武市（演示 demo） 银川市 8"]
    assert listed("/?province=none") == [
        "临溪县（演示 demo） 3 9",
        "青禾县（演示 demo） 6 12",
    ]
    assert listed("/?province=<script>") == []


@pytest.mark.parametrize("path", ["report/1", "agency/1", "county/none", "nianbao/none", "report/x"])
def test_what_is_not_there_is_404(root: str, path: str) -> None:
    assert requests.get(urljoin(root, path), timeout=10).status_code == 404


@pytest.mark.parametrize("path", ["", "county/lingwu"])
def test_our_pages_allow_no_script(root: str, path: str) -> None:
    assert "script-src 'none'" in requests.get(urljoin(root, path), timeout=10).headers["Content-Security-Policy"]


OUR_PAGES = ("", "search?q=公开", "findings", "changes", "county/lingwu", "agency/{agency}", "report/{report}", "nianbao",
             "nianbao/reports?_search=民政", "nianbao/refusal_rate")  # fmt: skip


@pytest.mark.parametrize("path", OUR_PAGES)
def test_pages_make_sense_to_a_screen_reader(root: str, data: Path, path: str) -> None:
    ((report, agency),) = rows(data, "SELECT id, agency_id FROM reports ORDER BY id LIMIT 1")
    tree = page(urljoin(root, path.format(report=report, agency=agency)))
    assert tree.get("lang") == "zh-CN"
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    levels = [int(heading.tag[1]) for heading in tree.xpath("//main//h1 | //main//h2 | //main//h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//main//input[not(@type='hidden' or @type='submit')] | //main//select | //main//textarea"):
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
        assert named or field.getparent().tag == "label", field.get("name")
    for reference in tree.xpath("//@aria-labelledby"):
        assert set(reference.split()) <= set(identifiers), reference
    for link in tree.xpath("//a[@href]"):
        assert link.text_content().strip() or link.get("aria-label"), link.get("href")
    for cell in tree.xpath(
        "//main//table[not(contains(@class,'official') or contains(@class,'rows-and-columns'))]//th"
    ):
        assert cell.get("scope"), cell.text


def test_every_table_view_and_question_opens(root: str) -> None:
    listing = page(urljoin(root, "nianbao"))
    links = [a.get("href") for a in listing.xpath("//ul[@class='catalogue']//a")]
    assert len(links) > 30
    for link in links:
        answer = requests.get(link, timeout=10)
        assert answer.status_code == 200, link
        assert "interrupted" not in answer.text, link


def test_an_answer_leads_to_its_reports(root: str) -> None:
    answer = page(urljoin(root, "nianbao/prose_mismatches?agency=民政"))
    assert [label.text_content().split()[0] for label in answer.xpath("//form[@class='sql']//label")] == [
        "门户代码",
        "机关名称的一部分，或编号",
    ]
    (number,) = answer.xpath("//td[contains(@class,'col-report_id')]/a")
    report = page(number.get("href"))
    assert report.findtext(".//h1") == "灵武市民政局2024年政府信息公开工作年度报告"


def test_column_meanings_stand_above_a_table(root: str) -> None:
    described = page(urljoin(root, "nianbao/applications")).xpath("//dl[@class='column-descriptions']/dd/text()")
    assert [" ".join(text.split()) for text in described][2:4] == ["自然人 · Natural persons", "商业企业 · Businesses"]


def test_sql_is_for_reading_only(root: str) -> None:
    answer = requests.get(urljoin(root, "nianbao"), params={"sql": "DELETE FROM reports"}, timeout=10)
    assert answer.status_code == 400


def test_a_directory_without_a_database(tmp_path: Path) -> None:
    result = run("serve", "--data", tmp_path)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'nianbao.db'}: no database; "
            f"run 'nianbao demo' or 'nianbao refresh --data {tmp_path}' first"],
    )  # fmt: skip


def test_a_database_of_an_older_release(data: Path, tmp_path: Path) -> None:
    shutil.copy(data / "nianbao.db", tmp_path / "nianbao.db")
    with closing(sqlite3.connect(tmp_path / "nianbao.db")) as old:
        old.execute("DROP TABLE releases")
        old.commit()
    result = run("serve", "--data", tmp_path)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'nianbao.db'}: cannot be read (no such table: releases); "
            f"run 'nianbao build --data {tmp_path}'"],
    )  # fmt: skip


def test_a_port_that_is_taken(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--data", data, "--port", port)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: port {port} is in use; choose another with --port"],
    )  # fmt: skip


def test_the_conditions_of_a_table_are_kept_when_they_are_sent_again(root: str, data: Path) -> None:
    tree = page(urljoin(root, "nianbao/reports?year__gte=2023&_search=民政&form=2021"))
    (form,) = [form for form in tree.forms if form.get("class") == "filters"]
    again = requests.get(urljoin(root, "nianbao/reports"), dict(form.form_values()), timeout=10)
    shown = lxml.html.document_fromstring(again.content).xpath("//td[contains(@class,'col-id')]//text()")
    assert {int(number) for number in shown if number.strip()} == {
        number
        for (number,) in rows(
            data, "SELECT id FROM reports WHERE year >= 2023 AND title LIKE '%民政%' AND form = '2021'"
        )
    }
    sql = page(next(a.get("href") for a in tree.xpath("//p[@class='export-links']/a") if "sql=" in a.get("href")))
    assert len(sql.xpath("//table//tbody/tr")) == len(tree.xpath("//table//tbody/tr"))
