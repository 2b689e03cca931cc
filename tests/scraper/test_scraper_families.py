"""Each CMS as a pure function: a small page in, links and next pages out."""

from __future__ import annotations

import json

import pytest

from scraper.families import FAMILIES, family_of, links_of
from scraper.page import Link, Page

HOST = "http://www.lw.gov.cn"
ROW = "<li><a href='{href}' title='灵武市民政局2024年年度报告'>灵武市民政局2024…</a><span>2025-01-23</span></li>"
TITLE = "灵武市民政局2024年年度报告"


def page(html: str, path: str = "/zwgk/nb/", kind: str = "") -> Page:
    return Page(HOST + path, html.encode(), kind)


def following(found: Page, declared: str | None = None) -> list[str]:
    return [url.removeprefix(HOST) for url in family_of(found, declared).following(found)]


def items(found: Page) -> list[tuple[str, str, str | None]]:
    return [(link.url.removeprefix(HOST), link.text, link.date) for link in links_of(found) if "报告" in link.text]


def row(href: str) -> str:
    return ROW.format(href=href)


# TRS

FUNCTION = """<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){
  if(_nPageCount == null || _nPageCount<=1){return;}
  document.write("<a href=\\"" + _sPageName + "." + _sPageExt + "\\">");
}</script>"""


def trs(call: str) -> Page:
    return page(f"<ul>{row('./202501/t20250123_48.html')}</ul>{FUNCTION}<script>{call}</script>")


TRS = [
    ('createPageHTML(3, 0, "index", "html");', ["/zwgk/nb/index_1.html"]),
    ('createPageHTML(3, 1, "index", "html");', ["/zwgk/nb/index_2.html"]),
    ('createPageHTML(3, 2, "index", "html");', []),
    ('createPageHTML(1, 0, "index", "html");', []),
    ("createPageHTML(3,0,'index','shtml','black2',621);", ["/zwgk/nb/index_1.shtml"]),
    ('createPageHTML("3", "0", "nlist", "htm");', ["/zwgk/nb/nlist_1.htm"]),
    ("createPage(3, 0, 'index', 'html');", ["/zwgk/nb/index_1.html"]),
    ("var currentPage = 0; var countPage = 2; // 共2页", ["/zwgk/nb/index_1.html"]),
    ("var currentPage = 1;//所在页从0开始\nvar prevPage = currentPage-1\nvar countPage = 2", []),
    ("", []),
]


@pytest.mark.parametrize(("call", "pages"), TRS)
def test_trs_counts_from_zero(call: str, pages: list[str]) -> None:
    found = trs(call)
    assert family_of(found).name == "trs"
    assert following(found) == pages
    assert items(found) == [("/zwgk/nb/202501/t20250123_48.html", TITLE, "2025-01-23")]


def test_trs_tells_what_only_script_shows() -> None:
    said = "listModel({maxStaticIndex: 1, pagebar: {prepage: 10, recordCount: '20'}})"
    found = page(f"{row('./202501/t20250123_48.html')}<script>{said}</script>")
    trs_family = family_of(found)
    assert (trs_family.name, trs_family.unread(found)) == ("trs", "shows 10 of 20 entries; the rest comes by script")
    whole = page(f"{row('./202501/t20250123_48.html')}<script>{said.replace('20', '10')}</script>")
    assert family_of(whole).unread(whole) is None


# UCAP

UCAP = [
    ("createPageHTML('page_div', 3, 1, 'common_list', 'shtml', 41);", ["/site/c102928/common_list_2.shtml"]),
    ("createPageHTML('page_div', 3, 2, 'common_list', 'shtml', 41);", ["/site/c102928/common_list_3.shtml"]),
    ("createPageHTML('page_div', 3, 3, 'common_list', 'shtml', 41);", []),
    ("createPageHTML('paging', 4, 1,'index','html',57);", ["/site/c102928/index_2.html"]),
    ('createPageHTML("page_div","2","1","index","shtml",17);', ["/site/c102928/index_2.shtml"]),
]


