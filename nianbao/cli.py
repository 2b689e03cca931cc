"""The commands of `nianbao`. Each is a few lines over a function that does the work."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import click
from rich.console import Console

from nianbao import __version__
from nianbao.choosing import SHARD, Shard, choose
from nianbao.data import DataDirectory
from nianbao.demo import demo as run_demo
from nianbao.demo import fixture_portals
from nianbao.errors import OK, PARTLY, Interrupted, UserError, say
from nianbao.merging import merge as run_merge
from nianbao.options import data_option, json_option, port_option, portals_option, workers_option
from nianbao.overlay import write_overlay
from nianbao.portal_commands import portal
from nianbao.progress import Display
from nianbao.reading import from_archive, from_file, parse_files, reason
from nianbao.rebuild import build as run_build
from nianbao.refresh import refresh as run_refresh
from nianbao.release import export_to, release_to
from nianbao.serve import serve as run_server
from nianbao.show import show_report
from nianbao.status import show_coverage, show_status
from nianbao.status import status as read_status
from nianbao.summary import show_run
from nianbao.workers import hired
from parsers.report import UnreadableDocument

CONTEXT = {"help_option_names": ["-h", "--help"]}


class _Commands(click.Group):
    """Commands of which an interrupt is one line, like every other end."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Interrupted from error


@click.group(cls=_Commands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="nianbao")
def main() -> None:
    """年报: county annual reports on information disclosure, archived, parsed, checked, queryable."""


main.add_command(portal)


@main.command()
@click.option("--once", is_flag=True, help="Do not serve; end with a summary.")
@data_option
@port_option
def demo(data: Path, port: int, *, once: bool) -> None:
    """The whole path on this machine alone: fixture portals with invented figures, crawled, parsed, loaded, served."""
    directory = DataDirectory(data)
    with fixture_portals(directory) as portals:
        show_run(run_demo(directory, Display(), portals), Console())
        click.echo(read_status(directory).line)
        if not once:
            run_server(directory, port)


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@portals_option
@data_option
@click.option("--all", "everything", is_flag=True, help="Ask also for archived reports that are not due.")
@click.option(
    "--shard", type=SHARD, metavar="I/N", help="Only the Ith of N shares of the portals, for several machines."
)
@json_option
@click.pass_context
def refresh(
    context: click.Context,
    ids: tuple[str, ...],
    portals: Path,
    data: Path,
    *,
    everything: bool,
    shard: Shard | None,
    as_json: bool,
) -> None:
    """Crawl all portals, or those with these IDs, and load what is new.

    List pages are asked for every time. Reports that are archived are asked for again every night from 2 January to
    15 February (governments' own to 5 April), otherwise every week, older ones every month.

    Exit status: 0 when all went well, 1 if a portal or its file failed or the archive is damaged, 2 if nothing could be
    done.
    """
    chosen, errors = choose(portals, ids, shard)
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
@workers_option
@click.option("--scheduler", metavar="ADDRESS", help="Parse on this dask.distributed cluster; 'local' starts one here.")
@click.option("--warc", metavar="ADDRESS", help="Where workers find the WARC files: any address that fsspec knows.")
@click.pass_context
def build(context: click.Context, data: Path, *, workers: int | None, scheduler: str | None, warc: str | None) -> None:
    """Make the database again from the archive alone.

    The rows are the same whoever parses. This process alone writes the database.

    Exit status: 0 when all of the archive could be read, 1 if some of it could not, 2 if nothing could be done.
    """
    directory = DataDirectory(data)
    began = perf_counter()
    with hired(workers, scheduler) as staff:
        outcomes, problems = run_build(directory, Display(), staff, warc)
    number, seconds = sum(outcomes.values()), perf_counter() - began
    click.echo(
        f"{number} documents read in {seconds:.1f} s ({number / seconds:.0f} a second); {read_status(directory).line}"
    )
    context.exit(PARTLY if problems else OK)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@data_option
@workers_option
@click.pass_context
def merge(context: click.Context, sources: tuple[Path, ...], data: Path, *, workers: int | None) -> None:
    """Take the archives of other data directories (DIR) into one, and make its database from all of them.

    Pages that several machines archived become versions, in the order of their time. Doing it again changes nothing.

    Exit status: 0 when all of the archive could be read, 1 if some of it could not, 2 if nothing could be done.
    """
    directory = DataDirectory(data)
    with hired(workers, None) as staff:
        taken, problems = run_merge(directory, sources, Display(), staff)
    click.echo(f"{taken} files taken; {read_status(directory).line}")
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
@click.argument("out", type=click.Path(path_type=Path))
@data_option
@click.option("--csv", "kind", flag_value="csv", help="CSV in UTF-8, a file for each table.")
@click.option("--json", "kind", flag_value="json", help="JSON lines, a file for each table.")
@click.option("--parquet", "kind", flag_value="parquet", help="Parquet (zstd), by year of the report.")
def export(out: Path, data: Path, kind: Literal["csv", "json", "parquet"] | None) -> None:
    """Write every table into the new directory OUT, and the number of rows of each into its manifest.json."""
    if kind is None:
        raise UserError("which format? give --csv, --json or --parquet")
    tables = export_to(DataDirectory(data), out, kind)["tables"]
    click.echo(f"{out}: {len(tables)} tables, {sum(table['rows'] for table in tables.values()):,} rows")


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@data_option
def release(out: Path, data: Path) -> None:
    """Make a release in the new directory OUT: the SQLite file, Parquet, the WARC files' digests, a data dictionary,
    citation text and SHA256SUMS.

    The release id is derived from the content: the same reports give the same id.
    """
    made = release_to(DataDirectory(data), out)
    click.echo(f"{out}: release {made['id']}, {made['reports']} reports")


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
