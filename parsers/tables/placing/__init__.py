"""The rows seen of an official table to its cells, or a reason why they cannot be placed for certain."""

from __future__ import annotations

from collections.abc import Callable

from parsers.tables.placing.applications import place_applications
from parsers.tables.placing.common import Placed, Unplaced
from parsers.tables.placing.disclosure import place_disclosure
from parsers.tables.placing.remedies import place_remedies
from parsers.tables.seen import SeenTable

__all__ = ["TABLES", "Placed", "Unplaced"]

TABLES: dict[str, Callable[[SeenTable], Placed]] = {
    "disclosure": place_disclosure,
    "applications": place_applications,
    "remedies": place_remedies,
}
"""How each official table is placed, in printed order."""
