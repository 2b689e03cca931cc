"""A disk that is full while something large is written: one line that names it, and nothing is left of it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from nianbao import loading, release
from tests.commands import dump, error_lines, run

FULL = "No space left on device"


def everything(directory: Path) -> set[str]:
    """Names of what is there, but for the journal that SQLite keeps beside a database that was read."""
    names = {str(path.relative_to(directory)) for path in directory.rglob("*")}
    return {name for name in names if not name.endswith(("nianbao.db-wal", "nianbao.db-shm"))}


def full(*_arguments: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("reason", "code"), [(full, 2), (interrupt, 130)])
def test_a_build_that_fails_leaves_nothing(data: Path, reason: Any, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before, files = dump(data), everything(data)
    monkeypatch.setattr(loading, "load", reason)
    result = run("build", "--data", data)
    assert (result.exit_code, len(error_lines(result))) == (code, 1)
    assert (dump(data), everything(data)) == (before, files)


def copy_half(source: Path, place: Path, reason: Any) -> None:
    whole = source.read_bytes()
    place.write_bytes(whole[: len(whole) // 2])
    raise reason


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.ENOSPC, "{place}: cannot be written (No space left on device); make room and run the command again"),
        (errno.EIO, "{source}: cannot be copied to {place} (Input/output error); check both disks"),
    ],
)
def test_a_merge_that_fails_leaves_nothing_half(
    data: Path, tmp_path: Path, error: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source,) = (data / "warc").glob("*.warc.gz")
    place = tmp_path / "all" / "warc" / source.name
    reason = OSError(error, {errno.ENOSPC: FULL, errno.EIO: "Input/output error"}[error], str(source))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", lambda one, other: copy_half(one, other, reason))
        result = run("merge", data, "--data", tmp_path / "all")
    line = f"nianbao: {said.format(source=source, place=place)}"
    assert (result.exit_code, result.stdout, error_lines(result)) == (2, "", [line])
    assert everything(tmp_path / "all") == {"merging", "warc", "warc/.lock", "warc/index.db"}
    assert run("merge", data, "--data", tmp_path / "all").exit_code == 0
    assert dump(tmp_path / "all") == dump(data)


@pytest.mark.parametrize("command", ["refresh", "build", "merge"])
def test_what_a_killed_run_left_is_removed_by_the_next(command: str, home: Path, data: Path, tmp_path: Path) -> None:
    files = everything(data)
    for name in ("nianbao.new.db", "nianbao.new.db-wal", "nianbao.new.db-shm", "warc/x.warc.gz.part"):
        (data / name).write_bytes(b"half")
    arguments = {"refresh": ("--portals", home / "portals"), "build": (), "merge": (home / "archive",)}[command]
    assert run(command, *arguments, "--data", data).exit_code == 0
    assert everything(data) == files


def test_a_release_on_a_full_disk(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "_copy", full)
    result = run("release", tmp_path / "release", "--data", data)
    line = f"nianbao: {tmp_path / 'release'}: cannot be written (database or disk is full)"
    assert (result.exit_code, result.stdout, error_lines(result)) == (2, "", [line])
    assert everything(tmp_path) == {"data", *(f"data/{name}" for name in everything(data))}
