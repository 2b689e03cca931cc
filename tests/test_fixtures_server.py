"""The fixture server: validators, redirects, missing pages, and failures that are switched on while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
import requests
from click.testing import CliRunner

from fixtures import Server, Site, build, load_portal, serve
from fixtures.__main__ import main

REPORT = "zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/202501/t20250123_4800975.html"
COLUMN = "zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/"


@pytest.fixture(scope="module")
def site() -> Site:
    return build(load_portal("lingwu"))


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serve(site) as running:
        yield running


def get(server: Server, path: str, **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(server.root + path, headers=named, allow_redirects=False, timeout=5)


def test_a_page_has_validators(server: Server) -> None:
    answer = get(server, REPORT)
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Last-Modified"] == "Thu, 23 Jan 2025 02:12:00 GMT"
    assert answer.headers["ETag"].startswith('"')
    assert "灵武市民政局" in answer.text


def test_304_for_the_tag_that_stands(server: Server) -> None:
    tag = get(server, REPORT).headers["ETag"]
    for held in (tag, f'"x", W/{tag}', "*"):
        answer = get(server, REPORT, If_None_Match=held)
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
    assert get(server, REPORT, If_None_Match='"x"').status_code == 200


def test_304_for_the_date_that_stands(server: Server) -> None:
    assert get(server, REPORT, If_Modified_Since="Thu, 23 Jan 2025 02:12:00 GMT").status_code == 304
    assert get(server, REPORT, If_Modified_Since="Thu, 23 Jan 2025 02:11:59 GMT").status_code == 200
    assert get(server, REPORT, If_Modified_Since="yesterday").status_code == 200


def test_the_tag_goes_before_the_date(server: Server) -> None:
    answer = get(server, REPORT, If_None_Match='"x"', If_Modified_Since="Fri, 24 Jan 2025 02:12:00 GMT")
    assert answer.status_code == 200


def test_a_replaced_page_has_new_validators(server: Server) -> None:
    before = get(server, REPORT)
    server.replace(f"/{REPORT}", "更正后的报告".encode())
    asked = {"If_None_Match": before.headers["ETag"], "If_Modified_Since": before.headers["Last-Modified"]}
    answer = get(server, REPORT, **asked)
    assert (answer.status_code, answer.text) == (200, "更正后的报告")
    assert answer.headers["Last-Modified"] != before.headers["Last-Modified"]


def test_changes_stay_with_their_server(server: Server, site: Site) -> None:
    server.remove(f"/{REPORT}")
    assert get(server, REPORT).status_code == 404
    assert f"/{REPORT}" in site.pages


def test_head_sends_no_body(server: Server) -> None:
    answer = requests.head(server.root + REPORT, timeout=5)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(get(server, REPORT).content)


def test_directories(server: Server) -> None:
    answer = get(server, COLUMN.rstrip("/"))
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/{COLUMN}")
    assert get(server, COLUMN).content == get(server, f"{COLUMN}index.html").content


def test_robots_and_missing_pages(server: Server) -> None:
    assert "Disallow: /zwgk/neibu/" in get(server, "robots.txt").text
    missing = get(server, "xwzx/")
    assert missing.status_code == 404
    assert "您访问的页面不存在" in missing.text


def test_a_list_page_past_the_end_refreshes_to_the_first(server: Server) -> None:
    answer = get(server, f"{COLUMN}index_3.html")
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=./">' in answer.text


@pytest.mark.parametrize(("portal", "status", "location"), [("qinghe", 200, None), ("linxi", 302, "/")])
def test_soft_failures(portal: str, status: int, location: str | None) -> None:
    with serve(load_portal(portal)) as server:
        answer = get(server, "no/such/page.html")
        assert (answer.status_code, answer.headers.get("Location")) == (status, location)
        assert get(server, "robots.txt").status_code == 404


def test_failures_are_switched_on_and_off(server: Server) -> None:
    server.fail(f"/{REPORT}", 412, b"<script>", {"Set-Cookie": "a=1"})
    answer = get(server, REPORT)
    assert (answer.status_code, answer.content, answer.headers["Set-Cookie"]) == (412, b"<script>", "a=1")
    server.recover(f"/{REPORT}")
    assert get(server, REPORT).status_code == 200
    server.down()
    with pytest.raises(requests.ConnectionError):
        get(server, REPORT)
    server.recover()
    assert get(server, REPORT).status_code == 200


def test_the_log_tells_what_was_asked(server: Server) -> None:
    get(server, REPORT, If_None_Match='"x"')
    get(server, "xwzx/?page=2")
    first, second = server.log
    assert (first.method, first.path, first.status) == ("GET", f"/{REPORT}", 200)
    assert first.headers["if-none-match"] == '"x"'
    assert (second.path, second.status) == ("/xwzx/?page=2", 404)
    assert second.time >= first.time


def test_gbk_pages_without_charset(server: Server) -> None:
    path = next(
        p for p, page in server.site.pages.items() if page.content_type == "text/html" and b"gb2312" in page.body
    )
    answer = get(server, path.lstrip("/"))
    assert answer.headers["Content-Type"] == "text/html"
    assert "灵武市教育局" in answer.content.decode("gb18030")


def test_a_taken_port_is_one_line(server: Server) -> None:
    port = server.root.rstrip("/").rsplit(":", 1)[1]
    run = CliRunner().invoke(main, ["--port", port])
    assert run.exit_code == 2
    assert run.output == f"port {port}: Address already in use; choose another with --port\n"
