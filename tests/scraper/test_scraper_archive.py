"""The archive: what is written, what is not, and what survives a crash, a lost index or a flipped bit."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.exceptions import ArchiveLoadFailed

from scraper.archive import Archive
from scraper.capture import Capture, Context
from scraper.errors import ArchiveError, ArchiveLockedError
from scraper.index import NAME, Index
from scraper.index_rows import Place
from scraper.warc import parse_record
from tests.scraper.sites import exchange, raw

ROOT = "http://www.lw.gov.cn/"
URL = f"{ROOT}zwgk/nb/202501/t20250123_1.html"
ASKED = Context(
    kind="report",
    portal_id="lw",
    portal_name="灵武市",
    portal_root=ROOT,
    agency_hint="灵武市民政局",
    column="信息公开年报",
    link_text="灵武市民政局2024年 \n 年度报告",
    list_date="2025-01-23",
    via=f"{ROOT}zwgk/nb/",
    hops="LLLN",
)
CHUNKED = raw(
    b"6\r\n<html>\r\n0\r\n\r\n", "Transfer-Encoding: chunked", 'ETag: "1"', "Last-Modified: Thu, 23 Jan 2025 02:12:00 GMT", "Content-Type: text/html; charset=gbk"
)  # fmt: skip
PACKED = raw(gzip.compress(b"<html>", mtime=0), "Content-Encoding: gzip")


def at(minute: int) -> str:
    return f"2025-01-23T10:{minute:02}:00.000000Z"


def put(
    archive: Archive, body: bytes | str, minute: int = 0, url: str = URL, kind: str = "report", **more: str
) -> Capture:
    sent = body if isinstance(body, bytes) else raw(body.encode())
    status = more.pop("status", "200 OK")
    if status != "200 OK":
        sent = raw(b"", *[f"Location: {more['to']}"] if "to" in more else [], status=status)
    context = Context(kind, "lw", "灵武市", ROOT) if kind != "report" else ASKED  # type: ignore[arg-type]
    return archive.write(exchange(url, sent, at(minute)), context)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "warc") as opened:
        yield opened


def files(archive: Archive) -> list[Path]:
    return sorted(archive.directory.glob("*.warc.gz"))


def records(path: Path) -> list[tuple[str, str]]:
    with path.open("rb") as file:
        return [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]


def names(archive: Archive) -> list[str]:
    return sorted(path.name for path in archive.directory.iterdir())


# Writing and reading


def test_a_capture_says_all_that_was_known(archive: Archive) -> None:
    capture = put(archive, CHUNKED)
    assert capture == Capture(
        id=capture.id,
        url=URL,
        fetched_at=at(0),
        status=200,
        digest=f"sha256:{hashlib.sha256(b'<html>').hexdigest()}",
        filename="nianbao-20250123100000-00000.warc.gz",
        offset=capture.offset,
        length=capture.length,
        kind="report",
        portal_id="lw",
        portal_name="灵武市",
        portal_root=ROOT,
        content_type="text/html; charset=gbk",
        agency_hint="灵武市民政局",
        column="信息公开年报",
        link_text="灵武市民政局2024年 年度报告",
        list_date="2025-01-23",
        via=f"{ROOT}zwgk/nb/",
        hops="LLLN",
        etag='"1"',
        last_modified="Thu, 23 Jan 2025 02:12:00 GMT",
    )
    assert archive.latest(URL) == archive.get(capture.id) == capture
    assert archive.payload(capture) == b"<html>"
    assert archive.headers(capture)[1] == ("Transfer-Encoding", "chunked")


def test_three_records_for_an_exchange(archive: Archive) -> None:
    put(archive, CHUNKED)
    (path,) = files(archive)
    assert records(path) == [("warcinfo", None), ("metadata", URL), ("request", URL), ("response", URL)]


@pytest.mark.parametrize(
    "sent", [CHUNKED, PACKED, raw(b"x", "X-Odd:   a  b", "Set-Cookie: a=1", "set-cookie: b=2"), raw(b"", "X: \xe7")]
)
def test_the_archive_holds_every_byte(archive: Archive, sent: bytes) -> None:
    put(archive, sent)
    with gzip.open(files(archive)[0]) as file:
        everything = file.read()
    assert everything.count(sent) == 1
    assert everything.count(b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % URL.encode()) == 1


def test_warcio_finds_nothing_wrong(archive: Archive) -> None:
    put(archive, CHUNKED)
    put(archive, PACKED, 1, f"{URL}?2")
    put(archive, CHUNKED, 2)
    put(archive, "", 3, f"{URL}?3", "error", status="404 Not Found")
    put(archive, "", 4, f"{URL}?4", "redirect", status="302 Found", to="/年报/")
    checker = Checker(SimpleNamespace(inputs=[str(path) for path in files(archive)], verbose=True))
    with redirect_stdout(io.StringIO()) as said:
        checker.process_all()
    assert checker.exit_value == 0, said.getvalue()
    assert "failed" not in said.getvalue()
    assert said.getvalue().count("digest pass") >= 15


def test_captures_are_chosen_by_kind_and_portal(archive: Archive) -> None:
    first, second = put(archive, "1"), put(archive, "2", 1, ROOT, "root")
    third = archive.write(exchange(f"{URL}?3", raw(b"3"), at(2)), Context("root", "xx", "县", ROOT))
    assert list(archive.captures()) == [first, second, third]
    assert list(archive.captures("root")) == [second, third]
    assert list(archive.captures("root", "lw")) == [second]
    assert list(archive.captures(portal="xx")) == [third]
    assert archive.portals() == ["lw", "xx"]
    assert archive.get("none") is None
    assert len(archive) == 3


# What is written again


def test_an_unchanged_page_is_a_revisit(archive: Archive) -> None:
    first, again, third = (put(archive, CHUNKED, minute) for minute in range(3))
    assert (first.refers_to, again.refers_to, third.refers_to) == (None, first.id, first.id)
    assert [kind for kind, _ in records(files(archive)[0])][-1] == "revisit"
    assert again.length < first.length + 300
    assert list(archive.captures()) == [first]
    assert archive.latest(URL) == third
    assert archive.payload(third) == b"<html>"
    assert archive.verify() == []


def test_other_codings_of_the_same_page_are_no_change(archive: Archive) -> None:
    first = put(archive, CHUNKED)
    assert put(archive, PACKED, 1).refers_to == first.id


def test_a_changed_page_is_a_new_capture(archive: Archive) -> None:
    first, second = put(archive, "<p>1"), put(archive, "<p>2", 1)
    assert list(archive.captures()) == [first, second]
    assert [archive.payload(capture) for capture in (first, second)] == [b"<p>1", b"<p>2"]
    assert archive.latest(URL) == second


def test_a_page_that_comes_back_as_it_was_after_a_failure_is_a_revisit(archive: Archive) -> None:
    first = put(archive, "<p>1")
    error = put(archive, "", 1, kind="error", status="500 Oops")
    assert archive.latest(URL) == first
    again = put(archive, "<p>1", 2)
    assert (again.refers_to, list(archive.captures())) == (first.id, [first, error])
    # The same failure is worth a word again, now that the page had been there.
    assert put(archive, "", 3, kind="error", status="500 Oops").fetched_at == at(3)


@pytest.mark.parametrize(
    ("kind", "status", "to"), [("robots", "200 OK", None), ("redirect", "302 Found", "/a"), ("error", "500 Oops", None)]
)
def test_what_says_nothing_new_is_written_once(archive: Archive, kind: str, status: str, to: str | None) -> None:
    more = {"status": status} | ({"to": to} if to else {})
    first, again = (put(archive, "User-agent: *", minute, kind=kind, **more) for minute in (0, 1))
    assert again == first
    assert len(archive) == 1


def test_what_says_something_new_is_written(archive: Archive) -> None:
    put(archive, "a", 0, f"{ROOT}robots.txt", "robots")
    put(archive, "b", 1, f"{ROOT}robots.txt", "robots")
    put(archive, "", 2, f"{ROOT}r", "redirect", status="302 Found", to="/a")
    put(archive, "", 3, f"{ROOT}r", "redirect", status="302 Found", to="/b")
    put(archive, "", 4, f"{ROOT}e", "error", status="500 Oops")
    put(archive, "", 5, f"{ROOT}e", "error", status="404 Not Found")
    assert len(archive) == 6


# Files


def test_a_new_file_is_begun_when_one_is_full(tmp_path: Path) -> None:
    with Archive.open(tmp_path, rotate_at=2000) as archive:
        captures = [put(archive, str(n) * 2000, n, f"{URL}?{n}") for n in range(4)]
        assert len({capture.filename for capture in captures}) == len(files(archive)) > 1
        assert all(path.stat().st_size < 5000 for path in files(archive))
    with Archive.open(tmp_path) as archive:
        assert list(archive.captures()) == captures
        assert archive.verify() == []


def test_files_that_would_have_one_name_have_two(tmp_path: Path) -> None:
    for n in range(3):
        with Archive.open(tmp_path) as archive:
            put(archive, str(n), 0, f"{URL}?{n}")
    assert [path.name[-13:] for path in sorted(tmp_path.glob("*.gz"))] == [f"0000{n}.warc.gz"[-13:] for n in range(3)]


def test_an_archive_is_opened_again_from_its_index(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put(archive, CHUNKED)
    put(archive, CHUNKED, 1)
    put(archive, "<p>", 2)
    captures, latest = list(archive.captures()), archive.latest(URL)
    archive.close()
    monkeypatch.setattr("scraper.holdings.scan", lambda *_: pytest.fail("the files were read"))
    with Archive.open(archive.directory) as again:
        assert again.problems == []
        assert list(again.captures()) == captures
        assert again.latest(URL) == latest


def index(archive: Archive) -> Path:
    return archive.directory / NAME


def rows(archive: Archive) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(index(archive))) as connection:
        tables = ("SELECT * FROM files ORDER BY 1", "SELECT * FROM captures ORDER BY filename, offset")
        return [row for table in tables for row in connection.execute(table)]


def test_the_index_can_be_read_by_anyone(archive: Archive) -> None:
    capture = put(archive, CHUNKED)
    with closing(sqlite3.connect(index(archive))) as connection:
        found = connection.execute("SELECT url, fetched_at, filename, offset, length, standing FROM captures")
        assert found.fetchall() == [(URL, at(0), capture.filename, capture.offset, capture.length, 2)]


def change(archive: Archive, sql: str) -> None:
    with closing(sqlite3.connect(index(archive))) as connection:
        connection.execute(sql)
        connection.commit()


#: What is done to an index, and what is told of it.
STALE: dict[str, tuple[Callable[[Archive], object], str | None]] = {
    "lost": (lambda archive: index(archive).unlink(), None),
    "empty": (lambda archive: index(archive).write_bytes(b""), None),
    "cut": (lambda archive: write(archive, slice(0, -4096)), "database disk image is malformed"),
    "nonsense": (lambda archive: index(archive).write_bytes(b"nonsense" * 4096), "file is not a database"),
    "a page": (
        lambda archive: write(archive, slice(0, 8192), bytes(4096), slice(12288, None)),
        "(it is damaged|database disk)",
    ),
    "of another version": (lambda archive: change(archive, "PRAGMA user_version = 7"), "another version wrote it"),
    "a row": (lambda archive: change(archive, "UPDATE captures SET etag = 'x'"), "a row is not as it was written"),
    "no text": (
        lambda archive: change(archive, "UPDATE captures SET digest = CAST(x'ff' AS TEXT)"),
        "Could not decode",
    ),
    "behind": (lambda archive: change(archive, "DELETE FROM captures WHERE status = 203"), None),
}


def write(archive: Archive, *parts: slice | bytes) -> None:
    whole = index(archive).read_bytes()
    index(archive).write_bytes(b"".join(whole[part] if isinstance(part, slice) else part for part in parts))


@pytest.mark.parametrize("how", STALE)
@pytest.mark.parametrize("readonly", [False, True])
def test_the_index_is_made_again(archive: Archive, how: str, readonly: bool) -> None:
    put(archive, CHUNKED)
    put(archive, raw(b"<p>", status="203 Non-Authoritative Information"), 1)
    captures = list(archive.captures())
    archive.close()
    good = rows(archive)
    spoil, told = STALE[how]
    spoil(archive)
    bad = index(archive).read_bytes() if how != "lost" else None
    with Archive.open(archive.directory, readonly=readonly) as again:
        assert list(again.captures()) == captures
        assert again.verify() == []
        assert len(again.problems) == (told is not None)
        assert all(re.match(f"index.db: {told}.*; it was made again from the files", line) for line in again.problems)
    if readonly:
        assert (index(archive).read_bytes() if index(archive).exists() else None) == bad
        return
    assert rows(archive) == good
    with Archive.open(archive.directory) as again:
        assert (list(again.captures()), again.problems) == (captures, [])


def test_an_index_that_is_damaged_amid_a_run_is_made_again(archive: Archive) -> None:
    first, second = put(archive, CHUNKED), put(archive, "<p>", 1, f"{URL}?1")
    good = rows(archive)
    change(archive, "UPDATE captures SET offset = 7 WHERE standing = 2")
    assert archive.latest(URL) == first
    assert archive.problems == ["index.db: a row is not as it was written; it was made again from the files"]
    assert (list(archive.captures()), rows(archive)) == ([first, second], good)
    third = put(archive, "<p>3", 2, f"{URL}?2")
    assert (list(archive.captures()), archive.verify()) == ([first, second, third], [])


def test_an_index_that_cannot_be_written_loses_no_capture(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first = put(archive, "<p>1")

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Index, "append", full)
        with pytest.raises(
            ArchiveError, match=r"index.db: cannot be used \(database or disk is full\); check the disk"
        ):
            put(archive, "<p>2", 1)
    third = put(archive, "<p>3", 2)
    archive.close()
    with Archive.open(archive.directory) as again:
        assert [capture.fetched_at for capture in again.captures()] == [at(0), at(1), at(2)]
        assert (again.get(first.id), again.get(third.id), again.problems, again.verify()) == (first, third, [], [])


def test_an_index_that_is_ahead_of_its_file(archive: Archive) -> None:
    put(archive, CHUNKED)
    kept = files(archive)[0].stat().st_size
    put(archive, "<p>", 1)
    archive.close()
    with files(archive)[0].open("r+b") as file:
        file.truncate(kept)
    with Archive.open(archive.directory) as again:
        assert [capture.fetched_at for capture in again.captures()] == [at(0)]
        assert again.problems == [f"{files(archive)[0].name}: is cut short; 1 captures of the index are gone"]
    with Archive.open(archive.directory) as again:
        assert again.problems == [f"{files(archive)[0].name}: is cut short; 1 captures of the index are gone"]
        put(again, "<p>", 2)
    with Archive.open(archive.directory) as again:
        assert ([capture.fetched_at for capture in again.captures()], again.problems) == ([at(0), at(2)], [])


def test_a_file_that_is_gone_is_told(archive: Archive) -> None:
    captures = [put(archive, CHUNKED)]
    archive.close()
    path = files(archive)[0]
    aside = path.rename(path.with_suffix(".aside"))
    for _ in range(2):
        with Archive.open(archive.directory) as again:
            assert (list(again.captures()), again.damaged) == ([], True)
            assert again.problems == [f"{path.name}: the file is gone; its captures are left out"]
    aside.rename(path)
    with Archive.open(archive.directory) as again:
        assert (list(again.captures()), again.problems, again.damaged) == (captures, [], False)


# Damage


@pytest.mark.parametrize("lost", [1, 7, 200, 600])
def test_a_torn_end_goes_to_a_file_beside(archive: Archive, lost: int) -> None:
    first, second = put(archive, "<p>1"), put(archive, "<p>2", 1)
    archive.close()
    path = files(archive)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-lost])
    index(archive).unlink()
    with Archive.open(archive.directory) as again:
        assert list(again.captures()) == [first]
        (side,) = (name for name in names(again) if name.endswith(".torn"))
        kept = path.read_bytes()
        torn = (again.directory / side).read_bytes()
        assert kept + torn == whole[:-lost]
        assert again.problems[-1] == f"{path.name}: the last {len(torn):,} bytes were torn; they are in {side}"
        assert again.verify() == []
        third = put(again, "<p>3", 2)
        assert list(again.captures()) == [first, third]
        assert second not in again.captures()
    with Archive.open(archive.directory) as later:
        assert (later.problems, list(later.captures())) == ([], [first, third])


@given(st.floats(0, 1))
def test_wherever_a_file_is_cut_what_is_whole_stays(tmp_path_factory: pytest.TempPathFactory, part: float) -> None:
    folder = tmp_path_factory.mktemp("cut")
    with Archive.open(folder) as archive:
        captures = [put(archive, f"<p>{n}", n, f"{URL}?{n}") for n in range(3)]
    path = files(archive)[0]
    cut = int(part * path.stat().st_size)
    with path.open("r+b") as file:
        file.truncate(cut)
    with Archive.open(folder) as again:
        assert list(again.captures()) == [capture for capture in captures if capture.end <= cut]
        for n in range(3):
            put(again, f"<p>{n}", 9, f"{URL}?{n}")
    with Archive.open(folder) as later:
        assert later.problems == []
        assert later.verify() == []


def flip(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 0x55]))


def test_a_damaged_record_in_the_middle_leaves_the_others(archive: Archive) -> None:
    captures = [put(archive, f"<p>{n}" * 50, n, f"{URL}?{n}") for n in range(3)]
    archive.close()
    path = files(archive)[0]
    flip(path, captures[1].offset + captures[1].length // 2)
    index(archive).unlink()
    for _ in range(2):
        with Archive.open(archive.directory) as again:
            first, lost, last = again.captures()
            assert (first, last) == (captures[0], captures[2])
            assert lost == replace(captures[1], length=0)
            assert again.problems == [
                f"{path.name}: at {captures[1].offset:,} {captures[1].length:,} bytes are damaged",
            ]
            assert [again.payload(capture) for capture in (first, last)] == [b"<p>0" * 50, b"<p>2" * 50]
            with pytest.raises(ArchiveError, match="no record at"):
                again.payload(lost)
            assert [name for name in names(again) if name.endswith(".torn")] == []


def test_verify_finds_a_flipped_byte_and_payload_never_gives_it(archive: Archive) -> None:
    captures = [put(archive, f"<p>{n}" * 50, n, f"{URL}?{n}") for n in range(3)]
    assert archive.verify() == []
    path = files(archive)[0]
    flip(path, captures[1].offset + captures[1].length // 2)
    problems = archive.verify()
    assert problems == [
        f"{path.name}: at {captures[1].offset:,} {captures[1].length:,} bytes are damaged",
        f"{path.name}: {URL}?1 of {at(1)} is not there",
    ]
    with pytest.raises(ArchiveError, match="run 'nianbao archive verify'"):
        archive.payload(captures[1])
    assert archive.payload(captures[2]) == b"<p>2" * 50


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of two captures, closed, to be copied and broken."""
    with Archive.open(tmp_path_factory.mktemp("sound")) as archive:
        for number in range(2):
            put(archive, f"<p>{number}", number, f"{URL}?{number}")
    return archive


