"""Metrics and channels by their words, as declared in `vocabulary.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("vocabulary.yaml")
_GAP = "…"
#: For `Lexicon.best`: whatever the unit.
ANY_UNIT = "…"


@dataclass(frozen=True, slots=True)
class Term:
    """One metric or channel. The fields are explained at the head of `vocabulary.yaml`."""

    code: str
    zh: str
    en: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    following: Mapping[str, list[str]] = field(default_factory=dict)
    of: bool = False
    general: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: how many characters its words matched, and where the last of them ended."""

    term: Term
    weight: int
    end: int


class Lexicon:
    """Terms indexed by the first character of their words: finding costs little more than one pass."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._index: dict[str, list[tuple[tuple[str, ...], int, Term]]] = {}
        for term in self.terms:
            for word in term.words:
                parts = tuple(word.split(_GAP))
                self._index.setdefault(word[0], []).append((parts, sum(map(len, parts)), term))
        for entries in self._index.values():
            entries.sort(key=lambda entry: -entry[1])

    def best(self, text: str, unit: str | None) -> Hit | None:
        """The hit of greatest weight; among equals the last, for a Chinese phrase ends with its head noun."""
        hits = (hit for hit in self._hits(text) if _fits(hit.term, text, unit))
        return max(hits, key=lambda hit: (hit.weight, hit.end), default=None)

    def each(self, text: str) -> Iterator[Hit]:
        """The terms named one after another, at every place the longest word: 新媒体 does not hold 媒体."""
        passed = 0
        for hit in self._hits(text):
            if hit.end - hit.weight >= passed:
                passed = hit.end
                yield hit

    def _hits(self, text: str) -> Iterator[Hit]:
        """Every occurrence by position, the longest first."""
        for position, character in enumerate(text):
            for parts, weight, term in self._index.get(character, ()):
                end = _occurs(parts, text, position)
                if end:
                    yield Hit(term, weight, end)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Both lexicons of `vocabulary.yaml`, and the bare words that follow a metric: (metric, word) → term."""

    metrics: Lexicon
    channels: Lexicon
    following: Mapping[tuple[str, str], Term]


@cache
def vocabulary() -> Vocabulary:
    """The declared vocabulary, read once."""
    declared: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    metrics = Lexicon(_terms(declared["metrics"]))
    following = {
        (metric, word): term for term in metrics.terms for metric, words in term.following.items() for word in words
    }
    return Vocabulary(metrics, Lexicon(_terms(declared["channels"])), following)


def _terms(entries: list[dict[str, Any]]) -> Iterator[Term]:
    for entry in entries:
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        yield Term(**(entry | lists))


def _occurs(parts: tuple[str, ...], text: str, position: int) -> int:
    """Where the words, begun at `position`, end in the text; 0 where they do not occur."""
    if not text.startswith(parts[0], position):
        return 0
    position += len(parts[0])
    for part in parts[1:]:
        position = text.find(part, position)
        if position < 0:
            return 0
        position += len(part)
    return position


def _fits(term: Term, text: str, unit: str | None) -> bool:
    if term.units and unit != ANY_UNIT and (unit or "") not in term.units:
        return False
    return not any(word in text for word in term.unless)
