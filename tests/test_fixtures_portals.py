"""The fixture portals: their topologies, their traps, and truths that agree with each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest

from fixtures import Portal, Report, Site, build, load_portal, portal_ids, reports
from fixtures.figures import broken
from fixtures.prose import chinese

COLUMN = "/zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/"
LINGWU = f"{COLUMN}202501/t20250123_4800975.html"
PORTALS = {portal_id: load_portal(portal_id) for portal_id in portal_ids()}
SITES = {portal_id: build(portal) for portal_id, portal in PORTALS.items()}

#: What 灵武市民政局 printed for 2024: section, subject, value, unit, qualifier.
LINGWU_COUNTS = [
    (1, "网站主动公开政府信息", 76, "条", "exact"),
    (1, "微信公众号发布信息", 461, "篇", "exact"),
    (1, "政务微博发布信息", 89, "条", "exact"),
    (1, "受理政府信息公开申请", 2, "条", "exact"),
    (1, "微信公众号发布信息", 461, "篇", "exact"),
    (1, "微信公众号阅读量", 82056, "次", "more_than"),
    (1, "政务微博发布信息", 92, "条", "exact"),
    (1, "政务微博阅读量", 842400, "次", "more_than"),
    (1, "报送简报", 461, "篇", "exact"),
    (1, "银川市及以上媒体采纳", 33, "篇", "exact"),
    (1, "学习强国采纳", 3, "篇", "exact"),
    (1, "人民网采纳", 1, "篇", "exact"),
    (1, "中国社会报采纳", 4, "篇", "exact"),
    (1, "宁夏日报采纳", 10, "篇", "exact"),
    (1, "银川发布客户端采纳", 7, "篇", "exact"),
    (1, "民政厅采纳", 4, "篇", "exact"),
    (1, "银川市民政局采纳", 37, "篇", "exact"),
    (1, "美丽灵武采纳或报道", 67, "条", "exact"),
    (6, "办理结婚登记", 1192, "对", "exact"),
    (6, "补发结婚登记证", 641, "对", "exact"),
    (6, "预约离婚登记", 1354, "对", "exact"),
    (6, "系统撤回", 666, "条", "exact"),
    (6, "申请撤回", 8, "条", "exact"),
    (6, "成功办理离婚登记", 546, "对", "exact"),
    (6, "补发离婚登记证", 110, "条", "exact"),
    (6, "查阅婚姻登记档案", 690, "人次", "more_than"),
    (6, "异地结婚登记", 7, "对", "exact"),
    (6, "离婚申请", 0, "对", "exact"),
    (6, "离婚登记", 3, "对", "exact"),
    (6, "政府信息公开信息处理费", 0, None, "exact"),
]


def html(site: Site, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(site.pages[path].body.decode())


def links(site: Site, path: str) -> list[str]:
    return [urljoin(path, href) for href in html(site, path).xpath("//a/@href[not(starts-with(., 'java'))]")]


def list_links(site: Site, path: str) -> list[tuple[str, str]]:
    found = html(site, path).xpath("//ul[@class='items']/li/a[@href]")
    return [(link.get("title"), urljoin(path, link.get("href"))) for link in found]


def by_agency(portal: Portal) -> dict[str, dict[int, Report]]:
    found: dict[str, dict[int, Report]] = {}
    for each in reports(portal):
        found.setdefault(each.report.agency, {})[each.report.year] = each.report
    return found


# The real report


def test_lingwu_civil_affairs_2024_stands_at_its_real_place() -> None:
    said = SITES["lingwu"].truths[LINGWU]
    assert said["title"] == "灵武市民政局2024年政府信息公开工作年度报告"
    assert (said["agency"], said["year"], said["form"]) == ("灵武市民政局", 2024, "2021")
    assert said["period"] == {"start": "2024-01-01", "end": "2024-12-31"}
    assert said["published"] == "2025-01-23"
    assert said["contact"]["telephone"] == "0951-4021566"
    assert said["contact"]["email"] == "nxlwmzj@163.com"
    assert said["section_headings"] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_lingwu_civil_affairs_2024_has_the_real_cells() -> None:
    cells = SITES["lingwu"].truths[LINGWU]["cells"]
    assert {code: len(table) for code, table in cells.items()} == {
        "disclosure": 10,
        "applications": 175,
        "remedies": 15,
    }
    others = {key: value for table in cells.values() for key, value in table.items() if value != 0}
    assert others == {
        f"{row}.{column}": 2
        for row in ("new_received", "granted", "processed_total")
        for column in ("natural_person", "total")
    }


def test_lingwu_civil_affairs_2024_has_the_real_counts() -> None:
    counts = SITES["lingwu"].truths[LINGWU]["counts"]
    names = ("section", "subject", "value", "unit", "qualifier")
    assert Counter(tuple(c[n] for n in names) for c in counts) == Counter(LINGWU_COUNTS)


def test_lingwu_civil_affairs_2024_prints_what_it_says() -> None:
    text = html(SITES["lingwu"], LINGWU).get_element_by_id("zoom").text_content()
    for printed in (
        "发布信息89条",
        "发布信息92条",
        "超过82056次",
        "超过84.24万次",
        "690多人次",
        "离婚申请0对",
        "nxlwmzj@163.com",
    ):
        assert printed in text


# Truth


@pytest.mark.parametrize("portal", PORTALS.values(), ids=lambda p: p.id)
def test_identities_hold_but_for_declared_errors(portal: Portal) -> None:
    for each in reports(portal):
        declared = [rule for rule in each.report.breaks if rule.startswith("identity.")]
        assert broken(each.report.form, each.report.figures) == declared, (each.report.agency, each.report.year)


@pytest.mark.parametrize("portal", PORTALS.values(), ids=lambda p: p.id)
def test_years_continue_each_other_but_for_declared_errors(portal: Portal) -> None:
    for agency, years in by_agency(portal).items():
        for before, after in pairwise(sorted(years)):
            declared = sorted(rule for rule in years[after].breaks if rule.startswith("year."))
            assert sorted(_breaks(years[before], years[after])) == declared, (agency, after)


def _breaks(before: Report, after: Report) -> Iterator[str]:
    assert after.year == before.year + 1
    old, new = before.figures, after.figures
    if old["applications"]["carried_over.total"] != new["applications"]["carried_in.total"]:
        yield "year.carry_over"
    if (before.form, after.form) == ("2021", "2021"):
        for row in ("regulations", "normative_documents"):
            was = old["disclosure"][f"{row}.in_force"]
            issued, repealed, now = (new["disclosure"][f"{row}.{c}"] for c in ("issued", "repealed", "in_force"))
            numbers = [n for n in (was, issued, repealed, now) if isinstance(n, (int, float))]
            if len(numbers) == 4 and numbers[3] != numbers[0] + numbers[1] - numbers[2]:
                yield "year.in_force"


@pytest.mark.parametrize("portal", PORTALS.values(), ids=lambda p: p.id)
def test_the_prose_agrees_with_the_tables_but_for_declared_errors(portal: Portal) -> None:
    rows = {
        "收到政府信息公开申请": ("applications", "new_received.total"),
        "结转下年度办理": ("applications", "carried_over.total"),
        "行政复议": ("remedies", "reconsideration.total"),
    }
    for each in reports(portal):
        said = {c.subject: c.value for c in each.report.counts if c.subject in rows}
        wrong = [s for s, value in said.items() if each.report.figures[rows[s][0]][rows[s][1]] != value]
        assert bool(wrong) == ("narrative.table_mismatch" in each.report.breaks), each.report.title


@pytest.mark.parametrize("portal", PORTALS.values(), ids=lambda p: p.id)
def test_the_prose_prints_every_count(portal: Portal) -> None:
    for each in reports(portal):
        texts = ["".join(section.paragraphs) for section in each.report.sections]
        for count in each.report.counts:
            assert count.quote in texts[count.section - 1]
            forms = (str(count.value), f"{count.value / 10_000:g}万", chinese(int(count.value) % 100), "未")
            assert any(form in count.quote for form in forms)


def test_errors_of_publishers_are_declared() -> None:
    assert Counter(rule for each in reports(PORTALS["lingwu"]) for rule in each.report.breaks) == {
        "identity.outcome_sum": 2,
        "identity.row_sum": 1,
        "identity.remedy_sum": 1,
        "year.carry_over": 1,
        "year.in_force": 1,
        "narrative.contradiction": 1,
        "narrative.breakdown_sum": 1,
        "narrative.table_mismatch": 1,
        "parse.table_missing": 2,
    }


def test_blank_and_dash_cells_are_no_zeros() -> None:
    states = Counter(
        state
        for said in SITES["lingwu"].truths.values()
        for table in said["states"].values()
        for state in table.values()
    )
    assert states == {"blank": 3, "dash": 3}


def test_both_forms_and_all_years_occur() -> None:
    years = by_agency(PORTALS["lingwu"])
    assert len(years) >= 8
    assert all(3 <= len(found) <= 6 for found in years.values())
    assert {year for found in years.values() for year in found} == set(range(2019, 2025))
    forms = {(each.report.year, each.report.form) for each in reports(PORTALS["lingwu"])}
    assert forms == {(y, "2019") for y in (2019, 2020, 2022)} | {(y, "2021") for y in range(2021, 2025)}


def test_later_years_change_nothing_in_earlier_reports() -> None:
    now, before = SITES["lingwu"], build(PORTALS["lingwu"].until(2023))
    assert LINGWU in now.pages
    assert LINGWU not in before.pages
    assert before.truths
    assert {path: now.truths[path] for path in before.truths} == before.truths
    assert {path: now.pages[path] for path in before.truths} == {path: before.pages[path] for path in before.truths}


# Topologies


def reached(site: Site) -> set[str]:
    """Every page that links and declared list pages lead to from the home page."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        file = f"{path}index.html" if path.endswith("/") else path
        if file in seen or file not in site.pages or site.pages[file].content_type[:9] != "text/html":
            continue
        seen.add(file)
        body = site.pages[file].body.decode(errors="replace")
        waiting += [path for path in links_of(body, file) if not urlsplit(path).netloc]
    return seen


