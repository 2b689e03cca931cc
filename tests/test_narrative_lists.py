"""Lists of figures: units printed once for all of them, and what is no list of figures."""

from __future__ import annotations

import re

import pytest

from parsers.narrative import read_counts
from parsers.record import Section

Read = tuple[float, str | None, str | None, str | None, float | None]


def read(text: str) -> tuple[list[Read], list[str]]:
    """Value, unit, class, channel and total of every figure; what is quoted in every finding."""
    counts, findings = read_counts([Section(1, "一、总体情况", text)], 2024)
    told = [
        (one.value, one.unit, one.metric, one.channel, None if one.part_of is None else counts[one.part_of].value)
        for one in counts
    ]
    return told, [finding.message.split("」")[0][1:] for finding in findings]


#: With every unit printed.
LISTS: dict[str, list[Read]] = {
    "网上申请10件、信函申请5件、当面申请3件。": [
        (10, "件", "applications_received", "online", None),
        (5, "件", "applications_received", "letter", None),
        (3, "件", "applications_received", "in_person", None),
    ],
    "收到申请18件，其中网上10件、信函5件、当面3件。": [
        (18, "件", "applications_received", None, None),
        (10, "件", "applications_received", "online", 18),
        (5, "件", "applications_received", "letter", 18),
        (3, "件", "applications_received", "in_person", 18),
    ],
    "收到申请18件（自然人12件、法人6件），答复18件。": [
        (18, "件", "applications_received", None, None),
        (12, "件", "applications_received", None, 18),
        (6, "件", "applications_received", None, 18),
        (18, "件", "applications_answered", None, None),
    ],
    "微信发布1,200条、微博发布85条、抖音发布40条。": [
        (1200, "条", "posts", "wechat", None),
        (85, "条", "posts", "weibo", None),
        (40, "条", "posts", "douyin", None),
    ],
    "微信、微博、抖音分别发布120条、85条、40条。": [
        (120, "条", "posts", "wechat", None),
        (85, "条", "posts", "weibo", None),
        (40, "条", "posts", "douyin", None),
    ],
    "当面申请3件、邮寄申请4件。": [
        (3, "件", "applications_received", "in_person", None),
        (4, "件", "applications_received", "letter", None),
    ],
    "依申请公开方面，全年收到6件、办结5件。": [
        (6, "件", "applications_received", None, None),
        (5, "件", "applications_answered", None, None),
    ],
    "第一季度公开信息30条、第二季度公开信息40条。": [
        (30, "条", "disclosures", None, None),
        (40, "条", "disclosures", None, None),
    ],
    "行政复议1件、行政诉讼2件。": [
        (1, "件", "reconsiderations", None, None),
        (2, "件", "litigations", None, None),
    ],
    "召开党组会12次、局务会8次、举办培训4次。": [
        (12, "次", "meetings", None, None),
        (8, "次", "meetings", None, None),
        (4, "次", "trainings", None, None),
    ],
    "公开信息345条，其中网站200条、微信145条，较上年增加45条。": [
        (345, "条", "disclosures", None, None),
        (200, "条", "disclosures", "website", 345),
        (145, "条", "disclosures", "wechat", 345),
        (45, "条", "disclosures", None, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("joint", ["、", "和", "以及"])
@pytest.mark.parametrize("text", LISTS)
def test_a_unit_printed_once_is_of_all(text: str, joint: str) -> None:
    assert read(text) == (LISTS[text], [])
    once = re.sub(r"(?<=\d)[条件次](?=、)", "", text)
    assert once != text
    first, _, last = once.rpartition("、")
    assert read(first + joint + last) == (LISTS[text], [])


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        ("设服务窗口12、受理事项30件。", [(30, "件", None, None, None)], ["12"]),
        ("公开信息345条，其中网站2024、微信145条。",
         [(345, "条", "disclosures", None, None), (145, "条", "disclosures", "wechat", 345)], ["2024"]),
        ("网站访问量12、微信阅读量3万次。", [(30000, "次", "reads", "wechat", None)], ["12"]),
        ("公开信息12条、解读5、微博3。", [(12, "条", "disclosures", None, None)], ["5", "3"]),
        ("培训班3期120、讲座2期80人次。",
         [(3, "期", "trainings", None, None), (2, "期", "trainings", None, None), (80, "人次", "people_reached", None, None)],
         ["120"]),
        ("账号6个，其中公众号1、微博3、抖音号2个。",
         [(6, "个", "accounts", None, None), (1, "个", "accounts", "wechat", 6), (3, "个", "accounts", "weibo", 6),
          (2, "个", "accounts", "douyin", 6)], []),
        ("公开信息241条（上半年103、下半年138条）。",
         [(241, "条", "disclosures", None, None), (103, "条", "disclosures", None, 241), (138, "条", "disclosures", None, 241)],
         []),
        ("微信推送10余、微博推送近20篇。", [(10, "篇", "posts", "wechat", None), (20, "篇", "posts", "weibo", None)], []),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_said(text: str, expected: list[Read], unread: list[str]) -> None:
    assert read(text) == (expected, unread)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("通过12345、市长信箱收到来信30件。", [30]),
        ("围绕3.15、宪法日开展活动3次。", [3]),
        ("印发附件1、附件2、附件3份。", [3]),
        ("按照国发12、省发5等文件要求公开信息20条。", [20]),
        ("印发文件3份、附件5。", [3]),
        ("整合热线3条、12345、12315。", [3]),
        ("收到申请3、4件。", []),
    ],
)
def test_numbers_of_names_are_no_figures(text: str, values: list[float]) -> None:
    counts, unread = read(text)
    assert ([value for value, *_ in counts], unread) == (values, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共收到申请5件，其中4件予以公开，1件不予公开。",
         [(5, "applications_received", None, None), (4, "applications_answered", None, 5),
          (1, "applications_answered", None, 5)]),
        ("受理的5件申请中，4件当场答复，1件延期答复。",
         [(5, "applications_received", None, None), (4, "applications_answered", None, 5),
          (1, "applications_answered", None, 5)]),
        ("收到申请9件，其中7件已按期答复，2件尚未办结。",
         [(9, "applications_received", None, None), (7, "applications_answered", None, 9),
          (2, "applications_carried", None, 9)]),
        ("收到申请8件，其中5件为网上申请，2件为信函申请，1件为当面申请。",
         [(8, "applications_received", None, None), (5, "applications_received", "online", 8),
          (2, "applications_received", "letter", 8), (1, "applications_received", "in_person", 8)]),
        ("收到申请8件，5件来自自然人，3件来自法人。",
         [(8, "applications_received", None, None), (5, "applications_received", None, None),
          (3, "applications_received", None, None)]),
        ("公开信息55条，其中20条为政策信息，35条属于财政信息。",
         [(55, "disclosures", None, None), (20, "disclosures", None, 55), (35, "disclosures", None, 55)]),
        ("梳理问题12个，其中8个予以公开，4个已整改。",
         [(12, "problems_corrected", None, None), (8, "problems_corrected", None, 12),
          (4, "problems_corrected", None, 12)]),
    ],
)  # fmt: skip
def test_what_is_told_behind_a_figure_is_told_of_it(
    text: str, expected: list[tuple[float, str | None, str | None, float | None]]
) -> None:
    told, unread = read(text)
    assert ([(value, *rest) for value, _, *rest in told], unread) == (expected, [])


