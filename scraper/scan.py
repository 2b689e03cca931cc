"""Reading a WARC file from end to end: its sound records, its captures, and what is damaged."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from scraper.capture import Capture
from scraper.warc import lost_capture, parse_record, read_capture, read_metadata, record_id

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One compressed record of a file. `data` is None where the bytes are damaged or, at the end, `torn` off."""

    offset: int
    length: int
    data: bytes | None
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file holds.

    Attributes:
        captures: those whose records are sound.
        problems: what is wrong before the end, one line each.
        end: where its last record ends; what comes after was broken off.
        lost: reports whose records are damaged, as far as their contexts tell of them.
    """

    captures: tuple[Capture, ...]
    problems: tuple[str, ...]
    end: int
    lost: tuple[Capture, ...] = ()


def members(path: Path, start: int = 0) -> Iterator[Member]:
    """The records of a file from `start` on. Damage is a member without data, up to the next sound one."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        offset = start
        while offset < size:
            data, length, torn = _inflate(file, offset)
            if data is None:
                length = _next_sound(file, offset, size) - offset
            yield Member(offset, length, data, torn)
            offset += length


def _inflate(file: io.BufferedReader, offset: int) -> tuple[bytes | None, int, bool]:
    """The record at `offset`, its compressed length, and whether it is torn; None when it is so, damaged or none."""
    file.seek(offset)
    inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    read = 0
    try:
        while not inflater.eof and (block := file.read(_READ)):
            read += len(block)
            parts.append(inflater.decompress(block))
    except zlib.error:
        # What a crash leaves breaks off, or is no record from its first byte on.
        file.seek(offset)
        return None, 0, not file.read(len(_MAGIC)).startswith(_MAGIC)
    data = b"".join(parts)
    if not inflater.eof or not data.startswith(b"WARC/"):
        return None, 0, not inflater.eof
    return data, read - len(inflater.unused_data), False


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
    found = _Scanning(path.name)
    damage: Member | None = None
    end = start
    for member in members(path, start):
        if member.data is None:
            damage = member
            continue
        if damage is not None:
            found.damage(damage)
        damage = None
        end = member.offset + member.length
        found.record(member, member.data)
    if damage is not None and not damage.torn:
        found.damage(damage)
        end = damage.offset + damage.length
    return Scan(tuple(found.captures), tuple(found.problems), end, tuple(found.lost()))


@dataclass(slots=True)
class _Scanning:
    """What was met in a file so far."""

    filename: str
    captures: list[Capture] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    #: Contexts whose answers have not come yet, and where damage was met meanwhile.
    _contexts: dict[str, tuple[ArcWarcRecord, dict[str, str]]] = field(default_factory=dict)
    _damage: dict[str, int] = field(default_factory=dict)

    def damage(self, member: Member) -> None:
        self.problems.append(f"{self.filename}: at {member.offset:,} {member.length:,} bytes are damaged")
        self._damage |= dict.fromkeys(self._contexts.keys() - self._damage.keys(), member.offset)

    def record(self, member: Member, data: bytes) -> None:
        where = f"{self.filename}: at {member.offset:,}"
        try:
            record = parse_record(data)
            if record.rec_type == "metadata":
                about, named = read_metadata(record)
                self._contexts[about] = record, named
            elif record.rec_type in ("response", "revisit", "resource"):
                _, named = self._contexts.pop(record_id(record), (None, {}))
                capture = read_capture(record, named, self.filename, member.offset, member.length)
                self.captures += [capture] if capture else []
                self.problems += [] if capture else [f"{where} an answer has no context; it is not used"]
        except (ArchiveLoadFailed, StopIteration, ValueError) as error:
            self.problems.append(f"{where} a record cannot be read ({' '.join(str(error).split())})")

    def lost(self) -> Iterator[Capture]:
        """The reports whose contexts are there and whose answers are in what is damaged."""
        for about, (record, named) in self._contexts.items():
            offset = self._damage.get(about)
            capture = lost_capture(about, record, named, self.filename, offset) if offset is not None else None
            if capture is not None:
                yield capture


def digest_problems(data: bytes) -> list[str]:
    """What warcio finds wrong with the digests of a record."""
    try:
        record = parse_record(data, check=True)
        while record.raw_stream.read(_READ):
            pass
    except (ArchiveLoadFailed, StopIteration) as error:
        return [" ".join(str(error).split())]
    return list(record.digest_checker.problems)
