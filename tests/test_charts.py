"""Charts of the agency and county pages: what is drawn is what the questions answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
import requests
from datasette.plugins import pm

from db.database import finish, open_db
from db.load import load
from nianbao.serve import datasette
from tests.commands import rows, serving
from tests.db_samples import AGENCY, form_cells, origin, report

#: A bar as a path: its width and its height.
OUTLINE = re.compile(r"M[-\d.e]+,[-\d.e]+h([-\d.e]+)v([-\d.e]+)h[-\d.e]+Z")
FIGURES = {
    2021: {"new_received": "10", "granted": "4", "denied_internal_affairs": "6"},
    2022: {"new_received": "", "granted": "", "denied_internal_affairs": "2"},
    2024: {"new_received": "20", "granted": "15", "denied_state_secret": "1"},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agency with a gap and a year of blanks, its neighbours, and one of the same type in another county."""
    directory = tmp_path_factory.mktemp("charts")
    db = open_db(directory / "nianbao.db")
    others = [("灵武市教育局", 2024, {"new_received": "4"}), ("灵武市水务局", 2024, {"new_received": ""}),
              ("灵武市人民政府", 2024, {"new_received": "99"})]  # fmt: skip
    for agency, year, totals in [*((AGENCY, year, totals) for year, totals in FIGURES.items()), *others]:
        printed = {("applications", row, "total"): value for row, value in totals.items()}
        load(db, report(agency, year, cells=form_cells(printed=printed)), origin(f"{agency}{year}", f"{agency}{year}"))
    there = origin("qh", portal_id="qh", portal_name="清河县", url="https://qh.example/1")
    load(
        db,
        report("清河县民政局", 2024, cells=form_cells(printed={("applications", "new_received", "total"): "8"})),
        there,
    )
    finish(db)
    db.close()
    return directory


@pytest.fixture(scope="module")
def root(data: Path) -> Iterator[str]:
    with serving(data) as address:
        yield address


@pytest.fixture(scope="module")
def agency(root: str, data: Path) -> lxml.html.HtmlElement:
    ((number,),) = rows(data, "SELECT id FROM agencies WHERE name = ?", AGENCY)
    return page(f"{root}agency/{number}")


def page(url: str) -> lxml.html.HtmlElement:
    answer = requests.get(url, timeout=10)
    assert answer.status_code == 200
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    tree = lxml.html.document_fromstring(answer.content)
    assert tree.xpath("//script") == []
    tree.make_links_absolute(url)
    return tree


