"""The commands of `nianbao portal`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from nianbao.adding import REVIEW, division_line, name_of, new_portal, write_portal, write_sample
from nianbao.choosing import choose
from nianbao.errors import OK, PARTLY, UserError, say
from nianbao.options import portals_option
from nianbao.portals import probe, show_findings, show_portals
from nianbao.progress import Display


@click.group()
def portal() -> None:
    """The county portals: list, add, check."""


@portal.command("list")
@portals_option
def list_portals(portals: Path) -> None:
    """List the portals that are declared."""
    chosen, errors = choose(portals, ())
    for error in errors:
        say(error)
    show_portals(chosen, Console())


@portal.command()
@click.argument("portal_id", metavar="ID")
@portals_option
@click.pass_context
def check(context: click.Context, portal_id: str, portals: Path) -> None:
    """Crawl the portal ID into nowhere and explain every request: what came, what was not followed and why.

    Exit status: 0 when reports were found, 1 if none was.
    """
    (chosen,), _ = choose(portals, (portal_id,))
    with probe(chosen, Display(), Console()) as found:
        show_findings(found, Console())
        if found.result.failure:
            say(found.result.failure)
    context.exit(OK if found.result.reports else PARTLY)


@portal.command()
@click.argument("url")
@click.option("--id", "portal_id", help="Id of the portal; else made from the host's name.")
@click.option("--name", help="Name of the county; else read from its front page.")
@portals_option
@click.option(
    "--samples",
    type=click.Path(path_type=Path),
    default="tests/portals",
    show_default=True,
    help="Where a developer's checkout keeps sample pages; skipped where its parent is not there.",
)
def add(url: str, portal_id: str | None, name: str | None, portals: Path, samples: Path) -> None:
    """Probe the site at URL, show what it holds, and write its portal file.

    In a checkout two of its pages are kept as a sample, whose test fails until a person has reviewed it.
    """
    with probe(new_portal(url, portal_id, name, portals), Display()) as found:
        if found.result.failure:
            raise UserError(found.result.failure)
        show_findings(found, Console())
        file = write_portal(found, name or name_of(found), portals)
        click.echo(f"{file}\n{division_line(file)}")
        if samples.parent.is_dir() and (sample := write_sample(found, samples)):
            click.echo(f"{sample}: to be reviewed: {REVIEW}")
