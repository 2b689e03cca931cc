"""What titles name, and what only looks like a report."""

from __future__ import annotations

import pytest

from parsers.titles import looks_like_other, read_title


@pytest.mark.parametrize(
    ("printed", "agency", "year"),
    [
        ("灵武市民政局2024年政府信息公开工作年度报告", "灵武市民政局", 2024),
        ("2024年灵武市教育局政府信息公开年度报告", "灵武市教育局", 2024),
        ("政府信息公开2021年度报告", None, 2021),
        ("某县审计局政府信息公开2021年度报告", "某县审计局", 2021),
        ("灵武市 2024 年政府信息公开工作年度报告", "灵武市", 2024),
        ("2024政府信息公开工作年度报告", None, 2024),
        ("2025湖口县应急管理局政府信息公开工作2025年度报告", "湖口县应急管理局", 2025),
        ("2025年云岭县统计局2024年度政府信息公开工作年度报告", "云岭县统计局", 2024),
        ("年报 - 2023年云岭县统计局政府信息公开工作年度报告", "云岭县统计局", 2023),
        ("二〇一二年度某县信息公开工作报告", "某县", 2012),
        ("（2019年度）某局政府信息公开工作年度报告", "某局", 2019),
        ("某市人民政府信息公开工作年度报告（2020年）", "某市人民政府", 2020),
        ("某县人民政府办公室关于2022年度政府信息公开工作情况的报告", "某县人民政府办公室", 2022),
        ("某区绩效考核办公室２０２３年政府信息公开工作年度报告", "某区绩效考核办公室", 2023),
        ("政府信息公开年报", None, None),
        ("某县2022年、2023年政府信息公开年度报告", None, None),
    ],
)
def test_read_title(printed: str, agency: str | None, year: int | None) -> None:
    title = read_title(printed)
    assert title is not None
    assert title.year == year
    if year is not None:
        assert title.agency == agency


@pytest.mark.parametrize(
    "printed",
    [
        "关于印发中华人民共和国政府信息公开工作年度报告格式的通知",
        "灵武市民政局2024年政府网站工作年度报表",
        "某县2014年法治政府建设年度报告",
        "灵武市民政局2024年上半年政府信息公开工作报告",
        "一图读懂某县2023年政府信息公开工作年度报告",
        "政府信息公开工作年度报告编制说明",
        "某局2023年部门预算公开报告",
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
    ],
)
def test_other_documents_are_no_reports(printed: str) -> None:
    assert read_title(printed) is None


def test_an_ordinary_title_does_not_look_like_another_document() -> None:
    assert looks_like_other("某县预算编审中心2024年政府信息公开工作年度报告") is False


@pytest.mark.parametrize(
    "before",
    [
        "3.",
        "03",
        "(2)",
        "年度报告：",
        "首页 政府信息公开 年度报告 ",
        "清水县人民政府 ",
        "清水利函〔2025〕3号 ",
        "> ",
        "■",
    ],
)
def test_what_stands_before_a_title_is_none_of_the_agency(before: str) -> None:
    title = read_title(f"{before}清水县水务局2024年政府信息公开工作年度报告")
    assert title is not None
    assert (title.agency, title.year) == ("清水县水务局", 2024)


@pytest.mark.parametrize(
    ("printed", "agency", "year"),
    [
        ("清水县水务局2O24年政府信息公开工作年度报告", "清水县水务局", 2024),
        ("清水县水务局政府信息公开工作年度报告（清水利函〔2025〕3号）", "清水县水务局", None),
        ("清水县水务局2024年政府信息公开工作年度报告 清水利函〔2025〕3号", "清水县水务局", 2024),
        ("清水县水务局2024年政府信息公开工作年度报告清水利函〔2025〕3号", "清水县水务局", 2024),
        ("清水县水务局政府信息公开工作年度报告 清水利函[2025]3号", "清水县水务局", None),
        ("清水县 水务局2024年政府信息公开工作年度报告", "清水县水务局", 2024),
        ("清水县水务局 2024年政府信息公开工作年度报告", "清水县水务局", 2024),
        ("110指挥中心2024年政府信息公开工作年度报告", "110指挥中心", 2024),
        ("清水县城 关镇2024年政府信息公开工作年度报告", "清水县城关镇", 2024),
        ("清水县农业农村局 （清水县乡村振兴局）2024年政府信息公开工作年度报告", "清水县农业农村局", 2024),
    ],
)
def test_years_and_agencies_beside_numbers(printed: str, agency: str, year: int | None) -> None:
    title = read_title(printed)
    assert title is not None
    assert (title.agency, title.year) == (agency, year)
