"""The words of `language.yaml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from parsers.record import Qualifier

#: 条次, 家次: times that something was done to a unit.
_TIMES = "次(?![序日年月要数级])"
#: Agencies count the same things year after year, in the same words: so many are kept in mind with what they mean.
REMEMBERED = 4096
_FILE = Path(__file__).with_name("language.yaml")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A qualifying word in front of a figure."""

    word: str
    qualifier: Qualifier
    not_after: frozenset[str]
    only_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything declared in `language.yaml` in the form the rules use."""

    units: dict[str, re.Pattern[str]]
    prefixes: dict[str, tuple[Prefix, ...]]
    suffixes: dict[str, Qualifier]
    suffix_begins: frozenset[str]
    activity_verbs: frozenset[str]
    event_verbs: tuple[str, ...]
    event_nouns: tuple[str, ...]
    event_units: frozenset[str]
    counting_words: tuple[str, ...]
    lead_begins: re.Pattern[str]
    lead_ends: dict[str, tuple[str, ...]]
    tail_ends: re.Pattern[str]
    bare: re.Pattern[str]

    def tells_activity(self, text: str) -> bool:
        """Whether a verb of doing, receiving or publishing stands in the text."""
        return not self.activity_verbs.isdisjoint(map(str.__add__, text, text[1:]))


@cache
def language() -> Language:
    """The declared words, read once."""
    declared: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    suffixes = {word: entry["qualifier"] for entry in declared["qualifiers"]["after"] for word in entry["words"]}
    return Language(
        units=_units(declared["units"]),
        prefixes=_prefixes(declared["qualifiers"]["before"]),
        suffixes=suffixes,
        suffix_begins=frozenset(word[0] for word in suffixes),
        activity_verbs=frozenset(declared["activity_verbs"]),
        event_verbs=tuple(declared["event_verbs"]),
        event_nouns=tuple(declared["event_nouns"]),
        event_units=frozenset(declared["event_units"]),
        counting_words=tuple(declared["counting_words"]),
        lead_begins=_any_of(declared["lead_begins"], declared["lead_begins_not"]),
        lead_ends=_by_last(declared["lead_ends"]),
        tail_ends=_any_of(declared["tail_ends"]),
        bare=re.compile(rf"(?:{_any_of(declared['bare_words']).pattern})+"),
    )


def _by_last(words: list[str]) -> dict[str, tuple[str, ...]]:
    by_last: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=lambda word: -len(word)):
        by_last[word[-1]] = (*by_last.get(word[-1], ()), word)
    return by_last


def _any_of(words: list[str], not_before: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One of the words, the longest first; `not_before` gives the characters that must not follow a word."""
    guards = {word: f"(?![{characters}])" for word, characters in (not_before or {}).items()}
    longest_first = sorted(words, key=lambda word: -len(word))
    return re.compile("|".join(re.escape(word) + guards.get(word, "") for word in longest_first))


def _prefixes(entries: list[dict[str, Any]]) -> dict[str, tuple[Prefix, ...]]:
    """By last character the qualifying words, longest first."""
    found: dict[str, list[Prefix]] = {}
    for entry in entries:
        not_after = frozenset(entry.get("not_after", ()))
        only_before = frozenset(entry.get("only_before", ()))
        for word in entry["words"]:
            found.setdefault(word[-1], []).append(Prefix(word, entry["qualifier"], not_after, only_before))
    return {last: tuple(sorted(prefixes, key=lambda prefix: -len(prefix.word))) for last, prefixes in found.items()}


def _units(entries: list[dict[str, Any]]) -> dict[str, re.Pattern[str]]:
    """By first character the units, longest first, each with the words that it must not, or only may, begin."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        unless = "|".join(map(re.escape, entry.get("not_before", ())))
        for unit in entry["units"]:
            guarded = rf"{re.escape(unit)}(?:{_TIMES}|{f'(?!{unless})' if unless else ''})"
            if only := "|".join(map(re.escape, entry.get("only_before", ()))):
                guarded = f"{re.escape(unit)}(?={only})"
            by_first.setdefault(unit[0], []).append((unit, guarded))
    return {first: _alternation(units) for first, units in by_first.items()}


def _alternation(units: list[tuple[str, str]]) -> re.Pattern[str]:
    longest_first = sorted(units, key=lambda unit: -len(unit[0]))
    return re.compile("|".join(guarded for _, guarded in longest_first))
