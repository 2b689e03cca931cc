"""What one report says about another: identities between an agency's reports of two years.

Only the first document of each year is compared, and only where all figures are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.labels import row_numbers
from db.rows import TABLES


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of the forms, in the report of `back` years before; `sign` is its sign in a sum."""

    table: str
    row: str
    column: str
    back: int = 0
    sign: int = 1

    @property
    def value_sql(self) -> str:
        """SQL for the figure of report `r`, or of the report `p` of the year before."""
        table = TABLES[self.table]
        report = "p" if self.back else "r"
        number = row_numbers(self.table)[self.row]
        return (
            f'(SELECT "{self.column}" FROM "{table.name}" WHERE report_id = {report}.id '  # noqa: S608
            f"AND {table.key[1]} = {number})"
        )


@dataclass(frozen=True, slots=True)
class YearIdentity:
    """`printed` in this year's report equals the sum of `parts`."""

    rule: str
    printed: Figure
    parts: tuple[Figure, ...]
    zh: str
    en: str

    @property
    def expected_sql(self) -> str:
        """SQL for the sum of `parts`, of reports `r` and `p`; NULL where one of them is not printed."""
        return " ".join(f"{'+' if part.sign > 0 else '-'} {part.value_sql}" for part in self.parts)


def _in_force(row: str, zh: str, en: str) -> YearIdentity:
    return YearIdentity(
        "year.in_force",
        Figure("disclosure", row, "in_force"),
        (
            Figure("disclosure", row, "in_force", back=1),
            Figure("disclosure", row, "issued"),
            Figure("disclosure", row, "repealed", sign=-1),
        ),
        f"{zh}现行有效件数应为上年现行有效＋本年制发－本年废止",
        f"{en} in force: last year's + issued − repealed",
    )


#: The reports `r` and `p` of an agency on two years that follow each other.
PAIRS = """reports r
    JOIN reports p ON p.agency_id = r.agency_id AND p.year = r.year - 1 AND p.document = 1 AND r.document = 1"""
IDENTITIES = (
    YearIdentity(
        "year.carry_over",
        Figure("applications", "carried_in", "total"),
        (Figure("applications", "carried_over", "total", back=1),),
        "上年结转应为上年报告的结转下年度",
        "carried in: what last year's report carries over",
    ),
    _in_force("regulations", "规章", "regulations"),
    _in_force("normative_documents", "行政规范性文件", "normative documents"),
)
RULES = tuple(dict.fromkeys(identity.rule for identity in IDENTITIES))

Row = dict[str, Any]


def update(db: Database) -> int:
    """Make the findings of these rules what the reports now say; gives the number of reports that changed.

    Reports whose findings are right already are not touched. Inside a transaction of the caller.
    """
    wanted = _by_report(row for identity in IDENTITIES for row in _failures(db, identity))
    marks = ", ".join("?" * len(RULES))
    stored = _by_report(db.query(f"SELECT * FROM findings WHERE rule IN ({marks}) ORDER BY report_id, number", RULES))  # noqa: S608
    touched = [number for number in sorted({**wanted, **stored}) if _told(wanted, number) != _told(stored, number)]
    for number in touched:
        _replace(db, number, wanted.get(number, []))
    return len(touched)


def _failures(db: Database, identity: YearIdentity) -> Iterator[Row]:
    figure = identity.printed
    sql = f"""
        SELECT r.id AS report_id, {identity.expected_sql} AS expected, {figure.value_sql} AS actual
        FROM {PAIRS}
        WHERE expected <> actual
        ORDER BY r.id"""  # noqa: S608
    for row in db.query(sql):
        told = f"{row['expected']}，实为 {row['actual']}"
        message = f"{identity.zh} {told} / {identity.en}; expected {row['expected']}, printed {row['actual']}"
        where = f"{figure.table}.{figure.row}.{figure.column}"
        yield {**row, "rule": identity.rule, "severity": "warning", "message": message, "where_": where}


def _by_report(rows: Iterator[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["report_id"], []).append(row)
    return grouped


def _told(findings: dict[int, list[Row]], report: int) -> list[tuple[Any, ...]]:
    names = ("rule", "where_", "message", "expected", "actual")
    return [tuple(row[name] for name in names) for row in findings.get(report, [])]


def _replace(db: Database, report: int, rows: list[Row]) -> None:
    marks = ", ".join("?" * len(RULES))
    db.execute(f"DELETE FROM findings WHERE report_id = ? AND rule IN ({marks})", [report, *RULES])  # noqa: S608
    last = db.execute("SELECT coalesce(max(number), 0) FROM findings WHERE report_id = ?", [report]).fetchone()[0]
    db.table("findings").insert_all({**row, "number": last + position} for position, row in enumerate(rows, start=1))
    warnings = "SELECT count(*) FROM findings WHERE report_id = :id AND severity = 'warning'"
    db.execute(f"UPDATE reports SET warnings = ({warnings}) WHERE id = :id", {"id": report})  # noqa: S608
