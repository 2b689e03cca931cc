"""Reading a WARC file from end to end: its sound records, its captures, and what is damaged."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warcio.exceptions import ArchiveLoadFailed

from scraper.capture import Capture
from scraper.warc import parse_record, read_capture, read_metadata, record_id

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One compressed record of a file. `data` is None where the bytes are damaged."""

    offset: int
    length: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file holds: captures, where its sound part ends, and what is wrong before that end."""

    captures: tuple[Capture, ...]
    problems: tuple[str, ...]
    end: int


def members(path: Path, start: int = 0) -> Iterator[Member]:
    """The records of a file from `start` on. Damage is a member without data, up to the next sound one."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        offset = start
        while offset < size:
            data, length = _inflate(file, offset)
            if data is None:
                length = _next_sound(file, offset, size) - offset
            yield Member(offset, length, data)
            offset += length


def _inflate(file: io.BufferedReader, offset: int) -> tuple[bytes | None, int]:
    """The record at `offset` and its compressed length; None when it is torn, damaged or no record."""
    file.seek(offset)
    inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    read = 0
    try:
        while not inflater.eof and (block := file.read(_READ)):
            read += len(block)
            parts.append(inflater.decompress(block))
    except zlib.error:
        return None, 0
    data = b"".join(parts)
    if not inflater.eof or not data.startswith(b"WARC/"):
        return None, 0
    return data, read - len(inflater.unused_data)


def _next_sound(file: io.BufferedReader, offset: int, size: int) -> int:
    """Where the next sound record begins after damage at `offset`; the end of the file when none does."""
    file.seek(offset)
    rest = file.read()
    found = rest.find(_MAGIC, 1)
    while found != -1:
        if _inflate(file, offset + found)[0] is not None:
            return offset + found
        found = rest.find(_MAGIC, found + 1)
    return size


def scan(path: Path, start: int = 0) -> Scan:
    """Read the captures of a file from `start` on, which must be where a record begins."""
    captures: list[Capture] = []
    problems: list[str] = []
    damage: list[str] = []
    contexts: dict[str, dict[str, str]] = {}
    end = start
    for member in members(path, start):
        where = f"{path.name}: at {member.offset:,}"
        if member.data is None:
            damage = [f"{where} {member.length:,} bytes are damaged"]
            continue
        problems += damage
        damage = []
        end = member.offset + member.length
        try:
            record = parse_record(member.data)
            if record.rec_type == "metadata":
                contexts.update([read_metadata(record)])
            elif record.rec_type in ("response", "revisit", "resource"):
                context = contexts.pop(record_id(record), {})
                capture = read_capture(record, context, path.name, member.offset, member.length)
                captures += [capture] if capture else []
                problems += [] if capture else [f"{where} an answer has no context; it is not used"]
        except (ArchiveLoadFailed, StopIteration, ValueError) as error:
            problems.append(f"{where} a record cannot be read ({' '.join(str(error).split())})")
    return Scan(tuple(captures), tuple(problems), end)


def digest_problems(data: bytes) -> list[str]:
    """What warcio finds wrong with the digests of a record."""
    try:
        record = parse_record(data, check=True)
        while record.raw_stream.read(_READ):
            pass
    except (ArchiveLoadFailed, StopIteration) as error:
        return [" ".join(str(error).split())]
    return list(record.digest_checker.problems)
