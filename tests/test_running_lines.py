"""Lines that stand on several pages of a PDF: its heads and feet are left out, figures and sentences stay."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.breaks import Line, without_running_lines


def printed(text: str, page: int) -> Line:
    line = Line(text)
    line.page, line.top, line.is_foot = page, 760.0, True
    line.right = line.size = line.edge = 0.0
    return line


@pytest.mark.parametrize(
    "texts",
    [
        ["第1页 共3页", "第2页 共3页", "第3页 共3页"],
        ["清水县水务局 2024年度报告"] * 3,
        ["共印100份  9", "共印100份  10", "共印100份  11"],
    ],
)
def test_feet_of_pages_are_left_out(texts: list[str]) -> None:
    assert not list(without_running_lines([printed(text, page) for page, text in enumerate(texts, 1)]))


@pytest.mark.parametrize(
    "texts",
    [["1月公开信息12条", "9月公开信息35条"], ["无。", "无。"], ["收到申请0件；", "收到申请0件；"]],
)
def test_lines_of_the_text_at_the_same_height_stay(texts: list[str]) -> None:
    lines = [printed(text, page) for page, text in enumerate(texts, 1)]
    assert list(without_running_lines(lines)) == lines
