"""Where the portals are: the division of each, and the rows of the divisions that any portal has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from scraper.divisions import division


def place(db: Database, divisions: Mapping[str, str | None]) -> None:
    """Give portals the divisions that their files name: id of a portal → six digits, or None.

    Portals that the database does not know are passed over. Inside a transaction of the caller.
    """
    known = dict(db.execute("SELECT id, division_id FROM portals").fetchall())
    moved = {portal: code for portal, code in divisions.items() if portal in known and known[portal] != code}
    wanted = {code for code in (known | moved).values() if code}
    stored = {code for (code,) in db.execute("SELECT id FROM divisions").fetchall()}
    # A portal refers to its division: the row comes first, and goes last.
    db.table("divisions").insert_all(_row(code, code) for code in sorted(wanted - stored))
    for portal, code in moved.items():
        db.table("portals").update(portal, {"division_id": code})
    for code in sorted(stored - wanted):
        db.table("divisions").delete(code)
    for row in list(_unnamed(db)):
        db.table("divisions").update(row["id"], {"name": row["name"]})


def _row(code: str, name: str) -> dict[str, Any]:
    found = division(code)
    place = {"name": found.name or name, "prefecture": found.prefecture, "province_id": found.province.code}
    return {"id": code, **place}


def _unnamed(db: Database) -> Iterator[dict[str, Any]]:
    """Divisions that the data do not name, and that are not called what the first of their portals is called."""
    sql = """SELECT d.id, p.name FROM divisions d JOIN portals p ON p.id = (
               SELECT min(id) FROM portals WHERE division_id = d.id) WHERE d.name <> p.name ORDER BY d.id"""
    return (row for row in db.query(sql) if division(row["id"]).name is None)
