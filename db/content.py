"""The rows of one report as a whole: replaced together, compared between versions."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from db.identifiers import passage_id
from db.labels import ROW_LABELS
from db.model import Table
from db.rows import TABLES, Content, Record
from db.schema import CONTENT

#: table, row, column → the printed figure or text
Snapshot = dict[tuple[str, str, str], str]

_HEAD = ("title", "published", "form", "period_start", "period_end", "preamble")


def replace(db: Database, report_id: int, draft: Content) -> None:
    """Put the rows of `draft` in the place of the report's rows. Inside a transaction of the caller."""
    rules = {row["rule"] for row in draft.tables["findings"]}
    db.table("rules").insert_all(({"id": rule} for rule in sorted(rules)), ignore=True)
    for table in CONTENT:
        db.execute(f'DELETE FROM "{table.name}" WHERE report_id = ?', [report_id])  # noqa: S608
        db.conn.executemany(_INSERT[table.name], (_keyed(table, report_id, row) for row in draft.tables[table.name]))


def _keyed(table: Table, report_id: int, row: Record) -> Record:
    """`row` as a row of this report."""
    key = {"id": passage_id(report_id, row["number"])} if table.key == ("id",) else {}
    return {**key, "report_id": report_id, **row}


def _insert(table: Table) -> str:
    names = [column.name for column in table.columns]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})'  # noqa: S608


#: Written out once: sqlite-utils would ask which tables and columns there are for every report.
_INSERT = {table.name: _insert(table) for table in CONTENT}


def snapshot(db: Database, report_id: int) -> Snapshot:
    """What the report says now, one entry for each thing that a publisher may change."""
    head = db.table("reports").get(report_id)
    entries: dict[tuple[str, str, str], Any] = {("reports", "-", column): head[column] for column in _HEAD}
    for section in _rows(db, "sections", report_id):
        entries |= {("sections", str(section["number"]), column): section[column] for column in ("heading", "text")}
    for indicator in _rows(db, "indicators", report_id):
        entries |= {("indicators", indicator["row"], name): indicator[name] for name in ("count", "year", "cumulative")}
    for code, table in TABLES.items():
        key = table.key[1]
        sql = f'SELECT t.*, l.code AS code FROM "{table.name}" t JOIN "{ROW_LABELS[code]}" l ON l.id = t.{key}'  # noqa: S608
        for row in db.query(f"{sql} WHERE t.report_id = ?", [report_id]):
            entries |= {(code, row["code"], column): row[column] for column in table.values()}
    for mark in _rows(db, "marks", report_id):
        entries[mark["table"], mark["row"], mark["column"]] = mark["raw"]
    return {key: str(value) for key, value in entries.items() if value is not None}


def differences(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """The rows of `changes` that lead from one snapshot to the other."""
    return [
        {"table": table, "row": row, "column": column, "old": before.get(key), "new": after.get(key)}
        for key in sorted({**before, **after})
        if before.get(key) != after.get(key)
        for table, row, column in [key]
    ]


def _rows(db: Database, table: str, report_id: int) -> list[dict[str, Any]]:
    return list(db.table(table).rows_where("report_id = ?", [report_id]))