@pytest.mark.parametrize(("call", "pages"), UCAP)
def test_ucap_counts_from_one(call: str, pages: list[str]) -> None:
    href = f"/site/c102928/202501/{'0123456789abcdef' * 2}.shtml"
    html = f"<li><h4><a href='{href}'>{TITLE}</a><span>2025-01-20</span></h4></li>{FUNCTION}<script>{call}</script>"
    found = page(html, "/site/c102928/common_list.shtml")
    assert (family_of(found).name, following(found)) == ("ucap", pages)
    assert items(found) == [(href, TITLE, "2025-01-20")]


def test_ucap_search_is_json() -> None:
    answer = {
        "data": {
            "total": 41,
            "page": 2,
            "rows": 15,
            "results": [
                {
                    "title": f"<em>{TITLE}</em>",
                    "url": "/zwgk/202501/a1.shtml",
                    "publishedTimeStr": "2025-01-20 10:11:12",
                },
                {"title": "无址"},
            ],
        }
    }
    address = "/common/search/c0ffee?page={}&_pageSize=15&_isAgg=true&_isJson=true&_template=index"
    found = page(json.dumps(answer), address.format(2), "application/json")
    assert (family_of(found).name, following(found)) == ("ucap", [address.format(3)])
    assert items(found) == [("/zwgk/202501/a1.shtml", TITLE, "2025-01-20")]
    last = page(json.dumps(answer), address.format(3), "application/json")
    assert following(last) == []
    assert items(page("[]", address.format(1))) == []


def test_ucap_lists_that_are_only_filled_by_script() -> None:
    html = """<div class="list"></div><script>$.get('/common/search/c0ffee?_isAgg=true&_isJson=true&_pageSize=15&_template=index&page='+n)</script>"""
    found = page(html, "/zwgk/xxgknb/list.shtml")
    address = "/common/search/c0ffee?_isAgg=true&_isJson=true&_pageSize=15&_template=index&page=1"
    assert links_of(found) == (Link(HOST + address, seat="frame"),)


# Hanweb


def datastore(records: int, first: int, group: str = "page=1&") -> str:
    rows = "".join(
        f"<record><![CDATA[<li><a href='/art/2025/1/9/art_123_{n}.html' title='{TITLE}'>灵武…</a><span>2025-01-\n09</span></li>]]></record>"
        for n in range(first, first + records)
    )
    link = f"/module/web/jpage/dataproxy.jsp?{group}webid=5&columnid=123&unitid=777&permissiontype=0"
    return (
        f'<datastore><nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup><recordset>{rows}</recordset></datastore>'
    )


COLUMN = "/col/col123/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp?page=1&webid=5&columnid=123&unitid=777&permissiontype=0"


def jpage(records: int, total: int) -> Page:
    script = f"<script type='text/xml'>{datastore(records, 1)}</script>"
    return page(
        f"<div id='777'>{script}</div><script>$('#777').jpage({{totalRecord:{total},perPage:15}});</script>", COLUMN
    )


def test_hanweb_holds_its_first_group_in_the_page() -> None:
    found = jpage(45, 61)
    assert family_of(found).name == "hanweb"
    assert items(found) == [(f"/art/2025/1/9/art_123_{n}.html", TITLE, "2025-01-09") for n in range(1, 46)]
    assert following(found) == [f"{PROXY}&startrecord=46&endrecord=90&perpage=15"]


def test_hanweb_goes_on_at_the_proxy() -> None:
    answer = f"<?xml version='1.0' encoding='UTF-8'?>{datastore(16, 46, 'page=2&').replace('<datastore>', '<datastore><totalrecord>120</totalrecord>')}"
    found = page(answer, f"{PROXY}&startrecord=46&endrecord=90&perpage=15", "text/xml")
    assert len(items(found)) == 16
    assert following(found) == [f"{PROXY.replace('page=1', 'page=2')}&startrecord=91&endrecord=135&perpage=15"]
    last = page(answer.replace("120", "61"), f"{PROXY}&startrecord=46&endrecord=90&perpage=15", "text/xml")
    assert following(last) == []


