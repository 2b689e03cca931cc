"""From captures to rows: each is parsed and loaded, and what goes wrong with one is recorded in its place."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable

from sqlite_utils import Database

from db.load import Loaded, Origin, Outcome, answered, load, read_by, reject, withdraw
from nianbao.reading import from_capture
from parsers.report import PARSER, UnreadableDocument
from scraper.archive import Archive
from scraper.capture import Capture
from scraper.errors import ArchiveError, TransferError

#: Kinds of captures that may hold a report, or say that one is gone.
READ = frozenset({"report", "attachment", "missing"})

#: Told after each document: how many are done, and of how many.
Step = Callable[[int, int], None]


def load_captures(db: Database, archive: Archive, step: Step, portal: str | None = None) -> Counter[Outcome]:
    """Load what the archive holds and this parser has not read yet, in the order of its time.

    Args:
        db: the database; each document is one transaction.
        archive: where the bytes are.
        step: told of the progress.
        portal: only captures of the portal with this id.

    Returns:
        How often each outcome occurred.
    """
    known = read_by(db)
    waiting = [c for c in archive.captures(portal=portal) if c.kind in READ and known.get(c.id) != PARSER]
    outcomes: Counter[Outcome] = Counter()
    for done, capture in enumerate(waiting, start=1):
        outcomes[load_capture(db, archive, capture).outcome] += 1
        step(done, len(waiting))
    if waiting:
        for file in archive.captures("attachment", portal):
            if file.via:
                answered(db, file.portal_id, file.via, file.id)
    return outcomes


def load_capture(db: Database, archive: Archive, capture: Capture) -> Loaded:
    """Parse one capture and load its record, or record why it cannot be read.

    Raises:
        sqlite3.OperationalError: the database itself cannot be written.
    """
    origin = origin_of(capture)
    if capture.kind == "missing":
        return withdraw(db, origin, PARSER)
    try:
        return load(db, from_capture(archive, capture).record(), origin)
    except (ArchiveError, TransferError) as error:
        return reject(db, origin, "archive.damaged", str(error), PARSER)
    except UnreadableDocument as error:
        return reject(db, origin, "parse.unreadable", str(error), PARSER)
    except sqlite3.OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours on one page must not stop a county
        return reject(db, origin, "parse.crashed", f"{type(error).__name__}: {' '.join(str(error).split())}", PARSER)


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
