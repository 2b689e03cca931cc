"""The index of an archive: one line for each capture, so that opening needs no reading of WARC files.

Lines look like CDXJ (address, time, JSON) but stand in the order of writing. The index is only a shortcut: it can be
made again from the WARC files at any time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from scraper.capture import Capture

NAME = "index.cdxj"
#: What many captures share is held once: the index of a whole country fits into memory.
_REPEATED = frozenset(("filename", "kind", "portal_id", "portal_name", "portal_root", "content_type", "agency_hint",
                       "column", "via", "hops"))  # fmt: skip


def read(directory: Path) -> dict[str, list[Capture]]:
    """The captures that the index lists, by file; none when there is no index.

    Raises:
        ValueError: a line is torn, or another version wrote it.
    """
    path = directory / NAME
    found: dict[str, list[Capture]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as file:
            for capture in map(_capture, file):
                found.setdefault(capture.filename, []).append(capture)
    return found


def append(directory: Path, captures: Iterable[Capture]) -> None:
    """Add lines at the end."""
    with (directory / NAME).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(map(_line, captures))


def rewrite(directory: Path, captures: Iterable[Capture]) -> None:
    """Put a new index in the place of the old one, all at once."""
    new = directory / f"{NAME}.new"
    with new.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(map(_line, captures))
        file.flush()
        os.fsync(file.fileno())
    new.replace(directory / NAME)


def _line(capture: Capture) -> str:
    known = {name: value for name, value in asdict(capture).items() if value not in (None, "")}
    return f"{capture.url} {timestamp(capture.fetched_at)} {json.dumps(known, ensure_ascii=False)}\n"


def _capture(line: str) -> Capture:
    parts = line.split(" ", 2)
    if len(parts) != 3 or not line.endswith("\n"):
        raise ValueError("a line is torn")
    known = json.loads(parts[2])
    for name in _REPEATED & known.keys():
        known[name] = sys.intern(known[name])
    try:
        return Capture(**known)
    except TypeError as error:
        raise ValueError("another version wrote it") from error


def timestamp(moment: str) -> str:
    """An ISO moment as 14 digits."""
    return "".join(c for c in moment if c.isdigit())[:14]
