"""WARC 1.1 records: an exchange with its context to bytes, and a record's bytes to a capture.

Each exchange is three records: `metadata` with what a rebuild needs to know, `request`, and last `response` (or
`revisit`). The context comes first so that a file that breaks off never holds an answer without it.
"""

from __future__ import annotations

import io
import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any, get_args

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from scraper import about
from scraper.capture import Capture, Context, Kind
from scraper.codings import decoded
from scraper.errors import TransferError
from scraper.text import squeeze
from scraper.wire import Exchange, split_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
_DIGEST = "contentDigest"


def content_digest(received: bytes) -> str:
    """Digest of an answer's body without codings; as sent, where the codings are broken."""
    head, body = split_answer(received)
    try:
        return _digest(decoded(head, body))
    except TransferError:
        return body_digest(body)


def body_digest(body: bytes) -> str:
    """Digest of a body without codings."""
    return _digest((body,))


def _digest(pieces: Iterable[bytes]) -> str:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return f"sha256:{digest.hexdigest()}"


class _Verbatim(StatusAndHeaders):  # type: ignore[misc] # warcio has no types
    """Headers that are written as they were received, not re-encoded."""

    def __init__(self, raw: bytes, protocols: list[str]) -> None:
        parsed = StatusAndHeadersParser(protocols, verify=False).parse(io.BytesIO(raw))
        super().__init__(parsed.statusline, parsed.headers, parsed.protocol)
        self._raw = raw

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:  # noqa: ARG002 -- warcio's signature
        return self._raw


class _Records:
    """Collects the records of one exchange, compressed one by one."""

    def __init__(self, url: str = "", date: str = "") -> None:
        self._url, self._date = url, date
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=True, warc_version="1.1")

    @property
    def data(self) -> bytes:
        return self._out.getvalue()

    def info(self, filename: str, info: Mapping[str, str]) -> None:
        self._writer.write_record(self._writer.create_warcinfo_record(filename, info))

    def add(self, kind: str, named: Mapping[str, str], payload: bytes, head: _Verbatim | None = None) -> None:
        record = self._writer.create_warc_record(
            self._url,
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            http_headers=head,
            warc_headers_dict={"WARC-Date": self._date, **named},
        )
        self._writer.write_record(record)

    def add_revisit(self, named: Mapping[str, str], payload: bytes, head: _Verbatim, same_as: Capture) -> None:
        digester = Digester("sha1")
        digester.update(payload)
        named = {"WARC-Date": self._date, "WARC-Refers-To": _urn(same_as.refers_to or same_as.id), **named}
        record = self._writer.create_revisit_record(
            self._url, str(digester), same_as.url, same_as.fetched_at, head, named
        )
        self._writer.write_record(record)


def exchange_records(exchange: Exchange, context: Context, digest: str, same_as: Capture | None = None) -> bytes:
    """The records of an exchange.

    Args:
        exchange: what was sent and received.
        context: what is known of it.
        digest: `content_digest` of what was received.
        same_as: the capture with the same content, where a `revisit` is enough.
    """
    answer_id = _urn(str(uuid.uuid4()))
    to_answer = {"WARC-Concurrent-To": answer_id}
    records = _Records(exchange.url, exchange.fetched_at)
    records.add("metadata", to_answer, _metadata(context, digest))
    records.add("request", to_answer, b"", _Verbatim(exchange.sent, ["GET"]))
    _, body = split_answer(exchange.received)
    head = _Verbatim(exchange.received[: len(exchange.received) - len(body)], ["HTTP/1.0", "HTTP/1.1"])
    named = {"WARC-Record-ID": answer_id}
    if exchange.address:
        named["WARC-IP-Address"] = exchange.address
    if same_as is None:
        records.add("response", named, body, head)
    else:
        records.add_revisit(named, body, head, same_as)
    return records.data


