"""Metrics and channels by their words, as declared in `vocabulary.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("vocabulary.yaml")
#: Printed units for counted people and reads that a term's `units` may leave out.
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Term:
    """One metric or channel. `units` empty: any unit; `of`: it belongs to what was named before it."""

    code: str
    zh: str
    en: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    of: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: how many characters its words matched, and where the last of them ended."""

    term: Term
    weight: int
    end: int


class Lexicon:
    """Terms indexed by the first character of their words: finding costs little more than one pass of the text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._index: dict[str, list[tuple[tuple[str, ...], int, Term]]] = {}
        for term in self.terms:
            for word in term.words:
                parts = tuple(word.split(ANYTHING))
                entry = (parts, len(word) - len(parts) + 1, term)
                self._index.setdefault(word[0], []).append(entry)

    def hits(self, text: str, unit: str | None = None) -> Iterator[Hit]:
        """Every term whose words occur in `text`, as often as they occur; vetoed and unfit terms left out."""
        index = self._index
        for position, character in enumerate(text):
            for parts, weight, term in index.get(character, ()):
                end = _occurs(parts, text, position)
                if end and _fits(term, text, unit):
                    yield Hit(term, weight, end)

    def best(self, text: str, unit: str | None = None) -> Hit | None:
        """The hit of greatest weight; among equals the last, for a Chinese phrase ends with its head noun."""
        return max(self.hits(text, unit), key=lambda hit: (hit.weight, hit.end), default=None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Both lexicons of `vocabulary.yaml`."""

    metrics: Lexicon
    channels: Lexicon


@cache
def vocabulary() -> Vocabulary:
    """The declared vocabulary, read once."""
    declared: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return Vocabulary(Lexicon(_terms(declared["metrics"])), Lexicon(_terms(declared["channels"])))


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
    if term.units and (unit or "") not in term.units:
        return False
    return not any(word in text for word in term.unless)