@given(part=st.floats(0, 1, exclude_max=True))
def test_whichever_byte_is_flipped_verify_tells(
    tmp_path_factory: pytest.TempPathFactory, sound: Archive, part: float
) -> None:
    folder = tmp_path_factory.mktemp("flip") / "warc"
    shutil.copytree(sound.directory, folder)
    with Archive.open(folder, readonly=True) as archive:
        path = files(archive)[0]
        whole = path.read_bytes()
        place = int(part * len(whole))
        flip(path, place)
        # What a member's head says of its time, level and system says nothing of its content.
        if place - whole.rfind(b"\x1f\x8b\x08", 0, place + 1) not in range(4, 10):
            assert archive.verify() != []
        for number, capture in enumerate(archive.captures()):
            try:
                assert archive.payload(capture) == f"<p>{number}".encode()
            except ArchiveError:
                assert capture.offset <= place < capture.end


def test_verify_finds_a_record_of_other_content(archive: Archive) -> None:
    first = put(archive, "<p>1")
    with Archive.open(archive.directory.parent / "other") as other:
        put(other, "<p>9")
    path = files(archive)[0]
    path.write_bytes(files(other)[0].read_bytes())
    assert f"{path.name}: {URL} of {at(0)} is not there" in archive.verify()
    with pytest.raises(ArchiveError, match=r"another record at|no record at"):
        archive.payload(first)


