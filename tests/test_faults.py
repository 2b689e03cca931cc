"""A refresh through a harmful network: nothing is lost, nothing is half, and every failure is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures import Server, build, load_portal, serve
from scraper import client
from scraper.portal import Portal
from tests.commands import comparable, dump, refresh, rows, run, write_portal
from tests.faults import FAULTS, FaultyProxy
from tests.points import POINTS
from tests.scraper.sites import portal_of, site

SITES = [build(load_portal(name)) for name in ("linxi", "qinghe")]
SHARE = 0.25


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal on this machine that says nothing for so long says nothing more."""
    monkeypatch.setattr(client, "_TIMEOUT", (5.0, 0.3))
    monkeypatch.setattr(client, "_LOOPBACK_BACKOFF", 0.001)


@pytest.fixture(scope="module")
def neighbour() -> Iterator[Server]:
    """A portal that is in order."""
    with serve(site({"/index.html": "<title>灵武市人民政府</title><p>首页</p>"})) as server:
        yield server


@pytest.mark.parametrize("seed", POINTS)
def test_after_a_night_of_faults_the_next_run_makes_good(seed: int, tmp_path: Path, neighbour: Server) -> None:
    portals, data = tmp_path / "portals", tmp_path / "data"
    with serve(SITES[seed % len(SITES)]) as server, FaultyProxy(server, seed, SHARE) as proxy:
        write_portal(portals, "harmed", proxy.root)
        write_portal(portals, "neighbour", neighbour.root)
        said = refresh(portals, data)
        assert said["exit"] in (0, 1)
        harmed, unharmed = said["portals"]
        told = {trouble["url"] for trouble in harmed["troubles"]}
        assert {proxy.root.rstrip("/") + path for path in broken(proxy)} == told
        assert len(told) == harmed["failed"]
        assert all(trouble["reason"] for trouble in harmed["troubles"])
        assert (unharmed["failure"], unharmed["troubles"]) == (None, [])
        assert run("archive", "verify", "--data", data).exit_code == 0
        proxy.share = 0
        assert refresh(portals, data)["exit"] == 0
        assert refresh(portals, tmp_path / "undisturbed")["exit"] == 0
    assert comparable(data) == comparable(tmp_path / "undisturbed")
    assert rows(data, "SELECT count(*) FROM reports") == [(len(server.site.truths),)]
    assert rows(data, "SELECT max(version) FROM reports") == [(1,)]
    assert run("archive", "verify", "--data", data).exit_code == 0
    before = dump(data)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


def broken(proxy: FaultyProxy) -> set[str]:
    """The paths whose last answer was harmed; what comes slowly comes whole."""
    last = {request.path: request.fault for request in proxy.log}
    return {path for path, fault in last.items() if fault not in (None, "slow")}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_each_fault_is_told_for_what_it_is(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><body>{'<p>灵武市民政局</p>' * 2000}</body></html>"
    places = iter((0.1, 0.4, 0.7, 0.2, 0.5, 0.8))
    with serve(site({"/a": page})) as server, FaultyProxy(server, 0, 1.0) as proxy:
        monkeypatch.setattr(proxy, "fault", lambda path: (None if path == "/robots.txt" else fault, next(places)))
        address = f"{proxy.root}a"
        answer = client.Client().fetch(address, Portal("lw", "灵武市", proxy.root))
    assert answer.outcome == ("ok" if fault == "slow" else "failed")
    assert answer.reason.startswith(TOLD[fault])
    assert all(exchange.url != address or fault in ("slow", "redirect loop", "500") for exchange in answer.exchanges)


TOLD = {
    "500": "answers 500",
    "cut without length": "answer without a length breaks off, each time elsewhere",
    "length too long": "answer broke off after",
    "length too short": "answer is longer than the",
    "redirect loop": "more than 5 redirects; the last leads to",
    "reset": "connection reset",
    "reset halfway": "answer broke off after",
    "slow": "",
    "stalled": "answer broke off after",
    "truncated": "answer broke off after",
}


def test_without_faults_the_proxy_changes_nothing() -> None:
    with serve(site({"/a": "<p>a</p>"})) as server, FaultyProxy(server, 0, 0.0) as proxy:
        direct = client.Client().fetch(f"{server.root}a", portal_of(server)).exchanges[-1]
        through = client.Client().fetch(f"{proxy.root}a", Portal("lw", "灵武市", proxy.root)).exchanges[-1]
    assert (through.status, through.body, through.header("ETag")) == (200, direct.body, direct.header("ETag"))
