"""What one cell of a table says: a figure, a blank, a dash, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parsers.record import Number, State
from parsers.words.text import clean, narrow, simplified, squeeze

_DASHES = frozenset(
    {"/", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "━", "//", "无", "ー", "−", "一一", "|", "／"}
)
#: Nothing in words. No other figure of a table is printed so.
_ZEROS = frozenset({"零", "〇"})
#: Stands in the text of a cell for a picture, which may be that of a figure.
PICTURE = "\ufffc"
#: The unit of a share, which no figure of a form is.
SHARE = "%"
_UNITS = f"万元|亿元|元|件次|件|条|项|个|宗|份|次|人次|人|起|篇|{SHARE}"
#: No figure of a report has so many characters; what has is something else.
_LONGEST = 60
_INNER_BLANK = re.compile(r"\d\s+[\d.,]")
_FIGURE = re.compile(
    rf"(?P<number>[+\-−–—]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<unit>{_UNITS}|\((?:{_UNITS})\))?"
)
#: What is typed for a minus.
_MINUS = re.compile("[−–—]")
#: Marks that lead from a figure to a note. In NFKC they would become digits of it.
_NOTE = re.compile(
    r"(?<=[\d%件条元])\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079①-⑳⑴-⒇*＊※]|[\[［〔]注?\d{1,2}[\]］〕]"
    r"|[(（]注[\d①-⑳]{0,2}[)）]|注[\d①-⑳]{0,2})+$"
)
#: Numbers of notes and columns, which are no figures themselves.
_ORDINAL = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u24ff\u2776-\u2793]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as read. `value` is in `unit`, which is None where the cell prints none."""

    state: State
    value: Number | None = None
    unit: str | None = None


BLANK = Figure("blank")
DASH = Figure("dash")
TEXT = Figure("text")


@lru_cache(maxsize=4096)
def read_figure(text: str) -> Figure:
    """Read one cell. Thousands commas, full-width digits, signs, a printed unit and the mark of a note are understood.

    A figure broken by an inner blank (`1 2`) is `text`: whether it is one figure or two is not known.
    """
    if len(text) > _LONGEST and len(squeeze(text)) > _LONGEST:
        return TEXT
    text = _NOTE.sub("", text.strip())
    printed = simplified(narrow(text))
    if len(printed) > _LONGEST:
        return TEXT
    if not printed:
        return BLANK
    if printed in _DASHES:
        return DASH
    if printed in _ZEROS:
        return Figure("number", 0)
    match = _FIGURE.fullmatch(printed)
    if match is None or _broken(text) or _ORDINAL.search(text):
        return TEXT
    return Figure("number", _number(match["number"]), match["unit"] and match["unit"].strip("()"))


def as_number(value: int | Decimal) -> Number:
    """`value` as int where it is whole, as float otherwise."""
    return int(value) if value == int(value) else float(value)


def _number(digits: str) -> Number:
    return as_number(Decimal(_MINUS.sub("-", digits.replace(",", ""))))


def _broken(text: str) -> bool:
    return _INNER_BLANK.search(clean(text)) is not None
