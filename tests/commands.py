"""Commands as a user runs them, and what they leave in a data directory."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from db.model import Table
from db.schema import CAPTURES, CONTENT, FINDINGS, TABLES
from fixtures import Server
from nianbao.cli import main

#: The command of this environment.
NIANBAO = Path(sys.executable).parent / "nianbao"
Rows = list[tuple[Any, ...]]
_TABLES = [table.name for table in CONTENT if table is not FINDINGS]
_COUNTED = ", ".join(f"(SELECT count(*) FROM {name} WHERE report_id = r.id)" for name in _TABLES)  # noqa: S608
#: Each report with its version, some of its figures, and how many rows it has in each table. Findings are left out,
#: for those across years are made when all reports are loaded.
WHOLE_REPORTS = f"""
    SELECT url, version, new_received, (SELECT group_concat(total) FROM applications WHERE report_id = r.id), {_COUNTED}
    FROM reports r"""  # noqa: S608
_OF_ONE_RUN = frozenset({"capture_id", "fetched_at", "first_seen", "last_seen", "last_capture"})


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


def comparable(data: Path) -> Mapping[str, Counter[tuple[Any, ...]]]:
    """Every row of every table but for what two runs cannot share: identifiers of captures, places and times.

    The table of captures itself is left out, for a page may have been archived once more.
    """
    return {table.name: _without_place(data, table) for table in TABLES if table is not CAPTURES}


def _without_place(data: Path, table: Table) -> Counter[tuple[Any, ...]]:
    kept = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in _OF_ONE_RUN)
    return Counter(rows(data, f'SELECT {kept} FROM "{table.name}"'))  # noqa: S608


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
