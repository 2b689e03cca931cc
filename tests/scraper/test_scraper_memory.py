"""What an answer takes of memory: not much more than its body, however it is packed, and one large answer at a time."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.capture import Context
from scraper.client import Client
from scraper.codings import decoded_body
from scraper.crawl import crawl
from scraper.page import LARGEST_MARKUP, Page
from scraper.turns import Turn
from scraper.warc import body_digest, content_digest
from scraper.wire import split_answer
from tests.scraper.sites import Time, exchange, portal_of, raw, served

MEGABYTE = 1 << 20
BODY = b"<p>" + bytes(60 * MEGABYTE)
PACKED = raw(gzip.compress(BODY, 1), "Content-Encoding: gzip")


def peak(work: Callable[[], object]) -> int:
    """Bytes that were taken at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_unpacking_takes_no_more_than_the_body() -> None:
    head, body = split_answer(PACKED)
    assert peak(lambda: decoded_body(head, body)) < 1.2 * len(BODY)
    assert decoded_body(head, body) == BODY


def test_a_digest_takes_no_body_at_all() -> None:
    assert peak(lambda: content_digest(PACKED)) < 4 * MEGABYTE
    assert content_digest(PACKED) == body_digest(BODY)


@pytest.mark.parametrize("size", [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1 << 20])
@pytest.mark.parametrize("byte", [b"x", None])
def test_any_size_is_unpacked_whole(size: int, byte: bytes | None) -> None:
    body = byte * size if byte else bytes(n * n % 251 for n in range(size))
    packed = {
        "gzip": gzip.compress(body, mtime=0),
        "gzip, x-gzip": gzip.compress(gzip.compress(body, mtime=0), mtime=0),
        "deflate": zlib.compress(body),
        "x-gzip": gzip.compress(body[:9], mtime=0) + gzip.compress(body[9:], mtime=0),
    }
    for coding, data in packed.items():
        head, sent = split_answer(raw(data, f"Content-Encoding: {coding}"))
        assert decoded_body(head, sent) == body, coding


def test_an_archive_takes_no_more_memory_the_more_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.index.PAGE", 50)

    def taken(count: int) -> int:
        directory = tmp_path / str(count)
        with Archive.open(directory) as writing:
            for n in range(count):
                writing.write(exchange(f"http://x/{n}", raw(b"<p>")), Context("report", "lw", "县", "http://x/"))

        def look() -> None:
            with Archive.open(directory) as opened:
                assert sum(1 for _ in opened.captures()) == count

        return peak(look)

    few, many = taken(200), taken(1000)
    assert many < few + 100_000


def test_of_a_huge_page_the_beginning_is_looked_at() -> None:
    row = "<li><a href='/{}.html'>年报</a></li>"
    body = "".join(row.format(n) for n in range(200_000)).encode()
    page = Page("http://www.lw.gov.cn/", body)
    assert page.cut
    assert 80_000 < len(page.links) < 120_000
    assert page.links[0].text == page.links[-1].text == "年报"
    assert "\ufffd" not in page.text
    assert len(page.text.encode()) <= LARGEST_MARKUP


def test_pictures_within_a_page_do_not_count() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * LARGEST_MARKUP}'>"
    page = Page("http://www.lw.gov.cn/", f"{picture}<p>县</p>{picture}<a href='/nb/'>年报</a>".encode())
    assert (page.cut, [link.url for link in page.links]) == (False, ["http://www.lw.gov.cn/nb/"])


def test_what_is_not_seen_is_told(archive: Archive) -> None:
    with served({"/index.html": "<title>灵武市</title>" + "<p>县</p>" * 500_000}) as server:
        result = crawl(portal_of(server), archive, Client(pace=Time().pace()))
    assert f"{server.root}: larger than 4,000,000 bytes; links beyond are not seen" in result.findings


@pytest.fixture
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("warc")) as opened:
        yield opened


@contextmanager
def begun(turn: Turn, received: bytes) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=turn.begin, args=(exchange("http://x/", received),))
    thread.start()
    yield thread
    thread.join(10)
    assert not thread.is_alive()
    turn.end()


def test_large_answers_have_one_turn_after_another() -> None:
    first, second, third = Turn(), Turn(), Turn()
    first.begin(exchange("http://x/", raw(bytes(MEGABYTE))))
    with begun(third, raw(b"<p>small")) as small:
        small.join(10)
        assert not small.is_alive()
    with begun(second, PACKED) as waiting:
        waiting.join(0.05)
        assert waiting.is_alive()
        first.end()
