"""From one `Report` to the rows of its tables. Pure: no database is needed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from db.labels import row_numbers
from db.schema import APPLICATIONS, DISCLOSURES, REMEDIES
from parsers.forms import FORMS
from parsers.record import Cell, Count, Finding, Number, Report

Record = dict[str, Any]

#: Table of the forms → table of the database.
TABLES = {"disclosure": DISCLOSURES, "applications": APPLICATIONS, "remedies": REMEDIES}
#: SQLite's integers end here.
_LARGEST = 2**63 - 1
#: table → codes of its rows, codes of its columns
_KNOWN = {code: (frozenset(row_numbers(code)), frozenset(table.values())) for code, table in TABLES.items()}
#: Figures, punctuation, blanks.
_NOT_WORDS = re.compile(r"[\d\W_]+")
_LEAST_WORDS = 80
_ALL_GROUPS = ("denied", "unavailable", "not_processed", "other")
_LITIGATION = ("litigation_direct", "litigation_after_reconsideration")


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says, as rows without `report_id`: by table, and the columns of `reports` itself."""

    columns: Record
    tables: dict[str, list[Record]]
    fingerprint: str


def content(report: Report, digest: str, *, agency_from_crawl: bool = False) -> Content:
    """The rows of `report`; `digest` of its bytes tells documents apart in which nothing was read."""
    cells, doubts = _sound(report.cells)
    counts, large = _storable(report.counts)
    findings = [*report.findings, *doubts, *large]
    if agency_from_crawl:
        message = "机关名称取自门户栏目 / the agency is the one the portal files it under"
        findings.append(Finding("agency.from_crawl", "note", message))
    official = [cell for cell in cells if cell.table in TABLES]
    tables = {
        "sections": [
            {
                "number": section.number,
                "heading": text(section.heading),
                "text": text(section.text),
                "wording": wording(section.text, report.agency),
            }
            for section in report.sections
        ],
        **{TABLES[code].name: list(_table_rows(code, official)) for code in TABLES},
        "indicators": list(_indicators(cells)),
        "marks": list(_marks(report.form, official)),
        "counts": [_count(number, count) for number, count in enumerate(counts, start=1)],
        "findings": [_finding(number, finding) for number, finding in enumerate(findings, start=1)],
    }
    return Content(_columns(report, cells, findings), tables, fingerprint(report, digest))


def text(value: str | None) -> str | None:
    """`value`, or None where nothing but blanks is in it: the database holds no empty text."""
    return value if value and value.strip() else None


def wording(prose: str, agency: str | None) -> str | None:
    """Digest of what is left of `prose` without figures, punctuation and the agency's own name.

    Two texts with the same digest say the same in the same words. Texts with fewer than 80 characters left have none:
    many say what every report says.
    """
    words = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", prose.replace(agency, "") if agency else prose))
    return stamp(words) if len(words) >= _LEAST_WORDS else None


def fingerprint(report: Report, digest: str) -> str:
    """Digest of agency, year, prose and cells: the same report at two addresses has the same.

    Blanks of the prose do not matter, nor where on the page a cell stood.
    """
    prose = ["".join(part.split()) for part in (report.preamble, *(section.text for section in report.sections))]
    cells = [repr((cell.table, cell.row, cell.column, cell.value, cell.state, cell.raw)) for cell in report.cells]
    if not cells and not any(prose):
        return digest
    return stamp(report.agency, report.year, *prose, *cells)


def stamp(*parts: object) -> str:
    """A short digest of `parts`, each kept apart from the next."""
    return stamp_of(parts)


