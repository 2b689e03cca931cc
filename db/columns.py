"""Types of columns, and columns that several tables have."""

from __future__ import annotations

from db.model import Column

ID = "INTEGER NOT NULL"
TEXT = "TEXT"
NEEDED = "TEXT NOT NULL"
NUMBER = "NUMERIC"
COUNT = "INTEGER"

REPORT = Column("report_id", ID, "年报", "The report", "reports.id")
