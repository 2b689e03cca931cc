"""Sentences as whole reports string them together: what is a part of what, and what a figure takes over from others."""

from __future__ import annotations

import pytest

from parsers.narrative import contradictions, extract, read_counts
from parsers.record import Count, Section


def read(text: str) -> tuple[Count, ...]:
    return extract([Section(1, "一、总体情况", text)], 2024)


def classes(text: str) -> list[tuple[float, str | None, str | None]]:
    return [(count.value, count.metric, count.channel) for count in read(text)]


def parts(text: str) -> list[tuple[float, float | None]]:
    counts = read(text)
    return [(one.value, None if one.part_of is None else counts[one.part_of].value) for one in counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请36件，答复35件，1件延期至2025年答复。其中同意公开8件，不予公开14件，不存在13件。",
         [(36, None), (35, None), (1, None), (8, 35), (14, 35), (13, 35)]),
        ("办结申请60件，结转5件；其中，予以公开28件，部分公开32件。", [(60, None), (5, None), (28, 60), (32, 60)]),
        ("行政处罚案件73件，罚款37万元，其中医疗类31件（罚款28万元）、公共场所类42件（罚款9万元）。",
         [(73, None), (370000, None), (31, 73), (280000, 370000), (42, 73), (90000, 370000)]),
        ("公开信息20条，其中网站12条（含专栏5条），微信8条。", [(20, None), (12, 20), (5, 12), (8, 20)]),
        ("公开信息241条（上半年103条，下半年138条），其中政策类43条、动态类198条。",
         [(241, None), (103, 241), (138, 241), (43, 241), (198, 241)]),
        ("公开补贴信息18条，涉及5260户；低保信息24条，涉及386户。", [(18, None), (5260, None), (24, None), (386, None)]),
        ("引发行政复议67件，其中8件被纠正；行政诉讼31件，复议后起诉13件。",
         [(67, None), (8, 67), (31, None), (13, None)]),
        ("收到申请165件。从申请方式看，当面申请80件，网上申请85件；从申请内容看，征收类82件、物业类83件。",
         [(165, None), (80, 165), (85, 165), (82, 165), (83, 165)]),
        ("征地公告42期（预公告18期、补偿公告24期），涉及12个乡镇46个村。",
         [(42, None), (18, 42), (24, 42), (12, None), (46, None)]),
        ("公开信息1537条，其中网站62条（动态类43条；财政类19条）；微信公众号99条（动态类23条、财政类76条）；抖音号1376条。",
         [(1537, None), (62, 1537), (43, 62), (19, 62), (99, 1537), (23, 99), (76, 99), (1376, 1537)]),
        ("公开信息589条；其中工作动态256条（43.5%）；收到建议12件，未办结1件。",
         [(589, None), (256, 589), (43.5, None), (12, None), (1, None)]),
        ("网站访问量1.2万次。应公开预算的单位58家（不含涉密单位），实际公开58家。", [(12000, None), (58, None)]),
        ("一是解读5篇，其中图解2篇，占比40%；二是有2次超期。", [(5, None), (2, 5), (40, None), (2, None)]),
        ("公开信息345条，其中：一是网站200条；二是微信145条。", [(345, None), (200, 345), (145, 345)]),
        ("主动公开236条，其中政策类36条，动态类100条，收到申请5件。", [(236, None), (36, 236), (100, 236), (5, None)]),
        ("政府信息总数330条，其中主动公开90条，依申请公开信息数161条，不予公开信息数79。",
         [(330, None), (90, 330), (161, 330), (79, 330)]),
        ("收到申请165件。从方式看，当面申请80件，网上申请85件，分别占48.5%和51.5%；从内容看，征收类82件、物业类83件。",
         [(165, None), (80, 165), (85, 165), (48.5, None), (51.5, None), (82, 165), (83, 165)]),
        ("公开信息42条，较上年增加2条。按信息类别分：政策类12条、动态类30条，培训3次。",
         [(42, None), (2, None), (12, 42), (30, 42), (3, None)]),
        ("公开信息42条。按信息类别分：政策类12条、动态类31条。", [(42, None), (12, None), (31, None)]),
        ("代表建议12件、委员提案19件，其中A类25件、B类6件。", [(12, None), (19, None), (25, None), (6, None)]),
        ("公开信息39条，具体为：机构信息3条；工作报告10份；惠农补贴26条。", [(39, None), (3, 39), (10, 39), (26, 39)]),
    ],
)  # fmt: skip
def test_parts_belong_to_the_total_that_has_room_for_them(
    text: str, expected: list[tuple[float, float | None]]
) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "收到申请60件（含上年结转3件），其中当面申请20件，网上申请40件。",
        "收到申请60件（含上年结转3件）；其中，当面申请20件，网上申请40件。",
        "引发行政复议67件，其中8件被纠正；行政诉讼31件，未经复议直接起诉18件、复议后起诉13件。",
        "承办建议46件（主办20件、协办26件）、提案58件（主办25件、协办33件），办结率为100%。其中市级31件，区级73件。",
        "参加区级业务培训3次、自行组织培训1次，共4次。",
        "在省报、市报等媒体刊发稿件12篇、8篇。",
        "收到申请11件，办结10件，1件正在办理，其中6件通过邮寄方式申请，5件通过网络方式申请。",
        "依申请公开126件（上年结转3件），其中环评类68件，执法类32件，其他26件。",
    ],
)
def test_no_breakdown_is_wrong_where_two_are_told(text: str) -> None:
    assert contradictions(read(text)) == ()


