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
