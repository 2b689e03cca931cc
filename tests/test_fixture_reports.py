"""Every page of the fixture portals, whole record against its true values."""

from __future__ import annotations

from typing import Any

import pytest

from fixtures import build, load_portal, portal_ids
from parsers.record import Report
from parsers.report import parse

SITES = {name: build(load_portal(name)) for name in portal_ids()}
PAGES = [(name, path) for name, site in SITES.items() for path in site.truths]


def record(name: str, path: str) -> tuple[Report, dict[str, Any]]:
    page = SITES[name].pages[path]
    return parse(page.body, content_type=page.content_type, name=path), SITES[name].truths[path]


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_cells_and_identity(name: str, path: str) -> None:
    report, truth = record(name, path)
    assert {
        table: {f"{c.row}.{c.column}": c.value for c in report.cells if c.table == table} for table in truth["cells"]
    } == truth["cells"]
    assert {c.table for c in report.cells} == {table for table, cells in truth["cells"].items() if cells}
    assert {(c.table, f"{c.row}.{c.column}"): c.state for c in report.cells if c.state != "number"} == {
        (table, key): state for table, states in truth["states"].items() for key, state in states.items()
    }
    assert (report.title, report.agency, report.year, report.form) == (
        truth["title"],
        truth["agency"],
        truth["year"],
        truth["form"],
    )
    assert [section.heading for section in report.sections] == truth["section_headings"]
    assert report.period is not None
    assert {"start": report.period.start, "end": report.period.end} == truth["period"]


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_findings_are_those_that_the_source_itself_makes(name: str, path: str) -> None:
    report, truth = record(name, path)
    sums = {finding.rule for finding in report.findings if finding.rule.startswith("identity.")}
    assert sums == {rule for rule in truth["breaks"] if rule.startswith("identity.")}


def test_the_civil_affairs_bureau_of_lingwu() -> None:
    path = "/zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/202501/t20250123_4800975.html"
    report, _ = record("lingwu", path)
    assert (report.title, report.agency, report.year) == (
        "灵武市民政局2024年政府信息公开工作年度报告",
        "灵武市民政局",
        2024,
    )
    assert (report.published, report.form, report.format) == ("2025-01-23", "2021", "html")
    assert (report.contact.telephone, report.contact.email) == ("0951-4021566", "nxlwmzj@163.com")
    printed = {(c.row, c.column): c.value for c in report.cells if c.value}
    assert printed == {
        ("new_received", "natural_person"): 2,
        ("new_received", "total"): 2,
        ("granted", "natural_person"): 2,
        ("granted", "total"): 2,
        ("processed_total", "natural_person"): 2,
        ("processed_total", "total"): 2,
    }
    assert len(report.cells) == 200
    cell = report.cell("applications", "new_received", "natural_person")
    assert cell is not None
    assert (cell.raw, cell.state, str(cell.source)) == ("2", "number", "table 2, row 4, column 4")
