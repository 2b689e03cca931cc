"""Figures of another year, of a part of the year, of a region or of other units are not the agency's of the year."""

from __future__ import annotations

import pytest

from parsers.narrative import against_cells, contradictions, read_counts
from parsers.record import Cell, Count, Section, Source

AGENCY = "清水县水务局"


def read(*texts: str, year: int | None = 2023) -> tuple[Count, ...]:
    return read_counts([Section(number, "", text) for number, text in enumerate(texts, 1)], year)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全市发布信息100条，收到申请108件。", [(100, "全市发布信息"), (108, "全市收到申请")]),
        ("我县收到申请108件。", [(108, "我县收到申请")]),
        ("各镇公开信息20条，我局公开信息30条。", [(20, "各镇公开信息"), (30, "公开信息")]),
        ("局属单位公开信息20条。", [(20, "局属单位公开信息")]),
        ("全市收到申请108件。其中我局收到3件。", [(108, "全市收到申请"), (3, "收到")]),
        ("全市收到申请108件。我局收到申请3件。", [(108, "全市收到申请"), (3, "收到申请")]),
        ("第3季度，发布信息45条。", [(45, "第3季度发布信息")]),
        ("2023年上半年，发布信息45条，全年发布信息90条。", [(45, "上半年发布信息"), (90, "发布信息")]),
        ("1-6月发布信息45条。", [(45, "1-6月发布信息")]),
        ("2023年1至12月，发布信息45条。", [(45, "发布信息")]),
        ("1月份发布信息45条，5月12日，召开会议2次。", [(45, "1月份发布信息"), (2, "5月12日召开会议")]),
        ("上半年全县召开会议2次，下半年召开会议3次。", [(2, "上半年全县召开会议"), (3, "全县下半年召开会议")]),
        ("2022年度，我局收到申请8件。", [(8, "2022年度收到申请")]),
        ("2022年上半年收到申请8件。", [(8, "2022年上半年收到申请")]),
        ("上半年未收到申请。", [(0, "上半年申请")]),
        ("截至11月底，共公开信息12条。", [(12, "截至11月底公开信息")]),
        ("截至2023年10月31日，我局共收到申请3件。", [(3, "截至2023年10月31日收到申请")]),
        ("我局截至十一月底公开信息12条。", [(12, "截至十一月底公开信息")]),
        ("截至6月底公开信息3条，截至年底公开信息5条。", [(3, "截至6月底公开信息"), (5, "公开信息")]),
        ("截至2023年6月底，累计公开信息45条。", [(45, "截至2023年6月底公开信息")]),
        ("截至2022年底公开信息9条，2023年公开2条。", [(9, "截至2022年底公开信息"), (2, "公开")]),
        ("公开信息120条（截至11月底），其中微信发布20条。", [(120, "截至11月底公开信息"), (20, "微信发布")]),
        ("截至2024年1月15日，公开信息45条。", [(45, "公开信息")]),
        ("全县公开信息88条（各镇20条），收到申请5件。", [(88, "全县公开信息"), (20, "各镇"), (5, "全县收到申请")]),
        ("前三季度公开信息3条，全年公开4条。", [(3, "前三季度公开信息"), (4, "公开")]),
        ("一至三季度公开信息3条。前11个月收到申请4件。", [(3, "一至三季度公开信息"), (4, "前11个月收到申请")]),
        ("自1月1日至2023年11月30日，公开信息3条。", [(3, "1月1日至2023年11月30日公开信息")]),
        ("自2023年1月1日起至2023年10月31日，公开信息3条。", [(3, "1月1日起至2023年10月31日公开信息")]),
        ("到11月底公开信息3条。到2023年6月底，收到申请4件。", [(3, "到11月底公开信息"), (4, "到2023年6月底收到申请")]),
        ("2022年1月1日至12月31日，收到申请8件。", [(8, "2022年1月1日至12月31日收到申请")]),
    ],
)
def test_the_subject_says_of_what(text: str, said: list[tuple[float, str]]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "2022年决算公开45条。",
        "上年结转申请45件。",
        "截至2023年12月31日，公开信息45条。",
        "截至12月底，公开信息45条。",
        "截至2023年年底，公开信息45条。",
        "自2023年1月1日至2023年12月31日，公开信息45条。",
        "2022年6月1日开通后，办理登记45件。",
        "2019年以来，发布信息45条。",
        "在全市范围内开展检查45次。",
        "全市场主体45户。",
        "组织全市培训45期。",
        "年内开展检查45次。",
    ],
)
def test_look_alikes_limit_nothing(text: str) -> None:
    (count,) = read(text)
    assert (count.value, count.subject) == (45, read(text, year=None)[0].subject)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("今年公开126条，去年公开100条。", [126]),
        ("上年度收到申请8件，本年度收到申请3件。", [3]),
        ("上一年，发布信息12条。去年同期公开信息100条。", []),
        ("2022年公开信息100条，2023年公开信息126条。", [126]),
        ("2022年、2023年分别收到申请8件、3件。", [3]),
        ("去年未收到申请。", []),
        ("2023年公开信息数为345条，2022年为300条。", [345]),
        ("2023年公开信息345条，比2022年（300条）增长15%。", [345, 15]),
        ("与2022年的300条相比，2023年公开信息345条。", [345]),
        ("公开信息345条，去年公开300条，收到申请5件，办结4件。", [345, 5, 4]),
        ("公开信息345条，去年公开300条，增加45条。", [345, 45]),
        ("今年公开信息345条、收到申请6件，去年公开300条，收到申请5件。", [345, 6]),
        ("公开信息345条，去年公开300条，其中网站200条。", [345]),
        ("去年公开信息300条，收到申请5件。", []),
        ("2022年底粉丝10200人，2023年底粉丝12300人。", [12300]),
        ("收到申请7件，其中2022年结转2件，2023年新收5件。", [7, 2, 5]),
        ("收到申请6件（2022年4件）。", [6]),
        ("收到申请6件（2022年结转4件）。", [6, 4]),
        ("收到申请6件（2022年为4件），其中网络申请3件。", [6, 3]),
        ("收到申请6件（去年收到4件），增加2件。", [6, 2]),
        ("上半年公开信息30条（去年同期公开9条），下半年公开40条（去年公开8条）。收到申请5件。", [30, 40, 5]),
    ],
)
def test_figures_of_another_year_are_left_out(text: str, values: list[float]) -> None:
    assert [count.value for count in read(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "2022年度，我局共收到政府信息公开申请8件。全市共收到政府信息公开申请108件。",
        "第一季度收到政府信息公开申请3件，第二季度收到政府信息公开申请4件。",
        "上半年未收到政府信息公开申请。下属单位收到政府信息公开申请5件。",
    ],
)
def test_they_contradict_nothing(text: str) -> None:
    received = Cell("applications", "new_received", "total", 91, "number", "91", "", None, Source(2, 4, 9))
    counts = read(text, "我局收到政府信息公开申请91件。")
    assert len(counts) == 3
    assert contradictions(counts, AGENCY) == ()
    assert against_cells(counts, [received], AGENCY) == ()


