"""Tables of indicators in layouts that make it doubtful which figure is meant."""

from __future__ import annotations

import pytest

from parsers.forms.indicators import INDICATORS
from parsers.record import Report
from parsers.report import parse
from tests.hand_made import table, td, withheld

CHOSEN = INDICATORS[2:14]
FIGURES = {label.code: (n, 100 + n) for n, label in enumerate(CHOSEN, 1)}


def report(*tables: str) -> Report:
    title = "青禾县教育局2016年政府信息公开工作年度报告"
    return parse(f"<title>{title}</title><h1>{title}</h1><p>一、概述</p><p>附表</p>{''.join(tables)}".encode())


def values(record: Report) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for cell in record.cells:
        found[cell.row] = (*found.get(cell.row, ()), cell.value)
    return found


def rows(*head: str) -> list[list[object]]:
    return [list(head), *([label.zh, "条", *FIGURES[label.code]] for label in CHOSEN)]


def test_this_year_and_all_years() -> None:
    assert values(report(table(rows("指标名称", "单位", "2016年度", "历年累计")))) == FIGURES


HEAD: list[object] = ["指标名称", "单位", "统计数"]
HEADINGS = ("一、主动公开情况", "二、回应解读情况", "八、机构建设和保障经费情况", "九、政府信息公开会议和培训情况")
COUNTS = {code: (count,) for code, (count, _) in FIGURES.items()}
BODY: list[list[object]] = [[label.zh, "条", FIGURES[label.code][0]] for label in CHOSEN]
BODY_WITH_UNITS: list[list[object]] = [[f"{name}（{unit}）", figure] for name, unit, figure in BODY]


def under_headings(*parts: int, spanned: bool = False) -> list[list[object]]:
    """The rows of `BODY`, a heading row before each part of them."""
    found: list[list[object]] = []
    rest = BODY
    for heading, size in zip(HEADINGS, parts, strict=True):
        head: list[object] = [td(heading, "colspan=3")] if spanned else [heading, "", ""]
        found += [head, *rest[:size]]
        rest = rest[size:]
    return found


@pytest.mark.parametrize("spanned", [False, True])
@pytest.mark.parametrize("parts", [(7, 2, 2, 1), (2, 2, 1, 7), (1, 9, 1, 1)])
def test_parts_behind_headings_are_of_the_table(parts: tuple[int, ...], spanned: bool) -> None:
    assert values(report(table([HEAD, *under_headings(*parts, spanned=spanned)]))) == COUNTS


@pytest.mark.parametrize("last", [1, 2, 3, 11])
def test_a_second_table_without_a_header_goes_on(last: int) -> None:
    assert values(report(table([HEAD, *BODY[:-last]]), table(BODY[-last:]))) == COUNTS


def test_rows_of_names_not_known_go_on_in_the_places_of_the_header() -> None:
    record = report(table([HEAD, *BODY]), table([["接待来访咨询", "人次", 31]]))
    assert values(record) == {**COUNTS, "接待来访咨询": (31,)}


@pytest.mark.parametrize("tail", [[[CHOSEN[-1].zh, 12]], [[CHOSEN[-1].zh, "条", 3, 12]]])
def test_a_second_table_of_other_columns_is_withheld(tail: list[list[object]]) -> None:
    record = report(table([HEAD, *BODY[:-1]]), table(tail))
    assert record.cells == ()
    assert withheld(record)


def test_a_second_table_of_one_figure_where_the_header_names_two_is_withheld() -> None:
    head, *body = rows("指标名称", "单位", "年度", "历年累计")
    record = report(table([head, *body[:6]]), table([row[:3] for row in body[6:]]))
    assert record.cells == ()
    assert withheld(record) == {"table 2"}


def test_a_page_that_begins_with_a_heading_and_has_other_columns_is_withheld() -> None:
    tail = [["九、会议和培训情况", "", ""], [CHOSEN[-1].zh, "", "条", 12]]
    record = report(table([HEAD, *BODY[:-1]]), table(tail))
    assert record.cells == ()
    assert withheld(record) == {"table 2"}


