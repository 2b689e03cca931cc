"""robots.txt: RFC 9309, and what is stricter here."""

from __future__ import annotations

import pytest

from scraper.client import Client
from scraper.robots import Robots
from tests.scraper.sites import Time, ask, portal_of, raw, served

HOST = "http://a.cn"


def refused(text: str | bytes, *paths: str) -> list[str]:
    robots = Robots.from_answer(200, text.encode() if isinstance(text, str) else text)
    return [path for path in paths if robots.refusal(HOST + path)]


RULES = [
    ("User-agent: *\nDisallow: /", ["/", "/a"], []),
    ("User-agent: *\nDisallow:", [], ["/", "/a"]),
    ("", [], ["/", "/a"]),
    ("User-agent: *\nDisallow: /so/\nDisallow: /*.pdf$", ["/so/", "/so/a", "/x/a.pdf"], ["/so", "/a.pdf?x=1", "/"]),
    ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a", "/a/c"], ["/a/b", "/a/b/c"]),
    # The longest rule wins, and of two that are as long the one that allows.
    ("User-agent: *\nAllow: /p\nDisallow: /p", [], ["/p"]),
    ("User-agent: nianbao\nDisallow: /x\n\nUser-agent: *\nDisallow: /", ["/x"], ["/", "/a"]),
    ("User-agent: NianBao\nDisallow: /x", ["/x"], ["/a"]),
    ("User-agent: Baiduspider\nDisallow: /", [], ["/a"]),
    ("User-agent: a\nUser-agent: nianbao\nDisallow: /x", ["/x"], ["/a"]),
    ("\ufeffUser-agent: *\r\nDisallow: /x # 内部\r\n", ["/x"], ["/a"]),
    ("user-AGENT : *\rdisallow : /x", ["/x"], ["/a"]),
    ("User-agent: *\nDisallow: /年报/", ["/%E5%B9%B4%E6%8A%A5/1.html"], ["/a"]),
    ("User-agent: *\nDisallow: /%e5%b9%b4%e6%8a%a5/", ["/%E5%B9%B4%E6%8A%A5/1.html"], ["/a"]),
    ("Sitemap: http://a.cn/s.xml\nDisallow: /", [], ["/a"]),
    ("<!DOCTYPE html><html><body>您访问的页面不存在 Disallow: /</body></html>", [], ["/a"]),
    ("\x00\xff" * 50, [], ["/a"]),
]


@pytest.mark.parametrize(("text", "closed", "opened"), RULES)
def test_rules(text: str, closed: list[str], opened: list[str]) -> None:
    assert refused(text, *closed, *opened) == closed


def test_what_comes_after_500_kibibytes_may_be_left_unread() -> None:
    assert refused(b"#" * 500 * 1024 + b"\nUser-agent: *\nDisallow: /", "/a") == []


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_closed_host(status: int) -> None:
    robots = Robots.from_answer(status, b"")
    reason = f"robots.txt answers {status}; nothing is asked of this host in this run"
    assert robots.refusal(f"{HOST}/a") == reason


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_no_rules(status: int) -> None:
    assert Robots.from_answer(status, b"User-agent: *\nDisallow: /").refusal(f"{HOST}/a") is None


@pytest.mark.parametrize(
    ("line", "seconds"), [("5", 5.0), ("0.5", 0.5), ("soon", 0.0), ("-3", 0.0), ("nan", 0.0), ("inf", 0.0), ("", 0.0)]
)
def test_crawl_delay(line: str, seconds: float) -> None:
    assert Robots.from_answer(200, f"User-agent: *\nCrawl-delay: {line}\n".encode()).delay == seconds


# Over HTTP

DISALLOW = "User-agent: *\nDisallow: /so/\nCrawl-delay: 7\n"


