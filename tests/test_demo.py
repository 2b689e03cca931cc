"""`nianbao demo`: from the fixture portals to rows, and the figures of the one real report among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures import build, load_portal, portal_ids
from tests.commands import dump, error_lines, rows, run

SITES = {name: build(load_portal(name)) for name in portal_ids()}
#: What the totals of the last line are made from.
SUMMARY = "3 portals, 17 agencies, 59 reports, {cells:,} cells read, {findings} findings"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo") / "data"
    assert run("demo", "--once", "--data", directory).exit_code == 0
    return directory


def test_the_summary_is_what_the_portals_hold(data: Path) -> None:
    truths = [truth for site in SITES.values() for truth in site.truths.values()]
    printed = sum(
        value is not None for truth in {repr(t): t for t in truths}.values()
        for table in truth["cells"].values() for value in table.values()
    )  # fmt: skip
    (cells, findings) = rows(data, "SELECT (SELECT sum(cells_read) FROM reports), (SELECT count(*) FROM findings)")[0]
    assert cells == printed
    status = json.loads(run("status", "--data", data, "--json").stdout)
    told = (status["portals"], status["agencies"], status["reports"], status["cells_read"], status["findings"])
    assert told == (3, 17, 59, cells, findings)
    assert [(c["id"], c["agencies"], c["reports"], c["first_year"], c["last_year"]) for c in status["counties"]] == [
        ("lingwu", 8, 38, 2019, 2024), ("linxi", 3, 9, 2022, 2024), ("qinghe", 6, 12, 2023, 2024),
    ]  # fmt: skip
    again = run("demo", "--once", "--data", data)
    assert again.stdout.splitlines()[-1] == SUMMARY.format(cells=cells, findings=findings)


def test_a_second_demo_changes_nothing(data: Path) -> None:
    before = dump(data)
    assert "nothing new" in run("demo", "--once", "--data", data).stdout
    assert dump(data) == before


def test_the_real_report(data: Path) -> None:
    ((number, agency, title, form, published),) = rows(
        data,
        "SELECT r.id, a.name, r.title, r.form, r.published FROM reports r JOIN agencies a ON a.id = r.agency_id "
        "WHERE r.url LIKE '%/zwgk/zfbmzsjgxxgk/lwsmzj_29121/xxgknb_29124/202501/t20250123_4800975.html'",
    )
    assert (agency, title, form, published) == (
        "灵武市民政局", "灵武市民政局2024年政府信息公开工作年度报告", "2021", "2025-01-23",
    )  # fmt: skip
    assert rows(
        data, "SELECT o.code, t.natural_person, t.total FROM applications t JOIN outcomes o ON o.id = t.outcome_id "
              "WHERE t.report_id = ? AND t.total > 0", number,
    ) == [("new_received", 2, 2), ("granted", 2, 2), ("processed_total", 2, 2)]  # fmt: skip
    assert rows(data, "SELECT rule FROM findings WHERE report_id = ? AND severity = 'warning'", number) == [
        ("narrative.contradiction",)
    ]
    wechat = rows(
        data, "SELECT value, unit FROM counts WHERE report_id = ? AND metric = 'posts' AND channel = 'wechat'", number
    )
    assert wechat == [(461, "篇"), (461, "篇")]


@pytest.mark.parametrize("name", portal_ids())
def test_the_errors_built_into_the_portals_are_found_and_no_others(data: Path, name: str) -> None:
    found = set(rows(
        data, "SELECT a.name, r.year, f.rule FROM findings f JOIN reports r ON r.id = f.report_id "
              "JOIN agencies a ON a.id = r.agency_id WHERE r.portal_id = ?", name,
    ))  # fmt: skip
    expected = {(t["agency"], t["year"], rule) for t in SITES[name].truths.values() for rule in t["breaks"]}
    assert found == expected


def test_a_report_of_the_archive_is_shown_by_its_number(data: Path, tmp_path: Path) -> None:
    ((number, title, cells),) = rows(
        data, "SELECT id, title, cells_read FROM reports WHERE url LIKE '%/t20250123_4800975.html'"
    )
    assert run("show", number, "--data", data, "--html", tmp_path / "out.html").exit_code == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert f"<h1>{title}</h1>" in page
    assert page.count("data-cell=") == cells
    unknown = run("show", "12345", "--data", data)
    assert (unknown.exit_code, error_lines(unknown)) == (
        2, [f"nianbao: 12345: no such file, and no such report in {data / 'nianbao.db'}"],
    )  # fmt: skip


def test_what_is_no_report_is_kept_with_its_reason_but_not_a_page_whose_file_was_read(data: Path) -> None:
    assert rows(data, "SELECT kind FROM captures WHERE url LIKE '%/t20250116_242811.html'") == [("rejected",)]
    assert rows(
        data, "SELECT rule, replace(url, rtrim(url, replace(url, '/', '')), '') FROM rejected ORDER BY rule"
    ) == [
        ("parse.not_a_report", "P020200117389613086419.pdf"),
    ]
