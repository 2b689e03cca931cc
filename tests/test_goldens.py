"""Whole records of the fixture's layouts and of real pages, as they were reviewed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.figures import history
from fixtures.model import Layout
from fixtures.render import NO_SITE, render_report
from parsers.report import parse
from tests.eval.reports.cases import LAYOUTS
from tests.goldens import FOLDER, differences, written_out
from tests.reports import report
from tests.shared import documents

DOCUMENTS = documents()


def page(layout: Layout, form: str) -> bytes:
    """A page with blanks and dashes among its figures."""
    year = 2020 if form == "2019" else 2023
    figures = history("golden", {year: form}, 40)[year]
    figures["remedies"] = {key: value or None for key, value in figures["remedies"].items()}
    figures["disclosure"] = {key: value or "/" for key, value in figures["disclosure"].items()}
    made = report(year, figures)
    return render_report(made, layout, site=NO_SITE | {"invented": ""}).encode(layout.charset, "xmlcharrefreplace")


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_the_fixtures(layout: str, form: str) -> None:
    record = parse(page(LAYOUTS[layout], form))
    assert differences(f"layouts/{layout}-{form}", written_out(record)) == {}


@pytest.mark.parametrize("path", [path for path, _ in DOCUMENTS], ids=[path.stem for path, _ in DOCUMENTS])
def test_a_real_page(path: Path) -> None:
    record = parse(path.read_bytes(), name=path.name)
    assert differences(f"real/{path.stem}", written_out(record, prose=False)) == {}


def test_every_golden_has_its_page() -> None:
    named = {f"{layout}-{form}" for layout in LAYOUTS for form in ("2019", "2021")}
    assert {path.stem for path in FOLDER.glob("layouts/*.json")} == named
