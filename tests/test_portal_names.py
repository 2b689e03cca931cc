"""Portals and columns named around a title, and how agencies' names end."""

from __future__ import annotations

import pytest

from parsers.report import parse
from parsers.words.agencies import is_name
from parsers.words.titles import Title, read_title

KIND = "政府信息公开工作年度报告"
TITLE = f"清水县水务局2023年{KIND}"
OWN = Title(TITLE, "清水县水务局", 2023)
BODY = (
    "<p>一、总体情况</p><p>2023年主动公开政府信息120条，各项工作平稳。</p><p>二、主动公开政府信息情况</p><p>主动公开120条。</p>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>未收到申请。</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>无。</p>"
    "<p>五、存在的主要问题及改进情况</p><p>将继续改进。</p><p>六、其他需要报告的事项</p><p>无。</p>"
)
PORTALS = (
    "清水县人民政府门户网站", "清水县人民政府网", "清水县政府门户网站", "中国·清水", "清水政务网", "清水县信息公开平台",
    "清水县政府信息公开专栏", "清水县水务局政府信息公开专栏",
)  # fmt: skip


@pytest.mark.parametrize("between", [" ", "_", "-", "|", " - ", "——", "·", ">", " >> ", "：", "－", "，"])
@pytest.mark.parametrize("portal", [*PORTALS, "中国清水", "清水县人民政府", "政府信息公开"])
def test_a_portal_before_a_title(portal: str, between: str) -> None:
    title = read_title(f"{portal}{between}{TITLE}")
    assert title is not None
    assert (title.agency, title.year) == ("清水县水务局", 2023)


@pytest.mark.parametrize("between", ["_", " - ", "|", "-", ">", " >> "])
@pytest.mark.parametrize("portal", [*PORTALS, "清水县人民政府", "政府信息公开年报", "2024年度政府信息公开年报"])
def test_a_portal_or_a_column_behind_a_title(portal: str, between: str) -> None:
    title = read_title(f"{TITLE}{between}{portal}")
    assert title is not None
    assert (title.agency, title.year) == ("清水县水务局", 2023)


@pytest.mark.parametrize("between", [" ", "_", "-", " - ", "|", ">"])
@pytest.mark.parametrize("column", ["政府信息公开年报", "信息公开年报", "年度报告", "部门年报", "清水县水务局", "2024年",
                                    "法定主动公开内容", "2023年度政府信息公开年报", "政府信息公开工作年度报告专栏"])  # fmt: skip
def test_a_title_between_column_and_portal(column: str, between: str) -> None:
    for parts in (
        (TITLE, column, "清水县人民政府"),
        (column, TITLE, "清水县人民政府"),
        ("清水县人民政府", column, TITLE),
    ):
        page = f"<title>{between.join(parts)}</title>{BODY}"
        record = parse(page.encode())
        assert (record.agency, record.year) == ("清水县水务局", 2023), parts


@pytest.mark.parametrize("portal", PORTALS[:-1])
def test_no_portal_is_the_agency(portal: str) -> None:
    for page_title in (
        f"{portal}_2023年{KIND}",
        f"2023年{KIND}_{portal}",
        f"{portal} 2023年{KIND}",
        f"{portal}·2023年{KIND}",
    ):
        record = parse(f"<title>{page_title}</title>{BODY}".encode())
        assert (record.agency, record.year) == (None, 2023), page_title
        assert "parse.agency_unknown" in {finding.rule for finding in record.findings}


@pytest.mark.parametrize(("printed", "agency"), [
    (f"清水县网络安全和信息化委员会办公室2023年{KIND}", "清水县网络安全和信息化委员会办公室"),
    (f"清水县政府网站管理中心2023年{KIND}", "清水县政府网站管理中心"),
    (f"中国人民银行清水县支行2023年{KIND}", "中国人民银行清水县支行"),
    (f"清水县人民政府2023年{KIND}", "清水县人民政府"),
    (f"清水县人民政府 2023年{KIND}", "清水县人民政府"),
    (f"清水县政务信息公开办公室2023年{KIND}", "清水县政务信息公开办公室"),
    (f"国网清水县供电公司2023年{KIND}", "国网清水县供电公司"),
])  # fmt: skip
def test_an_agency_that_is_named_like_a_portal(printed: str, agency: str) -> None:
    title = read_title(printed)
    assert title is not None
    assert (title.agency, title.year) == (agency, 2023)


def test_the_title_is_the_part_that_is_one() -> None:
    assert read_title(f"清水县人民政府门户网站 政府信息公开年报 {TITLE}") == OWN
    assert read_title(f"清水县人民政府-政府信息公开年报-{TITLE}") == OWN
    assert read_title(f"首页>政府信息公开年报>{TITLE}>清水县人民政府") == OWN


ENDS = (
    "管委会", "开发区管委会", "服务中心", "公积金管理中心", "街道办", "供销社", "供销合作社", "供销合作联社", "气象局", "农场",
    "国有林场", "开发区", "高新区", "经开区", "示范区", "工业园区", "产业园区", "度假区", "风景区", "保护区", "综合保税区", "实验区",
    "新区", "物流园", "工商联", "残联", "文联", "妇联", "科协", "红十字会", "党校", "档案馆", "图书馆", "消防救援大队", "税务局",
    "党史研究室", "督查室", "信访办", "人防办", "扶贫办", "编办", "外办", "台办", "征收办", "史志办", "金融办", "人民银行支行", "海关",
    "电视台", "日报社", "大学", "气象台", "监狱", "集团", "兵团", "团场", "苏木", "书店", "司法所", "卫生院",
)  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_ends_of_names(end: str) -> None:
    agency = f"清水县{end}"
    assert is_name(agency)
    bare = f"<h1>2023年{KIND}</h1>"
    signed = f"{BODY}<p>{agency}</p><p>2024年1月20日</p>"
    pages = (f"<h1>2023年度{KIND}（{agency}）</h1>{BODY}", f"{bare}{signed}", f"{bare}<p>2023年{KIND}</p><p>{agency}</p>{BODY}",
             f"{bare}<p>{agency}</p><p>2023年{KIND}</p>{BODY}")  # fmt: skip
    for page in pages:
        record = parse(page.encode())
        assert (record.agency, record.year) == (agency, 2023), page[:80]


@pytest.mark.parametrize(
    "words",
    ["清水县政府网站", "清水县人民政府门户网站", "由我局主办", "全县统一承办", "网络互联", "本园区", "各高新区"],
)
def test_what_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_a_station_that_spreads_news_publishes_for_others() -> None:
    page = f"<h1>2023年{KIND}</h1><p>来源：清水县广播电视台</p>{BODY}"
    assert parse(page.encode()).agency is None
