"""What the database holds already, and how a portal's rows are taken out that are to be made again."""

from __future__ import annotations

from sqlite_utils import Database

from db.schema import TABLES


def forget(db: Database, portal_id: str) -> None:
    """Delete every row that was made from a portal's pages.

    To be called within the transaction that makes them again.
    """
    for table in reversed(TABLES):  # What refers to a table is declared after it.
        names = {column.name for column in table.columns}
        if "report_id" in names:
            of_portal = "report_id IN (SELECT id FROM reports WHERE portal_id = ?)"
        elif "portal_id" in names:
            of_portal = "portal_id = ?"
        elif "agency_id" in names:
            of_portal = "agency_id IN (SELECT id FROM agencies WHERE portal_id = ?)"
        else:
            continue
        db.execute(f'DELETE FROM "{table.name}" WHERE {of_portal}', [portal_id])  # noqa: S608 -- names of our tables


def read_by(db: Database, capture_id: str) -> str | None:
    """The parser that read a capture last, whatever came of it; None where none did."""
    found = db.execute("SELECT parser FROM captures WHERE id = ?", [capture_id]).fetchone()
    return found[0] if found else None


def read_with(db: Database, portal_id: str) -> set[str]:
    """What a portal's captures were read with: parsers, and instructions where they had some."""
    sql = "SELECT DISTINCT parser FROM captures WHERE portal_id = ?"
    return {parser for (parser,) in db.execute(sql, [portal_id]).fetchall()}


def still_there(db: Database, portal_id: str) -> int:
    """How many reports a portal had when it was last read, the withdrawn ones not counted."""
    sql = "SELECT count(*) FROM reports WHERE portal_id = ? AND withdrawn IS NULL"
    return int(db.execute(sql, [portal_id]).fetchone()[0])
