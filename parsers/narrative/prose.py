"""A section's text made easy to match, with the way back to what was printed.

Full-width digits, letters and punctuation become half-width one for one; blanks disappear, except between two
digits, where they may separate two figures. Line breaks stay: they part paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_WIDE = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)} | {"︰": ":", "﹪": "%", "﹐": ",", "﹔": ";"}
_BLANK = " \t\r\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
_WIDE_PRESENT = re.compile(r"[！-～︰﹐-﹫]")
_REMOVABLE_BLANK = re.compile(rf"(?<![0-9{_BLANK}])[{_BLANK}]+|[{_BLANK}]+(?![0-9{_BLANK}])")


@dataclass(frozen=True)
class Prose:
    """`text` is what the rules read; offsets into it are translated by `origin` and `printed`."""

    source: str

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return _REMOVABLE_BLANK.sub("", self._narrow) if self._has_blanks else self._narrow

    @cached_property
    def _narrow(self) -> str:
        narrow = self.source
        for character in set(_WIDE_PRESENT.findall(narrow)):
            narrow = narrow.replace(character, _WIDE.get(character, character))
        return narrow

    @cached_property
    def _has_blanks(self) -> bool:
        return any(map(self.source.__contains__, _BLANK))

    @cached_property
    def _kept(self) -> list[int]:
        """For every character of `text` its offset in the source."""
        kept: list[int] = []
        position = 0
        for blank in _REMOVABLE_BLANK.finditer(self._narrow):
            kept.extend(range(position, blank.start()))
            position = blank.end()
        kept.extend(range(position, len(self._narrow)))
        return kept

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of `text[start:end]`, which is not empty."""
        if not self._has_blanks:
            return start, end
        return self._kept[start], self._kept[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """What the source prints for `text[start:end]`."""
        first, last = self.origin(start, end)
        return self.source[first:last]
