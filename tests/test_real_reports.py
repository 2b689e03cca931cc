"""Real reports with their true values: every cell, the identity, the counts of the prose.

They are not part of the project; where the folder is missing, these tests are skipped.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parsers.record import Count, Report
from parsers.report import parse

SHARED = Path(os.environ.get("NIANBAO_SHARED") or Path(__file__).parents[1].parent / "shared")
SEED = SHARED / "seed" / "lingwu-civil-affairs-2024.txt"
TRUTHS = sorted([*SHARED.glob("replicas/pt-*.truth.json"), *SHARED.glob("real/*.truth.json")])

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the real reports are not here")


def read(path: Path) -> Report:
    return parse(path.read_bytes(), name=path.name)


def document(truth: Path) -> Path:
    name = truth.name.removesuffix(".truth.json")
    return next(path for path in truth.parent.glob(f"{name}.*") if path.suffix in (".html", ".pdf"))


def said(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth


def values(counts: tuple[Count, ...]) -> Counter[tuple[float, str]]:
    return Counter((count.value, "".join((count.unit or "").split())) for count in counts)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name.split(".")[0]) for path in TRUTHS])
def test_every_cell_of_a_real_report(path: Path) -> None:
    truth, report = said(path), read(document(path))
    key = "label" if truth["form"] == "2014" else "row"
    read_cells = {(c.table, "".join(getattr(c, key).split()), c.column): (c.value, c.state) for c in report.cells}
    assert read_cells == {
        (cell["table"], "".join(cell[key].split()), cell["column"]): (cell["value"], cell["state"])
        for cell in truth["cells"]
    }
    assert (report.agency, report.year, report.form) == (truth["agency"], truth["year"], truth["form"])
    assert report.period is not None
    assert {"start": report.period.start, "end": report.period.end} == truth["period"]
    if "published" in truth:
        assert report.published == truth["published"]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name.split(".")[0]) for path in TRUTHS])
def test_the_counts_of_a_real_report(path: Path) -> None:
    true = Counter((count["value"], count.get("unit") or "") for count in said(path)["counts"])
    missed = true - values(read(document(path)).counts)
    assert sum(missed.values()) <= sum(true.values()) * 0.03, missed


def test_the_seed_whole() -> None:
    truth, report = said(SEED.with_name("expected.json")), read(SEED)
    cells: dict[str, dict[str, Any]] = {}
    for cell in report.cells:
        cells.setdefault(cell.table, {})[f"{cell.row}.{cell.column}"] = cell.value
    assert cells == truth["cells"]
    assert (report.title, report.agency, report.year, report.form) == (
        truth["title"], truth["agency"], truth["year"], truth["form"],
    )  # fmt: skip
    assert report.period is not None
    assert {"start": report.period.start, "end": report.period.end} == truth["period"]
    assert [section.heading for section in report.sections] == truth["section_headings"]
    assert {name: getattr(report.contact, name) for name in truth["contact"]} == truth["contact"]


def test_the_counts_of_the_seed_and_nothing_else() -> None:
    truth, report = said(SEED.with_name("expected.json")), read(SEED)
    assert values(report.counts) == Counter((count["value"], count["unit"] or "") for count in truth["counts"])
    (contradiction,) = [f for f in report.findings if f.rule == "narrative.contradiction"]
    assert [contradiction.expected, contradiction.actual] == truth["contradictions"][0]["values"]
