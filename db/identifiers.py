"""Identifiers of rows, derived from what the row is about.

A database that is built again, in whatever order, gives every agency and report the number it had:
links and citations stay valid. 48 bits are exact in JSON and make one collision in 800 copies of an
archive of the whole country (800,000 reports).
"""

from __future__ import annotations

import hashlib

_BYTES = 6
#: Bits of a passage's ordinal within its report: with a report's 48 they fill SQLite's integers.
ORDINAL_BITS = 15


def agency_id(portal_id: str, name: str) -> int:
    """The number of an agency: its portal and its name."""
    return _number("agency", portal_id, name)


def agency_name_id(agency: int, name: str) -> int:
    """The number of a name that reports of an agency print."""
    return _number("agency name", str(agency), name)


def report_id(portal_id: str, url: str, agency: str | None, year: int | None) -> int:
    """The number of a report: the address where it was first seen, its agency, its year."""
    return _number("report", portal_id, url, agency or "", "" if year is None else str(year))


def passage_id(report: int, number: int) -> int:
    """The number of the section or count `number` of a report: the report's own, shifted by `ORDINAL_BITS`, and it.

    It is larger than JSON keeps exact: a key, no citation.

    Raises:
        ValueError: the report has more of them than can be told apart.
    """
    if number >> ORDINAL_BITS:
        raise ValueError(f"more than {(1 << ORDINAL_BITS) - 1} sections or counts in one report")
    return report << ORDINAL_BITS | number


def _number(*parts: str) -> int:
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    return int.from_bytes(digest.digest(), "big")
