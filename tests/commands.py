"""Commands as a user runs them, and what they leave in a data directory."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from db.schema import TABLES
from fixtures import Server
from nianbao.cli import main

#: The command of this environment.
NIANBAO = Path(sys.executable).parent / "nianbao"
Rows = list[tuple[Any, ...]]


def run(*arguments: object, **options: Any) -> Result:
    """Run `nianbao`; an exception other than an orderly exit fails the test at once."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], **options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a running server."""
    command = [str(NIANBAO), "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def error_lines(result: Result) -> list[str]:
    """Standard error, line by line."""
    return result.stderr.splitlines()


def write_portal(directory: Path, name: str, root: str, **more: Any) -> None:
    """A portal file as a user writes it."""
    directory.mkdir(exist_ok=True)
    declared = {"id": name, "name": f"{name}县", "root": root, **more}
    (directory / f"{name}.yml").write_text(json.dumps(declared, ensure_ascii=False), encoding="utf-8")


def rows(data: Path, sql: str, *values: Any) -> Rows:
    """Rows of the database in a data directory."""
    with closing(sqlite3.connect(data / "nianbao.db")) as connection:
        return connection.execute(sql, values).fetchall()


def dump(data: Path) -> Mapping[str, Rows]:
    """Every row of every table, in an order of its own."""
    return {table.name: sorted(rows(data, f'SELECT * FROM "{table.name}"'), key=repr) for table in TABLES}  # noqa: S608


def change_a_figure(server: Server, figure: int) -> str:
    """Print `figure` in the place of the first one of a report that is served, and give the report's path."""
    path, page = next((path, server.site.pages[path]) for path in server.site.truths if b">0<" in _body(server, path))
    server.replace(path, page.body.replace(b">0<", f">{figure}<".encode(), 1))
    return path


def _body(server: Server, path: str) -> bytes:
    return server.site.pages[path].body


def refresh(portals: Path, data: Path, *ids: str) -> dict[str, Any]:
    """What `refresh --json` says."""
    result = run("refresh", *ids, "--portals", portals, "--data", data, "--json")
    said: dict[str, Any] = json.loads(result.stdout)
    return said | {"exit": result.exit_code}
