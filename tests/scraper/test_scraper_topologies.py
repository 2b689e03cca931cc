"""Ways from a front page to a report, in the paths that portals have: each is walked to its end from the root alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import crawl
from tests.scraper.sites import portal_of, served

TITLE = "灵武市公安局2024年政府信息公开工作年度报告"
REPORT = f"<title>{TITLE}</title><p>一、总体情况</p><p>二、主动公开政府信息情况</p>"
#: What stands beside the way on every page.
BESIDE = (
    "<a href='/xwzx/'>新闻中心</a><a href='/wzndbb/'>政府网站年度报表</a><a href='/hdjl/'>互动交流</a>"
    "<a href='/zwgk/czyjs/'>财政预决算</a><a href='http://www.gov.cn/'>中国政府网</a>"
)
WAYS = {
    "agencies in a folder of their own": [
        ("政务公开", "/zwgk/"),
        ("政府部门及直属机构信息公开", "/zwgk/zfbmzsjgxxgk/"),
        ("灵武市公安局", "/zwgk/zfbmzsjgxxgk/lwsgaj_29121/"),
        ("信息公开年报", "/zwgk/zfbmzsjgxxgk/lwsgaj_29121/xxgknb_29124/"),
        (TITLE, "/zwgk/zfbmzsjgxxgk/lwsgaj_29121/xxgknb_29124/202501/t20250123_48.html"),
    ],
    "agencies under a short folder": [
        ("政府信息公开专栏", "/zfxxgkzl/"),
        ("乡镇部门", "/zfxxgkzl/xzbm/"),
        ("公安局", "/zfxxgkzl/xzbm/gaj/"),
        ("年度报告", "/zfxxgkzl/xzbm/gaj/ndbg/"),
        (TITLE, "/zfxxgkzl/xzbm/gaj/ndbg/202501/t20250123_48.htm"),
    ],
    "a catalogue between agency and column": [
        ("信息公开", "/xxgk_15/"),
        ("部门信息公开目录", "/bmxxgkml_15/"),
        ("市公安局", "/bmxxgkml_15/pdsgaj_15/"),
        ("信息公开目录", "/bmxxgkml_15/pdsgaj_15/xxgkml_15/"),
        ("年度工作报告", "/bmxxgkml_15/pdsgaj_15/xxgkml_15/ndgzbg_15/"),
        (TITLE, "/bmxxgkml_15/pdsgaj_15/xxgkml_15/ndgzbg_15/t20250123_48.html"),
    ],
    "reports first, then years and groups": [
        ("政务公开", "/zwgk/"),
        ("政府信息公开年报", "/zfxxgknb/"),
        ("2025年", "/zfxxgknb/2025n/"),
        ("部门", "/zfxxgknb/2025n/bmnb2025/"),
        (TITLE, "/zfxxgknb/2025n/bmnb2025/202501/t20250123_48.html"),
    ],
    "reports first, then agencies": [
        ("政府信息公开", "/zfxxgk/"),
        ("公开年报", "/gknb/"),
        ("部门年报", "/gknb/bmnb/"),
        ("灵武市公安局", "/gknb/bmnb/gaj.htm"),
        (TITLE, "/info/1042/5310.htm"),
    ],
    "a column for each year": [
        ("政务公开", "/zwgk.htm"),
        ("政府信息公开年报", "/zwgk/zfxxgknb.htm"),
        ("2024年", "/zwgk/zfxxgknb/a2024.htm"),
        (TITLE, "/info/1042/5310.htm"),
    ],
    "a page of an agency that is the report": [
        ("政务公开", "/zwgk/"),
        ("政府信息公开年度报告", "/zwgk/nb/"),
        ("2024年度", "/zwgk/nb/n2024n.htm"),
        ("灵武市公安局", "/zwgk/nb/n2024n/bm/gaj.htm"),
    ],
    "numbers for folders": [
        ("政务公开", "/c100001/index.shtml"),
        ("法定主动公开内容", "/c100002/index.shtml"),
        ("政府信息公开年报", "/c100003/common_list.shtml"),
        (TITLE, "/c100003/202501/0123456789abcdef0123456789abcdef.shtml"),
    ],
    "straight from the front page": [
        ("政府信息公开年报", "/channel/list.do?id=77"),
        (TITLE, "/channel/show/5166.html"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_way_to_a_report(way: str, tmp_path: Path) -> None:
    steps = [("首页", "/"), *WAYS[way]]
    pages = {
        f"{path}index.html"
        if path.endswith("/")
        else path: f"<title>{text}</title><li><a href='{href}'>{label}</a></li>{BESIDE}"
        for (text, path), (label, href) in pairwise(steps)
    }
    *_, (_, report) = steps
    with served({**pages, report: REPORT}) as server, Archive.open(tmp_path) as archive:
        result = crawl(portal_of(server), archive, Client())
        assert [url.removeprefix(server.root[:-1]) for url in result.reports] == [report]
        assert [request.path for request in server.log] == ["/robots.txt", *(path for _, path in steps)]
        (capture,) = archive.captures("report")
        agency = next((text for text, _ in steps if text.endswith("公安局")), None)
        assert capture.agency_hint == agency
