"""Tables turned: results of remedies as rows, also without columns; applicants as rows; halves side by side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, groupby, permutations, zip_longest

import pytest

from parsers.forms.applications import GROUPS
from tests.hand_made import (
    APPLICANTS,
    APPLICATIONS,
    FIGURES,
    REMEDIES,
    WORDS,
    applications,
    cells,
    disclosure,
    piped,
    report,
    table,
    td,
    whole,
    withheld,
)

RESULTS = [column.code for column in REMEDIES.columns]
LABELS = {row.code: row.zh for row in REMEDIES.rows}
CODES = list(LABELS)


def turned(order: list[str], *, group: bool = False, sums: bool = False) -> list[list[object]]:
    """A row for each result, below a header of one row or of two."""
    figures = FIGURES["remedies"]
    rows: list[list[object]] = [["结果", *(LABELS[code] for code in order), *(["合计"] if sums else [])]]
    if group:
        rows = [
            ["结果", LABELS[order[0]], "行政诉讼", *(["合计"] if sums else [])],
            [LABELS[code] for code in order[1:]],
        ]
    for result in REMEDIES.columns:
        row = [figures[f"{code}.{result.code}"] for code in order]
        rows.append([result.zh, *row, *([sum(map(int, row))] if sums else [])])  # type: ignore[arg-type]
    return rows


def lines(rows: list[list[object]]) -> str:
    return "".join(f"<p>{cell}</p>" for cell in chain(*rows))


def lines_with_pipes(rows: list[list[object]]) -> str:
    return "".join(f"<p>{cell} |</p>" for cell in chain(*rows))


def spaced(rows: list[list[object]]) -> str:
    return "".join(f"<p>{'　'.join(map(str, row))}</p>" for row in rows)


PRINTS = [lines, lines_with_pipes, spaced, piped]
Print = Callable[[list[list[object]]], str]


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize("sums", [False, True])
@pytest.mark.parametrize("order", list(permutations(CODES)))
def test_results_below_each_other(order: tuple[str, ...], sums: bool, print_: Print) -> None:
    assert cells(report("remedies", print_(turned(list(order), sums=sums)))) == whole("remedies")


@pytest.mark.parametrize("print_", PRINTS)
@pytest.mark.parametrize("sums", [False, True])
def test_results_below_a_header_of_two_rows(sums: bool, print_: Print) -> None:
    assert cells(report("remedies", print_(turned(CODES, group=True, sums=sums)))) == whole("remedies")


@pytest.mark.parametrize("print_", [piped, table])
def test_results_below_each_other_of_which_some_are_blank(print_: Print) -> None:
    """The last of a remedy is blank, and so are others: nothing is lost."""
    rows = turned(CODES)
    rows[-1][2] = rows[1][2] = ""
    expected = FIGURES["remedies"] | {f"{CODES[1]}.total": None, f"{CODES[1]}.upheld": None}
    assert cells(report("remedies", print_(rows))) == {"remedies": expected}


@pytest.mark.parametrize("print_", [lines, lines_with_pipes])
@pytest.mark.parametrize("place", range(15))
@pytest.mark.parametrize("put", [[], ["7", "7"], ["×"], ["五起"]])
def test_a_figure_lost_or_more_withholds_the_table(put: list[str], place: int, print_: Print) -> None:
    rows = turned(CODES)
    row, column = divmod(place, 3)
    rows[1 + row][1 + column : 2 + column] = put
    record = report("remedies", print_(rows))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("header", [
    ["行政诉讼", "行政复议", "未经复议直接起诉", "复议后起诉"], ["行政复议", "行政诉讼", "复议后起诉", "未经复议直接起诉"],
    ["行政复议", "未经复议直接起诉", "行政赔偿", "复议后起诉"], ["合计", "行政诉讼", "行政复议", "未经复议直接起诉", "复议后起诉"],
])  # fmt: skip
def test_a_header_that_leaves_the_order_open_withholds_the_table(header: list[str]) -> None:
    figures = turned(CODES, sums="合计" in header)[1:]
    record = report("remedies", lines([["结果", *header], *figures]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_a_row_of_words_alone() -> None:
    """The form's own layout, whose figures are all told in words."""
    header = "<tr><td colspan=5 rowspan=2>行政复议<td colspan=10>行政诉讼<tr><td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉"
    outcomes = "<tr>" + "".join(f"<td>{column.zh}" for column in REMEDIES.columns) * 3
    for words in (["没有"] * 15, ["未发生", "没有", "无此情况"] * 5):
        record = report("remedies", f"<table>{header}{outcomes}<tr><td>{'<td>'.join(words)}</table>")
        assert [(cell.state, cell.raw) for cell in record.cells] == [("text", word) for word in words]
        below = f"<tr><td>{'<td>'.join(words)}<tr>" + "".join(f"<td>{n}" for n in FIGURES["remedies"].values())
        assert cells(report("remedies", f"<table>{header}{outcomes}{below}</table>")) == whole("remedies")
    for printed, state in (("无", "dash"), ("/", "dash"), ("0", "number"), ("0件", "number")):
        record = report("remedies", f"<table>{header}{outcomes}<tr><td colspan=15>{printed}</table>")
        assert [(cell.state, cell.raw) for cell in record.cells] == [(state, printed)] * 15
    for merged in ("<td colspan=15>3", "<td colspan=14>0<td>0", "<td colspan=10>0"):
        record = report("remedies", f"<table>{header}{outcomes}<tr>{merged}</table>")
        assert (cells(record), withheld(record)) == ({}, {"remedies"})


