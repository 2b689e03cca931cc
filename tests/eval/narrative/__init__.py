"""How well `parsers.narrative` reads: precision and recall on annotated sentences, accuracy of the attributes.

The sentences are the project's own, in `sentences/*.yaml`; `held_out.yaml` was written after the rules and is
reported on its own. `make eval` prints the scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from parsers.narrative import extract
from parsers.record import Count, Section

SENTENCES = Path(__file__).with_name("sentences")
ATTRIBUTES = ("qualifier", "scope", "metric", "channel")
QUALIFIERS = frozenset({"exact", "more_than", "about", "nearly", "at_least", "at_most"})
SCOPES = frozenset({"year", "cumulative", "change"})


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated count."""

    value: float
    unit: str | None
    metric: str | None
    channel: str | None
    qualifier: str
    scope: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated text, with the printed figures in it that count nothing."""

    text: str
    counts: tuple[Gold, ...]
    not_counts: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Sums over sentences. `errors` says in words what was wrong."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    not_counts: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ATTRIBUTES, 0))
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Found figures that are counts."""
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Counts that were found."""
        return self.matched / self.gold if self.gold else 1.0

    def accuracy(self, attribute: str) -> float:
        """Found counts whose attribute is right."""
        return self.right[attribute] / self.matched if self.matched else 1.0

    @property
    def measures(self) -> dict[str, float]:
        """Precision, recall, and the accuracy of each attribute."""
        return {"precision": self.precision, "recall": self.recall} | {a: self.accuracy(a) for a in ATTRIBUTES}


def read(path: Path) -> tuple[Sentence, ...]:
    """The annotated sentences of a file."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return tuple(
        Sentence(entry["text"], tuple(map(gold, entry["counts"])), tuple(str(item) for item in entry.get("not", ())))
        for entry in entries
    )


def gold(annotation: str) -> Gold:
    """Read `461 篇 posts wechat more_than cumulative`; the last two words only where they are not the default."""
    value, unit, metric, channel, *rest = annotation.split()
    unknown = set(rest) - QUALIFIERS - SCOPES
    if unknown:
        raise ValueError(f"{annotation}: {unknown} is neither qualifier nor scope")
    return Gold(
        value=float(value),
        unit=None if unit == "-" else unit,
        metric=None if metric == "-" else metric,
        channel=None if channel == "-" else channel,
        qualifier=next((word for word in rest if word in QUALIFIERS), "exact"),
        scope=next((word for word in rest if word in SCOPES), "year"),
    )


def measure(sentences: Iterable[Sentence]) -> Score:
    """Run the extractor over the sentences, each as a section of its own."""
    score = Score()
    for sentence in sentences:
        _add(score, sentence, extract([Section(1, "一、总体情况", sentence.text)]))
    return score


def _add(score: Score, sentence: Sentence, counts: Sequence[Count]) -> None:
    score.gold += len(sentence.counts)
    score.found += len(counts)
    score.not_counts += len(sentence.not_counts)
    rest = list(counts)
    for expected in sentence.counts:
        count = next((c for c in rest if (c.value, c.unit) == (expected.value, expected.unit)), None)
        if count is None:
            score.errors.append(f"missed {expected.value:g} {expected.unit or ''}: {sentence.text}")
            continue
        rest.remove(count)
        score.matched += 1
        _compare(score, sentence, expected, count)
    score.errors.extend(f"invented {c.value} {c.unit or ''} ({c.quote}): {sentence.text}" for c in rest)


def _compare(score: Score, sentence: Sentence, expected: Gold, count: Count) -> None:
    for attribute in ATTRIBUTES:
        wanted, got = getattr(expected, attribute), getattr(count, attribute)
        if wanted == got:
            score.right[attribute] += 1
        else:
            score.errors.append(f"{attribute} {got}, not {wanted}, of {count.quote}: {sentence.text}")


def files() -> tuple[Path, ...]:
    """The annotated files, by name."""
    return tuple(sorted(SENTENCES.glob("*.yaml")))