def test_the_subject_behind_a_figure_is_not_that_of_the_next() -> None:
    section = Section(1, "一、总体情况", "公开信息55条，其中20条为政策信息，35条属于财政信息。")
    counts, _ = read_counts([section], 2024)
    assert [count.subject for count in counts] == ["公开信息", "政策信息", "财政信息"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到自然人申请9件、法人申请3件，其中当面申请2件、信函申请4件、网络申请6件。",
         [(9, "applications_received", None, None), (3, "applications_received", None, None),
          (2, "applications_received", "in_person", None), (4, "applications_received", "letter", None),
          (6, "applications_received", "online", None)]),
        ("收到微信留言9件、微博留言3件，其中咨询类2件、投诉类4件、建议类6件。",
         [(9, "enquiries", "wechat", None), (3, "enquiries", "weibo", None), (2, "enquiries", None, None),
          (4, "enquiries", None, None), (6, "enquiries", None, None)]),
        ("公开信息300条，收到微信留言9件，微博留言3件，其中咨询类2件、投诉类10件。",
         [(300, "disclosures", None, None), (9, "enquiries", "wechat", None), (3, "enquiries", "weibo", None),
          (2, "enquiries", None, None), (10, "enquiries", None, None)]),
        ("收到微信留言9件、微博留言3件，其中咨询类2件、投诉类1件。",
         [(9, "enquiries", "wechat", None), (3, "enquiries", "weibo", None), (2, "enquiries", "weibo", 3),
          (1, "enquiries", "weibo", 3)]),
        ("办理人大建议12件、政协提案19件，其中B类6件、A类25件。",
         [(12, "proposals_handled", None, None), (19, "proposals_handled", None, None),
          (6, "proposals_handled", None, None), (25, "proposals_handled", None, None)]),
    ],
)  # fmt: skip
def test_parts_of_all_that_is_listed_are_not_of_the_last(
    text: str, expected: list[tuple[float, str | None, str | None, float | None]]
) -> None:
    told, unread = read(text)
    assert ([(value, *rest) for value, _, *rest in told], unread) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开文件88份，其中发文76份（县政府文件20份、县政府办文件56份）、转发12份。",
         [(88, "policy_documents", None, None), (76, "policy_documents", None, 88), (20, "policy_documents", None, 76),
          (56, "policy_documents", None, 76), (12, "policy_documents", None, 88)]),
        ("收到申请21件，其中网上提交14件，邮寄5件，现场2件。",
         [(21, "applications_received", None, None), (14, "applications_received", "online", 21),
          (5, "applications_received", "letter", 21), (2, "applications_received", "in_person", 21)]),
        ("收到申请21件，其中网上提交14件，邮寄5件，电话2件。",
         [(21, "applications_received", None, None), (14, "applications_received", "online", 21),
          (5, "applications_received", "letter", 21), (2, "applications_received", None, 21)]),
        ("收到申请14件，按结果分，予以公开8件，部分公开2件，不掌握相关信息4件。",
         [(14, "applications_received", None, None), (8, "applications_answered", None, 14),
          (2, "applications_answered", None, 14), (4, "applications_answered", None, 14)]),
        ("公开财政信息46条；公开食品药品、环境保护、安全生产等信息分别为12条、30条、25条。",
         [(46, "disclosures", None, None), (12, "disclosures", None, None), (30, "disclosures", None, None),
          (25, "disclosures", None, None)]),
    ],
)  # fmt: skip
def test_a_part_has_the_class_and_the_channel_of_its_own_words(
    text: str, expected: list[tuple[float, str | None, str | None, float | None]]
) -> None:
    told, unread = read(text)
    assert ([(value, *rest) for value, _, *rest in told], unread) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        ("通过电视、报纸、电台等媒体公开信息各20、15、8条。",
         [(20, "条", "disclosures", "broadcast", None), (15, "条", "disclosures", "press", None),
          (8, "条", "disclosures", "broadcast", None)], []),
        ("微信、微博各发布信息120、85条。",
         [(120, "条", "posts", "wechat", None), (85, "条", "posts", "weibo", None)], []),
        ("行政复议、行政诉讼各1、2件。",
         [(1, "件", "reconsiderations", None, None), (2, "件", "litigations", None, None)], []),
        ("微信、微博粉丝各1.2、0.5万人。", [(5000, "人", "followers", None, None)], ["1.2"]),
        ("12个部门公开预决算信息各24条。",
         [(12, "个", None, None, None), (24, "条", "disclosures", None, None)], []),
        ("收到各类来信3、4件。", [], []),
    ],
)  # fmt: skip
def test_of_each_as_many_as_are_listed(text: str, expected: list[Read], unread: list[str]) -> None:
    assert read(text) == (expected, unread)
