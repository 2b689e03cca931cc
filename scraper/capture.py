"""What the archive knows of an answer: the context it was asked in, and the capture that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a capture is for. Answers that are no page are `redirect`, `missing` (the portal says that there is no such
#: page) or `error`, whatever was hoped for. `instructions` are no answer but ours: how a portal's pages are to be read.
Kind = Literal["robots", "root", "page", "list", "report", "attachment", "redirect", "missing", "error", "instructions"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the crawl knew of an address when it asked.

    Attributes:
        kind: what the answer turned out to be.
        portal_id: the portal's id, as its file declares it.
        portal_name: its name.
        portal_root: its front page.
        agency_hint: name of the agency whose folder or list the page is in, as linked.
        column: name of the column that lists the page.
        link_text: text of the link that led here.
        list_date: date beside that link, ISO.
        via: address of the page with that link.
        hops: one letter for each step from the root: L link, N next page, E embedded, R sent on.
    """

    kind: Kind
    portal_id: str
    portal_name: str
    portal_root: str
    agency_hint: str | None = None
    column: str | None = None
    link_text: str | None = None
    list_date: str | None = None
    via: str | None = None
    hops: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived answer, and where its record is. The fields of its context mean what they mean there.

    Attributes:
        id: the UUID of the WARC record.
        url: address asked for, in its canonical spelling.
        fetched_at: ISO 8601 in UTC.
        status: status code.
        content_type: header of that name.
        digest: `sha256:` and the hex digest of the body without codings.
        filename: file that holds the record.
        offset: where the record begins there.
        length: its compressed length; 0 where the record is lost and only its context is known.
        etag: header of that name.
        last_modified: header of that name.
        location: where a redirect leads.
        refers_to: id of the capture that holds the bytes, when the page had not changed.
    """

    id: str
    url: str
    fetched_at: str
    status: int
    digest: str
    filename: str
    offset: int
    length: int
    kind: Kind
    portal_id: str
    portal_name: str
    portal_root: str
    content_type: str | None = None
    agency_hint: str | None = None
    column: str | None = None
    link_text: str | None = None
    list_date: str | None = None
    via: str | None = None
    hops: str = ""
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    refers_to: str | None = None

    @property
    def lost(self) -> bool:
        """Whether there is no record of it, but only its context."""
        return self.length == 0

    @property
    def end(self) -> int:
        """Where the record ends in its file."""
        return self.offset + self.length
