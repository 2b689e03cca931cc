"""Captures to records: one function without side effects, run in this process, in others, or on other machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import basename
from urllib.parse import unquote, urlsplit

from nianbao.workers import Died, Workers
from parsers.record import Report
from parsers.report import UnreadableDocument, parse
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError
from scraper.stored import read_body

#: Documents in a task for another process: enough that passing them costs nothing, few enough to be done again.
TASK = 200


@dataclass(frozen=True, slots=True)
class Document:
    """What a worker has to know of a capture.

    `stored` is the capture whose record holds the bytes; None where it is lost.
    """

    capture: Capture
    stored: Capture | None


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
        return Refused("archive.damaged", f"{capture.url}: repeats the capture {capture.refers_to}, which is not there")
    name = capture.link_text or unquote(basename(urlsplit(capture.url).path))
    try:
        body = read_body(warc, document.stored)
        return parse(body, capture.url, content_type=capture.content_type, name=name)
    except (ArchiveError, TransferError) as error:
        return Refused("archive.damaged", str(error))
    except UnreadableDocument as error:
        return Refused("parse.unreadable", str(error))
    except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
        return Refused("parse.crashed", f"{type(error).__name__}: {' '.join(str(error).split())}")


def read_task(warc: str, documents: Sequence[Document]) -> list[Parsed]:
    """Parse several captures: what a worker is given at once."""
    return [read(warc, document) for document in documents]


@dataclass(frozen=True, slots=True)
class Parsing:
    """Who parses, and where they find the WARC files. Without `workers` it is this process."""

    warc: str
    workers: Workers | None = None

    def read_all(self, archive: Archive, captures: Sequence[Capture]) -> Iterator[Parsed]:
        """The records of `captures`, in order."""
        documents = [_document(archive, capture) for capture in captures]
        if self.workers is None or len(documents) <= TASK:
            yield from (read(self.warc, document) for document in documents)
            return
        tasks = [documents[start : start + TASK] for start in range(0, len(documents), TASK)]
        results = self.workers.run(read_task, [(self.warc, task) for task in tasks])
        for task, parsed in zip(tasks, results, strict=True):
            yield from _after_death(self.warc, task, self.workers) if isinstance(parsed, Died) else parsed


def _document(archive: Archive, capture: Capture) -> Document:
    try:
        return Document(capture, archive.stored(capture))
    except ArchiveError:
        return Document(capture, None)


def _after_death(warc: str, documents: Sequence[Document], workers: Workers) -> Iterator[Parsed]:
    """A task that kills its worker is halved until the document that does it stands alone."""
    half = len(documents) // 2
    if not half:
        yield Refused("parse.crashed", "the process that parsed it died, and died again")
        return
    for part in (documents[:half], documents[half:]):
        (parsed,) = workers.run(read_task, [(warc, part)])
        yield from _after_death(warc, part, workers) if isinstance(parsed, Died) else parsed
