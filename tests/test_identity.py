"""Agency, year and title from whatever place of a page names them."""

from __future__ import annotations

import pytest

from parsers.report import parse

PROSE = "2023年，我局主动公开信息12条，并依照2024年计划改进栏目。" * 12
SECTIONS = "".join(
    f"<p>{heading}</p><p>{text}</p>"
    for heading, text in [
        ("一、总体情况", PROSE), ("二、主动公开政府信息情况", "略。"), ("三、收到和处理政府信息公开申请情况", "略。"),
        ("四、政府信息公开行政复议、行政诉讼情况", "略。"), ("五、存在的主要问题及改进情况", "略。"),
        ("六、其他需要报告的事项", "没有。"),
    ]
)  # fmt: skip


def page(*, title: str = "", meta: str = "", before: str = "", behind: str = "") -> bytes:
    before, behind = ("".join(f"<p>{line}</p>" for line in part.split("|") if line) for part in (before, behind))
    return f"<html><head><title>{title}</title>{meta}</head><body><div>{before}{SECTIONS}{behind}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("printed", "agency", "year", "title"),
    [
        (page(title="白河县林业局2023年政府信息公开工作年度报告-白河县人民政府"),
         "白河县林业局", 2023, "白河县林业局2023年政府信息公开工作年度报告"),
        (page(title="年报 - 2023年青禾县应急管理局政府信息公开工作年度报告_政务公开"),
         "青禾县应急管理局", 2023, "2023年青禾县应急管理局政府信息公开工作年度报告"),
        (page(title="政府信息公开年报", before="现公布《青禾县长河镇人民政府2022年政府信息公开工作年度报告》。"),
         "青禾县长河镇人民政府", 2022, "政府信息公开年报"),
        (page(before="青水发〔2024〕7号|青禾县水利局|2023年度政府信息公开工作报告"),
         "青禾县水利局", 2023, "青禾县水利局2023年度政府信息公开工作报告"),
        (page(before="云岭县|卫生健康局2021年政府|信息公开工作年度报告"),
         "云岭县卫生健康局", 2021, "云岭县卫生健康局2021年政府信息公开工作年度报告"),
        (page(before="青禾县统计局|政府信息公开工作年度报告|（2022年）"),
         "青禾县统计局", 2022, "青禾县统计局政府信息公开工作年度报告（2022年）"),
        (page(before="青禾县统计局2017年政府信息公开工作年度报告|2018年1月"),
         "青禾县统计局", 2017, "青禾县统计局2017年政府信息公开工作年度报告"),
        (page(before="青禾县统计局政府信息公开工作年度报告|统计期限为202411日至20241231日。"),
         "青禾县统计局", 2024, "青禾县统计局政府信息公开工作年度报告"),
        (page(title="2023年政府信息公开工作年度报告", before="如有疑问请与灵溪市文化和旅游局办公室联系（电话：0777-6654321）。"),
         "灵溪市文化和旅游局", 2023, "2023年政府信息公开工作年度报告"),
        (page(title="政府信息公开年度报告（2023）", behind="白河县民政局|2024年1月20日"),
         "白河县民政局", 2023, "政府信息公开年度报告（2023）"),
        (page(title="【年报】白河县林业局2023年政府信息公开工作年度报告"),
         "白河县林业局", 2023, "【年报】白河县林业局2023年政府信息公开工作年度报告"),
        (page(title="白河县发展和改革委员会（县粮食局）2023年政府信息公开工作年度报告"),
         "白河县发展和改革委员会", 2023, "白河县发展和改革委员会（县粮食局）2023年政府信息公开工作年度报告"),
        (page(title="2023年政府信息公开年报-白河县民政局"), "白河县民政局", 2023, "2023年政府信息公开年报"),
        (page(title="2023年政府信息公开工作年度报告", before="如有疑问请与青禾县长河镇人民政府党政办公室联系（电话：0777-6654321）。"),
         "青禾县长河镇人民政府", 2023, "2023年政府信息公开工作年度报告"),
        (page(before="白河县人民政府办公室2023年政府信息公开工作年度报告 根据条例，编制本报告。请与白河县人民政府办公室联系（电话：0777-6654321）。"),
         "白河县人民政府办公室", 2023, "白河县人民政府办公室2023年政府信息公开工作年度报告"),
        (page(title="2023年度政府信息公开年报", meta='<meta name="ContentSource" content="灵溪市审计局">'),
         "灵溪市审计局", 2023, "2023年度政府信息公开年报"),
    ],
)  # fmt: skip
def test_who_reports_on_which_year(printed: bytes, agency: str, year: int, title: str) -> None:
    record = parse(printed)
    assert (record.agency, record.year, record.title) == (agency, year, title)


def test_two_places_that_disagree_are_reported() -> None:
    record = parse(
        page(title="青禾县统计局2022年政府信息公开工作年度报告", before="统计期限自2023年1月1日起至2023年12月31日止。")
    )
    [said] = [finding for finding in record.findings if finding.rule == "parse.year_disagrees"]
    assert (record.year, said.severity, said.where, said.expected, said.actual) == (
        2022,
        "warning",
        "统计期限",
        2022,
        2023,
    )


def test_a_year_of_which_only_the_prose_speaks_is_not_taken() -> None:
    record = parse(page(title="青禾县统计局政府信息公开工作年度报告"))
    assert record.year is None
    assert "parse.year_unknown" in {finding.rule for finding in record.findings}