def test_hanweb_that_shows_all() -> None:
    assert following(jpage(9, 9)) == []
    assert following(page("<div class='jpage'></div>", COLUMN)) == []


def test_hanweb_records_may_be_broken_html() -> None:
    broken = "<record><![CDATA[<tr><td><a href='/art/2025/1/9/art_1_2.html' title='灵武市2024年年度报告'>灵武</td><td>2025-01-09]]></record>"
    found = page(f"<datastore><recordset>{broken}</recordset></datastore>", COLUMN)
    assert items(found) == [("/art/2025/1/9/art_1_2.html", "灵武市2024年年度报告", "2025-01-09")]


REPORTS_OF = "/module/xxgk/xxgkAnnualReport.jsp?area=11640181MB1234567X&fbtime={}"


def test_hanweb_annual_report_endpoint_is_asked_year_by_year() -> None:
    html = f"<iframe src='{REPORTS_OF.format(-1)}'></iframe><select><option value='2024'>2024</option><option value='2023'>2023</option></select>"
    found = page(html, "/col/col9/index.html")
    years = [Link(HOST + REPORTS_OF.format(year), seat="frame") for year in (2024, 2023)]
    assert list(links_of(found))[:2] == years


# jpaas

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = "{'parseType':'bulidstatic','webId':'w1','tplSetId':'t1','pageType':'column','tagId':'信息列表','editType':'null','pageId':'p1'}"


def test_jpaas_asks_its_unit_for_each_page() -> None:
    html = f"""<div class="list">{row("/zwgk/art/2025/art_0123456789abcdef0123456789abcdef.html")}</div>
    <script url="{UNIT}" parseType="bulidstatic" queryData="{QUERY}" totalpage="3"></script>"""
    found = page(html, "/col/col1/index.html")
    assert family_of(found).name == "jpaas"
    (next_page,) = following(found)
    assert next_page.startswith(f"{UNIT}?parseType=bulidstatic&pageType=column&webId=w1&tplSetId=t1&tagId=")
    assert next_page.endswith("paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A%2215%22%7D")


def test_jpaas_answers_json_with_html() -> None:
    html = f"<ul>{row('/zwgk/art/2025/art_0123456789abcdef0123456789abcdef.html')}</ul>"
    address = f"{UNIT}?webId=w1&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A%2215%22%7D"
    found = page(json.dumps({"success": True, "data": {"html": html}}), address, "application/json")
    assert items(found) == [("/zwgk/art/2025/art_0123456789abcdef0123456789abcdef.html", TITLE, "2025-01-23")]
    assert following(found) == [address.replace("%3A2%2C", "%3A3%2C")]
    empty = page('{"success":true,"data":{"html":"<ul></ul>"}}', address, "application/json")
    assert (items(empty), following(empty)) == ([], [])


# VSB


def vsb(path: str, count: int, pager: str = "") -> Page:
    return page(
        f"<li id='line_u9_0'><a href='../info/1042/5310.htm'>{TITLE}</a><span>2025-01-20</span></li>{pager}"
        f"<script>function f(){{_simple_list_gotopage_fun({count},'u9_goto',1)}}</script>",
        path,
    )


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("/zwgk/zfxxgknb.htm", ["/zwgk/zfxxgknb/2.htm"]),
        ("/zwgk/zfxxgknb/2.htm", ["/zwgk/zfxxgknb/1.htm"]),
        ("/zwgk/zfxxgknb/1.htm", []),
    ],
)
def test_vsb_counts_backwards(path: str, pages: list[str]) -> None:
    found = vsb(path, 3)
    assert (family_of(found).name, following(found)) == ("vsb", pages)


