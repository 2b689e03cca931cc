"""Answers that a portal gives to harm, or because it is broken: heads, bodies, redirects and rules of any kind.

They are sent by `tests.faults.FaultyProxy`; what is drawn follows from the offset that it gives, and so from its seed.
"""

from __future__ import annotations

import gzip
import re
import socket
import zlib
from collections.abc import Callable
from contextlib import suppress
from random import Random

from tests.faults import Fault
from tests.mutations import MUTATIONS

#: The head of an answer and its body → what is sent.
Harm = Callable[[bytes, bytes, Random], bytes]

LOCATIONS = [
    b"", b"/", b"?", b"#", b"//", b"///", b"http://", b"http:///a", b"http://[::1", b"http://[::1]:0/", b"https://127.0.0.1:1/",
    b"javascript:alert(1)", b"data:text/html,a", b"file:///etc/passwd", b"ftp://127.0.0.1/a", b"mailto:a@b.cn", b"http://10.0.0.1/",
    b"http://169.254.169.254/latest/", b"http://localhost:22/", b"http://127.0.0.1:99999/", b"http://127.0.0.1:x/", b"http://a:b@127.0.0.1/",
    b"http://%31%32%37.0.0.1/", b"http://\xff\xfe/", b"/\x00", b"/\xb9\xab\xbf\xaa", "/年报".encode(), b"/" + b"a" * 9000, b"..//..//", b"\\\\a\\b",
    b"http://xn--a.cn/", b"http://" + b"a" * 300 + b".cn/", b" /a b ", b"/%", b"/%zz%", b"http://127.0.0.1:80:80/",
]  # fmt: skip
HEADERS = [
    b"Content-Type: ", b"Content-Type: text/html; charset=", b"Content-Type: text/html; charset=\xff", b"Content-Type: text/html; charset=utf-7",
    b"Content-Type: application/pdf", b"Content-Type: image/gif", b"Content-Type: a" + b"/b" * 4000, b"Content-Type: text/html; charset=base64",
    b"Content-Encoding: gzip", b"Content-Encoding: br", b"Content-Encoding: identity, gzip, , x", b"Content-Encoding: \xe5", b"Content-Encoding: deflate",
    b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked", b"Content-Length: -1", b"Content-Length: 1, 1", b"Content-Length: 0x9",
    b"Content-Length: " + b"9" * 30, b"Content-Length: 1\r\nContent-Length: 2", b"Content-Length: \xd9\xa3", b"ETag: \xff\x00", b'ETag: "' + b"a" * 9000 + b'"',
    b"Last-Modified: yesterday", b"Last-Modified: Thu, 99 Foo 0000 99:99:99 GMT", b"Retry-After: -1", b"Retry-After: 1e99", b"Retry-After: \xff",
    b"Set-Cookie: a=" + b"b" * 5000, b"Location: /a", b"Content-Disposition: attachment; filename*=UTF-8''%ff%00../../a", b"no colon", b": no name", b" folded",
    b"\x00: a", b"X: " + b"a" * 70_000, b"\r\n".join(b"X-%d: a" % n for n in range(150)), b"Connection: upgrade", b"WARC-Type: response",
]  # fmt: skip
STATUSES = [
    b"HTTP/1.1 200", b"HTTP/1.1 200 \xff\x00", b"HTTP/1.0 200 OK", b"HTTP/0.9 200 OK", b"HTTP/2 200 OK", b"HTTP/1.1 0 OK", b"HTTP/1.1 99 A", b"HTTP/1.1 100 Continue",
    b"HTTP/1.1 101 Switching", b"HTTP/1.1 103 Early", b"HTTP/1.1 204 None", b"HTTP/1.1 205 Reset", b"HTTP/1.1 206 Partial", b"HTTP/1.1 226 IM", b"HTTP/1.1 299 A",
    b"HTTP/1.1 300 A", b"HTTP/1.1 304 Not Modified", b"HTTP/1.1 305 Proxy", b"HTTP/1.1 401 No", b"HTTP/1.1 407 No", b"HTTP/1.1 418 A", b"HTTP/1.1 451 No",
    b"HTTP/1.1 511 Login", b"HTTP/1.1 599 A", b"HTTP/1.1 999 A", b"HTTP/1.1 1000 A", b"HTTP/1.1 -1 A", b"HTTP/1.1 abc", b"HTTP/1.1 429 Slow", b"HTTP/1.1 503 Wait",
    b"ICY 200 OK", b"<html>", b"", b"220 ftp ready", b"\x16\x03\x01\x02", b"SSH-2.0-OpenSSH",
]  # fmt: skip
RULES = [
    b"User-agent: *\nDisallow: *", b"User-agent: *\nCrawl-delay: 1e999\nAllow: /", b"User-agent: *\nCrawl-delay: -1", b"Disallow: /%zz\xff" * 99,
    b"User-agent: *\n" + b"Disallow: /*a*b*c*d*e*f*g*h$\n" * 999, b"User-agent: *\nDisallow: /" + b"*" * 9000, b"\x00" * 9999, b"\xff\xfeU\x00s\x00",
    b"Sitemap: javascript:a", b"User-agent: *\nRequest-rate: 1/0\nVisit-time: x", b"<script>", b"User-agent",
]  # fmt: skip