def test_included_parts_that_exceed_their_total_are_told() -> None:
    (finding,) = contradictions(read("收到申请60件（含上年结转3件），其中当面申请21件，网上申请40件。"))
    assert (finding.severity, finding.expected, finding.actual) == ("warning", 60, 61)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县长信箱收到来信1432件（去年1287件），办结1425件。",
         [(1432, "enquiries", "mailbox"), (1425, "enquiries", "mailbox")]),
        ("收到申请36件，较2023年（28件）上升28.6%。",
         [(36, "applications_received", None), (28.6, "applications_received", None)]),
        ("关注12350人，比去年底增加1860人。", [(12350, "followers", None), (1860, "followers", None)]),
        ("网站访问量1.2万次。全省应公开预算的单位58家，实际公开58家。",
         [(12000, "reads", "website"), (58, "disclosures", None)]),
        ("收到申请165件。从申请方式看，网上申请85件；从办理结果看，已办结158件。",
         [(165, "applications_received", None), (85, "applications_received", "online"),
          (158, "applications_answered", None)]),
        ("（二）依申请公开情况。收到申请116件。答复118件。",
         [(116, "applications_received", None), (118, "applications_answered", None)]),
        ("新收申请116件，上年结转6件，合计122件。",
         [(116, "applications_received", None), (6, "applications_carried", None), (122, None, None)]),
        ("公开补贴信息18条，涉及5260户。", [(18, "disclosures", None), (5260, None, None)]),
        ("公示低保对象1234户。", [(1234, "disclosures", None)]),
        ("收取信息处理费2件，金额320元。", [(2, "fees", None), (320, "fees", None)]),
        ("公示行政处罚信息342条、行政许可信息9856条。", [(342, "penalties", None), (9856, "licences", None)]),
        ("收到申请3件，答复3件，其中信息不存在3件。",
         [(3, "applications_received", None), (3, "applications_answered", None), (3, "applications_answered", None)]),
        ("收到依申请公开信息36件。", [(36, "applications_received", None)]),
        ("公开信息36条，依申请公开信息5条。", [(36, "disclosures", None), (5, "on_request_items", None)]),
        ("申请人为自然人的112件，占96.6%；法人4件，占3.4%。",
         [(112, "applications_received", None), (96.6, "rate", None), (4, "applications_received", None),
          (3.4, "rate", None)]),
        ("行政诉讼6件，一审4件、二审2件。", [(6, "litigations", None), (4, "litigations", None), (2, "litigations", None)]),
        ("现场解答群众问题15个，发现问题12个。", [(15, "enquiries", None), (12, "problems_corrected", None)]),
        ("发布警情通报26起。", [(26, "posts", None)]),
        ("发布统计公报1份。", [(1, "posts", None)]),
        ("清理错敏信息213条。", [(213, "problems_corrected", None)]),
        ("公开信息345条、解读56篇，其中图解20篇，分别增长12%、5%。",
         [(345, "disclosures", None), (56, "interpretations", None), (20, "interpretations", None), (12, None, None),
          (5, None, None)]),
        ("微信发布56次，微博粉丝3000人，阅读量增加200次。",
         [(56, "posts", "wechat"), (3000, "followers", "weibo"), (200, "reads", "weibo")]),
        ("征集职工提案47件，立案12件。", [(47, "proposals_handled", None), (12, "proposals_handled", None)]),
        ("查处案件47件，立案12件。", [(47, "enforcement_cases", None), (12, "enforcement_cases", None)]),
        ("18个街道全年公开信息523条。", [(18, None, None), (523, "disclosures", None)]),
        ("代表建议12件、委员提案19件，其中A类25件、B类6件。", [(value, "proposals_handled", None) for value in (12, 19, 25, 6)]),
        ("收到申请18件（网上12件、信函6件），较上年度21件减少3件；答复18件。",
         [(18, "applications_received", None), (12, "applications_received", "online"),
          (6, "applications_received", "letter"), (3, "applications_received", None),
          (18, "applications_answered", None)]),
        ("新收申请1256件，其中区级受理312件，街镇受理944件；较2023年增加186件，增幅17.4%。",
         [(value, "applications_received", None) for value in (1256, 312, 944, 186, 17.4)]),
        ("主要问题：一是意识不强，12个科室全年发布信息不足5条。", [(12, None, None), (5, "posts", None)]),
        ("公开信息589条；其中工作动态256条（43.5%）。",
         [(589, "disclosures", None), (256, "posts", None), (43.5, "rate", None)]),
        ("辖16个村委会，举办招聘会56场，召开推进会3次。", [(16, None, None), (56, None, None), (3, "meetings", None)]),
        ("市本级公开信息2356条，各县（市、区）分局公开5621条，全系统合计7977条。",
         [(2356, "disclosures", None), (5621, "disclosures", None), (7977, "disclosures", None)]),
        ("公开整改情况28项，占应公开数30项的93.3%。", [(28, "problems_corrected", None), (93.3, "rate", None)]),
        ("优良率85.2%，PM2.5平均浓度38微克/立方米，同比下降5%。", [(85.2, "rate", None), (5, None, None)]),
        ("政府网站公开212条，政府公报公开4条，其他方式20条。",
         [(212, "disclosures", "website"), (4, "disclosures", "gazette"), (20, "disclosures", None)]),
        ("收取费用86元，减免费用2人次12元。", [(86, "fees", None), (2, "fees", None), (12, "fees", None)]),
        ("市长信箱3件、人民网地方领导留言板32件。", [(3, "enquiries", "mailbox"), (32, "enquiries", "mailbox")]),
        ("发布空气质量日报366期。", [(366, "posts", None)]),
        ("复议维持3件、纠正1件。", [(3, "reconsiderations", None), (1, "reconsiderations", None)]),
        ("“南山文旅”微信公众号、微博分别发布信息865条、432条，粉丝量分别为6.8万人、2.3万人。",
         [(865, "posts", "wechat"), (432, "posts", "weibo"), (68000, "followers", "wechat"), (23000, "followers", "weibo")]),
        ("微博推送2134条，转评赞3.2万次；抖音36条。",
         [(2134, "posts", "weibo"), (32000, "interactions", "weibo"), (36, "posts", "douyin")]),
        ("制定《信息发布审核制度》等3项制度。", [(3, "policy_documents", None)]),
        ("收到申请412宗，其中信函148宗，网络264宗；办结408宗。",
         [(412, "applications_received", None), (148, "applications_received", "letter"),
          (264, "applications_received", "online"), (408, "applications_answered", None)]),
        ("受理12345工单60件；办结58件。", [(60, "enquiries", "hotline"), (58, "enquiries", "hotline")]),
        ("专职1人，兼职5人；年内调整1次。", [(1, "staff", None), (5, "staff", None), (1, None, None)]),
        ("更新不足6次的栏目有4个。", [(4, "columns", None)]),
        ("上年结转0件，转下年0件。", [(0, "applications_carried", None), (0, "applications_carried", None)]),
        ("涉及房屋1,256栋、建筑面积38.6万平方米。", [(1256, None, None), (386000, None, None)]),
        ("收到依申请公开3件，去年同期5件，同比减少40%；按时答复3件；2024年7月10日收到的1件涉及商业秘密。",
         [(3, "applications_received", None), (40, "applications_received", None),
          (3, "applications_answered", None), (1, "applications_received", None)]),
        ("收到申请11件，办结10件，1件正在办理，其中6件通过邮寄方式申请，5件通过网络方式申请。",
         [(11, "applications_received", None), (10, "applications_answered", None), (1, "applications_answered", None),
          (6, "applications_received", "letter"), (5, "applications_received", "online")]),
        ("以区政府为被告41件。", [(41, "litigations", None)]),
        ("收到申请11件，其中6件通过邮寄方式申请，5件通过网络方式申请；公开信息45条。",
         [(11, "applications_received", None), (6, "applications_received", "letter"),
          (5, "applications_received", "online"), (45, "disclosures", None)]),
        ("公开信息345条，其中网站200条、微信145条，按内容分，动态类205条；财政类140条。",
         [(345, "disclosures", None), (200, "disclosures", "website"), (145, "disclosures", "wechat"),
          (205, "disclosures", None), (140, "disclosures", None)]),
        ("县政府收到行政复议申请56件，受理50件，审结48件。", [(value, "reconsiderations", None) for value in (56, 50, 48)]),
        ("收到来信12件，受理10件。", [(12, "petitions", None), (10, "petitions", None)]),
        ("收到申请18件，加上去年结转2件，共办理20件。",
         [(18, "applications_received", None), (2, "applications_carried", None), (20, "applications_answered", None)]),
        ("收到意见36条，采纳30条，未采纳6条。", [(value, "consultations", None) for value in (36, 30, 6)]),
        ("发放问卷300份，收到200份。", [(300, "consultations", None), (200, None, None)]),
        ("受理申请12件，按时办结12件。", [(12, "applications_received", None), (12, "applications_answered", None)]),
        ("原定培训7期，实际举办6期（其中县级1期、乡镇5期）。", [(value, "trainings", None) for value in (6, 1, 5)]),
        ("解读材料32条，媒体评论文章4篇。", [(32, "interpretations", None), (4, "posts", "press")]),
        ("公众号关注用户15.6万，年内新增2.3万。", [(156000, "followers", "wechat"), (23000, "followers", "wechat")]),
    ],
)  # fmt: skip
def test_classes(text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert classes(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一次办结率96.3%，二次办结率99.1%。", [96.3, 99.1]),
        ("办理市政协十五届三次会议提案81件。", [81]),
        ("原定4期的培训班实际举办2期，培训96人。", [2, 96]),
        ("原定于3月召开的会议4次，均已召开。", [4]),
        ("结转至2025年0件，新收7件。", [0, 7]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [count.value for count in read(text)] == values


def test_nothing_is_in_doubt() -> None:
    assert read_counts([Section(1, "", "收到来信32件（去年28件），办结25件。")], 2024)[1] == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("（二）下一步打算。一是组织培训4次。二是公开信息300条，发布解读20篇。", []),
        ("（一）问题。专职人员1名。（二）下一步工作打算。组织培训4次，整改发现的问题12个。（三）收费情况。收取信息处理费2件。", [1, 12, 2]),
        ("下一步工作计划\n1.组织培训4次。\n2.公开信息300条以上。", []),
        ("下一步，将从以下方面改进：一是全年组织培训4次。二是新增专栏2个。收取信息处理费2件。", [2]),
        ("（一）问题。下一步，将：1.组织培训4次。2.新增专栏3个。（二）收费情况。收取信息处理费2件。", [2]),
        ("下一步，我局将继续努力。（二）收费情况。收取信息处理费2件。", [2]),
        ("2025年要做到：1.公开信息300条以上；2.培训50人次。", []),
        ("年度工作计划完成情况：培训5次。", [5]),
        ("下一步打算：组织培训4次。全年公开信息345条。", [345]),
        ("下一步打算。一是组织培训4次。二是培训6次。全年公开信息345条。", [345]),
        ("2025年，一是组织培训4次。二是新增专栏2个。", []),
        ("2025年，组织培训4次，公开信息300条。2024年公开信息345条。", [345]),
        ("今后，我局将认真落实。全年召开会议4次。", [4]),
    ],
)  # fmt: skip
def test_what_is_told_below_a_plan_is_planned(text: str, values: list[float]) -> None:
    assert [count.value for count in read(text)] == values


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("三、下步打算", []),
        ("六、下一步工作计划和措施", []),
        ("六、2025年工作安排及打算", []),
        ("六、2024年工作计划", [4]),
        ("五、存在的主要问题及改进情况", [4]),
        ("五、工作计划完成情况", [4]),
    ],
)
def test_a_section_may_tell_plans_alone(heading: str, values: list[float]) -> None:
    counts = extract([Section(1, heading, "一是组织培训4次；二是今后加强学习。")], 2024)
    assert [count.value for count in counts] == values


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("公开信息312条，其中上半年146条，下半年166条；通过微信公众号推送信息468篇，张贴公示60份。",
         [(312, "公开信息"), (146, "上半年公开信息"), (166, "下半年公开信息"), (468, "微信公众号推送信息"), (60, "张贴公示")]),
        ("公开信息241条（上半年103条、下半年138条）。", [(241, "公开信息"), (103, "上半年公开信息"), (138, "下半年公开信息")]),
        ("第三季度公开35条，第四季度公开28条，合计132条。", [(35, "第三季度公开"), (28, "第四季度公开"), (132, "合计")]),
        ("上半年公开35条，合计88条。", [(35, "上半年公开"), (88, "上半年合计")]),
        ("上半年，公开信息100条；收到申请3件。", [(100, "上半年公开信息"), (3, "上半年收到申请")]),
        ("公开财政信息172条、项目信息236条，分别占主动公开总量的0.9%和1.3%。",
         [(172, "公开财政信息"), (236, "项目信息"), (0.9, "公开财政信息占比"), (1.3, "项目信息占比")]),
        ("网上、信函申请分别为10件、5件，分别占66.7%和33.3%。",
         [(10, "网上"), (5, "信函申请"), (66.7, "网上占比"), (33.3, "信函申请占比")]),
        ("开展演出120场；接待游客628万人次，旅游收入52亿元，同比分别增长15.2%和18.6%。",
         [(120, "开展演出"), (6280000, "接待游客"), (5200000000, "旅游收入"), (15.2, "接待游客"), (18.6, "旅游收入")]),
        ("办理建议提案21件，其中建议9件、提案12件，较2023年增加5件。",
         [(21, "办理建议提案"), (9, "建议"), (12, "提案"), (5, "办理建议提案")]),
        ("26条解读中图文解读8条，36个单位中有5个单位超期。",
         [(26, "解读"), (8, "图文解读"), (36, "单位"), (5, "单位超期")]),
        ("设立12个社区便民中心服务点30个。", [(12, "设立社区便民中心"), (30, "社区便民中心服务点")]),
        ("邮寄送达25件，公布违法行为3起，现存2个。", [(25, "邮寄送达"), (3, "公布违法行为"), (2, "现存")]),
        ("参加区级培训3次、自行培训1次，共4次。", [(3, "参加区级培训"), (1, "自行培训"), (4, "共")]),
        ("网站、微信分别发布信息310、96条。", [(310, "网站发布信息"), (96, "微信发布信息")]),
        ("抽查单位56个，其中优秀、良好、一般分别为12、30和14个。",
         [(56, "抽查单位"), (12, "优秀"), (30, "良好"), (14, "一般")]),
        ("公开信息345条，其中网站200条，微信145条，分别增长12%、5%。",
         [(345, "公开信息"), (200, "网站"), (145, "微信"), (12, "网站"), (5, "微信")]),
        ("公开信息345条，网站200条，微信145条，较上年分别增加12、5条。",
         [(345, "公开信息"), (200, "网站"), (145, "微信"), (12, "网站"), (5, "微信")]),
        ("回复留言128条，其中人民网留言板56条，县长信箱72条，分别增长12%、8%。",
         [(128, "回复留言"), (56, "人民网留言板"), (72, "县长信箱"), (12, "人民网留言板"), (8, "县长信箱")]),
        ("网站公开200条、微信145条，合计345条，分别占58%、42%。",
         [(200, "网站公开"), (145, "微信"), (345, "合计"), (58, "网站公开占比"), (42, "微信占比")]),
        ("收到申请16件（自然人12件；法人4件），分别占75%、25%。",
         [(16, "收到申请"), (12, "自然人"), (4, "法人"), (75, "自然人占比"), (25, "法人占比")]),
        ("公开信息345条，更新120条；满意度：门诊92.6%、住院95.8%，分别提高1.2和0.9个百分点。",
         [(345, "公开信息"), (120, "更新"), (92.6, "门诊"), (95.8, "住院"), (1.2, "门诊"), (0.9, "住院")]),
        ("发布信息310条、阅读量2000次，分别增长5.2、3.1个百分点。",
         [(310, "发布信息"), (2000, "阅读量"), (5.2, "发布信息"), (3.1, "阅读量")]),
    ],
)  # fmt: skip
def test_subjects(text: str, subjects: list[tuple[float, str]]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == subjects


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("处罚案件73件，罚款37.5万元，较2022年减少12件、8.3万元。",
         [(12, "处罚案件", "change"), (83000, "罚款", "change")]),
        ("公开信息345条、文件20件，比上年分别增加45条和2件。", [(45, "公开信息", "change"), (2, "文件", "change")]),
        ("培训3场次、256人次，较2022年增加1场次、56人次。", [(1, "培训", "change"), (56, "培训", "change")]),
        ("组织培训3场次，其中县级1场次、部门2场次，培训256人次，较2022年增加1场次、56人次。",
         [(1, "组织培训", "change"), (56, "培训", "change")]),
        ("公开信息345条，较上年增加45条、15%。", [(45, "公开信息", "change"), (15, "公开信息", "change")]),
        ("公开信息345条，较上年增加45条，15%。", [(45, "公开信息", "change"), (15, "公开信息", "change")]),
        ("公开信息345条，比上年增加45条、文件20件。", [(45, "公开信息", "change"), (20, "文件", "year")]),
    ],
)  # fmt: skip
def test_differences_in_several_units_are_each_of_the_amount_in_theirs(
    text: str, told: list[tuple[float, str, str]]
) -> None:
    assert [(one.value, one.subject, one.scope) for one in read(text)][-2:] == told


