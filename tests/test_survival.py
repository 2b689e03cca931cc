"""What the machine does to an archive: a damaged record, a disk that takes nothing, a clock that is set back."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from fixtures import Server
from scraper import client
from scraper.capture import Capture
from scraper.scan import scan
from tests.commands import change_a_figure, dump, error_lines, refresh, rows, run

_NOBODY = 65534


@pytest.fixture
def data(portals: Path, tmp_path: Path) -> Path:
    """The archive of one portal."""
    refresh(portals, tmp_path / "data")
    return tmp_path / "data"


def damage_a_report(data: Path) -> str:
    """Flip a byte amid the record of a report in the middle of the archive; gives the report's address."""
    half = (
        "SELECT url, filename, offset FROM captures ORDER BY offset LIMIT 1 OFFSET (SELECT count(*) / 2 FROM captures)"
    )
    url, name, offset = rows(data, half)[0]
    file = data / "warc" / name
    body = bytearray(file.read_bytes())
    body[offset + 400] ^= 1
    file.write_bytes(body)
    return str(url)


def test_a_damaged_record_in_the_middle_costs_its_report_alone_until_it_is_fetched_again(
    data: Path, portals: Path
) -> None:
    whole = dump(data)
    url = damage_a_report(data)
    for index in ("fits", "tells", "is lost", "tells"):
        if index == "is lost":
            (data / "warc" / "index.db").unlink()
        result = run("build", "--data", data)
        ((rejected, rule, message),) = rows(data, "SELECT url, rule, message FROM rejected")
        assert (rejected, rule) == (url, "archive.damaged")
        damage, told = error_lines(result)
        assert (result.exit_code, told) == (1, f"archive: {message}")
        assert damage.endswith(" bytes are damaged")
    sound = [row for row in whole["locations"] if url not in row]
    assert dump(data)["locations"] == sound
    assert len(sound) == 8
    said = refresh(portals, data)
    assert (said["exit"], said["new_captures"], said["portals"][0]["loaded"]) == (1, 1, {"new": 1})
    assert [f"archive: {problem}" for problem in said["problems"]] == [damage]
    assert [len(rows(data, f"SELECT 1 FROM {table}")) for table in ("locations", "reports")] == [9, 9]  # noqa: S608
    # The archive is only ever added to: it goes on to say what is damaged in it.
    assert refresh(portals, data)["exit"] == 1
    assert run("archive", "verify", "--data", data).exit_code == 1
    assert run("build", "--data", data).exit_code == 1
    assert [len(rows(data, f"SELECT 1 FROM {table}")) for table in ("locations", "reports")] == [9, 9]  # noqa: S608


def test_bytes_that_came_into_a_file_cost_no_report(data: Path) -> None:
    whole = dump(data)
    ((name, place),) = rows(data, "SELECT filename, min(offset) FROM captures")
    file = data / "warc" / str(name)
    body = file.read_bytes()
    (data / "nianbao.db").unlink()
    for index in ("fits", "is lost"):
        file.write_bytes(body[: int(place)] + b"x" * 100 + body[int(place) :])
        if index == "is lost":
            (data / "warc" / "index.db").unlink()
        result = run("build", "--data", data)
        assert result.exit_code == 1
        assert error_lines(result)[-1] == f"archive: {name}: at {place:,} 100 bytes are damaged"
        assert [dump(data)[table] for table in ("reports", "locations")] == [whole["reports"], whole["locations"]]


def test_records_that_changed_places_are_found(data: Path) -> None:
    """Without a sign of it in the length of the file or at its end."""
    whole = dump(data)
    (first, *_, last), (file,) = captures_by_place(data), (data / "warc").glob("*.warc.gz")
    body = file.read_bytes()
    file.write_bytes(body[: first.offset] + b"x" * 100 + body[first.offset : last.offset - 100] + body[last.offset :])
    result = run("build", "--data", data)
    assert result.exit_code == 1
    assert f"archive: {file.name}: at {first.offset:,} 100 bytes are damaged" in error_lines(result)
    assert dump(data)["reports"] == whole["reports"]


def captures_by_place(data: Path) -> list[Capture]:
    (file,) = (data / "warc").glob("*.warc.gz")
    return sorted(scan(file).captures, key=lambda capture: capture.offset)


def test_a_flipped_bit_of_the_index_costs_nothing(data: Path) -> None:
    whole = dump(data)
    index = data / "warc" / "index.db"
    body = index.read_bytes()
    place = body.rindex(b"sha256:") + 10
    index.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
    result = run("build", "--data", data)
    line = "archive: index.db: a row is not as it was written; it was made again from the files"
    assert (result.exit_code, error_lines(result)) == (1, [line])
    assert dump(data) == whole
    assert run("build", "--data", data).exit_code == 0


@pytest.fixture
def read_only(data: Path, portals: Path) -> Iterator[Path]:
    """A copy of the archive and the portals' files in directories that this process cannot write, also as root."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        shutil.copytree(data, home / "data")
        shutil.copytree(portals, home / "portals")
        places = [home, home / "data", home / "data" / "warc", home / "portals"]
        for place in places:
            place.chmod(0o555)
        with as_nobody():
            yield home
        for place in places:
            place.chmod(0o755)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere; whoever is not root is nobody already."""
    if os.geteuid():
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_disk_that_takes_nothing_is_one_line_and_changes_nothing(read_only: Path) -> None:
    data = read_only / "data"
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    for command in (("refresh", "--portals", read_only / "portals"), ("build",), ("merge", read_only / "data")):
        result = run(*command, "--data", data)
        assert (result.exit_code, result.stdout, len(error_lines(result))) == (2, "", 1), command
    assert run("archive", "verify", "--data", data).stdout == "16 captures, 0 problems\n"
    for command in (("export", read_only / "out", "--csv"), ("release", read_only / "out")):
        result = run(*command, "--data", data)
        assert (result.exit_code, len(error_lines(result))) == (2, 1), command
    status = run("status", "--data", data)
    assert (status.exit_code, error_lines(status)) == (
        2, [f"nianbao: {data / 'nianbao.db'}: cannot be opened (attempt to write a readonly database); "
            f"a reader needs write access to {data}: allow it, or read a copy"],
    )  # fmt: skip
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == before


def set_clock(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """The time that answers are stamped with."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr(client, "datetime", Clock)


def said(data: Path) -> list[list[tuple[object, ...]]]:
    """What the reports say now, whatever versions they had."""
    return [dump(data)[table] for table in ("applications", "disclosures", "remedies", "sections", "counts")]


def test_a_clock_that_is_set_back_loses_nothing(
    data: Path, portals: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is stamped earlier is an earlier state, until the page is fetched with the clock put right."""
    before, captures = said(data), captured(data)
    path = change_a_figure(server, 4711)
    set_clock(monkeypatch, -400)
    assert refresh(portals, data)["exit"] == 0
    assert said(data) == before
    assert captured(data) > captures
    set_clock(monkeypatch, 1)
    assert refresh(portals, data)["exit"] == 0
    changed = "SELECT l.url, c.new FROM changes c JOIN locations l USING (report_id)"
    assert rows(data, changed) == [(f"{server.root}{path[1:]}", "4711")]
    now = said(data)
    assert now != before
    assert run("archive", "verify", "--data", data).exit_code == 0
    assert run("build", "--data", data).exit_code == 0
    assert said(data) == now


def captured(data: Path) -> set[str]:
    """What the archive holds, told from its files alone."""
    return {capture.id for file in (data / "warc").glob("*.warc.gz") for capture in scan(file).captures}
