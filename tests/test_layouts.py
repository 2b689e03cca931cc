"""Any consistent report, in any layout, comes back cell for cell; any damage gives right cells or a finding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fixtures.model import Layout, Report
from fixtures.render import NO_SITE, render_report, render_text
from parsers.record import Report as Record
from parsers.report import parse
from tests.reports import ends_blank, expected, layouts, may_have_moved, reports


def cells(record: Record) -> dict[tuple[str, str], object]:
    return {(cell.table, f"{cell.row}.{cell.column}"): cell.value for cell in record.cells}


def explain(record: Record) -> list[str]:
    return [finding.message for finding in record.findings if finding.rule.startswith("parse.")]


@given(reports(), layouts())
def test_html_in_any_layout(report: Report, layout: Layout) -> None:
    page = render_report(report, layout, site=NO_SITE | {"invented": ""}).encode(
        "gb18030" if layout.charset == "gbk" else "utf-8"
    )
    record = parse(page)
    assert cells(record) == expected(report.figures), explain(record)
    assert (record.form, record.year, record.agency) == (report.form, report.year, report.agency)
    assert [section.heading for section in record.sections] == [section.heading for section in report.sections]
    assert not [f for f in record.findings if f.rule.startswith("identity.")]


@given(reports(), st.booleans(), st.sampled_from(["kept", "stripped", "seed"]))
def test_text_with_pipes(report: Report, leading: bool, trailing: str) -> None:
    record = parse(render_text(report, leading=leading, trailing=trailing).encode())
    true = expected(report.figures)
    moved = may_have_moved(true)
    withheld = {f.where or "" for f in record.findings if f.rule == "parse.table_withheld"}
    # The blank before the first pipe of a line without a label may be no cell.
    unlabelled = {"remedies"} if not leading and true["remedies", "reconsideration.upheld"] is None else set()
    ended = {table for table in withheld if trailing == "seed" and ends_blank(true, table)}
    withheld = withheld if moved else withheld & (unlabelled | ended)
    assert cells(record) == {place: v for place, v in true.items() if place[0] not in withheld}, explain(record)
    if withheld:
        return
    assert (record.form, record.year, record.agency) == (report.form, report.year, report.agency)
