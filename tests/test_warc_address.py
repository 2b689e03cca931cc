"""Where workers find the WARC files: what cannot be fetched from there is no state of the archive."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from nianbao import parsing
from tests.commands import dump, error_lines, run
from tests.dying import read_elsewhere, remove_and_read
from tests.test_workers import crawled

__all__ = ["crawled"]
WORKERS = pytest.mark.parametrize("workers", [1, 2])


@pytest.fixture
def data(crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of several small tasks, beside a copy of its files."""
    monkeypatch.setattr(parsing, "TASK", 5)
    shutil.copytree(crawled / "warc", tmp_path / "copy")
    return Path(shutil.copytree(crawled, tmp_path / "data"))


def warc_file(data: Path) -> str:
    (file,) = (data / "warc").glob("*.warc.gz")
    return file.name


def cut_short(copy: Path) -> None:
    for file in copy.glob("*.warc.gz"):
        with file.open("r+b") as opened:
            opened.truncate(file.stat().st_size // 2)


@WORKERS
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("foo://bar/baz", "Protocol not known: foo"),
        ("s3://bucket/warc", "Install s3fs to access S3"),
        ("/nonexistent", "No such file or directory"),
        ("file:///nonexistent", "No such file or directory"),
    ],
)
def test_an_address_that_cannot_be_read_is_one_line_and_the_database_stays(
    data: Path, address: str, reason: str, workers: int
) -> None:
    before = dump(data)
    result = run("build", "--data", data, "--warc", address, "--workers", workers)
    file = f"{address}/{warc_file(data)}"
    assert (result.exit_code, result.stdout, error_lines(result)) == (
        2, "", [f"nianbao: {file}: cannot be read ({reason}); check the address, and that whoever parses reaches it"],
    )  # fmt: skip
    assert dump(data) == before
    assert sorted(path.name for path in data.iterdir()) == ["nianbao.db", "runs.jsonl", "warc"]


@WORKERS
def test_a_copy_that_lags_behind_is_one_line_and_the_database_stays(data: Path, tmp_path: Path, workers: int) -> None:
    before = dump(data)
    file, whole = tmp_path / "copy" / warc_file(data), (data / "warc" / warc_file(data)).stat().st_size
    cut_short(tmp_path / "copy")
    result = run("build", "--data", data, "--warc", tmp_path / "copy", "--workers", workers)
    assert (result.exit_code, result.stdout, error_lines(result)) == (
        2, "", [f"nianbao: {file}: has {whole // 2:,} bytes, the archive {whole:,}; copy the archive's files there"],
    )  # fmt: skip
    assert dump(data) == before


@WORKERS
@pytest.mark.parametrize("address", [str, "file://{}".format], ids=["path", "address"])
def test_the_same_rows_from_another_address(
    data: Path, tmp_path: Path, workers: int, address: Callable[[Path], str]
) -> None:
    before = dump(data)
    result = run("build", "--data", data, "--warc", address(tmp_path / "copy"), "--workers", workers)
    assert (result.exit_code, error_lines(result)) == (0, [])
    assert dump(data) == before


def test_workers_in_another_directory_find_the_files(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(data)
    monkeypatch.chdir(data.parent)
    monkeypatch.setattr(parsing, "read_task", partial(read_elsewhere, "/"))
    result = run("build", "--data", "data", "--workers", 2)
    assert (result.exit_code, error_lines(result)) == (0, [])
    assert dump(data) == before


def test_files_that_go_away_amid_a_build_end_it(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, file = dump(data), tmp_path / "copy" / warc_file(data)
    monkeypatch.setattr(parsing, "read_task", partial(remove_and_read, str(file)))
    result = run("build", "--data", data, "--warc", tmp_path / "copy", "--workers", 2)
    reason = "cannot be read (No such file or directory); check the address, and that whoever parses reaches it"
    assert (result.exit_code, result.stdout, error_lines(result)) == (2, "", [f"nianbao: {file}: {reason}"])
    assert dump(data) == before
