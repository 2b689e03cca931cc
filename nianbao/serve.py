"""Datasette over the archive's database, with our pages."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from pathlib import Path

import click
import uvicorn
import yaml
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted

from db.schema import TABLES
from db.search import SEARCHED, index_name
from nianbao.data import DataDirectory
from nianbao.database import reading
from nianbao.errors import UserError
from nianbao.web import DATABASE

SETTINGS = {
    # Facets are chosen in metadata.yml, on indexed columns; suggesting others costs seconds on large tables.
    "suggest_facets": False,
    "default_facet_size": 60,
    "default_page_size": 100,
    # A report's prose would make its row taller than the screen; its own page shows the whole.
    "truncate_cells_html": 120,
    # A county's coverage grid and a long report have more rows than Datasette's 1,000.
    "max_returned_rows": 5000,
}


class ArchiveDatabase(Database):  # type: ignore[misc]
    """The archive's database in Datasette."""

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """How many rows each table has, as Datasette's page of tables says it; None: not counted in `limit` ms.

        What the search index consists of is not counted: SQLite cannot be interrupted in it, for seconds where the
        archive is large.
        """
        shown = set(await self.table_names()) - set(await self.hidden_table_names())
        return {name: await self._count(name, limit) if name in shown else None for name in await self.table_names()}

    async def _count(self, table: str, limit: int) -> int | None:
        sql = f'SELECT count(*) FROM "{table}"'  # noqa: S608 -- a name from the schema
        try:
            return int((await self.execute(sql, custom_time_limit=limit)).rows[0][0])
        except QueryInterrupted:
            return None


def share() -> Path:
    """The directory that holds metadata.yml, templates, plugins and static files.

    In a checkout it is the top of the repository, in an installed wheel `nianbao/share`.
    """
    here = Path(__file__).parent
    installed = here / "share"
    return installed if installed.is_dir() else here.parent


def datasette(database: Path) -> Datasette:
    """Datasette on `database` with our metadata, pages and settings. The file may be written to meanwhile."""
    files = share()
    app = Datasette(
        [],
        metadata=yaml.safe_load((files / "metadata.yml").read_text(encoding="utf-8")),
        template_dir=str(files / "templates"),
        plugins_dir=str(files / "plugins"),
        static_mounts=[("static", str(files / "static"))],
        settings=SETTINGS,
    )
    app.add_database(ArchiveDatabase(app, path=str(database), is_mutable=True), name=DATABASE)
    return app


def serve(data: DataDirectory, port: int, host: str = "127.0.0.1") -> None:
    """Serve the archive in `data` until interrupted; port 0 takes any free one.

    Raises:
        UserError: there is no database, it is not ours, or the port is taken.
    """
    database = data.database
    if not database.is_file():
        raise UserError(f"{database}: no database; run 'nianbao demo' or 'nianbao refresh --data {data.path}' first")
    _check(database)
    listener = _listen(host, port)
    app = datasette(database)
    asyncio.run(app.invoke_startup())
    click.echo(f"http://{host}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(app.app(), log_level="warning", lifespan="on")
    # uvicorn shuts down in order and then raises the signal again.
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _check(database: Path) -> None:
    """Raise `UserError` unless `database` holds our tables with all their columns."""
    with reading(database) as connection:
        for table in TABLES:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            connection.execute(f'SELECT {columns} FROM "{table.name}" LIMIT 1')  # noqa: S608 -- names of our tables
        for table in SEARCHED:
            connection.execute(f'SELECT rowid FROM "{index_name(table)}" LIMIT 1')  # noqa: S608


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`, bound before anything is printed."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UserError(f"port {port} is in use; choose another with --port") from error
        raise UserError(f"{host}:{port}: cannot listen there ({error.strerror or error})") from error
