"""One report, one transaction: a record and where it came from, into the database.

What is the same report:

- The same prose and figures at two addresses of a portal are one report with two `locations`.
- Other content at a known address is a new version of the report there, unless the page now names
  another agency or year: then it is another report, and the old one is kept.
- Other content for the same agency and year at another address is a further document of that year;
  `document` numbers them, and statistics use the first: the one with most figures read.
- Content with less than half of the figures that the report had does not replace it: it goes to `rejected`.
- A report whose pages are gone is marked `withdrawn`; its rows stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.agencies import agency_type
from db.content import differences, replace, snapshot
from db.deadlines import days_late
from db.identifiers import agency_id, report_id
from db.rows import Content, content, stamp
from parsers.record import NOT_REPORTS, Report

Outcome = Literal[
    "new", "seen again", "new version", "read again", "older", "emptier", "rejected", "withdrawn", "unchanged"
]
_RANKING = "cells_read DESC, cells_seen DESC, published IS NULL, published, url, id"
#: A report with at least so many figures is not replaced by one with less than half of them.
_FULL = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: the portal, and the archived answer that holds it."""

    portal_id: str
    portal_name: str
    portal_root: str
    capture_id: str
    url: str
    fetched_at: str
    digest: str
    status: int
    content_type: str | None
    filename: str
    offset: int
    agency_hint: str | None = None
    list_date: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did, and to which report."""

    outcome: Outcome
    report_id: int | None = None

    @property
    def changed(self) -> bool:
        """Whether any row was written."""
        return self.outcome != "unchanged"


def load(db: Database, report: Report, origin: Origin) -> Loaded:
    """Store one report, in one transaction. Loading the same capture again changes nothing.

    A record that is no report goes to `rejected`. An agency that the report does not name is taken from
    `origin.agency_hint` with the note `agency.from_crawl`; without either it stays NULL.
    """
    refusal = next((finding for finding in report.findings if finding.rule in NOT_REPORTS), None)
    if refusal is not None:
        return reject(db, origin, refusal.rule, refusal.message, report.parser)
    reading = stamp(repr(report), origin.agency_hint, origin.list_date)
    if _is_known(db, origin, reading):
        return Loaded("unchanged")
    from_crawl = report.agency is None and origin.agency_hint is not None
    draft = content(report, origin.digest, agency_from_crawl=from_crawl)
    with db.atomic():
        return _store(db, draft, origin, reading, report.agency or origin.agency_hint)


def reject(db: Database, origin: Origin, rule: str, message: str, parser: str) -> Loaded:
    """Keep a document that is no report, or that `parser` cannot read, with the reason why."""
    reading = stamp(rule, message, parser)
    if _is_known(db, origin, reading):
        return Loaded("unchanged")
    with db.atomic():
        add_portal(db, origin.portal_id, origin.portal_name, origin.portal_root)
        _refuse(db, origin, rule, message, reading, parser)
    return Loaded("rejected")


def answered(db: Database, portal_id: str, page: str, capture_id: str) -> None:
    """Take a page that only links a file off the list of rejected documents if the file's capture was read."""
    sql = """DELETE FROM rejected WHERE portal_id = :portal AND url = :page AND rule = 'parse.attachment_only'
             AND EXISTS (SELECT 1 FROM captures WHERE id = :file AND kind = 'report')"""
    with db.atomic():
        db.execute(sql, {"portal": portal_id, "page": page, "file": capture_id})


def withdraw(db: Database, origin: Origin, parser: str) -> Loaded:
    """Note that a page is gone. The report that was there is withdrawn when none of its pages is left."""
    gone = {"portal": origin.portal_id, "url": origin.url, "since": origin.fetched_at}
    sql = """SELECT report_id FROM locations
             WHERE portal_id = :portal AND url = :url AND missing_since IS NULL AND last_seen < :since"""
    numbers = [number for (number,) in db.execute(sql, gone).fetchall()]
    if not numbers:
        return Loaded("unchanged")
    with db.atomic():
        _register(db, origin, "missing", stamp("missing"), parser)
        for number in numbers:
            db.table("locations").update((number, origin.url), {"missing_since": origin.fetched_at})
            _mark_withdrawn(db, number)
    return Loaded("withdrawn", numbers[0])


def _mark_withdrawn(db: Database, number: int) -> None:
    """A report is withdrawn since the last of its pages went, unless one is still there."""
    sql = """UPDATE reports SET withdrawn = (
               SELECT CASE WHEN count(*) = count(missing_since) THEN max(missing_since) END
               FROM locations WHERE report_id = :id) WHERE id = :id"""
    db.execute(sql, {"id": number})


