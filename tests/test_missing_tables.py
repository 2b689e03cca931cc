"""Tables that a report ought to print and does not: that is said."""

from __future__ import annotations

from parsers.report import parse


def test_tables_of_a_report_without_title_are_missed_by_their_heading() -> None:
    page = (
        "<p>一、总体情况</p><p>我局认真做好政府信息公开工作。</p><p>三、收到和处理政府信息公开申请情况</p><p>见图。</p>"
    )
    record = parse(f"{page}<p>五、存在的主要问题及改进情况</p><p>公开不够及时，下一步改进。</p>".encode())
    assert record.year is None
    missed = [finding.where for finding in record.findings if finding.rule == "parse.table_missing"]
    assert missed == ["disclosure", "applications", "remedies"]