def test_verify_finds_an_index_that_points_elsewhere(archive: Archive) -> None:
    capture, other = put(archive, "<p>1"), put(archive, "<p>2", 1, f"{URL}?2")
    archive.close()
    elsewhere = replace(capture, offset=40, length=capture.end - 40)
    listed = Index.open(archive.directory, writing=True)
    listed.replace(capture.filename, [(elsewhere, Place.SOUND), (other, Place.SOUND)], damaged=False)
    listed.close()
    with Archive.open(archive.directory, readonly=True) as again:
        (problem,) = (problem for problem in again.verify() if "is not listed" in problem)
        assert problem == f"index.db: {URL} of {at(0)} is not listed as it is"


def test_a_record_that_was_moved_is_found_in_its_file(archive: Archive) -> None:
    """Bytes that came into a file are told, each time, and cost no record; its end is not taken for torn."""
    captures = [put(archive, f"<p>{n}" * 50, n, f"{URL}?{n}") for n in range(3)]
    archive.close()
    path = files(archive)[0]
    whole = path.read_bytes()
    place = captures[0].end
    path.write_bytes(whole[:place] + b"x" * 100 + whole[place:])
    moved = [captures[0], *(replace(capture, offset=capture.offset + 100) for capture in captures[1:])]
    damage = f"{path.name}: at {place:,} 100 bytes are damaged"
    told = [[f"{path.name}: 2 records are not where the index says; the file was read anew", damage], [damage]]
    for problems in told:
        with Archive.open(archive.directory) as again:
            assert (list(again.captures()), again.problems) == (moved, problems)
            assert [again.payload(capture) for capture in again.captures()] == [
                f"<p>{n}".encode() * 50 for n in range(3)
            ]
    assert path.stat().st_size == len(whole) + 100
    path.write_bytes(whole)
    with Archive.open(archive.directory) as again:
        assert (list(again.captures()), again.damaged, again.verify()) == (captures, False, [])


