"""A proxy in front of a fixture portal that harms its answers: from a seed, so that a run can be had again.

Which request is harmed, and how, follows from the seed, the path and how often the path was asked for; not from the
order in which requests come.
"""

from __future__ import annotations

import random
import socket
import struct
from collections import Counter
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self

from fixtures import Server

if TYPE_CHECKING:
    from types import TracebackType

#: What may be missing at the end of a page without harm to it.
_TAIL = b"</html>\n"
#: Sends a harmed answer, given the whole one and an offset in its body.
Fault = Callable[[socket.socket, bytes, int], None]
#: Answered for ever with a redirect to itself.
LOOP = "/~loop/"


@dataclass(frozen=True, slots=True)
class Harmed:
    """A request that was answered, and the fault that its answer had, if any."""

    path: str
    fault: str | None


class FaultyProxy:
    """Answers as `server` does, but for the faults. Use it as a context manager.

    Attributes:
        root: its address, which takes the place of the server's.
        log: the requests answered, in order.
        share: the share of requests that is harmed; 0 lets all pass.
        faults: how they are harmed.
        spared: paths that are not harmed.
    """

    #: The portal itself is there: what a portal gives that is not is tested elsewhere.
    spared: Container[str] = ("/", "/robots.txt")

    def __init__(self, server: Server, seed: int, share: float, faults: Mapping[str, Fault] | None = None) -> None:
        self.server, self.seed, self.share = server, seed, share
        self.faults = FAULTS if faults is None else faults
        self.log: list[Harmed] = []
        self._asked: Counter[str] = Counter()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.root = f"http://127.0.0.1:{self._http.server_address[1]}/"
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def fault(self, path: str) -> tuple[str | None, float]:
        """What is done to the next answer of a path, and where in its body, from 0 to 1."""
        self._asked[path] += 1
        rng = random.Random(f"{self.seed} {path} {self._asked[path]}")
        harmless = path in self.spared or rng.random() >= self.share
        return None if harmless else rng.choice(sorted(self.faults)), rng.random()


def _handler(proxy: FaultyProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.startswith(LOOP):
                self.connection.sendall(_redirect(self.path))
                return
            fault, place = proxy.fault(self.path)
            proxy.log.append(Harmed(self.path, fault))
            whole = self.answer()
            if fault is None:
                self.connection.sendall(whole)
            else:
                proxy.faults[fault](self.connection, whole, _offset(whole, place))
                self.close_connection = True

        def answer(self) -> bytes:
            """What the server answers, as it travels."""
            given = proxy.server.answer(self.path, dict(self.headers.items()))
            assert given is not None
            length = {} if given.status == HTTPStatus.NOT_MODIFIED else {"Content-Length": str(len(given.body))}
            headers = {**given.headers, **length}
            lines = [f"HTTP/1.1 {given.status} {HTTPStatus(given.status).phrase}"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            return "\r\n".join([*lines, "", ""]).encode() + given.body

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of http.server
            """The log is `FaultyProxy.log`."""

    return Handler


def _redirect(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def _offset(whole: bytes, place: float) -> int:
    """An offset in the body, before its end; of an answer without one, in the head."""
    head = whole.index(b"\r\n\r\n") + 4
    first, last = (head, len(whole)) if head < len(whole) else (0, head)
    return first + int(place * (last - first - len(_TAIL)))


def _reset(connection: socket.socket, sent: bytes = b"") -> None:
    """Close so that the other side is told of a reset, not of an end."""
    connection.sendall(sent)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _reset_halfway(connection: socket.socket, whole: bytes, offset: int) -> None:
    _reset(connection, whole[:offset])


def _truncated(connection: socket.socket, whole: bytes, offset: int) -> None:
    connection.sendall(whole[:offset])


def _slow(connection: socket.socket, whole: bytes, _offset: int) -> None:
    """In small pieces, each a packet of its own, but whole in the end."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for start in range(0, len(whole), 997):
        connection.sendall(whole[start : start + 997])


def _stalled(connection: socket.socket, whole: bytes, offset: int) -> None:
    """A part of it, then nothing until the other side gives up."""
    connection.sendall(whole[:offset])
    while connection.recv(4096):
        pass


def _relabelled(whole: bytes, *length: bytes) -> tuple[bytes, int]:
    """The answer with another length or none, and by how much its head grew."""
    head, _, body = whole.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    made = b"\r\n".join([*lines, *length, b"", body])
    return made, len(made) - len(whole)


def _length_too_long(connection: socket.socket, whole: bytes, offset: int) -> None:
    connection.sendall(_relabelled(whole, b"Content-Length: %d" % (len(whole) + offset))[0])


def _length_too_short(connection: socket.socket, whole: bytes, offset: int) -> None:
    head = whole.index(b"\r\n\r\n") + 4
    connection.sendall(_relabelled(whole, b"Content-Length: %d" % max(offset - head, 0))[0])


def _cut_without_length(connection: socket.socket, whole: bytes, offset: int) -> None:
    """As servers of old do: the end of the connection is the end of the answer."""
    unlabelled, grown = _relabelled(whole)
    connection.sendall(unlabelled[: offset + grown])


def _error(connection: socket.socket, _whole: bytes, _offset: int) -> None:
    connection.sendall(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nerror")


def _looping(connection: socket.socket, _whole: bytes, _offset: int) -> None:
    connection.sendall(_redirect(LOOP))


#: Name of a fault → what sends it.
FAULTS: dict[str, Fault] = {
    "reset": lambda connection, _whole, _offset: _reset(connection),
    "reset halfway": _reset_halfway,
    "truncated": _truncated,
    "slow": _slow,
    "stalled": _stalled,
    "length too long": _length_too_long,
    "length too short": _length_too_short,
    "cut without length": _cut_without_length,
    "500": _error,
    "redirect loop": _looping,
}
