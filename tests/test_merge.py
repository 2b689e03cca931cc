"""Portals shared out over machines, and their archives in one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures import load_portal, serve
from nianbao import merging
from nianbao.choosing import Shard
from nianbao.errors import UserError
from scraper.portal import Portal
from tests.commands import change_a_figure, dump, error_lines, refresh, rows, run, write_portal

NAMES = ("lingwu", "linxi", "qinghe")
#: What does not depend on when and by whom a page was fetched.
SAID = """SELECT a.portal_id, a.name, r.year, r.version, r.title, p.outcome_id, p.natural_person, p.total
          FROM reports r JOIN agencies a ON a.id = r.agency_id JOIN applications p ON p.report_id = r.id"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A directory with the files of three portals that are served."""
    with serve(load_portal("lingwu")) as one, serve(load_portal("linxi")) as two, serve(load_portal("qinghe")) as three:
        for server, name in zip((one, two, three), NAMES, strict=True):
            write_portal(tmp_path / "portals", name, server.root)
        yield tmp_path


def said(data: Path) -> list[tuple[object, ...]]:
    return sorted(rows(data, SAID), key=repr)


def shares(home: Path, count: int) -> list[Path]:
    """Each share of the portals crawled into a directory of its own."""
    directories = [home / f"share{number}" for number in range(1, count + 1)]
    for number, data in enumerate(directories, 1):
        arguments = ("--portals", home / "portals", "--data", data, "--shard", f"{number}/{count}")
        assert run("refresh", *arguments).exit_code == 0
    return directories


def test_shares_merge_to_what_one_machine_finds(home: Path) -> None:
    refresh(home / "portals", home / "alone")
    directories = shares(home, 2)
    crawled = [rows(data, "SELECT id FROM portals") for data in directories]
    assert sorted(name for share in crawled for (name,) in share) == sorted(NAMES)
    assert run("merge", *directories, "--data", home / "all").exit_code == 0
    assert said(home / "all") == said(home / "alone")
    assert run("archive", "verify", "--data", home / "all").exit_code == 0


def test_merging_again_changes_nothing(home: Path) -> None:
    directories = shares(home, 2)
    run("merge", *directories, "--data", home / "all")
    before = dump(home / "all")
    result = run("merge", *directories, "--data", home / "all")
    assert result.stdout.startswith("0 files taken; ")
    assert dump(home / "all") == before


