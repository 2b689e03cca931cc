"""A section's text made easy to match, with the way back to what was printed.

Full-width digits, letters and punctuation become half-width one for one; blanks disappear, except between two
digits, where they may separate two figures. Line breaks stay, for they part paragraphs, but for
those between what is counted and its figure.
"""

from __future__ import annotations

import re

_WIDE = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)} | {
    "︰": ":",
    "﹪": "%",
    "﹐": ",",
    "﹔": ";",
    "【": "(",
    "】": ")",
}
_BLANK = " \t\r\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
_WIDE_PRESENT = re.compile(r"[！-～︰﹪﹐﹔【】]")
#: Blanks come first: they are found fast, and what stands before them is asked behind the first of them.
_REMOVABLE_BLANK = re.compile(rf"[{_BLANK}](?:(?<![0-9{_BLANK}][{_BLANK}])[{_BLANK}]*|[{_BLANK}]*(?![0-9{_BLANK}]))")


#: 粉丝1.2w.
_TEN_THOUSAND = re.compile(r"[wW](?<=[0-9][wW])(?=[+多余,。;、)人次]|$)")
#: 收到申请5件. with the point of another keyboard; none of a number's (一.), of a name's (“平安.城关”).
_FULL_STOP = re.compile(
    r"\.(?<=[\u4e00-\u9fff]\.)(?<![一二三四五六七八九十]\.)(?=[\s\u4e00-\u9fff]|$)(?![^“”\n]{0,12}”)"
)
#: A line break amid a sentence: 公开政府信息⏎345条，其中…
_AMID = re.compile(
    r"\n(?<=[\u4e00-\u9fff]\n)(?=[0-9][0-9.,]*[余多万亿]*(?:[条件次份篇个项人场期起封宗名户部家]|人次|场次|条次|[万亿]?元)[,;。、()])"
)


class Prose:
    """`text` is what the rules read; offsets into it are translated by `origin` and `printed`."""

    __slots__ = ("_kept", "source", "text")

    def __init__(self, source: str) -> None:
        """Fold `source`, the text of a section as printed."""
        self.source = source
        narrow = _narrowed(source)
        blanks = any(map(source.__contains__, _BLANK))
        text = _REMOVABLE_BLANK.sub("", narrow) if blanks else narrow
        breaks: set[int] = {found.start() for found in _AMID.finditer(text)} if "\n" in text else set()
        text = _AMID.sub("", text) if breaks else text
        text = _TEN_THOUSAND.sub("万", text) if "w" in text or "W" in text else text
        self.text = _FULL_STOP.sub("。", text) if "." in text else text
        #: For every character of `text` its offset in the source; None where they are the same.
        self._kept = _offsets(narrow) if blanks else None
        if breaks:
            kept = self._kept or range(len(narrow))
            self._kept = [place for at, place in enumerate(kept) if at not in breaks]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of `text[start:end]`, which is not empty."""
        if self._kept is None:
            return start, end
        return self._kept[start], self._kept[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """What the source prints for `text[start:end]`."""
        first, last = self.origin(start, end)
        return self.source[first:last]


def _narrowed(source: str) -> str:
    position = 0
    while found := _WIDE_PRESENT.search(source, position):  # each once: then it is nowhere left
        source = source.replace(found[0], _WIDE[found[0]])
        position = found.end()
    return source


def _offsets(narrow: str) -> list[int]:
    """The offsets of the characters that are left when blanks are taken out."""
    kept: list[int] = []
    position = 0
    for blank in _REMOVABLE_BLANK.finditer(narrow):
        kept.extend(range(position, blank.start()))
        position = blank.end()
    kept.extend(range(position, len(narrow)))
    return kept
