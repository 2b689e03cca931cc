"""Addresses: one spelling, one key, and where a socket may lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.urls import authority, canonical, folder, is_home, is_loopback_host, may_connect, same_page_key

ROOT = Path(__file__).resolve().parents[2]
BASE = "http://www.lw.gov.cn/zwgk/nb/index.html"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("./202501/t1.html", "http://www.lw.gov.cn/zwgk/nb/202501/t1.html"),
        ("../../a", "http://www.lw.gov.cn/a"),
        ("../../../../a", "http://www.lw.gov.cn/a"),
        ("/a/./b/../c/", "http://www.lw.gov.cn/a/c/"),
        ("/a/..", "http://www.lw.gov.cn/"),
        ("//xz.lw.gov.cn/a", "http://xz.lw.gov.cn/a"),
        ("HTTP://WWW.LW.GOV.CN:80/A", "http://www.lw.gov.cn/A"),
        ("https://www.lw.gov.cn:443/", "https://www.lw.gov.cn/"),
        ("http://www.lw.gov.cn:8080", "http://www.lw.gov.cn:8080/"),
        ("http://www.lw.gov.cn./", "http://www.lw.gov.cn/"),
        ("http://user:secret@www.lw.gov.cn/", "http://www.lw.gov.cn/"),
        ("/a.jsp;jsessionid=1F2?id=3", "http://www.lw.gov.cn/a.jsp?id=3"),
        ("/a.php?PHPSESSID=1&id=3", "http://www.lw.gov.cn/a.php?id=3"),
        ("/a.php?id=3&jsessionid=1", "http://www.lw.gov.cn/a.php?id=3"),
        ("#top", "http://www.lw.gov.cn/zwgk/nb/index.html"),
        ("?page=2#x", "http://www.lw.gov.cn/zwgk/nb/index.html?page=2"),
        (" \n./a\t.html ", "http://www.lw.gov.cn/zwgk/nb/a.html"),
        ("\\zwgk\\a.html", "http://www.lw.gov.cn/zwgk/a.html"),
        ("/年报/1.html", "http://www.lw.gov.cn/%E5%B9%B4%E6%8A%A5/1.html"),
        ("/%E5%B9%B4/1.html", "http://www.lw.gov.cn/%E5%B9%B4/1.html"),
        ("http://灵武.中国/", "http://xn--5lwv1i.xn--fiqs8s/"),
        ("/a b.html", "http://www.lw.gov.cn/a%20b.html"),
    ],
)
def test_canonical(written: str, asked: str) -> None:
    assert canonical(written, BASE) == asked
    assert canonical(asked) == asked


@pytest.mark.parametrize(
    "written",
    [
        "javascript:void(0)",
        "mailto:a@b.cn",
        "tel:0951",
        "data:,a",
        "ftp://a/b",
        "http://a:x/",
        "http://[::1",
        "http://" + "号" * 80 + "/",
    ],
)
def test_what_is_no_http_address(written: str) -> None:
    assert canonical("http://") is None
    assert canonical("a.html") is None
    assert canonical(written, BASE) is None


@given(st.text(max_size=40))
def test_canonical_is_total_and_settled(text: str) -> None:
    once = canonical(text, BASE)
    assert once is None or canonical(once) == once


def test_one_page_has_one_key() -> None:
    same = [
        "http://a.cn/x/",
        "https://a.cn/x/",
        "http://a.cn/x/index.html",
        "http://a.cn/x/index.shtml",
        "http://a.cn/x/index.jhtml",
        "http://a.cn/x/default.aspx",
    ]
    assert {same_page_key(url) for url in same} == {"a.cn/x/"}
    other = ["http://a.cn/x/index_1.html", "http://a.cn/x/?a=1", "http://b.cn/x/", "http://a.cn/x", "http://a.cn/X/"]
    assert len({same_page_key(url) for url in [*same, *other]}) == 6


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://a.cn", True),
        ("http://a.cn/", True),
        ("http://a.cn/index.html", True),
        ("http://a.cn/?a=1", False),
        ("http://a.cn/x/", False),
    ],
)
def test_home(url: str, home: bool) -> None:
    assert is_home(url) is home


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://a.cn/x/y.html", "a.cn/x/"),
        ("http://a.cn/x/", "a.cn/x/"),
        ("http://a.cn/x", "a.cn/x/"),
        ("http://a.cn", "a.cn/"),
    ],
)
def test_folder(url: str, kept: str) -> None:
    assert folder(url) == kept


def test_authority() -> None:
    assert authority("http://[::1]:8000/") == "[::1]:8000"
    assert authority("/path") == ""
    with pytest.raises(ValueError, match="Port could not be cast"):
        authority("http://a.cn:x/")


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("10.0.0.1", False),
        ("localhost.example.cn", False),
        ("www.nxlw.gov.cn", False),
    ],
)
def test_loopback_host(host: str, loopback: bool) -> None:
    assert is_loopback_host(host) is loopback


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "::",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::1",
        "::10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2001:db8::1",
    ],
)
def test_no_socket_leads_inside(address: str) -> None:
    assert not may_connect(address, loopback=False)
    assert not may_connect(address, loopback=True)
    assert not may_connect("64:ff9b::127.0.0.1", loopback=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_for_loopback_portals(address: str) -> None:
    assert may_connect(address, loopback=True)
    assert not may_connect(address, loopback=False)


@pytest.mark.parametrize("address", ["1.1.1.1", "223.5.5.5", "2400:3200::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert may_connect(address, loopback=False)


def test_addresses_from_outside_are_joined_in_one_place() -> None:
    """What `urljoin` is given raises where it is no address; `canonical` says None."""
    files = (
        file for folder in ("scraper", "parsers", "db", "nianbao", "plugins") for file in (ROOT / folder).rglob("*.py")
    )
    assert [str(file.relative_to(ROOT)) for file in files if "urljoin" in file.read_text("utf-8")] == [
        "scraper/urls.py"
    ]
