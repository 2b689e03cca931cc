"""A page that holds another report besides its own: none of its figures and none of its prose are the first one's."""

from __future__ import annotations

import pytest

from fixtures.figures import history
from fixtures.model import Layout, Report
from fixtures.render import render_article
from parsers.record import Report as Record
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import report

LAYOUT, PICTURED = Layout.of({}), Layout.of({"images": ["applications"]})
#: With the title in one line, in two, and in the first sentence alone.
LAYOUTS = [Layout.of({"title": title}) for title in ("line", "two_lines", "none")]
OWN, OTHER, LAST = (
    report(year, history(seed, {year: "2021"}, 40)[year], agency)
    for seed, year, agency in (
        ("own", 2023, "清水县水务局"), ("other", 2023, "清水县长河镇人民政府"), ("last", 2022, "清水县水务局"),
    )
)  # fmt: skip


def page(*articles: str) -> bytes:
    return f"<html><head><title>{OWN.title}</title></head><body>{''.join(articles)}</body></html>".encode()


def rules(record: Record) -> set[str]:
    return {finding.rule for finding in record.findings}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("other", [OTHER, LAST])
def test_only_the_first_report_is_read(other: Report, layout: Layout) -> None:
    alone, both = (parse(page(render_article(OWN, layout), *more)) for more in ([], [render_article(other, layout)]))
    assert cells(both) == OWN.figures == cells(alone)
    assert (both.agency, both.year, both.sections, both.counts) == (OWN.agency, OWN.year, alone.sections, alone.counts)
    assert [finding.message for finding in both.findings if finding not in alone.findings] == [
        f"页面另载“{other.title}”，其内容未收录 / the page also holds another report, which was left out"
    ]


def test_a_table_that_is_a_picture_is_not_filled_from_the_annex() -> None:
    record = parse(page(render_article(OWN, PICTURED), render_article(OTHER, LAYOUT)))
    assert {cell.table for cell in record.cells} == {"disclosure", "remedies"}
    assert [f.where for f in record.findings if f.rule == "parse.table_missing"] == ["applications"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("附：清水县长河镇收到和处理政府信息公开申请情况", False),
        ("附表1：清水县长河镇2023年收到和处理政府信息公开申请情况", False),
        ("附：2022年收到和处理政府信息公开申请情况", False),
        ("附：收到和处理政府信息公开申请情况", True),
        ("附：我局2023年收到和处理政府信息公开申请情况", True),
        ("附件：清水县水务局收到和处理政府信息公开申请情况", True),
    ],
)
def test_whose_table_an_annex_holds(words: str, read: bool) -> None:
    whole = render_article(OTHER, LAYOUT)
    table = max(whole.split("<table")[1:], key=len).partition("</table>")[0]
    record = parse(page(render_article(OWN, PICTURED), f"<p>{words}</p><table{table}</table>"))
    assert ("applications" in {cell.table for cell in record.cells}) == read
    assert ("parse.other_report" in rules(record)) != read


@pytest.mark.parametrize(
    "title", ["清水县长河镇人民政府2023年政府信息公开工作年度报告", "清水县水务局2022年政府信息公开工作年度报告"]
)
def test_links_below_a_report_are_no_report(title: str) -> None:
    record = parse(page(render_article(OWN, LAYOUT), f"<p>上一篇</p><p><a href='2.html'>{title}</a></p>"))
    assert cells(record) == OWN.figures
    assert "parse.other_report" not in rules(record)


@pytest.mark.parametrize("title", [OWN.title, "2023年政府信息公开工作年度报告", "水务局2023年政府信息公开工作年度报告"])
def test_its_own_title_printed_again_begins_no_other_report(title: str) -> None:
    article = render_article(OWN, LAYOUT)
    head, _, tail = article.partition("三、收到和处理")
    record = parse(page(f"{head}{title}</p><p>三、收到和处理{tail}"))
    assert "parse.other_report" not in rules(record)
    assert cells(record) == OWN.figures


@pytest.mark.parametrize(
    ("caption", "differs"),
    [
        ("附：清水县水务服务中心情况表", True),
        ("2023年情况如下：", True),
        ("清水县水务局情况表", False),
        ("2024年统计情况如下：", False),
        ("县水务局2024年数据", False),
        ("各科室按要求公开了信息，情况如下：", False),
        ("2023年主动公开政府信息情况", True),
        ("清水县教育局2024年主动公开政府信息情况", True),
        ("主动公开情况（2023年度）", True),
        ("2023年政府信息公开情况统计表</p><p>单位：件", True),
        ("填报单位：清水县教育局", True),
        ("单位：清水县水务局　统计年度：2023年", True),
        ("主动公开政府信息情况", False),
        ("2024年度主动公开政府信息情况表", False),
        ("2023年以来，公开情况如下：", False),
        ("2022年至2024年主动公开情况", False),
        ("填报单位：县水务局　填报时间：2025年1月", False),
        ("单位：件", False),
    ],
)
def test_a_caption_of_another_agency_or_year_is_said(caption: str, differs: bool) -> None:
    table = "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>4</td></tr></table>"
    html = f"<html><body><h1>清水县水务局2024年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><p>{caption}</p>{table}"
    record = parse(html.encode())
    assert [cell.value for cell in record.cells] == [4]
    assert ("parse.caption_differs" in rules(record)) == differs


@pytest.mark.parametrize(
    ("words", "differs"),
    [
        ("填报单位：清水县教育局　统计时间：2024年", True),
        ("填报单位：清水县水务局　统计时间：2023年", True),
        ("<td>单位名称</td><td>清水县教育局</td>", True),
        ("<td>年度</td><td>2023</td>", True),
        ("2023年申请情况", True),
        ("填报单位：清水县水务局　统计时间：2024年　填报时间：2025年1月", False),
        ("单位：件　2024年", False),
        ("<td>填报人</td><td>张局</td><td>联系电话</td><td>2023</td>", False),
    ],
)
@pytest.mark.parametrize("place", ["first", "last", "caption"])
def test_a_row_of_the_table_that_names_another_agency_or_year_is_said(words: str, place: str, *, differs: bool) -> None:
    row = f"<tr>{words}</tr>" if "<td>" in words else f"<tr><td colspan=2>{words}</td></tr>"
    rows = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>4</td></tr>"
    body = {"first": row + rows, "last": rows + row, "caption": f"<caption>{words}</caption>{rows}"}[place]
    html = (
        f"<body><h1>清水县水务局2024年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>{body}</table>"
    )
    record = parse(html.encode())
    assert [cell.value for cell in record.cells] == [4]
    if place != "caption" or "<td>" not in words:
        assert ("parse.caption_differs" in rules(record)) == differs
