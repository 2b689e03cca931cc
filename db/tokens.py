"""What of a Chinese text is looked up, and how a query is read.

SQLite's own tokenizers find two characters of Chinese badly or not at all. Here each run of Han characters is
indexed as overlapping pairs and its last character alone; a run of other letters and digits is one token, after
compatibility forms and capitals are folded (ＡＢ to ab, ２０２４ to 2024). A query is words between blanks:

- one Han character is looked up as the beginning of a pair, two as a pair, more as consecutive pairs, so that a
  word is found wherever its characters follow each other; letters and digits are found as whole words;
- all words must occur in a row; one with a leading `-` must not; a query of such words alone finds nothing;
- everything else is literal: punctuation separates runs and is otherwise not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LETTER = f"[^\\W_{_HAN}]"
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|{_LETTER}+")
#: Characters of an excerpt before its first hit, and in all.
_BEFORE, _WIDTH = 40, 160


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text, with the characters of the text as it was given that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query: tokens that must follow each other, of the last one only its beginning if `prefix`.

    `runs` are what the tokens were made of.
    """

    tokens: tuple[str, ...]
    runs: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False

    @property
    def match(self) -> str:
        """The term in the language of FTS5."""
        return f'"{" ".join(self.tokens)}"{"*" if self.prefix else ""}'


def terms(query: str) -> list[Term]:
    """The words of a query that hold anything to look for."""
    found = (_term(word) for word in _normal(query)[0].split())
    return [term for term in found if term.tokens]


def match(query: str) -> str:
    """`query` in the language of FTS5; it never raises and, where there is nothing to look for, finds nothing."""
    wanted = [term.match for term in terms(query) if not term.excluded]
    unwanted = [term.match for term in terms(query) if term.excluded]
    if not wanted:
        return '""'
    return f"({' AND '.join(wanted)})" + (f" NOT ({' OR '.join(unwanted)})" if unwanted else "")


def tokens(text: str) -> Iterator[Token]:
    """What the index holds of `text`, in order."""
    normal, origins = _normal(text)
    for run in _RUN.finditer(normal):
        for start, part in enumerate(_parts(run), start=run.start()):
            yield Token(part, origins[start], origins[start + len(part) - 1] + 1)


def indexed(text: str | None) -> str:
    """What the index holds of `text`, in one line."""
    return " ".join(part for run in _RUN.finditer(_normal(text or "")[0]) for part in _parts(run))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`, as the index finds them: spans in order that do not overlap."""
    normal, origins = _normal(text)
    found = (_pattern(term.runs).finditer(normal) for term in terms(query) if not term.excluded)
    spans = sorted((origins[each.start(1)], origins[each.end(1) - 1] + 1) for some in found for each in some)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str | None, query: str | None) -> str | None:
    """The part of `text` around the first hit of `query`, its beginning where there is none. No word is cut."""
    if text is None:
        return None
    found = hits(text, query or "")
    start = _boundary(text, max(0, (found[0][0] if found else 0) - _BEFORE), -1)
    end = _boundary(text, min(len(text), start + _WIDTH), 1)
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"


def _parts(run: re.Match[str]) -> list[str]:
    """The tokens of a run; each begins one character after the one before."""
    if not run["han"]:
        return [run[0]]
    return [*map(add, run[0], run[0][1:]), run[0][-1]]


def _term(word: str) -> Term:
    excluded, word = word.startswith("-"), word.removeprefix("-")
    runs = list(_RUN.finditer(word))
    found, texts = [part for run in runs for part in _parts(run)], tuple(run[0] for run in runs)
    if not runs or not runs[-1]["han"]:
        return Term(tuple(found), texts, excluded=excluded)
    # Whether the last run goes on in the text is open: its last character alone says nothing.
    alone = len(texts[-1]) == 1
    return Term(tuple(found if alone else found[:-1]), texts, prefix=alone, excluded=excluded)


@lru_cache(maxsize=64)
def _pattern(runs: tuple[str, ...]) -> re.Pattern[str]:
    """Where the index finds these runs as one word, in group 1, for all places that overlap."""
    whole = [f"{run}(?![{_HAN}])" if re.match(f"[{_HAN}]", run) else _word(run) for run in runs[:-1]]
    last = runs[-1] if re.match(f"[{_HAN}]", runs[-1]) else _word(runs[-1])
    return re.compile("(?=(" + r"[\W_]*".join([*whole, last]) + "))")


def _word(run: str) -> str:
    return f"(?<!{_LETTER}){run}(?!{_LETTER})"


def _normal(text: str) -> tuple[str, range | list[int]]:
    """`text` with its forms folded, and for each character which one of `text` it comes from."""
    folded = [_folded(char) for char in text]
    normal = "".join(folded)
    if len(normal) == len(text) and "" not in folded:
        return normal, range(len(text))
    return normal, [origin for origin, part in enumerate(folded) for _ in part]


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char).lower()


def _boundary(text: str, position: int, step: int) -> int:
    """`position`, moved by `step` until it does not stand within a word of letters or digits."""
    word = re.compile(_LETTER)
    while 0 < position < len(text) and word.match(text[position - 1]) and word.match(text[position]):
        position += step
    return position
