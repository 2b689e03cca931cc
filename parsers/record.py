"""What a parsed report is: frozen data, and its JSON form.

The field names are the public contract of `nianbao parse`. Values are in the unit printed:
万元 stays 万元 in a cell; in a narrative count 万 and 亿 are multiplied out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

State = Literal["number", "blank", "dash", "text"]
Severity = Literal["error", "warning", "note"]
Qualifier = Literal["exact", "more_than", "about", "nearly", "at_least", "at_most"]
Scope = Literal["year", "cumulative", "change"]
Number = int | float


@dataclass(frozen=True, slots=True)
class Source:
    """Where a cell stood: ordinal of the grid in the document, its row and column, all from 1."""

    table: int
    row: int
    column: int
    page: int | None = None

    def __str__(self) -> str:
        page = f"page {self.page}, " if self.page is not None else ""
        return f"{page}table {self.table}, row {self.row}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an official table. Only a cell in state `number` has a value."""

    table: str
    row: str
    column: str
    value: Number | None
    state: State
    raw: str
    label: str
    unit: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of the prose. `start` and `end` are offsets of the figure in the section's text.

    `part_of` is the index, in the report's counts, of the total that the figure breaks down.
    """

    section: int
    subject: str
    metric: str | None
    channel: str | None
    value: Number
    unit: str | None
    qualifier: Qualifier
    scope: Scope
    quote: str
    start: int
    end: int
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about the report.

    `error` is ours (not read), `warning` the source's own contradiction, `note` the rest.
    `expected` and `actual` are given by the rules that compare two figures.
    """

    rule: str
    severity: Severity
    message: str
    where: str | None = None
    expected: Number | None = None
    actual: Number | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the narrative: its ordinal from 1, its heading as printed, its prose without tables."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days that the statistics cover, as ISO dates, both included."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers may ask, as printed."""

    telephone: str | None = None
    email: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report, as far as it could be read with certainty."""

    title: str | None
    agency: str | None
    year: int | None
    period: Period | None
    published: str | None
    document_number: str | None
    form: str | None
    format: str
    parser: str
    url: str | None
    contact: Contact
    preamble: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    counts: tuple[Count, ...]
    findings: tuple[Finding, ...]

    @property
    def is_report(self) -> bool:
        """Whether the document was recognised as an annual report on information disclosure."""
        return not any(f.rule in NOT_REPORTS for f in self.findings)

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """The cell at these codes, or None where the page has no such cell."""
        return next(
            (c for c in self.cells if (c.table, c.row, c.column) == (table, row, column)),
            None,
        )

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON, Chinese unescaped."""
        return json.dumps(as_plain(self), ensure_ascii=False, indent=indent)


#: Findings that say that a document carries no report of its own.
NOT_REPORTS = frozenset({"parse.not_a_report", "parse.attachment_only", "parse.unreadable"})


def as_plain(value: Any) -> Any:
    """A record as dicts, lists and scalars; a `Source` becomes its printed form."""
    if isinstance(value, Source):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    return value
