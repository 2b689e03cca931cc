"""What the plugins that make our own pages share."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

#: The name of the archive's database in Datasette.
DATABASE = "nianbao"
Row = dict[str, Any]


async def rows(datasette: Datasette, sql: str, values: object = ()) -> list[Row]:
    """The rows that `sql` gives; `values` is a sequence for `?` or a mapping for `:name`."""
    results = await datasette.get_database(DATABASE).execute(sql, values)
    return [dict(row) for row in results.rows]


async def ask(datasette: Datasette, question: str, **values: str) -> list[Row]:
    """The answer to a question of metadata.yml; what is not given narrows nothing."""
    asked = datasette.metadata("queries", database=DATABASE)[question]
    return await rows(datasette, asked["sql"], dict.fromkeys(asked["params"], "") | values)


async def one(datasette: Datasette, sql: str, value: object, what: str) -> Row:
    """The row that `sql` gives for `value`.

    Raises:
        NotFound: there is none; the message says that there is no such `what`.
    """
    found = await rows(datasette, sql, [value])
    if not found:
        raise NotFound(f"没有这个页面 / no {what} {value}")
    return found[0]


async def page(datasette: Datasette, request: Request, template: str, context: Row) -> Response:
    """A page in HTML."""
    return Response.html(await datasette.render_template(template, context, request=request))


def page_number(request: Request) -> int:
    """`?page=`, counted from 1; anything else is the first page."""
    given = request.args.get("page") or "1"
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else 1
