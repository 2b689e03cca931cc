"""Columns split in several below their names: those of the form are read, shares, changes and other years are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.hand_made import (
    APPLICATIONS,
    DISCLOSURE,
    FIGURES,
    REMEDIES,
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


@pytest.mark.parametrize("years", [(YEAR, YEAR - 1), (YEAR - 1, YEAR), (YEAR - 2, YEAR - 1, YEAR)])
def test_bare_years_are_years(years: Sequence[int]) -> None:
    words, own = list(map(str, years)), years.index(YEAR)
    for code, rows in (("disclosure", split_disclosure(words, own)), ("applications", split_applications(words, own))):
        assert cells(report(code, table(rows))) == whole(code), code


@pytest.mark.parametrize("years", [(YEAR - 1, YEAR - 2), (YEAR, YEAR), (YEAR + 1, YEAR)])
def test_bare_numbers_of_which_one_alone_is_not_the_reports_year_withhold_the_table(years: Sequence[int]) -> None:
    for code, rows in (("disclosure", split_disclosure(list(map(str, years)), 0)),
                       ("applications", split_applications(list(map(str, years)), 0))):  # fmt: skip
        record = report(code, table(rows))
        assert (cells(record), withheld(record)) == ({}, {code})


def split_rows(code: str, words: Sequence[str], own: int) -> list[Row]:
    """A row of its own for each word behind a label, whose figures are those of `own` alone."""
    if code == "remedies":
        heads: list[Row] = [[td("类别", "colspan=2"), *(outcome.zh for outcome in REMEDIES.columns)]]
        labelled = [[row.zh, *(FIGURES[code][f"{row.code}.{c}"] for c in row.columns)] for row in REMEDIES.rows]
    elif code == "applications":
        heads = [[td("", "colspan=2"), *(column.zh for column in APPLICATIONS.columns)]]
        labelled = [list(row) for row in applications([column.code for column in APPLICATIONS.columns])]
    else:
        rows: list[Row] = []
        for (corner, *names), *below in disclosure():
            rows.append([td(corner, "colspan=2"), *names])
            rows += [line for row in below for line in _lines(row, words, own)]
        return rows
    return [*heads, *(line for row in labelled for line in _lines(row, words, own))]


def _lines(row: Sequence[object], words: Sequence[str], own: int) -> Iterator[Row]:
    for n, word in enumerate(words):
        label = [td(row[0], f"rowspan={len(words)}")] if n == 0 else []
        yield [*label, word, *(figure if n == own else other(figure) for figure in row[1:])]


@pytest.mark.parametrize("code", ["disclosure", "applications", "remedies"])
@pytest.mark.parametrize(("words", "own"), [
    ([f"{YEAR}年", f"{YEAR - 1}年"], 0), ([f"{YEAR - 1}年", f"{YEAR}年"], 1), ([str(YEAR), str(YEAR - 1)], 0),
    (["本年", "上年", "增减"], 0), (["上年度", "本年度"], 1), (["件数", "占比"], 0),
])  # fmt: skip
def test_rows_of_other_years_behind_one_label_are_not_read(code: str, words: list[str], own: int) -> None:
    assert cells(report(code, table(split_rows(code, words, own)))) == whole(code)


@pytest.mark.parametrize("code", ["disclosure", "applications", "remedies"])
@pytest.mark.parametrize("words", [[f"{YEAR - 1}年", f"{YEAR - 2}年"], [f"{YEAR}年", "其他"]])
def test_rows_of_which_not_one_alone_is_the_forms_withhold_the_table(code: str, words: list[str]) -> None:
    record = report(code, table(split_rows(code, words, 0)))
    assert (cells(record), withheld(record)) == ({}, {code})


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
