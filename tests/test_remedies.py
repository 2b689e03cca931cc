"""Remedies printed as rows, as columns, and with sums over all of them: each figure in its place, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.figures import history
from fixtures.model import Figures
from parsers.record import Report
from tests.hand_made import HEADINGS, REMEDIES, YEAR, cells, disclosure, piped, report, table, td, withheld
from tests.table_mutations import MUTATIONS, Rows, faults, mutated

WORDS = {row.code: row.zh for row in REMEDIES.rows}
RESULTS = {outcome.code: outcome.zh for outcome in REMEDIES.columns}
DIRECT, AFTER = list(WORDS)[1:]
#: No two alike but for two that are 0.
FIGURES: Figures = {
    "remedies": {
        f"{code}.{result}": value
        for code, values in zip(WORDS, [(1, 2, 4, 8, 15), (30, 0, 60, 7, 97), (0, 20, 3, 10, 33)], strict=True)
        for result, value in zip(RESULTS, values, strict=True)
    }
}


def figure(remedy: str, result: str, figures: Figures = FIGURES) -> int:
    return int(figures["remedies"][f"{remedy}.{result}"] or 0)


def over_all(result: str, figures: Figures = FIGURES) -> int:
    return sum(figure(remedy, result, figures) for remedy in WORDS)


def below_each_other(figures: Figures = FIGURES) -> Rows:
    """A row for each remedy, and one of sums."""
    rows: Rows = [[WORDS[code], *(figure(code, result, figures) for result in RESULTS)] for code in WORDS]
    return [["类别", *RESULTS.values()], *rows, ["合计", *(over_all(result, figures) for result in RESULTS)]]


def side_by_side(figures: Figures = FIGURES) -> Rows:
    """A column for each remedy, and one of sums."""
    heads = ["结果", *WORDS.values(), "合计"]
    return [heads, *([RESULTS[result], *(figure(code, result, figures) for code in WORDS), over_all(result, figures)]
                     for result in RESULTS)]  # fmt: skip


def notes(record: Report) -> list[str]:
    return [f.message for f in record.findings if f.rule == "parse.subtotal_left_out"]


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("word", ["合计", "总计", "小计"])
def test_a_row_of_sums_below_the_remedies_is_left_out_and_said(word: str, print_: Callable[[Rows], str]) -> None:
    *rows, sums = below_each_other()
    record = report("remedies", print_([*rows, [word, *sums[1:]]]))
    assert cells(record) == FIGURES
    assert notes(record) == [f"“{word}”一行官方格式没有，未收录 / the form has no such row, left out"]


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("word", ["合计", "总计"])
def test_a_row_of_sums_below_a_header_that_is_printed_again(
    word: str, each: bool, print_: Callable[[Rows], str]
) -> None:
    head, *rows, sums = below_each_other()
    printed = [part for row in rows for part in (head, row)] if each else [head, *rows]
    record = report("remedies", print_([*printed, head, [word, *sums[1:]]]))
    assert (cells(record), len(notes(record))) == (FIGURES, 1)


@pytest.mark.parametrize("dash", ["/", "—", "无"])
def test_a_remedy_whose_row_is_dashed_is_no_header(dash: str) -> None:
    rows = below_each_other()[:-1]
    record = report("remedies", table([*rows[:-1], [rows[-1][0], *[dash] * len(RESULTS)]]))
    assert {(cell.row, cell.column): cell.state for cell in record.cells} == {
        (code, result): "dash" if code == AFTER else "number" for code in WORDS for result in RESULTS
    }


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("sums", [True, False])
def test_remedies_side_by_side_are_read_by_the_header(sums: bool, print_: Callable[[Rows], str]) -> None:
    rows = side_by_side() if sums else [row[:-1] for row in side_by_side()]
    assert cells(report("remedies", print_(rows))) == FIGURES


@pytest.mark.parametrize("order", [[3, 1, 2, 4], [4, 3, 2, 1]])
@pytest.mark.parametrize("results", [[0, 1, 2, 3, 4], [4, 2, 0, 3, 1]])
def test_remedies_side_by_side_in_any_order(order: list[int], results: list[int]) -> None:
    heads, *rows = [[row[0], *(row[n] for n in order)] for row in side_by_side()]
    assert cells(report("remedies", table([heads, *(rows[n] for n in results)]))) == FIGURES


def test_remedies_side_by_side_below_the_word_for_litigation() -> None:
    _, *rows = side_by_side()
    heads = [
        [td("结果", "rowspan=2"), td("行政复议", "rowspan=2"), td("行政诉讼", "colspan=2"), td("总计", "rowspan=2")],
        [WORDS[DIRECT], WORDS[AFTER]],
    ]
    record = report("remedies", table([*heads, *rows]))
    assert cells(record) == FIGURES
    source = next(cell.source for cell in record.cells if (cell.row, cell.column) == (AFTER, "corrected"))
    assert (source.row, source.column) == (4, 4)


@pytest.mark.parametrize("mark", ["", "/"])
def test_blank_and_dashed_figures_of_remedies_side_by_side(mark: str) -> None:
    rows = [[cell or mark for cell in row] for row in side_by_side()]
    record = report("remedies", table(rows))
    assert {(c.row, c.column): c.value for c in record.cells} == {
        (code, result): figure(code, result) or None for code in WORDS for result in RESULTS
    }


@pytest.mark.parametrize(
    "heads", [["结果", WORDS[DIRECT], WORDS[AFTER], "行政诉讼", "合计"], ["结果", *WORDS.values(), "平均"]]
)
def test_columns_that_are_no_remedy_and_no_sum_withhold_the_table(heads: list[str]) -> None:
    record = report("remedies", table([heads, *side_by_side()[1:]]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_results_that_are_not_all_there_withhold_the_table() -> None:
    record = report("remedies", table(side_by_side()[:-1]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def in_one_row(sums: str) -> Rows:
    """The form's own layout, beside sums over all remedies: of the totals, or of each result."""
    of_each = sums == "of each result"
    heads = [
        [td("行政复议", "colspan=5"), td("行政诉讼", "colspan=10"), td("合计", "colspan=5" if of_each else "rowspan=3")],
        [*(td(word, "rowspan=2") for word in RESULTS.values()), td(WORDS[DIRECT], "colspan=5"),
         td(WORDS[AFTER], "colspan=5"), *(td(word, "rowspan=2") for word in RESULTS.values() if of_each)],
        [*RESULTS.values()] * 2,
    ]  # fmt: skip
    row = [figure(code, result) for code in WORDS for result in RESULTS]
    return [*heads, [*row, *(over_all(result) for result in (RESULTS if of_each else ["total"]))]]


