"""The codings in which bodies travel, undone: chunks, gzip and deflate, which servers use unasked."""

from __future__ import annotations

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders

from scraper.errors import TransferError

_GZIP = b"\x1f\x8b"
#: Bytes of an unpacked body.
LARGEST_BODY = 200 * 1024 * 1024


def decoded_body(head: StatusAndHeaders, body: bytes) -> bytes:
    """The body without chunks and compression; servers compress unasked.

    Raises:
        TransferError: the codings are broken, unknown, or unpack to too much.
    """
    if (head.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    for coding in reversed([c.strip().lower() for c in (head.get_header("Content-Encoding") or "").split(",")]):
        body = _unpacked(coding, body)
    return body


def _unpacked(coding: str, body: bytes) -> bytes:
    if coding in ("", "identity"):
        return body
    if coding in ("gzip", "x-gzip"):
        # Some servers only claim it.
        return _inflated(body, zlib.MAX_WBITS + 16) if body.startswith(_GZIP) else body
    if coding == "deflate":
        zlib_header = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
    raise TransferError(f"body cannot be decoded: it is packed as {coding!r}, which was not asked for")


def _inflated(body: bytes, window: int) -> bytes:
    parts: list[bytes] = []
    while body:
        inflater = zlib.decompressobj(window)
        try:
            parts.append(inflater.decompress(body, LARGEST_BODY))
        except zlib.error as error:
            raise TransferError(f"body cannot be decoded ({error}); the server sends it broken") from error
        if sum(map(len, parts)) >= LARGEST_BODY:
            raise TransferError(f"body unpacks to {LARGEST_BODY:,} bytes or more; it is not read")
        if not inflater.eof:
            raise TransferError("body cannot be decoded: its packed form breaks off")
        body = inflater.unused_data if inflater.unused_data.startswith(_GZIP) else b""
    return b"".join(parts)