@pytest.mark.parametrize("text", ["全县收到政府信息公开申请5件。", "我县收到政府信息公开申请5件。"])
def test_a_region_is_its_governments_own(text: str) -> None:
    received = Cell("applications", "new_received", "total", 91, "number", "91", "", None, Source(2, 4, 9))
    counts = read(text, "收到政府信息公开申请91件。")
    for agency, rules in (("清水县人民政府", 1), (AGENCY, 0), ("临河市人民政府", 0), (None, 0)):
        assert len(contradictions(counts, agency)) == rules
        assert len(against_cells(counts, [received], agency)) == rules


def test_a_label_that_the_old_form_repeats_contradicts_nothing() -> None:
    counts = read("（一）维持具体行政行为数：8件\n（二）被依法纠错数：2件", "（一）维持具体行政行为数：2件")
    assert [count.value for count in counts] == [8, 2, 2]
    assert contradictions(counts) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年、2022年、2023年公开信息分别为120条、150条、180条。", [(180, "公开信息")]),
        ("2023年和2022年分别召开会议4次、3次。", [(4, "召开会议")]),
        ("2021-2023年公开信息分别为120条、150条和180条，收到申请5件、6件、7件。", [(180, "公开信息"), (7, "收到申请")]),
        (
            "近三年（2021、2022、2023年）分别公开信息120条、150条、180条。",
            [(180, "近三年(2021、2022、2023年)分别公开信息")],
        ),
        ("2020年、2021年、2022年公开信息分别为120条、150条、180条。", []),
        ("2022年、2023年公开信息分别为120条、150条、180条。", []),
        ("近三年来，收到申请分别为3件、5件、9件。", []),
    ],
)
def test_of_several_years_in_a_row_the_one_reported_is_counted(text: str, said: list[tuple[float, str]]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == said


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("2008年至2023年公开信息45条。", ["cumulative"]),
        ("从2008年至2023年，累计公开信息45条，其中2023年公开5条。", ["cumulative", "year"]),
        ("2008年5月1日至2023年12月31日，共公开信息45条。", ["cumulative"]),
        ("2021—2023年，收到申请45件。", ["cumulative"]),
        ("自2019年5月15日新条例施行以来公开信息45条，今年公开5条。", ["cumulative", "year"]),
        ("十四五期间公开信息45条。", ["cumulative"]),
        ("2023年1月1日至2023年12月31日公开信息45条。", ["year"]),
        ("印发《水利规划（2021-2025年）》等文件3件。", ["year"]),
        ("截至2023年12月31日，微博粉丝35621人，发布微博2134条，净增粉丝300人。", ["cumulative", "year", "year"]),
        ("培训3期，累计培训120人次。", ["year", "year"]),
    ],
)
def test_what_is_told_of_several_years_at_once_is_cumulative(text: str, scopes: list[str]) -> None:
    assert [count.scope for count in read(text)] == scopes