def test_another_table_behind_the_indicators_is_left_alone() -> None:
    assert values(report(table([HEAD, *BODY]), table([["网站", "栏目", "信箱"], ["一", 3, 5]]))) == COUNTS


def test_figures_under_two_grid_columns() -> None:
    body = [[*row[:2], "", row[2]] if n % 2 else [*row[:2], td(row[2], "colspan=2")] for n, row in enumerate(BODY)]
    assert values(report(table([[*HEAD[:2], td("统计数", "colspan=2")], *body]))) == COUNTS


def test_a_second_row_of_the_header_names_the_figures() -> None:
    head = [[*(td(word, "rowspan=2") for word in HEAD[:2]), td("统计数", "colspan=2")], ["本年", "累计"]]
    assert values(report(table([*head, *rows()[1:]]))) == FIGURES


@pytest.mark.parametrize(
    "extra", [["", 5], ["7", 5]], ids=["a figure beside the column of the header", "two figures where one is meant"]
)
def test_figures_not_under_the_header_are_withheld(extra: list[object]) -> None:
    record = report(table([HEAD, *BODY[:-1], [*BODY[-1][:2], *extra]]))
    assert record.cells == ()
    assert withheld(record) == {"table 1, row 13"}


@pytest.mark.parametrize("shape", ["{}（条）", "{}（单位：条）", "{} (条)"])
def test_units_behind_the_names(shape: str) -> None:
    record = report(table([["统计指标", "统计数"], *([shape.format(name), figure] for name, _, figure in BODY)]))
    assert values(record) == COUNTS
    assert {cell.unit for cell in record.cells} == {"条"}


def test_the_unit_is_no_part_of_the_code_of_a_name_not_known() -> None:
    record = report(table([["统计指标", "统计数"], *BODY_WITH_UNITS, ["接待来访咨询（人次）", 31]]))
    cell = record.cells[-1]
    assert (cell.row, cell.label, cell.unit, cell.value) == ("接待来访咨询", "接待来访咨询（人次）", "人次", 31)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("twice", [False, True])
def test_numbers_of_rows_are_no_figures(place: int, twice: bool) -> None:
    body = [["二、主动公开情况", "", ""], *BODY, ["三、回应解读情况", "", ""]]
    numbered = [[*row[:place], f"{n:02}", *row[place:]] for n, row in enumerate(body, 1)]
    head = [*HEAD[:place], "序号", *HEAD[place:]]
    if twice:
        head = [*head, *head]
        numbered = [[*one, *other] for one, other in zip(numbered[:7], numbered[7:], strict=True)]
    assert values(report(table([head, *numbered]))) == COUNTS


@pytest.mark.parametrize("word", ["2016年统计数", "2016年度统计数", "统计数（2016年）", "本年度统计数"])
def test_the_year_in_the_header(word: str) -> None:
    assert values(report(table([[*HEAD[:2], word], *BODY]))) == COUNTS


@pytest.mark.parametrize(
    "words",
    [("2014年统计数", "2015年"), ("2014年统计数", "2015年统计数"), ("统计数", "其中涉企"), ("2016年", "2016年")],
)
def test_figures_of_which_the_header_does_not_say_enough_are_withheld(words: tuple[str, str]) -> None:
    record = report(table(rows("指标名称", "单位", *words)))
    assert record.cells == ()
    assert withheld(record)


def test_names_units_and_one_figure_need_no_header() -> None:
    assert values(report(table(under_headings(7, 2, 2, 1)))) == COUNTS


@pytest.mark.parametrize(
    "before", [["指标名称", "单位", "上年末存量"], ["", "", "2015年末"]], ids=["a header not known", "a word above"]
)
def test_a_header_not_known_is_no_missing_header(before: list[object]) -> None:
    assert withheld(report(table([before, *BODY])))


