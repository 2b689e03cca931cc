"""`make docs`: what is said once in the code, written where people read it.

`docs/commands.md` is the help of every command, `docs/schema.md` the tables with their columns, and the end of
`metadata.yml` what Datasette shows of them. A test fails when a file does not say what the code says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from db.model import Table
from db.schema import TABLES
from db.search import index_name
from db.views import VIEWS
from nianbao.cli import main as commands
from nianbao.dictionary import schema_page

_TOP = Path(__file__).parent.parent
#: From this line on, metadata.yml is written from the declaration of the database.
_GENERATED = "    # Written by `make docs` from db/schema.py; edit there.\n"


def documents() -> dict[Path, str]:
    """Each file that is written from the code, and what it should hold."""
    metadata = _TOP / "metadata.yml"
    by_hand = metadata.read_text(encoding="utf-8").partition(_GENERATED)[0]
    return {
        metadata: by_hand + _GENERATED + _indented({"tables": _shown()}),
        _TOP / "docs" / "commands.md": _commands_page(),
        _TOP / "docs" / "schema.md": schema_page(),
    }


def write() -> None:
    """Write every file."""
    for path, text in documents().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _indented(data: dict[str, Any]) -> str:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"    {line}" for line in text.splitlines(keepends=True))


def _shown() -> dict[str, Any]:
    return {table.name: _table_metadata(table) for table in TABLES} | {v.name: {"title": v.title} for v in VIEWS}


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
