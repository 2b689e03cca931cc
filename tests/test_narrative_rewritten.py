"""Rewritings of a sentence that must not change what is read of it, or only as its words say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from parsers.narrative import extract, read_counts
from parsers.narrative.numbers import to_chinese
from parsers.record import Section

Read = tuple[float, str | None, str | None, str | None, str, str, float | None]


def read(text: str) -> list[Read]:
    """Value, unit, class, channel, qualifier, scope and total of every figure, and every finding as one of no value."""
    counts, findings = read_counts([Section(1, "一、总体情况", text)], 2024)
    assert counts == extract([Section(1, "一、总体情况", text)], 2024)
    told = [
        (one.value, one.unit, one.metric, one.channel, one.qualifier, one.scope,
         None if one.part_of is None else counts[one.part_of].value)
        for one in counts
    ]  # fmt: skip
    return [*told, *((-1, finding.rule, None, None, "", "", None) for finding in findings)]


def classes(text: str) -> list[tuple[float, str | None, str | None]]:
    return [(value, metric, channel) for value, _, metric, channel, _, _, _ in read(text)]


#: Sentences of many kinds, each with what is read of it.
BASE: dict[str, list[Read]] = {
    "收到申请18件，其中网上申请12件、信函申请6件。": [
        (18, "件", "applications_received", None, "exact", "year", None),
        (12, "件", "applications_received", "online", "exact", "year", 18),
        (6, "件", "applications_received", "letter", "exact", "year", 18),
    ],
    "公开信息1345条，较上年增加45条。": [
        (1345, "条", "disclosures", None, "exact", "year", None),
        (45, "条", "disclosures", None, "exact", "change", None),
    ],
    "去年公开信息300条，今年公开信息345条。": [(345, "条", "disclosures", None, "exact", "year", None)],
    "去年收到申请8件、办结7件，今年收到申请5件。": [
        (5, "件", "applications_received", None, "exact", "year", None)
    ],
    "2023年公开信息300条，2024年公开信息345条。": [(345, "条", "disclosures", None, "exact", "year", None)],
    "2019年至2024年，主动公开信息5000条。": [(5000, "条", "disclosures", None, "exact", "cumulative", None)],
    "全县收到申请120件，我局收到申请8件。": [
        (120, "件", "applications_received", None, "exact", "year", None),
        (8, "件", "applications_received", None, "exact", "year", None),
    ],
    "18个乡镇公开信息345条。": [
        (18, "个", None, None, "exact", "year", None),
        (345, "条", "disclosures", None, "exact", "year", None),
    ],
    "行政复议、行政诉讼分别为1件、2件。": [
        (1, "件", "reconsiderations", None, "exact", "year", None),
        (2, "件", "litigations", None, "exact", "year", None),
    ],
    "微信、微博分别发布信息310条、96条。": [
        (310, "条", "posts", "wechat", "exact", "year", None),
        (96, "条", "posts", "weibo", "exact", "year", None),
    ],
    "未收到政府信息公开申请，行政诉讼零发生。": [
        (0, None, "applications_received", None, "exact", "year", None),
        (0, None, "litigations", None, "exact", "year", None),
    ],
    "原有账号5个，现保留账号3个。": [(3, "个", "accounts", None, "exact", "year", None)],
}  # fmt: skip


@pytest.mark.parametrize("text", BASE)
def test_as_it_stands(text: str) -> None:
    assert read(text) == BASE[text]


@pytest.mark.parametrize(
    "mark", ["一是", "二是", "1.", "2、", "三、", "①", "（一）", "（1）", "首先，", "一是我局", "1.本机关"]
)
@pytest.mark.parametrize("text", BASE)
def test_the_item_of_a_list_reads_as_the_sentence_alone(text: str, mark: str) -> None:
    assert read(mark + text) == BASE[text]


@pytest.mark.parametrize("opener", ["一是", "我局", "1.本单位", "（一）"])
def test_plans_stay_plans(opener: str) -> None:
    assert read(f"{opener}2025年，组织培训4次，公开信息300条。") == []
    assert read(f"{opener}下一步，将做好三项工作：一是组织培训4次。二是公开信息300条。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是18个部门培训3次；二是2024年公开信息345条；三是去年办结申请5件。",
         [(18, None, None), (3, "trainings", None), (345, "disclosures", None)]),
        ("1.18个部门培训3次。2.120人次参加培训。3.1.5万人次参与。",
         [(18, None, None), (3, "trainings", None), (120, "people_reached", None), (15000, "people_reached", None)]),
        ("经费1.5元，占比2.5%，较上年提高1.2个百分点。", [(1.5, None, None), (2.5, "rate", None), (1.2, "rate", None)]),
    ],
)  # fmt: skip
def test_numbers_of_items_are_no_digits_of_figures(
    text: str, expected: list[tuple[float, str | None, str | None]]
) -> None:
    assert classes(text) == expected


#: Lists of figures joined by 、, each with what is read of it.
JOINED: dict[str, list[Read]] = {
    "公开信息345条、收到申请6件。": [
        (345, "条", "disclosures", None, "exact", "year", None),
        (6, "件", "applications_received", None, "exact", "year", None),
    ],
    "收到申请12件（网上8件、信函4件）。": [
        (12, "件", "applications_received", None, "exact", "year", None),
        (8, "件", "applications_received", "online", "exact", "year", 12),
        (4, "件", "applications_received", "letter", "exact", "year", 12),
    ],
    "公开信息45条、解读材料5篇、解答咨询6件。": [
        (45, "条", "disclosures", None, "exact", "year", None),
        (5, "篇", "interpretations", None, "exact", "year", None),
        (6, "件", "enquiries", None, "exact", "year", None),
    ],
    "微信、微博分别发布信息31条、12条。": [
        (31, "条", "posts", "wechat", "exact", "year", None),
        (12, "条", "posts", "weibo", "exact", "year", None),
    ],
    "收到申请、复议分别较上年增加3件、1件。": [
        (3, "件", "applications_received", None, "exact", "change", None),
        (1, "件", "reconsiderations", None, "exact", "change", None),
    ],
    "公开信息345条，去年公开300条、收到申请5件。": [(345, "条", "disclosures", None, "exact", "year", None)],
    "公开文件45件，废止2021年3件、2022年2件。": [
        (45, "件", "policy_documents", None, "exact", "year", None),
        (3, "件", None, None, "exact", "year", None),
        (2, "件", None, None, "exact", "year", None),
    ],
    "培训3场次、256人次，较2023年增加1场次、56人次。": [
        (3, "场次", "trainings", None, "exact", "year", None),
        (256, "人次", "people_reached", None, "exact", "year", None),
        (1, "场次", "trainings", None, "exact", "change", None),
        (56, "人次", "people_reached", None, "exact", "change", None),
    ],
}


@pytest.mark.parametrize("joint", ["、", "和", "及", "与", "以及"])
@pytest.mark.parametrize("text", JOINED)
def test_what_joins_a_list_changes_nothing(text: str, joint: str) -> None:
    rewritten = text
    for unit in ("条", "件", "篇", "场次"):
        rewritten = rewritten.replace(f"{unit}、", unit + joint)
    assert read(rewritten) == JOINED[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请5件及时答复5件。", [(5, "applications_received", None), (5, "applications_answered", None)]),
        ("行政复议5件，其中3件和解，2件维持。", [(value, "reconsiderations", None) for value in (5, 3, 2)]),
        ("行政处罚73件，罚款37.5万元，较上年减少12件，8.3万元。", [(value, "penalties", None) for value in (73, 375000, 12, 83000)]),
        ("近三年收到申请分别为3件，5件，9件。", []),
        ("与2023年的300条相比，公开信息345条。", [(345, "disclosures", None)]),
    ],
)  # fmt: skip
def test_look_alikes_of_joints(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


#: Sentences that stand before others in a report, each with what is read of it.
BEFORE: dict[str, list[Read]] = {
    "去年公开信息300条，收到申请8件。": [],
    "公开信息300条，较上年增加20条。": [
        (300, "条", "disclosures", None, "exact", "year", None),
        (20, "条", "disclosures", None, "exact", "change", None),
    ],
    "“云溪发布”微信公众号推送信息120条，阅读量3万次。": [
        (120, "条", "posts", "wechat", "exact", "year", None),
        (30000, "次", "reads", "wechat", "exact", "year", None),
    ],
    "收到申请9件，其中网上申请5件、信函申请4件。": [
        (9, "件", "applications_received", None, "exact", "year", None),
        (5, "件", "applications_received", "online", "exact", "year", 9),
        (4, "件", "applications_received", "letter", "exact", "year", 9),
    ],
    "自2019年以来，累计公开信息5000条。": [(5000, "条", "disclosures", None, "exact", "cumulative", None)],
    "近三年来，公开工作逐步规范。": [],
    "其中上半年公开信息100条。": [(100, "条", "disclosures", None, "exact", "year", None)],
    "全县收到申请90件。": [(90, "件", "applications_received", None, "exact", "year", None)],
}
#: And such as might take something over from them.
BEHIND: dict[str, list[Read]] = {
    "去年公开信息300条，今年345条。": [(345, "条", "disclosures", None, "exact", "year", None)],
    "全年计划培训5次，完成6次。": [(6, "次", "trainings", None, "exact", "year", None)],
    "去年收到申请5件，办结5件；今年收到6件。": [(6, "件", "applications_received", None, "exact", "year", None)],
    "受理4件。": [(4, "件", None, None, "exact", "year", None)],
    "粉丝1500人，净增粉丝300人。": [
        (1500, "人", "followers", None, "exact", "year", None),
        (300, "人", "followers", None, "exact", "year", None),
    ],
    "依申请公开方面，全年收到6件、办结6件。": [
        (6, "件", "applications_received", None, "exact", "year", None),
        (6, "件", "applications_answered", None, "exact", "year", None),
    ],
    "（二）依申请公开情况。收到申请116件。答复118件。": [
        (116, "件", "applications_received", None, "exact", "year", None),
        (118, "件", "applications_answered", None, "exact", "year", None),
    ],
    "召开会议4次，公开信息345条，上年度未发生行政诉讼。": [
        (4, "次", "meetings", None, "exact", "year", None),
        (345, "条", "disclosures", None, "exact", "year", None),
    ],
    "收到申请36件，上年收到34件，其中网上30件，信函4件；答复36件。": [
        (36, "件", "applications_received", None, "exact", "year", None),
        (36, "件", "applications_answered", None, "exact", "year", None),
    ],
    "网站发布信息45条。": [(45, "条", "posts", "website", "exact", "year", None)],
}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("text", BEHIND)
def test_nothing_is_taken_over_from_another_sentence(before: str, text: str) -> None:
    assert read(before + text) == BEFORE[before] + BEHIND[text]
    assert read(text + before.removeprefix("其中")) == BEHIND[text] + BEFORE[before]


#: Clauses behind a semicolon that tell of something else, though they name it with no more than a verb or a label.
APART: dict[str, list[tuple[float, str | None, str | None]]] = {
    "行政复议、行政诉讼分别为1件、2件。": [(1, "reconsiderations", None), (2, "litigations", None)],
    "公开信息增加了45条，达到345条。": [(45, "disclosures", None), (345, "disclosures", None)],
    "本年度公开45项，累计公开300项。": [(45, "disclosures", None), (300, "disclosures", None)],
    "粉丝量较去年增长300人，达到1.5万人。": [(300, "followers", None), (15000, "followers", None)],
    "主动公开信息分为：法规公文类8项；工作动态类66项；其他类2项。": [(value, "disclosures", None) for value in (8, 66, 2)],
    "从申请方式看，当面提交3件，信函提交5件。": [(3, "applications_received", "in_person"), (5, "applications_received", "letter")],
    "发布疫情防控、助企纾困等信息分别为86项、37项。": [(86, "posts", None), (37, "posts", None)],
    "政策解读方式多样，其中文字解读45篇，图解30个。": [(45, "interpretations", None), (30, "interpretations", None)],
    "依申请公开方面，全年收到6件、办结6件。": [(6, "applications_received", None), (6, "applications_answered", None)],
    "去年公开信息300条，今年345条。": [(345, "disclosures", None)],
    "通过网站、微博等渠道发布信息34项。": [(34, "posts", None)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("开展培训3次", (3, "trainings", None)),
        ("公开信息120条", (120, "disclosures", None)),
        ("微信发布信息120条", (120, "posts", "wechat")),
        ("印发文件3份", (3, "policy_documents", None)),
    ],
)
@pytest.mark.parametrize("text", APART)
def test_nothing_is_taken_over_where_something_else_is_told(
    before: str, told: tuple[float, str | None, str | None], text: str
) -> None:
    found = classes(f"{before}；{text}")
    channel = told[2]  # followers without an owner are those of the account before
    kept = [(value, metric, None if channel and metric == "followers" else of) for value, metric, of in found]
    assert kept == [told, *APART[text]]
    assert [total for *_, total in read(f"{before}；{text}")] == [None] * len(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请9件，办结9件；收到申请36件，上年收到34件，其中网上30件，信函4件；答复36件。",
         [(9, "applications_received", None), (9, "applications_answered", None), (36, "applications_received", None),
          (36, "applications_answered", None)]),
        ("收到申请9件；办结9件。", [(9, "applications_received", None), (9, "applications_answered", None)]),
        ("微信公众号发布信息120条；粉丝300人。", [(120, "posts", "wechat"), (300, "followers", "wechat")]),
        ("公开信息45条，办结6件。", [(45, "disclosures", None), (6, None, None)]),
    ],
)  # fmt: skip
def test_behind_a_semicolon(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


def _in_chinese(found: re.Match[str]) -> str:
    return "两" if found[0] == "2" else to_chinese(int(found[0]))


#: The same words as they may be printed.
PRINTED = (
    ("full-width digits", lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
    ("blanks around figures", lambda text: re.sub(r"(?<!\d)(\d+)(?!\d)", r" \1 ", text)),
    ("no-break spaces", lambda text: re.sub(r"(?<!\d)(\d+)(?!\d)", "\u00a0\\1\u00a0", text)),
    ("narrow marks", lambda text: text.translate(str.maketrans("，；：（）", ",;:()"))),
    ("lenticular brackets", lambda text: text.translate(str.maketrans("（）", "【】"))),
    ("thousands", lambda text: re.sub(r"(?<!\d)\d{4}(?!\d|年)", lambda found: f"{int(found[0]):,}", text)),
    ("Chinese numerals", lambda text: re.sub(r"(?<![\d,.])\d{1,2}(?=[件次篇期起])", _in_chinese, text)),
    ("broken lines", lambda text: re.sub(r"(?<=[\u4e00-\u9fff])(?=\d+[条件次][，。、；）])", "\n", text)),
)
ALL = BASE | JOINED | BEHIND | {
    "公开信息近500条，较上年增加45条，开展检查不少于12次。": [
        (500, "条", "disclosures", None, "nearly", "year", None),
        (45, "条", "disclosures", None, "exact", "change", None),
        (12, "次", "inspections", None, "at_least", "year", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rewrite", [pytest.param(rewrite, id=name) for name, rewrite in PRINTED])
@pytest.mark.parametrize("text", ALL)
def test_how_figures_are_printed_changes_nothing(rewrite: Callable[[str], str], text: str) -> None:
    assert read(rewrite(text)) == ALL[text]


def test_a_figure_behind_a_line_break_is_framed() -> None:
    text = "较上年增加\n 45条，收到申请\n5件。"
    counts = extract([Section(1, "一、总体情况", text)])
    assert [(text[one.start : one.end], one.scope) for one in counts] == [("45", "change"), ("5", "year")]


@pytest.mark.parametrize(
    "aside", ["，去年300条，", "（去年300条），", "（上年为300条）；", "，上年度公开300条。", "（2023年公开300条）。"]
)
@pytest.mark.parametrize(
    ("parts", "own"),
    [
        ("其中网站200条、微信145条。", [(200, 345), (145, 345)]),
        ("其中：网站200条，微信145条，较上年增加45条。", [(200, 345), (145, 345), (45, None)]),
        ("其中网站200条、微信100条。", []),
        ("其中网站200条；微信100条；收到意见46条。", [(46, None)]),
    ],
)
def test_sums_say_of_which_year_parts_are(aside: str, parts: str, own: list[tuple[float, float | None]]) -> None:
    found = read(f"公开信息345条{aside}{parts}")
    assert [(value, total) for value, *_, total in found] == [(345, None), *own]


def test_parts_that_no_sum_settles_are_named() -> None:
    text = "公开信息345条，去年公开300条，其中网站200条、微信90条；收到申请5件。"
    counts, findings = read_counts([Section(1, "一、总体情况", text)], 2024)
    assert [one.value for one in counts] == [345, 5]
    assert [finding.message.split("」")[0] for finding in findings] == ["「其中网站200条", "「微信90条"]
    assert [value for value, *_ in read("公开信息345条（去年公开300条），其中网站200条、微信90条。")] == [345, 200, 90]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请十二件，2023年收到申请十五件。", [(12, "applications_received", None)]),
        ("行政复议案件六起，去年为三起。", [(6, "reconsiderations", None)]),
        ("收到申请2022年十二件、2023年十五件、2024年十八件。", [(18, "applications_received", None)]),
        ("公开信息四十五条，比去年同期多十五条。", [(45, "disclosures", None), (15, "disclosures", None)]),
        ("收到申请十一件，其中六件通过邮寄方式申请。", [(11, "applications_received", None), (6, "applications_received", "letter")]),
        ("行政复议六件，其中两件被纠正。", [(6, "reconsiderations", None), (2, "reconsiderations", None)]),
        ("对三件政府信息公开申请予以公开。", [(3, "applications_received", None)]),
        ("十八个乡镇共发布信息45条。", [(18, None, None), (45, "posts", None)]),
        ("其中五篇文章阅读量超10万次。", []),
        ("浏览量超1万次的信息十二条。", [(12, "disclosures", None)]),
        ("受理申请四件，未受理一件。", [(4, "applications_received", None), (1, None, None)]),
        ("行政诉讼数量为零件。", [(0, "litigations", None)]),
        ("落实二十条措施，做到五个公开，坚守三条底线，减少三项材料。", []),
        ("公开信息45条；《条例》共六章五十六条。", [(45, "disclosures", None)]),
        ("公开信息45条，坚持一件一策，最多跑一次。", [(45, "disclosures", None)]),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


@pytest.mark.parametrize(
    ("verbs", "text", "expected"),
    [
        (("收到", "受理", "接收", "接到", "接收到", "共收到", "新收"), "全年{}政府信息公开申请12件。", [(12, "applications_received", None)]),
        (("办结", "答复", "回复", "依法答复", "按时办结", "及时办结"), "全年{}政府信息公开申请12件。",
         [(12, "applications_answered", None)]),
        (("办结", "答复", "处理", "及时答复", "均已办理", "已全部办结", "处理完毕", "予以答复"), "收到申请12件，{}11件。",
         [(12, "applications_received", None), (11, "applications_answered", None)]),
        (("公开", "公布", "公示", "主动公开", "对外公开", "依法公开"), "全年{}政务信息12条。", [(12, "disclosures", None)]),
        (("推送", "更新"), "全年{}政务信息12条。", [(12, "posts", None)]),
        (("公开", "主动公开", "公布", "公示"), "原计划{}信息300条。", []),
        (("公开", "主动公开", "累计公开", "共公开", "依法公开"), "十四五期间{}信息300条。", [(300, "disclosures", None)]),
    ],
)  # fmt: skip
def test_verbs_of_the_same(
    verbs: tuple[str, ...], text: str, expected: list[tuple[float, str | None, str | None]]
) -> None:
    assert {verb: classes(text.format(verb)) for verb in verbs} == dict.fromkeys(verbs, expected)


def test_what_sums_up_since_then_is_cumulative() -> None:
    text = "2024年，平台上线至今，累计注册用户23万人，累计访问量1.2亿次。"
    assert [scope for _, _, _, _, _, scope, _ in read(text)] == ["cumulative", "cumulative"]
    text = "自2019年以来，政务公开工作不断规范。公开信息345条。"
    assert [scope for _, _, _, _, _, scope, _ in read(text)] == ["year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息300条，较上年增加20条。2023年、2024年分别收到申请8件、3件。",
         [(300, "disclosures", "year"), (20, "disclosures", "change"), (3, "applications_received", "year")]),
        ("收到申请9件；本年度公开45条，累计公开300条。",
         [(9, "applications_received", "year"), (45, "disclosures", "year"), (300, "disclosures", "cumulative")]),
        ("收到申请75件；累计开展检查236次，出动708人次，查处违法行为17起。",
         [(75, "applications_received", "year"), (236, "inspections", "cumulative"), (708, None, "cumulative"),
          (17, "enforcement_cases", "cumulative")]),
        ("开展培训3次；收到申请2023年15件，2024年18件。", [(3, "trainings", "year"), (18, "applications_received", "year")]),
        ("收到申请数量为3、4件。", []),
        ("制发公文76件，主动公开58件，依申请公开数量为6件。",
         [(76, "policy_documents", "year"), (58, "disclosures", "year"), (6, "on_request_items", "year")]),
    ],
)  # fmt: skip
def test_scopes_and_classes_end_with_what_they_are_told_of(
    text: str, expected: list[tuple[float, str | None, str]]
) -> None:
    assert [(value, metric, scope) for value, _, metric, _, _, scope, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("去年收到申请8件，办结7件", []),
        ("全县收到申请8件", [(8, "applications_received", None)]),
        ("十四五期间，公开信息45条", [(45, "disclosures", None)]),
        ("明年拟组织培训3次", []),
        ("微信公众号发布信息120条", [(120, "posts", "wechat")]),
        ("拨打12345热线反映", []),
        ("近三年来，工作逐步规范", []),
    ],
)
@pytest.mark.parametrize(("one", "two"), [("一是", "二是"), ("1.", "2."), ("①", "②")])
def test_items_are_told_as_sentences_are(
    first: str, told: list[tuple[float, str | None, str | None]], one: str, two: str
) -> None:
    found = read(f"{one}{first}；{two}发布信息345条，粉丝1200人。")
    assert [(value, metric, channel) for value, _, metric, channel, *_ in found] == [
        *told,
        (345, "posts", None),
        (1200, "followers", None),
    ]
    assert {scope for *_, scope, _ in found[len(told) :]} == {"year"}


def test_a_year_ends_with_its_item_below_a_heading_too() -> None:
    assert classes("主要做法：一是去年收到申请8件；二是公开信息345条。") == [(345, "disclosures", None)]


def test_items_that_a_total_opens_are_its_parts() -> None:
    found = read("公开信息345条，其中：一是网站200条；二是微信145条。")
    assert [(value, channel, total) for value, _, _, channel, _, _, total in found] == [
        (345, None, None), (200, "website", 345), (145, "wechat", 345),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values", "doubted"),
    [
        ("公开信息345条，其中2023年公开20条、2024年公开325条。", [345, 325], []),
        ("收到申请18件，其中2023年结转2件、2024年新收16件。", [18, 2, 16], []),
        ("去年收到申请8件；公开信息345条。", [], ["「公开信息345条"]),
        ("公开信息345条，去年收到申请8件；召开会议4次。", [345], ["「召开会议4次"]),
        ("收到申请8件，其中2023年收到2件；办结8件。", [8, 8], []),
        ("收到申请8件（上年为6件）；办结8件。", [8, 8], []),
    ],
)
def test_asides_of_another_year_end(text: str, values: list[float], doubted: list[str]) -> None:
    counts, findings = read_counts([Section(1, "一、总体情况", text)], 2024)
    assert [one.value for one in counts] == values
    assert [finding.message.split("」")[0] for finding in findings] == doubted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开信息数量由1,120条增至1,356条，增幅21.1%，依申请公开由9件下降为5件。",
         [(1356, "disclosures", None), (21.1, "disclosures", None), (5, "applications_received", None)]),
        ("收到行政复议申请2件，上年结转0件，已审结2件，其中1件维持、1件驳回。",
         [(2, "reconsiderations", None), (0, "reconsiderations", None), (2, "reconsiderations", None),
          (1, "reconsiderations", None), (1, "reconsiderations", None)]),
        ("答复申请的方式包括：邮寄答复9件，电子邮件答复4件，当面答复1件。",
         [(9, "applications_answered", "letter"), (4, "applications_answered", "online"),
          (1, "applications_answered", "in_person")]),
        ("申请渠道方面，互联网平台13件，信函7件，当面3件。",
         [(13, "applications_received", "online"), (7, "applications_received", "letter"),
          (3, "applications_received", "in_person")]),
        ("上述23件申请中，予以公开12件、不予公开11件。",
         [(23, "applications_received", None), (12, "applications_answered", None),
          (11, "applications_answered", None)]),
        ("受理申请11件，其中同意公开9件，申请人主动撤销2件。",
         [(11, "applications_received", None), (9, "applications_answered", None), (2, "applications_answered", None)]),
        ("电子屏滚动播放政策信息600条次。", [(600, "disclosures", "notice_board")]),
        ("政府常务会议审议重大决策事项18项。", [(18, None, None)]),
        ("公示覆盖146个村居。", [(146, None, None)]),
        ("全年对外发布权威信息回应舆情18起，其中通过新闻发布会回应3起，网上回应15起。",
         [(18, "enquiries", None), (3, "enquiries", None), (15, "enquiries", None)]),
        ("制发惠企政策23件，配套解读26篇。", [(23, "policy_documents", None), (26, "interpretations", None)]),
    ],
)  # fmt: skip
def test_classes_are_of_what_is_told(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


def test_what_parts_concern_makes_no_part_of_another() -> None:
    told = [(6, "件", "applications_received", None, "exact", "year", None),
            (5, "件", "applications_received", None, "exact", "year", None)]  # fmt: skip
    assert read("从申请内容看，涉及征地拆迁的6件，涉及社会保障的5件。") == told
    assert [of for *_, of in read("收到申请11件，涉及征地拆迁的6件，涉及社会保障的5件。")] == [None, 11, 11]


def test_since_in_brackets_is_told_of_the_figure_before() -> None:
    text = "主动公开政府信息2.1万条（2008年以来），2024年度新增1230条。"
    assert [(value, scope) for value, _, _, _, _, scope, _ in read(text)] == [(21000, "cumulative"), (1230, "year")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府信息公开申请总量为零。", [(0, "applications_received", None)]),
        ("收到申请7件，其中以在线方式申请4件，以信函方式申请3件。",
         [(7, "applications_received", None), (4, "applications_received", "online"),
          (3, "applications_received", "letter")]),
        ("更新政策文件15条、人事信息18条。", [(15, "policy_documents", None), (18, "disclosures", None)]),
        ("发布招生政策解读8条、考试信息12条。", [(8, "interpretations", None), (12, "disclosures", None)]),
        ("发放健康教育资料1200份，处理群众反映问题21件，拦截敏感词43个。",
         [(1200, "materials", None), (21, "enquiries", None), (43, "problems_corrected", None)]),
        ("行政许可235件，较上年增加（减少）12件。", [(235, "licences", None), (12, "licences", None)]),
        ("对排名后3位的单位进行约谈，约谈单位2家。", [(2, "notices_of_criticism", None)]),
        ("公开信息120条，不予公开2件。", [(120, "disclosures", None), (2, "applications_answered", None)]),
        ("主动公开文件88件，依申请公开5件。", [(88, "policy_documents", None), (5, "on_request_items", None)]),
    ],
)  # fmt: skip
def test_words_that_reports_use(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


def test_what_is_seen_of_a_live_event_is_of_the_year() -> None:
    text = "直播5场，累计观看3.2万人次；公众号推送文章12篇，累计阅读20万次。"
    assert [(value, scope) for value, _, _, _, _, scope, _ in read(text)] == [
        (5, "year"), (32000, "year"), (12, "year"), (200000, "cumulative"),
    ]  # fmt: skip


def test_no_rest_is_part_of_the_first_of_a_list() -> None:
    assert [of for *_, of in read("其中涉及国土类的有3件，涉及环保类2件，其他4件。")] == [None, None, None]


def test_what_is_left_is_named_by_its_own_words() -> None:
    counts, findings = read_counts([Section(1, "", "行政复议5件，审结3件，综合纠错1件，1件未到期。")], 2024)
    assert ([count.subject for count in counts], findings) == (["行政复议", "审结", "综合纠错", "未到期"], ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府信息公开申请中，公民申请18件，企业申请4件，律师事务所申请1件，补贴申请3件。",
         [(18, "applications_received"), (4, "applications_received"), (1, "applications_received"), (3, None)]),
        ("主动公开目录调整12项，举办记者招待会2场。", [(12, "catalogue_items"), (2, "press_conferences")]),
        ("收到申请8件，其中1件申请人逾期未补正视为撤回，2件转至其他机关，5件已公开。",
         [(8, "applications_received"), (1, "applications_answered"), (2, "applications_received"),
          (5, "applications_received")]),
    ],
)  # fmt: skip
def test_who_applied_and_what_became_of_it(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(value, metric) for value, metric, _ in classes(text)] == expected


@pytest.mark.parametrize("opener", ["一是", "1.", "①", "（一）", "（一）1."])
@pytest.mark.parametrize(("one", "two"), [("一是", "二是"), ("1.", "2."), ("①", "②")])
def test_items_within_items(opener: str, one: str, two: str) -> None:
    found = read(f"{opener}公开信息345条，其中：{one}网站200条；{two}微信145条。")
    assert [(value, metric, channel, total) for value, _, metric, channel, _, _, total in found] == [
        (345, "disclosures", None, None), (200, "disclosures", "website", 345), (145, "disclosures", "wechat", 345),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息5432条，比去年同期的4987条多445条。", [(5432, "disclosures", "year"), (445, "disclosures", "change")]),
        ("公开信息总量同比下降12.5%，共1234条。",
         [(12.5, "disclosures", "change"), (1234, "disclosures", "year")]),
        ("原计划举办的4期培训班实际举办3期，培训180人次。",
         [(3, "trainings", "year"), (180, "people_reached", "year")]),
        ("受理申请4件；其中3件为征地批文，1件为验收报告；已答复4件。",
         [(4, "applications_received", "year"), (3, "applications_received", "year"),
          (1, "applications_received", "year"), (4, "applications_answered", "year")]),
        ("依申请公开目录共有事项45项。", [(45, "catalogue_items", "year")]),
    ],
)  # fmt: skip
def test_what_is_more_and_what_was_really_done(text: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert [(value, metric, scope) for value, _, metric, _, _, scope, _ in read(text)] == expected


def test_parts_of_an_amount_without_a_unit_are_of_its_class() -> None:
    found = read("“两微一端”粉丝总量突破20万，其中微信8.6万人、微博11.4万人。")
    assert [(value, metric, channel, of) for value, _, metric, channel, _, _, of in found] == [
        (200000, "followers", "new_media", None), (86000, "followers", "wechat", 200000),
        (114000, "followers", "weibo", 200000),
    ]  # fmt: skip


def test_outcomes_are_those_that_an_aspect_tells() -> None:
    text = "受理申请19件：按受理方式分，网络12件、信函7件；按答复结果分，公开9件、部分公开3件、不公开7件。"
    assert classes(text) == [
        (19, "applications_received", None), (12, "applications_received", "online"),
        (7, "applications_received", "letter"), (9, "applications_answered", None),
        (3, "applications_answered", None), (7, "applications_answered", None),
    ]  # fmt: skip


def test_the_rest_is_in_no_channel_of_its_neighbour() -> None:
    assert classes("受理申请6件（网上3件、邮寄3件），其中1件已撤回，其余5件按期答复。") == [
        (6, "applications_received", None), (3, "applications_received", "online"),
        (3, "applications_received", "letter"), (1, "applications_received", None),
        (5, "applications_answered", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我镇2024年度政府信息公开申请、行政复议、行政诉讼均为零。",
         [(0, "applications_received", None), (0, "reconsiderations", None), (0, "litigations", None)]),
        ("政府信息公开申请、行政复议、行政诉讼均为0件。",
         [(0, "applications_received", None), (0, "reconsiderations", None), (0, "litigations", None)]),
        ("本年度公开的文件中，12件为规范性文件，23件为一般文件。",
         [(12, "normative_documents", None), (23, "policy_documents", None)]),
        ("收到的8件申请中，有3件属于重复申请，2件告知补正，其余3件均已答复。",
         [(8, "applications_received", None), (3, "applications_answered", None), (2, "applications_received", None),
          (3, "applications_answered", None)]),
        ("官网发布信息123条、公众号45篇、抖音号12部。",
         [(123, "posts", "website"), (45, "posts", "wechat"), (12, "posts", "douyin")]),
    ],
)  # fmt: skip
def test_lists_of_three(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert sorted(classes(text), key=str) == sorted(expected, key=str)
