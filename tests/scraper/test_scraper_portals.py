"""Small portals of other families, from their front pages over HTTP: their reports, all of them and nothing else.

Each portal has a column of three list pages in its family's manner, with look-alikes among the reports.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import crawl
from tests.scraper.sites import portal_of, served

REPORT = "<title>{0}</title><h1>{0}</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
NEWS = "<title>{0}</title><p>会议要求按时公布。</p>"
#: Title → whether it is a report of this county; two to a page.
TITLES = {
    "灵武市民政局2024年政府信息公开工作年度报告": True,
    "灵武市民政局召开政府信息公开年度报告编制工作会议": False,
    "2023年度灵武市民政局政府信息公开年报": True,
    "银川市民政局2022年政府信息公开工作年度报告": False,
    "灵武市民政局政府网站工作年度报表（2023年度）": False,
    "灵武市民政局关于2021年度政府信息公开工作情况的报告": True,
}
Pages = dict[str, str]
#: The addresses of the six articles → the pages of the site that list them.
Maker = Callable[[list[str]], Mapping[str, str]]


def rows(hrefs: list[str], number: int) -> str:
    """The rows of list page `number`, from 0."""
    shown = list(zip(hrefs, TITLES, strict=True))[2 * number : 2 * number + 2]
    return "".join(
        f"<li><a href='{href}' title='{title}'>{title[:9]}…</a><span>2025-01-1{number}</span></li>"
        for href, title in shown
    )


def column(body: str) -> str:
    return f"<meta name='ColumnName' content='政府信息公开年报'><title>政府信息公开年报</title><ul>{body}</ul>"


def home(href: str) -> Pages:
    return {
        "/index.html": "<title>灵武市人民政府</title><a href='/xwzx/'>新闻</a><a href='/zwgk/index.html'>政务公开</a>",
        "/zwgk/index.html": f"<title>政务公开</title><a href='{href}'>政府信息公开年报</a><a href='/zwgk/wzndbb/'>政府网站年度报表</a>",
    }


def ucap(hrefs: list[str]) -> Pages:
    call = "<script>createPageHTML('page_div', 3, {}, 'common_list', 'shtml', 6);</script>"
    names = ("common_list", "common_list_2", "common_list_3")
    lists = {f"/site/c102928/{name}.shtml": column(rows(hrefs, n) + call.format(n + 1)) for n, name in enumerate(names)}
    return home("/site/c102928/common_list.shtml") | lists


def ucap_search(hrefs: list[str]) -> Pages:
    address = "/common/search/c0ffee?_isAgg=true&_isJson=true&_pageSize=2&_template=index&page={}"
    results = [
        {"title": t, "url": h, "publishedTimeStr": "2025-01-20 10:00:00"} for h, t in zip(hrefs, TITLES, strict=True)
    ]
    lists = {
        address.format(n + 1): json.dumps({"data": {"total": 6, "results": results[2 * n : 2 * n + 2]}})
        for n in range(3)
    }
    return (
        home("/zwgk/xxgknb/")
        | lists
        | {"/zwgk/xxgknb/index.html": column(f"<script>load('{address.format(1)}')</script>")}
    )


def hanweb(hrefs: list[str]) -> Pages:
    proxy = "/module/web/jpage/dataproxy.jsp?page=1&webid=5&columnid=123&unitid=777"

    def store(number: int) -> str:
        records = "".join(f"<record><![CDATA[{row}</li>]]></record>" for row in rows(hrefs, number).split("</li>")[:-1])
        group = f'<nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>'
        return f"<datastore>{group}<totalrecord>6</totalrecord><recordset>{records}</recordset></datastore>"

    script = f"<div id='777'><script type='text/xml'>{store(0)}</script></div><script>$('#777').jpage({{totalRecord:6,perPage:2}});</script>"
    # A server that gives two records at a time, whatever is asked.
    later = {
        f"{proxy}&startrecord=3&endrecord=8&perpage=2": store(1).replace(
            "</recordset>", records_of(store(2)) + "</recordset>"
        )
    }
    return home("/col/col123/index.html") | {"/col/col123/index.html": column(script)} | later


def records_of(store: str) -> str:
    return store.partition("<recordset>")[2].partition("</recordset>")[0]


def jpaas(hrefs: list[str]) -> Pages:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&pageType=column&webId=w&pageId=p&paramJson=%7B%22pageNo%22%3A{}%2C%22pageSize%22%3A%222%22%7D"
    script = """<script queryData="{'webId':'w','pageId':'p'}" pageSize="2"></script>"""
    # Past the end the server gives the last page again.
    lists = {unit.format(n + 1): json.dumps({"data": {"html": rows(hrefs, min(n, 2))}}) for n in range(1, 4)}
    return home("/col/nb/index.html") | lists | {"/col/nb/index.html": column(rows(hrefs, 0) + script)}


def vsb(hrefs: list[str]) -> Pages:
    call = "<script>function go(){{_simple_list_gotopage_fun(3,'u9_goto',{})}}</script>"
    names = ("zfxxgknb", "zfxxgknb/2", "zfxxgknb/1")
    return home("/zwgk/zfxxgknb.htm") | {
        f"/zwgk/{name}.htm": column(rows(hrefs, n) + call.format(n)) for n, name in enumerate(names)
    }


def lonsun(hrefs: list[str]) -> Pages:
    first = "/public/column/66168?type=4&catId=7&action=list"
    call = "<script>Ls.pagination({pageCount:3,pageIndex:1})</script>"
    names = (first, f"{first}&pageIndex=2", f"{first}&pageIndex=3")
    return home(first) | {name: column(rows(hrefs, n) + call) for n, name in enumerate(names)}


def jeecms(hrefs: list[str]) -> Pages:
    pager = "<a onclick=\"location.href=encodeURI('index_{}.jhtml');\" href='javascript:void(0);'>下一页</a>"
    names = ("index", "index_2", "index_3")
    lists = {
        f"/nb/{name}.jhtml": column(rows(hrefs, n) + (pager.format(n + 2) if n < 2 else ""))
        for n, name in enumerate(names)
    }
    return home("/nb/index.jhtml") | lists


def gkmlpt(hrefs: list[str]) -> Pages:
    config = {"SID": "660", "TREE": [{"id": 1, "name": "机构职能"}, {"id": 2629, "name": "政府信息公开年报"}]}
    articles = [{"title": t, "url": h, "display_publish_time": 1737302400} for h, t in zip(hrefs, TITLES, strict=True)]
    api = "/gkmlpt/api/all/2629?page={}&sid=660"
    lists = {
        api.format(n + 1): json.dumps({"classify": {"post_count": 6}, "articles": articles[2 * n : 2 * n + 2]})
        for n in range(3)
    }
    shell = f"<title>政府信息公开</title><div id='app'></div><script>window._CONFIG = {json.dumps(config)};</script>"
    return home("/gkmlpt/index") | {"/gkmlpt/index": shell} | lists


def frame(hrefs: list[str]) -> Pages:
    pager = "<a href='list_{}.html'>下一页</a>"
    lists = {f"/nb/list_{n}.html": rows(hrefs, n) + (pager.format(n + 1) if n < 2 else "") for n in range(3)}
    return home("/zwgk/nb/") | lists | {"/zwgk/nb/index.html": column("<iframe src='/nb/list_0.html'></iframe>")}


def written(hrefs: list[str]) -> Pages:
    def script(html: str) -> str:
        return '<script>document.writeln("' + html.replace("/", "\\/") + '");</script>'

    names = ("index", "index_1", "index_2")
    call = '<script>createPageHTML(3, {}, "index", "html");</script>'
    lists = {f"/zwgk/nb/{name}.html": column(script(rows(hrefs, n)) + call.format(n)) for n, name in enumerate(names)}
    return home("/zwgk/nb/") | lists


MAKERS: dict[str, tuple[Maker, str]] = {
    "ucap": (ucap, "/site/c102928/202501/{}0123456789abcdef0123456789abcde.shtml"),
    "ucap search": (ucap_search, "/zwgk/202501/{}0123456789abcdef0123456789abcde.shtml"),
    "hanweb": (hanweb, "/art/2025/1/9/art_123_{}.html"),
    "jpaas": (jpaas, "/zwgk/art/2025/art_{}0123456789abcdef0123456789abcde.html"),
    "vsb": (vsb, "/info/1042/531{}.htm"),
    "lonsun": (lonsun, "/public/66168/9012{}.html"),
    "jeecms": (jeecms, "/nb/12{}.jhtml"),
    "gkmlpt": (gkmlpt, "/gkmlpt/content/0/638/post_63{}.html"),
    "frame": (frame, "/nb/202501/t20250113_12{}.html"),
    "written": (written, "/zwgk/nb/202501/t20250113_12{}.html"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_portal_of_this_family(name: str, tmp_path: Path) -> None:
    maker, pattern = MAKERS[name]
    hrefs = [pattern.format(number) for number in range(6)]
    articles = {
        href: (REPORT if real else NEWS).format(title)
        for href, (title, real) in zip(hrefs, TITLES.items(), strict=True)
    }
    with served({**articles, **maker(hrefs)}) as server, Archive.open(tmp_path) as archive:
        result = crawl(portal_of(server), archive, Client())
        found = {url.removeprefix(server.root[:-1]) for url in result.reports}
        assert found == {href for href, real in zip(hrefs, TITLES.values(), strict=True) if real}
        asked = {request.path for request in server.log}
        assert asked.isdisjoint({href for href, real in zip(hrefs, TITLES.values(), strict=True) if not real})
        columns = {capture.column for capture in archive.captures("report")}
        assert columns == {"政府信息公开年报"}
