"""WARC 1.1 records: an exchange with its context to bytes, and bytes back to captures.

Each exchange is three records: `metadata` with what a rebuild needs to know, `request`, and last `response` (or
`revisit`). The context comes first so that a file that breaks off never holds an answer without it.
"""

from __future__ import annotations

import io
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from scraper import about
from scraper.errors import TransferError
from scraper.text import squeeze
from scraper.wire import Exchange, decoded_body, split_answer

if TYPE_CHECKING:
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

#: What a capture is for. Answers that are no page are `redirect` or `error`, whatever was hoped for.
Kind = Literal["robots", "root", "page", "list", "report", "attachment", "redirect", "error"]

_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Context:
    """What the crawl knew of an address when it asked.

    Attributes:
        kind: what the answer turned out to be.
        portal_id, portal_name, portal_root: the portal, as its file declares it.
        agency_hint: name of the agency page on the way here, as linked.
        column: name of the column that lists the page.
        link_text: text of the link that led here.
        list_date: date beside that link, ISO.
        via: address of the page with that link.
        hops: one letter for each step from the root: L link, N next page, E embedded, R redirect.
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
    """One archived answer, and where its record is. Context as in `Context`.

    Attributes:
        id: the UUID of the WARC record.
        fetched_at: ISO 8601 in UTC.
        digest: `sha256:` of the body without codings.
        filename, offset, length: the record in its file.
        refers_to: id of the capture that holds the bytes, when the page had not changed.
        location: where a redirect leads.
    """

    id: str
    url: str
    fetched_at: str
    status: int
    content_type: str | None
    digest: str
    filename: str
    offset: int
    length: int
    portal_id: str
    portal_name: str
    portal_root: str
    kind: Kind
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
    def end(self) -> int:
        """Where the record ends in its file."""
        return self.offset + self.length


#: Name in the metadata record → field of the context. `via` and `hopsFromSeed` are the standard's own.
_METADATA = {
    "portal": "portal_id",
    "portalName": "portal_name",
    "portalRoot": "portal_root",
    "kind": "kind",
    "agencyHint": "agency_hint",
    "column": "column",
    "linkText": "link_text",
    "listDate": "list_date",
    "via": "via",
    "hopsFromSeed": "hops",
}
_CONTENT_DIGEST = "contentDigest"
_REQUIRED = ("portal_id", "portal_name", "portal_root", "kind")


def content_digest(received: bytes) -> str:
    """Digest of an answer's body without codings; as sent, where the codings are broken."""
    head, body = split_answer(received)
    try:
        body = decoded_body(head, body)
    except TransferError:
        pass
    return f"sha256:{sha256(body).hexdigest()}"


class _Verbatim(StatusAndHeaders):
    """Headers that are written as they were received, not re-encoded."""

    def __init__(self, raw: bytes, protocols: list[str]) -> None:
        parsed = StatusAndHeadersParser(protocols, verify=False).parse(io.BytesIO(raw))
        super().__init__(parsed.statusline, parsed.headers, parsed.protocol)
        self._raw = raw

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        return self._raw


class Group:
    """The records of one exchange, ready to be appended to a file."""

    def __init__(self, exchange: Exchange, context: Context, digest: str, same_as: Capture | None = None) -> None:
        self._exchange, self._context, self._digest = exchange, context, digest
        self._id = f"<urn:uuid:{uuid.uuid4()}>"
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=True, warc_version="1.1")
        self._metadata()
        self._request()
        self._answer(same_as)
        self.data = self._out.getvalue()

    def _metadata(self) -> None:
        values = {name: getattr(self._context, attribute) for name, attribute in _METADATA.items()}
        values[_CONTENT_DIGEST] = self._digest
        lines = [f"{name}: {squeeze(str(value))}\r\n" for name, value in values.items() if value]
        payload = "".join(lines).encode()
        self._write("metadata", payload, **{"WARC-Concurrent-To": self._id})

    def _request(self) -> None:
        head = _Verbatim(self._exchange.sent, ["GET"])
        self._write("request", b"", head, **{"WARC-Concurrent-To": self._id})

    def _answer(self, same_as: Capture | None) -> None:
        raw, body = _cut_headers(self._exchange.received)
        head = _Verbatim(raw, ["HTTP/1.0", "HTTP/1.1"])
        named = {"WARC-Record-ID": self._id}
        if self._exchange.address:
            named["WARC-IP-Address"] = self._exchange.address
        if same_as is None:
            self._write("response", body, head, **named)
            return
        named |= {"WARC-Refers-To": f"<urn:uuid:{same_as.refers_to or same_as.id}>", **self._headers()}
        payload_digest = Digester("sha1")
        payload_digest.update(body)
        record = self._writer.create_revisit_record(
            self._exchange.url, str(payload_digest), same_as.url, same_as.fetched_at, head, named
        )
        self._writer.write_record(record)

    def _write(self, kind: str, payload: bytes, head: _Verbatim | None = None, **headers: str) -> None:
        record = self._writer.create_warc_record(
            self._exchange.url,
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            http_headers=head,
            warc_headers_dict={**self._headers(), **headers},
        )
        self._writer.write_record(record)

    def _headers(self) -> dict[str, str]:
        return {"WARC-Date": self._exchange.fetched_at}


