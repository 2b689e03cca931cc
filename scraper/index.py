"""The index of an archive: one line for each capture, so that opening needs no reading of WARC files.

Lines look like CDXJ (address, time, JSON), each with a checksum of its own, but stand in the order of writing. Files
that are damaged are named, so that what is wrong with them is told each time. The index is only a shortcut: it can be
made again from the WARC files at any time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from scraper.capture import Capture

NAME = "index.cdxj"
#: What many captures share is held once: the index of a whole country fits into memory.
_REPEATED = frozenset(("filename", "kind", "portal_id", "portal_name", "portal_root", "content_type", "agency_hint",
                       "column", "via", "hops"))  # fmt: skip
_DAMAGED = "urn:nianbao:damaged"
_CHECKSUM = ', "crc": "'


@dataclass(slots=True)
class Listed:
    """What the index lists of one file: its captures, and whether it is damaged."""

    captures: list[Capture] = field(default_factory=list)
    damaged: bool = False


def read(directory: Path) -> dict[str, Listed]:
    """What the index lists, by file; nothing when there is no index.

    Raises:
        ValueError: a line is torn or not as it was written, or another version wrote it.
    """
    path = directory / NAME
    found: dict[str, Listed] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as file:
            for known in map(_known, file):
                listed = found.setdefault(known["filename"], Listed())
                if known.pop("damaged", False):
                    listed.damaged = True
                else:
                    listed.captures.append(_capture(known))
    return found


def append(directory: Path, captures: Iterable[Capture]) -> None:
    """Add lines at the end."""
    with (directory / NAME).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(map(_line, captures))


def rewrite(directory: Path, files: Mapping[str, Listed]) -> None:
    """Put a new index in the place of the old one, all at once."""
    new = directory / f"{NAME}.new"
    with new.open("w", encoding="utf-8", newline="\n") as file:
        for name, listed in files.items():
            if listed.damaged:
                file.write(_checked(f"{_DAMAGED} {timestamp(name)}", {"filename": name, "damaged": True}))
            file.writelines(map(_line, listed.captures))
        file.flush()
        os.fsync(file.fileno())
    new.replace(directory / NAME)


def _line(capture: Capture) -> str:
    known = {name: value for name, value in asdict(capture).items() if value not in (None, "")}
    return _checked(f"{capture.url} {timestamp(capture.fetched_at)}", known)


def _checked(key: str, known: Mapping[str, object]) -> str:
    said = f"{key} {json.dumps(known, ensure_ascii=False)[:-1]}"
    return f'{said}{_CHECKSUM}{crc32(said.encode()):08x}"}}\n'


def _known(line: str) -> dict[str, Any]:
    """What a line says."""
    said, checked, checksum = line.rpartition(_CHECKSUM)
    if not line.endswith("\n"):
        raise ValueError("a line is torn")
    if not checked:
        raise ValueError("another version wrote it")
    if checksum != f'{crc32(said.encode()):08x}"}}\n':
        raise ValueError("a line is not as it was written")
    known: dict[str, Any] = json.loads(f"{said.split(' ', 2)[2]}}}")
    return known


def _capture(known: dict[str, Any]) -> Capture:
    for name in _REPEATED & known.keys():
        known[name] = sys.intern(known[name])
    try:
        return Capture(**known)
    except TypeError as error:
        raise ValueError("another version wrote it") from error


def timestamp(moment: str) -> str:
    """An ISO moment as 14 digits."""
    return "".join(c for c in moment if c.isdigit())[:14]
