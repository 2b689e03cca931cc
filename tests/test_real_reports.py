"""Real reports with their true values: every cell, the identity, the counts of the prose.

They are not part of the project; where the folder is missing, these tests are skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parsers.record import Count, Report
from parsers.report import parse
from tests.shared import SHARED, documents

SEED = SHARED / "seed" / "lingwu-civil-affairs-2024.txt"
DOCUMENTS = documents()

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the real reports are not here")


def read(path: Path) -> Report:
    return parse(path.read_bytes(), name=path.name)


def said(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth


def values(counts: tuple[Count, ...]) -> Counter[tuple[float, str]]:
    return Counter((count.value, "".join((count.unit or "").split())) for count in counts)


@pytest.mark.parametrize(("path", "true"), DOCUMENTS, ids=[path.stem for path, _ in DOCUMENTS])
def test_every_cell_of_a_real_report(path: Path, true: Path) -> None:
    truth, report = said(true), read(path)
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


@pytest.mark.parametrize(("path", "true"), DOCUMENTS, ids=[path.stem for path, _ in DOCUMENTS])
def test_the_counts_of_a_real_report(path: Path, true: Path) -> None:
    printed = Counter((count["value"], count.get("unit") or "") for count in said(true)["counts"])
    missed = printed - values(read(path).counts)
    assert sum(missed.values()) <= sum(printed.values()) * 0.03, missed


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
