"""Headers in another order than the form's, or damaged: columns are read by their words, or the table is withheld."""

from __future__ import annotations

import pytest

from parsers.forms.applications import GROUPS
from parsers.forms.remedies import OUTCOMES
from tests.hand_made import (
    APPLICATIONS,
    FIGURES,
    REMEDIES,
    YEAR,
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

APPLICANTS = [column.code for column in APPLICATIONS.columns]
WORDS = {column.code: column.zh for column in APPLICATIONS.columns}
RESULTS = {outcome.code: outcome.zh for outcome in OUTCOMES}
TOTAL_FIRST = ["total", *APPLICANTS[:-1]]


@pytest.mark.parametrize("order", [TOTAL_FIRST, [*APPLICANTS[1:-1], "natural_person", "total"], APPLICANTS])
@pytest.mark.parametrize("print_", [table, piped])
def test_one_row_of_applicants_is_read_in_its_order(order: list[str], print_: object) -> None:
    rows = [["", *(WORDS[code] for code in order)], *applications(order)]
    assert cells(report("applications", print_(rows))) == whole("applications")  # type: ignore[operator]


def test_two_rows_of_applicants_without_columns_are_read_in_their_order() -> None:
    header = [["", "总计", "自然人", "法人或其他组织"], [WORDS[code] for code in APPLICANTS[1:-1]]]
    assert cells(report("applications", piped([*header, *applications(TOTAL_FIRST)]))) == whole("applications")


def test_spans_that_contradict_what_is_printed_are_settled_by_the_sums() -> None:
    header = [
        [td("", "rowspan=2"), td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=4"), td("总计", "rowspan=2")],
        [WORDS[code] for code in APPLICANTS[1:-1]],
    ]
    assert cells(report("applications", table([*header, *applications(APPLICANTS)]))) == whole("applications")


@pytest.mark.parametrize(
    "words",
    [
        ["自然人", "商业企业", "科研机构", "社会公益组织", "其他", "总计", "其中网上"],
        ["自然人", "科研机构", "企业", "公益组织", "法律机构", "其他组织", "总计"],
        [str(year) for year in range(YEAR - 6, YEAR + 1)],
    ],
)
def test_other_columns_than_the_form_has_are_withheld(words: list[str]) -> None:
    record = report("applications", table([["项目", *words], *applications(["total"] * len(words))]))
    assert (cells(record), withheld(record)) == ({}, {"applications"})


def remedies(header: list[str], order: list[str]) -> str:
    figures = FIGURES["remedies"]
    rows = [[row.zh, *(figures[f"{row.code}.{code}"] for code in order)] for row in REMEDIES.rows]
    return table([["", *header], *rows])


def test_remedies_below_each_other_are_read_by_their_header() -> None:
    order = ["total", *list(RESULTS)[:-1]]
    assert cells(report("remedies", remedies([RESULTS[code] for code in order], order))) == whole("remedies")


def test_remedies_whose_total_has_another_name() -> None:
    header = [*list(RESULTS.values())[:-1], "小计"]
    assert cells(report("remedies", remedies(header, list(RESULTS)))) == whole("remedies")


def test_remedies_below_each_other_without_header_are_read_if_the_sums_hold() -> None:
    assert cells(report("remedies", remedies([], list(RESULTS)))) == whole("remedies")


def test_remedies_of_five_years_are_withheld() -> None:
    years = [f"{year}年" for year in range(YEAR - 4, YEAR + 1)]
    assert cells(report("remedies", remedies(years, ["total"] * len(RESULTS)))) == {}


@pytest.mark.parametrize(
    "header",
    [
        "行政复议 行政诉讼 总计 结果维持 结果纠正 其他结果 尚未审结 未经复议直接起诉 复议后起诉",
        "行政诉讼 行政复议 未经复议直接起诉 复议后起诉 结果维持 结果纠正 其他结果 尚未审结 总计",
    ],
)
def test_fifteen_figures_in_another_order_are_withheld(header: str) -> None:
    figures = [FIGURES["remedies"][f"{row.code}.{code}"] for row in REMEDIES.rows for code in ["total", *RESULTS][:5]]
    record = report("remedies", piped([header.split(), figures]))
    assert (cells(record), withheld(record)) == ({}, {"remedies"})


def test_a_header_of_remedies_that_stands_on_two_pages_is_one() -> None:
    outcomes = list(RESULTS.values())
    header = ["行政复议", "行政诉讼", *outcomes, "未经复议直接起诉", "复议后起诉", *outcomes, *outcomes]
    figures = [FIGURES["remedies"][f"{row.code}.{code}"] for row in REMEDIES.rows for code in RESULTS]
    assert cells(report("remedies", piped([header, header, figures]))) == whole("remedies")


def test_fifteen_figures_below_words_cut_short() -> None:
    cut = ["结果维持", "结果", "其他", "尚未", "总计"]
    rows = [["行政复议", "行政诉讼"], [*cut, "未经复议直接起诉", "复议后起诉"], cut * 2, ["0"] * 15]
    assert set(cells(report("remedies", piped(rows)))["remedies"].values()) == {0}


@pytest.mark.parametrize("words", ["上年制发件数", f"{YEAR - 1}年制发件数", "历年累计制发件数", "同期废止件数"])
def test_figures_of_another_time_are_not_the_years(words: str) -> None:
    [files, *_] = disclosure()
    heads = [str(head).replace("本年", f"{YEAR}年") if words.startswith("20") else head for head in files[0]]
    rows = [[*heads, words], *([*row, 77] for row in files[1:])]
    read = cells(report("disclosure", piped(rows)))
    assert 77 not in read.get("disclosure", {}).values()


def test_a_column_printed_twice_with_different_figures_is_withheld() -> None:
    [files, *_] = disclosure()
    rows = [[*files[0], files[0][1]], *([*row, 77] for row in files[1:])]
    record = report("disclosure", table(rows))
    assert (cells(record), withheld(record)) == ({}, {"disclosure"})


@pytest.mark.parametrize(("rows", "read"), [(25, True), (3, False)])
def test_applications_without_a_header_are_read_if_they_are_all_zeros(rows: int, read: bool) -> None:
    zeros = [[row.zh, *[0] * 7] for row in APPLICATIONS.rows[:rows]]
    record = report("applications", table(zeros))
    assert [cell.value for cell in record.cells] == ([0] * 175 if read else [])


def in_parts(parts: list[list[str]], *, titled: bool = True) -> list[list[list[object]]]:
    """Remedies as tables of their own, each with the title of one or several, its outcomes and its figures."""
    figures, words = FIGURES["remedies"], {row.code: row.zh for row in REMEDIES.rows}
    return [
        [
            *([[td(words[code], "colspan=5") for code in part]] if titled else []),
            [outcome.zh for _ in part for outcome in OUTCOMES],
            [figures[f"{code}.{outcome.code}"] for code in part for outcome in OUTCOMES],
        ]
        for part in parts
    ]


ALONE = [[row.code] for row in REMEDIES.rows]
GROUPED = [["reconsideration"], ["litigation_direct", "litigation_after_reconsideration"]]


@pytest.mark.parametrize("parts", [ALONE, ALONE[::-1], GROUPED])
def test_remedies_in_several_tables_are_read_by_the_header_of_each(parts: list[list[str]]) -> None:
    body = "".join(map(table, in_parts(parts)))
    assert cells(report("remedies", body)) == whole("remedies")


@pytest.mark.parametrize("empty", [0, 4])
def test_a_title_with_blank_cells_is_no_row_of_figures(empty: int) -> None:
    titles = [[row.zh, *[""] * empty] for row in REMEDIES.rows]
    parts = zip(titles, in_parts(ALONE, titled=False), strict=True)
    body = "".join(piped([title, *part]) for title, part in parts)
    assert cells(report("remedies", body)) == whole("remedies")


@pytest.mark.parametrize("parts", [ALONE[:2], [*ALONE, ALONE[0]], [ALONE[0], ALONE[0], ALONE[2]]])
def test_parts_that_are_not_each_remedy_once_are_withheld(parts: list[list[str]]) -> None:
    body = "".join(map(table, in_parts(parts)))
    assert (cells(report("remedies", body)), withheld(report("remedies", body))) == ({}, {"remedies"})


def test_parts_without_titles_are_withheld() -> None:
    body = "".join(map(table, in_parts(ALONE, titled=False)))
    assert (cells(report("remedies", body)), withheld(report("remedies", body))) == ({}, {"remedies"})


def test_remedies_below_each_other_with_one_cell_a_line_are_all_read() -> None:
    figures = FIGURES["remedies"]
    lines = ["类别", *RESULTS.values()]
    for row in REMEDIES.rows:
        lines += [row.zh, *(str(figures[f"{row.code}.{code}"]) for code in RESULTS)]
    assert cells(report("remedies", "".join(f"<p>{line}</p>" for line in lines))) == whole("remedies")


@pytest.mark.parametrize("printed", ["3 其他", "③其他", "3、其它", "（六）其他处理3.其他"])
def test_the_last_outcome_is_known_by_its_number(printed: str) -> None:
    rows = [[printed if row[0] == "3.其他" else row[0], *row[1:]] for row in applications(APPLICANTS)]
    body = table([["", *(WORDS[code] for code in APPLICANTS)], *rows])
    assert cells(report("applications", body)) == whole("applications")


def test_subtotals_of_every_group_are_left_out_and_said() -> None:
    groups = {group: [row for row in APPLICATIONS.rows if row.group == group] for group in GROUPS if group != "results"}
    rows = {row[0]: row for row in applications(APPLICANTS)}
    printed: list[list[object]] = []
    for row in APPLICATIONS.rows:
        members = [rows[member.zh][1:] for member in groups.get(row.group or "", ())]
        if members and row is groups[row.group or ""][0]:
            sums = [sum(column) for column in zip(*members, strict=True)]  # type: ignore[arg-type]
            printed.append([td(GROUPS[row.group or ""], f"rowspan={len(members) + 1}"), "小计", *sums])
        printed.append([td(row.zh, "" if members else "colspan=2"), *rows[row.zh][1:]])
    header = [td("", "colspan=2"), *(WORDS[code] for code in APPLICANTS)]
    record = report("applications", table([header, *printed]))
    assert cells(record) == whole("applications")
    assert [f.message for f in record.findings if f.rule == "parse.subtotal_left_out"] == [
        "“小计”一行官方格式没有，未收录 / the form has no such row, left out"
    ] * len(groups)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_header_cell_overwritten_with_a_figure_is_told_by_its_neighbours(place: int) -> None:
    heads, *rows = disclosure()[0]
    body = table([[*heads[:place], 0, *heads[place + 1 :]], *rows])
    figures = {
        key: value for key, value in FIGURES["disclosure"].items() if key.startswith(("regulations", "normative"))
    }
    assert cells(report("disclosure", body)) == {"disclosure": figures}


STANDING = whole("applications")["applications"]


def _exchanged(key: str) -> str:
    """The place of a figure where two of the organisations stand in each other's place."""
    row, _, column = key.partition(".")
    other = {"legal_service_org": "public_interest_org", "public_interest_org": "legal_service_org"}
    return f"{row}.{other.get(column, column)}"


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("between", [[], ["以下各项的单位均为件。"]])
def test_a_header_in_lines_above_the_rows_is_not_passed_over(between: list[str], swapped: bool) -> None:
    """Sums do not tell in which order the organisations stand. Lines right above the rows are their header."""
    words = [
        "商业企业",
        "科研机构",
        *(["法律服务机构", "社会公益组织"] if swapped else ["社会公益组织", "法律服务机构"]),
        "其他",
    ]
    lines = ["申请人情况", "自然人　法人或其他组织　总计", "　".join(words), *between]
    order = [column.code for column in APPLICATIONS.columns]
    lines += ["　".join(map(str, row)) for row in applications(order)]
    record = report("applications", "".join(f"<p>{line}</p>" for line in lines))
    told = {_exchanged(key) if swapped else key: value for key, value in STANDING.items()}
    assert cells(record) == ({} if swapped and between else {"applications": told})
    assert withheld(record) == ({"applications"} if swapped and between else set())


@pytest.mark.parametrize("line", ["科研机构 商业企业 自然人 社会公益组织", "总计 其他 自然人"])
def test_a_line_that_names_applicants_does_not_change_the_header_of_the_table(line: str) -> None:
    header = [
        [td("", "rowspan=2"), td("自然人", "rowspan=2"), td("法人或其他组织", "colspan=5"), td("总计", "rowspan=2")],
        [WORDS[code] for code in APPLICANTS[1:-1]],
    ]
    body = f"<p>{line}</p>" + table([*header, *applications(APPLICANTS)])
    assert cells(report("applications", body)) == whole("applications")
