"""What holds for every test: how many cases the property tests try, and a demo archive that many of them read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fixtures import Server, load_portal, serve
from tests.commands import refresh, run, serving, write_portal

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

# The suite tries the same cases every time, so that it fails for a change and not for its luck;
# `make fuzz` tries others.
settings.register_profile("suite", max_examples=50, derandomize=True, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("fuzz", max_examples=1000, deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of `nianbao demo --once`, for reading only."""
    directory = tmp_path_factory.mktemp("demo") / "data"
    assert run("demo", "--once", "--data", directory).exit_code == 0
    return directory


@pytest.fixture(scope="session")
def demo_root(demo_data: Path) -> Iterator[str]:
    """The address at which the demo archive is served."""
    with serving(demo_data) as address:
        yield address


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory with the file of a portal that is served, and its archive, the database in one file."""
    home = tmp_path_factory.mktemp("home")
    with serve(load_portal("linxi")) as server:
        write_portal(home / "portals", "linxi", server.root)
        refresh(home / "portals", home / "archive")
        with closing(sqlite3.connect(home / "archive" / "nianbao.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        yield home


@pytest.fixture
def data(home: Path, tmp_path: Path) -> Path:
    """A copy of the archive in `home`, to be harmed."""
    return Path(shutil.copytree(home / "archive", tmp_path / "data"))


@pytest.fixture
def server() -> Iterator[Server]:
    """A portal of nine reports, served."""
    with serve(load_portal("linxi")) as running:
        yield running


@pytest.fixture
def portals(server: Server, tmp_path: Path) -> Path:
    """The directory with the file of that portal."""
    write_portal(tmp_path / "portals", "linxi", server.root)
    return tmp_path / "portals"
