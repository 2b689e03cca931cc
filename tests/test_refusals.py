"""What is taken for another document, and what is not, whatever stands beside its title."""

from __future__ import annotations

import re

import pytest

from fixtures.figures import form_of, history
from fixtures.model import Layout
from fixtures.render import NO_SITE, render_report
from parsers.record import Report
from parsers.report import parse
from tests.reports import expected, report
from tests.text_shapes import text

FIGURES = history("5", {2024: form_of(2024)}, 40)[2024]
TITLE = "清水县水务局2024年政府信息公开工作年度报告"


def page(*, heading: str = TITLE, before: str = "", first: str | None = None) -> bytes:
    """A report with all its tables; `before` stands before its title, `first` is its first sentence."""
    made = report(2024, FIGURES)
    html = render_report(made, Layout(), site=NO_SITE | {"invented": ""})
    html = html.replace(made.preamble[0], first if first is not None else made.preamble[0])
    return html.replace(TITLE, heading).replace("<h1", f"{before}<h1", 1).encode()


def cells(record: Report) -> dict[tuple[str, str], object]:
    return {(cell.table, f"{cell.row}.{cell.column}"): cell.value for cell in record.cells}


@pytest.mark.parametrize(
    "sentence",
    [
        "根据国务院办公厅《政府信息公开工作年度报告格式》要求，编制本报告。",
        "根据县政府办《关于做好2024年政府信息公开工作年度报告编制发布工作的通知》，编制本报告。",
        "2024年，我局认真落实《条例》，健全政府信息公开制度，完善公开目录，现报告如下。",
        "2024年上半年机构改革后，本局职责有调整，现将全年情况报告如下。",
        "根据《中华人民共和国政府信息公开工作年度报告格式》，现公布2024年年度报告",
    ],
)
def test_the_first_sentence_is_no_title(sentence: str) -> None:
    record = parse(page(first=sentence))
    assert (record.agency, record.year) == ("清水县水务局", 2024)
    assert cells(record) == expected(FIGURES)
    lines = text(report(2024, FIGURES), "pipes around").decode().split("\n")
    assert cells(parse("\n".join([sentence, *lines[2:]]).encode())) == expected(FIGURES)


@pytest.mark.parametrize(
    "menu",
    ["<h3>政府信息公开指南</h3>", "<div class='menu-title'>政府信息公开制度</div>", "<h2>政府信息公开目录</h2>"],
)
def test_the_title_of_a_menu_is_not_that_of_the_page(menu: str) -> None:
    record = parse(page(before=menu))
    assert (record.agency, record.year) == ("清水县水务局", 2024)
    assert cells(record) == expected(FIGURES)


@pytest.mark.parametrize(
    "heading",
    [
        "清水县水务局2024年上半年政府信息公开情况统计",
        "2024年第三季度政府信息公开工作报告",
        "政府信息公开工作年度报告格式",
        "政府信息公开工作年度报告（填写示例）",
        "清水县水务局2024年1—9月政府信息公开工作报告",
        "XX局2024年政府信息公开工作年度报告",
        "××县水务局2024年政府信息公开工作年度报告",
        "某某局2024年政府信息公开工作年度报告",
        "政府信息公开工作年度报告（样例）",
        "（单位名称）2024年政府信息公开工作年度报告",
        "清水县水务局2024年政府信息公开季报",
        "清水县水务局2024年1月1日至6月30日政府信息公开工作报告",
        "〇〇县人民政府2024年政府信息公开工作年度报告",
    ],
)
def test_other_documents_with_the_tables_of_a_report_are_refused(heading: str) -> None:
    record = parse(page(heading=heading, first="现将有关情况公布如下。"))
    assert (record.cells, [finding.rule for finding in record.findings]) == ((), ["parse.not_a_report"])


def test_half_a_year_named_in_the_first_sentence_alone_is_refused() -> None:
    record = parse(page(heading="", first="现将清水县水务局2024年上半年政府信息公开情况统计如下。"))
    assert (record.cells, [finding.rule for finding in record.findings]) == ((), ["parse.not_a_report"])