def _changed_body(head: bytes, body: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        body = rng.choice(MUTATIONS)(body, rng) or b"?"
    return _announced(head, body)


def _changed_head(head: bytes, body: bytes, rng: Random) -> bytes:
    return rng.choice(MUTATIONS)(head, rng) + body


def _header(head: bytes, body: bytes, rng: Random) -> bytes:
    lines = head.rstrip(b"\r\n").split(b"\r\n")
    for header in rng.choices(HEADERS, k=rng.randint(1, 3)):
        lines.insert(rng.randint(1, len(lines)), header)
    return b"\r\n".join([*lines, b"", body])


def _status(head: bytes, body: bytes, rng: Random) -> bytes:
    return b"\r\n".join([rng.choice(STATUSES), head.partition(b"\r\n")[2] + body])


def _redirect(_head: bytes, body: bytes, rng: Random) -> bytes:
    status, location = rng.choice((300, 301, 302, 303, 304, 307, 308, 399)), rng.choice(LOCATIONS)
    return b"HTTP/1.1 %d Go\r\nLocation: %s\r\nContent-Length: %d\r\n\r\n%s" % (status, location, len(body), body)


def _chunks(head: bytes, body: bytes, rng: Random) -> bytes:
    sizes = [b"%x", b"%X;a=b", b"0x%x", b"-%x", b"%x\r\n", b"00000000%x", b"g%x", b" %x ", b"ffffffff%x"]
    part = body[: rng.randint(0, len(body))]
    size = rng.choice(sizes) % (len(part) + rng.choice((0, 0, 0, 1, -1, 1 << 40)) if part else 0)
    end = rng.choice((b"0\r\n\r\n", b"0\r\n", b"", b"0\r\nX: a\r\n\r\n", b"0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
    return _without_length(head) + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + part + b"\r\n" + end


def _coded(head: bytes, body: bytes, rng: Random) -> bytes:
    packed = rng.choice((gzip.compress(body), zlib.compress(body), gzip.compress(bytes(5_000_000)), body))
    packed = rng.choice((packed, packed[: len(packed) // 2], packed + b"tail", packed + packed))
    coding = rng.choice((b"gzip", b"deflate", b"x-gzip", b"gzip, gzip", b"br", b"zstd"))
    return _announced(_without_length(head) + b"Content-Encoding: " + coding + b"\r\n\r\n", packed)


def _rules(head: bytes, _body: bytes, rng: Random) -> bytes:
    return _announced(head, rng.choice(RULES))


def _nothing(_head: bytes, _body: bytes, rng: Random) -> bytes:
    return rng.choice((b"", b"\r\n", b"\r\n" * 999, b"HTTP/1.1", bytes(9999)))


def _without_length(head: bytes) -> bytes:
    lines = [line for line in head.rstrip(b"\r\n").split(b"\r\n") if not line.startswith(b"Content-Length")]
    return b"\r\n".join([*lines, b""])


def _announced(head: bytes, body: bytes) -> bytes:
    return _without_length(head) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _sent(harm: Harm) -> Fault:
    def send(connection: socket.socket, whole: bytes, offset: int) -> None:
        head, end, body = whole.partition(b"\r\n\r\n")
        # What says which state of a page this is would let the harmed one pass for the true one the next time.
        head = re.sub(rb"\r\n(ETag|Last-Modified):[^\r]*", b"", head)
        with suppress(OSError):  # Whoever asks may hang up amid such an answer.
            connection.sendall(harm(head + end, body, Random(f"{offset} {zlib.crc32(whole)}")))

    return send


HARMS: dict[str, Fault] = {
    name: _sent(harm)
    for name, harm in {
        "body": _changed_body,
        "chunks": _chunks,
        "coded": _coded,
        "head": _changed_head,
        "header": _header,
        "nothing": _nothing,
        "redirect": _redirect,
        "rules": _rules,
        "status": _status,
    }.items()
}