def _cut_headers(received: bytes) -> tuple[bytes, bytes]:
    """Headers with the blank line that ends them, and the rest."""
    _, body = split_answer(received)
    return received[: len(received) - len(body)], body


def info_record(filename: str) -> bytes:
    """The `warcinfo` record that opens a file."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {
        "software": about.software(),
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "operator": about.contact(),
    }
    writer.write_record(writer.create_warcinfo_record(filename, info))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Member:
    """One compressed record of a file. `data` is None where the bytes are damaged."""

    offset: int
    length: int
    data: bytes | None


def members(path: Path, start: int = 0) -> Iterator[Member]:
    """The records of a file from `start` on. Damage is a member without data, up to the next sound one."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        offset = start
        while offset < size:
            data, length = _inflate(file, offset)
            if data is None:
                length = _next_sound(file, offset, size) - offset
            yield Member(offset, length, data)
            offset += length


def _inflate(file: io.BufferedReader, offset: int) -> tuple[bytes | None, int]:
    """The record at `offset` and its compressed length; None when it is torn, damaged or no record."""
    file.seek(offset)
    inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    read = 0
    try:
        while not inflater.eof and (block := file.read(_READ)):
            read += len(block)
            parts.append(inflater.decompress(block))
    except zlib.error:
        return None, 0
    data = b"".join(parts)
    if not inflater.eof or not data.startswith(b"WARC/"):
        return None, 0
    return data, read - len(inflater.unused_data)


def _next_sound(file: io.BufferedReader, offset: int, size: int) -> int:
    """Where the next sound record begins after damage at `offset`; the end of the file when none does."""
    file.seek(offset)
    rest = file.read()
    found = rest.find(_MAGIC, 1)
    while found != -1:
        if _inflate(file, offset + found)[0] is not None:
            return offset + found
        found = rest.find(_MAGIC, found + 1)
    return size


def parse_record(data: bytes, *, check: bool = False) -> ArcWarcRecord:
    """The record in one member.

    Raises:
        ArchiveLoadFailed: it is none.
        StopIteration: it is empty.
    """
    return next(iter(ArchiveIterator(io.BytesIO(data), check_digests=check)))


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file holds: captures, what is wrong with it, and where its sound part ends."""

    captures: tuple[Capture, ...]
    problems: tuple[str, ...]
    end: int


def scan(path: Path, start: int = 0) -> Scan:
    """Read the captures of a file from `start` on, which must be where a record begins."""
    captures: list[Capture] = []
    problems: list[str] = []
    contexts: dict[str, dict[str, str]] = {}
    end = start
    for member in members(path, start):
        if member.data is None:
            problems.append(f"{path.name}: {member.length:,} bytes at {member.offset:,} are damaged")
            continue
        end = member.offset + member.length
        try:
            record = parse_record(member.data)
        except (ArchiveLoadFailed, StopIteration) as error:
            problems.append(f"{path.name}: record at {member.offset:,} cannot be read ({str(error).strip()})")
            continue
        headers = record.rec_headers
        if record.rec_type == "metadata":
            contexts[headers.get_header("WARC-Concurrent-To")] = _fields_of(record.raw_stream.read())
        elif record.rec_type in ("response", "revisit"):
            context = contexts.pop(headers.get_header("WARC-Record-ID"), {})
            if capture := _capture(record, context, path.name, member):
                captures.append(capture)
            else:
                problems.append(f"{path.name}: answer at {member.offset:,} has no context; it is not used")
    return Scan(tuple(captures), tuple(problems), end)


def _fields_of(payload: bytes) -> dict[str, str]:
    lines = payload.decode("utf-8", "replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def _capture(record: ArcWarcRecord, context: dict[str, str], filename: str, member: Member) -> Capture | None:
    known = {attribute: context[name] for name, attribute in _METADATA.items() if name in context}
    if any(name not in known for name in _REQUIRED) or record.http_headers is None:
        return None
    headers, answer = record.rec_headers, record.http_headers
    refers_to = headers.get_header("WARC-Refers-To")
    return Capture(
        id=_uuid(headers.get_header("WARC-Record-ID")),
        url=headers.get_header("WARC-Target-URI"),
        fetched_at=headers.get_header("WARC-Date"),
        status=int(answer.get_statuscode()),
        content_type=answer.get_header("Content-Type"),
        digest=context.get(_CONTENT_DIGEST, ""),
        filename=filename,
        offset=member.offset,
        length=member.length,
        etag=answer.get_header("ETag"),
        last_modified=answer.get_header("Last-Modified"),
        location=answer.get_header("Location"),
        refers_to=_uuid(refers_to) if refers_to else None,
        **known,
    )


def _uuid(record_id: str) -> str:
    return record_id.strip("<>").removeprefix("urn:uuid:")


CAPTURE_FIELDS = frozenset(f.name for f in fields(Capture))
