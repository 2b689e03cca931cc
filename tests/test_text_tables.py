"""Tables as text in every printed shape: all figures come back, or the table is withheld; never another figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.figures import form_of, history
from fixtures.model import Figures
from parsers.report import parse
from tests.reports import expected, may_have_moved, report
from tests.text_shapes import LOSSY, PADDED, SHAPES, text

#: Shapes that keep the place of a blank cell.
KEEP_BLANKS = ("pipes around", "markdown")


def wrong(printed: bytes, figures: Figures) -> list[tuple[str, str, object]]:
    """Cells that were read and are not what the report holds."""
    return [
        (cell.table, f"{cell.row}.{cell.column}", cell.value)
        for cell in parse(printed).cells
        if figures[cell.table].get(f"{cell.row}.{cell.column}", "no such cell") != cell.value
    ]


def unread(printed: bytes, figures: Figures) -> set[str]:
    """Tables with figures that were not read."""
    read = {(cell.table, f"{cell.row}.{cell.column}") for cell in parse(printed).cells}
    return {
        t for t, cells in figures.items() for key, value in cells.items() if value is not None and (t, key) not in read
    }


def figures_of(year: int, seed: int, scale: int) -> Figures:
    return history(str(seed), {year: form_of(year)}, scale)[year]


def blanked(figures: Figures, keep: Callable[[], bool]) -> Figures:
    """The figures with blanks for zeros that are not kept."""
    return {t: {k: v if v or keep() else None for k, v in cells.items()} for t, cells in figures.items()}


@pytest.mark.parametrize(
    ("shape", "expanded"),
    [(s, e) for s in SHAPES for e in (False, True) if s not in LOSSY],
)
@pytest.mark.parametrize("year", [2019, 2024])
def test_without_blanks_every_cell_is_read(shape: str, year: int, *, expanded: bool) -> None:
    figures = figures_of(year, 7, 40)
    printed = text(report(year, figures), shape, expanded=expanded)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@pytest.mark.parametrize("shape", PADDED)
@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("blank", [False, True])
def test_rows_of_one_width_are_read_blanks_and_all(shape: str, year: int, *, blank: bool) -> None:
    figures = figures_of(year, 7, 40)
    figures = blanked(figures, lambda: not blank)
    printed = text(report(year, figures), shape, empty=True)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@pytest.mark.parametrize("shape", [name for name in SHAPES if "pipes" in name and "line" not in name])
@pytest.mark.parametrize("year", [2020, 2023])
def test_the_whole_body_on_one_line(shape: str, year: int) -> None:
    figures = figures_of(year, 11, 40)
    printed = text(report(year, figures), shape, one_line=True)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@given(
    st.sampled_from(sorted(SHAPES)), st.booleans(), st.booleans(), st.integers(0, 10**6),
    st.sampled_from([2019, 2020, 2022, 2024]), st.sampled_from([0, 3, 40, 2000]), st.sampled_from(["none", "zeros", "some"]),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_never_another_figure_and_nothing_unread_unsaid(
    shape: str, expanded: bool, one_line: bool, seed: int, year: int, scale: int, blank: str, rng: object
) -> None:
    figures = figures_of(year, seed, scale)
    if blank != "none":
        keep = (lambda: False) if blank == "zeros" else (lambda: rng.random() < 0.3)  # type: ignore[attr-defined]
        figures = blanked(figures, keep)
    printed = text(report(year, figures), shape, expanded=expanded, one_line=one_line and "line" not in shape)
    assert wrong(printed, figures) == []
    lost = unread(printed, figures)
    flat = expected(figures)
    if not one_line and shape in KEEP_BLANKS and not may_have_moved(flat):
        assert lost == set()
    said = {f.where for f in parse(printed).findings if f.rule.startswith(("parse.table_", "parse.rows_missing"))}
    assert lost <= said


def test_an_unread_table_beside_an_empty_one_is_no_empty_form() -> None:
    figures = blanked(figures_of(2019, 3539, 0), lambda: False)
    record = parse(text(report(2019, figures), "pipes between", one_line=True))
    assert {f.where for f in record.findings if f.rule == "parse.table_withheld"} == {"disclosure", "remedies"}
    assert {(cell.table, cell.state) for cell in record.cells} == {("applications", "blank")}


def test_remedies_without_their_blank_cells_at_the_end() -> None:
    figures = blanked(figures_of(2024, 5, 40), lambda: False)
    figures["remedies"] = dict.fromkeys(figures["remedies"]) | {
        "litigation_direct.other": 3,
        "litigation_direct.total": 3,
    }
    printed = text(report(2024, figures), "no trailing blanks")
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


def test_remedies_that_lost_cells_at_both_ends_are_withheld() -> None:
    figures = blanked(figures_of(2024, 5, 40), lambda: False)
    figures["remedies"] = dict.fromkeys(figures["remedies"]) | {
        "litigation_direct.upheld": 1,
        "litigation_direct.total": 1,
    }
    printed = text(report(2024, figures), "blanks lost at both ends", expanded=True)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], {"remedies"})


@pytest.mark.parametrize("shape", ["a cell a line, pipes, blanks in one line", "a cell a line, pipes for each blank"])
@pytest.mark.parametrize("year", [2020, 2023])
def test_blank_cells_as_a_line_of_pipes(shape: str, year: int) -> None:
    figures = blanked(figures_of(year, 5, 40), lambda: False)
    printed = text(report(year, figures), shape)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


@pytest.mark.parametrize("shape", ["a cell a line", "a cell a line, blank lines"])
@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("scale", [3, 40])
def test_blank_cells_as_blank_lines(shape: str, year: int, scale: int) -> None:
    figures = blanked(figures_of(year, 5, scale), lambda: False)
    printed = text(report(year, figures), shape)
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


def test_a_figure_between_blanks_of_unknown_number_is_withheld() -> None:
    lines = ["信息内容 |", "上一年项目数量 |", "本年增/减 |", "处理决定数量 |", "行政许可 |", "1 |", "2 |", "3 |",
             "其他对外管理服务事项 |", "|||", "45 |", "|||", "行政处罚 |", "4 |", "5 |", "6 |"]  # fmt: skip
    record = parse(
        "\n".join(["清水县水务局2019年政府信息公开工作年度报告", "二、主动公开政府信息情况", *lines]).encode()
    )
    assert record.cells == ()
    assert "disclosure" in {finding.where for finding in record.findings if finding.rule == "parse.table_withheld"}


@pytest.mark.parametrize("expanded", [False, True])
def test_an_unknown_word_among_broken_cells_withholds_its_table(*, expanded: bool) -> None:
    figures = figures_of(2024, 5, 40)
    printed = text(report(2024, figures), "cells broken over lines", expanded=expanded)
    misprinted = printed.replace("行政\n处罚".encode(), "某某\n处罚".encode())
    assert misprinted != printed
    assert (wrong(misprinted, figures), unread(misprinted, figures)) == ([], {"disclosure"})


def test_a_row_run_together_with_the_next_is_withheld() -> None:
    figures = blanked(figures_of(2020, 5, 3), lambda: False)
    for column in ("research_institute", "legal_service_org", "total"):
        figures["applications"][f"not_processed_excessive.{column}"] = 0
    printed = text(report(2020, figures), "labels broken over lines", expanded=True).decode()
    before, after = printed.split("量反复申请")
    run_together = "量反复申请".join([before, after.replace("\n", "", 1)]).encode()
    record = parse(run_together)
    assert (wrong(run_together, figures), unread(run_together, figures)) == ([], {"applications"})
    (withheld,) = [f.message for f in record.findings if f.rule == "parse.table_withheld"]
    assert withheld.endswith("8 cells for 7 columns (“4.无正当理由大量反复申请”): words beside the figures")


def test_a_label_is_no_figure() -> None:
    header = "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
    printed = _one_table(header, "| 规章 | 3 | 7 | 规范性文件 |", "| 规范性文件 | 1 | 2 | 14 |")
    assert (_read(printed), _why_withheld(printed)) == (
        [],
        ["table 1, row 2: a label among the figures, “规范性文件” (“规章”)"],
    )


def _one_table(*lines: str) -> bytes:
    return "\n".join(
        ["清水县水务局2019年政府信息公开工作年度报告", "二、主动公开政府信息情况", *lines, "五、存在的主要问题"]
    ).encode()


def _read(printed: bytes) -> list[tuple[str, str, object]]:
    return [(cell.row, cell.column, cell.value) for cell in parse(printed).cells]


def _why_withheld(printed: bytes) -> list[str]:
    return [f.message.partition("withheld: ")[2] for f in parse(printed).findings if f.rule == "parse.table_withheld"]


def test_words_behind_the_figures_of_a_row_with_a_blank_before_them_are_no_figure() -> None:
    header = "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
    printed = _one_table(header, "| 规章 |  | 7 | 8 | 见附件", "| 规范性文件 | 1 |  | 14 |")
    assert (_read(printed), _why_withheld(printed)) == (
        [],
        ["table 1, row 2: 4 cells for 3 columns (“规章”): words beside the figures"],
    )


def test_rows_closed_by_pipes_have_lost_no_cell_at_their_end() -> None:
    header = "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
    printed = _one_table(header, "| 规章 | 3 | 7 |", "| 规范性文件 | 1 | 14 |")
    assert (_read(printed), _why_withheld(printed)) == ([], ["table 1, row 2: 2 cells for 3 columns (“规章”)"])


def test_a_figure_broken_over_lines_is_none() -> None:
    header = "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |"
    rows = ["| 行政许可 | 44 | -6 | 378 |", "| 其他对外管理服务事项 | 98 | 16 | 334 |", header, "| 行政处罚 | 4 | 5 | 6 |",
            "| 行政强制 | 7 | 8 | 9 |", "| 信息内容 | 上一年项目数量 | 本年增/减 |", "| 行政事业性收费 | 1 | 2 |",
            "| 第二十条第（九）项 |", "| 信息内容 | 采购项目数量 |", "采购总金额 |", "| 政府集中采购 | 5 | 142", ".09 |"]  # fmt: skip
    printed = _one_table(header, *rows)
    assert [cell for cell in _read(printed) if cell[0] == "procurement"] == [
        ("procurement", "projects", 5),
        ("procurement", "amount", None),
    ]
    assert [f.where for f in parse(printed).findings if f.rule == "parse.figure_unread"] == [
        "disclosure.procurement.amount"
    ]


_HEADER_OF_REMEDIES = ("行政复议", "行政诉讼", *(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3))


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["1 |", "|||", "|||", "0 |", "1 |", *["0 |"] * 10], 13),  # a blank cell each
        (["1 |", "|||", "1 |", *["0 |"] * 10], 12),  # three of them
        (["1 |", "|||", "0 |", "1 |", *["0 |"] * 10], 0),  # 14 cells, or 16
        (["1 |", "|||", "1 |", *["0 |"] * 9, "4 |"], 0),  # 15 if three, but they do not add up
    ],
)
def test_lines_of_pipes_are_the_blank_cells_that_make_the_row_whole(lines: list[str], read: int) -> None:
    head = ["清水县水务局2022年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"]
    printed = "\n".join([*head, *[f"{word} |" for word in _HEADER_OF_REMEDIES], *lines]).encode()
    cells = {f"{row}.{column}": value for row, column, value in _read(printed) if value is not None}
    assert len(cells) == read
    assert not read or (cells["reconsideration.upheld"], cells["reconsideration.total"]) == (1, 1)
    assert bool(_why_withheld(printed)) == (not read)


def test_a_header_alone_that_begins_with_a_pipe_moves_no_figure() -> None:
    header = "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
    printed = _one_table(header, "规章 |  | 3 |  |", "规范性文件 |  | 2 |  |")
    columns = ("newly_made", "newly_disclosed", "total_disclosed")
    assert _read(printed) == [
        (row, column, value)
        for row, figure in (("regulations", 3), ("normative_documents", 2))
        for column, value in zip(columns, (None, figure, None), strict=True)
    ]


def test_where_no_blank_cell_was_printed_short_rows_may_have_lost_any() -> None:
    header = "信息内容|本年新制作数量|本年新公开数量|对外公开总数量"
    printed = _one_table(header, "规章|83", "规范性文件|1|2|3")
    assert (_read(printed), _why_withheld(printed)) == ([], ["table 1, row 2: 1 cells for 3 columns (“规章”)"])
    kept = _one_table(header, "规章|83", "规范性文件||2|3")
    assert _read(kept)[:3] == [
        ("regulations", "newly_made", 83),
        ("regulations", "newly_disclosed", None),
        ("regulations", "total_disclosed", None),
    ]


def test_a_row_of_remedies_broken_over_two_lines_is_withheld() -> None:
    outcomes = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    lines = ["清水县水务局2022年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况",
             "行政复议 | 行政诉讼", f"{outcomes} | 未经复议直接起诉 | 复议后起诉", f"{outcomes} | {outcomes}",
             " |  |  |  |  |  |  |  |  | ", " | 1 |  |  | 1"]  # fmt: skip
    printed = "\n".join(lines).encode()
    assert (_read(printed), bool(_why_withheld(printed))) == ([], True)


def test_a_table_that_is_nearly_blank_has_rows_all_the_same() -> None:
    figures = {table: dict.fromkeys(cells) for table, cells in figures_of(2024, 5, 40).items()}
    for row in ("new_received", "granted", "processed_total"):
        figures["applications"] |= {f"{row}.natural_person": 2, f"{row}.business": 1, f"{row}.total": 3}
    printed = text(report(2024, figures), "tight pipes")
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


def test_the_undivided_row_of_2019_with_a_shorter_label() -> None:
    figures = figures_of(2019, 5, 40)
    printed = text(report(2019, figures), "pipes around").replace("（六）其他处理".encode(), "（六）其他".encode())
    assert parse(printed).form == "2019"
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


def test_a_row_that_breaks_down_the_one_above_it_is_left_out_and_said() -> None:
    figures = figures_of(2024, 5, 40)
    lines = text(report(2024, figures), "pipes around").decode().split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("| 一、本年新收"))
    of_which = "| 其中：网上申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    printed = "\n".join([*lines[: at + 1], of_which, *lines[at + 1 :]]).encode()
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())
    (note,) = [f.message for f in parse(printed).findings if f.rule == "parse.subtotal_left_out"]
    assert "其中：网上申请" in note


@pytest.mark.parametrize("year", [2019, 2024])
def test_the_label_of_the_total_run_together_with_its_group(year: int) -> None:
    figures = figures_of(year, 5, 40)
    lines = text(report(year, figures), "pipes around").decode()
    printed = lines.replace("（七）总计", "三、本年度办理结果（七）总计").encode()
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())


_PAGE = "<title>{0}</title><h1>{0}</h1>{1}"


@pytest.mark.parametrize("cell", ["<p>{}</p>", "<li>{}</li>", "<dd>{}</dd>", "<div><span>{}</span></div>", "{}<br>"])
@pytest.mark.parametrize("year", [2020, 2023])
def test_blank_cells_shown_as_blank_lines_of_a_page(cell: str, year: int) -> None:
    figures = blanked(figures_of(year, 5, 40), lambda: False)
    made = report(year, figures)
    first, *lines = text(made, "a cell a line").decode().split("\n")
    printed = _PAGE.format(first, "".join(cell.format(line or "&nbsp;") for line in lines)).encode()
    assert (wrong(printed, figures), unread(printed, figures)) == ([], set())
    for place in ("granted.natural_person", "processed_total.total"):
        value = f"\n{figures['applications'][place]}\n"
        label = "（一）予以公开" if place.startswith("granted") else "（七）总计"
        before, after = "\n".join(lines).split(label)
        damaged = label.join([before, after.replace(value, "\n", 1)]).split("\n")
        printed = _PAGE.format(first, "".join(cell.format(line or "&nbsp;") for line in damaged)).encode()
        assert wrong(printed, figures) == []
        assert "applications" in {f.where for f in parse(printed).findings if f.rule == "parse.table_withheld"}
