"""A page as the crawl sees it, and the text of its bytes."""

from __future__ import annotations

import pytest

from scraper.page import Link, Page, first_date
from scraper.text import decode, squeeze

URL = "http://www.lw.gov.cn/zwgk/nb/index.html"
HOST = "http://www.lw.gov.cn"


def page(html: str, url: str = URL, head: str = "") -> Page:
    return Page(url, f"<html><head>{head}</head><body>{html}</body></html>".encode())


def links(html: str, **more: str) -> list[Link]:
    return list(page(html, **more).links)


# Text

WORDS = "灵武市民政局2024年度报告"
TEXTS = [
    (WORDS.encode(), "", WORDS),
    (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=gbk", WORDS),
    (WORDS.encode("utf-16"), "", WORDS),
    (WORDS.encode("gb18030"), "", WORDS),
    (WORDS.encode("gb18030"), "text/html; charset=gb2312", WORDS),
    (WORDS.encode("gb18030"), "text/html; charset=iso-8859-1", WORDS),
    (b"<meta charset=gb2312>" + WORDS.encode("gb18030"), "text/html; charset=utf-8", f"<meta charset=gb2312>{WORDS}"),
    (b"<meta charset=gbk>" + WORDS.encode(), "text/html; charset=gbk", f"<meta charset=gbk>{WORDS}"),
    (WORDS.encode("big5", "replace"), "text/html; charset=big5", WORDS.encode("big5", "replace").decode("big5")),
    (WORDS.encode() + b"\xe5\xb9", "text/html; charset=utf-8", f"{WORDS}�"),
    (WORDS.encode("gb18030"), "text/html; charset=nonsense", WORDS),
    ("〇㐀𠀀".encode("gb18030"), "text/html; charset=gb2312", "〇㐀𠀀"),
]


@pytest.mark.parametrize(("body", "header", "text"), TEXTS)
def test_bytes_to_text(body: bytes, header: str, text: str) -> None:
    assert decode(body, header) == text


def test_squeeze() -> None:
    assert squeeze(" 灵武\u200b市 \r\n\t民政局\u3000\xa0报告\ufeff") == "灵武市 民政局 报告"


# Links

ROWS = [
    ("<li><a href='./a.html'>年报</a><span>2025-01-23</span></li>", "年报", "2025-01-23"),
    ("<li><span>[2025/1/3]</span><a href='a.html'>年报</a></li>", "年报", "2025-01-03"),
    ("<tr><td><a href='a.html'>年报</a></td><td>2025年1月23日</td></tr>", "年报", "2025-01-23"),
    ("<li><a href='a.html'><p>年报</p><i>2025.01.23</i></a></li>", "年报2025.01.23", "2025-01-23"),
    ("<li><a href='a.html'>年 报\n 2024</a><p>发布时间：2025-01-20 09:00:00</p></li>", "年 报 2024", "2025-01-20"),
    ("<dl><dd><a href='a.html'>年报</a></dd><dd>\n  2025-\n 01-23 \n</dd></dl>", "年报", "2025-01-23"),
    ("<li><a href='a.html'>2024-01-01至2024-12-31年报</a><em>2025-01-23</em></li>", "2024-01-01至2024-12-31年报", "2025-01-23"),
    ("<li><a href='a.html'>年报</a><span>2025-13-01</span></li>", "年报", None),
    ("<li><a href='a.html'>年报</a></li>", "年报", None),
    ("<li><a href='a.html' title='灵武市民政局2024年年度报告'>灵武市民政局2024…</a></li>", "灵武市民政局2024年年度报告", None),
    ("<li><a href='a.html' title='灵武市民政局2024年年度报告'>灵武市民政局2024...</a></li>", "灵武市民政局2024年年度报告", None),
    ("<li><a href='a.html' title='灵武市民政局2024年年度报告'>灵武市民政局</a></li>", "灵武市民政局2024年年度报告", None),
    ("<li><a href='a.html' title='点击查看详细内容请进入'>年报</a></li>", "年报", None),
    ("<li><a href='a.html' title='年报'><img src='x'></a></li>", "年报", None),
    ("<li><a href='a.html'><img src='x' alt='年报'></a></li>", "年报", None),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text", "date"), ROWS)
def test_rows(html: str, text: str, date: str | None) -> None:
    table = html if html.startswith("<li") else f"<table>{html}</table>" if html.startswith("<tr") else html
    assert links(f"<a href='/other.html'>别的</a><div>{table}</div>")[1:] == [
        Link(f"{HOST}/zwgk/nb/a.html", text, date)
    ]


def test_each_row_has_its_own_date() -> None:
    html = "<ul><li><a href='1.html'>一</a></li><li><a href='2.html'>二</a><span>2025-01-02</span></li></ul>"
    assert [link.date for link in links(html)] == [None, "2025-01-02"]


def test_what_leads_nowhere_is_no_link() -> None:
    html = (
        "<a>模板</a><a href=''>空</a><a href='#'>顶</a><a href='javascript:;'>函数</a><a ms-attr-href='el.url'>行</a>"
    )
    assert links(html) == []


def test_relative_links_start_at_the_base() -> None:
    assert links("<a href='a.html'>年报</a>", head="<base href='/x/'>") == [Link(f"{HOST}/x/a.html", "年报")]


def test_frames() -> None:
    html = "<iframe src='list.html' title='列表'></iframe><iframe></iframe><iframe src='index.html'></iframe>"
    assert links(html) == [Link(f"{HOST}/zwgk/nb/list.html", "列表", seat="frame")]


FORWARDS = [
    '<meta http-equiv="refresh" content="0;url=./2024/">',
    "<meta http-equiv=Refresh content='0; URL=\"./2024/\"'>",
    "<script>location.replace('./2024/')</script>",
    '<script>window.location.href = "/zwgk/nb/2024/";</script>',
    "<script>top.location='2024/';</script>",
]


@pytest.mark.parametrize("html", FORWARDS)
def test_where_a_shell_sends_on(html: str) -> None:
    assert links(html) == [Link(f"{HOST}/zwgk/nb/2024/", seat="forward")]


def test_a_long_page_sends_on_by_meta_alone() -> None:
    assert links("<script>function f(){location.href='/a.html'}</script>" + "<p>公开</p>" * 300) == []


def test_rows_that_script_writes() -> None:
    html = """<script>document.writeln("<li><a href=\\"./a.html\\">年报<\\/a><span>2025-01-23</span></li>");
    document.write('<li><a href=\\'b.html\\'>二</a></li>');document.write('<a href="' + url + '">三</a>');</script>"""
    assert links(html) == [
        Link(f"{HOST}/zwgk/nb/a.html", "年报", "2025-01-23"),
        Link(f"{HOST}/zwgk/nb/b.html", "二"),
    ]


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"%PDF-1.4 <a href='x'>", b"PK\x03\x04<a href='x'>", b"<", b"<!-- -->", b"\x00<\x00"]
)
def test_what_is_no_page_has_nothing(body: bytes) -> None:
    nothing = Page(URL, body)
    assert (nothing.title, nothing.labels, nothing.links, nothing.words.strip("<")) == ("", {}, (), "")


def test_labels_title_and_words() -> None:
    head = "<title> 年 报\n</title><meta name='ColumnName' content=' 信息公开年报 '><meta name='x'><meta charset=utf-8>"
    found = page("<p>一、 总体<b>情况</b></p><script>x</script><style>y</style>", head=head)
    assert (found.title, found.labels, found.words) == (
        "年 报",
        {"columnname": "信息公开年报", "x": ""},
        "年报一、总体情况",
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("发布：2025-01-23 10:12", "2025-01-23"),
        ("2025 - 1 - 3", "2025-01-03"),
        ("20250123", None),
        ("2025-00-10 2025-01-32 2025-2-3", "2025-02-03"),
        ("2024年", None),
    ],
)
def test_first_date(words: str, day: str | None) -> None:
    assert first_date(words) == day
