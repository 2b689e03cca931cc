"""Tables as programs print them that make text of pages: headers in pieces, and no headings."""

from __future__ import annotations

from random import Random

import pytest

from fixtures.figures import form_of, history
from fixtures.grids import grids
from fixtures.model import Figures, Report
from parsers.formats import read_document
from parsers.forms.applications import APPLICATIONS_2021
from parsers.report import parse
from parsers.words.prose import topic_of
from tests.reports import report
from tests.text_shapes import LOSSY, SHAPES, text

TITLE = "清水县水务局2023年政府信息公开工作年度报告"
#: The applicants are natural persons, and nobody else.
FIGURES = {"new_received": "80", "granted": "50", "denied_internal_affairs": "30", "processed_total": "80"}
#: A header drawn line by line, its words in the middle of cells that reach over several lines.
DRAWN_HEADER = (
    "│ │ 申请人情况 │",
    "│ │ │ 法人或其他组织 │ │",
    "│ │ 自然人 │ 商业 │ 科研 │ │ │ │ 总计 │",
    "│ │ │ │ │ 社会公益组织 │ 法律服务机构 │ 其他 │ │",
    "│ │ │ 企业 │ 机构 │ │ │ │ │",
)


def _applications() -> list[str]:
    figures = [(row.zh, FIGURES.get(row.code, "0")) for row in APPLICATIONS_2021.rows]
    return [f"│ {label} │ {own} │ 0 │ 0 │ 0 │ 0 │ 0 │ {own} │" for label, own in figures]


def test_words_of_a_header_on_several_lines_do_not_tell_the_order_of_applicants() -> None:
    lines = [TITLE, "三、收到和处理政府信息公开申请情况", *DRAWN_HEADER, *_applications()]
    found = {(cell.row, cell.column): cell.value for cell in parse("\n".join(lines).encode()).cells}
    assert {place: value for place, value in found.items() if value} == {
        (row, column): int(value) for row, value in FIGURES.items() for column in ("natural_person", "total")
    }


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in LOSSY])
@pytest.mark.parametrize("year", [2019, 2024])
def test_tables_follow_each_other_without_a_heading(shape: str, year: int) -> None:
    figures = history("", {year: form_of(year)}, 40)[year]
    lines = text(report(year, figures), shape).decode().split("\n")
    bare = "\n".join(line for line in lines if topic_of(line) is None and "。" not in line)
    record = parse(bare.encode())
    assert (record.agency, record.year) == ("清水县水务局", year)
    read = {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells}
    assert read == {(table, key): value for table, cells in figures.items() for key, value in cells.items()}


#: Words of headers that narrow cells break.
BROKEN = {
    word: f"{word[:2]}\n{word[2:]}"
    for word in ("结果维持", "结果纠正", "其他结果", "尚未审结", "行政复议", "商业企业", "科研机构", "本年制发件数")
}


@pytest.mark.parametrize("separator", ["\n", "|"])
@pytest.mark.parametrize("year", [2019, 2024])
def test_header_words_broken_over_lines_are_whole_words(separator: str, year: int) -> None:
    """One cell a line, or all in one with a mark between."""
    figures = history("", {year: form_of(year)}, 40)[year]
    cells = text(report(year, figures), "a cell a line").decode().split("\n")
    lines = "\n".join(BROKEN.get(cell, cell) for cell in cells).split("\n")
    read = {(c.table, f"{c.row}.{c.column}"): c.value for c in parse(separator.join(lines).encode()).cells}
    assert read == {(table, key): value for table, cells in figures.items() for key, value in cells.items()}


def test_applicants_in_short_stand_in_a_header_as_well() -> None:
    header = (
        "| 申请人情况 | | | |",
        "| 自然人 | 法人或其他组织 | 总计 | |",
        "| 商业 | 科研 | 社会公益 | 法律服务 | 其他 |",
    )
    lines = [
        TITLE,
        "三、收到和处理政府信息公开申请情况",
        *header,
        *(line.replace("│", "|") for line in _applications()),
    ]
    found = {(c.row, c.column): c.value for c in parse("\n".join(lines).encode()).cells if c.value}
    assert found == {(row, column): int(v) for row, v in FIGURES.items() for column in ("natural_person", "total")}


def _lines_without_blanks(figures: Figures, padding: str) -> str:
    """Rows between pipes without their blank cells, and with as many at their end."""
    lines = text(report(2024, figures), "pipes between").decode().split("\n")
    rows = [[cell for cell in line.split(" | ") if cell.strip()] for line in lines]
    return "\n".join(" | ".join(row) + padding if len(row) > 1 else "".join(row) for row in rows)


@pytest.mark.parametrize("padding", ["", " |", " | |", " | | | |"])
def test_blank_cells_at_the_end_of_rows_may_stand_for_others_left_out(padding: str) -> None:
    figures = history("", {2024: form_of(2024)}, 40)[2024]
    blanked = {table: {key: value or None for key, value in cells.items()} for table, cells in figures.items()}
    for cell in parse(_lines_without_blanks(blanked, padding).encode()).cells:
        assert blanked[cell.table][f"{cell.row}.{cell.column}"] == cell.value
    read = parse(_lines_without_blanks(figures, padding).encode()).cells
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in read} == {
        (table, key): value for table, cells in figures.items() for key, value in cells.items()
    }


