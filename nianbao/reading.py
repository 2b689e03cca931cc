"""Files and archived captures to records: `nianbao parse` and `show`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from nianbao.data import DataDirectory
from nianbao.database import reading
from nianbao.errors import NOTHING, OK, PARTLY, UserError, say
from nianbao.parsing import Reader, name_of
from parsers.record import Report
from parsers.report import UnreadableDocument
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError
from scraper.instructions import kept

STANDARD_INPUT = "-"
_CAPTURE = "SELECT capture_id FROM reports WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be read and what is known of it; see `parsers.report.parse`."""

    data: bytes
    url: str | None = None
    content_type: str | None = None
    name: str | None = None
    reader: Reader = Reader()  # noqa: RUF009 -- frozen

    def record(self) -> Report:
        """The record of the document.

        Raises:
            UnreadableDocument: it is no document.
        """
        return self.reader.read(self.data, self.url, self.content_type, self.name)


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
    return from_file(file, url).record()


def from_file(file: str, url: str | None = None) -> Input:
    """The document in a file, `-` for standard input.

    Raises:
        OSError: the file cannot be opened.
    """
    if file == STANDARD_INPUT:
        return Input(sys.stdin.buffer.read(), url)
    return Input(Path(file).read_bytes(), url, name=Path(file).name)


def from_capture(archive: Archive, capture: Capture) -> Input:
    """An archived document.

    Raises:
        ArchiveError: the archive cannot give its bytes.
        TransferError: it was sent with broken codings.
    """
    reader = Reader(kept(archive, capture.portal_id))
    return Input(archive.payload(capture), capture.url, capture.content_type, name_of(capture), reader)


def from_archive(data: DataDirectory, report_id: int) -> Input:
    """The document of a report in the archive.

    Raises:
        UserError: there is no such report, or its bytes cannot be had.
    """
    if not data.database.is_file():
        raise UserError(f"{report_id}: no such file, and no database {data.database} with such a report")
    try:
        with reading(data.database) as connection:
            found = connection.execute(_CAPTURE, [report_id]).fetchone()
        if found is None:
            raise UserError(f"{report_id}: no such file, and no such report in {data.database}")
        with data.open_archive(readonly=True) as archive:
            capture = archive.get(found[0])
            if capture is None:
                raise UserError(f"{report_id}: capture {found[0]} is not in {data.warc}; run 'nianbao archive verify'")
            return from_capture(archive, capture)
    except (OverflowError, ArchiveError, TransferError) as error:
        raise UserError(f"{report_id}: {error}") from error


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
