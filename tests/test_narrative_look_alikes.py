"""Sentences that look like those a rule was made for, and say something else."""

from __future__ import annotations

import pytest

from parsers.narrative import read_counts
from parsers.record import Count, Section


def read(text: str) -> tuple[Count, ...]:
    counts, findings = read_counts([Section(1, "", text)], 2023)
    assert findings == ()
    return counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "在做好培训500余人次的同时开展宣传3次。",
            [(500, "做好培训", "people_reached"), (3, "的同时开展宣传", None)],
        ),
        (
            "在公开信息超300条的基础上新增专栏5个。",
            [(300, "公开信息", "disclosures"), (5, "的基础上新增专栏", "columns")],
        ),
        (
            "访问量超100万次的门户网站公开信息12条。",
            [(1000000, "访问量", "reads"), (12, "的门户网站公开信息", "disclosures")],
        ),
        (
            "推出短视频3部，其中1部作品播放量超过100万次。",
            [(3, "推出短视频", "posts"), (1, "作品", "posts"), (1000000, "作品播放量", "reads")],
        ),
        ("推出3个浏览量过万的视频。", [(3, "推出视频", None)]),
        (
            "做到应报尽报信息345条，已采用120条。",
            [(345, "做到应报尽报信息", "disclosures"), (120, "采用", "media_uptake")],
        ),
        (
            "应主动公开的信息345条，实现点击3万次。",
            [(345, "应主动公开的信息", "disclosures"), (30000, "实现点击", "reads")],
        ),
    ],
)
def test_what_looks_like_a_bound_or_a_duty_is_told_of_itself(
    text: str, told: list[tuple[float, str, str | None]]
) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("设置3个公开栏公开信息12条。", [(3, "设置公开栏", None), (12, "公开栏公开信息", "disclosures")]),
        (
            "设立5个办理窗口受理申请3件。",
            [(5, "设立办理窗口", None), (3, "办理窗口受理申请", "applications_received")],
        ),
        ("配备12名接待人员办理事项3件。", [(12, "配备接待人员", "staff"), (3, "接待人员办理事项", None)]),
        (
            "发现12个整改问题办结10个。",
            [(12, "发现整改问题", "problems_corrected"), (10, "整改问题办结", "problems_corrected")],
        ),
        (
            "全县12个公开目录5345条。",
            [(12, "全县公开目录", "catalogue_items"), (5345, "全县公开目录", "catalogue_items")],
        ),
        ("选派3名干部参加培训2次。", [(3, "选派干部参加培训", "people_reached"), (2, "干部参加培训", "trainings")]),
    ],
)
def test_a_noun_that_begins_like_a_verb_is_of_the_figure_before(
    text: str, told: list[tuple[float, str, str | None]]
) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收到申请12件，答复2022年申请3件。", [(12, "收到申请"), (3, "答复2022年申请")]),
        ("收到复议5件，审结2022年复议2件。", [(5, "收到复议"), (2, "审结2022年复议")]),
        ("受理行政复议5件，2022年行政复议3件全部审结。", [(5, "受理行政复议"), (3, "行政复议")]),
        ("公开文件45件，废止2021年3件、2022年2件。", [(45, "公开文件"), (3, "废止2021年"), (2, "废止2021年")]),
        ("公开2023年12条、2022年10条政策文件。", [(12, "公开2023年"), (10, "政策文件")]),
        (
            "清理文件45件，其中2021年的3件，2022年的2件，2023年的40件。",
            [(45, "清理文件"), (3, "清理文件"), (2, "清理文件"), (40, "清理文件")],
        ),
        ("公开信息345条，其中2022年因公出国经费12条。", [(345, "公开信息"), (12, "因公出国经费")]),
        ("公开决算45份，2022年在职人员培训3次。", [(45, "公开决算"), (3, "在职人员培训")]),
        ("废止规范性文件5件，2022年通过的3件继续有效。", [(5, "废止规范性文件"), (3, "继续有效")]),
        ("公开信息345条，2022年在建项目12个。", [(345, "公开信息"), (12, "在建项目")]),
        ("截至11月底，公开信息345条，现有专栏30个。", [(345, "截至11月底公开信息"), (30, "截至11月底现有专栏")]),
        ("1-11月公开信息300条，目前公开345条。", [(300, "1-11月公开信息"), (345, "1-11月公开")]),
        ("发布微信120条，去年100条，阅读量3万次。", [(120, "发布微信"), (30000, "发布微信阅读量")]),
    ],
)
def test_what_is_of_another_year_may_be_dealt_with_in_this(text: str, told: list[tuple[float, str]]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "收到申请12件，其中自然人10件；行政复议2件。",
            [
                (12, "applications_received", None, None),
                (10, "applications_received", None, 0),
                (2, "reconsiderations", None, None),
            ],
        ),
        (
            "收到申请12件，其中自然人10件；提案2件；投诉1件。",
            [
                (12, "applications_received", None, None),
                (10, "applications_received", None, 0),
                (2, "proposals_handled", None, None),
                (1, "enquiries", None, None),
            ],
        ),
        (
            "公开信息120条（网站80条、微信40条），其中财政类12条。",
            [
                (120, "disclosures", None, None),
                (80, "disclosures", "website", 0),
                (40, "disclosures", "wechat", 0),
                (12, "disclosures", None, 0),
            ],
        ),
        ("召开会议线上3次、线下5次。", [(3, "meetings", "online", None), (5, "meetings", None, None)]),
        (
            "公开信息120条，其中：财政类20条；政策解读30条；回应关切5条。",
            [
                (120, "disclosures", None, None),
                (20, "disclosures", None, 0),
                (30, "interpretations", None, 0),
                (5, "enquiries", None, None),
            ],
        ),
    ],
)
def test_what_stands_behind_parts_is_no_part_of_them(
    text: str, told: list[tuple[float, str, str | None, int | None]]
) -> None:
    assert [(count.value, count.metric, count.channel, count.part_of) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("会议、文件分别公开12条、30条。", [(12, "会议公开", None), (30, "文件公开", "policy_documents")]),
        (
            "收到申请、复议分别较上年增加3件、1件。",
            [(3, "收到申请较上年增加", "applications_received"), (1, "复议较上年增加", "reconsiderations")],
        ),
        (
            "举办培训12次，走进乡镇3次，进社区5次，下乡8次。",
            [(12, "举办培训", "trainings"), (3, "走进乡镇", None), (5, "进社区", None), (8, "下乡", None)],
        ),
        (
            "收到申请345件，补办12件，代办30件。",
            [(345, "收到申请", "applications_received"), (12, "补办", None), (30, "代办", None)],
        ),
        (
            "城关镇公开信息120条，新城镇98条，县政府办30条。",
            [
                (120, "城关镇公开信息", "disclosures"),
                (98, "新城镇", "disclosures"),
                (30, "县政府办", "disclosures"),
            ],
        ),
        ("发放问卷300份，收到200份。", [(300, "发放问卷", "consultations"), (200, "收到", None)]),
        ("印发文件12份，收到3份。", [(12, "印发文件", "policy_documents"), (3, "收到", None)]),
        ("开展检查12次，召开3次。", [(12, "开展检查", "inspections"), (3, "召开", None)]),
        (
            "受理工单60件，办结58件，未办结2件。",
            [(60, "受理工单", "enquiries"), (58, "办结", "enquiries"), (2, "未办结", None)],
        ),
        ("办理行政许可345件，未办结2件。", [(345, "办理行政许可", "licences"), (2, "未办结", None)]),
        (
            "收到申请12件，办结10件，未办结2件。",
            [
                (12, "收到申请", "applications_received"),
                (10, "办结", "applications_answered"),
                (2, "未办结", "applications_carried"),
            ],
        ),
        (
            "上年未办结申请2件，本年收到12件。",
            [(2, "上年未办结申请", "applications_carried"), (12, "收到", "applications_received")],
        ),
        ("原有账号5个，现保留3个。", [(3, "现保留", "accounts")]),
        ("会同2022年成立的3家单位召开会议4次。", [(3, "会同2022年成立单位", None), (4, "单位召开会议", "meetings")]),
        ("“平安.城关”微信公众号发布信息120条。", [(120, "“平安.城关”微信公众号发布信息", "posts")]),
    ],
)
def test_a_figure_takes_no_class_from_what_is_not_told_of_it(
    text: str, told: list[tuple[float, str, str | None]]
) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == told


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("展出作品120幅。", None),
        ("发表论文12篇。", None),
        ("评选优秀作品30件。", None),
        ("开展政民互动12次。", None),
        ("举办线上互动12场。", None),
        ("回应网民互动30条。", "enquiries"),
        ("可网络申请事项300项。", None),
        ("不属于本单位职责的投诉12件。", "enquiries"),
        ("召开专题会议建议整改12项。", "problems_corrected"),
    ],
)
def test_words_that_name_another_thing_beside_others(text: str, metric: str | None) -> None:
    assert [count.metric for count in read(text)] == [metric]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "未发生行政复议、行政诉讼败诉。",
            [("行政复议败诉", "reconsiderations"), ("行政诉讼败诉", "litigations")],
        ),
        (
            "无行政复议、行政诉讼被纠错情形。",
            [("行政复议被纠错", "reconsiderations"), ("行政诉讼被纠错", "litigations")],
        ),
        ("无行政复议被撤销、纠正。", [("行政复议被撤销、纠正", "reconsiderations")]),
        ("行政诉讼无败诉。", [("败诉", "litigations")]),
        (
            "行政复议、行政诉讼被纠错数量为0件。",
            [("行政复议、行政诉讼被纠错数量", "litigations"), ("行政复议被纠错", "reconsiderations")],
        ),
        (
            "行政复议结果维持、行政诉讼数量为0件。",
            [("行政复议结果维持、行政诉讼数量", "litigations"), ("行政复议结果维持", "reconsiderations")],
        ),
        (
            "行政复议案件、行政诉讼案件均为0件。",
            [("行政复议案件、行政诉讼案件均", "litigations"), ("行政复议", "reconsiderations")],
        ),
    ],
)
def test_none_that_ended_so_are_not_none_at_all(text: str, told: list[tuple[str, str]]) -> None:
    assert [(count.subject, count.metric) for count in read(text) if not count.value] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公开信息345条，比去年同期多45条。", [(345, "year"), (45, "change")]),
        ("公开信息345条，比上年少了12条。", [(345, "year"), (12, "change")]),
    ],
)
def test_more_or_less_than_before_is_a_change(text: str, told: list[tuple[float, str]]) -> None:
    assert [(count.value, count.scope) for count in read(text)] == told
    assert {(count.subject, count.metric) for count in read(text)} == {("公开信息", "disclosures")}