def test_a_pipe_behind_a_table_in_one_line_is_no_blank_cell() -> None:
    """The one blank cell among the figures of remedies was left out."""
    figures = history("", {2024: form_of(2024)}, 40)[2024]
    figures["remedies"]["litigation_direct.other"] = None
    cells = text(report(2024, figures), "a cell a line").decode().split("\n")
    line = "|".join(cell for cell in cells if cell) + "|"
    assert "remedies" not in {cell.table for cell in parse(f"{TITLE}\n{line}\n".encode()).cells}


def _markdown(made: Report) -> str:
    """Rows between pipes with blank cells for what a cell covers in its row, and none for what it covers below."""
    lines = [made.title]
    for section in made.sections:
        lines += [section.heading, *section.paragraphs]
        for grid in grids(made.official_form, made.figures).get(section.table or "", ()):
            rows = ([cell for td in row for cell in (td.text, *[""] * (td.colspan - 1))] for row in grid.rows)
            lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("year", [2019, 2024])
def test_rows_are_as_wide_as_those_of_their_group_that_have_no_blank_cell(year: int, seed: int) -> None:
    figures = history(str(seed), {year: form_of(year)}, 40)[year]
    rng = Random(seed)
    blanked = {t: {k: v if v or rng.random() < 0.8 else None for k, v in cells.items()} for t, cells in figures.items()}
    record = parse(_markdown(report(year, blanked)).encode())
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == {
        (table, key): value for table, cells in blanked.items() for key, value in cells.items()
    }


@pytest.mark.parametrize(
    "lines",
    [["+---+---+"] * 3, ["|---|---|", "|===|===|"], ["├──┼──┤", "└──┴──┘"], ["|", "||", "| |"], ["| " * 60, "| " * 9]],
)
def test_lines_drawn_between_no_rows_are_no_table(lines: list[str]) -> None:
    whole = [TITLE, *lines, "三、收到和处理政府信息公开申请情况", *_applications()]
    text_ = "\n".join(whole).encode()
    assert all(grid.rows for grid in read_document(text_).grids)
    found = {(c.row, c.column): c.value for c in parse(text_).cells if c.value}
    assert found == {(row, column): int(v) for row, v in FIGURES.items() for column in ("natural_person", "total")}


def test_what_a_page_says_around_its_text() -> None:
    lines = [
        f"# {TITLE}_政府信息公开年报_清水县人民政府",
        "来源：县水务局 发布时间：2024-01-20 10:12 字号：大 中 小",
        "## 三、收到和处理政府信息公开申请情况",
        *(line.replace("│", "|") for line in _applications()),
    ]
    record = parse("\n".join(lines).encode())
    assert (record.title, record.agency, record.year, record.published) == (TITLE, "清水县水务局", 2023, "2024-01-20")
    assert [section.heading for section in record.sections] == ["三、收到和处理政府信息公开申请情况"]


def test_the_last_row_with_few_figures_is_no_heading() -> None:
    lines = [line.strip("│ ").replace(" │", "") for line in _applications()[:-1]]
    whole = [
        TITLE,
        "三、收到和处理政府信息公开申请情况",
        *lines,
        "四、结转下年度继续办理 0 — 0 0",
        "五、存在的主要问题及改进情况",
    ]
    record = parse("\n".join(whole).encode())
    assert [section.heading for section in record.sections] == [
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
    ]


def test_a_table_of_which_only_the_header_can_be_read_is_said() -> None:
    header = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
    lines = [TITLE, "二、主动公开政府信息情况", header, "三、收到和处理政府信息公开申请情况", *_applications()]
    findings = [(f.rule, f.where) for f in parse("\n".join(lines).encode()).findings if f.where == "disclosure"]
    assert findings == [("parse.table_missing", "disclosure")]


@pytest.mark.parametrize("amount", [409.39888, 12345678.5])
@pytest.mark.parametrize("cut", range(1, 9))
def test_a_figure_cut_by_its_narrow_cell_is_not_read_without_its_end(amount: float, cut: int) -> None:
    figures = history("", {2024: form_of(2024)}, 40)[2024]
    figures["disclosure"]["fees.amount"] = amount
    lines = text(report(2024, figures), "labels broken over lines").decode()
    start = lines.index("行政事业性收费")
    cell = lines[start:].split("|")[1]
    printed = f" {str(amount)[:cut]}\n{str(amount)[cut:]} "
    record = parse((lines[:start] + lines[start:].replace(cell, printed, 1)).encode())
    read = [cell.value for cell in record.cells if cell.column == "amount"]
    unread = [finding.where for finding in record.findings if finding.severity == "error"]
    assert (read, unread) in (([amount], []), ([None], ["disclosure.fees.amount"]), ([], ["disclosure"]))
