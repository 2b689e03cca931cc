"""Files that one process writes: a lock that dies with it, and writing to the last byte."""

from __future__ import annotations

import fcntl
import io
import os
from pathlib import Path

from scraper.errors import ArchiveLockedError

_LOCK = ".lock"


def lock_directory(directory: Path) -> io.TextIOWrapper:
    """The lock of a directory; the kernel frees it when its process ends, however it ends.

    Raises:
        ArchiveLockedError: another process holds it.
    """
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


def write_all(file: io.FileIO, data: bytes) -> None:
    """An unbuffered file may take less than it is given."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def cut_torn(path: Path, end: int) -> str:
    """Cut off what a crash left beyond the `end` of a file's last record, keeping it beside; says so in one line."""
    side = path.with_name(f"{path.name}.{end}.torn")
    with path.open("r+b") as file:
        file.seek(end)
        torn = file.read()
        side.write_bytes(torn)
        file.truncate(end)
    return f"{path.name}: the last {len(torn):,} bytes were torn; they are in {side.name}"
