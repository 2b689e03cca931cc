"""Titles and column descriptions for Datasette, taken from the declaration of the database.

`metadata.yml` holds what an editor of the archive decides (facets, order, queries, source, licence);
what a column means is said once, in `db/schema.py`.
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from db.schema import TABLES
from db.views import VIEWS

DATABASE = "nianbao"
_TABLES = {table.name: table for table in TABLES}
_VIEWS = {view.name: view for view in VIEWS}


@hookimpl
def get_metadata(database: str | None, table: str | None) -> dict[str, Any]:
    """Metadata of one table or view. Fresh on every call: Datasette merges the local file into it."""
    if database != DATABASE or table is None:
        return {}
    return {"databases": {DATABASE: {"tables": {table: described(table)}}}}


@hookimpl
def extra_template_vars(view_name: str) -> dict[str, Any]:
    """The titles of tables and views for the page that lists them."""
    if view_name != "database":
        return {}
    return {"titles": {name: _title(kept) for name, kept in {**_TABLES, **_VIEWS}.items()}}


def described(name: str) -> dict[str, Any]:
    """Title, descriptions and label column of a table or view; nothing for one that is not ours."""
    if name in _VIEWS:
        return {"title": _title(_VIEWS[name])}
    if name not in _TABLES:
        return {}
    table = _TABLES[name]
    columns = {column.name: column.description for column in table.columns}
    label = {"label_column": table.label} if table.label else {}
    return {"title": _title(table), "columns": columns, **label}


def _title(kept: Any) -> str:
    return f"{kept.zh} · {kept.en}"
