"""Remedies printed apart, each below its name or in a list, and one cell a line with columns beside the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import pytest

from tests.hand_made import (
    APPLICANTS,
    FIGURES,
    REMEDIES,
    RESULTS,
    WORDS,
    Row,
    applications,
    cells,
    piped,
    report,
    table,
    td,
    whole,
    withheld,
)

NAMES = [row.zh for row in REMEDIES.rows]
FIGURES_OF = [
    [FIGURES["remedies"][f"{row.code}.{column.code}"] for column in REMEDIES.columns] for row in REMEDIES.rows
]
LIST: list[list[object]] = [
    [name, result, figure]
    for name, figures in zip(NAMES, FIGURES_OF, strict=True)
    for result, figure in zip(RESULTS, figures, strict=True)
]
Print = Callable[[list[Row]], str]


def line(text: object) -> str:
    return f"<p>{text}</p>"


def lines(rows: Sequence[Row]) -> str:
    return "".join(map(line, chain(*rows)))


def spaced(rows: Sequence[Row]) -> str:
    return "".join(line(" ".join(map(str, row))) for row in rows)


def across(figures: Sequence[object]) -> list[Row]:
    return [RESULTS, figures]


def down(figures: Sequence[object]) -> list[Row]:
    return [["结果", "件数"], *(list(pair) for pair in zip(RESULTS, figures, strict=True))]


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("layout", [across, down])
@pytest.mark.parametrize(
    "names",
    [
        NAMES,
        [f"{n}.{name}" for n, name in enumerate(NAMES, 1)],
        [f"（{number}）{name}情况：" for number, name in zip("一二三", NAMES, strict=True)],
        [NAMES[0], f"行政诉讼（{NAMES[1]}）", f"行政诉讼：{NAMES[2]}"],
    ],
)
def test_each_remedy_below_its_name(
    names: list[str], layout: Callable[[Sequence[object]], list[Row]], print_: Print
) -> None:
    parts = [line(name) + print_(layout(figures)) for name, figures in zip(names, FIGURES_OF, strict=True)]
    assert cells(report("remedies", "".join(parts))) == whole("remedies")


def test_litigation_below_a_line_of_its_own() -> None:
    parts = [table(across(figures)) for figures in FIGURES_OF]
    body = [
        line("（一）行政复议"),
        parts[0],
        line("（二）行政诉讼"),
        line(f"1.{NAMES[1]}"),
        parts[1],
        line(f"2.{NAMES[2]}"),
        parts[2],
    ]
    assert cells(report("remedies", "".join(body))) == whole("remedies")
    rows = table(
        [["类型", *RESULTS], *([name, *figures] for name, figures in zip(NAMES[1:], FIGURES_OF[1:], strict=True))]
    )
    assert cells(report("remedies", "".join([*body[:3], rows]))) == whole("remedies")


def test_the_source_of_a_figure_is_where_it_is_printed() -> None:
    parts = [line(name) + table(down(figures)) for name, figures in zip(NAMES, FIGURES_OF, strict=True)]
    found = [
        (cell.source.table, cell.source.row, cell.source.column) for cell in report("remedies", "".join(parts)).cells
    ]
    assert found == [(number, row, 2) for number in (1, 2, 3) for row in range(2, 7)]


@pytest.mark.parametrize("swap", [(0, 1), (1, 2)])
def test_names_below_their_tables_name_none(swap: tuple[int, int]) -> None:
    parts = [table(across(figures)) + line(name) for name, figures in zip(NAMES, FIGURES_OF, strict=True)]
    record = report("remedies", "".join(parts))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("name", ["上年行政复议", "行政复议以外", "信访", ""])
@pytest.mark.parametrize("place", range(3))
def test_a_name_that_is_not_known_withholds_the_table(place: int, name: str) -> None:
    names = [*NAMES[:place], name, *NAMES[place + 1 :]]
    parts = [line(name) + table(across(figures)) for name, figures in zip(names, FIGURES_OF, strict=True)]
    record = report("remedies", "".join(parts))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def merged() -> list[Row]:
    return [row if n % 5 else [td(row[0], "rowspan=5"), *row[1:]] for n, row in enumerate(_without_names())]


def _without_names() -> list[list[object]]:
    return [row if n % 5 == 0 else row[1:] for n, row in enumerate(LIST)]


@pytest.mark.parametrize("head", [[], [["类型", "结果", "件数"]]])
@pytest.mark.parametrize(
    ("rows", "print_"),
    [
        (LIST, table), (LIST, piped), (LIST, lines), (LIST, spaced), (merged(), table),
        ([row if n % 5 == 0 else ["", *row[1:]] for n, row in enumerate(LIST)], table),
        (_without_names(), lines),
    ],
)  # fmt: skip
def test_a_list_of_remedy_outcome_and_figure(rows: list[Row], print_: Print, head: list[Row]) -> None:
    assert cells(report("remedies", print_([*head, *rows]))) == whole("remedies")


@pytest.mark.parametrize("between", ["", "-", "——", "："])
@pytest.mark.parametrize("print_", [table, piped])
def test_a_list_of_names_run_together(print_: Print, between: str) -> None:
    rows = [[f"{name}{between}{result}", figure] for name, result, figure in LIST]
    assert cells(report("remedies", print_([["项目", "件数"], *rows]))) == whole("remedies")


@pytest.mark.parametrize("place", range(15))
@pytest.mark.parametrize("print_", [table, piped, lines])
def test_a_list_that_lacks_a_row_or_has_two_figures_in_one(print_: Print, place: int) -> None:
    more = [[*row, 1] if n == place else row for n, row in enumerate(LIST)]
    for rows in ([*LIST[:place], *LIST[place + 1 :]], more):
        record = report("remedies", print_([["类型", "结果", "件数"], *rows]))
        assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_two_columns_of_figures_are_not_known() -> None:
    record = report("remedies", table([["类型", "结果", "2023年", "2022年"], *([*row, 7] for row in LIST)]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def counted(rows: Sequence[Row], first: int = 1) -> list[Row]:
    return [[number, *row] for number, row in enumerate(rows, first)]


REMEDY_ROWS: list[Row] = [[name, *figures] for name, figures in zip(NAMES, FIGURES_OF, strict=True)]


@pytest.mark.parametrize("remark", [[], ["无"], ["/"]])
@pytest.mark.parametrize("numbered", [True, False])
def test_numbers_and_remarks_of_rows_one_cell_a_line(remark: list[str], numbered: bool) -> None:
    beside = ["备注"] if remark else []
    for code, heads, rows in (
        ("remedies", RESULTS, REMEDY_ROWS),
        ("applications", WORDS, applications(APPLICANTS)),
    ):
        noted: list[Row] = [[*row, *remark] for row in rows]
        head = [*(["序号"] if numbered else []), "项目", *heads, *beside]
        printed = lines([head, *(counted(noted) if numbered else noted)])
        assert cells(report(code, printed)) == whole(code)


def test_the_name_of_the_first_remedy_behind_a_word_for_remarks_is_no_header() -> None:
    printed = lines([["类型", *RESULTS, "备注"], *REMEDY_ROWS])
    assert cells(report("remedies", printed)) == whole("remedies")


@pytest.mark.parametrize("first", [0, 2])
def test_numbers_that_do_not_count_rows_withhold_the_table(first: int) -> None:
    record = report("remedies", lines([["序号", "类型", *RESULTS], *counted(REMEDY_ROWS, first)]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("figures", [["/"] * 5, [1, "/", "/", "/", 1], ["—", "—", 2, "—", 2]])
@pytest.mark.parametrize("print_", [lines, spaced, table])
def test_the_first_row_of_dashes_and_few_numbers_is_no_header(print_: Print, figures: list[object]) -> None:
    record = report("remedies", print_([["类别", *RESULTS], [NAMES[0], *figures], *REMEDY_ROWS[1:]]))
    printed = {f"{REMEDIES.rows[0].code}.{column.code}": figure if isinstance(figure, int) else None
               for column, figure in zip(REMEDIES.columns, figures, strict=True)}  # fmt: skip
    assert cells(record) == {"remedies": {**FIGURES["remedies"], **printed}}


@pytest.mark.parametrize("run_together", [True, False])
@pytest.mark.parametrize("figures", [["/", "", "/", 0, "/"], ["", "", 2, "", 2], [1, 2, 0, 4, 7]])
def test_remedies_behind_their_names_and_outcomes_in_one_line(figures: list[object], run_together: bool) -> None:
    """The blanks of the cell merged over the outcomes are no figures."""
    own = [[1, 0, 0, 0, 1], figures, [0, 0, 3, 2, 5]]
    parts = [
        "|".join(map(str, [name, "", "", "", "", *RESULTS, *row, ""])) for name, row in zip(NAMES, own, strict=True)
    ]
    record = report("remedies", line("".join(parts)) if run_together else "".join(map(line, parts)))
    printed = {
        f"{row.code}.{column.code}": figure if isinstance(figure, int) else None
        for row, values in zip(REMEDIES.rows, own, strict=True)
        for column, figure in zip(REMEDIES.columns, values, strict=True)
    }
    assert cells(record) == {"remedies": printed}


def test_a_remedy_without_outcomes_is_said_to_be_missing_where_no_other_table_tells_the_form() -> None:
    rows = [["类别", *RESULTS], *REMEDY_ROWS[:2]]
    record = report("remedies", table(rows))
    missing = [finding for finding in record.findings if finding.rule == "parse.rows_missing"]
    assert [(finding.where, NAMES[2] in finding.message) for finding in missing] == [("remedies", True)]


def test_years_before_the_figures_of_a_list_do_not_count_its_rows() -> None:
    assert cells(report("remedies", table(counted(LIST)))) == whole("remedies")
    record = report("remedies", table([[2022, *row] for row in LIST]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})
