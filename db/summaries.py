"""Answers that would have to read the whole archive, kept as tables: made again at the end of a run and of a build.

The questions of `db/questions.yml` read them. Only rows that differ from what is there are written.
"""

from __future__ import annotations

from sqlite_utils import Database

from db.labels import ROW_LABELS
from db.model import Table
from db.rows import TABLES
from db.summary_tables import BASES, JUMPS, OUTCOME_SUMS, SAME_WORDS

#: Columns that are compared with last year's, by table.
_COMPARED = {"disclosure": ("issued", "in_force", "decisions", "amount"), "applications": ("total",)}
#: A figure is a jump if it is so many times last year's, and last year's was at least so large.
_TIMES, _LEAST = 5, 10

_PAIRS = """
    SELECT r.id, r.portal_id, p.id AS before_id FROM reports r
    JOIN reports p ON p.agency_id = r.agency_id AND p.year = r.year - 1 AND p.document = 1
    WHERE r.document = 1"""
_JUMPS = f"""
    SELECT report_id, "table", row, "column", before, now FROM compared
    WHERE before >= {_LEAST} AND now >= {_TIMES} * before"""  # noqa: S608
_SAME_WORDS = """
    SELECT s.wording, s.report_id, s.number FROM sections s JOIN reports r ON r.id = s.report_id
    WHERE r.document = 1 AND s.wording IN (
      SELECT o.wording FROM sections o JOIN reports q ON q.id = o.report_id
      WHERE q.document = 1 AND o.wording IS NOT NULL GROUP BY o.wording HAVING count(*) > 1)"""
_BASES = f"""
    SELECT 'outliers', portal_id, count(*) FILTER (WHERE before >= {_LEAST} AND now IS NOT NULL),
           count(*) FILTER (WHERE before IS NULL OR before < {_LEAST} OR now IS NULL)
    FROM compared GROUP BY portal_id
    UNION ALL
    SELECT 'same_wording', r.portal_id, count(s.wording), count(*) - count(s.wording)
    FROM sections s JOIN reports r ON r.id = s.report_id WHERE r.document = 1 GROUP BY r.portal_id"""  # noqa: S608

_SUMS = ", ".join(f"sum({name})" for name in OUTCOME_SUMS.values())
_OUTCOME_SUMS = f"""
    SELECT portal_id, year, form, outcome_id, {_SUMS} FROM outcome_shares
    GROUP BY portal_id, year, form, outcome_id"""  # noqa: S608

_SUMMARIES = ((JUMPS, _JUMPS), (SAME_WORDS, _SAME_WORDS), (OUTCOME_SUMS, _OUTCOME_SUMS), (BASES, _BASES))


def update(db: Database) -> None:
    """Make the tables what the reports now say. Inside a transaction of the caller."""
    db.execute(f"CREATE TEMP TABLE compared AS {_compared()}")
    for table, sql in _SUMMARIES:
        _refill(db, table, sql)
    db.execute("DROP TABLE temp.compared")


def _compared() -> str:
    """SQL for each figure of two years' reports of an agency, where either is printed."""
    parts = [_column(code, column) for code, columns in _COMPARED.items() for column in columns]
    return f"WITH pairs AS ({_PAIRS})\n" + "\nUNION ALL\n".join(parts)


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
