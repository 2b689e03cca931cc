"""Requests and answers as the wire carried them, and sockets that only speak to addresses they may.

`requests` hands out decoded answers; an archive wants the bytes. The connections here keep what they send and
receive, and look at the address behind a name before and after connecting, so that no name can lead inside.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import re
import socket
import ssl
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError
from urllib3.response import BaseHTTPResponse
from urllib3.util.ssl_ import create_urllib3_context
from urllib3.util.wait import wait_for_read
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from scraper.codings import decoded_body
from scraper.errors import RefusedError, TransferError
from scraper.page import Page
from scraper.urls import may_connect

if TYPE_CHECKING:
    from scraper.portal import Tls

_CHUNK = 65536
#: Seconds that one answer may take from its first byte to its last.
LONGEST_ANSWER = 300.0
#: What begins a document of some kind, and what ends it; both near its ends.
_ENDS = ((b"<html", b"</html>"), (b"<!doctype html", b"</html>"), (b"%pdf-", b"%%eof"), (b"pk\x03\x04", b"pk\x05\x06"))
_MARGIN = 4096
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_WHOLE_PAGE = re.compile(rb"</html>\s*\Z", re.IGNORECASE)
_INTERIM = re.compile(rb"HTTP/1\.\d 1\d\d\b")


@dataclass(frozen=True)
class Exchange:
    """One request and its answer.

    Attributes:
        url: address asked for.
        fetched_at: when it was asked, ISO 8601 in UTC.
        sent: the request, as sent.
        received: the answer, as received: status line, headers and body with its transfer and content codings.
        address: IP address of the server.
    """

    url: str
    fetched_at: str
    sent: bytes
    received: bytes
    address: str | None = None

    @cached_property
    def _parsed(self) -> tuple[StatusAndHeaders, bytes]:
        return split_answer(self.received)

    @property
    def status(self) -> int:
        """Status code."""
        return int(self._parsed[0].get_statuscode())

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        value: str | None = self._parsed[0].get_header(name)
        return value

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """All headers, in order."""
        return tuple(self._parsed[0].headers)

    @cached_property
    def body(self) -> bytes:
        """The body without transfer and content codings."""
        return decoded_body(*self._parsed)

    @property
    def may_be_cut(self) -> bool:
        """Whether any end of the connection ends it, and it lacks what ends a document of its kind.

        Raises:
            TransferError: see `body`.
        """
        if self.status != 200 or self.header("Content-Length") or self.header("Transfer-Encoding"):
            return False
        first, last = self.body[:_MARGIN].lower(), self.body[-_MARGIN:].lower()
        return not first.strip() or any(begins in first and ends not in last for begins, ends in _ENDS)

    @cached_property
    def page(self) -> Page:
        """The body as a page."""
        return Page(self.url, self.body, self.header("Content-Type") or "")


def split_answer(received: bytes) -> tuple[StatusAndHeaders, bytes]:
    """Status line with headers, and the body as it was sent."""
    stream = io.BytesIO(received)
    head = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(stream)
    return head, stream.read()


class _Tee(io.RawIOBase):
    """Reads from a socket's stream and keeps a copy, for so long as an answer may take."""

    def __init__(self, sock: socket.socket, stream: io.RawIOBase, copy: bytearray) -> None:
        self._sock, self._stream, self._copy = sock, stream, copy
        self._end = time.monotonic() + LONGEST_ANSWER

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if time.monotonic() > self._end:
            raise TransferError(f"answer takes longer than {LONGEST_ANSWER:.0f} seconds; it is not kept")
        count: int | None = self._stream.readinto(buffer)
        if count:
            self._copy += memoryview(buffer)[:count]
        return count

    def close(self) -> None:
        """An answer that has ended says by what still comes that it announced too short a length."""
        with contextlib.suppress(OSError):
            if not self.closed and self._more():
                self._copy += self._stream.read(_CHUNK) or b""
        self._stream.close()
        super().close()

    def _more(self) -> bool:
        """Whether bytes have come that were not read; of TLS only what is deciphered, for its socket has others."""
        if isinstance(self._sock, ssl.SSLSocket):
            return self._sock.pending() > 0
        return wait_for_read(self._sock, timeout=0)