def test_vsb_follows_its_own_link_where_there_is_one() -> None:
    found = vsb("/zwgk/zfxxgknb.htm", 3, "<span class='p_next p_fun'><a href='zfxxgknb/2.htm'>下页</a></span>")
    assert following(found) == ["/zwgk/zfxxgknb/2.htm"]
    assert items(found) == [("/info/1042/5310.htm", TITLE, "2025-01-20")]


def test_vsb_with_one_page() -> None:
    assert following(vsb("/zwgk/zfxxgknb.htm", 1)) == []


# Lonsun


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("?type=4&catId=7&action=list", ["/public/column/66168?type=4&catId=7&action=list&pageIndex=2"]),
        ("?type=4&catId=7&action=list&pageIndex=2", ["/public/column/66168?type=4&catId=7&action=list&pageIndex=3"]),
        ("?type=4&catId=7&action=list&pageIndex=3", []),
        ("", ["/public/column/66168?pageIndex=2"]),
    ],
)
def test_lonsun_counts_by_page_index(query: str, pages: list[str]) -> None:
    html = f"<ul class='doc_list'>{row('/public/66168/90123.html')}</ul><script>Ls.pagination({{el:'.p',pageCount:3,pageIndex:1}})</script>"
    found = page(html, f"/public/column/66168{query}")
    assert (family_of(found).name, following(found)) == ("lonsun", pages)
    assert items(found) == [("/public/66168/90123.html", TITLE, "2025-01-23")]


# jeecms and plain pages


def test_jeecms_hides_its_pager_in_a_handler() -> None:
    pager = "<a onclick=\"location.href=encodeURI('index_2.jhtml');\" href='javascript:void(0);'>下一页</a>"
    html = f"<li><a href='/x/123.jhtml'>{TITLE}</a><p>发布时间：2025-01-20 09:00:00</p></li>{pager}"
    found = page(html, "/x/index.jhtml")
    assert (family_of(found).name, following(found)) == ("jeecms", ["/x/index_2.jhtml"])
    assert items(found) == [("/x/123.jhtml", TITLE, "2025-01-20")]


NEXT = [
    ("<a href='?page=2'>下一页</a>", ["/zwgk/nb/?page=2"]),
    ("<a href='list_2.html'>下 页 &gt;</a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html'>»下一页»</a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html'><span>后一页</span></a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html'>Next</a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html' title='下一页'>&gt;</a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html'><img alt='下一页' src='n.gif'></a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='list_2.html' rel='next'>›</a>", ["/zwgk/nb/list_2.html"]),
    ("<a onclick=\"window.location.href='list_2.html'\">下一页</a>", ["/zwgk/nb/list_2.html"]),
    ("<a href='#'>下一页</a>", []),
    ("<a href='javascript:next(2)'>下一页</a>", []),
    ("<a href='./'>下一页</a>", []),
    ("<a href='list_2.html'>下一页新闻标题</a>", []),
    ("<a href='a.html'>下一篇</a>", []),
]


@pytest.mark.parametrize(("html", "pages"), NEXT)
def test_the_next_page_of_any_list(html: str, pages: list[str]) -> None:
    found = page(f"<ul>{row('a.html')}</ul>{html}")
    assert (family_of(found).name, following(found)) == ("generic", pages)


# gkmlpt

API = "/gkmlpt/api/all/{}?page={}&sid=660"


def answer(total: int, count: int, number: int = 1) -> Page:
    articles = [
        {
            "id": n,
            "title": TITLE,
            "url": f"{HOST}/gkmlpt/content/0/638/post_{n}.html",
            "display_publish_time": 1737302400 - 3600,
        }
        for n in range(count)
    ]
    body = {"classify": {"post_count": total}, "articles": articles}
    return page(json.dumps(body), API.format(2629, number), "application/json")


