"""Ctrl-C at any time is one line and exit status 130; what was there stays."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fixtures import Server, load_portal, serve
from nianbao import loading, parsing
from tests.commands import comparable, dump, error_lines, refresh, run, write_portal
from tests.points import POINTS
from tests.test_killed import size

LINE = "nianbao: interrupted; run the command again"
COMMAND = (sys.executable, "-c", "from nianbao.start import main; main()")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(load_portal("lingwu")) as running:
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Path:
    """A directory with the file of a portal, and what a run that nothing disturbed made of it."""
    home = tmp_path_factory.mktemp("interrupted")
    write_portal(home / "portals", "lingwu", server.root)
    assert refresh(home / "portals", home / "undisturbed")["exit"] == 0
    return home


@pytest.fixture
def data(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of several small tasks."""
    monkeypatch.setattr(parsing, "TASK", 5)
    return Path(shutil.copytree(home / "undisturbed", tmp_path / "data"))


def interrupted_when(reached: Callable[[], bool], *arguments: object) -> tuple[int, bytes, list[str]]:
    """What becomes of a command, with all its processes, that a terminal interrupts; or of one that ends before."""
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while process.poll() is None and not reached():
            pass
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    return process.returncode, out, err.decode().splitlines()


@pytest.mark.parametrize("number", POINTS)
def test_a_refresh_is_interrupted_and_the_next_one_goes_on(
    number: int, home: Path, server: Server, tmp_path: Path
) -> None:
    arguments = ("refresh", "--portals", home / "portals", "--data", tmp_path / "data")
    answers = len(server.log) + random.Random(f"refresh {number}").randint(1, len(server.site.pages))
    code, out, err = interrupted_when(lambda: len(server.log) >= answers, *arguments)
    if code:  # Not over before it could be interrupted.
        assert (code, out, err[-1], "Traceback" in "\n".join(err)) == (130, b"", LINE, False)
    assert refresh(home / "portals", tmp_path / "data")["exit"] == 0
    assert comparable(tmp_path / "data") == comparable(home / "undisturbed")


@pytest.mark.parametrize("number", POINTS)
def test_a_build_is_interrupted_and_the_old_database_stays(number: int, data: Path) -> None:
    before, least = dump(data), random.Random(f"build {number}").randint(1, 2 * size(data, "nianbao.db"))
    code, out, err = interrupted_when(lambda: size(data, "nianbao.new.db*") >= least, "build", "--data", data)
    if code:
        assert (code, out, err) == (130, b"", [LINE])
    assert dump(data) == before


@pytest.mark.parametrize(
    "options", [("--workers", 1), ("--workers", 2), ("--scheduler", "local")], ids=["here", "processes", "cluster"]
)
def test_an_interrupt_ends_whoever_parses(
    data: Path, options: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(data)

    def interrupt(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "load", interrupt)
    result = run("build", "--data", data, *options)
    assert (result.exit_code, result.stdout, error_lines(result)) == (130, "", [LINE])
    assert dump(data) == before


def test_an_interrupt_while_the_code_is_read() -> None:
    """The signal comes when the commands are imported."""
    finder = """if True:
        import os, signal, sys
        signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs behind a script ignores it
        class Interrupting:
            def find_spec(self, name, *_):
                if name == "nianbao.cli":
                    os.kill(os.getpid(), signal.SIGINT)
        sys.meta_path.insert(0, Interrupting())
        from nianbao.start import main
        main()
    """
    ended = subprocess.run([sys.executable, "-c", finder, "--version"], capture_output=True, check=False)  # noqa: S603
    assert (ended.returncode, ended.stdout, ended.stderr.decode().splitlines()) == (130, b"", [LINE])


def test_processes_end_with_the_one_that_started_them() -> None:
    """Also when it is killed and can tell them nothing: what they have open is closed."""
    start = """if True:
        from nianbao.workers import hired
        from tests.dying import kill_parent
        print("begun", flush=True)
        with hired(2, None) as workers:
            list(workers.run(kill_parent, [(10_000_000,)] * 4))
    """
    reading, writing = os.pipe()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", start], stdout=writing, stderr=subprocess.DEVNULL
    ) as process:
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            assert said.read() == b"begun\n"  # Read to its end: nobody has it open any more.
    assert process.returncode == -signal.SIGKILL
