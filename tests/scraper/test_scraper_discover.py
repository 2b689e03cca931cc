"""What a link is worth, by its words and its path."""

from __future__ import annotations

import pytest

from scraper import clues
from scraper.discover import Lead, Reading, is_agency, is_article, is_document, is_of_another, is_report, leads, weigh
from scraper.page import Link, Page

HOST = "http://www.lw.gov.cn"

REPORTS = [
    ("灵武市民政局2024年政府信息公开工作年度报告", "/nb/202501/t20250123_48.html"),
    ("灵武市民政局2024年度政府信息公开年度报告", "/nb/202501/t20250123_48.shtml"),
    ("2024年灵武市民政局政府信息公开年报", "/nb/t28168631.shtml"),
    ("灵武市民政局关于2024年度政府信息公开工作情况的报告", "/art/2025/1/9/art_123_8.html"),
    ("灵武市2024年信息公开年度报告", "/info/1042/53.htm"),
    ("灵武市民政局2024年政府信息公开工作年度报告.pdf", "/nb/P020250123389613086419.pdf"),
    (
        "灵武市民政局2024年政府信息公开工作年度报告",
        "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=2",
    ),
    ("灵武市民政局2014年政府信息公开工作总结", "/public/66168/90123.html"),
    ("政府信息公开年度报告（2024年度）", "/gkmlpt/content/0/638/post_638777.html"),
]
OTHERS = [
    ("政府网站工作年度报表（2024年度）", "/nb/202501/t20250123_48.html"),
    ("灵武市2024年度法治政府建设情况报告", "/nb/202501/t20250123_48.html"),
    ("关于做好2024年度政府信息公开工作年度报告编制发布工作的通知", "/nb/202501/t20250123_48.html"),
    ("灵武市财政局召开政府信息公开工作年度报告推进会", "/nb/202501/t20250123_48.html"),
    ("一图读懂灵武市2024年政府信息公开工作年度报告图解", "/nb/202501/t20250123_48.html"),
    ("财政牵头任务落实情况的自查报告", "/nb/202501/t20250123_48.html"),
    ("政府信息公开年度报告", "/zwgk/zfxxgknb/index.html"),
    ("2024年政府信息公开年度报告", "/zwgk/zfxxgknb/a2024.htm"),
    ("灵武市民政局2024年部门决算公开报告", "/nb/202501/t20250123_48.html"),
    ("灵武市民政局政府信息公开指南", "/nb/202501/t20250123_48.html"),
]


@pytest.mark.parametrize(("title", "path"), REPORTS)
def test_reports(title: str, path: str) -> None:
    assert is_report(Link(HOST + path, title))


@pytest.mark.parametrize(("title", "path"), OTHERS)
def test_what_is_like_a_report(title: str, path: str) -> None:
    assert not is_report(Link(HOST + path, title))


OWN = [
    "灵武市民政局2024年政府信息公开工作年度报告",
    "2024年度灵武市民政局政府信息公开年报",
    "银川市灵武市民政局2024年政府信息公开工作年度报告",
    "宁夏回族自治区灵武市民政局2024年年报",
    "银川市公安局灵武分局2024年政府信息公开工作年度报告",
    "国家税务总局灵武市税务局2024年年报",
    "灵武民政2024年年报",
    "民政局2024年政府信息公开工作年度报告",
    "市场监督管理局2024年政府信息公开工作年度报告",
    "农贸市场服务中心2024年政府信息公开工作年度报告",
    "县城市管理局2024年政府信息公开工作年度报告",
    "郝家桥镇2024年政府信息公开工作年度报告",
    "城区街道办事处2024年政府信息公开工作年度报告",
    "2024年政府信息公开工作年度报告",
    "",
]
FOREIGN = [
    "银川市民政局2024年政府信息公开工作年度报告",
    "2024年银川市人民政府信息公开工作年度报告",
    "关于银川市政府2024年信息公开工作年度报告",
    "宁夏回族自治区民政厅2024年政府信息公开工作年度报告",
    "福建省2024年政府信息公开工作年度报告",
    "黔东南州2024年政府信息公开年报",
    "锡林郭勒盟2024年政府信息公开年报",
    "永宁县水务局2024年政府信息公开年报",
    "运城市2024年政府信息公开年报",
]


@pytest.mark.parametrize("title", OWN)
def test_titles_of_the_county(title: str) -> None:
    assert not is_of_another(title, "灵武市人民政府")


@pytest.mark.parametrize("title", FOREIGN)
def test_titles_of_others(title: str) -> None:
    assert is_of_another(title, "灵武市")
    assert not is_of_another(title, "县门户")


