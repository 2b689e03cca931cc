"""`make docs`: what is said once in the code, written where people read it.

`docs/commands.md` is the help of every command, `docs/schema.md` the tables with their columns, `docs/duckdb.sql` the
questions for DuckDB, and the end of `metadata.yml` what Datasette shows of them. A test fails when a file does not say
what the code says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from db.model import Table, View
from db.schema import TABLES
from db.search import index_name
from db.shares import MEASURE
from db.views import VIEWS
from nianbao import dialect
from nianbao.cli import main as commands
from nianbao.dictionary import schema_page

_TOP = Path(__file__).parent.parent
#: From this line on, metadata.yml is written from the declaration of the database.
_GENERATED = "    # Written by `make docs` from db/questions.yml and db/schema.py; edit there.\n"
#: Words in the SQL of a question and what stands for them; see the head of db/questions.yml.
#: `likelihood` tells SQLite that it is one of many, so that it looks up what follows instead of reading all of it.
_NAMED = r"likelihood(\1.name LIKE '%' || :agency || '%' OR CAST(\1.id AS TEXT) = :agency, 0.001)"
_OF_AGENCY = "r.agency_id IN (SELECT named.id FROM agencies named WHERE @named(named))"
_SUMS = rf"""SELECT \2
      FROM \1_sums WHERE :agency = '' AND portal_id IN (SELECT id FROM portals WHERE :portal IN ('', id))
      UNION ALL
      SELECT \2
      FROM \1_shares r
      WHERE :agency <> '' AND :portal IN ('', r.portal_id)
        AND {_OF_AGENCY}"""  # noqa: S608 -- names of our tables
_WORDS = (
    (re.compile(r"@sums (\w+): ([\w,\s]+)"), _SUMS),
    (re.compile("@here"), f":portal IN ('', r.portal_id) AND (:agency = '' OR {_OF_AGENCY})"),
    (re.compile("@measure"), MEASURE),
    (re.compile(r"@named\((\w+)\)"), _NAMED),
)
#: How the questions for DuckDB begin.
_DUCKDB = """\
-- Tables, views and questions for DuckDB, in the directory of `nianbao export --parquet`; see duckdb.md.
-- Written by `make docs` from db/schema.py, db/views.py and db/questions.yml; edit there.
"""


def documents() -> dict[Path, str]:
    """Each file that is written from the code, and what it should hold."""
    metadata = _TOP / "metadata.yml"
    by_hand = metadata.read_text(encoding="utf-8").partition(_GENERATED)[0]
    return {
        metadata: by_hand + _GENERATED + _indented({"queries": questions(), "tables": _shown()}),
        _TOP / "docs" / "commands.md": _commands_page(),
        _TOP / "docs" / "schema.md": schema_page(),
        _TOP / "docs" / "duckdb.sql": _duckdb(),
    }


def write() -> None:
    """Write every file."""
    for path, text in documents().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def questions() -> dict[str, dict[str, Any]]:
    """The questions of `db/questions.yml` with their SQL in full."""
    declared: dict[str, dict[str, Any]] = yaml.safe_load((_TOP / "db" / "questions.yml").read_text(encoding="utf-8"))
    for question in declared.values():
        question["sql"] = _written_out(question["sql"])
    return declared


def _written_out(sql: str) -> str:
    for word, meaning in _WORDS:
        sql = word.sub(meaning, sql)
    return sql


def _duckdb() -> str:
    macros = (
        dialect.question(name, asked["title"], asked["params"], asked["sql"]) for name, asked in questions().items()
    )
    parts = (_DUCKDB + dialect.FUNCTIONS, dialect.tables(TABLES), *map(dialect.view, VIEWS), *macros)
    return "\n".join(parts)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as such."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def _indented(data: dict[str, Any]) -> str:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"    {line}" for line in text.splitlines(keepends=True))


def _shown() -> dict[str, Any]:
    return {table.name: _table_metadata(table) for table in TABLES} | {
        view.name: _view_metadata(view) for view in VIEWS
    }


def _table_metadata(table: Table) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "title": table.title,
        "description": table.note,
        "label_column": table.label,
        "facets": list(table.facets),
        "sort_desc" if (table.sort or "").startswith("-") else "sort": (table.sort or "").lstrip("-"),
        "fts_table": index_name(table) if table.searched else None,
        "fts_pk": table.key[0] if table.searched else None,
        "columns": {column.name: column.description for column in table.columns},
    }
    return {name: value for name, value in shown.items() if value}


def _view_metadata(view: View) -> dict[str, Any]:
    return {"title": view.title} | ({"facets": list(view.facets)} if view.facets else {})


def _commands_page() -> str:
    blocks = [f"## {path}\n\n```\n{command.get_help(context)}\n```\n" for path, command, context in _walk(commands)]
    return "# 命令 · Commands\n\n" + "\n".join(blocks)


def _walk(
    command: click.Command, parent: click.Context | None = None, name: str = "nianbao"
) -> Iterator[tuple[str, click.Command, click.Context]]:
    context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
    context.max_content_width = context.terminal_width = 100
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _walk(command.commands[inner], context, inner)


if __name__ == "__main__":
    write()
