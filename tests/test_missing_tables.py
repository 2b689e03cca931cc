"""Tables that a report ought to print and does not: that is said."""

from __future__ import annotations

import pytest

from parsers.report import parse
from tests.hand_made import HEADINGS, REMEDIES, Row, table


def test_tables_of_a_report_without_title_are_missed_by_their_heading() -> None:
    page = (
        "<p>一、总体情况</p><p>我局认真做好政府信息公开工作。</p><p>三、收到和处理政府信息公开申请情况</p><p>见图。</p>"
    )
    record = parse(f"{page}<p>五、存在的主要问题及改进情况</p><p>公开不够及时，下一步改进。</p>".encode())
    assert record.year is None
    missed = [finding.where for finding in record.findings if finding.rule == "parse.table_missing"]
    assert missed == ["disclosure", "applications", "remedies"]


@pytest.mark.parametrize(("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021")])
def test_the_form_of_a_table_that_all_forms_print_alike_is_that_of_the_year(year: int, form: str) -> None:
    rows: list[Row] = [
        ["", *(column.zh for column in REMEDIES.columns)],
        *([row.zh, 1, 0, 0, 0, 2] for row in REMEDIES.rows),
    ]
    title = f"清水县水务局{year}年政府信息公开工作年度报告"
    page = f"<h1>{title}</h1><p>一、总体情况</p><p>正常。</p><p>{HEADINGS['remedies']}</p>{table(rows)}"
    record = parse(page.encode())
    assert (record.form, len(record.cells)) == (form, 15)
    failed = [(finding.rule, finding.where) for finding in record.findings if finding.rule.startswith("identity.")]
    assert failed == [("identity.remedy_sum", f"remedies.row.{row.code}") for row in REMEDIES.rows]
