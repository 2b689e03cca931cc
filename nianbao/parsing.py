"""Captures to records: one function without side effects, run in this process, in others, or on other machines."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, islice, tee
from posixpath import basename
from urllib.parse import unquote, urlsplit

from nianbao.errors import UserError
from nianbao.workers import Died, Workers
from parsers.record import Finding, Report
from parsers.report import PARSER, UnreadableDocument, parse
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError, UnavailableError, said
from scraper.instructions import NONE, Instructions
from scraper.stored import read_body, size_of

#: Documents in a task for another process: enough that passing them costs nothing, few enough to be done again.
TASK = 50
#: Why a capture has no record whose bytes are not what was archived.
DAMAGED = "archive.damaged"
#: Between the parser's name and the digest of the instructions that it had.
_WITH = " with "
_REACH = "check the address, and that whoever parses reaches it"


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


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The WARC files are not where whoever parses looks for them: an error of the run, not of a document."""

    message: str


Parsed = Report | Refused
#: What came of a task: the records of its documents, up to the first that could not be fetched.
TaskDone = list[Parsed | Unavailable]


def read(warc: str, document: Document) -> Parsed | Unavailable:
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
    except UnavailableError as error:
        return Unavailable(f"{error}; {_REACH}")
    except (ArchiveError, TransferError) as error:
        return Refused(DAMAGED, str(error))
    except UnreadableDocument as error:
        return Refused("parse.unreadable", str(error))
    except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
        return Refused("parse.crashed", said(error))


def name_of(capture: Capture) -> str:
    """What a document is called where it is linked, or in its address."""
    return capture.link_text or unquote(basename(urlsplit(capture.url).path))


def read_task(warc: str, documents: Sequence[Document]) -> TaskDone:
    """Parse several captures: what a worker is given at once."""
    done: TaskDone = []
    for document in documents:
        done.append(read(warc, document))
        if isinstance(done[-1], Unavailable):
            break
    return done


def missing(warc: str, ends: Mapping[str, int]) -> Unavailable | None:
    """What is wrong with the WARC files as whoever runs this finds them.

    Args:
        warc: as for `read`.
        ends: for each file, where its last record ends.
    """
    for name, end in ends.items():
        try:
            size = size_of(warc, name)
        except UnavailableError as error:
            return Unavailable(f"{error}; {_REACH}")
        if size < end:
            short = f"has {size:,} bytes, the archive {end:,}; copy the archive's files there"
            return Unavailable(f"{warc}/{name}: {short}")
    return None


@dataclass(frozen=True, slots=True)
class Parsing:
    """Who parses, and where they find the WARC files. Without `workers` it is this process."""

    warc: str
    workers: Workers | None = None

    def check(self, archive: Archive) -> None:
        """See whether whoever parses finds the archive's files.

        Raises:
            UserError: a file is not there or shorter, or the place cannot be reached.
        """
        ends: dict[str, int] = {}
        for capture in archive.captures():
            ends[capture.filename] = max(capture.end, ends.get(capture.filename, 0))
        if self.workers is None:
            found: Unavailable | Died | None = missing(self.warc, ends)
        else:
            (found,) = self.workers.run(missing, [(self.warc, ends)])
        if isinstance(found, Died):
            raise UserError(f"{self.warc}: whoever looked there died, and died again; workers need the same nianbao")
        if found is not None:
            raise UserError(found.message)

    def read_all(self, archive: Archive, captures: Iterable[tuple[Capture, Reader]]) -> Generator[Parsed, None, None]:
        """The records of `captures`, in order. No more of them are held at once than workers have before them.

        To be closed: what is under way is dropped then, and not when it is collected.

        Raises:
            UserError: the WARC files are not where whoever parses looks for them.
        """
        with closing(self._read_all(archive, captures)) as everything:
            for parsed in everything:
                if isinstance(parsed, Unavailable):
                    raise UserError(parsed.message)
                yield parsed

    def _read_all(
        self, archive: Archive, captures: Iterable[tuple[Capture, Reader]]
    ) -> Generator[Parsed | Unavailable, None, None]:
        waiting = (document_of(archive, capture, reader) for capture, reader in captures)
        first = list(islice(waiting, TASK + 1))
        documents = chain(first, waiting)
        if self.workers is None:
            yield from (read(self.warc, document) for document in documents)
            return
        if len(first) <= TASK:
            # Too few to be passed on: they are read here, where the archive is.
            yield from (read(str(archive.directory), document) for document in documents)
            return
        tasks, given = tee(iter(lambda: list(islice(documents, TASK)), []))
        with closing(self.workers.run(read_task, ((self.warc, task) for task in given))) as results:
            for task, parsed in zip(tasks, results, strict=True):
                yield from _after_death(self.warc, task, self.workers) if isinstance(parsed, Died) else parsed


def document_of(archive: Archive, capture: Capture, reader: Reader) -> Document:
    """A capture with the one that holds its bytes."""
    try:
        return Document(capture, archive.stored(capture), reader)
    except ArchiveError:
        return Document(capture, None, reader)


def _after_death(warc: str, documents: Sequence[Document], workers: Workers) -> Iterator[Parsed | Unavailable]:
    """A task that kills its worker is halved until the document that does it stands alone."""
    half = len(documents) // 2
    if not half:
        yield Refused("parse.crashed", "the process that parsed it died, and died again")
        return
    for part in (documents[:half], documents[half:]):
        (parsed,) = workers.run(read_task, [(warc, part)])
        yield from _after_death(warc, part, workers) if isinstance(parsed, Died) else parsed