@pytest.mark.parametrize(
    ("prose", "year"),
    [
        ("2023年1月1日至2023年12月31日共公开30条，2024年1月1日至2024年12月31日共公开40条。", None),
        ("2023年1月1日至2023年12月31日共公开30条，本报告所列数据自2024年1月1日起至2024年12月31日止。", 2024),
        ("2024年1月1日至2024年12月31日共公开40条。", 2024),
    ],
)
def test_the_year_of_a_report_without_one_in_its_title(prose: str, year: int | None) -> None:
    record = parse(page(heading="清水县水务局政府信息公开工作年度报告", first=prose))
    assert record.year == year
    assert ("parse.year_unknown" in [finding.rule for finding in record.findings]) == (year is None)


@pytest.mark.parametrize(
    "period",
    [
        "统计期限自2024年1月1日起至2024年6月30日止。",
        "本报告所列数据统计期限为2024年1月至9月。",
        "统计期限：2024年4月1日—6月30日",
    ],
)
def test_a_part_of_a_year_named_as_the_period_alone_is_refused(period: str) -> None:
    record = parse(page(first=period))
    assert (record.cells, [finding.rule for finding in record.findings]) == ((), ["parse.not_a_report"])


def test_what_lasts_for_a_part_of_a_year_in_the_time_of_a_report_is_not_its_period() -> None:
    record = parse(page(first="本报告期内，2024年3月1日至2024年5月31日开展了集中整治。现将2024年情况报告如下。"))
    assert (record.year, record.period, cells(record)) == (2024, None, expected(FIGURES))


def test_a_report_made_before_its_year_was_over_is_one() -> None:
    record = parse(page(first="本报告所列数据统计期限自2024年1月1日起至2024年11月30日止。"))
    assert (record.year, cells(record)) == (2024, expected(FIGURES))


@pytest.mark.parametrize(
    "heading",
    [
        "清水县水务局2024年度政府信息公开工作总结",
        f"关于印发《{TITLE}》的通知",
        "清水县水务局关于报送2024年政府信息公开工作年度报告的报告",
    ],
)
def test_what_holds_the_whole_of_a_report_is_one_whatever_it_is_called(heading: str) -> None:
    record = parse(page(heading=heading))
    assert (record.agency, record.year) == ("清水县水务局", 2024)
    assert cells(record) == expected(FIGURES)


@pytest.mark.parametrize(
    "name", ["2025年政府信息公开工作计划", "2025年政务公开工作要点", "2025年政府信息公开工作实施方案"]
)
@pytest.mark.parametrize(("first", "year"), [(None, 2024), ("今年，我局认真做好信息公开工作。", None)])
def test_the_year_of_a_plan_is_not_that_of_the_report_below_its_title(name: str, first: str, year: int) -> None:
    record = parse(page(heading=f"清水县水务局{name}", first=first))
    assert (record.agency, record.year) == ("清水县水务局", year)
    assert cells(record) == expected(FIGURES)
    found = {finding.rule for finding in record.findings}
    assert found == {"parse.title_differs"} | ({"parse.year_unknown"} if year is None else set())


def test_what_stands_before_the_name_of_a_column_is_no_agency() -> None:
    record = parse(page(heading="清水县水务局2024年政府信息公开指南"))
    assert (record.agency, record.year) == ("清水县水务局", 2024)


def test_a_short_report_without_tables_is_one() -> None:
    sections = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况")
    lines = [
        f"<p>{number}、{name}</p><p>公开信息{n}条。</p>"
        for n, (number, name) in enumerate(zip("一二三四", sections, strict=True), 3)
    ]
    record = parse(f"<h1>{TITLE}</h1>{''.join(lines)}".encode())
    assert [count.value for count in record.counts] == [3, 4, 5, 6]
    empty = re.sub("公开信息.条。", "", f"<h1>{TITLE}</h1>{''.join(lines)}")
    assert [finding.rule for finding in parse(empty.encode()).findings] == ["parse.not_a_report"]


def test_an_assessment_without_tables_is_no_report() -> None:
    prose = "".join(
        f"<p>{number}. 评估发现，清水县政务公开工作总体较好，主动公开信息若干条。</p>" for number in range(60)
    )
    record = parse(f"<h1>清水县2024年政务公开第三方评估报告</h1>{prose}".encode())
    assert [finding.rule for finding in record.findings] == ["parse.not_a_report"]
