"""The commands of `nianbao`. Each is a few lines over a function that does the work."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from nianbao import __version__
from nianbao.adding import REVIEW, name_of, new_portal, write_portal, write_sample
from nianbao.choosing import choose
from nianbao.data import DataDirectory
from nianbao.demo import demo as run_demo
from nianbao.demo import fixture_portals
from nianbao.errors import OK, PARTLY, UserError, say
from nianbao.overlay import write_overlay
from nianbao.portals import probe, show_findings, show_portals
from nianbao.progress import Display
from nianbao.reading import from_archive, from_file, parse_files, reason
from nianbao.rebuild import build as run_build
from nianbao.refresh import refresh as run_refresh
from nianbao.serve import serve as run_server
from nianbao.show import show_report
from nianbao.status import show_coverage, show_status
from nianbao.status import status as read_status
from nianbao.summary import show_run
from parsers.report import UnreadableDocument

CONTEXT = {"help_option_names": ["-h", "--help"]}

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
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="nianbao")
def main() -> None:
    """年报: county annual reports on information disclosure, archived, parsed, checked, queryable."""


@main.command()
@click.option("--once", is_flag=True, help="Do not serve; end with a summary.")
@data_option
@port_option
def demo(data: Path, port: int, *, once: bool) -> None:
    """The whole path on this machine alone: fixture portals with invented figures, crawled, parsed, loaded, served."""
    directory = DataDirectory(data)
    with fixture_portals() as portals:
        show_run(run_demo(directory, Display(), portals), Console())
        click.echo(read_status(directory).line)
        if not once:
            run_server(directory, port)


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@portals_option
@data_option
@click.option("--all", "everything", is_flag=True, help="Ask also for archived reports that are not due.")
@json_option
@click.pass_context
def refresh(
    context: click.Context, ids: tuple[str, ...], portals: Path, data: Path, *, everything: bool, as_json: bool
) -> None:
    """Crawl all portals, or those with these IDs, and load what is new.

    List pages are asked for every time. Reports that are archived are asked for again every night from 2 January to
    15 February (governments' own to 5 April), otherwise every week, older ones every month.

    Exit status: 0 when all went well, 1 if a portal or its file failed, 2 if nothing could be done.
    """
    chosen, errors = choose(portals, ids)
    for error in errors:
        say(error)
    run = run_refresh(chosen, DataDirectory(data), Display(), everything=everything)
    if as_json:
        click.echo(json.dumps(run.as_plain(), ensure_ascii=False, indent=2))
    else:
        show_run(run, Console())
    context.exit(max(run.exit_code, PARTLY if errors else OK))


@main.command()
@data_option
@click.pass_context
def build(context: click.Context, data: Path) -> None:
    """Make the database again from the archive alone.

    Exit status: 0 when all of the archive could be read, 1 if some of it could not, 2 if nothing could be done.
    """
    outcomes, problems = run_build(DataDirectory(data), Display())
    click.echo(f"{sum(outcomes.values())} documents read; {read_status(DataDirectory(data)).line}")
    context.exit(PARTLY if problems else OK)


@main.command()
@data_option
@port_option
def serve(data: Path, port: int) -> None:
    """Serve the archive with Datasette on this machine until interrupted."""
    run_server(DataDirectory(data), port)


@main.command()
@click.argument("portal_id", metavar="[ID]", required=False)
@data_option
@json_option
def status(portal_id: str | None, data: Path, *, as_json: bool) -> None:
    """Show what the archive holds by county and how the last run went; with ID, its agencies by year."""
    found = read_status(DataDirectory(data))
    if as_json:
        click.echo(json.dumps(found.as_plain(), ensure_ascii=False, indent=2))
    elif portal_id is not None:
        show_coverage(found, portal_id, Console())
    else:
        show_status(found, Console())


@main.group()
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
        click.echo(write_portal(found, name or name_of(found), portals))
        if samples.parent.is_dir() and (sample := write_sample(found, samples)):
            click.echo(f"{sample}: to be reviewed: {REVIEW}")


@main.group()
def archive() -> None:
    """The archive of captures."""


@archive.command()
@data_option
@click.pass_context
def verify(context: click.Context, data: Path) -> None:
    """Check every record against its digests and the index against the files.

    Exit status: 0 when all is well, 1 if something is damaged, 2 if there is no archive.
    """
    with DataDirectory(data).open_archive(readonly=True) as opened:
        problems = [*opened.problems, *opened.verify()]
        for problem in problems:
            say(problem)
        click.echo(f"{len(opened)} captures, {len(problems)} problems")
    context.exit(PARTLY if problems else OK)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", help="The address of the page, kept in the record.")
@click.option("--lines", is_flag=True, help="One record per line.")
@click.pass_context
def parse(context: click.Context, files: tuple[str, ...], url: str | None, *, lines: bool) -> None:
    """Print the record of each FILE (HTML, text, PDF, DOCX, DOC; - for standard input) as JSON.

    Exit status: 0 for reports, 1 if a document is none, 2 if one cannot be read at all.
    """
    context.exit(parse_files(files, url, lines=lines))


@main.command()
@click.argument("source", metavar="FILE|ID")
@click.option("--url", help="The address of the page in FILE.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Write a page that lays what was read over the original.",
)
@data_option
def show(source: str, url: str | None, page: Path | None, data: Path) -> None:
    """Print the report in FILE, or the report ID of the archive, the way the form looks.

    Cells are coloured by state, failed sums are marked. With --html the original is shown instead, made inert, with
    every cell that was read outlined.
    """
    try:
        archived = source.isdecimal() and not Path(source).exists()
        found = from_archive(DataDirectory(data), int(source)) if archived else from_file(source, url)
        if page is None:
            show_report(found.record(), Console())
        else:
            write_overlay(found, page)
    except (OSError, UnreadableDocument) as error:
        raise UserError(f"{source}: {reason(error)}") from error
