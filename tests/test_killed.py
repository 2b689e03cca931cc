"""Runs that are killed at any point, with kill -9: nothing is lost, nothing is half, little is asked twice."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from fixtures import Server, load_portal, serve
from fixtures.server import Answer
from scraper import journal
from scraper.scan import scan
from tests.commands import NIANBAO, WHOLE_REPORTS, comparable, dump, error_lines, refresh, rows, run, write_portal
from tests.points import POINTS


@dataclass(frozen=True)
class Place:
    """A portal that is served, its file, and the data directory of a run that nothing disturbed."""

    server: Server
    portals: Path
    undisturbed: Path


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Place]]:
    with ExitStack() as stack:
        made = []
        for name in ("linxi", "qinghe"):
            home = tmp_path_factory.mktemp(name)
            server = stack.enter_context(serve(load_portal(name)))
            write_portal(home / "portals", name, server.root)
            assert refresh(home / "portals", home / "undisturbed")["exit"] == 0
            made.append(Place(server, home / "portals", home / "undisturbed"))
        yield made


@pytest.fixture
def place(places: list[Place]) -> Place:
    return places[0]


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """The real command; killed when the block ends, if it has not ended."""
    command = [str(NIANBAO), *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def killed_when(reached: Callable[[], bool], *arguments: object) -> None:
    """Kill the command as soon as something is so, or let it end."""
    with started(*arguments) as process:
        while process.poll() is None and not reached():
            pass


def size(directory: Path, pattern: str) -> int:
    """Bytes of the files in a directory that another process is writing."""
    total = 0
    with suppress(FileNotFoundError):  # A file, or a whole directory, gone since it was listed.
        for file in directory.glob(pattern):
            total += file.stat().st_size
    return total


@dataclass
class Night:
    """A run with the processes that it took: killed ones, and one that went on to the end."""

    place: Place
    data: Path
    #: Where in the server's log a process began, and whether it began a run of its own.
    began: list[tuple[int, bool]] = field(default_factory=list)
    where: list[str] = field(default_factory=list)

    @property
    def arguments(self) -> tuple[object, ...]:
        return "refresh", "--portals", self.place.portals, "--data", self.data

    def begin(self) -> None:
        self.began.append((len(self.place.server.log), not (self.data / "warc" / journal.NAME).exists()))

    def kill_somewhere(self, number: int) -> None:
        """Kill a refresh after some request, or when its archive or database has some size."""
        self.begin()
        rng = random.Random(f"kill {number}")
        kind = rng.choice(("answers", "archive", "database"))
        if kind == "answers":
            self.kill_after(rng.randint(1, len(self.place.server.site.pages)))
            return
        where, pattern = ("warc", "*.warc.gz") if kind == "archive" else (".", "nianbao.db*")
        least = rng.randint(1, size(self.place.undisturbed / where, pattern))
        killed_when(lambda: size(self.data / where, pattern) >= least, *self.arguments)
        self.where.append(f"{kind}: {least} bytes")

    def kill_after(self, answers: int) -> None:
        log, first = self.place.server.log, self.began[-1][0]
        killed_when(lambda: len(log) >= first + answers, *self.arguments)
        self.where.append(f"{answers} answers")

    def end(self) -> dict[str, Any]:
        self.begin()
        return refresh(self.place.portals, self.data)

    def repeated(self) -> int:
        """Requests that one run made more than once, whatever processes it took."""
        starts = [index for index, own in self.began if own]
        log = self.place.server.log
        runs = [log[first:last] for first, last in zip(starts, [*starts[1:], len(log)], strict=True)]
        asked = [Counter(request.path for request in run if request.path != "/robots.txt") for run in runs]
        return sum(count - 1 for paths in asked for count in paths.values())


@pytest.mark.parametrize("number", POINTS)
def test_a_run_killed_at_any_point_is_made_good_by_the_next(number: int, places: list[Place], tmp_path: Path) -> None:
    place, data = places[number // 2 % 2], tmp_path / "data"
    night = Night(place, data)
    night.kill_somewhere(number)
    if number % 2:  # The process that goes on is killed as well.
        night.kill_somewhere(-number)
    archived = captures(data)
    assert loaded(data).items() <= loaded(place.undisturbed).items(), night.where
    said = night.end()
    assert said["exit"] == 0, night.where
    assert night.repeated() <= len(night.where), night.where
    assert archived <= captures(data), night.where
    assert comparable(data) == comparable(place.undisturbed), night.where
    assert run("archive", "verify", "--data", data).exit_code == 0, night.where
    before = dump(data)
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before, night.where


def captures(data: Path) -> set[str]:
    """What the archive holds, told from its files alone."""
    return {capture.id for file in (data / "warc").glob("*.warc.gz") for capture in scan(file).captures}


def loaded(data: Path) -> dict[str, tuple[object, ...]]:
    """The reports that the database holds, with what shows whether they are whole."""
    made = (data / "nianbao.db").exists() and rows(data, "SELECT 1 FROM sqlite_master WHERE name = 'reports'")
    return {url: tuple(shown) for url, *shown in rows(data, WHOLE_REPORTS)} if made else {}


@pytest.mark.parametrize("number", POINTS[::2])
def test_a_build_killed_at_any_point_leaves_the_old_database(number: int, tmp_path: Path, place: Place) -> None:
    data = Path(shutil.copytree(place.undisturbed, tmp_path / "data"))
    before = dump(data)
    least = random.Random(f"build {number}").randint(1, 3 * size(place.undisturbed, "nianbao.db"))
    killed_when(lambda: size(data, "nianbao.new.db*") >= least, "build", "--data", data)
    assert dump(data) == before, least
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == before, least
    assert {file.name for file in data.iterdir()} == {"nianbao.db", "runs.jsonl", "warc"}


@pytest.mark.parametrize("grown", [False, True], ids=["into a new directory", "into one that has a database"])
@pytest.mark.parametrize("number", POINTS[::2])
def test_a_merge_killed_at_any_point_is_made_good_by_the_next(
    number: int, tmp_path: Path, places: list[Place], *, grown: bool
) -> None:
    sources, data = [place.undisturbed for place in places], tmp_path / "data"
    assert run("merge", *sources, "--data", tmp_path / "whole").exit_code == 0
    if grown:
        assert run("merge", sources[0], "--data", data).exit_code == 0
    rng = random.Random(f"merge {number}")
    where, pattern = rng.choice((("warc", "*.warc.gz*"), (".", "nianbao*.db*")))
    least = size(data / where, pattern) + rng.randint(1, size(tmp_path / "whole" / where, pattern))
    killed_when(lambda: size(data / where, pattern) >= least, "merge", *sources, "--data", data)
    assert all(dump(place.undisturbed) for place in places)
    assert run("merge", *sources, "--data", data).exit_code == 0, (where, least)
    assert captures(data) == captures(tmp_path / "whole"), (where, least)
    assert dump(data) == dump(tmp_path / "whole"), (where, least)
    assert run("archive", "verify", "--data", data).exit_code == 0, (where, least)
    assert {file.name for file in data.iterdir()} == {"nianbao.db", "warc"}


@pytest.mark.parametrize("number", POINTS[::2])
def test_a_release_killed_at_any_point_is_whole_or_not_there(number: int, tmp_path: Path, place: Place) -> None:
    whole, out, data = tmp_path / "whole", tmp_path / "release", place.undisturbed
    assert run("release", whole, "--data", data).exit_code == 0
    least = random.Random(f"release {number}").randint(1, size(whole, "**/*"))
    killed_when(lambda: size(tmp_path / ".release.partial", "**/*") >= least, "release", out, "--data", data)
    if not out.exists():
        assert run("release", out, "--data", data).exit_code == 0, least
    assert told(out) == told(whole), least
    assert not (tmp_path / ".release.partial").exists()


def told(release: Path) -> dict[str, bytes]:
    """What a release says of itself, and each file that it says it of."""
    manifest, sums = ((release / name).read_bytes() for name in ("manifest.json", "SHA256SUMS"))
    named = {line.split("  ", 1)[1]: line[:64] for line in sums.decode().splitlines()}
    assert named == {name: hashlib.sha256((release / name).read_bytes()).hexdigest() for name in named}
    return {"manifest": manifest, "files": "\n".join(sorted(named)).encode()}


def test_a_torn_tail_is_cut_reported_and_asked_for_again(tmp_path: Path, place: Place) -> None:
    data = tmp_path / "data"
    night = Night(place, data)
    night.begin()
    night.kill_after(12)
    (file,) = (data / "warc").glob("*.warc.gz")
    whole = captures(data)
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size - 50)
    (lost,) = whole - captures(data)
    said = night.end()
    (side,) = (data / "warc").glob("*.torn")
    assert said["exit"] == 0
    (torn,) = [problem for problem in said["problems"] if "torn" in problem]
    assert re.fullmatch(rf"{file.name}: the last [\d,]+ bytes were torn; they are in {side.name}", torn)
    assert captures(data) > whole - {lost}
    assert comparable(data) == comparable(place.undisturbed)
    assert night.repeated() <= 2  # What was torn, and what was under way.
    assert run("archive", "verify", "--data", data).exit_code == 0


@pytest.mark.parametrize("second", ["refresh", "build"])
def test_a_second_process_says_one_line_and_changes_nothing(second: str, tmp_path: Path, place: Place) -> None:
    data = tmp_path / "data"
    asked, answered = Event(), Event()

    def hold(_headers: Mapping[str, str]) -> Answer | None:
        asked.set()
        assert answered.wait(60)
        return None

    place.server.trap("/", hold)
    try:
        with started("refresh", "--portals", place.portals, "--data", data) as process:
            assert asked.wait(60)
            arguments = ("--portals", place.portals) if second == "refresh" else ()
            result = run(second, *arguments, "--data", data)
            assert (result.exit_code, result.stdout, error_lines(result)) == (
                2, "", [f"nianbao: {data / 'warc'}: process {process.pid} is writing; wait until it is done"],
            )  # fmt: skip
            answered.set()
            assert process.wait(60) == 0
    finally:
        answered.set()
        place.server.recover()
    assert comparable(data) == comparable(place.undisturbed)
