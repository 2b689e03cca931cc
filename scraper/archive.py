"""The archive: WARC files in a directory, an index that can always be made again, one writer at a time."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scraper.capture import Capture, Context, Kind
from scraper.errors import ArchiveError
from scraper.files import lock_directory, write_all
from scraper.index import Index
from scraper.news import same_answer
from scraper.scan import scan
from scraper.shelf import SUFFIX, Shelf
from scraper.stored import is_sound, read_body, read_record
from scraper.urls import MAX_HOPS, canonical
from scraper.verify import stored_problems
from scraper.warc import content_digest, exchange_records, info_record, instructions_records
from scraper.wire import Exchange

if TYPE_CHECKING:
    from types import TracebackType

#: A file is closed and the next one begun beyond this size.
ROTATE_AT = 1 << 29
#: Kinds of which nothing is written when they say what they said before.
_SAID_ONCE = frozenset({"robots", "redirect", "missing", "error"})


class Archive:
    """Captures in `directory`. Make one with `open`; use it as a context manager or call `close`.

    Attributes:
        directory: where the files are.
        problems: what was found wrong on opening and since, one line each; nothing is ever deleted.
    """

    def __init__(self, directory: Path, lock: io.TextIOWrapper | None, rotate_at: int) -> None:
        self.directory = directory
        self.problems: list[str] = []
        self._lock = lock
        self._rotate_at = rotate_at
        self._file: io.FileIO | None = None
        self._writing = threading.Lock()
        self._shelf = Shelf(directory, self.problems, writing=lock is not None)

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
            archive = cls(directory, None if readonly else lock_directory(directory), rotate_at)
            archive._shelf.settle()
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
        return self._shelf.ask(Index.__len__)

    def close(self) -> None:
        """End the file being written and let others write; nothing can be asked after it."""
        self._end_file()
        self._shelf.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    # Reading

    def latest(self, url: str) -> Capture | None:
        """The last capture that has a page of this address (status 200), revisits included."""
        return self._shelf.ask(Index.page, url)

    def page_behind(self, url: str) -> Capture | None:
        """The page that an address led to when it was last asked for; None where it led to none."""
        for _ in range(MAX_HOPS + 1):
            last = self.last(url)
            if last is None or last.kind == "missing":
                return None
            if last.kind != "redirect" or not last.location:
                return self.latest(url)
            url = canonical(last.location, url) or url
        return None

    def captures(self, kind: Kind | None = None, portal: str | None = None) -> Iterator[Capture]:
        """Captures that say something new, of one kind or of the portal with this id, in the order of their time.

        Revisits of an unchanged page are left out, unless it had been missing meanwhile or more is told of it.
        """
        return self._shelf.telling(kind, portal)

    def portals(self) -> list[str]:
        """The ids of the portals that captures are of, in the order of their first."""
        return self._shelf.ask(Index.portals)

    def last(self, url: str) -> Capture | None:
        """The last answer of this address that says something new, whatever it was."""
        return self._shelf.ask(Index.answer, url)

    def get(self, capture_id: str) -> Capture | None:
        """The capture with this id, revisits included."""
        return self._shelf.ask(Index.get, capture_id)

    def stored(self, capture: Capture) -> Capture:
        """The capture whose record holds the bytes: itself, or the one that it repeats.

        Raises:
            ArchiveError: it repeats one that is not there.
        """
        while capture.refers_to is not None:
            original = self.get(capture.refers_to)
            if original is None:
                raise ArchiveError(f"{capture.url}: repeats the capture {capture.refers_to}, which is not there")
            capture = original
        return capture

    def payload(self, capture: Capture) -> bytes:
        """The body without transfer and content codings.

        Raises:
            ArchiveError: the record is not where the index says, or its content is not what was written.
            TransferError: the body was sent with broken codings.
        """
        stored = self.stored(capture)
        try:
            return read_body(self.directory, stored)
        except ArchiveError:
            again = self.found_again(stored)
            if again is None:
                raise
            return read_body(self.directory, again)

    def headers(self, capture: Capture) -> tuple[tuple[str, str], ...]:
        """The headers of the answer, in order.

        Raises:
            ArchiveError: the record is not where the index says.
        """
        return tuple(read_record(self.directory, capture).http_headers.headers)

    # Writing

    def write(self, exchange: Exchange, context: Context) -> Capture:
        """Archive an exchange.

        A page that has not changed becomes a `revisit` record, unless what is archived of it is damaged. An unchanged
        robots.txt, a redirect to the same place and an error that was met before say nothing new: nothing is written.

        Args:
            exchange: what was sent and received.
            context: what is known of it.

        Returns:
            The new capture, or the one that says the same.

        Raises:
            ArchiveError: it cannot be written.
        """
        if self._lock is None:
            raise ArchiveError(f"{self.directory}: opened for reading only")
        with self._writing:
            return self._write(exchange, context)

    def keep(self, url: str, at: str, context: Context, payload: bytes) -> None:
        """Archive what is no answer of a portal but said by its file; see `write` for the errors."""
        with self._writing:
            self._append(instructions_records(url, at, context, payload), at)

    def _write(self, exchange: Exchange, context: Context) -> Capture:
        digest = content_digest(exchange.received)
        before = (self.last(exchange.url), self.latest(exchange.url))
        same = next((last for last in before if last and same_answer(last, exchange, context, digest)), None)
        if same is not None and context.kind in _SAID_ONCE:
            return same
        if same is not None and not is_sound(self.directory, self.get(same.refers_to or same.id)):
            same = None
        return self._append(exchange_records(exchange, context, digest, same), exchange.fetched_at)

    def _append(self, records: bytes, now: str) -> Capture:
        try:
            file = self._open_file(now)
            offset = file.seek(0, io.SEEK_END)
            write_all(file, records)
            # What is indexed is what is read back.
            found = scan(Path(os.fsdecode(file.name)), offset)
            self._shelf.add(found.captures)
        except (OSError, ArchiveError) as error:
            self._file = None  # What it holds now is put right when the archive is opened again.
            if isinstance(error, ArchiveError):
                raise
            raise ArchiveError(f"{self.directory}: cannot be written ({error.strerror}); check the disk") from error
        if offset + len(records) >= self._rotate_at:
            self._end_file()
        (capture,) = found.captures
        return capture

    def _open_file(self, now: str) -> io.FileIO:
        """The file being written, made when the first capture comes."""
        serial = 0
        while self._file is None:
            path = self.directory / f"nianbao-{_timestamp(now)}-{serial:05}{SUFFIX}"
            try:
                self._file = io.FileIO(path, "xb+")
            except FileExistsError:
                serial += 1
            else:
                write_all(self._file, info_record(path.name))
        return self._file

    def _end_file(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    # Opening and checking

    @property
    def damaged(self) -> bool:
        """Whether something is wrong that stays so: `problems` tells it each time that the archive is opened."""
        return self._shelf.is_damaged

    def found_again(self, capture: Capture) -> Capture | None:
        """Where a capture is that cannot be read: in its file, which is read anew, or else in another; None if nowhere.

        What is found wrong with the file is added to the `problems`, and told each time from now on.
        """
        with self._writing:
            if self.get(capture.id) == capture:
                self._shelf.read_anew(capture.filename)
            now = self.get(capture.id)
        return None if now is None or now == capture else now

    def verify(self) -> list[str]:
        """Check every record against its digests and the index against the files.

        Returns:
            What is wrong, one line each; empty when all is well.
        """
        return list(stored_problems(self.directory, self._shelf))


def _timestamp(moment: str) -> str:
    """An ISO moment as 14 digits."""
    return "".join(c for c in moment if c.isdigit())[:14]