def test_tables_side_by_side() -> None:
    head, *body = ([*row[:3]] for row in rows("指标名称", "单位", "数量", ""))
    halves = [[*one, *other] for one, other in zip(body[:6], body[6:], strict=True)]
    expected = {code: (count,) for code, (count, _) in FIGURES.items()}
    assert values(report(table([[*head, *head], *halves]))) == expected


@pytest.mark.parametrize(
    "tables",
    [
        [rows("指标名称", "单位", "2014年", "2015年")],
        [[row if n != 3 else [row[0], *row[2:]] for n, row in enumerate(rows("指标名称", "单位", "年度", "历年累计"))]],
        [
            rows("指标名称", "单位", "年度", "历年累计"),
            [*rows("指标名称", "单位", "年度", "历年累计")[:9], ["派出机构数", "个", 1, 2]],
        ],
    ],
    ids=["two years of one name", "a cell too few", "two agencies"],
)
def test_what_is_not_certain_is_withheld(tables: list[list[list[object]]]) -> None:
    record = report(*map(table, tables))
    assert record.cells == ()
    assert withheld(record)


def test_a_table_without_a_header_is_withheld() -> None:
    assert withheld(report(table(rows()[1:]))) == {"table 1"}


@pytest.mark.parametrize(
    "shape", ["{name} {unit} {figure}", "{n}.{name}（{unit}） {figure}", "{name}\n{unit}\n{figure}"]
)
def test_indicators_in_lines_are_withheld(shape: str) -> None:
    lines = "\n".join(
        shape.format(n=n, name=label.zh, unit="条", figure=FIGURES[label.code][0]) for n, label in enumerate(CHOSEN, 1)
    )
    assert withheld(report(*(f"<p>{line}</p>" for line in lines.split("\n")))) == {"indicators"}


@pytest.mark.parametrize("head", ["指标名称计量单位2012年度历年累计", "统计指标单位统计数"])
def test_a_table_run_together_in_a_sentence_is_withheld(head: str) -> None:
    together = head + "".join(f"{name}{unit}{figure}" for name, unit, figure in BODY)
    record = lines_of(f"附件：信息公开情况统计表 {together}")
    assert (record.cells, withheld(record)) == ((), {"indicators"})


def lines_of(*lines: str) -> Report:
    return report(*(f"<p>{line}</p>" for line in lines))


@pytest.mark.parametrize("between", ["\n", " "], ids=["a cell", "a row"])
def test_lines_under_a_header_are_read(between: str) -> None:
    head, *body = rows("统计指标", "单位", "年度", "历年累计")
    printed = [head, ["八、机构建设情况"], *body, ["接待来访咨询", "人次", 3, 31]]
    record = lines_of(*(line for row in printed for line in between.join(map(str, row)).split("\n")))
    assert values(record) == {**FIGURES, "接待来访咨询": (3, 31)}
    assert [finding.rule for finding in record.findings if finding.severity == "error"] == []


def test_dashes_and_figures_not_printed_in_lines() -> None:
    printed = [HEAD, *BODY[:-2], [*BODY[-2][:2], "——"], BODY[-1][:2]]
    record = lines_of(*(str(cell) for row in printed for cell in row))
    assert [(cell.state, cell.value) for cell in record.cells[-3:]] == [("number", 10), ("dash", None), ("blank", None)]
    assert len(record.cells) == len(BODY)


@pytest.mark.parametrize(
    "broken",
    [
        ("（四）政府信息公开专项经费（不包括用于政府公报编", "辑管理及政府网站建设维护等方面的经费）", "万元", "7.5"),
        ("（四）政府信息公开专项经费（不包括用于政府公报编", "万元", "7.5", "辑管理及政府网站建设维护等方面的经费）"),
    ],
    ids=["before its figure", "around its figure"],
)
def test_a_name_broken_into_lines(broken: tuple[str, ...]) -> None:
    record = lines_of(*(str(cell) for row in [HEAD, *BODY[:6]] for cell in row), "八、经费情况", *broken,
                      *(str(cell) for row in BODY[6:] for cell in row))  # fmt: skip
    assert values(record) == {**COUNTS, "funds": (7.5,)}


