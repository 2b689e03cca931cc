"""The scores that were reached once. They only rise: `python -m tests.eval --raise` writes what is better now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("floors.yaml")
#: Cut to so many digits, so that a floor is never above what was measured.
_DIGITS = 4

Measures = Mapping[str, float]
Floors = dict[str, dict[str, float]]


def load() -> Floors:
    """Case group → measure → floor."""
    return yaml.safe_load(FILE.read_text("utf-8")) or {} if FILE.exists() else {}


def below(name: str, measures: Measures, floors: Floors) -> Iterator[str]:
    """What falls below its floor, in words; a group without floors is told as well."""
    if name not in floors:
        yield f"{name}: no floor yet; look at its errors, then run with --raise"
    for measure, floor in floors.get(name, {}).items():
        if measures[measure] < floor:
            yield f"{name}: {measure} {measures[measure]:.4f} is below its floor {floor}"


def raised(floors: Floors, measured: Mapping[str, Measures]) -> Floors:
    """The floors, each at least as high as before; those of groups that were not measured stay."""
    higher = {name: dict(group) for name, group in floors.items()}
    for name, measures in measured.items():
        group = higher.setdefault(name, {})
        for measure, value in measures.items():
            group[measure] = max(group.get(measure, 0.0), _cut(value))
    return higher


def save(floors: Floors) -> None:
    """Write the file, by name."""
    FILE.write_text(yaml.safe_dump(floors, allow_unicode=True, sort_keys=True), "utf-8")


def _cut(value: float) -> float:
    return int(value * 10**_DIGITS) / 10**_DIGITS
