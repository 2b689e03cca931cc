"""What the plugins that make our own pages share."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from db.schema import INDICATORS, REPORTS, SECTIONS

#: The name of the archive's database in Datasette.
DATABASE = "nianbao"
Row = dict[str, Any]
#: What a browser may do with any page, and with ours: those bring no script.
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; "
)
STRICT = f"{POLICY}script-src 'none'; frame-src 'self'"
#: Characters of a text that is shown whole, and of what is shown around a difference.
_SHORT, _AROUND = 40, 16

_CHANGES = """
    SELECT c.version, c."table", c.row, c."column", c.old, c.new,
      coalesce(o.zh, d.zh, k.zh, i.label) AS row_zh, coalesce(o.en, d.en, k.en) AS row_en,
      n.zh AS column_zh, n.en AS column_en
    FROM changes c
    LEFT JOIN outcomes o ON c."table" = 'applications' AND o.code = c.row
    LEFT JOIN disclosure_items d ON c."table" = 'disclosure' AND d.code = c.row
    LEFT JOIN remedy_kinds k ON c."table" = 'remedies' AND k.code = c.row
    LEFT JOIN indicators i ON c."table" = 'indicators' AND i.report_id = c.report_id AND i.row = c.row
    LEFT JOIN cell_columns n ON n."table" = c."table" AND n.code = c."column"
    WHERE c.report_id = ?
    ORDER BY c.version DESC, c."table", o.id, d.id, k.id, c.row, c."column" """


async def rows(datasette: Datasette, sql: str, values: object = ()) -> list[Row]:
    """The rows that `sql` gives; `values` is a sequence for `?` or a mapping for `:name`."""
    results = await datasette.get_database(DATABASE).execute(sql, values)
    return [dict(row) for row in results.rows]


async def changes_of(datasette: Datasette, report_id: int) -> list[Row]:
    """What changed in a report from version to version, the latest first, with the labels of the form.

    `old_part` and `new_part` are the parts in which the two differ.
    """
    changes = await rows(datasette, _CHANGES, [report_id])
    for change in changes:
        change["old_part"], change["new_part"] = parting(change["old"], change["new"])
        change |= _labels(change["table"], change["row"], change["column"])
    return changes


def _labels(table: str, row: str, column: str) -> dict[str, str | None]:
    """What a change outside the tables of the form is called."""
    if table == "reports":
        named = next(each for each in REPORTS.columns if each.name == column)
        return {"row_zh": named.zh, "row_en": named.en}
    if table == "sections":
        named = next(each for each in SECTIONS.columns if each.name == column)
        return {"row_zh": f"第{row}节", "row_en": f"section {row}", "column_zh": named.zh, "column_en": named.en}
    if table == "indicators":
        named = next(each for each in INDICATORS.columns if each.name == column)
        return {"column_zh": named.zh, "column_en": named.en}
    return {}


def parting(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """The parts in which two texts differ, with a few characters around them; whole where one of them is short."""
    if old is None or new is None or min(len(old), len(new)) <= _SHORT:
        return old, new
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    return _part(old, before, len(old) - after), _part(new, before, len(new) - after)


def _alike(one: str, other: str) -> int:
    """With how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(text: str, start: int, stop: int) -> str:
    start, stop = max(0, start - _AROUND), min(len(text), stop + _AROUND)
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"


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
