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

#: Chinese numerals: 两 · 十二 · 一百二十三 · 二〇二四 · 廿三 · 叁拾伍.
CHINESE_CHARACTERS = "〇零一二两三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_ARABIC = r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9,]|[^\S\n]+[0-9])|[0-9]+(?:[^\S\n]+[0-9]+)*)(?:\.[0-9]+)?"
_MAGNITUDES = "(?:[余多](?=[百千万亿]))?(?:百(?!分)|[十千万亿])"
#: Digits with or without thousands commas and decimals, then magnitudes and all that goes on behind these:
#: 1,234 · 5.65万 · 1亿2000万 · 1万2千 · 1万零5. Digits with blanks between them (3 0) are one numeral too: no part of
#: a numeral is ever read alone.
DIGITS = rf"{_ARABIC}(?:{_MAGNITUDES}(?:{_MAGNITUDES}|[〇零一二两三四五六七八九]|{_ARABIC})*)?"

_LONGEST = 18
_TOO_MUCH = 10**15
_NUMBER = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_TENS = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)) | {"廿": "二十", "卅": "三十"}
)


def parse_numeral(printed: str) -> Number | None:
    """The value of a numeral, with 万 and 亿 multiplied out; int where it is whole.

    None for what is no single number: two digits in a row without a magnitude (两三, 3 0), no digit at all (万), or
    more than anything that is counted (codes, rows of digits); and for what might be one of two (1万5).
    """
    if len(printed) > _LONGEST:
        return None
    if printed.isascii() and printed.isdigit():
        return int(printed)
    value = _mixed(printed) if printed[0] in "0123456789" else _chinese(printed.translate(_TENS))
    if value is None or value >= _TOO_MUCH:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _mixed(printed: str) -> Decimal | None:
    """The value of digits with magnitudes: what stands before the greatest of them, and what follows it."""
    greatest = max(_MAGNITUDE.keys() & set(printed), key=_MAGNITUDE.__getitem__, default=None)
    if greatest is None:
        return _number(printed)
    head, _, tail = printed.partition(greatest)
    before, behind = _mixed(head), _behind(tail, _MAGNITUDE[greatest])
    if before is None or behind is None or (tail and before % 1):
        return None
    return before * _MAGNITUDE[greatest] + behind


def _number(printed: str) -> Decimal | None:
    if _NUMBER.fullmatch(printed):
        return Decimal(printed.replace(",", "").replace(" ", ""))
    return Decimal(_DIGIT_OF[printed]) if printed in _DIGIT_OF else None


def _behind(printed: str, magnitude: int) -> Decimal | None:
    """What follows a magnitude: less than it, and all its places (12万3456) or a 零 (1万零5); 1万5 might be 15000."""
    if not printed:
        return Decimal(0)
    value = _mixed(printed.lstrip("零〇"))
    if value is None or value % 1 or value >= magnitude:
        return None
    told = printed[0] in "零〇" or not _MAGNITUDE.keys().isdisjoint(printed) or value * 10 >= magnitude
    return value if told else None


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
        elif character not in _LARGE:
            return None
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
