"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default="data",
    show_default=True,
    help="Directory of the archive and its database.",
)
portals_option = click.option(
    "--portals",
    type=click.Path(path_type=Path),
    default="portals",
    show_default=True,
    help="Directory of the portal files.",
)
port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to serve on; 0 takes any."
)
workers_option = click.option(
    "--workers", type=click.IntRange(min=1), help="Processes that parse. [default: one for each core]"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
