"""What a page prints around a report is none of its figures: menus, counters of visits, buttons, the portal's foot."""

from __future__ import annotations

import pytest

from fixtures.figures import history
from fixtures.model import Layout
from fixtures.render import render_article
from parsers.lines.furniture import without_furniture
from parsers.record import Report as Record
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import report

OWN = report(2023, history("furniture", {2023: "2021"}, 40)[2023], "清水县水务局")
ARTICLE = render_article(OWN, Layout.of({}))
LAST = "本机关无其他需要报告的事项。"


def read(before: str = "", behind: str = "") -> Record:
    body = f"{before}<h1>{OWN.title}</h1><div>{ARTICLE}</div>{behind}"
    page = f"<html><head><title>{OWN.title}</title></head><body>{body}</body></html>"
    return parse(page.encode())


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：19432次",
        "网站访问量：123,456 次",
        "阅读：345",
        "点击数：345 【打印本页】 【关闭窗口】",
        "阅读（345） | 点赞 12 | 评论 12 条",
        "访问统计",
        "共 3 页 35 条记录",
        "字号：大 中 小",
        "分享",
        "责任编辑：张三",
        "（责任编辑：张三）",
        "编辑：李四 审核：王五",
        "【我要纠错】 责任编辑：张三",
        "初审：张三　复审：李四　终审：王五",
        "信息来源：清水县教育局",
        "发布单位：清水县教育局",
        "发布日期：2024年1月18日 浏览量：234",
        "发布时间：2024-01-18 10:12",
        "已阅 0 人",
        "〖打印〗〖关闭〗",
        "[打印] [关闭] [收藏]",
    ],
)
def test_counters_and_buttons_behind_the_report(line: str) -> None:
    assert without_furniture([LAST, line]) == [LAST]
    assert without_furniture([LAST, "阅读：345", line]) == [LAST]


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：清水县教育局收到申请30件",
        "【下一篇】清水县教育局",
        "相关链接",
        "主办：清水县人民政府办公室",
        "版权所有：清水县人民政府",
        "甘ICP备12345678号",
        "您是第 123456 位访问者",
        "微信扫一扫：分享",
        "技术支持：某某公司",
        "甘公网安备62010002000123号",
        "您访问的链接即将离开“清水县人民政府”门户网站",
    ],
)
def test_nothing_of_the_report_stands_behind_the_foot(line: str) -> None:
    assert without_furniture([LAST, "浏览次数：19432次", line, "共收到留言35条。"]) == [LAST]


@pytest.mark.parametrize(
    "lines",
    [
        [LAST],
        ["网站访问量达12万次。"],
        ["网站访问量12万次"],
        ["网站运行情况如下：", "网站访问量：123456次"],
        ["网站发布信息：120条", "网站访问量：123456次"],
        ["1.网站访问量：123456次"],
        ["网站访问量：123456次", LAST],
        ["微信公众号阅读量：3456次"],
        ["清水县水务局", "2024年1月20日"],
        [],
    ],
)
def test_figures_of_the_report_stay(lines: list[str]) -> None:
    assert without_furniture(lines) == lines


def test_a_line_of_counters_takes_no_time() -> None:
    assert len(without_furniture(["阅读12条" * 10_000, "阅读12条" * 20 + "。"])) == 2


@pytest.mark.parametrize("word", ["依申请公开", "概述", "依申请公开目录", "政府信息公开申请"])
@pytest.mark.parametrize("item", ["<ul><li>{}</li></ul>", "<div>{}</div>", "<div><br>{}<br></div>", "<b><i>{}</i></b>"])
def test_an_item_of_a_menu_that_is_no_link(word: str, item: str) -> None:
    menu = item.format(word)
    record = read(menu, f"<div>网站访问量达123456次，欢迎访问</div>{menu}")
    alone = read()
    assert cells(record) == cells(alone) == OWN.figures
    assert (record.agency, record.preamble, record.sections, record.counts) == (
        OWN.agency, alone.preamble, alone.sections, alone.counts,
    )  # fmt: skip


def test_such_a_word_with_its_prose_is_a_heading() -> None:
    record = read("<p>概述</p><p>2023年，我局公开政府信息52条，收到来信3封。</p>")
    assert record.preamble.startswith("概述\n2023年，我局公开政府信息52条，收到来信3封。\n")


def test_a_report_of_such_words_alone_is_read() -> None:
    body = f"<h1>{OWN.title}</h1><p>概述</p><table><tr><td>依申请公开</td><td>无</td></tr></table>"
    page = f"<html><head><title>{OWN.title}</title></head><body><div>菜单</div><div>{body}</div></body></html>"
    assert "菜单" not in parse(page.encode()).preamble


@pytest.mark.parametrize(
    "line", ["发布：120条", "来源：12345热线30件", "审核信息：120条", "编辑：李四，全年12期", "附件：年报"]
)
def test_what_a_report_may_end_with(line: str) -> None:
    assert without_furniture([LAST, line]) == [LAST, line]


def test_credits_are_no_prose() -> None:
    behind = "<p>发布日期：2024年1月18日 浏览量：234</p><p>责任编辑：张三</p>"
    page = f"<title>{OWN.title}</title><div>{ARTICLE}{behind}</div>"
    record = parse(page.encode())
    assert record.sections == read().sections
    assert record.counts == read().counts
    assert (record.agency, record.published) == ("清水县水务局", "2024-01-18")
