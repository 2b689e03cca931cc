"""Labels that stand upright in their cells, as lines of one character each: put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.words.figures import read_figure
from parsers.words.labels import COLUMNS, ROWS

#: What stands before the last cell of a line, and behind the first one: a mark between cells, or blanks.
_LAST = re.compile(r"^(?P<before>.*(?:[|\t]|\s{2})\s*)?(?P<cell>\S)\s*$")
_FIRST = re.compile(r"^\s*(?P<cell>\S)(?P<behind>\s*(?:[|\t]|\s{2}).*)?$")
#: No label is longer, and none with fewer characters is looked for.
_LONGEST, _FEWEST = 40, 3
_BRACKETS = "()"
#: No report has more lines.
_MOST_LINES = 20_000
#: Nor do more characters stand below each other in one table.
_MOST = 300


def upright(lines: list[str]) -> list[str]:
    """The lines, runs of characters one below the other that are labels of the forms as a line each."""
    numbered = enumerate(lines if len(lines) <= _MOST_LINES else ())
    single = {n for n, line in numbered if len(line) < _LONGEST and _stands_alone(line.strip())}
    if not single:
        return lines
    found: list[str] = []
    position = 0
    while position < len(lines):
        if position not in single and position + 1 not in single:
            found.append(lines[position])
            position += 1
            continue
        words, end = _words(lines, position, single)
        found += words or lines[position:end]
        position = end
    return found


def _stands_alone(character: str) -> bool:
    """Whether a character may be one of a label: it is no figure, and no dash."""
    whole = len(character) == 1 and (not character.isascii() or character in _BRACKETS)
    return whole and read_figure(character).state == "text"


def _words(lines: Sequence[str], start: int, single: set[int]) -> tuple[list[str], int]:
    """The labels printed from `start` on, with what stands before the first in its line and behind the last; and the
    line behind them. None if any character is of none: of what stands below each other all is looked at together.
    """
    end = start + 1
    while end in single and end - start < _MOST:
        end += 1
    first = _LAST.match(lines[start])
    if first is None:
        return [], start + 1
    characters = [first["cell"], *(lines[n].strip() for n in range(start + 1, end))]
    last = _FIRST.match(lines[end]) if end < len(lines) else None
    for behind in (last, None):
        together = [*characters, *([behind["cell"]] if behind else [])]
        words = _known("".join(together)) if len(together) >= _FEWEST else []
        if words:
            words[0] = (first["before"] or "") + words[0]
            words[-1] += (behind["behind"] or "") if behind else ""
            return words, end + (behind is not None)
    return [], end


def _known(characters: str) -> list[str]:
    """The labels and words of headers that characters print one behind the other; none where one is of none."""
    words: list[str] = []
    while characters:
        length = next((n for n in range(min(len(characters), _LONGEST), 1, -1) if _is_known(characters[:n])), 0)
        if not length:
            return []
        words.append(characters[:length])
        characters = characters[length:]
    return words


def _is_known(word: str) -> bool:
    return read_figure(word).state == "text" and (ROWS.exact(word) is not None or COLUMNS.exact(word) is not None)
