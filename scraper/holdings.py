"""What a WARC file holds: as the index lists it where that fits the file, else as the file itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from scraper.capture import Capture
from scraper.errors import ArchiveError
from scraper.files import cut_torn
from scraper.index_rows import Place
from scraper.scan import scan
from scraper.stored import read_record


@dataclass(slots=True)
class Holding:
    """What one file holds.

    Attributes:
        captures: its captures, with those of which only the context can be read, or only what the index lists.
        unread: ids of captures whose record is not among the sound ones of the file.
        gone: captures that are listed and lie beyond the end of the file.
        problems: what is wrong, one line each.
        damaged: whether some of it stays wrong, so that it is to be told each time.
    """

    captures: list[Capture] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    gone: list[Capture] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    damaged: bool = False

    @property
    def placed(self) -> Iterator[tuple[Capture, Place]]:
        """All that the index is to list of the file, and where each of it is."""
        yield from ((c, Place.UNREAD if c.id in self.unread else Place.SOUND) for c in self.captures)
        yield from ((capture, Place.GONE) for capture in self.gone)


def fits(path: Path, last: Capture | None) -> bool:
    """Whether a file ends with the `last` record that is listed of it."""
    return last is not None and last.end == path.stat().st_size and _is_there(path, last)


def hold(path: Path, listed: Sequence[Capture], *, damaged: bool, repair: bool) -> Holding:
    """What a file holds. It is read as a whole where it is known to be damaged or the index does not fit it.

    Args:
        path: the file.
        listed: what the index lists of it.
        damaged: whether it is known to be damaged.
        repair: whether a torn end, which a crash left, is moved to a side file.
    """
    size = path.stat().st_size
    inside = [capture for capture in listed if capture.end <= size]
    last = max((capture for capture in inside if not capture.lost), key=attrgetter("end"), default=None)
    if damaged or (last is not None and not _is_there(path, last)):
        return _whole(path, listed, repair=repair)
    start = last.end if last else 0
    gone = [capture for capture in listed if capture.end > size]
    if start == size:
        return Holding(inside, gone=gone)
    found = scan(path, start)
    problems = list(found.problems)
    # Without the lock a writer may be at work, whose last record is not complete yet.
    if size > found.end and repair:
        problems.append(cut_torn(path, found.end))
    return Holding(
        captures=[*inside, *found.captures, *found.lost],
        unread=frozenset(capture.id for capture in found.lost),
        gone=gone,
        problems=problems,
        damaged=bool(found.problems),
    )


def _is_there(path: Path, capture: Capture) -> bool:
    try:
        read_record(path.parent, capture)
    except ArchiveError:
        return False
    return True


def _whole(path: Path, listed: Sequence[Capture], *, repair: bool) -> Holding:
    """What a file holds by its own account, and what the index alone knows of it."""
    size = path.stat().st_size
    found = scan(path)
    before = {capture.id: capture for capture in listed}
    sound = {capture.id for capture in found.captures}
    missing = [capture for capture in listed if capture.id not in sound]
    unread = [capture for capture in missing if capture.end <= size]
    lost = [capture for capture in found.lost if capture.id not in before]
    problems, damage = [], list(found.problems)
    if moved := sum(1 for c in found.captures if before.get(c.id, c).offset != c.offset):
        problems.append(f"{path.name}: {moved} records are not where the index says; the file was read anew")
    if size > found.end:
        # What the index lists was whole once: no crash broke it off.
        if any(capture.end > found.end for capture in unread):
            damage.append(f"{path.name}: at {found.end:,} {size - found.end:,} bytes are damaged")
        elif repair:
            problems.append(cut_torn(path, found.end))
    if unread and not damage:
        damage.append(f"{path.name}: {len(unread)} captures of the index are not there")
    return Holding(
        captures=[*found.captures, *unread, *lost],
        unread=frozenset(capture.id for capture in (*unread, *lost)),
        gone=[capture for capture in missing if capture.end > size],
        problems=[*problems, *damage],
        damaged=bool(damage),
    )
