"""Text in the place of figures: it keeps its place, and the figures beside it theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.forms.remedies import OUTCOMES
from parsers.record import Report
from tests.hand_made import APPLICATIONS, FIGURES, REMEDIES, Row, applications, disclosure, piped, report, table, td

APPLICANTS = [column.code for column in APPLICATIONS.columns]
HEADER = ["", *(column.zh for column in APPLICATIONS.columns)]
RESULTS = [outcome.zh for outcome in OUTCOMES]
MARKS = ["×", "*", "～", "…", "※", "（见附件）", "见附件", "0（无）", "约1", "O", "N/A"]
Texts = dict[int, str]


def read(record: Report, table_: str) -> dict[str, object]:
    """What is read of each cell: its value, or what is printed where it is no figure."""
    return {f"{c.row}.{c.column}": c.value if c.state == "number" else c.raw for c in record.cells if c.table == table_}


def printed(table_: str, row: str, texts: Texts) -> dict[str, object]:
    """All figures of a table, but those of `row` that stand at the places of `texts`."""
    figures: dict[str, object] = dict(FIGURES[table_])
    own = [key for key in figures if key.startswith(f"{row}.")]
    return figures | {own[place]: text for place, text in texts.items()}


def with_texts(row: Row, texts: Texts, ghosts: int) -> list[object]:
    """A label and its figures, texts in the place of some, and blank cells behind."""
    return [*(texts.get(n - 1, cell) for n, cell in enumerate(row)), *[""] * ghosts]


@pytest.mark.parametrize("ghosts", [0, 1, 2])
@pytest.mark.parametrize("places", [[0], [0, 1], [1], [2], [0, 2]])
@pytest.mark.parametrize("text", MARKS)
def test_text_in_a_row_of_disclosure(text: str, places: list[int], ghosts: int) -> None:
    texts = dict.fromkeys(places, text)
    rows = [
        [row[0], *(td(cell, f"colspan={5 - len(row)}" if n == 1 else "") for n, cell in enumerate(cells, 1))]
        for block in disclosure()
        for row in block
        for cells in [with_texts(row, texts if row[0] == "行政规范性文件" else {}, ghosts)[1:]]
    ]
    record = report("disclosure", table(rows))
    assert read(record, "disclosure") == printed("disclosure", "normative_documents", texts)


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("ghosts", [0, 1, 2])
@pytest.mark.parametrize("places", [[0], [0, 1], [3], [6], range(6), range(7)])
@pytest.mark.parametrize("text", MARKS)
def test_text_in_a_row_of_applications(
    text: str, places: list[int], ghosts: int, print_: Callable[[list[Row]], str]
) -> None:
    texts = dict.fromkeys(places, text)
    rows = [with_texts(row, texts if row[0] == "2.重复申请" else {}, ghosts) for row in applications(APPLICANTS)]
    record = report("applications", print_([[*HEADER, *[""] * ghosts], *rows]))
    assert read(record, "applications") == printed("applications", "not_processed_duplicate", texts)


@pytest.mark.parametrize("marks", [("×", "见附件"), ("●", "*"), ("见附件", "×"), ("", "×"), ("×", "")])
def test_marks_and_words_behind_a_label_that_is_two_columns_wide(marks: tuple[str, str]) -> None:
    rows = [["", *row[:1], "", *row[1:], ""] for row in applications(APPLICANTS)]
    next(row for row in rows if row[1] == "（七）总计")[3:5] = marks
    record = report("applications", piped([["", "", *HEADER, ""], *rows]))
    assert read(record, "applications") == printed("applications", "processed_total", dict(enumerate(marks)))


def remedies(texts: Texts, ghosts: int, label: str | None = None) -> list[Row]:
    figures = [texts.get(n, value) for n, value in enumerate(FIGURES["remedies"].values())]
    corner = [] if label is None else [td("", "rowspan=3")]
    beside = [td("", "rowspan=3")] * ghosts
    return [
        [*corner, td("行政复议", "rowspan=2 colspan=5"), td("行政诉讼", "colspan=10"), *beside],
        [td("未经复议直接起诉", "colspan=5"), td("复议后起诉", "colspan=5")],
        RESULTS * 3,
        [*([] if label is None else [label]), *figures, *[""] * ghosts],
    ]


@pytest.mark.parametrize("label", [None, "件数", "数量"])
@pytest.mark.parametrize("ghosts", [0, 1, 2])
@pytest.mark.parametrize("places", [[0], [0, 1], [4], [14], range(14)])
@pytest.mark.parametrize("text", MARKS)
def test_text_in_the_row_of_remedies(text: str, places: list[int], ghosts: int, label: str | None) -> None:
    texts = dict.fromkeys(places, text)
    record = report("remedies", table(remedies(texts, ghosts, label)))
    expected = dict(zip(FIGURES["remedies"], [texts.get(n, v) for n, v in enumerate(FIGURES["remedies"].values())],
                        strict=True))  # fmt: skip
    # Behind a label, text may be a remark on it where cells stand beside the figures.
    assert read(record, "remedies") in ([expected] if label is None or not ghosts else [expected, {}])
    assert bool(record.cells) != any(
        f.where == "remedies" and f.rule == "parse.table_withheld" for f in record.findings
    )


@pytest.mark.parametrize("row", ["件数", "见附件"])
def test_words_before_figures_that_no_header_shows_are_no_label_where_one_figure_may_be_missing(row: str) -> None:
    figures = [row, *list(FIGURES["remedies"].values())[1:], ""]
    record = report(
        "remedies",
        piped([["行政复议", "行政诉讼"], [*RESULTS, "未经复议直接起诉", "复议后起诉"], RESULTS * 2, figures]),
    )
    assert (record.cells, [f.where for f in record.findings if f.rule == "parse.table_withheld"]) == ((), ["remedies"])


@pytest.mark.parametrize("lost", range(7))
@pytest.mark.parametrize("print_", [table, piped])
def test_a_blank_cell_beside_the_figures_does_not_stand_for_one_that_is_missing(
    lost: int, print_: Callable[[list[Row]], str]
) -> None:
    rows = [[*row, ""] for row in applications(APPLICANTS)]
    short = next(row for row in rows if row[0] == "一、本年新收政府信息公开申请数量")
    del short[1 + lost]
    record = report("applications", print_([[*HEADER, ""], *rows]))
    assert (record.cells, [f.where for f in record.findings if f.rule == "parse.table_withheld"]) == (
        (), ["applications"]
    )  # fmt: skip


def test_three_rows_of_remedies_with_text() -> None:
    rows = [["", *RESULTS]]
    for row in REMEDIES.rows:
        rows.append([row.zh, *(str(FIGURES["remedies"][f"{row.code}.{outcome.code}"]) for outcome in OUTCOMES)])
    rows[2][1:] = ["没有"] * 5
    record = report("remedies", table([[*row, ""] for row in rows]))
    assert read(record, "remedies") == printed("remedies", "litigation_direct", dict.fromkeys(range(5), "没有"))


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("ghosts", [0, 1, 2])
@pytest.mark.parametrize("word", ["其他", "其它"])
def test_a_word_behind_the_undivided_row_is_not_taken_for_a_row_of_its_group(
    word: str, ghosts: int, print_: Callable[[list[Row]], str]
) -> None:
    """In the form of 2019 （六）其他处理 has figures, in that of 2021 a row 3.其他."""
    divided = ("1.申请人", "2.申请人", "3.其他")
    rows: list[Row] = [row for row in applications(APPLICANTS) if not str(row[0]).startswith(divided)]
    for texts in (1, 2):
        undivided = ["（六）其他处理", *[word] * texts, *[0] * (7 - texts)]
        all_rows = [[*row, *[""] * ghosts] for row in (HEADER, *rows[:-2], undivided, *rows[-2:])]
        record = report("applications", print_(all_rows))
        assert (record.cells, [f.where for f in record.findings if f.rule == "parse.table_withheld"]) == (
            (), ["applications"]
        )  # fmt: skip


@pytest.mark.parametrize("print_", [table, piped])
@pytest.mark.parametrize("corner", ["条款", ""])
@pytest.mark.parametrize("repeated", [set[int](), {0}, {1}, {0, 2, 3, 5}, {1, 4}])
def test_words_before_labels_that_only_some_rows_have(
    repeated: set[int], corner: str, print_: Callable[[list[Row]], str]
) -> None:
    rows: list[Row] = []
    for head, *block in disclosure():
        rows.append([corner, *head])
        for row in block:
            number = sum(r[-1] == "" for r in rows)
            rows.append([*["第二十条"] * (number in repeated), *row, ""])
    record = report("disclosure", print_(rows))
    assert read(record, "disclosure") == FIGURES["disclosure"]


@pytest.mark.parametrize("header", [["信息内容", "", "本年制发件数", "本年废止件数", "现行有效件数"],
                                    ["信息内容", "本年制发件数", "", "本年废止件数", "现行有效件数"]])  # fmt: skip
def test_blanks_behind_figures_that_stand_below_other_columns_are_no_fillers(header: Row) -> None:
    rows = [[header, ["规章", 1, 2, 3, ""], ["行政规范性文件", 4, 5, 6, ""]], *disclosure()[1:]]
    record = report("disclosure", table([row for block in rows for row in block]))
    assert (record.cells, [f.where for f in record.findings if f.rule == "parse.table_withheld"]) == (
        (), ["disclosure"]
    )  # fmt: skip
