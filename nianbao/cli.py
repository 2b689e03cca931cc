"""The commands of `nianbao`. Each is a few lines over a function that does the work."""

from __future__ import annotations

import click
from rich.console import Console

from nianbao import __version__
from nianbao.errors import UserError
from nianbao.reading import parse_files, read_report, reason
from nianbao.show import show_report
from parsers.report import UnreadableDocument

CONTEXT = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="nianbao")
def main() -> None:
    """年报: county annual reports on information disclosure, archived, parsed, checked, queryable."""


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
@click.argument("file")
@click.option("--url", help="The address of the page.")
def show(file: str, url: str | None) -> None:
    """Print the report in FILE the way the form looks: cells by state, failed sums marked."""
    try:
        report = read_report(file, url)
    except (OSError, UnreadableDocument) as error:
        raise UserError(f"{file}: {reason(error)}") from error
    show_report(report, Console())
