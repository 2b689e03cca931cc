"""Numerals: what is printed is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative.numbers import parse_numeral, to_chinese

EXAMPLES = [
    ("461", 461),
    ("1,452", 1452),
    ("1,203,447", 1203447),
    ("3 102", 3102),
    ("5.65万", 56500),
    ("84.24万", 842400),
    ("1653.2万", 16532000),
    ("4.5亿", 450000000),
    ("1亿2000万", 120000000),
    ("3百万", 3000000),
    ("3千", 3000),
    ("0.5", 0.5),
    ("两", 2),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("百", 100),
    ("一百二十三", 123),
    ("一百零三", 103),
    ("一百二", 120),
    ("三千五", 3500),
    ("三万五", 35000),
    ("两千", 2000),
    ("一亿三千万", 130000000),
    ("二〇二四", 2024),
    ("零", 0),
    ("九十六点五", 96.5),
    ("1万2千", 12000),
    ("1千2百万", 12000000),
    ("1万2千3百4十5", 12345),
    ("1亿2千万", 120000000),
    ("1亿2345万6789", 123456789),
    ("12万3456", 123456),
    ("2千5百", 2500),
    ("1万两千", 12000),
    ("1万零5", 10005),
    ("2百零3", 203),
    ("1.2千万", 12000000),
    ("廿三", 23),
    ("一百卅", 130),
]


@pytest.mark.parametrize(("printed", "value"), EXAMPLES)
def test_numeral(printed: str, value: float) -> None:
    parsed = parse_numeral(printed)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize("printed", ["两三", "万", "亿", "三四十", "1" * 5000, "9亿亿亿", "一" * 5000])
def test_no_single_number(printed: str) -> None:
    assert parse_numeral(printed) is None


@pytest.mark.parametrize(
    "printed",
    ["1万5", "12万345", "12万34567", "5千5", "1.5万2千", "1万2万", "1万2千万", "3 0", "12 345 6", "十2", "3千百"],
)
def test_might_be_one_of_two(printed: str) -> None:
    assert parse_numeral(printed) is None


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_sections_of_ten_thousand(high: int, low: int) -> None:
    zero = "零" if low < 1000 else ""
    assert parse_numeral(f"{high}万{zero}{low}") == high * 10**4 + low
    assert parse_numeral(f"{high}亿{low}万") == high * 10**8 + low * 10**4


@given(st.integers(0, 99_999_999))
def test_chinese_round_trip(value: int) -> None:
    assert parse_numeral(to_chinese(value)) == value


@given(st.integers(0, 10**12))
def test_digits_round_trip(value: int) -> None:
    assert parse_numeral(str(value)) == parse_numeral(f"{value:,}") == value


@given(st.integers(1, 10**7), st.sampled_from([("千", 10**3), ("万", 10**4), ("亿", 10**8)]))
def test_hundredths_of_a_magnitude(hundredths: int, magnitude: tuple[str, int]) -> None:
    character, factor = magnitude
    assert parse_numeral(f"{hundredths / 100:.2f}{character}") == hundredths * factor / 100