def _refuse(db: Database, origin: Origin, rule: str, message: str, reading: str, parser: str) -> None:
    _register(db, origin, "rejected", reading, parser)
    db.table("rules").insert({"id": rule}, ignore=True)
    row = {"capture_id": origin.capture_id, "portal_id": origin.portal_id, "url": origin.url}
    db.table("rejected").insert({**row, "rule": rule, "message": message}, replace=True)


def add_agency(db: Database, portal_id: str, name: str) -> int:
    """The identifier of an agency, which is added where it is new: also one that never published."""
    kind = agency_type(name)
    row = {"id": agency_id(portal_id, name), "portal": portal_id, "name": name, "type": kind.code if kind else None}
    sql = """INSERT INTO agencies (id, portal_id, name, type_id) VALUES (:id, :portal, :name, :type)
             ON CONFLICT (id) DO UPDATE SET type_id = excluded.type_id WHERE type_id IS NOT excluded.type_id"""
    db.execute(sql, row)
    return agency_id(portal_id, name)


def add_portal(db: Database, portal_id: str, name: str, root: str) -> None:
    """Add a portal, or give it its new name and root."""
    row = {"id": portal_id, "name": name, "root": root}
    if list(db.query("SELECT id, name, root FROM portals WHERE id = ?", [portal_id])) != [row]:
        db.table("portals").upsert(row, pk="id")


def _is_known(db: Database, origin: Origin, reading: str) -> bool:
    found = db.execute("SELECT reading FROM captures WHERE id = ?", [origin.capture_id]).fetchone()
    return found is not None and found[0] == reading


def _register(db: Database, origin: Origin, kind: str, reading: str, parser: str) -> None:
    row = {
        "id": origin.capture_id, "portal_id": origin.portal_id, "url": origin.url, "fetched_at": origin.fetched_at,
        "status": origin.status, "content_type": origin.content_type, "digest": origin.digest,
        "filename": origin.filename, "offset": origin.offset, "kind": kind, "reading": reading,
        "parser": parser,
    }  # fmt: skip
    db.table("captures").upsert(row, pk="id")


def _store(db: Database, draft: Content, origin: Origin, reading: str, agency: str | None) -> Loaded:
    add_portal(db, origin.portal_id, origin.portal_name, origin.portal_root)
    agency_number = add_agency(db, origin.portal_id, agency) if agency else None
    late = days_late(agency, draft.columns["year"], draft.columns["published"])
    columns = draft.columns | {"agency_id": agency_number, "list_date": origin.list_date, "days_late": late}
    held = _held(db, origin, columns) or _twin(db, origin, draft)
    outcome = _verdict(held, draft, origin, reading) if held else "new"
    if held is not None and outcome == "emptier":
        _refuse(db, origin, "load.emptier", _emptier(held, draft), reading, draft.columns["parser"])
        return Loaded(outcome, held["id"])
    _register(db, origin, "report", reading, draft.columns["parser"])
    db.execute("DELETE FROM rejected WHERE capture_id = ?", [origin.capture_id])
    if held is None:
        number = report_id(origin.portal_id, origin.url, agency, columns["year"])
        _insert(db, number, draft, columns, origin)
    else:
        number = held["id"]
        if outcome in ("new version", "read again"):
            _rewrite(db, held, draft, columns, origin, outcome)
    _see(db, number, draft, origin, outcome)
    return Loaded(outcome, number)


def _held(db: Database, origin: Origin, columns: dict[str, Any]) -> dict[str, Any] | None:
    """The report last seen at this address, unless it is another agency's or another year's."""
    sql = """
        SELECT r.*, l.digest AS seen_digest, l.fingerprint AS seen_fingerprint, l.last_seen, c.reading
        FROM locations l JOIN reports r ON r.id = l.report_id JOIN captures c ON c.id = r.capture_id
        WHERE l.portal_id = :portal AND l.url = :url
          AND (r.year = :year OR r.year IS NULL OR :year IS NULL)
          AND (r.agency_id = :agency OR r.agency_id IS NULL OR :agency IS NULL)
        ORDER BY l.last_seen DESC, r.id LIMIT 1"""
    values = {"portal": origin.portal_id, "url": origin.url, "year": columns["year"], "agency": columns["agency_id"]}
    return next(db.query(sql, values), None)


