"""The rows seen of an official table to its cells, or a reason why they cannot be placed for certain."""

from __future__ import annotations

from collections.abc import Callable

from parsers.placing.applications import place_applications
from parsers.placing.common import Placed, Unplaced
from parsers.placing.disclosure import place_disclosure
from parsers.placing.remedies import place_remedies
from parsers.seen import SeenTable

__all__ = ["TABLES", "Placed", "Unplaced"]

TABLES: dict[str, Callable[[SeenTable], Placed]] = {
    "disclosure": place_disclosure,
    "applications": place_applications,
    "remedies": place_remedies,
}
"""How each official table is placed, in printed order."""