@pytest.mark.parametrize("after", ["merge", "build", "refresh"])
def test_a_merge_that_ended_before_its_database_was_made_is_made_good(
    home: Path, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    directories = shares(home, 2)
    run("merge", *directories, "--data", home / "whole")
    run("merge", directories[0], "--data", home / "all")
    with monkeypatch.context() as patched:
        patched.setattr(merging, "build", no_disk)
        result = run("merge", *directories, "--data", home / "all")
    assert (result.exit_code, error_lines(result)[-1]) == (2, "nianbao: the disk is full")
    if after == "build":
        assert run("build", "--data", home / "all").exit_code == 0
        assert dump(home / "all") == dump(home / "whole")
    if after == "refresh":
        assert run("refresh", "--portals", home / "portals", "--data", home / "all").exit_code == 0
        assert said(home / "all") == said(home / "whole")
    result = run("merge", *directories, "--data", home / "all")
    assert (result.exit_code, result.stdout.partition(";")[0]) == (0, "0 files taken")
    assert said(home / "all") == said(home / "whole")
    assert "merging" not in {file.name for file in (home / "all").iterdir()}


def no_disk(*_arguments: object) -> None:
    raise UserError("the disk is full")


def test_a_page_that_two_machines_archived_becomes_versions(home: Path, tmp_path: Path) -> None:
    with serve(load_portal("lingwu")) as server:
        write_portal(tmp_path / "one", "lingwu", server.root)
        refresh(tmp_path / "one", tmp_path / "early")
        change_a_figure(server, 4711)
        refresh(tmp_path / "one", tmp_path / "late")
    run("merge", tmp_path / "late", tmp_path / "early", "--data", tmp_path / "all")
    assert rows(tmp_path / "all", "SELECT max(version) FROM reports") == [(2,)]
    assert rows(tmp_path / "all", "SELECT old, new FROM changes") == [("0", "4711")]


def test_files_of_one_name_are_kept_apart_and_a_grown_one_is_taken_again(tmp_path: Path) -> None:
    with serve(load_portal("lingwu")) as server:
        write_portal(tmp_path / "one", "lingwu", server.root)
        refresh(tmp_path / "one", tmp_path / "first")
        shutil.copytree(tmp_path / "first", tmp_path / "second")
        (file,) = (tmp_path / "first" / "warc").glob("*.warc.gz")
        change_a_figure(server, 4711)
        refresh(tmp_path / "one", tmp_path / "third")
        (other,) = (tmp_path / "third" / "warc").glob("*.warc.gz")
        other.rename(other.with_name(file.name))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    results = [
        run("merge", tmp_path / name, "--data", tmp_path / "all") for name in ("first", "third", "second", "first")
    ]
    assert [result.stdout.partition(" files")[0] for result in results] == ["1", "1", "1", "0"]
    names = sorted(path.name for path in (tmp_path / "all" / "warc").glob("*.warc.gz"))
    assert len(names) == 2
    assert (tmp_path / "all" / "warc" / file.name).read_bytes() == whole
    assert rows(tmp_path / "all", "SELECT max(version) FROM reports") == [(2,)]


@pytest.mark.parametrize("share", ["3/2", "0/2", "half", "1/", "-1/2"])
def test_a_share_that_is_none(tmp_path: Path, share: str) -> None:
    result = run("refresh", "--portals", tmp_path, "--data", tmp_path / "data", "--shard", share)
    assert result.exit_code == 2
    assert "is no share; give I/N with I from 1 to N, as 2/3" in result.stderr


def test_every_portal_is_in_one_share_for_ever() -> None:
    portals = [Portal(id=f"county{n}", name="县", root=f"http://www.c{n}.gov.cn/") for n in range(200)]
    counts = [sum(portal in Shard(index, 3) for portal in portals) for index in (1, 2, 3)]
    assert sum(counts) == 200
    assert min(counts) > 40
    assert [Portal(id=n, name="县", root="http://a.cn/") in Shard(1, 2) for n in NAMES] == [False, True, True]


def test_what_cannot_be_merged_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("merge", tmp_path / "empty", "--data", tmp_path / "all")
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'empty'}: holds no archive (warc/); give data directories"],
    )  # fmt: skip


@pytest.mark.parametrize("damaged", ["here", "there"])
def test_damage_is_told_and_a_sound_copy_makes_it_good(damaged: str, tmp_path: Path) -> None:
    with serve(load_portal("lingwu")) as server:
        write_portal(tmp_path / "one", "lingwu", server.root)
        refresh(tmp_path / "one", tmp_path / "sound")
    whole = said(tmp_path / "sound")
    shutil.copytree(tmp_path / "sound", tmp_path / "broken")
    (file,) = (tmp_path / "broken" / "warc").glob("*.warc.gz")
    body = bytearray(file.read_bytes())
    ((offset,),) = rows(
        tmp_path / "broken", "SELECT max(c.offset) FROM reports r JOIN captures c ON c.id = r.capture_id"
    )
    body[int(offset) + 400] ^= 1
    file.write_bytes(body)
    merged, other = ("broken", "sound") if damaged == "here" else ("sound", "broken")
    for taken in (1, 0):
        result = run("merge", tmp_path / other, "--data", tmp_path / merged)
        assert (result.exit_code, result.stdout.partition(" ")[0]) == (1, str(taken))
        assert len([line for line in error_lines(result) if line.endswith(" bytes are damaged")]) == 1
        assert said(tmp_path / merged) == whole


def test_damage_that_was_taken_over_is_told(tmp_path: Path) -> None:
    with serve(load_portal("lingwu")) as server:
        write_portal(tmp_path / "one", "lingwu", server.root)
        refresh(tmp_path / "one", tmp_path / "broken")
    (file,) = (tmp_path / "broken" / "warc").glob("*.warc.gz")
    body = bytearray(file.read_bytes())
    ((offset, url),) = rows(
        tmp_path / "broken", "SELECT max(c.offset), c.url FROM reports r JOIN captures c ON c.id = r.capture_id"
    )
    body[int(offset) + 400] ^= 1
    file.write_bytes(body)
    for _ in range(2):
        assert run("merge", tmp_path / "broken", "--data", tmp_path / "all").exit_code == 1
        assert rows(tmp_path / "all", "SELECT url, rule FROM rejected WHERE rule = 'archive.damaged'") == [
            (url, "archive.damaged")
        ]
