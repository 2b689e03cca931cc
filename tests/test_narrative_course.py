"""What a sentence has told so far says of which year its next figure is, and whether it sums up years."""

from __future__ import annotations

import pytest

from parsers.narrative import read_counts
from parsers.record import Count, Section


def read(text: str) -> tuple[Count, ...]:
    return read_counts([Section(1, "", text)], 2023)[0]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("公开信息345条，2022年为300条，收到申请5件。", [(345, "公开信息"), (5, "收到申请")]),
        ("培训45余次，2022年为30余次，同比增长50%。", [(45, "培训"), (50, "培训")]),
        ("发生行政复议案件6起，2022年为3起。", [(6, "发生行政复议案件")]),
        ("公开信息345条，去年为300条；门户网站发布信息50条，阅读量900次。",
         [(345, "公开信息"), (50, "门户网站发布信息"), (900, "门户网站阅读量")]),
        ("公开信息345条，去年300条，未收到申请，召开会议4次。",
         [(345, "公开信息"), (0, "申请"), (4, "召开会议")]),
        ("公开信息345条，去年公开300条信息，参训人员60人次。", [(345, "公开信息"), (60, "参训人员")]),
        ("公开信息345条，去年公开300条，政策文件20条。", [(345, "公开信息")]),
        ("公开信息345条，去年公开300条、收到申请5件。", [(345, "公开信息")]),
        ("去年公开信息300条，未收到申请，同比减少45条。", []),
        ("2022年公开信息300条，收到申请5件。", [(300, "2022年公开信息"), (5, "2022年收到申请")]),
        ("公开信息345条，去年未收到申请，今年收到申请5件。", [(345, "公开信息"), (5, "收到申请")]),
        ("召开会议4次，公开信息345条，上年度未发生行政诉讼。", [(4, "召开会议"), (345, "公开信息")]),
        ("公开信息345条，去年公开信息300条，收到申请8件，召开会议3次；今年收到申请5件，召开会议4次。",
         [(345, "公开信息"), (5, "收到申请"), (4, "召开会议")]),
        ("召开会议4次，2022年公开信息300条，未收到申请，2023年收到申请5件。", [(4, "召开会议"), (5, "收到申请")]),
    ],
)  # fmt: skip
def test_what_follows_a_comparison_is_of_the_year_again(text: str, figures: list[tuple[float, str]]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "values", "doubted"),
    [
        ("全年召开会议4次，2022年印发文件3件，收到申请5件。", [4], ["收到申请5件"]),
        ("全年召开会议4次，2022年印发3件，收到申请5件，其中网上3件、信函2件。", [4],
         ["收到申请5件", "其中网上3件", "信函2件"]),
        ("全年召开会议4次，2022年印发文件3件，未收到申请。", [4], ["未收到申请"]),
        ("公开信息345条，去年召开会议4次，举办培训3期。", [345], ["举办培训3期"]),
        ("公开信息345条，去年公开300条，政策文件20条。", [345], ["政策文件20条"]),
        ("收到申请6件，去年收到申请5件，予以公开3件。", [6], ["予以公开3件"]),
        ("收到申请6件，去年收到申请3件，予以公开5件。", [6, 5], []),
        ("发布信息345条，去年发布300条，阅读量1200次。", [345], ["阅读量1200次"]),
        ("公开信息345条（去年公开300条，收到申请5件），召开会议4次。", [345, 4], []),
        ("公开信息345条、收到申请6件，去年公开300条，收到申请5件。", [345, 6], []),
        ("公开信息345条，去年召开会议4次、培训3期。", [345], []),
        ("行政复议1件，上年2件，行政诉讼3件，上年1件。", [1, 3], []),
        ("举办培训6期，2022年培训7期，参训140人次。", [6], ["参训140人次"]),
        ("举办培训6期，参训120人次；2022年培训7期，参训140人次。", [6, 120], []),
        ("收到申请36件，上年34件，按申请方式分，网上6件，信函30件。", [36, 6, 30], []),
        ("收到申请36件，上年34件，其中网上30件，信函6件；答复36件。", [36, 30, 6, 36], []),
        ("收到申请36件，上年收到34件，其中网上30件，信函4件；答复36件。", [36, 36], []),
        ("收到申请36件（上年34件），其中网上30件，信函6件。", [36, 30, 6], []),
    ],
)  # fmt: skip
def test_a_figure_that_may_be_of_two_years_is_named(text: str, values: list[float], doubted: list[str]) -> None:
    counts, findings = read_counts([Section(1, "", text)], 2023)
    assert [count.value for count in counts] == values
    assert [(finding.rule, finding.message.partition("不")[0]) for finding in findings] == [
        ("parse.figure_unread", f"「{quote}」") for quote in doubted
    ]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("发布信息45条，累计发布300条，收到申请5件。", ["year", "cumulative", "year"]),
        ("2023年，历年累计公开规章6件，收到申请5件。", ["cumulative", "year"]),
        ("历年累计公开规章6件；收到申请5件。", ["cumulative", "year"]),
        ("一年来，历年累计公开规章6件，召开会议5次。", ["cumulative", "year"]),
        ("2019年以来，公开规章6件，收到申请5件；召开会议5次。", ["cumulative", "cumulative", "cumulative"]),
        ("累计公开规章6件、收到申请5件。", ["cumulative", "cumulative"]),
        ("本年度公开45条，累计公开300条。", ["year", "cumulative"]),
        ("2023年网站公开45条、微信公开55条，累计公开100条。", ["year", "year", "year"]),
        ("2023年公开45条，全年累计公开信息100条。", ["year", "year"]),
        ("累计公开信息300条。参照第3批目录，发布信息45条。", ["cumulative", "year"]),
        ("累计公开信息300条。按照每季度1次的要求，累计发布信息45条，公开文件5件。", ["cumulative"] * 3),
        ("2019年以来，按照每季度1次的要求，公开信息300条。", ["cumulative"]),
        ("全年召开党组会4次，累计召开各类会议12次。", ["year", "year"]),
        ("2023年举办政务公开培训3次，累计开展各类培训12次。", ["year", "year"]),
        ("全年制定规范性文件3件，累计公开规范性文件12件。", ["year", "year"]),
        ("2023年公开信息45条，累计公开100条。", ["year", "cumulative"]),
    ],
)
def test_what_sums_up_years(text: str, scopes: list[str]) -> None:
    assert [count.scope for count in read(text)] == scopes