def figure(tree: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement:
    (found,) = tree.xpath(f"//figure[@aria-labelledby='chart-{name}']")
    return found


def boxes(chart: lxml.html.HtmlElement) -> dict[str, float]:
    """Height, or for a lying bar width, by what a bar says of itself."""
    drawn = {
        bar.get("aria-label"): OUTLINE.match(bar.get("d")) for bar in chart.xpath(".//*[@aria-roledescription='bar']")
    }
    sides = {said: [abs(float(side)) for side in outline.groups()] for said, outline in drawn.items() if outline}
    assert sides.keys() == drawn.keys()
    lying = len({height for _, height in sides.values()}) == 1 and "grounds" in chart.get("aria-labelledby")
    return {said: width if lying else height for said, (width, height) in sides.items()}


def texts(chart: lxml.html.HtmlElement, kind: str) -> list[str]:
    """The words of a chart: `figure` for those of its data, `label` for those of its axis of names."""
    if kind == "figure":
        return [text.text for text in chart.xpath(".//g[contains(@class,'mark-text role-mark')]/text")]
    (axis,) = chart.xpath(".//g[@aria-roledescription='axis'][contains(@aria-label,'discrete')]")
    found = axis.xpath(".//g[contains(@class,'role-axis-label')]/text")
    return [" ".join(text.itertext()) for text in found]


def test_columns_are_as_high_as_the_figures(agency: lxml.html.HtmlElement) -> None:
    chart = figure(agency, "received")
    drawn = boxes(chart)
    assert set(drawn) == {"2021 本年新收 10", "2024 本年新收 20"}
    assert drawn["2024 本年新收 20"] == pytest.approx(2 * drawn["2021 本年新收 10"], abs=0.2)
    assert texts(chart, "figure") == ["10", "缺", "—", "20"]
    assert texts(chart, "label") == ["2021", "2022", "2023", "2024"]


def test_a_stack_with_a_part_that_is_not_printed_is_called_no_sum(agency: lxml.html.HtmlElement) -> None:
    chart = figure(agency, "answers")
    drawn = boxes(chart)
    assert set(drawn) == {
        "2021 予以公开 4",
        "2021 不予公开 6",
        "2022 不予公开 2",
        "2024 予以公开 15",
        "2024 不予公开 1",
    }
    assert len({round(height / int(title.split()[-1]), 1) for title, height in drawn.items()}) == 1
    assert texts(chart, "figure") == ["10", "2+缺", "—", "16"]
    key = [" ".join(item.text_content().split()) for item in chart.xpath(".//ul[@class='series-key']/li")]
    assert key[:3] == ["予以公开 Granted", "部分公开 In part", "不予公开 Denied"]


def test_grounds_add_up_over_the_years(agency: lxml.html.HtmlElement) -> None:
    chart = figure(agency, "grounds")
    drawn = boxes(chart)
    assert list(drawn) == ["1.属于国家秘密 1", "5.属于三类内部事务信息 8"]
    assert drawn["5.属于三类内部事务信息 8"] == pytest.approx(8 * drawn["1.属于国家秘密 1"], abs=0.5)
    assert texts(chart, "figure") == ["1", "0", "0", "0", "8", "0", "0", "0"]
    assert [label[0] for label in texts(chart, "label")] == list("12345678")


def test_a_chart_without_figures_says_nothing_false(agency: lxml.html.HtmlElement) -> None:
    chart = figure(agency, "remedies")
    assert (boxes(chart), texts(chart, "figure")) == ({}, ["0", "0", "—", "0"])


def test_the_numbers_are_one_click_away(agency: lxml.html.HtmlElement, data: Path) -> None:
    ((number,),) = rows(data, "SELECT id FROM agencies WHERE name = ?", AGENCY)
    for chart in agency.xpath("//figure"):
        assert chart.xpath(".//details//table")
        query, csv = chart.xpath(".//p[@class='hint']/a/@href")
        assert query.endswith(f"?agency={number}")
        lines = requests.get(csv, timeout=10).content.decode("utf-8").splitlines()
        assert len(lines) > 3
        assert requests.get(query, timeout=10).status_code == 200
    table = figure(agency, "received").xpath(".//details//tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in table] == [
        ["2021", "10", "1", "1"], ["2022", "缺", "0", "1"], ["2024", "20", "1", "1"],
    ]  # fmt: skip


def test_an_agency_beside_its_neighbours(agency: lxml.html.HtmlElement) -> None:
    told = [[" ".join(cell.text_content().split()) for cell in row]
            for row in agency.xpath("//section[@aria-labelledby='beside-title']/div//tbody/tr")]  # fmt: skip
    assert [row[2:] for row in told[:2]] == [["20", "12", "12", "2", "1"], ["20", "14", "14", "2", "0"]]
    neighbours = agency.xpath("//section[@aria-labelledby='beside-title']//details//tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in neighbours] == [
        ["灵武市教育局", "4", "0", "0", "—"], ["灵武市民政局", "20", "0", "1", "—"], ["灵武市水务局", "缺", "0", "0", "—"],
    ]  # fmt: skip


def test_coverage_of_a_county(root: str) -> None:
    chart = figure(page(f"{root}county/nxlw"), "coverage")
    assert boxes(chart).keys() == {"2021 找到 1", "2021 未找到 3", "2022 找到 1", "2022 未找到 3", "2024 找到 4"}
    received = figure(page(f"{root}county/nxlw"), "received")
    assert texts(received, "figure") == ["10", "缺", "—", "123"]
    assert texts(received, "label") == ["2021 n=1", "2022 n=0", "2023", "2024 n=3"]


def test_charts_bring_no_style_of_their_own(agency: lxml.html.HtmlElement) -> None:
    pictures = agency.xpath("//figure//svg")
    assert len(pictures) == 4
    for picture in pictures:
        assert picture.xpath(".//style | .//script | .//image | .//@href | .//@id") == []


def test_a_hostile_label_is_text(data: Path) -> None:
    asyncio.run(datasette(data / "nianbao.db").invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if hasattr(plugin, "bars_of")]
    drawn = asyncio.run(plugin.bars_of([("<script>alert(1)</script>&\"'", 3), ("空", None)]))
    picture = lxml.etree.fromstring(drawn)
    assert picture.xpath("//*[local-name()='script']") == []
    assert "<script>alert(1)</script>&\"'" in picture.xpath("//*[local-name()='text']/text()")
    assert asyncio.run(plugin.bars_of([("甲", None)])) is None
