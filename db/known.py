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


def read_by(db: Database, portal_id: str | None = None) -> dict[str, tuple[str, str]]:
    """What each capture was read with, of one portal or of all.

    Returns:
        Id of the capture, whatever came of it → its portal and the parser that read it last, with a digest of the
        instructions where it had some.
    """
    of_portal, values = ("", []) if portal_id is None else (" WHERE portal_id = ?", [portal_id])
    found = db.execute(f"SELECT id, portal_id, parser FROM captures{of_portal}", values)  # noqa: S608 -- one of two
    return {capture: (portal, parser) for capture, portal, parser in found.fetchall()}


def still_there(db: Database, portal_id: str) -> int:
    """How many reports a portal had when it was last read, the withdrawn ones not counted."""
    sql = "SELECT count(*) FROM reports WHERE portal_id = ? AND withdrawn IS NULL"
    return int(db.execute(sql, [portal_id]).fetchone()[0])
