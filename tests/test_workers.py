"""Parsing in many processes: the same rows whoever parses, also when workers die."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from db.load import Loaded
from fixtures import load_portal, serve
from nianbao import loading, parsing
from nianbao.workers import Died, hired
from tests.commands import dump, error_lines, refresh, rows, run, write_portal
from tests.dying import die_at_seven, die_within_answer, double, read_and_die


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("workers")
    with serve(load_portal("lingwu")) as server:
        write_portal(home / "portals", "lingwu", server.root)
        refresh(home / "portals", home / "data")
    return home / "data"


@pytest.fixture
def data(crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of several small tasks."""
    monkeypatch.setattr(parsing, "TASK", 5)
    return Path(shutil.copytree(crawled, tmp_path / "data"))


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """A dask client that could not connect waits for itself when it is collected amid the start of the next one."""
    yield
    gc.collect()


def some_report(data: Path) -> str:
    """The address of a report in the middle of the archive."""
    (url,) = rows(data, "SELECT url FROM locations ORDER BY url LIMIT 1 OFFSET 9")[0]
    return str(url)


def test_results_come_in_order() -> None:
    with hired(2, None) as workers:
        assert workers is not None
        assert list(workers.run(double, [(n,) for n in range(40)])) == [2 * n for n in range(40)]


def test_tasks_are_taken_as_workers_need_them() -> None:
    taken = []

    def tasks() -> Iterator[tuple[int]]:
        for number in range(40):
            taken.append(number)
            yield (number,)

    with hired(2, None) as workers:
        assert workers is not None
        results = workers.run(double, tasks())
        assert [next(results) for _ in range(3)] == [0, 2, 4]
        assert len(taken) == 4 + 2  # Two for each worker, and one more for each that was done and given out.
        assert list(results) == [2 * n for n in range(3, 40)]


def test_a_task_whose_worker_died_is_tried_again(tmp_path: Path) -> None:
    with hired(2, None) as workers:
        assert workers is not None
        tasks = [(n, str(tmp_path / "flag")) for n in range(20)]
        assert list(workers.run(die_at_seven, tasks)) == [2 * n for n in range(20)]


def test_a_task_that_always_kills_costs_no_other_task() -> None:
    with hired(2, None) as workers:
        assert workers is not None
        results = list(workers.run(die_at_seven, [(n, "") for n in range(20)]))
    assert results == [Died() if n == 7 else 2 * n for n in range(20)]


def test_a_worker_that_dies_within_its_answer_is_not_waited_for() -> None:
    size = 1_000_000
    with hired(2, None) as workers:
        assert workers is not None
        results = list(workers.run(die_within_answer, [(n, size) for n in range(20)]))
    assert results == [Died() if n == 7 else bytes(size) for n in range(20)]


@pytest.mark.parametrize("number", [2, 16])
def test_workers_that_die_all_the_time_are_not_waited_for(number: int) -> None:
    with hired(number, None) as workers:
        assert workers is not None
        for _ in range(5):
            assert list(workers.run(die_at_seven, [(7, "")] * 20)) == [Died()] * 20


def test_what_a_task_raises_is_raised_here() -> None:
    with hired(2, None) as workers:
        assert workers is not None
        with pytest.raises(ZeroDivisionError, match="by zero"):
            list(workers.run(divmod, [(1, 0)]))


def test_one_process_is_this_one() -> None:
    with hired(1, None) as workers:
        assert workers is None


@pytest.mark.parametrize(
    "options", [("--workers", 1), ("--workers", 2), ("--scheduler", "local")], ids=["here", "processes", "cluster"]
)
def test_the_same_rows_whoever_parses(data: Path, options: tuple[object, ...]) -> None:
    before = dump(data)
    result = run("build", "--data", data, *options)
    assert (result.exit_code, dump(data)) == (0, before)


