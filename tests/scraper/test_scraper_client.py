"""The door to the network, over real connections on this machine: what goes out, what comes in, what stays out."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from fixtures import Server
from fixtures.server import Answer as Served
from scraper import codings, wire
from scraper.client import Client, Validators
from scraper.portal import Portal
from tests.scraper.sites import ask, portal_of, raw, served

PAGE = "<html><head><title>政府信息公开年报</title></head><body><a href='/b'>灵武市民政局2024年年报</a></body></html>"
BODY = PAGE.encode()
LENGTH = f"Content-Length: {len(BODY)}"


@pytest.fixture
def server() -> Iterator[Server]:
    with served({"/a": PAGE, "/index.html": PAGE}) as running:
        yield running


# What goes out


def test_a_request_says_who_asks_and_takes_no_coding(server: Server) -> None:
    answer = ask(server, "a")
    assert answer.outcome == "ok"
    sent = answer.exchanges[0].sent.decode()
    line, *headers = sent.rstrip().split("\r\n")
    assert line == "GET /a HTTP/1.1"
    named = dict(header.split(": ") for header in headers)
    assert named == {
        "Host": server.root[7:-1],
        "User-Agent": named["User-Agent"],
        "Accept": "*/*",
        "Accept-Language": "zh-CN",
        "Accept-Encoding": "identity",
        "Connection": "keep-alive",
    }
    assert named["User-Agent"].startswith("Mozilla/5.0 (compatible; nianbao/")
    assert named["User-Agent"].endswith("; +https://example.org/who)")


def test_who_asks_can_be_given_by_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_CONTACT", "mailto:who@example.org")
    Client().fetch(f"{server.root}a", portal_of(server))
    assert server.log[0].headers["User-Agent"].endswith("; +mailto:who@example.org)")


def test_neither_passwords_nor_proxies_of_the_user_are_used(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    assert ask(server, "a").outcome == "ok"
    assert all("Authorization" not in request.headers for request in server.log)


def test_what_is_known_is_asked_conditionally(server: Server) -> None:
    client, portal = Client(), portal_of(server)
    first = client.fetch(f"{server.root}a", portal).exchanges[-1]
    known = Validators(first.header("ETag"), first.header("Last-Modified"))
    answer = client.fetch(f"{server.root}a", portal, lambda _: known)
    assert (answer.outcome, answer.exchanges[-1].status, answer.exchanges[-1].body) == ("not_modified", 304, b"")
    assert server.log[-1].headers["If-None-Match"] == known.etag
    assert server.log[-1].headers["If-Modified-Since"] == known.last_modified
    assert "If-None-Match" not in server.log[-2].headers


def test_an_address_is_asked_in_its_canonical_spelling(server: Server) -> None:
    answer = ask(server, "x/../a;jsessionid=1#top")
    assert (answer.url, answer.outcome, server.log[-1].path) == (f"{server.root}a", "ok", "/a")


def test_requests_are_counted(server: Server) -> None:
    client, portal = Client(), portal_of(server)
    server.fail("/r", 302, headers={"Location": "/a"})
    client.fetch(f"{server.root}r", portal)
    client.fetch(f"{server.root}a", portal)
    assert client.requests_sent == len(server.log) == 4


# Where it leads


@pytest.mark.parametrize("url", ["javascript:void(0)", "mailto:a@b.cn", "ftp://127.0.0.1/", "nonsense"])
def test_what_is_no_address_is_refused(server: Server, url: str) -> None:
    answer = Client().fetch(url, portal_of(server))
    assert (answer.outcome, answer.reason) == ("refused", f"{url!r} is no HTTP address")
    assert server.log == []


def test_other_hosts_are_refused(server: Server) -> None:
    answer = Client().fetch("http://www.example.com/a", portal_of(server))
    assert (answer.outcome, answer.exchanges) == ("refused", ())
    assert answer.reason == "leads to www.example.com; if it is the portal's own, add it to its 'hosts'"
    assert server.log == []


def test_redirects_are_followed_hop_by_hop(server: Server) -> None:
    server.fail("/r", 301, headers={"Location": "/s?x=1"})
    server.fail("/s", 307, headers={"Location": "./a"})
    answer = ask(server, "r")
    assert (answer.outcome, answer.url, answer.final_url) == ("ok", f"{server.root}r", f"{server.root}a")
    assert [(hop.url[len(server.root) :], hop.status) for hop in answer.exchanges] == [
        ("r", 301),
        ("s?x=1", 307),
        ("a", 200),
    ]


def test_a_redirect_may_be_written_in_chinese(server: Server) -> None:
    server.send("/r", raw(b"", "Location: /年报/1.html", "Content-Length: 0", status="302 Found"))
    answer = ask(server, "r")
    assert answer.final_url == f"{server.root}%E5%B9%B4%E6%8A%A5/1.html"


def test_redirects_have_an_end(server: Server) -> None:
    server.fail("/r", 302, headers={"Location": "/r"})
    answer = ask(server, "r")
    assert (answer.outcome, len(answer.exchanges)) == ("failed", 6)
    assert answer.reason == f"more than 5 redirects; the last leads to {server.root}r"


def test_a_redirect_without_an_address_is_a_failure(server: Server) -> None:
    server.fail("/r", 302)
    answer = ask(server, "r")
    assert (answer.outcome, answer.reason) == ("failed", "answers 302")


def test_a_redirect_to_another_host_is_refused_and_kept(server: Server) -> None:
    server.fail("/r", 302, headers={"Location": "http://www.example.com/login"})
    answer = ask(server, "r")
    assert (answer.outcome, answer.exchanges[-1].status) == ("refused", 302)
    assert answer.reason == "leads to www.example.com; if it is the portal's own, add it to its 'hosts'"


def test_robots_rules_hold_for_the_end_of_a_redirect(server: Server) -> None:
    server.replace("/robots.txt", b"User-agent: *\nDisallow: /a")
    server.fail("/r", 302, headers={"Location": "/a"})
    answer = ask(server, "r")
    assert (answer.outcome, answer.reason) == ("refused", "robots.txt disallows it")
    assert [request.path for request in server.log] == ["/robots.txt", "/r"]


def test_a_cookie_that_is_set_on_the_way_is_sent_back(server: Server) -> None:
    def gate(asked: Mapping[str, str]) -> Served | None:
        return None if "pass=1" in asked.get("Cookie", "") else Served(302, {"Location": "/a", "Set-Cookie": "pass=1"})

    server.trap("/a", gate)
    answer = ask(server, "a")
    assert (answer.outcome, [hop.status for hop in answer.exchanges]) == ("ok", [302, 200])


Lookup = Callable[[str], None]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Lookup:
    """Lets every name resolve to one address."""

    def to(address: str) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        found = [(family, socket.SOCK_STREAM, 6, "", (address, 80))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)

    return to


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "192.168.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_never_leads_inside(resolve: Lookup, address: str) -> None:
    resolve(address)
    answer = Client().fetch("http://www.nxlw.gov.cn/", Portal("lw", "灵武市", "http://www.nxlw.gov.cn/"))
    assert (answer.outcome, answer.exchanges) == ("refused", ())
    assert answer.reason == f"www.nxlw.gov.cn is {address}, which is not a public address; it is not fetched"


def test_nor_does_another_host_of_a_loopback_portal(server: Server, resolve: Lookup) -> None:
    resolve("192.168.0.1")
    portal = portal_of(server, hosts=("xz.nxlw.gov.cn",))
    answer = Client().fetch("http://xz.nxlw.gov.cn/", portal)
    assert (answer.outcome, answer.reason[:29]) == ("refused", "xz.nxlw.gov.cn is 192.168.0.1")


def test_a_redirect_of_a_real_portal_to_this_machine_is_refused(server: Server) -> None:
    port = server.root.rsplit(":", 1)[1]
    portal = Portal("lw", "灵武市", "http://www.nxlw.gov.cn/", hosts=(f"127.0.0.1:{port.rstrip('/')}",))
    answer = Client().fetch(f"{server.root}a", portal)
    assert (answer.outcome, server.log) == ("refused", [])
    assert answer.reason == "127.0.0.1 is 127.0.0.1, which is not a public address; it is not fetched"


# What comes in


def test_what_was_sent_and_received_is_kept_to_the_byte(server: Server) -> None:
    sent = raw(b"6\r\n<html>\r\n3;x=y\r\n<p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked", "X-Odd:   a  b", status="200")
    server.send("/c", sent)
    exchange = ask(server, "c").exchanges[-1]
    assert exchange.received == sent
    assert (exchange.status, exchange.body, exchange.header("x-odd"), exchange.address) == (
        200,
        b"<html><p>",
        "a  b",
        "127.0.0.1",
    )
    assert exchange.fetched_at.endswith("Z")


PACKED = gzip.compress(BODY, mtime=0)
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
GOOD = {
    "length": (raw(BODY, LENGTH), BODY),
    "no length": (raw(BODY), BODY),
    "old": (raw(BODY).replace(b"1.1", b"1.0"), BODY),
    "no reason": (raw(BODY, LENGTH, status="200"), BODY),
    "tail": (raw(BODY + b"<p>", LENGTH), BODY),
    "gzip": (raw(PACKED, "Content-Encoding: gzip"), BODY),
    "x-gzip": (raw(PACKED, "Content-Encoding: x-gzip", f"Content-Length: {len(PACKED)}"), BODY),
    "gzip in two members": (raw(gzip.compress(BODY[:50]) + gzip.compress(BODY[50:]), "Content-Encoding: gzip"), BODY),
    "gzip with a tail": (raw(PACKED + b"\0\0\0", "Content-Encoding: gzip"), BODY),
    "gzip in chunks": (
        raw(
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED), PACKED), "Content-Encoding: GZIP", "Transfer-Encoding: Chunked"
        ),
        BODY,
    ),
    "claimed gzip": (raw(BODY, "Content-Encoding: gzip"), BODY),
    "deflate": (raw(zlib.compress(BODY), "Content-Encoding: deflate"), BODY),
    "raw deflate": (raw(zlib.compress(BODY, wbits=-15), "Content-Encoding: deflate"), BODY),
    "twice": (raw(gzip.compress(PACKED), "Content-Encoding: gzip, gzip"), BODY),
    "interim": (INTERIM + raw(BODY, LENGTH), BODY),
    "blank tail": (raw(BODY[:-7] + b"\r\n", f"Content-Length: {len(BODY) - 7}"), BODY[:-7]),
    "odd header": (raw(BODY, "nonsense", "X: 灵武", LENGTH), BODY),
}  # fmt: skip

#: What is kept, where that is not all that came.
KEPT = {
    "interim": raw(BODY, LENGTH),
    "tail": raw(BODY, LENGTH),
    "blank tail": raw(BODY[:-7], f"Content-Length: {len(BODY) - 7}"),
}


@pytest.mark.parametrize("case", GOOD)
def test_bodies_are_unpacked(server: Server, case: str) -> None:
    sent, body = GOOD[case]
    server.send("/c", sent)
    answer = ask(server, "c")
    assert (answer.outcome, answer.reason) == ("ok", "")
    assert answer.exchanges[-1].body == body
    kept = answer.exchanges[-1].received
    assert kept == KEPT.get(case, sent)


CUT = "; it is asked for again next time"
BAD = {
    "length too long": (raw(BODY, f"Content-Length: {len(BODY) + 9}"), "answer broke off after"),
    "length too short": (raw(BODY, f"Content-Length: {len(BODY) - 9}"), "answer is longer than the"),
    "length of another file": (raw(b"%PDF" + bytes(300_000), "Content-Length: 200000"), "answer is longer than the"),
    "cut chunk": (raw(b"ff\r\n<html>", "Transfer-Encoding: chunked"), "answer broke off after"),
    "no last chunk": (raw(b"6\r\n<html>\r\n", "Transfer-Encoding: chunked"), "answer broke off after"),
    "nonsense for a chunk": (raw(b"zz\r\n<html>\r\n", "Transfer-Encoding: chunked"), "answer broke off after"),
    "cut gzip": (raw(PACKED[:-20], "Content-Encoding: gzip"), "body cannot be decoded: its packed form breaks off"),
    "broken gzip": (
        raw(PACKED[:-8] + bytes(8), "Content-Encoding: gzip"),
        "body cannot be decoded (Error -3 while decompressing data",
    ),
    "unknown coding": (
        raw(b"\x0b\x02\x80<html>\x03", "Content-Encoding: br"),
        "body cannot be decoded: it is packed as 'br', which was not asked for",
    ),
    "less than nothing": (raw(b"-9\r\n<html>", "Transfer-Encoding: chunked"), "answer broke off after"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9\r\n", "no answer (ConnectionError)"),
    "nothing": (b"", "connection closed without an answer"),
    "cut head": (b"HTTP/1.1 200 OK\r\nContent-Le", "answer broke off"),
}


@pytest.mark.parametrize("case", BAD)
def test_broken_answers_are_failures_with_a_reason(server: Server, case: str) -> None:
    sent, reason = BAD[case]
    server.send("/c", sent)
    answer = ask(server, "c")
    assert answer.outcome == "failed"
    assert answer.reason.startswith(reason)
    assert "\n" not in answer.reason


ENDLESS = BODY.removesuffix(b"</html>")
PDF = b"%PDF-1.4\n" + bytes(9000) + b"\n%%EOF\n"
#: Answers without a length, one after the other → what becomes of them, and how often the page was asked for.
UNMEASURED = {
    "a page to its end": ([BODY], "ok", BODY, 1),
    "a page that never ends so": ([ENDLESS, ENDLESS], "ok", ENDLESS, 2),
    "cut, then whole": ([BODY[:60], BODY], "ok", BODY, 2),
    "cut before its first tag, then whole": ([b"", BODY], "ok", BODY, 2),
    "cut twice": ([BODY[:60], BODY[:90]], "failed", None, 2),
    "nothing, twice": ([b"", b""], "missing", b"", 2),
    "no kind that has an end": ([b"<p>" + b"a" * 100], "ok", b"<p>" + b"a" * 100, 1),
    "a file, cut, then whole": ([PDF[:5000], PDF], "ok", PDF, 2),
}


@pytest.mark.parametrize("case", UNMEASURED)
def test_an_answer_that_may_be_cut_must_end_twice_in_one_place(server: Server, case: str) -> None:
    bodies, outcome, kept, times = UNMEASURED[case]
    server.send("/c", *map(raw, bodies))
    answer = ask(server, "c")
    assert answer.outcome == outcome
    assert [exchange.body for exchange in answer.exchanges] == ([] if kept is None else [kept])
    assert [request.path for request in server.log].count("/c") == times


def test_an_answer_has_a_largest_size(server: Server) -> None:
    for path, size in (("/c", 99_999), ("/d", 200_000)):
        server.send(path, raw(b"<html>" + b" " * size))
    client, portal = Client(limit=150_000), portal_of(server)
    assert len(client.fetch(f"{server.root}c", portal).exchanges[-1].body) == 100_005
    answer = client.fetch(f"{server.root}d", portal)
    assert (answer.outcome, answer.exchanges) == ("failed", ())
    assert answer.reason == "answer is larger than 150,000 bytes; it is not kept"


def test_and_so_has_what_it_unpacks_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codings, "LARGEST_BODY", 1_000_000)
    server.send("/c", raw(gzip.compress(b"<p>" * 1_000_000), "Content-Encoding: gzip"))
    answer = ask(server, "c")
    assert (answer.outcome, answer.reason) == ("failed", "body unpacks to 1,000,000 bytes or more; it is not read")


def test_an_answer_has_a_longest_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LONGEST_ANSWER", -1.0)
    server.fail("/robots.txt", 404)
    answer = ask(server, "a")
    assert answer.outcome == "refused"
    assert answer.reason == "robots.txt: answer takes longer than -1 seconds; it is not kept"


def test_nothing_listens() -> None:
    with served() as server:
        pass
    answer = ask(server, "a")
    assert (answer.outcome, answer.reason) == ("refused", "robots.txt: connection refused")


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    portal = Portal("lw", "灵武市", "http://www.nxlw.gov.cn/")
    client = Client()
    client.pace.sleep = lambda _: None
    answer = client.fetch(portal.root, portal)
    assert (answer.outcome, answer.reason) == ("refused", "robots.txt: no such host; check the address")


def test_old_servers_are_met_with_old_ciphers_and_full_checks() -> None:
    context = wire._lenient_context(verified=True)
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert context.options & 0x4
    assert {cipher["name"] for cipher in context.get_ciphers()} > {"AES128-SHA"}
