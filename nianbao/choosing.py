"""Which portals a command is about: those of a directory, or those that it names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nianbao.errors import UserError
from scraper.portal import Portal, load_portals


def choose(directory: Path, ids: Sequence[str]) -> tuple[list[Portal], list[str]]:
    """The portals of `directory`, or those with these `ids`.

    Returns:
        The portals in the order of their ids, and one line for each file or id that cannot be used.

    Raises:
        UserError: none can be used.
    """
    portals, errors = load_portals(directory)
    lines = [str(error) for error in errors]
    known = {portal.id for portal in portals}
    for unknown in [name for name in dict.fromkeys(ids) if name not in known]:
        there = ", ".join(sorted(known)) or "none"
        lines.append(f"{unknown}: no such portal in {directory}; there are: {there}")
    chosen = [portal for portal in portals if not ids or portal.id in ids]
    if not chosen:
        raise UserError("\n".join(lines) if lines else f"{directory}: no portal files; see 'How to add a county'")
    return chosen, lines