def links_of(body: str, path: str) -> Iterator[str]:
    for href in re.findall(r'<a[^>]* href="([^"]+)"', body):
        yield urljoin(path, href)
    for pages in re.findall(r"createPageHTML\((\d+), \d+,", body):
        yield from (urljoin(path, f"index_{n}.html") for n in range(1, int(pages)))


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_report_is_reached_from_the_root(site: Site) -> None:
    pages = {path for path in site.truths if path.endswith(".html")}
    assert pages <= reached(site)


def test_the_way_to_an_agency_goes_through_four_columns() -> None:
    site = SITES["lingwu"]
    assert "/zwgk/" in links(site, "/index.html")
    assert "/zwgk/zfbmzsjgxxgk/" in links(site, "/zwgk/index.html")
    assert "/zwgk/zfbmzsjgxxgk/lwsmzj_29121/" in links(site, "/zwgk/zfbmzsjgxxgk/index.html")
    columns = html(site, "/zwgk/zfbmzsjgxxgk/lwsmzj_29121/index.html").xpath("//ul[@class='links']//a/text()")
    assert columns == ["信息公开年报", "机构职能", "信息公开指南", "政策文件", "财政预决算", "政府网站年度报表"]


def test_lists_are_paged_from_zero() -> None:
    site = SITES["lingwu"]
    pages = [f"{COLUMN}index.html", f"{COLUMN}index_1.html", f"{COLUMN}index_2.html"]
    assert [len(list_links(site, path)) for path in pages] == [2, 2, 1]
    assert list_links(site, pages[0])[0] == ("灵武市民政局2024年政府信息公开工作年度报告", LINGWU)
    assert f"{COLUMN}index_3.html" not in site.pages
    body = site.pages[pages[1]].body.decode()
    assert 'createPageHTML(3, 1, "index", "html");' in body
    assert body.index("function createPageHTML") < body.index("createPageHTML(3")


