"""One case against its truth, and sums over cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.record import Report

#: (table, row, column) of a cell.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A document and what it truly says. `cells` has those in which a number is printed.

    With `by_label` they are named by the printed labels instead of the codes of rows. A `lossy` document does not print
    all of them.
    """

    form: str
    layout: str
    format: str
    name: str
    data: bytes
    agency: str | None
    year: int
    cells: Mapping[Key, float]
    by_label: bool = False
    lossy: bool = False

    def read(self, report: Report) -> dict[Key, float]:
        """The cells that `report` has a number for, named as in `cells`."""
        return {
            (c.table, "".join(c.label.split()) if self.by_label else c.row, c.column): float(c.value)
            for c in report.cells
            if c.value is not None
        }


@dataclass(slots=True)
class Score:
    """Sums over cases; the same for all filled cells and for those that are not 0."""

    cases: int = 0
    printed: int = 0
    read: int = 0
    right: int = 0
    printed_nonzero: int = 0
    read_nonzero: int = 0
    right_nonzero: int = 0
    withheld: int = 0
    wrong_agency: int = 0
    wrong_year: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def measures(self) -> dict[str, float]:
        """Precision and recall, on filled and on non-zero cells. Nothing printed and nothing read is right."""
        return {
            "precision": _share(self.right, self.read),
            "recall": _share(self.right, self.printed),
            "precision_nonzero": _share(self.right_nonzero, self.read_nonzero),
            "recall_nonzero": _share(self.right_nonzero, self.printed_nonzero),
        }

    def add(self, case: Case, report: Report) -> None:
        """Count one case."""
        read = case.read(report)
        right = {key for key, value in read.items() if case.cells.get(key) == value}
        self.cases += 1
        self.printed += len(case.cells)
        self.read += len(read)
        self.right += len(right)
        self.printed_nonzero += sum(map(bool, case.cells.values()))
        self.read_nonzero += sum(map(bool, read.values()))
        self.right_nonzero += sum(bool(read[key]) for key in right)
        self.withheld += sum(finding.rule == "parse.table_withheld" for finding in report.findings)
        self.wrong_agency += report.agency != case.agency
        self.wrong_year += report.year != case.year
        self.errors += [f"{case.name}: {line}" for line in _errors(case, report, read)]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _errors(case: Case, report: Report, read: Mapping[Key, float]) -> list[str]:
    lines = [f"read {key} as {value:g}, not {case.cells.get(key)}" for key, value in read.items()
             if case.cells.get(key) != value]  # fmt: skip
    missed = case.cells.keys() - read.keys()
    lines += [f"{len(missed)} cells not read, as {min(missed)}"] if missed else []
    lines += [f"agency {report.agency}, not {case.agency}"] if report.agency != case.agency else []
    return lines + ([f"year {report.year}, not {case.year}"] if report.year != case.year else [])
