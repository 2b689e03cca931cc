"""Contradictions of the prose with itself and with the tables."""

import pytest

from parsers.narrative import against_cells, contradictions, extract
from parsers.record import Cell, Count, Finding, Section, Source


def read(*texts: str) -> tuple[Count, ...]:
    return extract([Section(number, "", text) for number, text in enumerate(texts, 1)])


def cell(table: str, row: str, column: str, value: float | None, label: str = "") -> Cell:
    state = "blank" if value is None else "number"
    unit = "万元" if row == "fees" else None
    return Cell(table, row, column, value, state, "" if value is None else str(value), label, unit, Source(2, 4, 9))


def test_two_figures_for_one_subject() -> None:
    counts = read("“云溪”政务微博发布信息89条。", "通过“云溪”政务微博发布信息92条。")
    assert contradictions(counts) == (
        Finding(
            "narrative.contradiction",
            "warning",
            "「“云溪”政务微博发布信息89条」（第1部分）与「通过“云溪”政务微博发布信息92条」（第2部分）不一致"
            " / two figures for the same thing",
            "section 2, characters 14-16",
            expected=89,
            actual=92,
        ),
    )


@pytest.mark.parametrize(
    "texts",
    [
        ("微博发布信息89条。", "微博发布信息89条。"),
        ("微博发布信息89条。", "微信发布信息92条。"),
        ("微博发布信息89条。", "累计微博发布信息920条。"),
        ("公开政府信息89条。", "公开政府信息近90条。"),
        ("收到申请20件。", "收到申请20件，比上年增加3件。"),
        ("公开信息20条，其中财政类5条。", "公开信息20条，其中财政类6条。"),
    ],
)
def test_no_contradiction(texts: tuple[str, ...]) -> None:
    assert [f for f in contradictions(read(*texts)) if f.rule == "narrative.contradiction"] == []


@pytest.mark.parametrize(
    ("text", "severity", "expected", "actual"),
    [
        ("公开信息30条，其中财政类10条、人事类21条。", "warning", 30, 31),
        ("公开信息30条，其中财政类10条、其他类9条。", "warning", 30, 19),
        ("公开信息30条，其中财政类10条、人事类9条。", "note", 30, 19),
        ("公开信息30条（财政类10条，人事类21条）。", "warning", 30, 31),
    ],
)
def test_breakdown_does_not_sum(text: str, severity: str, expected: int, actual: int) -> None:
    (finding,) = contradictions(read(text))
    assert (finding.rule, finding.severity) == ("narrative.breakdown_sum", severity)
    assert (finding.expected, finding.actual) == (expected, actual)
    assert "公开信息30条" in finding.message
    assert "财政类10条" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "公开信息30条，其中财政类10条、人事类20条。",
        "公开信息30余条，其中财政类10条、人事类21条。",
        "公开信息30条，其中财政类10条。",
        "公开信息30条，其中视频10个、图片15张。",
        "答复申请30件（含上年结转4件；另有10件顺延到下年答复）。",
        "公开信息30条，其中财政类10条，此外转载信息50条。",
    ],
)
def test_breakdown_sums_or_cannot_be_compared(text: str) -> None:
    assert contradictions(read(text)) == ()


RECEIVED = cell("applications", "new_received", "total", 3, "一、本年新收政府信息公开申请数量")
RECONSIDERED = cell("remedies", "reconsideration", "total", 1, "行政复议")
SUED = (
    cell("remedies", "litigation_direct", "total", 4, "未经复议直接起诉"),
    cell("remedies", "litigation_after_reconsideration", "total", 2, "复议后起诉"),
)
IN_FORCE = cell("disclosure", "normative_documents", "in_force", 17, "行政规范性文件")
CHARGES = cell("disclosure", "fees", "amount", 118.5, "行政事业性收费")
CELLS = (RECEIVED, RECONSIDERED, *SUED, IN_FORCE, CHARGES)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        ("全年受理政府信息公开申请5件。", 3, 5),
        ("全年未收到政府信息公开申请。", 3, 0),
        ("因政府信息公开引起的行政复议2件。", 1, 2),
        ("因政府信息公开引起的行政诉讼5件。", 6, 5),
        ("未发生行政诉讼。", 6, 0),
        ("现行有效行政规范性文件19件。", 17, 19),
        ("征收行政事业性收费230万元。", 1185000, 2300000),
    ],
)
def test_table_mismatch(text: str, expected: float, actual: float) -> None:
    (finding,) = against_cells(read(text), CELLS)
    assert (finding.rule, finding.severity) == ("narrative.table_mismatch", "warning")
    assert (finding.expected, finding.actual) == (expected, actual)
    assert text.rstrip("。").removeprefix("全年") in finding.message
    assert finding.where == "section 1; table 2, row 4, column 9"


@pytest.mark.parametrize(
    "text",
    [
        "全年受理政府信息公开申请3件。",
        "累计受理政府信息公开申请50件。",
        "收到网上申请2件。",
        "受理政府信息公开申请近5件。",
        "申请数量比上年增加2件。",
        "办理行政复议案件120件。",
        "行政诉讼6件。",
        "行政复议结果维持3件。",
        "征收行政事业性收费约119万元。",
        "征收行政事业性收费118.5万元。",
        "全年未收取信息处理费。",
        "清理行政规范性文件22件。",
    ],
)
def test_agrees_or_cannot_be_compared(text: str) -> None:
    assert against_cells(read(text), CELLS) == ()


