"""Whoever reads the database while a refresh writes it sees whole reports only."""

from __future__ import annotations

import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlite_utils import Database

from fixtures import Server
from nianbao.data import DataDirectory
from tests.benchmarks.readers import READERS, readers
from tests.commands import NIANBAO, WHOLE_REPORTS, change_a_figure, refresh, rows, serving, write_portal

Reports = dict[str, tuple[object, ...]]


def seen(connection: sqlite3.Connection) -> Reports:
    return {url: tuple(shown) for url, *shown in connection.execute(WHOLE_REPORTS)}


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Reports]:
    """What a reader sees before every statement by which a run writes, on a connection of its own."""
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
    return seen_so_far


def test_between_any_two_statements_of_a_run_a_reader_sees_whole_reports(
    portals: Path, tmp_path: Path, looks: list[Reports]
) -> None:
    data = tmp_path / "data"
    refresh(portals, data)
    whole = {url: tuple(shown) for url, *shown in rows(data, WHOLE_REPORTS)}
    assert len(whole) == 9
    assert {len(reports) for reports in looks} == set(range(10))
    assert len(looks) > 9 * len(next(iter(whole.values())))
    assert all(reports.items() <= whole.items() for reports in looks)


def test_while_a_portal_is_read_anew_its_reports_are_there(
    portals: Path, tmp_path: Path, server: Server, looks: list[Reports]
) -> None:
    data = tmp_path / "data"
    refresh(portals, data)
    looks.clear()
    write_portal(portals, "linxi", server.root, aliases={"临溪县林业局": "临溪县自然资源局"})
    refresh(portals, data)
    names = {name for (name,) in rows(data, "SELECT name FROM agencies")}
    assert names == {"临溪县教育局", "临溪县民政局", "临溪县自然资源局"}
    assert len(looks) > 9 * 9
    assert {len(reports) for reports in looks} == {9}


def test_a_reader_beside_a_real_run_sees_whole_reports(portals: Path, tmp_path: Path, server: Server) -> None:
    data = tmp_path / "data"
    refresh(portals, data)
    before = {url: tuple(shown) for url, *shown in rows(data, WHOLE_REPORTS)}
    change_a_figure(server, 4711)
    command = [str(NIANBAO), "refresh", "--portals", str(portals), "--data", str(data)]
    beside = []
    with closing(sqlite3.connect(data / "nianbao.db")) as reader:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            while process.poll() is None:
                beside.append(seen(reader))
        assert process.returncode == 0
        after = seen(reader)
    assert beside
    assert all(reports[url] in (before[url], after[url]) for reports in beside for url in before)


def test_fifty_readers_of_the_pages_beside_a_real_run_get_no_error(
    portals: Path, tmp_path: Path, server: Server
) -> None:
    data, over = tmp_path / "data", Event()
    refresh(portals, data)
    change_a_figure(server, 4712)
    arguments = ("--portals", str(portals), "--data", str(data))

    def write() -> int:
        try:
            return subprocess.run([str(NIANBAO), "refresh", *arguments], capture_output=True, check=False).returncode  # noqa: S603
        finally:
            over.set()

    with serving(data) as root, ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        answers = readers(root, over, at_least=0)
    assert written.result() == 0
    assert rows(data, "SELECT count(*) FROM changes WHERE new = '4712'") == [(1,)]
    assert answers.errors == []
    assert len(answers.seconds) >= READERS
