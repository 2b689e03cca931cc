"""Which reports hold the words of a query, wherever in the report: for the page `/search`.

A word that few places hold is looked up as a list, so that the answer is counted and in order. One that many hold,
which would make a list as long as the archive, is asked for report by report, the newest years first, until a page is
full: what a query costs does not depend on how many reports there are.
"""

from __future__ import annotations

import json

from datasette.app import Datasette

from db.identifiers import ORDINAL_BITS
from db.tokens import Term, match
from nianbao.web import Row, rows

PAGE_SIZE = 20
#: Places beyond which a word is not looked up as a list.
FEW = 5000
#: Pages of an answer that is not counted; what is further back takes too long to find.
MOST_PAGES = 50

#: Reports in which a word occurs: in prose, title or preamble, or in a name of the agency.
_NAMED = """
    SELECT rowid AS id FROM agencies_fts WHERE agencies_fts MATCH :{term}
    UNION ALL SELECT agency_id FROM agency_names WHERE id IN (
      SELECT rowid FROM agency_names_fts WHERE agency_names_fts MATCH :{term})"""
_LIST = f"""
    SELECT rowid >> {ORDINAL_BITS} FROM sections_fts WHERE sections_fts MATCH :{{term}}
    UNION ALL SELECT rowid FROM reports_fts WHERE reports_fts MATCH :{{term}}
    UNION ALL SELECT of.id FROM ({_NAMED}) named CROSS JOIN reports of ON of.agency_id = named.id"""  # noqa: S608
_WITHIN = f"rowid BETWEEN ({{report}} << {ORDINAL_BITS}) AND ({{report}} << {ORDINAL_BITS} | {(1 << ORDINAL_BITS) - 1})"
#: The condition on report `r` that the word occurs in it.
_LISTED = f"r.id IN ({_LIST})"
_ASKED = f"""(
    EXISTS (SELECT 1 FROM sections_fts WHERE sections_fts MATCH :{{term}} AND {_WITHIN.format(report="r.id")})
    OR EXISTS (SELECT 1 FROM reports_fts WHERE reports_fts MATCH :{{term}} AND rowid = r.id)
    OR r.agency_id IN ({_NAMED}))"""  # noqa: S608
_COUNT = f"SELECT count(*) AS n FROM (SELECT 1 FROM ({_LIST}) LIMIT :most)"  # noqa: S608
_FOUND = """
    SELECT r.id, r.title, r.year, r.document, a.name AS agency, p.name AS portal
    FROM reports r {index} JOIN portals p ON p.id = r.portal_id LEFT JOIN agencies a ON a.id = r.agency_id
    WHERE {where}
    ORDER BY {order} LIMIT :limit OFFSET :offset"""
_SORTED = {"index": "", "order": "r.year IS NULL, r.year DESC, a.name, r.document, r.id"}
_AS_INDEXED = {
    "index": "INDEXED BY reports_year_agency_id",
    "order": "r.year DESC, r.agency_id DESC, r.id DESC",
}
#: The first section of each report in which any of the words occurs.
_PASSAGES = f"""
    SELECT report_id, number AS section, heading, excerpt(coalesce(text, heading), :query) AS extract
    FROM json_each(:reports) JOIN sections ON sections.id = (
      SELECT min(rowid) FROM sections_fts WHERE sections_fts MATCH :any AND {_WITHIN.format(report="value")})"""  # noqa: S608
_AGENCIES = """
    WITH named AS (
      SELECT agency_id, group_concat(name, '、') AS names
      FROM (SELECT n.agency_id, n.name FROM agency_names n JOIN agencies a ON a.id = n.agency_id
            WHERE n.id IN (SELECT rowid FROM agency_names_fts WHERE agency_names_fts MATCH :match) AND n.name <> a.name
            ORDER BY n.first_year, n.name)
      GROUP BY agency_id)
    SELECT a.id, a.name, p.name AS portal, n.names AS former
    FROM agencies a JOIN portals p ON p.id = a.portal_id LEFT JOIN named n ON n.agency_id = a.id
    WHERE a.id IN (SELECT agency_id FROM named UNION ALL SELECT rowid FROM agencies_fts WHERE agencies_fts MATCH :match)
    ORDER BY a.name, a.id LIMIT 12"""


async def search(datasette: Datasette, query: str, used: list[Term], number: int) -> Row:
    """Page `number` of the reports that hold the words `used`, an extract of each, and agencies of that name.

    Returns:
        `found`, `agencies`, `more` (there is a further page), `total` (None where it is not counted) and `pages`.

    Raises:
        QueryInterrupted: it takes longer than the server allows.
    """
    values: Row = {f"term{position}": term.match for position, term in enumerate(used)}
    many = {name for name in values if await _count(datasette, values, name) > FEW}
    wanted = {name for name, term in zip(values, used, strict=True) if not term.excluded}
    where = " AND ".join(
        f"{'' if name in wanted else 'NOT '}{(_ASKED if name in many else _LISTED).format(term=name)}"
        for name in values
    )
    counted = bool(wanted - many)
    found = await _page(datasette, where, values, number, _SORTED if counted else _AS_INDEXED)
    total = await _total(datasette, where, values) if counted else None
    pages = MOST_PAGES if total is None else -(-total // PAGE_SIZE)
    shown = found[:PAGE_SIZE]
    any_of = " OR ".join(term.match for term in used if not term.excluded)
    return {
        "found": await _with_extracts(datasette, shown, query, any_of),
        "agencies": await rows(datasette, _AGENCIES, {"match": match(query)}) if number == 1 else [],
        "more": len(found) > PAGE_SIZE and number < pages,
        "total": total,
        "pages": pages,
    }


async def _count(datasette: Datasette, values: Row, term: str) -> int:
    """In how many places a word occurs, counted up to one more than few."""
    (counted,) = await rows(datasette, _COUNT.format(term=term), {**values, "most": FEW + 1})
    return int(counted["n"])


async def _page(datasette: Datasette, where: str, values: Row, number: int, way: dict[str, str]) -> list[Row]:
    """The reports of a page, and one more where there is one."""
    if way is _AS_INDEXED and number > MOST_PAGES:
        return []
    window = {"limit": PAGE_SIZE + 1, "offset": (number - 1) * PAGE_SIZE}
    return await rows(datasette, _FOUND.format(where=where, **way), values | window)


async def _total(datasette: Datasette, where: str, values: Row) -> int:
    (counted,) = await rows(datasette, f"SELECT count(*) AS n FROM reports r WHERE {where}", values)  # noqa: S608
    return int(counted["n"])


async def _with_extracts(datasette: Datasette, found: list[Row], query: str, any_of: str) -> list[Row]:
    numbers = json.dumps([report["id"] for report in found])
    passages = await rows(datasette, _PASSAGES, {"query": query, "any": any_of, "reports": numbers})
    by_report = {passage["report_id"]: passage for passage in passages}
    nothing = {"section": None, "heading": None, "extract": None}
    return [report | by_report.get(report["id"], nothing) for report in found]
