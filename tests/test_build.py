"""`nianbao build`: the same rows from the archive alone, also from a damaged one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fixtures import load_portal, serve
from tests.commands import change_a_figure, dump, error_lines, refresh, rows, run, write_portal


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three portals, two nights: in the second a report had changed and another was new to the archive."""
    home = tmp_path_factory.mktemp("build")
    with serve(load_portal("lingwu")) as one, serve(load_portal("linxi")) as two, serve(load_portal("qinghe")) as three:
        for server, name in ((one, "lingwu"), (two, "linxi"), (three, "qinghe")):
            write_portal(home / "portals", name, server.root)
        path = next(iter(two.site.truths))
        page = two.site.pages.pop(path)
        refresh(home / "portals", home / "data")
        two.replace(path, page.body)
        change_a_figure(one, 4711)
        refresh(home / "portals", home / "data")
    return home / "data"


@pytest.fixture
def data(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "data"))


def test_the_same_rows_as_the_runs_made(data: Path) -> None:
    before = dump(data)
    assert rows(data, "SELECT max(version) FROM reports") == [(2,)]
    result = run("build", "--data", data)
    assert result.exit_code == 0
    assert dump(data) == before


def test_without_a_database_the_archive_is_enough(data: Path) -> None:
    before = dump(data)
    for file in data.glob("nianbao.db*"):
        file.unlink()
    (data / "warc" / "index.db").unlink()
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before
    assert sorted(p.name for p in data.iterdir() if "new" in p.name) == []


def test_a_database_that_cannot_be_read_is_replaced(data: Path) -> None:
    before = dump(data)
    (data / "nianbao.db").write_bytes(b"damaged" * 1000)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("command", ["build", "merge"])
def test_a_database_of_another_program_is_left_alone(command: str, journal: str, crawled: Path, data: Path) -> None:
    other = data / "nianbao.db"
    other.unlink()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("CREATE TABLE reports (text)")
        connection.execute("INSERT INTO notes VALUES ('dear')")
        connection.commit()
    archive = {file.name for file in (data / "warc").iterdir()}
    result = run(command, *([crawled] if command == "merge" else []), "--data", data)
    assert (result.exit_code, result.stdout, error_lines(result)) == (
        2, "", [f"nianbao: {other}: is of another program (tables notes, reports); move the file away"],
    )  # fmt: skip
    assert rows(data, "SELECT text FROM notes") == [("dear",)]
    assert {file.name for file in (data / "warc").iterdir()} == archive
    assert {file.name for file in data.iterdir()} >= {"nianbao.db", "runs.jsonl", "warc"}
    assert not (data / "merging").exists()


def test_a_database_that_another_program_uses_alone_is_left_alone(data: Path) -> None:
    database = data / "nianbao.db"
    before = dump(data)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        result = run("build", "--data", data)
    said = [f"nianbao: {database}: another program is using it alone; wait until it is done"]
    assert (result.exit_code, result.stdout, error_lines(result)) == (2, "", said)
    assert dump(data) == before


@pytest.mark.parametrize("damage", ["no rows", "another release", "empty"])
def test_a_database_of_ours_is_replaced_whatever_its_state(data: Path, damage: str) -> None:
    before = dump(data)
    if damage == "empty":
        (data / "nianbao.db").write_bytes(b"")
    else:
        change = {"no rows": "DELETE FROM findings", "another release": "DROP TABLE findings"}[damage]
        with closing(sqlite3.connect(data / "nianbao.db")) as connection:
            connection.execute(change)
            connection.execute("CREATE TABLE of_an_older_release (id)")
            connection.commit()
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before


def test_what_the_old_journal_holds_does_not_reach_the_new_database(data: Path) -> None:
    before = dump(data)
    old = sqlite3.connect(data / "nianbao.db")
    old.execute("PRAGMA wal_autocheckpoint = 0")
    old.execute("UPDATE reports SET document_number = 'from the journal'")
    old.commit()
    run("build", "--data", data)
    old.close()
    assert dump(data) == before


def test_a_torn_tail_is_one_line_and_the_rest_is_built(data: Path) -> None:
    reports = rows(data, "SELECT count(*) FROM reports")[0][0]
    last = max((data / "warc").glob("*.warc.gz"))
    with last.open("r+b") as file:
        file.truncate(last.stat().st_size - 100)
    result = run("build", "--data", data)
    assert result.exit_code == 1
    torn, gone = error_lines(result)
    assert gone == f"archive: {last.name}: is cut short; 1 captures of the index are gone"
    assert torn.startswith(f"archive: {last.name}: the last ")
    assert torn.endswith(f" bytes were torn; they are in {next((data / 'warc').glob('*.torn')).name}")
    assert rows(data, "SELECT count(*) FROM reports")[0][0] >= reports - 1
    # What the index knows to be gone is told until a refresh has asked for it again.
    again = run("build", "--data", data)
    assert (again.exit_code, error_lines(again)) == (1, [gone])


def test_no_archive(tmp_path: Path) -> None:
    result = run("build", "--data", tmp_path / "data")
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'data' / 'warc'}: no archive; run 'nianbao refresh --data {tmp_path / 'data'}' first"],
    )  # fmt: skip
    assert not (tmp_path / "data").exists()


def test_verify_finds_a_flipped_byte(data: Path) -> None:
    assert run("archive", "verify", "--data", data).exit_code == 0
    # Amid a compressed record: a bit in its gzip header may mean nothing.
    name, offset = rows(data, "SELECT filename, offset FROM captures ORDER BY id LIMIT 1")[0]
    file = data / "warc" / name
    body = bytearray(file.read_bytes())
    body[offset + 200] ^= 1
    file.write_bytes(body)
    result = run("archive", "verify", "--data", data)
    assert result.exit_code == 1
    assert any(file.name in line for line in error_lines(result))