@pytest.mark.parametrize("sums", ["of the totals", "of each result"])
def test_sums_beside_fifteen_figures_are_left_out(sums: str) -> None:
    assert cells(report("remedies", table(in_one_row(sums)))) == FIGURES


@pytest.mark.parametrize("sums", ["of the totals", "of each result"])
@pytest.mark.parametrize("lost", range(16))
def test_a_figure_lost_beside_sums_withholds_the_table(sums: str, lost: int) -> None:
    *heads, row = in_one_row(sums)
    record = report("remedies", table([*heads, [*row[:lost], *row[lost + 1 :]]]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize(
    "printed",
    [
        ["", "", "", "", ""],
        ["/", "/", "/", "/", "/"],
        ["/", "2", "/", "/", "2"],
        ["", "", "", 2, 2],
        ["/", "", "", "", 1],
    ],
)
def test_a_row_behind_the_word_for_litigation_is_no_header(printed: list[object]) -> None:
    head, first, _, last, _ = below_each_other()
    rows = [[td("项目", "colspan=2"), *head[1:]], [td(first[0], "colspan=2"), *first[1:]]]
    rows += [[td("行政诉讼", "rowspan=2"), WORDS[DIRECT], *printed], last]
    values = [int(str(text)) if str(text).isdigit() else None for text in printed]
    own = {f"{DIRECT}.{result}": value for result, value in zip(RESULTS, values, strict=True)}
    assert cells(report("remedies", table(rows))) == {"remedies": FIGURES["remedies"] | own}


@pytest.mark.parametrize("blank", range(15))
def test_a_word_before_the_figures_of_all_remedies_where_the_header_shows_their_columns(blank: int) -> None:
    head, below, lowest, figures = in_one_row("of the totals")
    printed = ["" if n == blank else value for n, value in enumerate(figures[:15])]
    expected = FIGURES["remedies"]
    rows = [[td("", "rowspan=3"), *head[:2]], below, lowest, ["件数", *printed]]
    assert cells(report("remedies", table(rows))) == {"remedies": {**expected, list(expected)[blank]: None}}
    record = report("remedies", table([*rows[:3], ["件数", *printed[:3], *printed[4:]]]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("blank", [None, 0, 7])
@pytest.mark.parametrize("word", ["上年", "去年", "同比", "增减", "占比", "累计", "2022"])
def test_words_for_other_figures_before_those_of_all_remedies_withhold_the_table(word: str, blank: int | None) -> None:
    head, below, lowest, figures = in_one_row("of the totals")
    printed = ["" if n == blank else value for n, value in enumerate(figures[:15])]
    record = report("remedies", table([[td("", "rowspan=3"), *head[:2]], below, lowest, [word, *printed]]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("layout", [below_each_other, side_by_side])
@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("mutate", MUTATIONS)
@given(seed=st.integers(0, 10**6), scale=st.sampled_from([3, 60]))
def test_no_damage_makes_a_wrong_figure(
    layout: Callable[[Figures], Rows], print_: Callable[[Rows], str], mutate: Callable[..., None], seed: int, scale: int
) -> None:
    figures = history(str(seed), {YEAR: "2021"}, scale)[YEAR]
    # The form is told by a table of another section.
    others = f"<p>{HEADINGS['disclosure']}</p>" + table(row for block in disclosure() for row in block)
    record = report("remedies", print_(mutated(layout(figures), mutate, seed)) + others)
    assert faults(record, "remedies", figures) == []
