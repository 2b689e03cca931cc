"""The names that an agency's reports print: its present one, former ones, spellings."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from db.identifiers import agency_name_id

_PRINTED = """
    SELECT agency_id, printed_agency AS name, min(year) AS first_year, max(year) AS last_year, count(*) AS reports
    FROM reports WHERE agency_id IS NOT NULL AND printed_agency IS NOT NULL
    GROUP BY agency_id, printed_agency ORDER BY agency_id, printed_agency"""


def update(db: Database) -> None:
    """Make the table what the reports now print. Rows that are right already are not touched.

    Inside a transaction of the caller.
    """
    wanted = {row["id"]: row for row in map(_keyed, db.query(_PRINTED))}
    stored = {row["id"]: row for row in db.query("SELECT * FROM agency_names")}
    changed = sorted(number for number in {**wanted, **stored} if wanted.get(number) != stored.get(number))
    for number in changed:
        db.execute("DELETE FROM agency_names WHERE id = ?", [number])
    db.table("agency_names").insert_all(wanted[number] for number in changed if number in wanted)


def _keyed(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": agency_name_id(row["agency_id"], row["name"]), **row}