@pytest.mark.parametrize(
    "lines",
    [
        ("未经登记的其他有关", "信息条目总数", "条", "5"),
        ("收到申请数", "5"),
        ("收到申请数", "件", "5", "6"),
        ("统计指标", "单位", "统计数", "收到申请数", "件", "5"),
        ("以下为另一张表。", "收到申请数", "件", "5"),
    ],
    ids=["a name not known in two pieces", "no unit", "two figures", "a second header", "behind a sentence"],
)
def test_lines_that_are_not_certain_are_withheld(lines: tuple[str, ...]) -> None:
    record = lines_of(*(str(cell) for row in [HEAD, *BODY] for cell in row), *lines)
    assert record.cells == ()
    assert withheld(record) == {"indicators"}


def test_two_figures_in_lines_of_which_one_is_missing_are_withheld() -> None:
    printed = [*rows("统计指标", "单位", "年度", "历年累计"), ["收到申请数", "件", 3]]
    record = lines_of(*(str(cell) for row in printed for cell in row))
    assert record.cells == ()
    assert withheld(record) == {"indicators"}


def test_two_indicators_in_a_line_are_withheld() -> None:
    halves = zip(BODY[:6], BODY[6:], strict=True)
    record = lines_of(" ".join(map(str, [*HEAD, *HEAD])), *(" ".join(map(str, [*one, *two])) for one, two in halves))
    assert record.cells == ()
    assert withheld(record) == {"indicators"}


@pytest.mark.parametrize("row", [("（三）接受培训人员数 人次 12",), ("（三）接受培训人员数", "人次", "12")])
def test_a_row_left_in_lines_behind_the_table_withholds_it(row: tuple[str, ...]) -> None:
    record = report(table([HEAD, *BODY]), *(f"<p>{line}</p>" for line in row))
    assert record.cells == ()
    assert withheld(record) == {"indicators"}


def test_words_below_the_table_are_no_row_of_it() -> None:
    chosen = [row for row in BODY if row[0] != "政府网站公开政府信息数"]
    record = report(table([HEAD, *chosen]), "<p>政府网站</p><p>2017年1月9日</p>")
    assert values(record) == {code: count for code, count in COUNTS.items() if code != "disclosed_on_website"}


