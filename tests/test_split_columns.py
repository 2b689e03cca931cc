"""Columns split in several below their names: those of the form are read, shares, changes and other years are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.hand_made import (
    APPLICATIONS,
    DISCLOSURE,
    FIGURES,
    YEAR,
    Row,
    applications,
    cells,
    disclosure,
    report,
    table,
    td,
    whole,
    withheld,
)

OWN = ["数量", "件数（件）", "件", "本年", "今年", f"{YEAR}年", f"{YEAR}年度"]
APART = ["占比", "占比（%）", "%", "所占比例", "上年", "去年同期", "增减", "同比增减", f"{YEAR - 1}年",
         f"{YEAR + 1}年度"]  # fmt: skip
Fill = Callable[[object], object]


def other(figure: object) -> object:
    """What stands beside a figure: neither it nor the figure of a neighbour."""
    return f"{float(str(figure)) + 1000:.1f}"


def split_disclosure(
    words: Sequence[str], own: int, fill: Fill = other, blocks: Sequence[int] = (0, 1, 2)
) -> list[Row]:
    rows: list[Row] = []
    for number, (head, *below) in enumerate(disclosure()):
        wide = len(words) if number in blocks else 1
        rows.append([td(head[0], f"rowspan={2 if wide > 1 else 1}"), *(td(h, f"colspan={wide}") for h in head[1:])])
        rows += [list(words) * (len(head) - 1)] * (wide > 1)
        rows += [[row[0], *(figure if n == own or wide == 1 else fill(figure) for figure in row[1:] for n in range(wide))]
                 for row in below]  # fmt: skip
    return rows


def split_applications(words: Sequence[str], own: int, fill: Fill = other) -> list[Row]:
    organisations = [td(column.zh, f"colspan={len(words)}") for column in APPLICATIONS.columns[1:-1]]
    wide = f"rowspan=2 colspan={len(words)}"
    rows: list[Row] = [
        [td("", "rowspan=4"), td("申请人情况", f"colspan={7 * len(words)}")],
        [td("自然人", wide), td("法人或其他组织", f"colspan={5 * len(words)}"), td("总计", wide)],
        organisations,
        list(words) * 7,
    ]
    for label, *figures in applications([column.code for column in APPLICATIONS.columns]):
        rows.append([label, *(f if n == own else fill(f) for f in figures for n in range(len(words)))])
    return rows


def orders(own: str, apart: str) -> list[tuple[list[str], int]]:
    return [([own, apart], 0), ([apart, own], 1), ([apart, own, "增减率"], 1)]


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("own", OWN)
def test_what_is_set_apart_is_not_read(own: str, apart: str) -> None:
    for words, place in orders(own, apart):
        for code, rows in (("disclosure", split_disclosure(words, place)),
                           ("applications", split_applications(words, place))):  # fmt: skip
            assert cells(report(code, table(rows))) == whole(code), (words, code)


def test_only_some_blocks_are_split() -> None:
    for blocks in ([0], [1], [2], [0, 2], [1, 2]):
        rows = split_disclosure([f"{YEAR}年", f"{YEAR - 1}年"], 0, blocks=blocks)
        assert cells(report("disclosure", table(rows))) == whole("disclosure"), blocks


@pytest.mark.parametrize("words", [
    ["件数", "其他"], [f"{YEAR - 1}年", f"{YEAR - 2}年"], ["件数", "数量"], [f"{YEAR - 1}年", "增减"], ["上年", "占比"],
    [f"{YEAR}年", "件数"],
])  # fmt: skip
def test_words_of_which_not_one_alone_is_the_forms_withhold_the_table(words: list[str]) -> None:
    for fill in (other, lambda _: ""):
        for code, rows in (("disclosure", split_disclosure(words, 0, fill)),
                           ("applications", split_applications(words, 0, fill))):  # fmt: skip
            record = report(code, table(rows))
            assert (cells(record), withheld(record)) == ({}, {code})


def test_blank_figures_are_not_filled_from_what_is_set_apart() -> None:
    blank = dict.fromkeys(FIGURES["disclosure"]) | {"fees.amount": FIGURES["disclosure"]["fees.amount"]}
    for words, own in orders(f"{YEAR}年", f"{YEAR - 1}年"):
        rows = split_disclosure(words, own, blocks=[0, 1])
        for row in rows:
            if row[0] in {r.zh for r in DISCLOSURE.rows[:-1]}:
                row[1:] = ["" if n % len(words) == own else f for n, f in enumerate(row[1:])]  # type: ignore[index]
        assert cells(report("disclosure", table(rows))) == {"disclosure": blank}


def test_a_share_of_this_year_beside_a_blank_total() -> None:
    """Rows whose last figure is blank end where the others end, whatever stood beside it."""
    rows = split_applications(["数量", "占比"], 0)
    rows[5] = [*rows[5][:-2], "", ""]
    expected = {**FIGURES["applications"], "carried_in.total": None}
    assert cells(report("applications", table(rows))) == {"applications": expected}
