"""Captures to records: one function without side effects, run in this process, in others, or on other machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, islice, tee
from posixpath import basename
from urllib.parse import unquote, urlsplit

from nianbao.workers import Died, Workers
from parsers.record import Finding, Report
from parsers.report import PARSER, UnreadableDocument, parse
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError
from scraper.instructions import NONE, Instructions
from scraper.stored import read_body

#: Documents in a task for another process: enough that passing them costs nothing, few enough to be done again.
TASK = 50
#: Why a capture has no record whose bytes are not what was archived.
DAMAGED = "archive.damaged"
#: Between the parser's name and the digest of the instructions that it had.
_WITH = " with "


@dataclass(frozen=True, slots=True)
class Reader:
    """How the pages of one portal are read."""

    instructions: Instructions = NONE

    @property
    def name(self) -> str:
        """The parser, and a digest of the instructions where there are some."""
        reading = self.instructions.reading
        if reading == NONE:
            return PARSER
        return f"{PARSER}{_WITH}{sha256(reading.as_bytes()).hexdigest()[:12]}"

    def read(self, data: bytes, url: str | None, content_type: str | None, name: str | None) -> Report:
        """The record, its agency under its present name; see `parse` for the rest."""
        return self.filed(parse(data, url, content_type=content_type, name=name, body=self.instructions.body))

    def filed(self, report: Report) -> Report:
        """A record read with these instructions, its agency under its present name."""
        report = replace(report, parser=self.name)
        present = self.present_name(report.agency)
        if present == report.agency:
            return report
        message = f"所印为“{report.agency}”，按门户文件记作“{present}” / printed {report.agency}, filed as {present}"
        alias = Finding("agency.alias", "note", message, where=report.agency)
        return replace(report, agency=present, findings=(*report.findings, alias))

    def instructed(self, parser: str) -> bool:
        """Whether a parser had the same instructions, be it of this release or of another."""
        return parser.partition(_WITH)[2] == self.name.partition(_WITH)[2]

    def present_name(self, agency: str | None) -> str | None:
        """An agency's name as the portal's file gives it."""
        return self.instructions.aliases.get(agency, agency) if agency else agency


@dataclass(frozen=True, slots=True)
class Document:
    """What a worker has to know of a capture.

    `stored` is the capture whose record holds the bytes; None where it is lost.
    """

    capture: Capture
    stored: Capture | None
    reader: Reader


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a capture has no record."""

    rule: str
    message: str


Parsed = Report | Refused


def read(warc: str, document: Document) -> Parsed:
    """Parse one capture.

    Args:
        warc: where the WARC files are: a directory, or an address that fsspec knows (s3://…).
        document: which capture.
    """
    capture = document.capture
    if document.stored is None:
        return Refused(DAMAGED, f"{capture.url}: repeats the capture {capture.refers_to}, which is not there")
    try:
        body = read_body(warc, document.stored)
        return document.reader.read(body, capture.url, capture.content_type, name_of(capture))
    except (ArchiveError, TransferError) as error:
        return Refused(DAMAGED, str(error))
    except UnreadableDocument as error:
        return Refused("parse.unreadable", str(error))
    except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
        return Refused("parse.crashed", f"{type(error).__name__}: {' '.join(str(error).split())}")


def name_of(capture: Capture) -> str:
    """What a document is called where it is linked, or in its address."""
    return capture.link_text or unquote(basename(urlsplit(capture.url).path))


def read_task(warc: str, documents: Sequence[Document]) -> list[Parsed]:
    """Parse several captures: what a worker is given at once."""
    return [read(warc, document) for document in documents]


@dataclass(frozen=True, slots=True)
class Parsing:
    """Who parses, and where they find the WARC files. Without `workers` it is this process."""

    warc: str
    workers: Workers | None = None

    def read_all(self, archive: Archive, captures: Iterable[tuple[Capture, Reader]]) -> Iterator[Parsed]:
        """The records of `captures`, in order. No more of them are held at once than workers have before them."""
        waiting = (document_of(archive, capture, reader) for capture, reader in captures)
        first = list(islice(waiting, TASK + 1))
        documents = chain(first, waiting)
        if self.workers is None or len(first) <= TASK:
            yield from (read(self.warc, document) for document in documents)
            return
        tasks, given = tee(iter(lambda: list(islice(documents, TASK)), []))
        results = self.workers.run(read_task, ((self.warc, task) for task in given))
        for task, parsed in zip(tasks, results, strict=True):
            yield from _after_death(self.warc, task, self.workers) if isinstance(parsed, Died) else parsed


def document_of(archive: Archive, capture: Capture, reader: Reader) -> Document:
    """A capture with the one that holds its bytes."""
    try:
        return Document(capture, archive.stored(capture), reader)
    except ArchiveError:
        return Document(capture, None, reader)


def _after_death(warc: str, documents: Sequence[Document], workers: Workers) -> Iterator[Parsed]:
    """A task that kills its worker is halved until the document that does it stands alone."""
    half = len(documents) // 2
    if not half:
        yield Refused("parse.crashed", "the process that parsed it died, and died again")
        return
    for part in (documents[:half], documents[half:]):
        (parsed,) = workers.run(read_task, [(warc, part)])
        yield from _after_death(warc, part, workers) if isinstance(parsed, Died) else parsed