def test_figures_that_may_share_more_than_their_unit_are_named() -> None:
    counts, findings = read_counts([Section(1, "", "微博、微信粉丝分别为1.2、3.5万人。")], 2024)
    assert [count.value for count in counts] == [35000]
    assert [(finding.rule, finding.where) for finding in findings] == [
        ("parse.figure_unread", "section 1, characters 10-13")
    ]


def test_a_part_in_another_unit_is_of_no_class_of_items() -> None:
    assert classes("公开学校信息20条，其中高中5所，小学15条。") == [
        (20, "disclosures", None), (5, None, None), (15, "disclosures", None),
    ]  # fmt: skip


def test_parts_of_the_year_are_of_it_where_the_sum_of_years_stands_between() -> None:
    counts = read("公开信息236条，历年累计公开1856条。其中政策类36条，占15.3%；动态类200条，占84.7%。收到申请5件。")
    assert [(one.value, one.scope, one.part_of) for one in counts] == [
        (236, "year", None),
        (1856, "cumulative", None),
        (36, "year", 0),
        (15.3, "year", None),
        (200, "year", 0),
        (84.7, "year", None),
        (5, "year", None),
    ]


def test_followers_are_cumulative_and_the_next_item_is_not() -> None:
    counts = read("公众号发布347篇，累计关注用户3.5万人；（2）收到申请412宗。")
    assert [(one.value, one.scope) for one in counts] == [(347, "year"), (35000, "cumulative"), (412, "year")]