def test_blank_or_missing_cell_contradicts_nothing() -> None:
    counts = read("全年受理政府信息公开申请5件。")
    assert against_cells(counts, ()) == ()
    assert against_cells(counts, [cell("applications", "new_received", "total", None)]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "其中1件政府信息公开申请因案情复杂延期。",
        "收到申请人补正的政府信息公开申请2件。",
        "收到重复政府信息公开申请2件。",
        "收到上级转办的政府信息公开申请1件。",
        "指导乡镇办理政府信息公开申请6件。",
        "收到不动产登记申请350件。",
        "未经复议直接起诉的行政诉讼0件，复议后起诉的行政诉讼5件。",
    ],
)
def test_what_is_a_part_or_something_else_is_compared_with_no_total(text: str) -> None:
    cells = [
        cell("applications", "new_received", "total", 76),
        cell("remedies", "litigation_direct", "total", 0),
        cell("remedies", "litigation_after_reconsideration", "total", 5),
    ]
    assert against_cells(read(text), cells) == ()


def test_what_names_all_applications_is_compared_with_their_total() -> None:
    cells = [cell("applications", "new_received", "total", 76)]
    for text in ("收到申请75件。", "受理政府信息公开申请75件。", "全年收到依申请公开75件。"):
        assert [finding.actual for finding in against_cells(read(text), cells)] == [75]


#: 76 applications, one of them still pending, and 2 of the year before; 3 reconsiderations, one lawsuit.
TOTALS = [
    cell("applications", "new_received", "total", 76),
    cell("applications", "carried_in", "total", 2),
    cell("applications", "processed_total", "total", 77),
    cell("remedies", "reconsideration", "total", 3),
    cell("remedies", "litigation_direct", "total", 1),
    cell("remedies", "litigation_after_reconsideration", "total", 0),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到依申请公开政府信息5件。", [76]),
        ("受理依申请公开政府信息申请5件。", [76]),
        ("收到申请公开5件。", [76]),
        ("全年收到要求公开政府信息的申请5件。", [76]),
        ("未收到要求公开政府信息的申请。", [76]),
        ("对收到的5件政府信息公开申请均已答复。", [76]),
        ("全年直接受理政府信息公开申请5件。", [76]),
        ("未发生因政府信息公开直接引起的行政复议。", [3]),
        ("无行政复议、行政诉讼及收费情况。", [3, 1]),
    ],
)
def test_other_words_for_all_of_them_are_compared(text: str, expected: list[int]) -> None:
    assert [finding.expected for finding in against_cells(read(text), TOTALS)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "共受理政府信息公开申请78件（上年结转2件，新收76件）。",
        "共处理政府信息公开申请77件。",
        "受理依申请公开咨询电话12个。",
        "收到公民政府信息公开申请70件，企业申请6件。",
        "对3件政府信息公开申请予以公开。",
        "受理群众申请公开住房信息5件。",
        "依申请公开政府信息5件。",
        "除网上申请外，未收到其他政府信息公开申请。",
        "无因逾期未答复引起的行政复议。",
        "未发生政府信息公开行政诉讼败诉情况。",
        "没有未办结的行政复议、行政诉讼案件。",
        "全年未发生民事诉讼。",
        "无公益诉讼。",
        "没有信访复议。",
        "无因收费引起的行政复议。",
        "直接提起行政诉讼0件。",
    ],
)
def test_what_is_not_the_tables_total_is_not_compared(text: str) -> None:
    assert against_cells(read(text), TOTALS) == ()
    assert [finding.actual for finding in against_cells(read("收到政府信息公开申请77件。"), TOTALS)] == [77]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，其中自然人10件，企业2件；其中网上8件，信函4件。",
        "全年发布信息326条，其中网站200条，公众号126条；其中图文300条，视频26条。",
        "答复申请5件，其中予以公开4件，部分公开1件，不予公开0件，无法提供0件。",
    ],
)
def test_a_total_that_is_broken_down_twice(text: str) -> None:
    counts = read(text)
    assert {count.part_of for count in counts} == {None, 0}
    assert contradictions(counts) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一是机构职能。公开信息12条。二是政策法规。公开信息15条。", False),
        ("（一）机构职能。公开信息12条。\n（二）政策法规。公开信息15条。", False),
        ("机构职能方面，公开信息12条；政策法规方面，公开信息15条。", False),
        ("全年公开信息320条。就业方面：公开信息12条。", False),
        ("（一）主动公开。全年公开信息12条。\n（二）平台建设。公开信息15条。", True),
        ("总体情况：公开信息12条。五、工作情况。公开信息15条。", True),
        ("2023年主动公开政府信息126条；2022年主动公开政府信息85条。", False),
    ],
)
def test_figures_under_different_topics_are_not_the_same(text: str, said: bool) -> None:
    sections = [Section(1, "", text)]
    found = contradictions(extract(sections, 2023), None, sections)
    assert [finding.rule for finding in found] == ["narrative.contradiction"] * said
