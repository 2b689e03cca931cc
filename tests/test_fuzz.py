"""Damaged documents of every format end in a record or in our own error, whatever the damage; each by its seed.

A few hundred in the suite, ten thousand with `make fuzz`. A case is made again by `mutated(seed)`.
"""

from __future__ import annotations

import os
import time
import zipfile
import zlib
from io import BytesIO
from random import Random

import pytest

from nianbao.overlay import overlay
from nianbao.reading import Input
from parsers.document import UnreadableDocument
from tests.mutations import MUTATIONS, in_the_package, originals

CASES, GROUPS = (10_000, 50) if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else (300, 10)
#: Of ten cases so many are of each format: PDF takes longest to read.
FORMATS = ["html"] * 4 + ["text"] * 2 + ["docx"] * 2 + ["pdf", "any"]
#: Processor seconds for one document, many times what the slowest takes.
SECONDS = 20


def mutated(seed: int) -> bytes:
    """The document of one case."""
    rng = Random(seed)
    kind = FORMATS[seed % len(FORMATS)]
    data = rng.choice(originals(rng.choice(["html", "text", "docx", "pdf"]) if kind == "any" else kind))
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        mutate = rng.choice(MUTATIONS)
        if data.startswith(b"PK") and rng.random() < 0.8 and zipfile.is_zipfile(BytesIO(data)):
            try:
                data = in_the_package(data, mutate, rng)
                continue
            except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, zlib.error):
                pass
        data = mutate(data, rng) or b"?"
    return data


def failure(seed: int) -> str | None:
    """What went wrong with one case, if anything did."""
    start = time.process_time()
    try:
        record, page = overlay(Input(mutated(seed)))
        record.to_json()
        assert page.count("data-cell=") <= len(record.cells)
    except UnreadableDocument as error:
        return None if "\n" not in str(error) else f"{seed}: {error}"
    except Exception as error:  # noqa: BLE001 -- any is what is looked for
        return f"{seed}: {type(error).__name__}: {error}"
    spent = time.process_time() - start
    return f"{seed}: {spent:.0f} seconds" if spent > SECONDS else None


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like DOC is not handed to LibreOffice where it is installed."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_damage_is_an_error_of_the_program(group: int) -> None:
    seeds = range(group * CASES // GROUPS, (group + 1) * CASES // GROUPS)
    assert [wrong for seed in seeds if (wrong := failure(seed))] == []
