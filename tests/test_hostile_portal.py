"""Portals whose answers are hostile, through the whole pipeline: what cannot be used is recorded, and costs no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fixtures import Server, build, load_portal, serve
from scraper import client
from scraper.pace import Pace, PatientRetry
from tests.commands import dump, refresh, rows, run, write_portal
from tests.faults import FaultyProxy
from tests.hostile_portal import HARMS
from tests.points import POINTS
from tests.scraper.sites import site

SITES = [build(load_portal(name)) for name in ("linxi", "qinghe", "lingwu")]
SHARES = (0.2, 0.4, 0.7)
NEIGHBOUR = {"/index.html": "<title>灵武市人民政府</title><p>首页</p>"}
#: The present figures of the reports that are still there, by address.
FIGURES = """
    SELECT l.url, r.year, a.name, (SELECT group_concat(cell) FROM
        (SELECT "table" || row || "column" || value AS cell FROM cells c WHERE c.report_id = r.id ORDER BY 1))
    FROM reports r JOIN agencies a ON a.id = r.agency_id JOIN locations l ON l.report_id = r.id
    WHERE r.withdrawn IS NULL"""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for what a portal asks for, and a portal that says nothing for so long says nothing more."""
    monkeypatch.setattr(client, "_TIMEOUT", (5.0, 0.3))
    monkeypatch.setattr(client, "_LOOPBACK_BACKOFF", 0.001)
    for owner, name in ((Pace, "wait"), (Pace, "again"), (PatientRetry, "sleep")):
        monkeypatch.setattr(owner, name, lambda *_: None)


@pytest.fixture(scope="module")
def neighbour() -> Iterator[Server]:
    """A portal that is in order."""
    with serve(site(NEIGHBOUR)) as server:
        yield server


def present(data: Path) -> Counter[tuple[Any, ...]]:
    """The present figures, by address."""
    return Counter(rows(data, FIGURES))


@pytest.mark.parametrize("seed", POINTS)
def test_nothing_but_recorded_failures(seed: int, tmp_path: Path, neighbour: Server) -> None:
    portals, data = tmp_path / "portals", tmp_path / "data"
    share = SHARES[seed // len(SITES) % len(SHARES)]
    with serve(SITES[seed % len(SITES)]) as server, FaultyProxy(server, seed, share, HARMS) as proxy:
        proxy.spared = () if seed % 4 == 0 else FaultyProxy.spared  # A harmed front page ends most nights at once.
        write_portal(portals, "hostile", proxy.root)
        write_portal(portals, "neighbour", neighbour.root)
        said = refresh(portals, data)
        assert said["exit"] in (0, 1)
        hostile, unharmed = said["portals"]
        assert all(trouble["reason"] and "\n" not in trouble["reason"] for trouble in hostile["troubles"])
        assert [trouble for trouble in hostile["troubles"] if "a fault of ours" in trouble["reason"]] == []
        assert (unharmed["failure"], unharmed["troubles"]) == (None, [])
        assert rows(data, "SELECT message FROM rejected WHERE rule = 'parse.crashed'") == []
        assert rows(data, "PRAGMA foreign_key_check") == []
        assert run("archive", "verify", "--data", data).exit_code == 0
        before = dump(data)
        assert run("build", "--data", data).exit_code == 0
        assert dump(data) == before
        proxy.share = 0
        for directory in (data, tmp_path / "undisturbed"):
            assert run("refresh", "--all", "--portals", portals, "--data", directory).exit_code == 0
    assert run("archive", "verify", "--data", data).exit_code == 0
    assert present(data) == present(tmp_path / "undisturbed")
