"""The pace: apart, wider when asked, patient; on a clock of our own."""

from __future__ import annotations

import random

import pytest

from scraper.client import Client
from scraper.pace import Pace
from scraper.portal import Http
from tests.scraper.sites import Time, ask, portal_of, raw, served

PAGE = "<a>有</a>" * 9


def test_requests_to_a_host_are_kept_apart() -> None:
    time = Time()
    pace = time.pace()
    pace.wait("a", 3)
    pace.wait("b", 3)
    time.now += 1
    pace.wait("a", 3)
    time.now += 10
    pace.wait("a", 3)
    assert time.slept == [2]


def test_jitter_only_adds() -> None:
    time = Time()
    pace = Pace(clock=lambda: time.now, sleep=time.sleep, jitter=random.Random(1).uniform)
    for _ in range(50):
        pace.wait("a", 2)
    assert len(time.slept) == 49
    assert all(2 <= slept <= 2.8 for slept in time.slept)
    assert len(set(time.slept)) > 40


def test_a_wider_delay_stays_and_has_a_bound() -> None:
    time = Time()
    pace = time.pace()
    for delay in (5, 4, 1000):
        pace.widen("a", delay)
        pace.wait("a", 1)
    pace.wait("a", 1)
    assert time.slept == [5, 60, 60]


def test_too_many_requests_double_the_delay_each_time() -> None:
    time = Time()
    pace = time.pace()
    pace.wait("a", 2.5)
    for _ in range(6):
        pace.throttled("a", 2.5)
        pace.wait("a", 2.5)
    assert time.slept == [5, 10, 20, 40, 60, 60]


def test_a_request_made_meanwhile_counts() -> None:
    time = Time()
    pace = time.pace()
    pace.wait("a", 3)
    time.now += 20
    pace.again("a", 4)
    pace.wait("a", 3)
    assert time.slept == [4, 3]


# Over HTTP


def test_a_portal_is_asked_at_its_own_pace() -> None:
    with served({"/a": PAGE, "/b": PAGE}) as server:
        time = Time()
        client, portal = Client(pace=time.pace()), portal_of(server, http=Http(delay=4))
        assert [client.fetch(server.root + path, portal).outcome for path in "ab"] == ["ok", "ok"]
        assert time.slept == [4, 4]  # robots.txt comes first.


BUSY = raw(b"busy", "Content-Length: 4", status="503 Busy")
DONE = raw(PAGE.encode())


def test_failures_that_pass_are_asked_again_ever_later() -> None:
    with served() as server:
        server.send("/a", BUSY, BUSY, DONE)
        time = Time()
        answer = ask(server, "a", time, delay=3)
        assert (answer.outcome, len(answer.exchanges)) == ("ok", 1)
        assert time.slept == [3, 3, 6]
        assert [request.path for request in server.log] == ["/robots.txt", "/a", "/a", "/a"]


def test_a_retry_is_never_sooner_than_the_delay() -> None:
    with served({"/b": PAGE}) as server:
        server.send("/a", BUSY, DONE)
        time = Time()
        client, portal = Client(pace=time.pace()), portal_of(server, http=Http(delay=20))
        client.fetch(f"{server.root}a", portal)
        client.fetch(f"{server.root}b", portal)
        assert time.slept == [20, 20, 20]


def test_four_attempts_and_no_more() -> None:
    with served() as server:
        server.send("/a", BUSY)
        answer = ask(server, "a")
        assert (answer.outcome, answer.reason, answer.exchanges[-1].status) == ("failed", "answers 503", 503)
        assert [request.path for request in server.log] == ["/robots.txt"] + ["/a"] * 4


@pytest.mark.parametrize("status", [403, 404, 412, 501])
def test_what_will_not_pass_is_asked_once(status: int) -> None:
    with served() as server:
        server.fail("/a", status)
        ask(server, "a")
        assert [request.path for request in server.log] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("asked", "slept"), [("40", 40), ("0", 1), ("-5", 1), ("soon", 1), ("Thu, 01 Jan 1970 00:00:00 GMT", 1)]
)
def test_retry_after(asked: str, slept: float) -> None:
    with served() as server:
        server.send("/a", raw(b"", f"Retry-After: {asked}", "Content-Length: 0", status="503 Busy"), DONE)
        time = Time()
        assert ask(server, "a", time, delay=1).outcome == "ok"
        assert time.slept == [1, slept]


def test_who_asks_for_an_hour_is_not_asked_again_in_this_run() -> None:
    with served() as server:
        server.send("/a", raw(b"", "Retry-After: 3600", "Content-Length: 0", status="503 Busy"), DONE)
        time = Time()
        answer = ask(server, "a", time)
        assert (answer.outcome, answer.reason) == ("failed", "answers 503")
        assert time.slept == []


def test_429_widens_the_delay_for_the_rest_of_the_run() -> None:
    with served({"/b": PAGE}) as server:
        server.send("/a", raw(b"", "Content-Length: 0", status="429 Too Many Requests"), DONE)
        time = Time()
        client, portal = Client(pace=time.pace()), portal_of(server, http=Http(delay=2))
        assert client.fetch(f"{server.root}a", portal).outcome == "ok"
        assert client.fetch(f"{server.root}b", portal).outcome == "ok"
        assert time.slept == [2, 2, 4]
