"""The prose of a report as facts: `extract` finds the counts, the checks compare them."""

from parsers.narrative.checks import against_cells, contradictions
from parsers.narrative.extract import extract, read_counts

__all__ = ["against_cells", "contradictions", "extract", "read_counts"]
