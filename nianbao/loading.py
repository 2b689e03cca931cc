"""From captures to rows: each is parsed and loaded, and what goes wrong with one is recorded in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import tee
from typing import Any

from sqlite_utils import Database

from db.database import begin, is_its_own
from db.known import forget, read_by, read_with
from db.load import Loaded, Origin, Outcome, answered, load, reject, withdraw
from db.places import place
from nianbao.parsing import DAMAGED, Parsed, Parsing, Reader, Refused, Unavailable, document_of, read
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import said
from scraper.instructions import kept

#: Kinds of captures that may hold a report, or say that one is gone.
READ = frozenset({"report", "attachment", "missing"})

#: Told after each document: how many are done, and of how many.
Step = Callable[[int, int], None]


def load_captures(
    db: Database, archive: Archive, step: Step, portal: str | None = None, parsing: Parsing | None = None
) -> Counter[Outcome]:
    """Load what the archive holds and was not read yet in the way it is to be read, in the order of its time.

    A portal whose instructions have changed is read again from its first page on, in one transaction, so that its
    rows are those that a rebuild makes.

    Args:
        db: the database; each document is one transaction.
        archive: where the bytes are.
        step: told of the progress.
        portal: only captures of the portal with this id.
        parsing: who parses; this process when not given. This process alone writes.

    Returns:
        How often each outcome occurred.

    Raises:
        sqlite3.DatabaseError: the database itself is damaged or cannot be written.
    """
    readers = {name: Reader(kept(archive, name)) for name in ([portal] if portal else archive.portals())}
    loading = _Loading(db, archive, parsing or Parsing(str(archive.directory)), readers, step)
    outcomes: Counter[Outcome] = Counter()
    for name, reader in readers.items():
        if not all(reader.instructed(parser) for parser in read_with(db, name)):
            begin(db)
            with db.atomic():
                forget(db, name)
                outcomes += loading.load(name, loading.count(name))
    if count := loading.count(portal):
        begin(db)
        outcomes += loading.load(portal, count)
    if outcomes:
        _answer(db, archive, portal)
    with db.atomic():
        place(db, {name: reader.instructions.division for name, reader in readers.items()})
    return outcomes


def _answer(db: Database, archive: Archive, portal: str | None) -> None:
    """A page whose file was read has been answered: it is not among the rejected."""
    for file in archive.captures("attachment", portal):
        if file.via:
            answered(db, file.portal_id, file.via, file.id)


@dataclass(frozen=True, slots=True)
class _Loading:
    """Captures of several portals into one database, each read as its portal asks."""

    db: Database
    archive: Archive
    parsing: Parsing
    readers: dict[str, Reader]
    step: Step

    def count(self, portal: str | None) -> int:
        """How many captures are to be read."""
        return sum(1 for _ in self._unread(portal))

    def load(self, portal: str | None, count: int) -> Counter[Outcome]:
        """Load what is to be read. Of its captures no more are held than are being parsed."""
        captures, ahead = tee(self._unread(portal))
        pages = ((capture, self.readers[capture.portal_id]) for capture in ahead if capture.kind != "missing")
        outcomes: Counter[Outcome] = Counter()
        with closing(self.parsing.read_all(self.archive, pages)) as parsed:
            for done, capture in enumerate(captures, start=1):
                outcomes[self._load(capture, parsed).outcome] += 1
                self.step(done, max(done, count))
        return outcomes

    def _unread(self, portal: str | None) -> Iterator[Capture]:
        """The captures that hold or end a report and were not read in the way they are to be."""
        for capture in self.archive.captures(portal=portal):
            if capture.kind in READ and read_by(self.db, capture.id) != self.readers[capture.portal_id].name:
                yield capture

    def _load(self, capture: Capture, parsed: Iterator[Parsed]) -> Loaded:
        """One document as one transaction."""
        reader = self.readers[capture.portal_id]
        origin = replace(origin_of(capture), agency_hint=reader.present_name(capture.agency_hint))
        if capture.kind == "missing":
            return withdraw(self.db, origin, reader.name)
        found = next(parsed)
        if isinstance(found, Refused) and found.rule == DAMAGED:
            found = self._read_again(capture, reader)
            origin = replace(origin, **_place_of(self.archive.get(capture.id) or capture))
        if isinstance(found, Refused):
            if found.rule == DAMAGED and found.message not in self.archive.problems:
                self.archive.problems.append(found.message)
            return reject(self.db, origin, found.rule, found.message, reader.name)
        try:
            return load(self.db, found, origin)
        except Exception as error:  # A fault of ours on one page must not stop a county.
            if is_its_own(error):
                raise
            return reject(self.db, origin, "parse.crashed", said(error), reader.name)

    def _read_again(self, capture: Capture, reader: Reader) -> Parsed:
        """What is not where it was thought to be is looked for: in its file, which may have changed, and in others."""
        document = document_of(self.archive, self.archive.get(capture.id) or capture, reader)
        if document.stored is not None:
            document = replace(document, stored=self.archive.found_again(document.stored) or document.stored)
        found = read(str(self.archive.directory), document)
        return Refused(DAMAGED, found.message) if isinstance(found, Unavailable) else found


def _place_of(capture: Capture) -> dict[str, Any]:
    return {"filename": capture.filename, "offset": capture.offset}


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
