"""Chinese search from Datasette's own search box, and the page `/search` that lists reports.

Datasette calls the SQL function `escape_fts` for what is typed; ours reads it by `db.search`, whatever the table.
On its table pages a searched column shows the part around the first hit, with the hits marked.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from sqlite3 import Connection
from typing import Any
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup, escape

from db.identifiers import ORDINAL_BITS
from db.search import SEARCHED, Term, excerpt, hits, match, register_reading, terms
from nianbao.web import Row, page, page_number, rows

App = Callable[..., Awaitable[None]]

PAGE_SIZE = 20
#: Words of a query beyond these are not looked up; the page says so.
MOST_TERMS = 8
_SEARCHED = {(table.name, column) for table in SEARCHED for column in table.searched}
#: What was typed into the search box of the page that is being made.
_typed: ContextVar[str] = ContextVar("typed", default="")

#: Reports in which a word occurs: in prose, title or preamble, or in a name of the agency.
_WITH_TERM = f"""(
    SELECT rowid >> {ORDINAL_BITS} FROM sections_fts WHERE sections_fts MATCH {{term}}
    UNION ALL SELECT rowid FROM reports_fts WHERE reports_fts MATCH {{term}}
    UNION ALL SELECT id FROM reports
      WHERE agency_id IN (SELECT rowid FROM agencies_fts WHERE agencies_fts MATCH {{term}}
                          UNION ALL SELECT agency_id FROM agency_names WHERE id IN (
                            SELECT rowid FROM agency_names_fts WHERE agency_names_fts MATCH {{term}})))"""  # noqa: S608
_FOUND = """
    SELECT r.id, r.title, r.year, r.document, a.name AS agency, p.name AS portal
    FROM reports r JOIN portals p ON p.id = r.portal_id LEFT JOIN agencies a ON a.id = r.agency_id
    WHERE {where}
    ORDER BY r.year IS NULL, r.year DESC, a.name, r.document, r.id LIMIT :limit OFFSET :offset"""
#: The first section of each report in which any of the words occurs.
_PASSAGES = f"""
    SELECT report_id, number AS section, heading, excerpt(coalesce(text, heading), :query) AS extract FROM sections
    WHERE id IN (SELECT min(rowid) FROM sections_fts
                 WHERE sections_fts MATCH :any AND rowid >> {ORDINAL_BITS} IN (SELECT value FROM json_each(:reports))
                 GROUP BY rowid >> {ORDINAL_BITS})"""  # noqa: S608
_AGENCIES = """
    WITH named AS (
      SELECT agency_id, group_concat(name, '、') AS names
      FROM (SELECT n.agency_id, n.name FROM agency_names n JOIN agencies a ON a.id = n.agency_id
            WHERE n.id IN (SELECT rowid FROM agency_names_fts WHERE agency_names_fts MATCH :match) AND n.name <> a.name
            ORDER BY n.first_year, n.name)
      GROUP BY agency_id)
    SELECT a.id, a.name, p.name AS portal, n.names AS former
    FROM agencies a JOIN portals p ON p.id = a.portal_id LEFT JOIN named n ON n.agency_id = a.id
    WHERE n.names IS NOT NULL OR a.id IN (SELECT rowid FROM agencies_fts WHERE agencies_fts MATCH :match)
    ORDER BY a.name, a.id LIMIT 12"""


@hookimpl(trylast=True)
def prepare_connection(conn: Connection) -> None:
    """Take the place of Datasette's own `escape_fts`: its hook runs first, and the last definition counts."""
    register_reading(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates `marked`."""
    env.filters["marked"] = marked


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The address of the page of results."""
    return [(r"^/search$", results)]


@hookimpl
def render_cell(value: Any, column: str, table: str) -> Markup | None:
    """A searched text as an extract with its hits marked, while a search is shown."""
    query = _typed.get()
    if not query or not isinstance(value, str) or (table, column) not in _SEARCHED:
        return None
    return marked(excerpt(value, query), query)


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Remember what is searched while a page is made; an empty search box narrows nothing.

    Datasette does not tell `render_cell` of the request, and looks for what is in an empty box: nothing is found.
    """

    def wrap(app: App) -> App:
        async def remembering(scope: dict[str, Any], receive: Any, send: Any) -> None:
            given = scope.get("query_string", b"").split(b"&")
            kept = b"&".join(pair for pair in given if pair != b"_search=")
            pairs = parse_qsl(kept.decode("utf-8", "replace"))
            _typed.set(" ".join(value for name, value in pairs if name.startswith("_search") and name != "_searchmode"))
            await app({**scope, "query_string": kept}, receive, send)

        return remembering

    return wrap


async def results(request: Request, datasette: Datasette) -> Response:
    """Reports in which every word of `?q=` occurs, wherever in the report; `?page=` counts from 1."""
    query = request.args.get("q") or ""
    number = page_number(request)
    words = terms(query)
    used = words[:MOST_TERMS]
    context: Row = {
        "query": query, "page": number, "first": (number - 1) * PAGE_SIZE, "unused": len(words) - len(used),
        "only_excluded": bool(used) and all(term.excluded for term in used), "too_many": False,
        "total": 0, "pages": 0, "found": [], "agencies": [],
    }  # fmt: skip
    if any(not term.excluded for term in used):
        try:
            context |= await _search(datasette, query, used, number)
        except QueryInterrupted:
            context["too_many"] = True
    return await page(datasette, request, "search.html", context)


def marked(text: str | None, query: str) -> Markup:
    """`text` as HTML, escaped, with the words of `query` marked."""
    return Markup("").join(_pieces(text or "", query))


def _pieces(text: str, query: str) -> Iterator[Markup]:
    done = 0
    for start, end in hits(text, query):
        yield escape(text[done:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        done = end
    yield escape(text[done:])


async def _search(datasette: Datasette, query: str, used: list[Term], number: int) -> Row:
    """How many reports there are, those of page `number` with an extract each, and agencies of that name.

    Raises:
        QueryInterrupted: so many reports have the words that it takes longer than the server allows.
    """
    where = " AND ".join(
        f"r.id {'NOT ' if term.excluded else ''}IN {_WITH_TERM.format(term=f':term{position}')}"
        for position, term in enumerate(used)
    )
    values: Row = {f"term{position}": term.match for position, term in enumerate(used)}
    (counted,) = await rows(datasette, f"SELECT count(*) AS n FROM reports r WHERE {where}", values)  # noqa: S608
    window = {"limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    found = await rows(datasette, _FOUND.format(where=where), values | window)
    wanted = " OR ".join(term.match for term in used if not term.excluded)
    numbers = json.dumps([report["id"] for report in found])
    passages = await rows(datasette, _PASSAGES, {"query": query, "any": wanted, "reports": numbers})
    by_report = {passage["report_id"]: passage for passage in passages}
    nothing = {"section": None, "heading": None, "extract": None}
    found = [report | by_report.get(report["id"], nothing) for report in found]
    agencies = await rows(datasette, _AGENCIES, {"match": match(query)}) if number == 1 else []
    return {"total": counted["n"], "pages": -(-counted["n"] // PAGE_SIZE), "found": found, "agencies": agencies}
