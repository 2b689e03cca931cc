"""What can go wrong between a portal and the archive: one root, one line per message."""

from __future__ import annotations

from typing import Literal

#: What became of an address that was asked for.
Outcome = Literal["ok", "not_modified", "missing", "blocked", "refused", "failed"]


class ScraperError(Exception):
    """Root of the package's errors. Its text is one line: what, where, what to do."""


class PortalError(ScraperError):
    """A portal file that cannot be used.

    Attributes:
        file: name of the file.
        line: line from 1, where it is known.
    """

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        self.file, self.line, self.message = file, line, message
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {message}")


class FetchError(ScraperError):
    """An address that was not fetched; `outcome` says what becomes of it."""

    outcome: Outcome = "failed"


class RefusedError(FetchError):
    """We do not ask: another host, a private address, or robots.txt says no."""

    outcome: Outcome = "refused"


class BlockedError(FetchError):
    """A wall stands before the portal. Never worked around."""

    outcome: Outcome = "blocked"


class UnreachableError(FetchError):
    """No answer: name, connection, TLS or time.

    Attributes:
        silent: nothing speaks this scheme there; something may speak the other.
    """

    def __init__(self, message: str, *, silent: bool = False) -> None:
        super().__init__(message)
        self.silent = silent


class TransferError(FetchError):
    """An answer began and cannot be used: broken off, too large, no HTTP."""


class ArchiveError(ScraperError):
    """The archive cannot be read or written."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing."""


class UnavailableError(ArchiveError):
    """A WARC file is not where it is looked for, or that place does not answer: nothing is said of its records."""


def said(error: BaseException) -> str:
    """An error that was not foreseen, in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
