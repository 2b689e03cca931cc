"""`nianbao parse`: files to records, without network or database."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.errors import NOTHING, OK, PARTLY, say
from parsers.record import Report
from parsers.report import UnreadableDocument, parse

STANDARD_INPUT = "-"


def parse_files(files: Sequence[str], url: str | None, *, lines: bool) -> int:
    """Print the record of each file as JSON; the exit code of the worst of them."""
    worst = OK
    for file in files:
        try:
            report = read_report(file, url)
        except (OSError, UnreadableDocument) as error:
            say(f"{file}: {reason(error)}")
            worst = NOTHING
            continue
        click.echo(report.to_json(None if lines else 2))
        if not report.is_report:
            worst = max(worst, PARTLY)
    return worst


def read_report(file: str, url: str | None = None) -> Report:
    """The record of one file, `-` for standard input.

    Raises:
        OSError: the file cannot be opened.
        UnreadableDocument: it is no document.
    """
    if file == STANDARD_INPUT:
        return parse(sys.stdin.buffer.read(), url)
    return parse(Path(file).read_bytes(), url, name=Path(file).name)


def reason(error: Exception) -> str:
    """Why something could not be opened or read, with what to do, in one line."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, IsADirectoryError):
        return "is a directory; give files"
    if isinstance(error, PermissionError):
        return "permission denied; make the file readable"
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return f"{error}; give an HTML page, text, PDF, DOCX or DOC"