def test_report_first_and_flat_portals() -> None:
    qinghe, linxi = SITES["qinghe"], SITES["linxi"]
    first = "/zwgk/zfxxgknb/2024n/xzjd/"
    found = list_links(qinghe, f"{first}index.html") + list_links(qinghe, f"{first}index_1.html")
    assert sorted(title[:6] for title, _ in found) == ["青禾县南河镇", "青禾县城关街", "青禾县柳湾乡", "青禾县石桥镇"]
    assert all(path.startswith(first) for _, path in found)
    assert {path.split("/t2")[0][:20] for path in linxi.truths} == {"/xxgk/zfxxgkgzndbg/2"}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_page_says_that_it_is_a_copy(site: Site) -> None:
    pages = [page.body for page in site.pages.values() if page.content_type.startswith("text/html")]
    assert all("演示数据" in body.decode("utf-8" if _is_utf8(body) else "gb18030") for body in pages)


# Traps


def test_the_traps_of_the_first_portal() -> None:
    site = SITES["lingwu"]
    folder = "/zwgk/zfbmzsjgxxgk/"
    finance = html(site, f"{folder}lwsczj_29141/xxgknb_29144/index.html")
    cut = finance.xpath("//ul[@class='items']/li/a[@href]")[0]
    assert (cut.text, cut.get("title")) == (
        "灵武市财政局2024年政府信息公…",
        "灵武市财政局2024年政府信息公开工作年度报告",
    )
    assert len(finance.xpath("//li[@ms-repeat]/a[not(@href)]")) == 1
    education = site.pages[f"{folder}lwsjyj_29161/xxgknb_29164/index.html"].body.decode()
    assert 'createPageHTML(4, 0, "index", "html");' in education
    assert f"{folder}lwsjyj_29161/xxgknb_29164/index_3.html" not in site.pages
    assert any("/2021_72801/t2024" in path for path in site.truths)
    audit = [path for path, said in site.truths.items() if (said["agency"], said["year"]) == ("灵武市审计局", 2023)]
    assert [path.split("/t2024")[0] for path in sorted(audit)] == [
        f"{folder}lwssjj_29221/xxgknb_29224/202401",
        "/zwgk/zfxxgknb_28950/202401",
    ]
    items = [item for p in site.pages if "/lwszrzyj_29181/xxgknb" in p and "index" in p for item in list_links(site, p)]
    assert [url for _, url in items if url.startswith("http")] == [
        "http://zrzyj.yinchuan.example/xxgk/202501/t20250120_1.html"
    ]