def instructions_records(url: str, at: str, context: Context, payload: bytes) -> bytes:
    """The records of what a portal's file says of reading its pages: its context, and a `resource`."""
    identifier = _urn(str(uuid.uuid4()))
    records = _Records(url, at)
    records.add("metadata", {"WARC-Concurrent-To": identifier}, _metadata(context, body_digest(payload)))
    records.add("resource", {"WARC-Record-ID": identifier, "Content-Type": "application/json"}, payload)
    return records.data


def info_record(filename: str) -> bytes:
    """The `warcinfo` record that opens a file."""
    records = _Records()
    info = {
        "software": about.software(),
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "operator": about.contact(),
    }
    records.info(filename, info)
    return records.data


def _metadata(context: Context, digest: str) -> bytes:
    values = {name: getattr(context, attribute) for name, attribute in _METADATA.items()}
    lines = [f"{name}: {squeeze(str(value))}\r\n" for name, value in (values | {_DIGEST: digest}).items() if value]
    return "".join(lines).encode()


def read_metadata(record: ArcWarcRecord) -> tuple[str, dict[str, str]]:
    """The id of the record that a metadata record is about, and its fields."""
    lines = record.raw_stream.read().decode("utf-8", "replace").splitlines()
    named = dict(line.split(": ", 1) for line in lines if ": " in line)
    return _uuid(record.rec_headers.get_header("WARC-Concurrent-To") or ""), named


def parse_record(data: bytes, *, check: bool = False) -> ArcWarcRecord:
    """The record in one compressed member.

    Raises:
        ArchiveLoadFailed: it is none.
        StopIteration: it is empty.
    """
    record = next(iter(ArchiveIterator(io.BytesIO(data), check_digests=check)))
    if record.format != "warc":  # warcio takes any line of five words for the head of a record of the older ARC
        raise ArchiveLoadFailed("no WARC record")
    return record


def record_id(record: ArcWarcRecord) -> str:
    """The UUID of a record."""
    return _uuid(record.rec_headers.get_header("WARC-Record-ID") or "")


def read_capture(
    record: ArcWarcRecord, named: Mapping[str, str], filename: str, offset: int, length: int
) -> Capture | None:
    """The capture that a `response`, `revisit` or `resource` is; None when its metadata does not say enough.

    What is said without a value, as by an empty header, is not said.
    """
    told = _told(record, named)
    answer = record.http_headers or (StatusAndHeaders("200 OK", []) if record.rec_type == "resource" else None)
    if told is None or answer is None:
        return None
    refers_to = record.rec_headers.get_header("WARC-Refers-To")
    return Capture(
        id=record_id(record),
        status=int(answer.get_statuscode()),
        filename=filename,
        offset=offset,
        length=length,
        content_type=answer.get_header("Content-Type") or None,
        etag=answer.get_header("ETag") or None,
        last_modified=answer.get_header("Last-Modified") or None,
        location=answer.get_header("Location") or None,
        refers_to=_uuid(refers_to) if refers_to else None,
        **told,
    )


def lost_capture(
    about: str, record: ArcWarcRecord, named: Mapping[str, str], filename: str, offset: int
) -> Capture | None:
    """The report whose record is damaged, as its `metadata` tells of it; None for others, or if it says too little.

    Only pages that came (status 200) are archived as reports.
    """
    told = _told(record, named)
    if told is None or told["kind"] not in ("report", "attachment"):
        return None
    return Capture(id=about, status=200, filename=filename, offset=offset, length=0, **told)


def _told(record: ArcWarcRecord, named: Mapping[str, str]) -> dict[str, Any] | None:
    """What a record's head and the metadata say of a capture; None when that is not enough."""
    known = {attribute: named.get(name) for name, attribute in _METADATA.items()}
    url, at = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
    needed = (url, at, known["portal_id"], known["portal_name"], known["portal_root"], named.get(_DIGEST))
    if known["kind"] not in get_args(Kind) or not all(needed):
        return None
    return known | {"url": url, "fetched_at": at, "digest": named[_DIGEST], "hops": known["hops"] or ""}


def _urn(identifier: str) -> str:
    return f"<urn:uuid:{identifier}>"


def _uuid(urn: str) -> str:
    return urn.strip("<>").removeprefix("urn:uuid:")
