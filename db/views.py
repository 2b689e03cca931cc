"""Views: questions that are asked so often that they have a name."""

from __future__ import annotations

from db.labels import ROW_LABELS
from db.model import Table, View
from db.schema import APPLICATIONS, DISCLOSURES, REMEDIES
from db.shares import SHARES

_KEPT = {"disclosure": DISCLOSURES, "applications": APPLICATIONS, "remedies": REMEDIES}


def _cells() -> str:
    return "\nUNION ALL\n".join(
        _column(code, table, column.name)
        for code, table in _KEPT.items()
        for column in table.columns
        if column.name not in (*table.key, "unit")
    )


def _column(code: str, table: Table, column: str) -> str:
    key = table.key[1]
    return (
        f'SELECT t.report_id, \'{code}\' AS "table", l.code AS row, \'{column}\' AS "column", t."{column}" AS value, '  # noqa: S608
        f'l.zh AS label FROM "{table.name}" t JOIN "{ROW_LABELS[code]}" l ON l.id = t.{key} '
        f'WHERE t."{column}" IS NOT NULL'
    )


CELLS = View("cells", "三张表格的数字，一格一行", "Figures of the three tables, one cell a row", _cells())

COVERAGE = View("coverage", "机关×年度：有无报告", "Agencies by year: is there a report", """
SELECT a.portal_id, a.id AS agency_id, a.name AS agency, y.year, r.id AS report_id, r.form, r.published, r.days_late,
  CASE WHEN r.id IS NULL THEN 'missing' WHEN r.withdrawn IS NOT NULL THEN 'withdrawn'
       WHEN r.errors > 0 THEN 'unreadable' WHEN r.days_late > 0 THEN 'late' ELSE 'published' END AS state
FROM agencies a
JOIN (SELECT DISTINCT portal_id, year FROM reports WHERE year IS NOT NULL) y ON y.portal_id = a.portal_id
LEFT JOIN reports r ON r.agency_id = a.id AND r.year = y.year AND r.document = 1
""")  # fmt: skip

PROBLEMS = View("problems", "需要人看的文件", "Documents that need a person", """
SELECT portal_id, 'rejected' AS problem, url, NULL AS report_id, rule, message
FROM rejected
UNION ALL
SELECT r.portal_id, 'error', r.url, r.id, f.rule, f.message
FROM findings f JOIN reports r ON r.id = f.report_id WHERE f.severity = 'error'
UNION ALL
SELECT portal_id, 'unplaced', url, id, NULL, '机关或年度不明 / agency or year unknown'
FROM reports WHERE agency_id IS NULL OR year IS NULL
""")  # fmt: skip

SEVERAL_DOCUMENTS = View("several_documents", "同一机关同一年度的多份文件",
                         "Several documents of an agency and year", """
SELECT r.agency_id, r.year, r.document, r.id AS report_id, r.title, r.url, r.new_received, r.processed_total
FROM reports r
WHERE (r.agency_id, r.year) IN (SELECT agency_id, year FROM reports WHERE document > 1)
""")  # fmt: skip

ADDRESSES_THAT_DIFFER = View("addresses_that_differ", "同一报告在不同网址内容不一",
                             "Addresses whose text is not the report's current one", """
SELECT l.report_id, r.url AS current_url, l.url, l.last_seen
FROM locations l JOIN reports r ON r.id = l.report_id
WHERE l.fingerprint <> r.fingerprint
""")  # fmt: skip

COUNTIES = View("counties", "县区：所在省份与收录", "Counties by province, and what there is of them", """
SELECT p.id AS portal_id, p.name AS county, d.id AS division, d.prefecture, v.zh AS province, v.en AS province_en,
  t.agencies, t.reports, t.first_year, t.last_year, t.with_warnings, t.with_errors
FROM portals p LEFT JOIN divisions d ON d.id = p.division_id LEFT JOIN provinces v ON v.id = d.province_id
LEFT JOIN portal_totals t ON t.portal_id = p.id
""", facets=("province", "prefecture"))  # fmt: skip

VIEWS = (
    COUNTIES, CELLS, COVERAGE, PROBLEMS, SEVERAL_DOCUMENTS, ADDRESSES_THAT_DIFFER, *(shares.view for shares in SHARES),
)  # fmt: skip