def test_a_channel_alone_behind_what_has_none() -> None:
    counts = read("培训3期，召开会议2次，微信5次。")
    assert [(count.metric, count.channel) for count in counts] == [
        ("trainings", None),
        ("meetings", None),
        (None, "wechat"),
    ]


def test_a_channel_alone_in_a_list_of_what_channels_posted() -> None:
    counts = read("微博发布33条，今日头条号18条，召开会议2次。")
    assert [(count.metric, count.channel) for count in counts] == [
        ("posts", "weibo"),
        ("posts", "toutiao"),
        ("meetings", None),
    ]


def test_a_figure_behind_one_that_counts_nothing_takes_no_class_from_the_sentence_before() -> None:
    counts = read("公开信息300条。计划培训4次，实际3次。")
    assert [(count.value, count.metric) for count in counts] == [(300, "disclosures"), (3, "trainings")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("全年计划培训5次，完成6次。", [(6, "完成", "trainings")]),
        ("预计全年公开信息500条，实际完成345条。", [(345, "实际完成", "disclosures")]),
        ("年度公开信息任务300条，完成345条。", [(345, "完成", "disclosures")]),
        ("原计划公开信息300条，因故收到申请5件。", [(5, "因故收到申请", "applications_received")]),
        ("去年公开信息300条，今年345条。", [(345, "公开信息", "disclosures")]),
        ("2022年末关注人数300人，2023年末345人。", [(345, "关注人数", "followers")]),
        ("去年公开信息300条、收到申请5件，今年分别为345条、6件。", [(345, "", None), (6, "", None)]),
        ("去年收到申请5件，办结5件；今年收到6件。", [(6, "收到", "applications_received")]),
        (
            "公开信息345条，计划培训5次，完成6次，收到申请5件。",
            [(345, "公开信息", "disclosures"), (6, "完成", "trainings"), (5, "收到申请", "applications_received")],
        ),
        (
            "编制目录12项，要求公开不少于10项，实际公开12项。",
            [(12, "编制目录", "catalogue_items"), (12, "实际公开", "catalogue_items")],
        ),
        ("预计2024年新增栏目3个；2023年新增栏目2个。", [(2, "新增栏目", "columns")]),
        ("召开会议4次，去年公开信息300条，今年5次。", [(4, "召开会议", "meetings"), (5, "召开会议", "meetings")]),
    ],
)
def test_a_figure_goes_on_with_the_words_of_one_that_is_not_counted(
    text: str, counted: list[tuple[float, str, str | None]]
) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公开信息增加了45条，达到345条。", [(45, "change", "disclosures"), (345, "year", "disclosures")]),
        ("粉丝量较去年增长300人，达到1.5万人。", [(300, "change", "followers"), (15000, "year", "followers")]),
        ("信访减少3件。", [(3, "change", "petitions")]),
        ("增加公开栏目3个，新增专栏2个。", [(3, "year", "columns"), (2, "year", "columns")]),
        ("净增粉丝300人。", [(300, "year", "followers")]),
    ],
)
def test_what_was_added_is_a_change(text: str, told: list[tuple[float, str, str]]) -> None:
    assert [(count.value, count.scope, count.metric) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "第一季度、第二季度分别公开信息30条、40条。",
            [(30, "第一季度公开信息", "disclosures"), (40, "第二季度公开信息", "disclosures")],
        ),
        (
            "全市收到申请108件，我县收到3件。",
            [(108, "全市收到申请", "applications_received"), (3, "我县收到", "applications_received")],
        ),
        ("发布信息345条，收到5件。", [(345, "发布信息", "posts"), (5, "收到", None)]),
        (
            "复议机关维持2件，纠正1件。",
            [(2, "复议机关维持", "reconsiderations"), (1, "纠正", "reconsiderations")],
        ),
        ("依申请公开受理机构1个。", [(1, "依申请公开受理机构", None)]),
    ],
)
def test_figures_go_on_with_what_was_told(text: str, told: list[tuple[float, str, str | None]]) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("2023年以来，公开信息300条，收到申请5件。", ["year", "year"]),
        ("自2023年1月以来，累计公开信息300条。", ["year"]),
        ("2023年1月1日以来，公开信息300条。", ["year"]),
        ("对2023年以来制发的15件规范性文件全部解读，发布解读材料32篇。", ["year", "year"]),
        ("2020年以来，累计公开信息5000条，2023年以来公开300条。", ["cumulative", "year"]),
        ("2022年以来，公开信息300条，收到申请5件。", ["cumulative", "cumulative"]),
        ("自2023年政务公开条例实施以来，公开信息300条。", ["cumulative"]),
    ],
)
def test_since_the_year_reported_is_the_year(text: str, scopes: list[str]) -> None:
    assert [count.scope for count in read(text)] == scopes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与上年相比，申请量减少了3件，下降37.5%，2023年实际受理5件。",
         [(3, "applications_received", "change"), (37.5, "applications_received", "change"),
          (5, "applications_received", "year")]),
        ("申请量较上年减少3件，实际收到5件，办结4件。",
         [(3, "applications_received", "change"), (5, "applications_received", "year"),
          (4, "applications_answered", "year")]),
        ("访问量较上年减少300次，实际办理5件。", [(300, "reads", "change"), (5, None, "year")]),
        ("有2个栏目超过3个月未更新，新开设栏目5个。", [(2, None, "year"), (5, "columns", "year")]),
        ("3个栏目未及时更新，更新不及时的栏目有2个。", [(3, None, "year"), (2, None, "year")]),
    ],
)  # fmt: skip
def test_amounts_behind_differences_and_what_is_neglected(
    text: str, expected: list[tuple[float, str | None, str]]
) -> None:
    assert [(count.value, count.metric, count.scope) for count in read(text)] == expected