@pytest.mark.parametrize(
    "name",
    [
        "灵武市民政局",
        "郝家桥镇",
        "东塔镇人民政府",
        "城区街道办事处",
        "宁东管委会",
        "市委编办",
        "供销社",
        "青少年活动中心",
        "档案馆",
        "史志研究室",
        "红十字会",
        "人民法院",
        "阿日哈沙特苏木",
    ],
)
def test_agencies(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize(
    "name",
    [
        "新闻中心",
        "下载中心",
        "首页",
        "政务公开",
        "国务院办公厅",
        "宁夏回族自治区民政厅",
        "关于我们办",
        "2024年",
        "",
        "局" * 40,
    ],
)
def test_no_agencies(name: str) -> None:
    assert not is_agency(name)


FOLLOWED = [
    ("政府信息公开年报", "/zwgk/zfxxgknb_28950/"),
    ("年报", "/x/"),
    ("政务公开", "/zwgk/"),
    ("政府信息公开", "/zfxxgk/"),
    ("部门信息公开", "/bmxxgkml_15/"),
    ("查看", "/zwgk/xxgknb/"),
    ("部门年报", "/zwgk/zfxxgknb/2025n/bmnb2025/"),
    ("政府部门及直属机构信息公开", "/zwgk/zfbmzsjgxxgk/"),
]
LEFT = [
    ("政府网站年度报表", "/zwgk/wzndbb/"),
    ("法治政府建设年度报告", "/zwgk/fzzfjs_28960/"),
    ("财政预决算", "/zwgk/czyjs/"),
    ("新闻中心", "/xwzx/"),
    ("政府信息公开指南", "/zwgk/xxgkzn/"),
    ("依申请公开", "/zwgk/ysqgk/"),
    ("政策文件", "/zwgk/zcwj/"),
    ("网上办事", "/bsfw/"),
    ("English", "/en/"),
]


@pytest.mark.parametrize(("text", "path"), FOLLOWED)
def test_links_worth_following(text: str, path: str) -> None:
    assert weigh(text, HOST + path) >= clues.THRESHOLD


@pytest.mark.parametrize(("text", "path"), LEFT)
def test_links_left_alone(text: str, path: str) -> None:
    assert weigh(text, HOST + path) < clues.THRESHOLD


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/a/t20250123_48.html", True),
        ("/a/0123456789abcdef0123456789abcdef.shtml", True),
        ("/a/c01_1037091.shtml", True),
        ("/content/column/123", True),
        ("/a/a2024.htm", False),
        ("/a/index.html", False),
        ("/a/", False),
    ],
)
def test_articles(path: str, article: bool) -> None:
    assert is_article(path) is article


def test_documents() -> None:
    assert is_document(f"{HOST}/a.PDF")
    assert is_document(f"{HOST}/module/download/downfile.jsp?classid=0&filename=1f.pdf")
    assert is_document(f"{HOST}/attachment.jspx?cid=1&i=0")
    assert not is_document(f"{HOST}/a.html")


def test_a_report_leads_to_its_files_alone() -> None:
    html = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><a href='年报.pdf'>年报</a><a href='/zwgk/xxgknb/'>政府信息公开年报</a>"
    reading = Reading(Page(f"{HOST}/nb/t20250123_48.html", html.encode()), Lead("x", aim="report", text="年报"))
    assert [(lead.url, lead.aim) for lead in leads(reading)] == [(f"{HOST}/nb/%E5%B9%B4%E6%8A%A5.pdf", "attachment")]


def test_a_column_that_is_itself_the_report() -> None:
    html = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
    reading = Reading(Page(f"{HOST}/n2024n/xz/hcz.htm", html.encode()), Lead("x", text="郝家桥镇"))
    assert reading.kind == "report"


EMBEDDED = [
    "<iframe src='年报.pdf'></iframe>",
    "<embed src='年报.pdf' type='application/pdf'>",
    "<object data='年报.pdf'></object>",
    "<iframe src='/static/pdfjs/web/viewer.html?file=/nb/%E5%B9%B4%E6%8A%A5.pdf&v=2#page=1'></iframe>",
    "<iframe src='/static/pdfjs/web/viewer.html?file=http%3A%2F%2Fwww.lw.gov.cn%2Fnb%2F%E5%B9%B4%E6%8A%A5.pdf'></iframe>",
    '<script>showVsbpdfIframe("/nb/年报.pdf","100%","600","0","","8AF3")</script>',
]


@pytest.mark.parametrize("html", EMBEDDED)
def test_a_report_that_is_shown_as_a_file(html: str) -> None:
    page = Page(f"{HOST}/nb/t20250123_48.html", f"<h1>年报</h1>{html}".encode())
    reading = Reading(page, Lead("x", aim="report", text="灵武市民政局2024年年报"))
    assert reading.kind == "report"
    assert [(lead.url, lead.aim) for lead in leads(reading)] == [(f"{HOST}/nb/%E5%B9%B4%E6%8A%A5.pdf", "attachment")]
