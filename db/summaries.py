"""Answers that would have to read the whole archive, kept as tables: made again at the end of a run and of a build.

The questions of `db/questions.yml` and the home page read them. Only rows that differ from what is there are written.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from db.across_years import IDENTITIES, PAIRS, YearIdentity
from db.labels import ROW_LABELS
from db.model import Table
from db.rows import TABLES
from db.shares import MEASURE, REPORT_SHARES, SHARES, Shares
from db.summary_tables import (
    BASES,
    COUNTY_TOTALS,
    COVERAGE_SUMS,
    DELAYS,
    JUMPS,
    LEVEL_FIGURES,
    PORTAL_TOTALS,
    REMEDY_CASES,
    RULE_TOTALS,
    SAME_WORDS,
    TYPE_FIGURES,
    TYPE_SUMS,
    ZERO_RUNS,
)

#: Columns that are compared with last year's, by table.
_COMPARED = {"disclosure": ("issued", "in_force", "decisions", "amount"), "applications": ("total",)}
#: A figure is a jump if it is so many times last year's, and last year's was at least so large.
_TIMES, _LEAST = 5, 10

_JUMPS = f"""
    SELECT report_id, "table", row, "column", before, now FROM compared
    WHERE before >= {_LEAST} AND now >= {_TIMES} * before"""  # noqa: S608
#: Three years in a row that an agency has reports on, with the applications of all three.
_RUNS = """
    CREATE TEMP TABLE runs AS
    SELECT r.id, r.portal_id, r.new_received + s.new_received + t.new_received AS received
    FROM reports r
    JOIN reports s ON s.agency_id = r.agency_id AND s.year = r.year - 1 AND s.document = 1
    JOIN reports t ON t.agency_id = r.agency_id AND t.year = r.year - 2 AND t.document = 1
    WHERE r.document = 1"""
_SAME_WORDS = """
    SELECT s.wording, s.report_id, s.number FROM sections s JOIN reports r ON r.id = s.report_id
    WHERE r.document = 1 AND s.wording IN (
      SELECT o.wording FROM sections o JOIN reports q ON q.id = o.report_id
      WHERE q.document = 1 AND o.wording IS NOT NULL GROUP BY o.wording HAVING count(*) > 1)"""
_REMEDY_CASES = """
    SELECT s.id, k.code <> 'reconsideration', sum(n_remedies), sum(remedies_corrected),
           sum(remedies_decided) AS decided, sum(pending), count(*) - sum(n_remedies) AS excluded
    FROM remedy_shares s JOIN remedy_kinds k ON k.id = s.kind_id WHERE s.agency_id IS NOT NULL
    GROUP BY 1, 2 HAVING decided > 0 OR total(pending) > 0 OR excluded > 0"""
_TYPED = """
    (SELECT s.*, coalesce(a.type_id, 'unknown') AS type_id
     FROM report_shares s LEFT JOIN agencies a ON a.id = s.agency_id)"""
_COVERAGE_SUMS = """
    SELECT portal_id, year, count(*), count(report_id), sum(state = 'late'), sum(state = 'unreadable'),
           sum(state = 'withdrawn')
    FROM coverage GROUP BY portal_id, year"""
_DELAYS = """
    SELECT portal_id, year, count(days_late), count(*) - count(days_late), count(*) FILTER (WHERE days_late > 0),
           max(days_late)
    FROM reports WHERE document = 1 AND year IS NOT NULL GROUP BY portal_id, year"""
_COUNTY_TOTALS = """
    SELECT g.id, sum(r.new_received), count(*), count(r.new_received), count(r.id) - count(r.new_received),
           group_concat(a.name, '、') FILTER (WHERE r.id IS NULL)
    FROM agencies c CROSS JOIN reports g ON g.agency_id = c.id AND g.document = 1
    LEFT JOIN (SELECT * FROM agencies ORDER BY portal_id, name) a ON a.portal_id = g.portal_id AND a.id <> c.id
    LEFT JOIN reports r ON r.agency_id = a.id AND r.year = g.year AND r.document = 1
    WHERE c.type_id = 'government' AND g.year IS NOT NULL GROUP BY g.id"""
_RULE_TOTALS = "SELECT rule, severity, count(*), count(DISTINCT report_id) FROM findings GROUP BY rule, severity"
_PORTAL_TOTALS = """
    SELECT p.id, (SELECT count(*) FROM agencies WHERE portal_id = p.id), count(r.id), min(r.year), max(r.year),
           coalesce(sum(r.warnings), 0), coalesce(sum(r.errors), 0), count(*) FILTER (WHERE r.warnings > 0),
           count(*) FILTER (WHERE r.errors > 0),
           coalesce(sum((SELECT count(*) FROM findings WHERE report_id = r.id)), 0),
           coalesce(sum((SELECT count(*) FROM counts WHERE report_id = r.id)), 0),
           (SELECT count(*) FROM rejected WHERE portal_id = p.id),
           (SELECT count(*) FROM captures WHERE portal_id = p.id),
           (SELECT max(fetched_at) FROM captures WHERE portal_id = p.id)
    FROM portals p LEFT JOIN reports r ON r.portal_id = p.id GROUP BY p.id"""

_BASES = f"""
    SELECT 'outliers', portal_id, count(*) FILTER (WHERE before >= {_LEAST} AND now IS NOT NULL),
           count(*) FILTER (WHERE before IS NULL OR before < {_LEAST} OR now IS NULL)
    FROM compared GROUP BY portal_id
    UNION ALL
    SELECT 'same_wording', r.portal_id, count(s.wording), count(*) - count(s.wording)
    FROM sections s JOIN reports r ON r.id = s.report_id WHERE r.document = 1 GROUP BY r.portal_id
    UNION ALL
    SELECT 'zero_three_years', portal_id, count(received), count(*) - count(received) FROM runs GROUP BY portal_id
    UNION ALL
    SELECT rule, portal_id, count(off), count(*) - count(off) FROM ({{identities}}) GROUP BY rule, portal_id"""  # noqa: S608
_FIGURES = f"""
    CREATE TEMP TABLE figures AS
    SELECT r.portal_id, a.type_id, t.level, r.year, m.measure,
           {MEASURE} AS figure
    FROM reports r JOIN agencies a ON a.id = r.agency_id JOIN agency_types t ON t.id = a.type_id
    CROSS JOIN (SELECT 'new_received' AS measure UNION ALL SELECT 'percent_denied') m
    WHERE r.document = 1 AND r.year IS NOT NULL"""  # noqa: S608
_AMONG = """
    SELECT {by}, n, count(*) - n, round(avg(figure), 2), avg(figure) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2))
    FROM (SELECT *, row_number() OVER (PARTITION BY {by} ORDER BY figure IS NULL, figure) AS place,
                 count(figure) OVER (PARTITION BY {by}) AS n
          FROM temp.figures)
    GROUP BY {by}"""


def update(db: Database) -> None:
    """Make the tables what the reports now say. Inside a transaction of the caller."""
    db.execute(f"CREATE TEMP TABLE compared AS {_compared()}")
    db.execute(_RUNS)
    db.execute(_FIGURES)
    for table, sql in _summaries():
        _refill(db, table, sql)
    for name in ("compared", "runs", "figures"):
        db.execute(f"DROP TABLE temp.{name}")


def _summaries() -> Iterator[tuple[Table, str]]:
    yield JUMPS, _JUMPS
    yield ZERO_RUNS, "SELECT id FROM temp.runs WHERE received = 0"
    yield REMEDY_CASES, _REMEDY_CASES
    yield SAME_WORDS, _SAME_WORDS
    yield BASES, _BASES.format(identities=" UNION ALL ".join(map(_identity, IDENTITIES)))
    for shares in SHARES:
        yield shares.table, _sums(shares, shares.table, f"{shares.name}_shares")
    yield TYPE_SUMS, _sums(REPORT_SHARES, TYPE_SUMS, _TYPED)
    for table in (TYPE_FIGURES, LEVEL_FIGURES):
        yield table, _AMONG.format(by=", ".join(table.key))
    yield DELAYS, _DELAYS
    yield COUNTY_TOTALS, _COUNTY_TOTALS
    yield COVERAGE_SUMS, _COVERAGE_SUMS
    yield RULE_TOTALS, _RULE_TOTALS
    yield PORTAL_TOTALS, _PORTAL_TOTALS


def _sums(shares: Shares, table: Table, source: str) -> str:
    by = ", ".join(table.key)
    addends = ", ".join(f"sum({each.column.name})" for each in shares.addends)
    return f"SELECT {by}, {addends} FROM {source} GROUP BY {by}"  # noqa: S608


def _identity(identity: YearIdentity) -> str:
    """SQL that gives a row for each pair of years; `off` is NULL where a figure of the identity is not printed."""
    return (
        f"SELECT '{identity.rule}' AS rule, r.portal_id, {identity.expected_sql} - {identity.printed.value_sql} AS off "  # noqa: S608
        f"FROM {PAIRS}"
    )


def _compared() -> str:
    """SQL for each figure of two years' reports of an agency, where either is printed."""
    parts = [_column(code, column) for code, columns in _COMPARED.items() for column in columns]
    pairs = f"SELECT r.id, r.portal_id, p.id AS before_id FROM {PAIRS}"  # noqa: S608
    return f"WITH pairs AS ({pairs})\n" + "\nUNION ALL\n".join(parts)