class RecordingResponse(http.client.HTTPResponse):
    """An answer that keeps its bytes in `received`, and the request's in `sent`."""

    sent: bytes = b""
    address: str | None = None

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.received = bytearray()
        self.fp = io.BufferedReader(_Tee(sock, self.fp.detach(), self.received))


class _Recording(HTTPConnection):
    """Keeps what is sent, hands it to the answer, and connects only where it may."""

    response_class = RecordingResponse
    loopback = False

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            cause = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
            raise NameResolutionError(self.host, self, cause) from error
        for *_, address in found:
            self._check(str(address[0]))
        sock: socket.socket = super()._new_conn()
        # A name may resolve differently the second time.
        self.address = str(sock.getpeername()[0])
        try:
            self._check(self.address)
        except RefusedError:
            sock.close()
            raise
        return sock

    def _check(self, address: str) -> None:
        if not may_connect(address, loopback=self.loopback):
            raise RefusedError(f"{self.host} is {address}, which is not a public address; it is not fetched")

    def putrequest(self, *args: Any, **options: Any) -> None:
        self.sent = bytearray()
        super().putrequest(*args, **options)

    def send(self, data: Any) -> None:
        self.sent += data
        super().send(data)

    def getresponse(self) -> Any:
        answer = super().getresponse()
        original = recording_of(answer)
        original.sent, original.address = bytes(self.sent), self.address
        return answer


def recording_of(answer: BaseHTTPResponse) -> RecordingResponse:
    """The recorded answer beneath urllib3's; `requests` reaches for it in the same way to read cookies."""
    original = answer._original_response  # type: ignore[attr-defined]
    assert isinstance(original, RecordingResponse)  # noqa: S101 -- the pools below make no other
    return original


def _pools(*, may_loopback: bool) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(_Recording):
        loopback = may_loopback

    class Secure(_Recording, HTTPSConnection):
        loopback = may_loopback

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class RecordingAdapter(HTTPAdapter):
    """The adapter of `requests` over recording connections, one to a host."""

    def __init__(self, *, loopback: bool, tls: Tls) -> None:
        self._loopback, self._tls = loopback, tls
        super().__init__(pool_connections=16, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pools; see `requests`."""
        if self._tls != "strict":
            options["ssl_context"] = _lenient_context(verified=self._tls == "legacy")
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _pools(may_loopback=self._loopback)


def _lenient_context(*, verified: bool) -> ssl.SSLContext:
    """For servers with short keys or old renegotiation; not `verified`, also for certificates of their own."""
    context = create_urllib3_context(ciphers="DEFAULT:@SECLEVEL=1")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    if not verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def read_all(answer: BaseHTTPResponse, limit: int) -> bytes:
    """Read an answer to its end, as received; what was sent before or after the answer itself is no part of it.

    Raises:
        TransferError: it breaks off or exceeds `limit` bytes.
    """
    recording = recording_of(answer)
    try:
        while answer.read(_CHUNK, decode_content=False):
            if len(recording.received) > limit:
                answer.close()
                raise TransferError(f"answer is larger than {limit:,} bytes; it is not kept")
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        # urllib3 has no error of its own for a chunk of negative length.
        raise _broke_off(recording.received) from error
    finally:
        answer.release_conn()
    return _answer_alone(bytes(recording.received))


def _broke_off(received: bytes | bytearray) -> TransferError:
    return TransferError(f"answer broke off after {len(received):,} bytes; it is asked for again next time")


def _answer_alone(received: bytes) -> bytes:
    while _INTERIM.match(received):
        received = received.partition(b"\r\n\r\n")[2]
    if not _BLANK_LINE.search(received):
        raise _broke_off(received)
    head, body = split_answer(received)
    length = head.get_header("Content-Length") or ""
    if head.get_header("Transfer-Encoding") or not length.isdigit():
        return received
    if body[int(length) :].strip() and not _WHOLE_PAGE.search(body[: int(length)]):
        raise TransferError(
            f"answer is longer than the {int(length):,} bytes that it announces; it is asked for again next time"
        )
    return received[: len(received) - len(body) + int(length)]
