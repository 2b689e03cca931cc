"""The archive: WARC files in a directory, an index that can always be made again, one writer at a time."""

from __future__ import annotations

import fcntl
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Self

from warcio.exceptions import ArchiveLoadFailed

from scraper.errors import ArchiveError, ArchiveLockedError
from scraper.warc import (
    CAPTURE_FIELDS,
    Capture,
    Context,
    Group,
    Kind,
    Scan,
    content_digest,
    info_record,
    members,
    parse_record,
    scan,
)
from scraper.wire import Exchange, decoded_body

if TYPE_CHECKING:
    from types import TracebackType

INDEX = "index.cdxj"
_LOCK = ".lock"
_SUFFIX = ".warc.gz"
#: A file is closed and the next one begun beyond this size.
ROTATE_AT = 1 << 29
_ORDER = attrgetter("fetched_at", "filename", "offset")


class Archive:
    """Captures in `directory`. Make one with `open`; use it as a context manager or call `close`.

    Attributes:
        directory: where the files are.
        problems: what was found wrong on opening, one line each; nothing is ever deleted.
    """

    def __init__(self, directory: Path, lock: io.TextIOWrapper | None, rotate_at: int = ROTATE_AT) -> None:
        self.directory = directory
        self.problems: list[str] = []
        self._lock = lock
        self._rotate_at = rotate_at
        self._file: io.FileIO | None = None
        self._captures: dict[str, Capture] = {}
        self._answers: dict[str, Capture] = {}
        self._pages: dict[str, Capture] = {}

    @classmethod
    def open(cls, directory: Path | str, *, readonly: bool = False, rotate_at: int = ROTATE_AT) -> Self:
        """Open an archive, making the directory when it is new.

        What a crash left behind is put right: a torn record at the end of a file goes to a side file with the
        ending `.torn`, a missing or stale index is made again from the files.

        Args:
            directory: where the files are.
            readonly: change nothing, not even that; others may write at the same time.
            rotate_at: size in bytes at which the next file is begun.

        Raises:
            ArchiveLockedError: another process is writing.
            ArchiveError: the directory cannot be used.
        """
        directory = Path(directory)
        try:
            if not readonly:
                directory.mkdir(parents=True, exist_ok=True)
            archive = cls(directory, None if readonly else _lock(directory), rotate_at)
            archive._load()
        except OSError as error:
            raise ArchiveError(f"{directory}: {error.strerror or error}; check the directory") from error
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._captures)

    def close(self) -> None:
        """End the file being written and let others write."""
        self._end_file()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    # Reading

    def latest(self, url: str) -> Capture | None:
        """The last capture that has a page of this address (status 200), revisits included."""
        return self._pages.get(url)

    def captures(self, kind: Kind | None = None, portal: str | None = None) -> Iterator[Capture]:
        """Captures that hold content, in the order of their time; revisits of an unchanged page are left out.

        Args:
            kind: only captures of this kind.
            portal: only captures of the portal with this id.
        """
        for capture in self._captures.values():
            if capture.refers_to is None and kind in (None, capture.kind) and portal in (None, capture.portal_id):
                yield capture

    def get(self, capture_id: str) -> Capture | None:
        """The capture with this id, revisits included."""
        return self._captures.get(capture_id)

    def payload(self, capture: Capture) -> bytes:
        """The body without transfer and content codings.

        Raises:
            ArchiveError: the record is not where the index says.
            TransferError: the body was sent with broken codings.
        """
        if capture.refers_to is not None:
            original = self._captures.get(capture.refers_to)
            if original is None:
                raise ArchiveError(f"{capture.url}: the capture {capture.refers_to} that it repeats is not there")
            return self.payload(original)
        record = self._record(capture)
        return decoded_body(record.http_headers, record.raw_stream.read())

    def headers(self, capture: Capture) -> tuple[tuple[str, str], ...]:
        """The headers of the answer, in order.

        Raises:
            ArchiveError: the record is not where the index says.
        """
        return tuple(self._record(capture).http_headers.headers)

    def _record(self, capture: Capture):
        path = self.directory / capture.filename
        try:
            with path.open("rb") as file:
                file.seek(capture.offset)
                data = file.read(capture.length)
            record = parse_record(data)
        except (OSError, ArchiveLoadFailed, StopIteration) as error:
            raise ArchiveError(f"{path}: no record at {capture.offset:,}; run 'nianbao archive verify'") from error
        if capture.id not in record.rec_headers.get_header("WARC-Record-ID"):
            raise ArchiveError(f"{path}: another record at {capture.offset:,}; run 'nianbao archive verify'")
        return record

    # Writing

    def write(self, exchange: Exchange, context: Context) -> Capture:
        """Archive an exchange.

        A page that has not changed becomes a `revisit` record. An unchanged robots.txt, a redirect to the same
        place and an error that was met before say nothing new: nothing is written.

        Returns:
            The new capture, or the one that says the same.

        Raises:
            ArchiveError: it cannot be written.
        """
        if self._lock is None:
            raise ArchiveError(f"{self.directory}: opened for reading only")
        digest = content_digest(exchange.received)
        last = self._answers.get(exchange.url)
        same = last if last is not None and _same(last, exchange, context, digest) else None
        if same is not None and context.kind in ("robots", "redirect", "error"):
            return same
        return self._append(Group(exchange, context, digest, same), exchange)

    def _append(self, group: Group, exchange: Exchange) -> Capture:
        try:
            file = self._open_file(exchange.fetched_at)
            offset = file.seek(0, io.SEEK_END)
            _write_all(file, group.data)
        except OSError as error:
            self._file = None
            raise ArchiveError(f"{self.directory}: cannot be written ({error.strerror}); free the disk") from error
        found = scan(Path(str(file.name)), offset)
        self._index(found.captures)
        if file.seek(0, io.SEEK_END) >= self._rotate_at:
            self._end_file()
        (capture,) = found.captures
        return capture

    def _open_file(self, now: str) -> io.FileIO:
        """The file being written, made when the first capture comes."""
        stamp = "".join(c for c in now if c.isdigit())[:14]
        serial = 0
        while self._file is None:
            path = self.directory / f"nianbao-{stamp}-{serial:05}{_SUFFIX}"
            try:
                self._file = io.FileIO(path, "xb")
            except FileExistsError:
                serial += 1
            else:
                _write_all(self._file, info_record(path.name))
        return self._file

    def _end_file(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _index(self, captures: Iterable[Capture]) -> None:
        """Append to the index, on disk and in memory."""
        with (self.directory / INDEX).open("a", encoding="utf-8") as file:
            file.writelines(map(_line, captures))
        self._remember(captures)

    def _remember(self, captures: Iterable[Capture]) -> None:
        for capture in captures:
            self._captures[capture.id] = capture
            self._answers[capture.url] = capture
            if capture.status == 200 and capture.kind != "error":
                self._pages[capture.url] = capture

    # Opening and checking

    def _load(self) -> None:
        indexed, sound = self._read_index()
        files = self._files()
        kept: dict[str, list[Capture]] = {path.name: [] for path in files}
        for capture in indexed:
            if capture.filename in kept:
                kept[capture.filename].append(capture)
            else:
                sound = False
        if lost := {c.filename for c in indexed} - set(kept):
            self.problems += [f"{name}: the file is gone; its captures are left out" for name in sorted(lost)]
        added: list[Capture] = []
        for path in files:
            known = kept[path.name]
            end = max((capture.end for capture in known), default=0)
            size = path.stat().st_size
            if size < end:
                self.problems.append(f"{path.name}: is shorter than the index says; it was read again")
                known.clear()
                sound, end = False, 0
            if size > end:
                found = scan(path, end)
                self._repair(path, found, size)
                added += found.captures
        everything = sorted([*(c for captures in kept.values() for c in captures), *added], key=_ORDER)
        self._remember(everything)
        if self._lock is not None and (added or not sound):
            self._rewrite_index()

    def _read_index(self) -> tuple[list[Capture], bool]:
        """The captures that the index lists, and whether it could be read; an index that cannot is not used."""
        path = self.directory / INDEX
        if not path.exists():
            return [], True
        try:
            return [_capture(line) for line in path.read_text(encoding="utf-8").splitlines(keepends=True)], True
        except (ValueError, TypeError):
            self.problems.append(f"{INDEX}: cannot be read; it was made again from the files")
            return [], False

    def _repair(self, path: Path, found: Scan, size: int) -> None:
        """Cut off what a crash left at the end of a file, keeping it beside."""
        self.problems += found.problems
        if found.end >= size:
            return
        if self._lock is None:
            # A writer may be at work: its last record is not complete yet.
            return
        side = path.with_name(f"{path.name}.{found.end}.torn")
        with path.open("r+b") as file:
            file.seek(found.end)
            side.write_bytes(file.read())
            file.truncate(found.end)
        self.problems.append(f"{path.name}: the last {size - found.end:,} bytes were torn; they are in {side.name}")

    def _rewrite_index(self) -> None:
        new = self.directory / f"{INDEX}.new"
        with new.open("w", encoding="utf-8") as file:
            file.writelines(map(_line, self._captures.values()))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.directory / INDEX)

    def _files(self) -> list[Path]:
        return sorted(self.directory.glob(f"*{_SUFFIX}"))

    def verify(self) -> list[str]:
        """Check every record against its digests and the index against the files.

        Returns:
            What is wrong, one line each; empty when all is well.
        """
        problems: list[str] = []
        found: dict[str, Capture] = {}
        for path in self._files():
            for member in members(path):
                if member.data is not None:
                    problems += [f"{path.name}: record at {member.offset:,}: {p}" for p in _broken_digests(member.data)]
            read = scan(path)
            problems += read.problems
            found |= {capture.id: capture for capture in read.captures}
        problems += [
            f"index: {c.url} of {c.fetched_at} is missing" for i, c in found.items() if i not in self._captures
        ]
        for capture in self._captures.values():
            if found.get(capture.id) != capture:
                problems.append(f"index: {capture.url} of {capture.fetched_at} is not in {capture.filename} as listed")
            elif reason := self._broken_content(capture):
                problems.append(f"{capture.filename}: {capture.url}: {reason}")
        return problems

    def _broken_content(self, capture: Capture) -> str | None:
        if capture.refers_to is not None:
            original = self._captures.get(capture.refers_to)
            same = original is not None and original.digest == capture.digest
            return None if same else f"repeats the capture {capture.refers_to}, which is not there"
        record = self._record(capture)
        head = record.http_headers.to_bytes()
        same = content_digest(head + record.raw_stream.read()) == capture.digest
        return None if same else "the body does not have the digest recorded with it"