def test_damaged_bytes_with_blanks_among_them_are_no_record() -> None:
    """As what is left of a compressed record may be by chance."""
    with pytest.raises(ArchiveLoadFailed):
        parse_record(b"J\x8b\x08 a b c d e\nf\n\ng")


def test_what_is_damaged_is_told_from_when_it_is_read(archive: Archive) -> None:
    captures = [put(archive, f"<p>{n}" * 50, n, f"{URL}?{n}") for n in range(3)]
    archive.close()
    path = files(archive)[0]
    flip(path, captures[1].offset)  # The mark of gzip: what a flip further on makes of a record is a matter of luck.
    damage = [f"{path.name}: at {captures[1].offset:,} {captures[1].length:,} bytes are damaged"]
    with Archive.open(archive.directory) as again:
        assert (again.problems, again.damaged) == ([], False)
        with pytest.raises(ArchiveError, match="no record at"):
            again.payload(captures[1])
        assert (again.problems, again.damaged) == (damage, True)
    for _ in range(2):
        with Archive.open(archive.directory) as again:
            assert (list(again.captures()), again.problems, again.damaged) == (captures, damage, True)


@pytest.mark.parametrize("listed", [True, False])
def test_a_damaged_last_record_is_not_torn(archive: Archive, listed: bool) -> None:
    first, last = (put(archive, f"<p>{n}" * 500, n, f"{URL}?{n}") for n in range(2))
    archive.close()
    path = files(archive)[0]
    flip(path, last.end - 6)  # The sum of the content.
    if not listed:
        index(archive).unlink()
    for _ in range(2):
        with Archive.open(archive.directory) as again:
            assert list(again.captures()) == [first, last if listed else replace(last, length=0)]
            assert again.problems == [f"{path.name}: at {last.offset:,} {last.length:,} bytes are damaged"]
            assert not any(name.endswith(".torn") for name in names(again))