def test_the_same_rows_when_a_worker_is_killed(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, flag = dump(data), tmp_path / "flag"
    monkeypatch.setattr(parsing, "read_task", partial(read_and_die, some_report(data), str(flag)))
    assert run("build", "--data", data, "--workers", 2).exit_code == 0
    assert flag.exists()
    assert dump(data) == before


def test_a_document_that_kills_every_worker_is_recorded_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, (before,) = some_report(data), rows(data, "SELECT count(*) FROM reports")[0]
    monkeypatch.setattr(parsing, "read_task", partial(read_and_die, url, ""))
    assert run("build", "--data", data, "--workers", 2).exit_code == 0
    died = rows(data, "SELECT url, message FROM rejected WHERE rule = 'parse.crashed'")
    assert died == [(url, "the process that parsed it died, and died again")]
    assert rows(data, "SELECT count(*) FROM reports") == [(before - 1,)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "no dask scheduler answers; check the address"),
        ("tls://127.0.0.1:9", "cannot be used (TypeError: TLS expects "),
        ("nonsense://x", "no dask scheduler answers; check the address"),
    ],
)
def test_a_scheduler_that_does_not_answer(data: Path, address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.cluster._PATIENCE", 1)
    result = run("build", "--data", data, "--scheduler", address)
    (line,) = error_lines(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert line.startswith(f"nianbao: {address}: {said}")
    assert line.endswith("; check the address")


def scheduler(workers: int) -> LocalCluster:
    """A scheduler on loopback as others run it."""
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1",
        dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False},
    )  # fmt: skip


def test_a_scheduler_without_workers_is_not_waited_for_without_end(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(data)
    monkeypatch.setattr("nianbao.cluster._WORKERLESS", 1)
    with scheduler(0) as cluster:
        address = cluster.scheduler_address
        result = run("build", "--data", data, "--scheduler", address)
    assert (result.exit_code, result.stdout, error_lines(result)) == (
        2, "", [
            f"nianbao: {address}: has no workers; waiting for one",
            f"nianbao: {address}: no worker for 1 s; start some where nianbao is installed: dask worker {address}",
        ],
    )  # fmt: skip
    assert dump(data) == before


def test_a_worker_that_comes_later_is_waited_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(data)
    with scheduler(0) as cluster:
        monkeypatch.setattr("nianbao.cluster.sleep", lambda _seconds: cluster.scale(1))
        result = run("build", "--data", data, "--scheduler", cluster.scheduler_address)
    said = [f"nianbao: {cluster.scheduler_address}: has no workers; waiting for one"]
    assert (result.exit_code, error_lines(result)) == (0, said)
    assert dump(data) == before


@pytest.mark.parametrize("ended", ["workers", "scheduler"])
def test_a_cluster_that_ends_amid_a_build_is_one_line_and_the_database_stays(
    data: Path, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(data)
    monkeypatch.setattr("nianbao.cluster._WORKERLESS", 1)
    with scheduler(1) as cluster:
        address, load = cluster.scheduler_address, loading.load

        def end_and_load(*arguments: Any) -> Loaded:
            cluster.scale(0) if ended == "workers" else cluster.close()
            return load(*arguments)

        monkeypatch.setattr(loading, "load", end_and_load)
        result = run("build", "--data", data, "--scheduler", address)
    last = {
        "workers": f"no worker for 1 s; start some where nianbao is installed: dask worker {address}",
        "scheduler": "the dask scheduler is gone; start it and run the command again",
    }[ended]
    assert (result.exit_code, result.stdout, error_lines(result)[-1]) == (2, "", f"nianbao: {address}: {last}")
    assert dump(data) == before


def test_a_cluster_of_our_own_says_nothing_while_another_runs(data: Path, recwarn: pytest.WarningsRecorder) -> None:
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:8787"):
        recwarn.clear()
        result = run("build", "--data", data, "--scheduler", "local")
    assert (result.exit_code, error_lines(result), [str(said.message) for said in recwarn]) == (0, [], [])