def test_charsets_lie_or_are_missing() -> None:
    pages = SITES["lingwu"].pages
    seen = {
        (page.content_type, b"charset" in page.body, _is_utf8(page.body))
        for path, page in pages.items()
        if path in SITES["lingwu"].truths and path.endswith(".html")
    }
    assert seen == {
        ("text/html; charset=utf-8", True, True),
        ("text/html; charset=utf-8", True, False),
        ("text/html; charset=iso-8859-1", True, True),
        ("text/html", True, False),
        ("text/html", False, False),
    }


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_a_report_may_be_a_file_or_a_picture() -> None:
    site = SITES["lingwu"]
    files = {path: page.body[:5] for path, page in site.pages.items() if path.endswith(".pdf")}
    assert set(files.values()) == {b"%PDF-"}
    attached = [path for path in site.truths if path in files]
    assert [site.truths[path]["title"] for path in attached] == ["灵武市应急管理局2024年政府信息公开工作年度报告"]
    pictures = [said for said in site.truths.values() if not said["cells"]]
    assert [said["title"] for said in pictures] == ["灵武市审计局2024年政府信息公开工作年度报告"]
    assert sum(page.body[:8] == b"\x89PNG\r\n\x1a\n" for page in site.pages.values()) == 2


# Data files


def test_unknown_options_of_a_portal_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    declared: dict[str, Any] = {"layouts.yaml": {}, "portals/x.yaml": {"agencies": [{"reports": {2024: {"lay": 1}}}]}}
    monkeypatch.setattr("fixtures.portal._yaml", declared.__getitem__)
    with pytest.raises(ValueError, match="ReportOptions: unknown option lay"):
        load_portal("x")


@pytest.mark.parametrize(
    ("number", "words"), [(0, "零"), (2, "二"), (10, "十"), (15, "十五"), (20, "二十"), (47, "四十七")]
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese(number) == words
