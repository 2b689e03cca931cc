"""What is stored of a capture: its record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from scraper.capture import Capture
from scraper.codings import decoded_body
from scraper.errors import ArchiveError, TransferError, UnavailableError
from scraper.warc import body_digest, parse_record, record_id

_SCHEME = "://"
DAMAGED = "the body does not have its digest"


def read_body(place: Path | str, capture: Capture) -> bytes:
    """The body of a capture that is no revisit, without transfer and content codings.

    Args:
        place: directory of the WARC files, or an address that fsspec knows.
        capture: which one.

    Raises:
        UnavailableError: the file cannot be opened, or its bytes cannot be had from that address.
        ArchiveError: the record is not where the index says, or its content is not what was written.
        TransferError: the body was sent with broken codings.
    """
    body = _body(read_record(place, capture))
    if body_digest(body) != capture.digest:
        raise ArchiveError(f"{capture.filename}: {capture.url}: {DAMAGED}; run 'nianbao archive verify'")
    return body


def is_sound(place: Path | str, capture: Capture | None) -> bool:
    """Whether the body of a capture that is no revisit can be read as it was written; `place` as for `read_body`."""
    if capture is None:
        return False
    try:
        read_body(place, capture)
    except (ArchiveError, TransferError):
        return False
    return True


def body_at(directory: Path, filename: str, offset: int, digest: str) -> bytes | None:
    """The body of the record that begins at `offset`, for who knows no more of it; None where it is not there.

    Raises:
        TransferError: the body was sent with broken codings.
    """
    try:
        with (directory / filename).open("rb") as file:
            file.seek(offset)
            body = _body(next(iter(ArchiveIterator(file))))
    except (OSError, ArchiveLoadFailed, StopIteration):
        return None
    return body if body_digest(body) == digest else None


def _body(record: ArcWarcRecord) -> bytes:
    body: bytes = record.raw_stream.read()
    return decoded_body(record.http_headers, body) if record.http_headers else body


def read_record(place: Path | str, capture: Capture) -> ArcWarcRecord:
    """The record of a capture; `place` as for `read_body`.

    Raises:
        UnavailableError: the file cannot be opened, or its bytes cannot be had from that address.
        ArchiveError: it is not where the index says.
    """
    path = f"{place}/{capture.filename}"
    try:
        record = parse_record(_fetch(path, capture.offset, capture.length))
    except (ArchiveLoadFailed, StopIteration) as error:
        raise ArchiveError(f"{path}: no record at {capture.offset:,}; run 'nianbao archive verify'") from error
    if record_id(record) != capture.id:
        raise ArchiveError(f"{path}: another record at {capture.offset:,}; run 'nianbao archive verify'")
    return record


def size_of(place: Path | str, filename: str) -> int:
    """Bytes of a WARC file; `place` as for `read_body`.

    Raises:
        UnavailableError: it cannot be opened.
    """
    with _opened(f"{place}/{filename}") as file:
        return file.seek(0, io.SEEK_END)


def _fetch(path: str, offset: int, length: int) -> bytes:
    with _opened(path) as file:
        file.seek(offset)
        try:
            return file.read(length)
        except OSError:
            # A file that is open on this machine's disk and yields no bytes at one place is damaged there.
            if _SCHEME not in path:
                return b""
            raise


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        with _open(path) as file:
            yield file
    except Exception as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or " ".join(str(error).split())
        raise UnavailableError(f"{path}: cannot be read ({reason or type(error).__name__})") from error


def _open(path: str) -> BinaryIO:
    if _SCHEME not in path:
        return Path(path).open("rb")
    import fsspec

    return cast("BinaryIO", fsspec.open(path, "rb").open())
