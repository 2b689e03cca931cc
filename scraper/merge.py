"""Files of another archive into this one: nothing is lost, and what is there already is not taken again."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from scraper.errors import ArchiveError

_PATTERN = "*.warc.gz"
#: Ending of a file that is being copied.
PART = ".part"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: So many bytes at the beginning of a file hold its first record, whose identifier no other file has.
_BEGINNING = 512
_BLOCK = 1 << 20


def adopt(directory: Path, source: Path) -> list[Path]:
    """Copy the WARC files of `source` that `directory` does not have, or has a shorter state of.

    Two machines may have given the same name to different files: the second gets a name of its own, always the same.
    The archive in `directory` must not be open; its index takes the new files up when it is opened.

    Returns:
        The files that were written.

    Raises:
        ArchiveError: a directory cannot be used.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return [written for file in sorted(source.glob(_PATTERN)) if (written := _adopt(directory, file))]
    except OSError as error:
        raise ArchiveError(f"{error.filename or directory}: {error.strerror or error}; check the directory") from error


def _adopt(directory: Path, file: Path) -> Path | None:
    for name in _names(file):
        place = directory / name
        if not place.exists():
            return _copy(file, place)
        if _begins_alike(place, file):
            return _copy(file, place) if file.stat().st_size > place.stat().st_size else None
    raise ArchiveError(f"{file}: {directory} has other files with both its names; move them away")


def _names(file: Path) -> tuple[str, str]:
    with file.open("rb") as opened:
        digest = sha256(opened.read(_BEGINNING)).hexdigest()[:12]
    stem = file.name.partition(".")[0]
    return file.name, f"{stem}-{digest}{file.name.removeprefix(stem)}"


def _begins_alike(one: Path, other: Path) -> bool:
    """Whether one file is the beginning of the other, or both are the same."""
    shorter = min(one.stat().st_size, other.stat().st_size)
    pairs = zip_longest(_blocks(one, shorter), _blocks(other, shorter))
    return all(first == second for first, second in pairs)


def _blocks(file: Path, size: int) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while size > 0 and (block := opened.read(min(_BLOCK, size))):
            size -= len(block)
            yield block


def _copy(file: Path, place: Path) -> Path:
    """All at once, so that a copy that is broken off is none."""
    part = place.with_name(f"{place.name}{PART}")
    try:
        shutil.copyfile(file, part)
        part.replace(place)
    except OSError as error:
        # The operating system names the file that is read, also where the other one has no room.
        if error.errno in _FULL:
            message = f"{place}: cannot be written ({error.strerror}); make room and run the command again"
        else:
            message = f"{file}: cannot be copied to {place} ({error.strerror or error}); check both disks"
        raise ArchiveError(message) from error
    finally:
        part.unlink(missing_ok=True)
    return place