def _twin(db: Database, origin: Origin, draft: Content) -> dict[str, Any] | None:
    """A report of the same portal that says the same at another address."""
    sql = """
        SELECT r.*, NULL AS seen_digest, NULL AS seen_fingerprint, NULL AS last_seen, NULL AS reading
        FROM reports r WHERE portal_id = ? AND fingerprint = ? ORDER BY id LIMIT 1"""
    return next(db.query(sql, [origin.portal_id, draft.fingerprint]), None)


def _verdict(held: dict[str, Any], draft: Content, origin: Origin, reading: str) -> Outcome:
    """What a capture of a known report is.

    Only a change at this very address makes a version: an address that still shows what it showed before
    says nothing new, although another address of the report may have moved on. Other rows from the same
    bytes are our own better reading.
    """
    if held["last_seen"] is not None and origin.fetched_at < held["last_seen"]:
        return "older"
    same_bytes = origin.digest == held["seen_digest"]
    if same_bytes and origin.url == held["url"]:
        return "seen again" if reading == held["reading"] else "read again"
    if same_bytes or draft.fingerprint in (held["fingerprint"], held["seen_fingerprint"]):
        return "seen again"
    if held["cells_read"] >= _FULL and 2 * draft.columns["cells_read"] < held["cells_read"]:
        return "emptier"
    return "new version"


def _emptier(held: dict[str, Any], draft: Content) -> str:
    now, before = draft.columns["cells_read"], held["cells_read"]
    return f"读到 {now} 个数字，原有 {before} 个 / {now} figures read, {before} before"


def _insert(db: Database, number: int, draft: Content, columns: dict[str, Any], origin: Origin) -> None:
    fixed = {"id": number, "portal_id": origin.portal_id, "document": 1, "version": 1, "url": origin.url}
    row = {**fixed, **columns, "capture_id": origin.capture_id, "fingerprint": draft.fingerprint}
    db.table("reports").insert(row)
    replace(db, number, draft)
    _add_version(db, number, 1, draft, origin)
    _rank(db, columns["agency_id"], columns["year"])


def _rewrite(
    db: Database, held: dict[str, Any], draft: Content, columns: dict[str, Any], origin: Origin, outcome: Outcome
) -> None:
    number, version = held["id"], held["version"]
    before = snapshot(db, number)
    row = {**columns, "url": origin.url, "capture_id": origin.capture_id, "fingerprint": draft.fingerprint}
    if outcome == "new version":
        version += 1
        _add_version(db, number, version, draft, origin)
    db.table("reports").update(number, row | {"version": version})
    replace(db, number, draft)
    if outcome == "new version":
        changes = differences(before, snapshot(db, number))
        db.table("changes").insert_all({"report_id": number, "version": version, **change} for change in changes)
    for group in {(held["agency_id"], held["year"]), (columns["agency_id"], columns["year"])}:
        _rank(db, *group)


def _add_version(db: Database, number: int, version: int, draft: Content, origin: Origin) -> None:
    row = {"report_id": number, "version": version, "capture_id": origin.capture_id, "fetched_at": origin.fetched_at}
    texts = {"digest": origin.digest, "parser": draft.columns["parser"], "fingerprint": draft.fingerprint}
    db.table("versions").insert({**row, **texts})


def _see(db: Database, number: int, draft: Content, origin: Origin, outcome: Outcome) -> None:
    """Note that the report was at this address at this time."""
    where = {"report_id": number, "url": origin.url}
    known = next(db.table("locations").rows_where("report_id = :report_id AND url = :url", where), None)
    latest = {
        "last_seen": origin.fetched_at, "digest": origin.digest, "fingerprint": draft.fingerprint,
        "missing_since": None,
    }  # fmt: skip
    first_seen = min(known["first_seen"], origin.fetched_at) if known else origin.fetched_at
    row = {**where, "portal_id": origin.portal_id, "first_seen": first_seen}
    if outcome != "older":
        row |= latest
    elif known:
        row |= {name: known[name] for name in latest}
    db.table("locations").upsert(row, pk=("report_id", "url"))
    _mark_withdrawn(db, number)


def _rank(db: Database, agency: int | None, year: int | None) -> None:
    """Number the documents of an agency and year; alone, or unplaced, a document is the first."""
    if agency is None or year is None:
        return
    sql = f"SELECT id, document FROM reports WHERE agency_id = ? AND year = ? ORDER BY {_RANKING}"  # noqa: S608
    for rank, (number, document) in enumerate(db.execute(sql, [agency, year]).fetchall(), start=1):
        if document != rank:
            db.table("reports").update(number, {"document": rank})
