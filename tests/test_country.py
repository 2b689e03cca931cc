"""The invented archive of the benchmarks: the same for the same seed, and as real in length and in errors as declared."""

from __future__ import annotations

from pathlib import Path

from nianbao.data import DataDirectory
from scraper.archive import Archive
from tests.benchmarks import country, stages
from tests.commands import rows, run


def digests(directory: Path) -> list[tuple[str, str]]:
    with Archive.open(directory, readonly=True) as archive:
        return [(capture.url, capture.digest) for capture in archive.captures()]


def test_the_same_seed_gives_the_same_pages(tmp_path: Path) -> None:
    made = [country.make(tmp_path / name, 8, seed) for name, seed in (("one", 1), ("two", 1), ("three", 2))]
    assert made == [12, 12, 12]  # robots.txt, the root, a list for each of two agencies, and the reports.
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert digests(tmp_path / "one")[:2] == digests(tmp_path / "three")[:2]
    assert digests(tmp_path / "one")[3] != digests(tmp_path / "three")[3]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "three", "two"]


def test_a_large_index_opens_without_a_word(tmp_path: Path) -> None:
    country.make(tmp_path / "warc", 8, 1)
    measured = stages.many(DataDirectory(tmp_path), "300")
    assert measured.keys() == {"open", "through", "each"}


def test_every_report_is_read_and_has_the_length_of_real_ones(tmp_path: Path) -> None:
    country.make(tmp_path / "warc", 160, 2024)
    assert run("build", "--data", tmp_path, "--workers", 1).exit_code == 0
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT portal_id), count(DISTINCT year) FROM reports") == [
        (160, 2, 6)
    ]
    assert rows(tmp_path, "SELECT count(*) FROM rejected") == [(0,)]
    ((length, shortest),) = rows(
        tmp_path, "SELECT avg(n), min(n) FROM (SELECT sum(length(text)) AS n FROM sections GROUP BY report_id)"
    )
    assert 4000 < shortest < length < 6000
    found = {rule for (rule,) in rows(tmp_path, "SELECT DISTINCT rule FROM findings")}
    assert {"identity.row_sum", "year.in_force"} <= found
    unread = rows(tmp_path, "SELECT DISTINCT rule FROM findings WHERE severity = 'error'")
    assert set(unread) <= {("parse.table_missing",)}  # Its tables are pictures.
