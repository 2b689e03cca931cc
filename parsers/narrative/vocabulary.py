"""Metrics and channels by their words, as declared in `vocabulary.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).with_name("vocabulary.yaml")
_GAP = "…"
_END = "$"
_COMPOUNDS = ("信息公开", "政务公开", "村务公开", "厂务公开", "申请公开", "公示栏", "公开栏")
#: 及时|答复; 依申请公开|数量.
_HOW = re.compile(
    "^(?:其余|及时|按时|按期|依法|依规|按规定|全部|[均已共]|当场|现场|现|目前)+|(?:[件条]?数|总?[数量]|数量)$"
)
#: For `Lexicon.best`: whatever the unit.
ANY_UNIT = "…"


@dataclass(frozen=True, slots=True)
class Term:
    """One metric or channel. The fields are explained at the head of `vocabulary.yaml`."""

    code: str
    zh: str
    en: str
    words: tuple[str, ...]
    weak: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    following: Mapping[str, list[str]] = field(default_factory=dict)
    yields: frozenset[str] = frozenset()
    of: bool = False
    general: bool = False
    money: bool = False


class Hit(NamedTuple):
    """A term found in a text: how many characters its words matched, from where to where they stand."""

    weight: int
    end: int
    start: int
    term: Term


class Lexicon:
    """Terms indexed by the first two characters of their words: finding costs little more than one pass."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._units = {term.code: term.units for term in self.terms}
        self._index: dict[str, list[tuple[str, tuple[str, ...], Term]]] = {}
        for term in self.terms:
            for word in term.words:
                first, *rest = word.replace(_END, _GAP + _END).split(_GAP)
                self._index.setdefault(first[:2], []).append((first, tuple(rest), term))
        for entries in self._index.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def takes(self, code: str, unit: str | None) -> bool:
        """Whether figures in this unit may be of a term."""
        units = self._units.get(code)
        return not units or not units.isdisjoint(_kinds(unit))

    def best(self, text: str, unit: str | None) -> Hit | None:
        """The hit of greatest weight; among equals the last, for a Chinese phrase ends with its head noun.

        Only where no word stands, the weak words are looked for.
        """
        return self._best(self._hits(text), text, unit) or self._best(self._weak_hits(text), text, unit)

    @staticmethod
    def _best(hits: Iterable[Hit], text: str, unit: str | None) -> Hit | None:
        best: Hit | None = None
        for hit in hits:
            if (best is None or hit[:3] > best[:3]) and _fits(hit.term, text, unit):
                best = hit
        return best

    def each(self, text: str) -> Iterator[Hit]:
        """The terms named one after another, at every place the longest word: 新媒体 does not hold 媒体."""
        passed = 0
        for hit in self._hits(text):
            if hit.end - hit.weight >= passed:
                passed = hit.end
                yield hit

    def _weak_hits(self, text: str) -> Iterator[Hit]:
        """Weak words where they are verbs: 公开 is none in 信息公开工作."""
        plain = text
        for compound in _COMPOUNDS:
            plain = plain.replace(compound, "")
        for term in self.terms:
            for word in term.weak:
                if word in plain:
                    yield Hit(len(word), plain.rfind(word) + len(word), plain.rfind(word), term)

    def _hits(self, text: str) -> list[Hit]:
        """Every occurrence by position, the longest first."""
        hits: list[Hit] = []
        index = self._index
        for position, character in enumerate(text):
            entries = index.get(text[position : position + 2], ())
            if character in index:
                entries = [*entries, *index[character]]
            for first, rest, term in entries:
                if text.startswith(first, position):
                    hit = _complete(text, position, first, rest, term)
                    if hit:
                        hits.append(hit)
        return hits


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Both lexicons of `vocabulary.yaml`, and the bare words that follow a metric: (metric, word) → term.

    `outcomes` are pairs of metrics of which the second may tell what became of the first; `of_money` are
    metrics that amounts of money may be of.
    """

    metrics: Lexicon
    channels: Lexicon
    following: Mapping[tuple[str, str], Term]
    outcomes: frozenset[tuple[str, str]]
    of_money: frozenset[str]

    def after(self, metric: str | None, words: str) -> Term | None:
        """The term of bare words right after a figure of a metric, whatever they say of how it was done (及时答复)."""
        if metric is None:
            return None
        return self.following.get((metric, words)) or self.following.get((metric, _HOW.sub("", words)))


@cache
def vocabulary() -> Vocabulary:
    """The declared vocabulary, read once."""
    declared: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    metrics = Lexicon(_terms(declared["metrics"]))
    following = {
        (metric, word): term for term in metrics.terms for metric, words in term.following.items() for word in words
    }
    outcomes = frozenset((metric, term.code) for (metric, _), term in following.items() if metric != term.code)
    of_money = frozenset(term.code for term in metrics.terms if term.money)
    return Vocabulary(metrics, Lexicon(_terms(declared["channels"])), following, outcomes, of_money)


def _terms(entries: list[dict[str, Any]]) -> Iterator[Term]:
    for entry in entries:
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        sets = {key: frozenset(entry.get(key, ())) for key in ("units", "yields")}
        yield Term(**(entry | lists | sets))


def _complete(text: str, start: int, first: str, rest: tuple[str, ...], term: Term) -> Hit | None:
    """The hit, if the further words of 收到…申请 follow in order, and nothing follows where the word says so."""
    end, weight = start + len(first), len(first)
    for part in rest:
        if part == _END:
            return Hit(weight, end, start, term) if end == len(text) else None
        found = text.find(part, end)
        if found < 0:
            return None
        end = found + len(part)
        weight += len(part)
    return Hit(weight, end, start, term)


def _kinds(unit: str | None) -> tuple[str, ...]:
    """The unit, and what it is a kind of: 件次 and 件(次) are 件."""
    if not unit:
        return ("",)
    plain = unit.partition("(")[0]
    return unit, plain, plain[:1] + plain[1:].removesuffix("次")


def _fits(term: Term, text: str, unit: str | None) -> bool:
    if term.units and unit != ANY_UNIT and term.units.isdisjoint(_kinds(unit)):
        return False
    if unit and unit[-1] == "元" and not term.money:
        return False
    return not any(word in text for word in term.unless)
