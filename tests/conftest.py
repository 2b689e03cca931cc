"""What holds for every test: how many cases the property tests try, and a demo archive that many of them read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.commands import run, serving

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
