"""From captures to rows: each is parsed and loaded, and what goes wrong with one is recorded in its place."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from posixpath import basename
from urllib.parse import unquote, urlsplit

from sqlite_utils import Database

from db.known import forget, read_by
from db.load import Loaded, Origin, Outcome, load, reject, withdraw
from parsers.record import Finding, Report
from parsers.report import PARSER, UnreadableDocument, parse
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError
from scraper.instructions import NONE, Instructions, kept

#: Kinds of captures that may hold a report, or say that one is gone.
READ = frozenset({"report", "attachment", "missing"})

#: Between the parser's name and the digest of the instructions that it had.
_WITH = " with "

#: Told after each document: how many are done, and of how many.
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """How the pages of one portal are read."""

    instructions: Instructions = NONE

    @property
    def name(self) -> str:
        """The parser, and a digest of the instructions where there are some."""
        if self.instructions == NONE:
            return PARSER
        return f"{PARSER}{_WITH}{sha256(self.instructions.as_bytes()).hexdigest()[:12]}"

    def read(self, data: bytes, url: str, content_type: str | None, name: str | None) -> Report:
        """The record, its agency under its present name; see `parse` for the rest."""
        report = parse(data, url, content_type=content_type, name=name, body=self.instructions.body)
        report = replace(report, parser=self.name)
        present = self.present_name(report.agency)
        if present == report.agency:
            return report
        message = f"所印为“{report.agency}”，按门户文件记作“{present}” / printed {report.agency}, filed as {present}"
        return replace(report, agency=present, findings=(*report.findings, Finding("agency.alias", "note", message)))

    def has_read(self, known: tuple[str, str] | None) -> bool:
        """Whether a capture was read in this way; see `read_by`."""
        return known is not None and known[1] == self.name

    def instructed(self, parser: str) -> bool:
        """Whether a parser had the same instructions, be it of this release or of another."""
        return parser.partition(_WITH)[2] == self.name.partition(_WITH)[2]

    def present_name(self, agency: str | None) -> str | None:
        """An agency's name as the portal's file gives it."""
        return self.instructions.aliases.get(agency, agency) if agency else agency


def load_captures(db: Database, archive: Archive, step: Step, portal: str | None = None) -> Counter[Outcome]:
    """Load what the archive holds and was not read yet in the way it is to be read, in the order of its time.

    A portal whose instructions have changed is read again from its first page on, in one transaction, so that its
    rows are those that a rebuild makes.

    Args:
        db: the database; each document is one transaction.
        archive: where the bytes are.
        step: told of the progress.
        portal: only captures of the portal with this id.

    Returns:
        How often each outcome occurred.
    """
    captures = [capture for capture in archive.captures(portal=portal) if capture.kind in READ]
    readers = {name: Reader(kept(archive, name)) for name in dict.fromkeys(c.portal_id for c in captures)}
    outcomes: Counter[Outcome] = Counter()
    known = read_by(db, portal)
    changed = {name for name, parser in set(known.values()) if name in readers and not readers[name].instructed(parser)}
    for name in sorted(changed):
        with db.atomic():
            forget(db, name)
            outcomes += _load_all(db, archive, [c for c in captures if c.portal_id == name], readers, step)
    waiting = [c for c in captures if c.portal_id not in changed and not readers[c.portal_id].has_read(known.get(c.id))]
    return outcomes + _load_all(db, archive, waiting, readers, step)


def _load_all(
    db: Database, archive: Archive, captures: Sequence[Capture], readers: Mapping[str, Reader], step: Step
) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    for done, capture in enumerate(captures, start=1):
        outcomes[load_capture(db, archive, capture, readers[capture.portal_id]).outcome] += 1
        step(done, len(captures))
    return outcomes


def load_capture(db: Database, archive: Archive, capture: Capture, reader: Reader) -> Loaded:
    """Parse one capture and load its record, or record why it cannot be read.

    Raises:
        sqlite3.OperationalError: the database itself cannot be written.
    """
    origin = replace(origin_of(capture), agency_hint=reader.present_name(capture.agency_hint))
    if capture.kind == "missing":
        return withdraw(db, origin, reader.name)
    name = capture.link_text or unquote(basename(urlsplit(capture.url).path))
    try:
        return load(db, reader.read(archive.payload(capture), capture.url, capture.content_type, name), origin)
    except (ArchiveError, TransferError) as error:
        return reject(db, origin, "archive.damaged", str(error), reader.name)
    except UnreadableDocument as error:
        return reject(db, origin, "parse.unreadable", str(error), reader.name)
    except sqlite3.OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        return reject(db, origin, "parse.crashed", reason, reader.name)


def origin_of(capture: Capture) -> Origin:
    """What the database keeps of a capture."""
    return Origin(
        portal_id=capture.portal_id,
        portal_name=capture.portal_name,
        portal_root=capture.portal_root,
        capture_id=capture.id,
        url=capture.url,
        fetched_at=capture.fetched_at,
        digest=capture.digest,
        status=capture.status,
        content_type=capture.content_type,
        filename=capture.filename,
        offset=capture.offset,
        agency_hint=capture.agency_hint,
        list_date=capture.list_date,
    )
