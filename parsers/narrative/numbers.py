"""Numerals as they are printed: digits, Chinese numerals, and mixtures of both (5.65万, 1亿2000万, 三千二百)."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.record import Number

_DIGIT_OF = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_MAGNITUDE = _SMALL | _LARGE

#: Digits with or without thousands commas and decimals, then magnitudes: 1,234 · 5.65万 · 1亿2000万 · 3百万.
#: Digits once passed are not tried again in part, since no digit follows them: `++`.
DIGITS = r"(?:\d{1,3}+(?:[, ]\d{3})+(?![\d,])|\d++)(?:\.\d++)?(?:[十百千]?[万亿]+(?:\d+万)?|[百千](?!分))?"
#: Chinese numerals: 两 · 十二 · 一百二十三 · 二〇二四.
CHINESE_CHARACTERS = "〇零一二两三四五六七八九十百千万亿"

_LONGEST = 18
_TOO_MUCH = 10**15
_GROUP = re.compile(r"([\d, .]+)([十百千万亿]*)")


def parse_numeral(printed: str) -> Number | None:
    """The value of a numeral, with 万 and 亿 multiplied out; int where it is whole.

    None for what is no single number: two digits in a row without a magnitude (两三), no digit at all (万), or
    more than anything that is counted (codes, rows of digits).
    """
    if len(printed) > _LONGEST:
        return None
    if printed.isascii() and printed.isdigit():
        return int(printed)
    value = _mixed(printed) if printed[0] in "0123456789" else _chinese(printed)
    if value is None or value >= _TOO_MUCH:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _mixed(printed: str) -> Decimal | None:
    total = Decimal(0)
    for digits, magnitudes in _GROUP.findall(printed):
        group = Decimal(digits.replace(",", "").replace(" ", ""))
        for magnitude in magnitudes:
            group *= _MAGNITUDE[magnitude]
        total += group
    return total


def _chinese(printed: str) -> Decimal | None:
    whole, point, decimals = printed.partition("点")
    if point:
        value = _chinese(whole)
        fraction = "".join(str(_DIGIT_OF.get(character, "")) for character in decimals)
        return None if value is None or len(fraction) < len(decimals) else value + Decimal(f"0.{fraction}")
    if all(character in _DIGIT_OF for character in printed):
        return _positional(printed)
    total = section = 0
    digit: int | None = None
    for character in printed:
        if character in _DIGIT_OF:
            if digit:
                return None
            digit = _DIGIT_OF[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = None
        else:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _LARGE[character] if character == "亿" else total + section * 10**4
            section, digit = 0, None
    return Decimal(total + section + _trailing(printed, digit))


def _trailing(printed: str, digit: int | None) -> int:
    """The last digit, which after a magnitude without 零 stands for the next lower one: 一百二 is 120, 三万五 35000."""
    if not digit:
        return 0
    before = printed[-2:-1]
    if before in _MAGNITUDE and before != "十":
        return digit * _MAGNITUDE[before] // 10
    return digit


def _positional(printed: str) -> Decimal | None:
    if len(printed) > 1 and "〇" not in printed and "零" not in printed:
        return None
    return Decimal("".join(str(_DIGIT_OF[character]) for character in printed))


def to_chinese(value: int) -> str:
    """`value` (0 to 99,999,999) in Chinese numerals, as `parse_numeral` reads them back."""
    if value == 0:
        return "零"
    high, low = divmod(value, 10**4)
    if not high:
        return _below_ten_thousand(low)
    gap = "零" if 0 < low < 1000 else ""
    return _below_ten_thousand(high) + "万" + gap + (_below_ten_thousand(low) if low else "")


def _below_ten_thousand(value: int) -> str:
    printed, pending_zero = "", False
    for magnitude, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, magnitude)
        if digit:
            printed += ("零" if pending_zero and printed else "") + "〇一二三四五六七八九"[digit] + name
            pending_zero = False
        else:
            pending_zero = bool(printed)
    return printed.removeprefix("一") if printed.startswith("一十") else printed
