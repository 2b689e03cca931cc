"""Counts against each other and against the tables: findings that quote the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.record import Cell, Count, Finding


def contradictions(counts: Sequence[Count]) -> tuple[Finding, ...]:
    """Two figures for one subject, and breakdowns that do not sum."""
    return ()


def against_cells(counts: Sequence[Count], cells: Iterable[Cell]) -> tuple[Finding, ...]:
    """Counts that disagree with the table cell for the same thing."""
    return ()
