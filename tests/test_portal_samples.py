"""What is read of the sample pages that `nianbao portal add` keeps, one folder a portal.

A new sample fails until a person has compared it with its pages and said so in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nianbao.adding import SAMPLED

SAMPLES = sorted((Path(__file__).parent / "portals").glob("*/expected.json"))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.parent.name) for path in SAMPLES])
def test_a_sample_is_reviewed_and_still_read_so(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert expected["reviewed"] is True, f"{path}: {expected['review']}"
    for kind, read in SAMPLED.items():
        url = expected[kind].pop("url")
        body = (path.parent / f"{kind}.html").read_bytes()
        assert json.loads(json.dumps(read(body, url))) == expected[kind]
