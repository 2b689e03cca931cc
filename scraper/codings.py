"""The codings in which bodies travel, undone: chunks, gzip and deflate, which servers use unasked."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders

from scraper.errors import TransferError

_GZIP = b"\x1f\x8b"
_GZIPPED = ("gzip", "x-gzip")
_AS_IT_IS = ("", "identity")
#: Bytes of an unpacked body.
LARGEST_BODY = 200 * 1024 * 1024
#: Bytes that are unpacked at once.
_CHUNK = 1 << 18


def decoded_body(head: StatusAndHeaders, body: bytes) -> bytes:
    """The body without chunks and compression; servers compress unasked.

    Raises:
        TransferError: the codings are broken, unknown, or unpack to too much.
    """
    # What is written here is handed out without a second copy.
    whole = io.BytesIO()
    whole.writelines(decoded(head, body))
    return whole.getvalue()


def decoded(head: StatusAndHeaders, body: bytes) -> Iterator[bytes]:
    """The body without chunks and compression, piece by piece; see `decoded_body` for the errors."""
    if (head.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    *outer, inner = reversed(_codings(head.get_header("Content-Encoding")))
    for coding in outer:
        body = b"".join(_unpacked(coding, body))
    yield from _unpacked(inner, body)


def is_packed(content_encoding: str | None) -> bool:
    """Whether the header of that name tells of compression."""
    return not set(_codings(content_encoding)) <= set(_AS_IT_IS)


def _codings(content_encoding: str | None) -> list[str]:
    return [coding.strip().lower() for coding in (content_encoding or "").split(",")]


def _unpacked(coding: str, body: bytes) -> Iterator[bytes]:
    # Some servers only claim that they pack it.
    if coding in _AS_IT_IS or (coding in _GZIPPED and not body.startswith(_GZIP)):
        return iter((body,))
    if coding in _GZIPPED:
        return _inflated(body, zlib.MAX_WBITS + 16)
    if coding == "deflate":
        zlib_header = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
    raise TransferError(f"body cannot be decoded: it is packed as {coding!r}, which was not asked for")


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    at = total = 0
    while at < len(body):
        inflater = zlib.decompressobj(window)
        while at < len(body) and not inflater.eof:
            block = body[at : at + _CHUNK]
            at += len(block)
            for piece in _pieces(inflater, block):
                total += len(piece)
                if total >= LARGEST_BODY:
                    raise TransferError(f"body unpacks to {LARGEST_BODY:,} bytes or more; it is not read")
                yield piece
        if not inflater.eof:
            raise TransferError("body cannot be decoded: its packed form breaks off")
        at -= len(inflater.unused_data)
        if not body.startswith(_GZIP, at):
            return


def _pieces(inflater: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    """What a block unpacks to; a full piece may have more behind it when nothing of the block is left."""
    while True:
        try:
            piece = inflater.decompress(block, _CHUNK)
        except zlib.error as error:
            raise TransferError(f"body cannot be decoded ({error}); the server sends it broken") from error
        yield piece
        block = inflater.unconsumed_tail
        if inflater.eof or (not block and len(piece) < _CHUNK):
            return
