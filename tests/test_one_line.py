"""Articles laid out in a table, of which converters to Markdown make one line."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids
from fixtures.model import Grid, Report
from parsers.report import parse
from tests.hand_made import cells, withheld
from tests.reports import expected, report

#: A table of remedies one below the other: `行政诉讼` reaches down over two rows, `行政复议` over two columns.
BELOW = (
    "| 类别 | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    "| 行政复议 | | 0 | 0 |  | 0 |  |",
    "| 行政诉讼 | 未经复议直接起诉 | 0 | 1 | 0 | 0 | 1 |",
)


def _markdown(grid: Grid, *, headed: bool) -> str:
    """A table in Markdown: a merged cell is followed by a pipe for each column, and printed in its first row alone."""
    rule = [f"| {' | '.join(['---'] * grid.width)} |"]
    rows = ["|" + "".join(f" {td.text} |" + " |" * (td.colspan - 1) for td in row) for row in grid.rows]
    blank = [f"|{'  |' * grid.width}"]
    return "\n".join([*rows[:1], *rule, *rows[1:]] if headed else [*blank, *rule, *rows])


def _one_line(made: Report, *, headed: bool, collapsed: bool) -> bytes:
    """A report in the only cell of a table."""
    found = grids(made.official_form, made.figures)
    parts = [made.title, *made.preamble]
    for section in made.sections:
        tables = found.get(section.table or "", ())
        parts += [section.heading, *section.paragraphs, *(_markdown(grid, headed=headed) for grid in tables)]
    line = "\n\n".join(parts).replace("\n", " ")
    line = " ".join(line.split()) if collapsed else line
    return f"|{'  |' * 300}\n|{' --- |' * 300}\n| {line} |\n".encode()


@pytest.mark.parametrize("headed", [False, True])
@pytest.mark.parametrize("collapsed", [False, True])
@pytest.mark.parametrize("year", [2020, 2024])
def test_rows_run_together_are_told_apart_by_the_rule_below_the_header(
    year: int, *, collapsed: bool, headed: bool
) -> None:
    made = report(year, history("", {year: form_of(year)}, 40)[year])
    record = parse(_one_line(made, headed=headed, collapsed=collapsed))
    read = {(cell.table, f"{cell.row}.{cell.column}"): cell.value for cell in record.cells}
    assert read == expected(made.figures)
    assert (record.form, record.year, record.agency) == (made.form, year, made.agency)
    assert not [finding for finding in record.findings if finding.severity == "error"]


@pytest.mark.parametrize("one_line", [False, True])
def test_the_last_row_below_a_label_that_reaches_down_is_not_filled_up(*, one_line: bool) -> None:
    rows = [*BELOW, "| 复议后起诉 |  |  | 0 |  | 0 |"]
    table = " ".join(rows) if one_line else "\n".join(rows)
    text = f"清水县水务局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n{table}"
    record = parse(text.encode())
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


@pytest.mark.parametrize("figures", ["| | 1 | | | 1 |", "| | 0 | | 0 | 0 |", "| 0 | 0 | | 0 | |"])
def test_a_blank_cell_between_rows_without_a_rule_moves_no_figure(figures: str) -> None:
    rows = (
        BELOW[0],
        f"| 行政复议 | {figures}",
        "| 行政诉讼 | 未经复议直接起诉 | | | | | |",
        "| 复议后起诉 | | | | | |",
    )
    text = f"四、政府信息公开行政复议、行政诉讼情况\n{' '.join(rows)}"
    record = parse(f"清水县水务局2023年政府信息公开工作年度报告\n{text}".encode())
    assert (cells(record), withheld(record)) == ({}, {"remedies"})