def _column(code: str, column: str) -> str:
    table, labels = TABLES[code], ROW_LABELS[code]
    key = table.key[1]
    return (
        f"SELECT pairs.id AS report_id, pairs.portal_id, '{code}' AS \"table\", l.code AS row, "  # noqa: S608
        f"'{column}' AS \"column\", "
        f'b."{column}" AS before, t."{column}" AS now FROM pairs JOIN "{table.name}" t ON t.report_id = pairs.id '
        f'JOIN "{table.name}" b ON b.report_id = pairs.before_id AND b.{key} = t.{key} '
        f'JOIN "{labels}" l ON l.id = t.{key} WHERE coalesce(b."{column}", t."{column}") IS NOT NULL'
    )


def _refill(db: Database, table: Table, sql: str) -> None:
    """Give `table` the rows that `sql` gives: what is there and right stays."""
    key = ", ".join(f'"{name}"' for name in table.key)
    db.execute(f'CREATE TEMP TABLE wanted AS SELECT * FROM "{table.name}" WHERE 0')  # noqa: S608
    db.execute(f"INSERT INTO temp.wanted {sql}")
    stale = f'SELECT * FROM "{table.name}" EXCEPT SELECT * FROM temp.wanted'  # noqa: S608
    db.execute(f'DELETE FROM "{table.name}" WHERE ({key}) IN (SELECT {key} FROM ({stale}))')  # noqa: S608
    db.execute(f'INSERT INTO "{table.name}" SELECT * FROM temp.wanted EXCEPT SELECT * FROM "{table.name}"')  # noqa: S608
    db.execute("DROP TABLE temp.wanted")
