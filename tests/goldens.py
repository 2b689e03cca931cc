"""Records written out to be read: a golden is reviewed by a person, and compared word for word ever after."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from parsers.record import Cell, Report, as_plain

FOLDER = Path(__file__).with_name("goldens")
#: Fields of the record that are written as they are.
_PLAIN = ("title", "agency", "year", "period", "published", "document_number", "form", "format", "contact")


def written_out(report: Report, *, prose: bool = True) -> dict[str, Any]:
    """The whole record in short lines; without `prose` only what is said in figures."""
    return {
        **{name: as_plain(getattr(report, name)) for name in _PLAIN},
        "tables": _tables(report.cells),
        "counts": [
            f"{c.value} {c.unit or '-'} {c.metric or '-'} {c.channel or '-'} {c.qualifier} {c.scope}"
            f" part_of={c.part_of} §{c.section} {c.start}-{c.end}" + (f" {c.subject} | {c.quote}" if prose else "")
            for c in report.counts
        ],
        "findings": [as_plain(f) if prose else f"{f.rule} {f.severity}" for f in report.findings],
        "preamble": report.preamble if prose else len(report.preamble),
        "sections": [f"{s.heading}: {s.text}" if prose else s.heading for s in report.sections],
    }


def _tables(cells: tuple[Cell, ...]) -> dict[str, dict[str, str]]:
    """Table → row (with its printed label) → its cells: column, what is printed, value, and where it stood."""
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for cell in cells:
        key = f"{cell.row} {cell.label}" + (f" [{cell.unit}]" if cell.unit else "")
        place = f"{cell.source.table}:{cell.source.row}:{cell.source.column}"
        page = f"p{cell.source.page}:" if cell.source.page is not None else ""
        value = cell.raw if cell.raw == str(cell.value) else f"“{cell.raw}” {cell.state} {cell.value}"
        line = tables[cell.table].get(key, "")
        tables[cell.table][key] = f"{line}  {cell.column} {value} @{page}{place}".strip()
    return dict(tables)


def differences(name: str, actual: dict[str, Any]) -> dict[str, Any]:
    """Where `actual` differs from the golden `name`: field → (golden, actual).

    Raises:
        AssertionError: there is no golden yet. It is written, for a person to review.
    """
    path = FOLDER / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(actual, ensure_ascii=False, indent=1) + "\n", "utf-8")
        raise AssertionError(f"{path.name} was missing and is written now: review every line of it")
    golden = json.loads(path.read_text("utf-8"))
    return {key: (golden.get(key), actual.get(key)) for key in golden | actual if golden.get(key) != actual.get(key)}