def stamp_of(parts: Iterable[object]) -> str:
    """The `stamp` of parts that come one after another."""
    digest = hashlib.blake2b(digest_size=12)
    for number, part in enumerate(parts):
        digest.update(("\0" * bool(number) + str(part)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _sound(cells: Iterable[Cell]) -> tuple[list[Cell], list[Finding]]:
    """The cells that the database has a place for, each once, and what is to be said of the others."""
    kept: dict[tuple[str, str, str], Cell] = {}
    doubts: list[Finding] = []
    for cell in cells:
        key = cell.table, cell.row, cell.column
        if not _is_known(cell):
            doubts.append(_doubt("load.unknown_cell", cell, "没有相应的行或列 / no such row or column"))
        elif key in kept:
            doubts.append(_doubt("load.duplicate_cell", cell, f"又读到“{cell.raw}” / read again as “{cell.raw}”"))
        elif not _fits(cell.value):
            doubts.append(_doubt("load.number_too_large", cell, f"数字过大 / number too large: {cell.raw}"))
            kept[key] = replace(cell, value=None, state="text")
        else:
            kept[key] = cell
    return list(kept.values()), doubts


def _is_known(cell: Cell) -> bool:
    if cell.table == "indicators":
        return cell.column in ("count", "year", "cumulative")
    rows, columns = _KNOWN.get(cell.table, (frozenset(), frozenset()))
    return cell.row in rows and cell.column in columns


def _doubt(rule: str, cell: Cell, reason: str) -> Finding:
    place = f"{cell.table}.{cell.row}.{cell.column}"
    return Finding(rule, "error", f"{place}：{reason}", place)


def _fits(value: Number | None) -> bool:
    return not isinstance(value, int) or abs(value) <= _LARGEST


def _storable(counts: Iterable[Count]) -> tuple[list[Count], list[Finding]]:
    kept: list[Count] = []
    large: list[Finding] = []
    for count in counts:
        if _fits(count.value):
            kept.append(count)
        else:
            message = f"数字过大 / number too large: {count.quote}"
            large.append(Finding("load.number_too_large", "error", message, f"section {count.section}"))
    return kept, large


def _table_rows(code: str, cells: list[Cell]) -> Iterator[Record]:
    """One record for each row that the page prints; every column is named, NULL where there is no figure."""
    table = TABLES[code]
    numbers = row_numbers(code)
    by_row: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.table == code:
            by_row.setdefault(cell.row, []).append(cell)
    for row in sorted(by_row, key=numbers.__getitem__):
        record: Record = {table.key[1]: numbers[row], **dict.fromkeys(table.values())}
        record |= {cell.column: cell.value for cell in by_row[row]}
        if "unit" in record:
            record["unit"] = next((cell.unit for cell in by_row[row] if cell.column == "amount" and cell.unit), None)
        yield record


def _indicators(cells: list[Cell]) -> Iterator[Record]:
    by_row: dict[str, Record] = {}
    for cell in cells:
        if cell.table == "indicators":
            empty = {"count": None, "year": None, "cumulative": None}
            names = {"row": cell.row, "label": cell.label or cell.row, "unit": text(cell.unit)}
            record = by_row.setdefault(cell.row, {"number": len(by_row) + 1, **names, **empty})
            record[cell.column] = cell.value
    yield from by_row.values()


def _marks(form: str | None, cells: list[Cell]) -> Iterator[Record]:
    """Cells printed as a dash or in words, and cells that a printed row lacks."""
    for cell in cells:
        if cell.state in ("dash", "text"):
            yield _mark(cell.table, cell.row, cell.column, cell.state, text(cell.raw))
    there = {(cell.table, cell.row, cell.column) for cell in cells}
    printed = {(cell.table, cell.row) for cell in cells}
    for table in FORMS[form].tables if form in FORMS else ():
        for row in table.rows:
            for column in row.columns:
                if (table.code, row.code) in printed and (table.code, row.code, column) not in there:
                    yield _mark(table.code, row.code, column, "missing", None)


def _mark(table: str, row: str, column: str, state: str, raw: str | None) -> Record:
    return {"table": table, "row": row, "column": column, "state": state, "raw": raw}


def _count(number: int, count: Count) -> Record:
    return {
        "number": number,
        "section": count.section,
        "subject": text(count.subject),
        "metric": count.metric,
        "channel": count.channel,
        "value": count.value,
        "unit": text(count.unit),
        "qualifier": count.qualifier,
        "scope": count.scope,
        "quote": text(count.quote),
        "start": count.start,
        "end": count.end,
    }


def _finding(number: int, finding: Finding) -> Record:
    return {
        "number": number,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "where_": text(finding.where),
        "expected": finding.expected if _fits(finding.expected) else None,
        "actual": finding.actual if _fits(finding.actual) else None,
    }


def _columns(report: Report, cells: list[Cell], findings: list[Finding]) -> Record:
    severities = [finding.severity for finding in findings]
    return {
        "printed_agency": text(_printed_agency(report)),
        "year": report.year,
        "form": report.form,
        "title": text(report.title),
        "published": report.published,
        "period_start": report.period.start if report.period else None,
        "period_end": report.period.end if report.period else None,
        **_headlines(cells),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
        "cells_read": sum(cell.state == "number" for cell in cells),
        "cells_seen": len(cells),
        "format": report.format,
        "document_number": text(report.document_number),
        "contact_telephone": text(report.contact.telephone),
        "contact_email": text(report.contact.email),
        "contact_address": text(report.contact.address),
        "preamble": text(report.preamble),
        "parser": report.parser,
    }


def _printed_agency(report: Report) -> str | None:
    """The name before it was made the present one."""
    return next((finding.where for finding in report.findings if finding.rule == "agency.alias"), report.agency)


def _headlines(cells: list[Cell]) -> Record:
    """Totals of the tables. A sum is NULL unless each of its parts is printed as a figure."""
    totals = {(cell.table, cell.row): cell.value for cell in cells if cell.column == "total"}
    requests = {row: totals.get(("applications", row)) for row in row_numbers("applications")}
    single = ("new_received", "carried_in", "granted", "granted_in_part", "processed_total", "carried_over")
    groups = {group: _sum(requests[row] for row in requests if row.startswith(f"{group}_")) for group in _ALL_GROUPS}
    if requests["other"] is not None:
        groups["other"] = requests["other"]
    return {
        **{row: requests[row] for row in single},
        **groups,
        "reconsiderations": totals.get(("remedies", "reconsideration")),
        "litigations": _sum(totals.get(("remedies", row)) for row in _LITIGATION),
    }


def _sum(values: Iterable[Number | None]) -> Number | None:
    known = list(values)
    return None if None in known else sum(value for value in known if value is not None)