def test_a_sound_copy_in_another_file_is_used(archive: Archive) -> None:
    captures = [put(archive, f"<p>{n}" * 50, n, f"{URL}?{n}") for n in range(3)]
    archive.close()
    path = files(archive)[0]
    copy = path.with_name(path.name.replace(".warc", "-copy.warc"))
    copy.write_bytes(path.read_bytes())
    flip(path, captures[1].offset + captures[1].length // 2)
    for _ in range(2):  # The damage is not known the first time.
        with Archive.open(archive.directory) as again:
            assert [again.payload(capture) for capture in again.captures()] == [
                f"<p>{n}".encode() * 50 for n in range(3)
            ]
            assert again.damaged
            assert again.get(captures[1].id) == replace(captures[1], filename=copy.name)
    path.unlink()
    with Archive.open(archive.directory) as again:
        assert (len(again), again.problems, again.verify()) == (3, [], [])


def test_an_unchanged_page_whose_record_is_damaged_is_written_again(archive: Archive) -> None:
    first = put(archive, "<p>" * 50)
    flip(files(archive)[0], first.offset + first.length // 2)
    second = put(archive, "<p>" * 50, 1)
    assert (second.refers_to, archive.payload(second)) == (None, b"<p>" * 50)
    assert put(archive, "<p>" * 50, 2).refers_to == second.id


def test_a_lost_revisit_is_no_lost_page(archive: Archive) -> None:
    first, again = put(archive, "<p>" * 50), put(archive, "<p>" * 50, 1)
    put(archive, "<p>other", 2, f"{URL}?2")
    archive.close()
    flip(files(archive)[0], again.offset + again.length // 2)
    index(archive).unlink()
    with Archive.open(archive.directory) as opened:
        assert [capture.fetched_at for capture in opened.captures()] == [at(0), at(2)]
        assert opened.payload(opened.latest(URL) or again) == b"<p>" * 50
        assert opened.get(first.id) == first


def test_a_header_without_a_value_is_none(archive: Archive) -> None:
    """The index and the files tell the same of it."""
    empty = ("Content-Type: ", "ETag:", "Last-Modified: ", "Location: ")
    first = put(archive, raw(b"<html>", *empty))
    assert (first.content_type, first.etag, first.last_modified, first.location) == (None, None, None, None)
    archive.close()
    with Archive.open(archive.directory) as again:
        assert again.get(first.id) == first
        assert (again.problems, again.verify()) == ([], [])


def test_a_foreign_record_is_told_and_left_out(archive: Archive) -> None:
    put(archive, "<p>1")
    put(archive, "<p>2", 1, f"{URL}?2")
    archive.close()
    path = files(archive)[0]
    members = path.read_bytes().split(b"\x1f\x8b\x08")
    path.write_bytes(b"\x1f\x8b\x08".join(members[:2] + members[3:]))  # The first answer loses its metadata.
    index(archive).unlink()
    with Archive.open(archive.directory) as again:
        assert [capture.url for capture in again.captures()] == [f"{URL}?2"]
        (problem,) = again.problems
        assert problem.endswith("an answer has no context; it is not used")


# One writer, many readers


def test_a_second_writer_is_turned_away(archive: Archive) -> None:
    with pytest.raises(ArchiveLockedError, match=r"process \d+ is writing; wait until it is done"):
        Archive.open(archive.directory)
    archive.close()
    Archive.open(archive.directory).close()


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    code = f"from scraper.archive import Archive; import os; Archive.open({str(tmp_path)!r}); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9  # noqa: S603
    Archive.open(tmp_path).close()


def test_readers_see_what_a_writer_has_written(archive: Archive) -> None:
    first = put(archive, "<p>1")
    with Archive.open(archive.directory, readonly=True) as reader:
        assert (reader.problems, list(reader.captures())) == ([], [first])
        second = put(archive, "<p>2", 1)
        assert reader.payload(first) == b"<p>1"
    with Archive.open(archive.directory, readonly=True) as reader:
        assert list(reader.captures()) == [first, second]


def test_a_reader_changes_nothing(archive: Archive) -> None:
    first = put(archive, "<p>1")
    archive.close()
    path = files(archive)[0]
    whole = path.read_bytes()
    with path.open("ab") as file:
        file.write(whole[first.offset : first.end - 9])  # A record that is not complete yet.
    index(archive).unlink()
    before = {path.name: path.read_bytes() for path in archive.directory.iterdir()}
    with Archive.open(archive.directory, readonly=True) as reader:
        assert (reader.problems, list(reader.captures())) == ([], [first])
        with pytest.raises(ArchiveError, match="opened for reading only"):
            put(reader, "<p>2")
    assert {path.name: path.read_bytes() for path in archive.directory.iterdir()} == before


def test_a_reader_of_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "none", readonly=True) as reader:
        assert (len(reader), reader.problems, reader.verify()) == (0, [], [])
    assert not (tmp_path / "none").exists()


def test_a_directory_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="check the directory"):
        Archive.open(tmp_path / "file")


def test_a_full_disk_loses_no_capture_before(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first = put(archive, "<p>1")

    def full(file: io.FileIO, data: bytes) -> None:
        file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("scraper.archive.write_all", full)
        with pytest.raises(ArchiveError, match=r"cannot be written \(No space left on device\); check the disk"):
            put(archive, "<p>2", 1)
    third = put(archive, "<p>3", 2)
    archive.close()
    with Archive.open(archive.directory) as again:
        assert list(again.captures()) == [first, third]
        assert any(problem.endswith(".torn") for problem in again.problems)
        assert again.verify() == []