def applicants(*, groups: bool = False) -> list[list[object]]:
    """A row for each applicant below the labels of the form's rows, those of groups in a row above them."""
    heads: list[object] = ["申请人"]
    below: list[object] = []
    for group, run in groupby(APPLICATIONS.rows, key=lambda row: row.group if row.group in GROUPS else None):
        members = list(run)
        inside = groups and group is not None and group != "results"
        heads += [td(GROUPS[group or ""], f"colspan={len(members)}")] if inside else [row.zh for row in members]
        below += [row.zh for row in members] if inside else []
    rows = [
        [word, *figures] for word, *figures in zip(WORDS, *(row[1:] for row in applications(APPLICANTS)), strict=True)
    ]
    if not groups:
        return [heads, *rows]
    return [[cell if "colspan" in str(cell) else td(cell, "rowspan=2") for cell in heads], below, *rows]


@pytest.mark.parametrize("groups", [False, True])
def test_applicants_as_rows(*, groups: bool) -> None:
    record = report("applications", table(applicants(groups=groups)))
    assert (cells(record), withheld(record)) == (whole("applications"), set())
    last = next(cell for cell in record.cells if (cell.row, cell.column) == ("carried_over", "total"))
    assert (last.source.row, last.source.column) == (8 + groups, len(APPLICATIONS.rows) + 1)


def test_applicants_as_rows_whose_totals_are_blank() -> None:
    rows = applicants(groups=False)
    blank = [place for place in range(1, len(rows[-1])) if not rows[-1][place]]
    rows[-1] = ["" if place in blank else cell for place, cell in enumerate(rows[-1])]
    record = report("applications", table(rows))
    expected = FIGURES["applications"] | {f"{APPLICATIONS.rows[place - 1].code}.total": None for place in blank}
    assert blank
    assert (cells(record), withheld(record)) == ({"applications": expected}, set())


@pytest.mark.parametrize("lost", [(0, 3), (0, 8), (1, 1), (1, 9), (2, 5), (4, 11), (8, 25)])
@pytest.mark.parametrize("again", [False, True])
def test_applicants_as_rows_with_a_cell_lost_or_too_many(lost: tuple[int, int], *, again: bool) -> None:
    rows = applicants(groups=True)
    row, place = lost
    if again:
        rows[row].insert(place, rows[row][place])
    else:
        del rows[row][place]
    record = report("applications", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def beside(left: list[list[object]], right: list[list[object]], width: int) -> list[list[object]]:
    """Rows with those of another part of their table to the right."""
    pairs = zip_longest(left, right, fillvalue=[])
    return [[cell for half in pair for cell in [*half, *[""] * (width - len(half))]] for pair in pairs]


def test_halves_of_applications_side_by_side() -> None:
    rows = applications(APPLICANTS)
    head: list[object] = ["项目", *WORDS]
    printed = beside([head, *rows[:13]], [head, *rows[13:]], len(head))
    assert cells(report("applications", table(printed))) == whole("applications")
    for row in (1, 5, 13):
        for place in (2, 7, 9):
            damaged = [list(cells_) for cells_ in printed]
            del damaged[row][place]
            record = report("applications", table(damaged))
            assert (cells(record), withheld(record)) == ({}, {"applications"})


def test_blocks_of_disclosure_side_by_side() -> None:
    first, *others = disclosure()
    printed = beside(first, [row for block in others for row in block], 4)
    assert cells(report("disclosure", table(printed))) == whole("disclosure")
    del printed[1][2]
    record = report("disclosure", table(printed))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})
