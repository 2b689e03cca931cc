"""Columns of prose are parted, cells beside each other in a table without lines are not."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.formats.pdf.columns import Columns

WIDTH, SIZE = 595.0, 12.0


def line(top: float, *pieces: tuple[float, str]) -> dict[str, Any]:
    chars = [
        {"text": c, "x0": x + n * SIZE, "x1": x + (n + 1) * SIZE, "size": SIZE, "top": top}
        for x, text in pieces
        for n, c in enumerate(text)
    ]
    return {"text": " ".join(t for _, t in pieces), "chars": chars, "top": top, "x1": chars[-1]["x1"]}


def read(rows: list[list[tuple[float, str]]]) -> list[str]:
    lines = [line(100.0 + 20 * n, *row) for n, row in enumerate(rows)]
    return [found.line["text"] for found in sorted(Columns().read(lines, WIDTH), key=lambda found: found.place)]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = "我局通过门户网站主动公开各类政府信息", "全年召开会议并开展培训与宣传活动多次"
    assert read([[(72, left), (310, right)]] * 6) == [left] * 6 + [right] * 6


@pytest.mark.parametrize(
    "row",
    [
        [(72, "办公室工作人员认真办理信息"), (330, "公开政府信息工作动态一百条")],
        [(72, "一月主动公开政府信息"), (205, "五十三条"), (330, "一月收到政府信息公开申请"), (490, "四件")],
    ],
)
def test_rows_of_a_table_are_read_as_rows(row: list[tuple[float, str]]) -> None:
    assert read([row] * 6) == [" ".join(text for _, text in row)] * 6