def test_gkmlpt_reads_its_interface() -> None:
    found = answer(9, 2)
    assert family_of(found).name == "gkmlpt"
    assert items(found) == [(f"/gkmlpt/content/0/638/post_{n}.html", TITLE, "2025-01-19") for n in range(2)]
    assert following(found) == [API.format(2629, 2)]


@pytest.mark.parametrize(("total", "count", "number"), [(9, 3, 3), (9, 0, 1), (0, 0, 1), (2, 2, 1)])
def test_gkmlpt_ends(total: int, count: int, number: int) -> None:
    assert following(answer(total, count, number)) == []


def test_gkmlpt_shows_its_tree() -> None:
    tree = [{"id": 1, "name": "政府信息公开", "children": [{"id": 2629, "name": "政府信息公开年报", "children": []}]}]
    config = json.dumps({"SID": "660", "TREE": tree}, ensure_ascii=False)
    found = page(f"<div id='app'></div><script>window._CONFIG = {config};</script>", "/gkmlpt/index")
    assert list(links_of(found)) == [
        Link(HOST + API.format(1, 1), "政府信息公开"),
        Link(HOST + API.format(2629, 1), "政府信息公开年报"),
    ]


def test_gkmlpt_pages_name_their_category_behind_the_hash() -> None:
    config = json.dumps({"SID": "660", "TREE": []})
    html = f"<a href='/gkmlpt/annualreport#2629'>政府信息公开年报</a><script>window._CONFIG = {config};</script>"
    found = page(html, "/gkmlpt/index")
    assert links_of(found)[0] == Link(HOST + API.format(2629, 1), "政府信息公开年报")


@pytest.mark.parametrize(
    "body", ["", "null", "[]", '{"articles": 3}', '{"articles": [3], "classify": []}', "<html>", "{"]
)
def test_gkmlpt_answers_of_another_shape_are_empty(body: str) -> None:
    found = page(body, API.format(2629, 1))
    assert (list(links_of(found)), following(found)) == ([], [])


# All of them

FOREIGN = """<div class='footer'><a href='http://www.zj.example/col/col1/index.html'>省</a>
<a href='http://a.example/x.jhtml'>县</a><a href='http://b.example/public/column/3'>市</a></div>"""


@pytest.mark.parametrize("name", ["trs", "ucap", "vsb", "generic"])
def test_links_to_sites_of_other_families_mislead_nobody(name: str) -> None:
    pager = {
        "trs": FUNCTION + '<script>createPageHTML(3, 0, "index", "html");</script>',
        "ucap": FUNCTION + "<script>createPageHTML('page_div', 3, 1, 'index', 'html', 9);</script>",
        "vsb": "<script>_simple_list_gotopage_fun(3,'u9_goto',1)</script>",
        "generic": "<a href='index_1.html'>下一页</a>",
    }[name]
    found = page(f"<ul>{row('a.html')}</ul>{pager}{FOREIGN}", "/zwgk/nb.htm" if name == "vsb" else "/zwgk/nb/")
    expected = {"trs": "nb/index_1.html", "ucap": "nb/index_2.html", "vsb": "nb/2.htm", "generic": "nb/index_1.html"}
    assert following(found) == [f"/zwgk/{expected[name]}"]


def test_a_declared_family_is_taken_at_its_word() -> None:
    found = page("<script>_simple_list_gotopage_fun(3,'u9_goto',1)</script>", "/nb.htm")
    assert family_of(found, "generic").name == "generic"


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("body", [b"", b"%PDF-1.4", b"\xff\xfe\x00", b"{}", b"<html>", b"<datastore>", b"\x00" * 40])
def test_no_family_stumbles_over_nonsense(name: str, body: bytes) -> None:
    found = Page(f"{HOST}/x/", body)
    family = FAMILIES[name]
    assert (list(family.scripted(found)), list(family.following(found)), family.unread(found)) == ([], [], None)
    family.recognises(found)