def test_rules_are_asked_for_once_and_set_the_pace() -> None:
    with served({"/robots.txt": DISALLOW, "/a": "<a>有</a>" * 9, "/b": "<a>有</a>" * 9}) as server:
        time = Time()
        client, portal = Client(pace=time.pace()), portal_of(server)
        answers = [client.fetch(server.root + path, portal) for path in ("a", "so/x", "b")]
        assert [(answer.outcome, answer.reason) for answer in answers] == [
            ("ok", ""),
            ("refused", "robots.txt disallows it"),
            ("ok", ""),
        ]
        assert [request.path for request in server.log] == ["/robots.txt", "/a", "/b"]
        assert [len(answer.robots) for answer in answers] == [1, 0, 0]
        assert time.slept == [7, 7]


def test_the_rules_are_read_again_by_the_next_client() -> None:
    with served({"/robots.txt": DISALLOW}) as server:
        assert ask(server, "so/a").outcome == "refused"
        server.replace("/robots.txt", b"User-agent: *\nDisallow:\n")
        assert ask(server, "so/a").outcome == "missing"


def test_a_redirect_is_followed() -> None:
    with served({"/rules.txt": DISALLOW}) as server:
        server.fail("/robots.txt", 301, headers={"Location": "/rules.txt"})
        answer = ask(server, "so/a")
        assert (answer.outcome, len(answer.robots)) == ("refused", 2)


def test_a_redirect_to_another_host_is_as_good_as_none() -> None:
    with served({"/a": "<a>有</a>" * 9}) as server:
        server.fail("/robots.txt", 302, headers={"Location": "http://www.example.com/robots.txt"})
        assert ask(server, "a").outcome == "ok"


def test_rules_that_redirect_for_ever_close_the_host() -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.fail("/robots.txt", 302, headers={"Location": "/robots.txt"})
        answer = ask(server, "a")
        assert answer.outcome == "refused"
        assert answer.reason == f"robots.txt: more than 5 redirects; the last leads to {server.root}robots.txt"
        assert {request.path for request in server.log} == {"/robots.txt"}


def test_403_closes_the_host_for_the_run() -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.fail("/robots.txt", 403)
        client, portal = Client(), portal_of(server)
        answers = [client.fetch(server.root + path, portal) for path in ("a", "b")]
        assert {(answer.outcome, answer.reason) for answer in answers} == {
            ("refused", "robots.txt answers 403; nothing is asked of this host in this run")
        }
        assert [request.path for request in server.log] == ["/robots.txt"]


def test_an_error_is_asked_again_and_then_closes_the_host() -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.fail("/robots.txt", 500)
        answer = ask(server, "a")
        assert answer.outcome == "refused"
        assert answer.reason == "robots.txt answers 500; nothing is asked of this host in this run"
        assert [request.path for request in server.log] == ["/robots.txt"] * 4


def test_no_answer_closes_the_host() -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.down()
        answer = ask(server, "a")
        assert answer.outcome == "refused"
        assert answer.reason == "robots.txt: connection closed without an answer"


BROKEN = raw(b"\x1f\x8b\x08\x00broken", "Content-Encoding: gzip", "Content-Length: 10")


def test_rules_that_cannot_be_read_close_the_host() -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.send("/robots.txt", BROKEN)
        client, portal = Client(), portal_of(server)
        answers = [client.fetch(server.root + path, portal) for path in ("a", "b")]
        assert [answer.outcome for answer in answers] == ["refused", "refused"]
        assert answers[0].reason == answers[1].reason
        assert answers[0].reason.startswith("robots.txt: body cannot be decoded")
        assert [request.path for request in server.log] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "body"), [(412, b""), (521, b"<script>x</script>"), (200, b"<script>document.cookie='C3VK=1'</script>")]
)
def test_a_wall_before_the_rules_closes_the_host_and_is_called_a_wall(status: int, body: bytes) -> None:
    with served({"/a": "<a>有</a>"}) as server:
        server.fail("/robots.txt", status, body, {"Set-Cookie": "__jsl_clearance_s=1"} if status == 521 else None)
        answer = ask(server, "a")
        assert answer.outcome == "blocked"
        assert answer.reason.startswith("robots.txt: answers ")
        assert answer.reason.endswith("; a person has to look")
        assert {request.path for request in server.log} == {"/robots.txt"}
