"""Printed labels to the codes of the forms: exact after folding, then by parts, then by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from parsers.forms import FORMS, Label
from parsers.forms.applications import CORNER_NOTE, GROUPS
from parsers.record import Finding
from parsers.words.text import fold, narrow, numbering

#: Likeness below which a printed label is not taken for a known one, and the lead it needs over the next.
_LIKE = 0.75
_LEAD = 0.08
#: Labels shorter than these are compared word for word: as parts of what is printed, and by likeness.
_SHORT = 4
_TOO_SHORT_FOR_LIKENESS = 6
#: Of shorter labels one character is too much.
_SHORTEST_MISSPELT = 4
#: Likeness never passes over these: 不予公开 is not 予以公开.
NEGATIONS = "不未无非"
#: What makes of a label behind it that of something else.
_TAKEN_BACK = ("不", "未", "无", "非", "不予", "免予", "免于", "撤销", "注销")

#: With what labels are numbered.
_NUMERALS = "0123456789一二三四五六七八九十"

#: What is added to a label without another meaning.
_REMARK = re.compile(
    r"[（(](?:单位[:：]?)?(?:件|条|个|项|次|宗|份|元|万元)[)）]\s*$|[（(](?:注|见|详见|含|包括|不含)[^（()）]{0,20}[)）]\s*$|[:：]\s*$"
)
#: The remark in the corner of the applications, where a label was joined to it.
_CORNER = re.compile(rf"[（(]\s*{CORNER_NOTE}[^（()）]*[)）]")
#: What a header says of figures that are not those of the year, unless the form itself says so.
_OTHER_TIME = re.compile("上年|上一年|去年|往年|上年度|历年|累计|同期|同比|增长|增幅")
#: A year in a label, but for that of a day: whether it is the report's is not known here.
_DATED = re.compile(r"(?<!\d)20\d\d(?!\d|年\d{1,2}月)")
_HEADER_NOISE = re.compile(r"\d+|单位.*$|万元$|亿元$|元$")
_UNIT = re.compile(r"[（(](?:件次|[件条个项次宗份起])[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Match:
    """A known label found in print. `exact` is False where only likeness speaks for it.

    `code` is empty for the label of a group of rows, which has no figures of its own.
    """

    table: str
    code: str
    exact: bool = True


class LabelIndex:
    """All labels of one kind (rows, or columns) over all forms, by folded text."""

    def __init__(self, labels: Iterable[tuple[str, Label]], *, header: bool = False) -> None:
        """Index `(table, label)` pairs; with `header` years and units inside labels do not matter."""
        self._header = header
        self._known: dict[str, dict[Match, str | None]] = {}
        for table, label in labels:
            for printed in (label.zh, *label.variants):
                matches = self._known.setdefault(self._key(printed), {})
                matches.setdefault(Match(table, label.code), numbering(label.zh))
        self._timed = {match for key, matches in self._known.items() if _OTHER_TIME.search(key) for match in matches}
        self._long = sorted((key for key in self._known if len(key) >= _SHORT), key=len, reverse=True)

    def _key(self, printed: str) -> str:
        folded = fold(_UNIT.sub("", printed) if self._header else printed)
        return _HEADER_NOISE.sub("", folded) if self._header else folded

    @lru_cache(maxsize=4096)  # noqa: B019 -- the indexes live as long as the process
    def exact(self, printed: str, table: str | None = None) -> Match | None:
        """The label printed, if it is known word for word. `table` decides between tables."""
        return self._choose(self._known.get(self._key(printed)), printed, table)

    @lru_cache(maxsize=4096)  # noqa: B019 -- as above
    def find(self, printed: str, table: str | None = None) -> Match | None:
        """The label printed: known word for word, as the tail or head of what is printed, or by likeness."""
        if match := self.exact(printed, table):
            return match
        if self._header and of_other_time(printed):
            return None
        if (bare := _REMARK.sub("", _CORNER.sub("", printed))) != printed and (match := self.exact(bare, table)):
            return match
        if not self._header and is_dated(printed):
            return None
        match = self._by_part(printed, table) or self._by_likeness(printed, table)
        timed = match is None or Match(match.table, match.code) in self._timed
        return match if timed or not of_other_time(printed) else None

    @lru_cache(maxsize=4096)  # noqa: B019 -- as above
    def begins(self, printed: str) -> bool:
        """Whether a known label begins with what is printed: a label that goes on in the next line."""
        key = self._key(printed)
        return len(key) >= _SHORT and any(known.startswith(key) for known in self._long)

    def _choose(self, matches: dict[Match, str | None] | None, printed: str, table: str | None) -> Match | None:
        if not matches:
            return None
        fitting = {m: n for m, n in matches.items() if table in (None, m.table)}
        # The form of 2019 gives figures to （六）其他处理, which only heads a group in that of 2021.
        fitting = {m: n for m, n in fitting.items() if m.code} or fitting
        if len(fitting) > 1:
            number = numbering(printed)
            fitting = {m: n for m, n in fitting.items() if n == number} or fitting
        codes = {(m.table, m.code) for m in fitting}
        return next(iter(fitting)) if len(codes) == 1 else None

    def _by_part(self, printed: str, table: str | None) -> Match | None:
        key = self._key(printed)
        if len(key) <= _SHORT:
            return None
        tail = next((known for known in self._long if key.endswith(known)), None)
        before = key.removesuffix(tail) if tail else ""
        if before.endswith(_TAKEN_BACK) or self._ends_with_row(before.rstrip(_NUMERALS)):
            return None
        heads = {known for known in self._long if known.startswith(key) and len(key) >= _SHORT + 2}
        known = tail or (heads.pop() if len(heads) == 1 else None)
        return self._choose(self._known[known], printed, table) if known else None

    def _ends_with_row(self, before: str) -> bool:
        """Whether the label of another row stands before one: figures beside both are of several rows, or of one."""
        if self._header:
            return False
        last = (
            before if before in self._known else next((known for known in self._long if before.endswith(known)), None)
        )
        return last is not None and all(match.code for match in self._known[last])

    def _by_likeness(self, printed: str, table: str | None) -> Match | None:
        key = self._key(printed)
        if not _TOO_SHORT_FOR_LIKENESS <= len(key) <= 80:
            return None
        scored: list[tuple[float, Match]] = []
        for known in self._long:
            match = self._choose(self._known[known], printed, table)
            if match is not None and not key.endswith(known):  # else it was found by that part, or taken back
                scored.append((_likeness(key, known), match))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] < _LIKE:
            return None
        best = scored[0][1]
        rival = next((score for score, match in scored if match.code != best.code), 0.0)
        return Match(best.table, best.code, exact=False) if scored[0][0] - rival >= _LEAD else None


def of_other_time(printed: str) -> bool:
    """Whether a header that no form has heads figures of another time than the year."""
    return _OTHER_TIME.search(fold(printed)) is not None


def is_dated(printed: str) -> bool:
    """Whether a label names a year."""
    return "20" in printed and _DATED.search(narrow(printed)) is not None


def differ_by_one(one: str, other: str) -> bool:
    """Whether one character of a label is wrong, missing or too many."""
    short, long = sorted((one, other), key=len)
    if len(long) < _SHORTEST_MISSPELT or len(long) - len(short) > 1:
        return False
    same = next((n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def read_by_likeness(printed: str, code: str, where: str) -> Finding:
    """The note on a label that was read by likeness."""
    message = f"行标签“{printed}”按近似读作 {code} / row label read by likeness"
    return Finding("parse.label_likened", "note", message, where)


def _likeness(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > max(len(one), len(other)) / 3:
        return 0.0
    if any(one.count(mark) != other.count(mark) for mark in NEGATIONS):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


_TABLES = [(form, table) for form in FORMS.values() for table in form.tables]
_GROUPS = {(table.code, GROUPS.get(row.group, row.group)) for _, table in _TABLES for row in table.rows if row.group}
ROWS = LabelIndex(
    [
        *((table.code, row) for _, table in _TABLES for row in table.rows),
        *((table, Label("", group, group)) for table, group in sorted(_GROUPS)),
    ]
)
COLUMNS = LabelIndex(((table.code, column) for _, table in _TABLES for column in table.columns), header=True)
#: Which forms print a given column of the disclosure table: how a form is told by its headers.
FORMS_OF_COLUMN: dict[str, frozenset[str]] = {
    column.code: frozenset(
        form.code for form in FORMS.values() for row in form.tables[0].rows if column.code in row.columns
    )
    for form in FORMS.values()
    for column in form.tables[0].columns
}
