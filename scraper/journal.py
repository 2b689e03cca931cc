"""What a run has dealt with so far, on disk, so that a run that was killed goes on where it was.

One line for each address, written when its answer is in the archive, and one for each host that asked to be asked more
slowly. The file is removed when the run ends; one that
is found at the start is from a run that did not, and is used while it is fresh.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.errors import ArchiveError

NAME = "run.journal"
#: An older run is not gone on with: what it saw has aged.
_FRESH = timedelta(hours=12)


class Journal:
    """What this run, or the one that it goes on with, has dealt with.

    Attributes:
        resumed: whether it goes on with one.
        delays: host → seconds that it wants between two requests, of those that said so.
    """

    def __init__(self, directory: Path, now: datetime | None = None) -> None:
        """Open the journal in `directory`; `now` is for tests."""
        self._path = directory / NAME
        now = now or datetime.now(UTC)
        started, done, self.delays = self._read(now)
        self.resumed = bool(done)
        self._done = set(done)
        self._writing = threading.Lock()
        try:
            # What was read is written anew: the last line may have broken off with the run. The old journal stays
            # until the new one is whole, for this run may be killed as well.
            new = directory / f"{NAME}.new"
            self._file = new.open("w", encoding="utf-8")
            self._write({"started": (started or now).isoformat()})
            for portal_id, url in done:
                self._write({"portal": portal_id, "url": url})
            for host, delay in self.delays.items():
                self._write({"host": host, "delay": delay})
            new.replace(self._path)
        except OSError as error:
            raise ArchiveError(f"{self._path}: cannot be written ({error.strerror}); check the disk") from error

    def _read(self, now: datetime) -> tuple[datetime | None, list[tuple[str, str]], dict[str, float]]:
        try:
            first, *lines = self._path.read_text(encoding="utf-8").splitlines(keepends=True)
            started = datetime.fromisoformat(json.loads(first)["started"])
            if not timedelta(0) <= now - started < _FRESH:
                return None, [], {}
            entries = [json.loads(line) for line in lines if line.endswith("\n")]
            done = [(entry["portal"], entry["url"]) for entry in entries if "url" in entry]
            return started, done, {entry["host"]: float(entry["delay"]) for entry in entries if "url" not in entry}
        except (OSError, ValueError, KeyError, TypeError):
            return None, [], {}

    def has(self, portal_id: str, url: str) -> bool:
        """Whether an address was dealt with."""
        return (portal_id, url) in self._done

    def add(self, portal_id: str, url: str) -> None:
        """Note that an address was dealt with and what it answered is archived."""
        with self._writing:
            self._done.add((portal_id, url))
            self._write({"portal": portal_id, "url": url})

    def slow(self, host: str, delay: float) -> None:
        """Note that a host wants `delay` seconds between two requests."""
        with self._writing:
            self.delays[host] = delay
            self._write({"host": host, "delay": delay})

    def _write(self, entry: dict[str, str | float]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()

    def finish(self) -> None:
        """The run has come to its end: nothing is left to go on with."""
        self._file.close()
        self._path.unlink(missing_ok=True)
