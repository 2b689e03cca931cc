"""Chinese search from Datasette's own search box, and the page `/search` that lists reports.

Datasette calls the SQL function `escape_fts` for what is typed; ours reads it by `db.tokens`, whatever the table.
On its table pages a searched column shows the part around the first hit, with the hits marked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from sqlite3 import Connection
from typing import Any
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup, escape

from db.search import SEARCHED, index_name, register_reading
from db.tokens import excerpt, hits, match, terms
from nianbao.searching import PAGE_SIZE, search
from nianbao.web import Row, page, page_number, rows

App = Callable[..., Awaitable[None]]

#: Words of a query beyond these are not looked up; the page says so.
MOST_TERMS = 8
#: Rows of a table with what is searched beyond which they are not counted, and beyond which they are not gathered.
MANY = 50_000
COMMON = 1_000_000
#: The parameter of a search for what more than `COMMON` rows hold.
_COMMON = "_common"
_SEARCHED = {(table.name, column) for table in SEARCHED for column in table.searched}
#: What was typed into the search box of the page that is being made.
_typed: ContextVar[str] = ContextVar("typed", default="")


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
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Remember what is searched while a page is made; an empty search box narrows nothing.

    Datasette does not tell `render_cell` of the request, and looks for what is in an empty box: nothing is found. Of a
    word that very many rows hold it would count and gather them all until its time is up: see `_bounded`.
    """

    def wrap(app: App) -> App:
        async def remembering(scope: dict[str, Any], receive: Any, send: Any) -> None:
            given = scope.get("query_string", b"").split(b"&")
            kept = [pair for pair in given if pair != b"_search="]
            pairs = parse_qsl(b"&".join(kept).decode("utf-8", "replace"))
            typed = " ".join(value for name, value in pairs if _is_search(name))
            _typed.set(typed)
            if typed:
                kept = _bounded(kept, await _holding(datasette, scope.get("path", ""), typed))
            await app({**scope, "query_string": b"&".join(kept)}, receive, send)

        return remembering

    return wrap


def _is_search(name: str) -> bool:
    return name == _COMMON or (name.startswith("_search") and name != "_searchmode")


def _bounded(pairs: list[bytes], rows_found: int) -> list[bytes]:
    """A query string whose table Datasette can show within its limits, where so many rows hold what is searched.

    Many are not counted. Nearly all are not gathered either: the search becomes a condition asked of row by row.
    """
    if rows_found <= MANY:
        return pairs
    if rows_found > COMMON:
        pairs = [_COMMON.encode() + pair[len(b"_search") :] if pair.startswith(b"_search=") else pair for pair in pairs]
    return [*pairs, b"_nocount=1", b"_nofacet=1"]


async def _holding(datasette: Datasette, path: str, typed: str) -> int:
    """How many rows of the table at `path` hold what is searched; one more than `COMMON` if more do; else 0."""
    index = _index_of(path.rpartition("/")[2].partition(".")[0])
    if index is None:
        return 0
    sql = f"SELECT count(*) AS n FROM (SELECT 1 FROM {index} WHERE {index} MATCH :words LIMIT :most)"  # noqa: S608
    try:
        (counted,) = await rows(datasette, sql, {"words": match(typed), "most": COMMON + 1})
    except QueryInterrupted:
        return COMMON + 1
    return int(counted["n"])


def _index_of(name: str) -> str | None:
    return next((index_name(table) for table in SEARCHED if table.name == name), None)


@hookimpl(trylast=True)
def filters_from_request(request: Request, table: str) -> FilterArguments | None:
    """The condition on each row of `table` that it holds what nearly all hold; shown in the search box as well."""
    words, index = request.args.get(_COMMON), _index_of(table)
    if not words or index is None:
        return None
    holds = f"EXISTS (SELECT 1 FROM {index} WHERE {index} MATCH escape_fts(:common) AND {index}.rowid = {table}.rowid)"  # noqa: S608
    return FilterArguments([holds], {"common": words}, [f'search matches "{words}"'], {"search": words})


async def results(request: Request, datasette: Datasette) -> Response:
    """Reports in which every word of `?q=` occurs, wherever in the report; `?page=` counts from 1."""
    query = request.args.get("q") or ""
    number = page_number(request)
    words = terms(query)
    used = words[:MOST_TERMS]
    context: Row = {
        "query": query, "page": number, "first": (number - 1) * PAGE_SIZE, "unused": len(words) - len(used),
        "only_excluded": bool(used) and all(term.excluded for term in used), "too_many": False,
        "total": 0, "pages": 0, "more": False, "found": [], "agencies": [],
    }  # fmt: skip
    if any(not term.excluded for term in used):
        try:
            context |= await search(datasette, query, used, number)
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
