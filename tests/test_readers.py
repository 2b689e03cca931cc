"""Whoever reads the database while a refresh writes it sees whole reports only."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from fixtures import Server, load_portal, serve
from nianbao.data import DataDirectory
from tests.commands import NIANBAO, WHOLE_REPORTS, change_a_figure, refresh, rows, write_portal

Reports = dict[str, tuple[object, ...]]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(load_portal("linxi")) as running:
        yield running


@pytest.fixture
def portals(tmp_path: Path, server: Server) -> Path:
    write_portal(tmp_path / "portals", "linxi", server.root)
    return tmp_path / "portals"


def seen(connection: sqlite3.Connection) -> Reports:
    return {url: tuple(shown) for url, *shown in connection.execute(WHOLE_REPORTS)}


def test_between_any_two_statements_of_a_run_a_reader_sees_whole_reports(
    portals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader looks before every statement that writes, on a connection of its own."""
    data = tmp_path / "data"
    seen_so_far: list[Reports] = []

    def watched(directory: DataDirectory, file: Path | None = None) -> Database:
        db = opened(directory, file)
        reader = sqlite3.connect(directory.database, check_same_thread=False)

        def look(statement: str) -> None:
            if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
                seen_so_far.append(seen(reader))

        db.conn.set_trace_callback(look)
        return db

    opened = DataDirectory.open_database
    monkeypatch.setattr(DataDirectory, "open_database", watched)
    refresh(portals, data)
    whole = {url: tuple(shown) for url, *shown in rows(data, WHOLE_REPORTS)}
    assert len(whole) == 9
    assert {len(reports) for reports in seen_so_far} == set(range(10))
    assert len(seen_so_far) > 9 * len(next(iter(whole.values())))
    assert all(reports.items() <= whole.items() for reports in seen_so_far)


def test_a_reader_beside_a_real_run_sees_whole_reports(portals: Path, tmp_path: Path, server: Server) -> None:
    data = tmp_path / "data"
    refresh(portals, data)
    before = {url: tuple(shown) for url, *shown in rows(data, WHOLE_REPORTS)}
    change_a_figure(server, 4711)
    command = [str(NIANBAO), "refresh", "--portals", str(portals), "--data", str(data)]
    looks = []
    with closing(sqlite3.connect(data / "nianbao.db")) as reader:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            while process.poll() is None:
                looks.append(seen(reader))
        assert process.returncode == 0
        after = seen(reader)
    assert looks
    assert all(reports[url] in (before[url], after[url]) for reports in looks for url in before)