def test_sentences_that_begin_with_an_indicator_are_prose() -> None:
    record = report(*(f"<p>{label.zh}为{FIGURES[label.code][0]}条，与上年持平。</p>" for label in CHOSEN))
    assert [finding.rule for finding in record.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("dash", ["—", "——", "/"])
def test_the_dashes_of_a_blank_form_do_not_fill_it(dash: str) -> None:
    blank = [[name, unit, ""] for name, unit, _ in BODY]
    record = report(table([HEAD, ["一、主动公开情况", dash, ""], *blank, ["二、回应解读情况", dash, dash]]))
    assert (record.cells, [f.rule for f in record.findings]) == ((), ["parse.not_a_report"])


def test_a_form_whose_figures_are_all_dashes_is_filled() -> None:
    record = report(table([HEAD, *([name, unit, "—"] for name, unit, _ in BODY)]))
    assert {cell.state for cell in record.cells} == {"dash"}


@pytest.mark.parametrize(
    ("words", "code", "column"),
    [
        (("2016年", "2015年"), "year", 0),
        (("2015年", "2016年"), "year", 1),
        (("2016年统计数", "2015年统计数"), "count", 0),
        (("2015年度", "2016年度"), "year", 1),
        (("2016", "2015"), "year", 0),
        (("2015", "2016"), "year", 1),
    ],
)
@pytest.mark.parametrize("upper", [False, True])
def test_of_two_years_the_reports_own_is_read(words: tuple[str, str], code: str, column: int, *, upper: bool) -> None:
    head, *body = rows("指标名称", "单位", *words)
    heads = [[*(td(w, "rowspan=2") for w in head[:2]), td("统计数", "colspan=2")], list(words)] if upper else [head]
    record = report(table([*heads, *body]))
    assert values(record) == {row: (figures[column],) for row, figures in FIGURES.items()}
    assert {cell.column for cell in record.cells} == {code}


def test_two_years_of_which_none_is_the_reports_are_said_once() -> None:
    record = report(table(rows("指标名称", "单位", "2014年", "2015年")))
    assert [f.message for f in record.findings if f.severity == "error"] == [
        "指标表的数字列不止一列，不知哪列是本年的，已整表保留不录 / more columns of figures than are known"
    ]


@pytest.mark.parametrize("dash", ["—", "——", "/"])
@pytest.mark.parametrize("figure", ["", "—"])
def test_headings_with_dashes_are_headings_also_without_a_header(dash: str, figure: str) -> None:
    parts = [[["一、主动公开情况", dash, figure]], BODY[:6], [["二、依申请公开情况", dash, figure]], BODY[6:]]
    record = report(table([row for part in parts for row in part]))
    assert {row: value for row, value in values(record).items() if row in COUNTS} == COUNTS
    assert [f.rule for f in record.findings if f.severity == "error"] == []


@pytest.mark.parametrize("blank_first", [True, False])
@pytest.mark.parametrize("parts", [1, 2])
def test_a_blank_copy_of_the_table_is_not_read_and_said(*, blank_first: bool, parts: int) -> None:
    size = len(BODY) // parts
    blank: list[list[object]] = [[name, unit, ""] for name, unit, _ in BODY]
    copies = [
        "".join(table([HEAD, *body[start : start + size]]) for start in range(0, len(BODY), size))
        for body in (blank, BODY)
    ]
    record = report(*(copies if blank_first else copies[::-1]))
    assert values(record) == COUNTS
    assert [(f.rule, f.severity, f.where) for f in record.findings] == [("parse.blank_copy", "warning", "indicators")]


TWO = ("指标名称", "单位", "2016年度", "历年累计")


def refused(record: Report) -> bool:
    return not record.cells and "parse.table_withheld" in {finding.rule for finding in record.findings}


@pytest.mark.parametrize("beside", [[], [""], ["", ""]])
@pytest.mark.parametrize("lost", [2, 3])
def test_a_row_that_lost_one_of_two_figures_withholds_the_table(lost: int, beside: list[object]) -> None:
    lines = [[*row, *beside] for row in rows(*TWO)]
    del lines[5][lost]
    assert refused(report(table(lines)))


@pytest.mark.parametrize("word", ["同比", "增减（%）", "上年"])
def test_a_figure_of_another_column_is_not_taken_for_one_that_was_lost(word: str) -> None:
    lines = [[*row, 17 if n else word] for n, row in enumerate(rows(*TWO))]
    assert values(report(table(lines))) == FIGURES
    del lines[5][2]
    assert refused(report(table(lines)))


def test_words_that_shift_the_figures_withhold_the_table() -> None:
    lines = [[*row, "说明" if n == 0 else ""] for n, row in enumerate(rows(*TWO))]
    lines[5].insert(0, lines[5][0])
    assert refused(report(table(lines)))


def test_rows_that_end_before_others_are_read_if_all_their_figures_are_there() -> None:
    lines = [[*row, *[""] * (n % 3)] for n, row in enumerate(rows(*TWO))]
    assert values(report(table(lines))) == FIGURES


@pytest.mark.parametrize("remarked", [[], [3], [1, 5]])
@pytest.mark.parametrize("word", ["备注", "说明"])
def test_rows_that_end_before_a_column_of_remarks_are_read(word: str, remarked: list[int]) -> None:
    lines = [[*row, *([word] if n == 0 else ["含微信"] if n in remarked else [])] for n, row in enumerate(rows(*TWO))]
    assert values(report(table(lines))) == FIGURES
    del lines[4][2]
    assert refused(report(table(lines)))


@pytest.mark.parametrize("word", ["历年累汁", "历年累計", "历年合计", "历年"])
def test_figures_of_all_years_in_other_words(word: str) -> None:
    record = report(table(rows(*TWO[:3], word)))
    assert (values(record), {cell.column for cell in record.cells}) == (FIGURES, {"year", "cumulative"})


def test_a_row_that_counts_the_columns_is_none_of_the_table() -> None:
    head, *below = rows(*TWO)
    for numbers in (["", 1, 2, 3], [1, 2, 3, 4], ["甲", "乙", 1, 2]):
        assert values(report(table([head, numbers, *below]))) == FIGURES


def test_the_number_of_a_page_is_none_of_the_table() -> None:
    lines = rows(*TWO)
    assert values(report(table([*lines[:5], [3], *lines[5:]]))) == FIGURES


def test_the_same_table_printed_twice() -> None:
    lines = rows(*TWO)
    assert values(report(table(lines), table(lines))) == FIGURES
    other = [[*row[:3], "9" if n == 4 else row[3]] for n, row in enumerate(lines)]
    assert refused(report(table(lines), table(other)))


def test_a_part_without_a_header_before_the_table_is_not_passed_over() -> None:
    head, *below = rows(*TWO)
    assert refused(report(table(below[:2]), table([head, *below[2:]])))


@pytest.mark.parametrize(("name", "wrong"), [
    ("政府网站公开政府信息数", "政府网站公开政府信息教"), ("行政复议数量", "行正复议数量"),
    ("申请信息不存在数", "申请信息不在数"),
])  # fmt: skip
def test_one_wrong_character_in_a_name(name: str, wrong: str) -> None:
    names = ("主动公开政府信息数", "政府网站公开政府信息数", "政府公报公开政府信息数", "收到申请数", "同意公开答复数",
             "申请信息不存在数", "行政复议数量", "行政诉讼数量")  # fmt: skip
    codes = ("disclosed", "disclosed_on_website", "disclosed_in_gazette", "applications_received", "granted",
             "not_existing", "reconsiderations", "litigations")  # fmt: skip
    record = report(
        table([HEAD, *([wrong if printed == name else printed, "件", n] for n, printed in enumerate(names))])
    )
    assert values(record) == {code: (n,) for n, code in enumerate(codes)}
    assert [(f.rule, f.where) for f in record.findings if f.rule == "parse.label_likened"] == [
        ("parse.label_likened", f"table 1, row {names.index(name) + 2}")
    ]


@pytest.mark.parametrize("place", [2, 4])
@pytest.mark.parametrize(
    "name", ["书面申请数", "按期办结数", "全职人员数", "行政诉议数量", "未同意公开答复数", "网上公开数"]
)
def test_a_name_of_its_own_is_not_taken_for_another(name: str, place: int) -> None:
    """It may be that of two indicators, is not at the place of the one, or says its contrary."""
    names = [
        "主动公开政府信息数",
        "政府网站公开政府信息数",
        "收到申请数",
        "同意公开答复数",
        "行政复议数量",
        "行政诉讼数量",
    ]
    names.insert(place, name)
    record = report(table([HEAD, *([printed, "件", n] for n, printed in enumerate(names))]))
    assert values(record)[name] == (place,)


@pytest.mark.parametrize("remark", ["备注", "说明"])
def test_a_figure_below_the_word_for_remarks_where_its_own_place_is_blank(remark: str) -> None:
    noted = [[*row, "见附件"] for row in BODY]
    assert values(report(table([[*HEAD, remark], *noted]))) == COUNTS
    code = CHOSEN[3].code
    noted[3] = [*BODY[3][:2], "", BODY[3][2]]
    record = report(table([[*HEAD, remark], *noted]))
    assert values(record) == {**COUNTS, code: (None,)}
    assert [f.where for f in record.findings if f.rule == "parse.figure_unread"] == [f"indicators.{code}.count"]
    shifted = [[*row[:2], "", row[2]] for row in BODY]
    record = report(table([[*HEAD, remark], *shifted]))
    assert (record.cells, withheld(record)) == ((), {"table 1"})


def test_a_blank_beside_figures_of_another_year_is_a_blank() -> None:
    body = [[*row[:2], "" if n == 3 else row[2], 7, -2] for n, row in enumerate(BODY)]
    read = values(report(table([["指标名称", "单位", "2016年", "2015年", "增减"], *body])))
    assert read == {**COUNTS, CHOSEN[3].code: (None,)}


@pytest.mark.parametrize("head", [HEAD, ["指标名称", "单位", "本年度", "历年累计"]])
def test_one_cell_a_line_between_pipes(head: list[object]) -> None:
    """The first row is not part of its header's."""
    body = [[*row, 7][: len(head)] for row in BODY]
    lines = [f"{cell} |" for row in [head, *body] for cell in row]
    title = "青禾县教育局2016年政府信息公开工作年度报告"
    record = parse("\n".join([title, "一、概述", "附表", *lines]).encode())
    assert values(record) == {code: (*count, 7)[: len(head) - 2] for code, count in COUNTS.items()}
    for place in (2, 8):
        damaged = [list(row) for row in body]
        del damaged[place][2]
        lines = [f"{cell} |" for row in [head, *damaged] for cell in row]
        record = parse("\n".join([title, "一、概述", "附表", *lines]).encode())
        wrong = {
            code: value for code, value in values(record).items() if value not in [(*COUNTS[code], 7), COUNTS[code]]
        }
        assert set(wrong) <= {CHOSEN[place].code}
        assert set(wrong.values()) <= {(None,)}


@pytest.mark.parametrize("words", [["四、行政复议", "五、行政诉讼"], ["行政复议", "行政诉讼"]])
@pytest.mark.parametrize("spanned", [False, True])
def test_headings_of_remedies_among_indicators(words: list[str], *, spanned: bool) -> None:
    first, second = ([td(word, "colspan=3")] if spanned else [word, "", ""] for word in words)
    assert values(report(table([HEAD, *BODY[:6], first, *BODY[6:9], second, *BODY[9:]]))) == COUNTS


@pytest.mark.parametrize("figures", [1, 2])
def test_a_number_of_remarks_is_no_figure_of_a_row_that_lost_one(figures: int) -> None:
    head: list[object] = ["指标名称", "单位", "本年度", "历年累计"][: 2 + figures]
    lines: list[list[object]] = [[*head, "备注"]]
    lines += [[*row, *[7] * (figures - 1), 5 if n % 4 == 0 else ""] for n, row in enumerate(BODY)]
    assert len(report(table(lines)).cells) == len(BODY) * figures
    for place in range(2, 2 + figures):
        damaged = [list(row) for row in lines]
        del damaged[1][place]
        record = report(table(damaged))
        assert (record.cells, withheld(record)) == ((), {"table 1, row 2"})


def test_numbers_of_remarks_beside_figures_that_are_all_blank_withhold_the_table() -> None:
    """They may be the figures, a column too far: the table is none that nobody filled in."""
    lines: list[list[object]] = [[*HEAD, "备注"], *([*row[:2], "", 5 if n == 3 else ""] for n, row in enumerate(BODY))]
    record = report(table(lines))
    assert (record.cells, withheld(record)) == ((), {"table 1"})
    assert [f.where for f in record.findings if f.rule == "parse.figure_unread"] == [
        f"indicators.{CHOSEN[3].code}.count"
    ]


def test_a_dash_is_none_of_two_figures_where_one_is_lost() -> None:
    lines = [["指标名称", "单位", "本年度", "历年累计"], *([*row, "/"] for row in BODY)]
    del lines[4][2]
    record = report(table(lines))
    assert (record.cells, withheld(record)) == ((), {"table 1, row 5"})


def test_a_name_in_the_place_of_a_blank_figure_withholds_the_table() -> None:
    rows_: list[list[object]] = [[*row[:2], ""] for row in BODY]
    lines = [[*HEAD, *HEAD], *([*BODY[n], *rows_[n + 6]] for n in range(6))]
    lines[3] = [*rows_[2][:2], *BODY[8]]
    record = report(table(lines))
    assert (record.cells, withheld(record)) == ((), {"table 1, row 4"})