def _same(last: Capture, exchange: Exchange, context: Context, digest: str) -> bool:
    if (last.status, last.kind) != (exchange.status, context.kind):
        return False
    if context.kind == "error":
        return True
    return last.location == exchange.header("Location") and last.digest == digest


def _broken_digests(data: bytes) -> list[str]:
    try:
        record = parse_record(data, check=True)
        while record.raw_stream.read(1 << 20):
            pass
    except (ArchiveLoadFailed, StopIteration) as error:
        return [str(error).strip()]
    return list(record.digest_checker.problems)


def _lock(directory: Path) -> io.TextIOWrapper:
    file = (directory / _LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        owner = file.read().strip() or "unknown"
        file.close()
        raise ArchiveLockedError(f"{directory}: process {owner} is writing; wait until it is done") from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _write_all(file: io.FileIO, data: bytes) -> None:
    """An unbuffered file may take less than it is given."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _line(capture: Capture) -> str:
    known = {name: value for name, value in asdict(capture).items() if value not in (None, "")}
    stamp = "".join(c for c in capture.fetched_at if c.isdigit())[:14]
    return f"{capture.url} {stamp} {json.dumps(known, ensure_ascii=False)}\n"


def _capture(line: str) -> Capture:
    if not line.endswith("\n"):
        raise ValueError("the last line is torn")
    known = json.loads(line.split(" ", 2)[2])
    if not known.keys() <= CAPTURE_FIELDS:
        raise ValueError("written by another version")
    return Capture(**{"content_type": None, **known})
