"""Counts: whole records, offsets, subjects carried over, totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative import extract, read_counts
from parsers.narrative.figures import find_figures
from parsers.narrative.prose import Prose
from parsers.record import Count, Finding, Section


def read(text: str) -> tuple[Count, ...]:
    return extract([Section(1, "一、总体情况", text)])


def test_whole_record() -> None:
    text = "（一）主动公开。今年，通过“云溪水务”微信公众号发布信息415篇，阅读量超过９．２ 万次。"
    assert extract([Section(1, "一、总体情况", text)]) == (
        Count(
            section=1,
            subject="“云溪水务”微信公众号发布信息",
            metric="posts",
            channel="wechat",
            value=415,
            unit="篇",
            qualifier="exact",
            scope="year",
            quote="通过“云溪水务”微信公众号发布信息415篇",
            start=28,
            end=31,
        ),
        Count(
            section=1,
            subject="“云溪水务”微信公众号阅读量",
            metric="reads",
            channel="wechat",
            value=92000,
            unit="次",
            qualifier="more_than",
            scope="year",
            quote="阅读量超过９．２ 万次",
            start=38,
            end=43,
        ),
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("公开信息20余万条。", "20余万"),
        ("公开信息１，２３４条。", "１，２３４"),
        ("公开信息 100 余条。", "100"),
        ("走访四十余次。", "四十"),
        ("全年　办理 12 件。", "12"),
        ("满意率百分之九十五。", "九十五"),
    ],
)
def test_offsets_frame_the_numeral(text: str, printed: str) -> None:
    (count,) = read(text)
    assert text[count.start : count.end] == printed


@pytest.mark.parametrize(
    ("text", "printed", "value", "qualifier"),
    [
        ("发布信息1万2千余条。", "1万2千", 12000, "more_than"),
        ("访问量1千2百余万次。", "1千2百余万", 12000000, "more_than"),
        ("推送信息12万3456条。", "12万3456", 123456, "exact"),
        ("接待群众2百零3人次。", "2百零3", 203, "exact"),
        ("粉丝1万2千。", "1万2千", 12000, "exact"),
        ("收到来信廿三件。", "廿三", 23, "exact"),
    ],
)
def test_compound_numeral_is_read_as_a_whole(text: str, printed: str, value: int, qualifier: str) -> None:
    (count,) = read(text)
    assert (count.value, count.qualifier, text[count.start : count.end]) == (value, qualifier, printed)


@pytest.mark.parametrize(
    ("text", "printed", "place"),
    [
        ("公开信息1万5条。", "1万5条", "4-7"),
        ("公开信息1.5万2千条。", "1.5万2千条", "4-10"),
        ("公开信息 3 0 件。", "3 0 件", "5-8"),
        ("公开信息十2条。", "十2条", "4-6"),
        ("公开信息33212250109条。", "33212250109条", "4-15"),
        ("一、本年新收政府信息公开申请数量332122501091", "332122501091", "16-28"),
        ("二、上年结转政府信息公开申请数量3100004", "3100004", "16-23"),
    ],
)
def test_no_part_of_a_numeral_is_read_alone(text: str, printed: str, place: str) -> None:
    finding = Finding(
        "parse.figure_unread",
        "error",
        f"「{printed}」不能确定是哪个数 / not certainly one number",
        f"section 1, characters {place}",
    )
    assert read_counts([Section(1, "一、总体情况", text)]) == ((), (finding,))


def test_long_amount_behind_a_label_of_its_own() -> None:
    counts = read("网站总访问量2345678。\n本年新收政府信息公开申请数量：3")
    assert [(c.value, c.metric) for c in counts] == [(2345678, "reads"), (3, "applications_received")]


def test_indefinite_numbers_are_passed_over() -> None:
    text = "收到来信两三件，走访几十次，收到申请3、4件，座机0938 7151234，收入12345678901元。"
    counts, findings = read_counts([Section(1, "一、总体情况", text)])
    assert [c.value for c in counts] == [12345678901]
    assert findings == ()


def test_zero_in_words_frames_the_denial() -> None:
    text = "2023年，我局未收到政府信息公开申请。"
    (count,) = read(text)
    assert (count.value, count.unit, text[count.start : count.end]) == (0, None, "未收到")
    assert (count.subject, count.metric) == ("政府信息公开申请", "applications_received")
    assert count.quote == "我局未收到政府信息公开申请"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全年未发生1起泄密事件。", ["泄密事件"]),
        ("全年没有发生一起行政复议、行政诉讼案件。", ["行政复议", "行政诉讼"]),
        ("未收到一件政府信息公开申请。", ["政府信息公开申请"]),
        ("全年无一例行政诉讼。", ["行政诉讼"]),
        ("全年未制定1件规范性文件。", ["规范性文件"]),
    ],
)
def test_not_even_one_is_none(text: str, subjects: list[str]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == [(0, subject) for subject in subjects]


@pytest.mark.parametrize("text", ["受理4件，未受理1件（重复申请）。", "受理行政复议4件，未受理1件行政复议申请。"])
def test_one_that_was_not_accepted_is_one(text: str) -> None:
    assert [count.value for count in read(text)] == [4, 1]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("依申请公开数量为零。", ["依申请公开"]),
        ("依申请公开办件数为零。", ["依申请公开办件"]),
        ("收到依申请公开件数为零。", ["收到依申请公开件"]),
        ("全年无依申请公开情况。", ["依申请公开"]),
        ("尚无依申请公开件。", ["依申请公开"]),
        ("全年未有公民申请公开政府信息。", ["申请公开政府信息"]),
        ("未向申请人收取信息处理费。", ["信息处理费"]),
        ("2024年不存在行政复议、行政诉讼情况。", ["行政复议", "行政诉讼"]),
        ("未引起行政复议或诉讼。", ["行政复议", "行政诉讼"]),
        ("没有制定规章、行政规范性文件。", ["规章", "行政规范性文件"]),
        ("无行政规范性文件废止。", ["行政规范性文件"]),
        ("未废止规范性文件。", ["规范性文件"]),
        ("尚未废止的规范性文件有待清理。", []),
        ("未接到一起关于政府信息公开的申诉。", ["政府信息公开的申诉"]),
        ("未因政府信息公开被申请行政复议或提起行政诉讼。", ["行政复议", "行政诉讼"]),
        ("没有公民申请政府信息公开。", ["申请政府信息公开"]),
        ("对未收到回复的申请及时告知。", []),
        ("除网上申请外，未收到其他申请。", []),
        ("未收到公民、法人或其他组织的申请。", ["申请"]),
        ("确保无投诉、无举报，努力做到零复议。", []),
        ("经努力实现零投诉。", ["投诉"]),
        ("经过共同努力实现零投诉。", ["投诉"]),
        ("未收到反馈不满意的投诉。", ["反馈不满意的投诉"]),
        ("未废止、失效的规范性文件继续有效。", []),
        ("对未废止规范性文件进行清理。", []),
        ("现行有效、未废止规章和规范性文件均已公开。", []),
        ("本年度未废止规章和规范性文件。", ["规章", "行政规范性文件"]),
        ("因信息不存在无法提供的申请。", []),
        ("尚有未有效办理的信访问题。", []),
        ("未引起足够重视的信访件。", []),
    ],
)
def test_what_is_denied_in_other_words(text: str, subjects: list[str]) -> None:
    assert [(count.value, count.subject) for count in read(text)] == [(0, subject) for subject in subjects]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("公开信息一百二十三条，其中工作动态八十条，通知公告四十三条。", [(123, "条"), (80, "条"), (43, "条")]),
        ("受理申请五件，其中网上四件、信函一件，做到三个到位。", [(5, "件"), (4, "件"), (1, "件")]),
        ("收到申请十一件，按时答复十件，结转下年一件。", [(11, "件"), (10, "件"), (1, "件")]),
        ("开展培训两次、实现最多跑一次。", [(2, "次")]),
        ("群众来信三封，来访五人次。", [(3, "封"), (5, "人次")]),
        ("收到申请叁拾伍件，答复贰件，队伍名单已公布。", [(35, "件"), (2, "件")]),
        ("收到一件、答复一件。", [(1, "件"), (1, "件")]),
        ("捌件申请已办结，缴费贰拾元。", [(8, "件"), (20, "元")]),
        ("建强队伍件件有回音，收拾件件有着落。", []),
        ("工作动态：六十一条，通知公告信息八十一条，财政信息五百六十条。", [(61, "条"), (81, "条"), (560, "条")]),
        ("累计关注人数八万九千人，行政复议十五件。", [(89000, "人"), (15, "件")]),
        ("支持小微企业三十六条，提出建议几十件，惠及数百人。", []),
        ("信息公开总数为320，其中：网站200，微信120。", [(320, None), (200, None), (120, None)]),
        ("文件总数为12，其中清政发〔2024〕3号、清政办发15号。", [(12, None)]),
        ("主动公开信息（条） 1024\n政策解读（篇）6", [(1024, "条"), (6, "篇")]),
        ("规范性文件（件）2024年制发3件。", [(3, "件")]),
        ("发布视频66个，获赞3.5万。", [(66, "个"), (35000, None)]),
    ],
)
def test_parts_and_labels_without_more_words(text: str, figures: list[tuple[int, str | None]]) -> None:
    assert [(count.value, count.unit) for count in read(text)] == figures


@pytest.mark.parametrize("place", ["陆家镇", "伍家岗区", "伍村", "陆站镇"])
def test_the_name_of_a_place_is_no_numeral(place: str) -> None:
    assert [(count.value, count.subject) for count in read(f"{place}公开信息五条。")] == [(5, f"{place}公开信息")]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("120人次参与。", "参与", "people_reached"),
        ("群众120人参与，反响良好。", "群众参与", "people_reached"),
        ("宣传册120份普及。", "宣传册普及", "materials"),
    ],
)
def test_a_word_that_ends_as_a_conjunction_is_kept(text: str, subject: str, metric: str) -> None:
    (count,) = read(text)
    assert (count.subject, count.metric) == (subject, metric)


def test_what_is_told_of_is_no_amount() -> None:
    assert read("会议提到5万。") == ()


@pytest.mark.parametrize("mark", ["[1]", "①", "²"])
def test_the_mark_of_a_note_between_a_figure_and_its_unit(mark: str) -> None:
    (count,) = read(f"公开信息12{mark}条。")
    assert (count.value, count.unit) == (12, "条")


def test_a_plus_before_the_unit() -> None:
    (count,) = read("发布信息1200+条，推行“1+N”体系。")
    assert (count.value, count.unit, count.qualifier) == (1200, "条", "more_than")


def test_denials_behind_what_is_denied_and_of_what_is_carried_over() -> None:
    text = "均已答复，无结转下年度办理。行政诉讼未发生。"
    counts = extract([Section(1, "", text)])
    assert [(c.value, c.subject, c.metric) for c in counts] == [
        (0, "结转下年度办理", "applications_carried"),
        (0, "行政诉讼", "litigations"),
    ]
    (zero,) = extract([Section(1, "", "未因信息公开引发负面舆情。")])
    assert (zero.value, zero.subject) == (0, "负面舆情")


def test_a_unit_in_brackets() -> None:
    counts = extract([Section(1, "", "公开政府信息126（条），其中：业务动态120（条）。依照第9（项）。")])
    assert [(c.value, c.unit, c.part_of) for c in counts] == [(126, "条", None), (120, "条", 0)]


def test_all_days_of_the_year_reported_sum_up_the_year() -> None:
    text = "自2023年1月1日至12月31日，累计公开信息456条。1至11月累计公开信息400条。"
    counts = extract([Section(1, "", text)], 2023)
    assert [(c.value, c.scope) for c in counts] == [(456, "year"), (400, "cumulative")]


def test_parts_point_to_their_total() -> None:
    counts = read("召开会议2次。公开信息30条，其中财政类10条、人事类20条，受理申请3件。")
    assert [(c.value, c.metric, c.part_of) for c in counts] == [
        (2, "meetings", None),
        (30, "disclosures", None),
        (10, "disclosures", 1),
        (20, "disclosures", 1),
        (3, "applications_received", None),
    ]


def test_totals_are_counted_over_all_sections() -> None:
    first = Section(1, "一、总体情况", "召开会议2次。")
    second = Section(6, "六、其他需要报告的事项", "未收取费用。收到来信6封（其中咨询4封，投诉2封）。")
    counts = extract([first, second])
    assert [(c.section, c.value, c.part_of) for c in counts] == [
        (1, 2, None),
        (6, 0, None),
        (6, 6, None),
        (6, 4, 2),
        (6, 2, 2),
    ]


def test_another_breakdown_of_the_same_total() -> None:
    counts = read("受理申请5件，其中自然人4件，企业1件；从答复结果看，予以公开3件，不予公开2件。")
    assert [c.part_of for c in counts] == [None, 0, 0, 0, 0]


def test_share_names_its_base() -> None:
    assert [c.subject for c in read("政府网站发布信息120条，占60%。")] == [
        "政府网站发布信息",
        "政府网站发布信息占比",
    ]


def test_difference_repeats_its_subject() -> None:
    counts = read("微博粉丝3万人，比上年增加2000人，增长7.1%。")
    assert [(c.metric, c.channel, c.scope) for c in counts] == [
        ("followers", "weibo", "year"),
        ("followers", "weibo", "change"),
        ("followers", "weibo", "change"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("公开信息345条（同比+15%）。", 15),
        ("公开信息345条（↑15%）。", 15),
        ("公开信息三百四十五条，较上年增加三十五条。", 35),
    ],
)
def test_difference_by_its_sign(text: str, value: int) -> None:
    assert [(c.value, c.subject, c.scope) for c in read(text)] == [
        (345, "公开信息", "year"),
        (value, "公开信息", "change"),
    ]


def test_respective_figures() -> None:
    counts = read("微信、微博分别发布信息31条、12条。")
    assert [(c.subject, c.channel, c.value) for c in counts] == [
        ("微信发布信息", "wechat", 31),
        ("微博发布信息", "weibo", 12),
    ]


def test_several_channels_leave_it_unclassified() -> None:
    (count,) = read("通过网站、微信、微博等渠道发布信息34条。")
    assert (count.channel, count.metric) == (None, "posts")


def test_unit_as_printed() -> None:
    assert [c.unit for c in read("推送信息12篇（条），转发8条(次)，上升３％。")] == ["篇（条）", "条(次)", "%"]


def test_rose_from_an_earlier_figure() -> None:
    (count,) = read("新闻发布会由去年的3场增至今年的7场。")
    assert (count.subject, count.value, count.scope) == ("新闻发布会", 7, "year")


def test_no_sections_no_counts() -> None:
    assert extract([]) == ()
    assert read("") == ()


_PIECES = st.sampled_from(
    [
        *"，。；：（）、 \n“”《》余近约万亿百十一两三",
        "其中",
        "12",
        "3.5",
        "条",
        "次",
        "占",
        "%",
        "微信",
        "未收到",
        "申请",
        "增加",
        "分别",
        "共",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    counts = read(text)
    for index, count in enumerate(counts):
        assert 0 <= count.start < count.end <= len(text)
        assert count.part_of is None or count.part_of < index
    assert [c.start for c in counts] == sorted(c.start for c in counts)


@given(st.text("0123456789 　，。条件ａ１\n"))
def test_folding_keeps_the_way_back(text: str) -> None:
    prose = Prose(text)
    for figure in find_figures(prose.text):
        assert prose.printed(figure.start, figure.end).strip() != ""


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("设置6大板块。", [(6, "大", "columns")]),
        ("可办理8大类217项业务。", [(217, "项", None)]),
        ("阅读量过万5篇、破千36篇。", [(5, "篇", "posts"), (36, "篇", "posts")]),
        ("阅读量过万的文章5篇。", [(5, "篇", "posts")]),
        ("阅读量10万+的5篇。", [(5, "篇", "posts")]),
        ("浏览量超1万次的信息12条。", [(12, "条", "disclosures")]),
        ("其中5篇文章阅读量超10万次。", [(5, "篇", "posts")]),
        ("发布信息345条，阅读量超10万次。", [(345, "条", "posts"), (100000, "次", "reads")]),
    ],
)
def test_how_much_each_exceeds_is_no_figure_of_the_year(
    text: str, counted: list[tuple[float, str, str | None]]
) -> None:
    assert [(count.value, count.unit, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("上年结转资金10万元，本年新增5万元，支出3万元。", [(100000, None), (50000, None), (30000, None)]),
        ("收到申请5件，其中救助资金3元。", [(5, "applications_received"), (3, None)]),
        ("依申请公开收费0元。", [(0, "fees")]),
        ("行政处罚12件，罚款3万元。", [(12, "penalties"), (30000, "penalties")]),
    ],
)
def test_money_is_of_few_classes(text: str, counted: list[tuple[float, str | None]]) -> None:
    assert [(count.value, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("未发生行政诉讼败诉。", [("行政诉讼败诉", "litigations")]),
        ("无行政诉讼败诉案件。", [("行政诉讼败诉案件", "litigations")]),
        ("无行政复议被纠错情况。", [("行政复议被纠错", "reconsiderations")]),
        ("没有行政复议被撤销、确认违法的情况。", [("行政复议被撤销、确认违法", "reconsiderations")]),
        ("全年无败诉案件。", [("败诉案件", "litigations")]),
        ("未发生申请超期情况。", []),
    ],
)
def test_that_none_was_lost_is_a_zero_of_those_lost(text: str, denied: list[tuple[str, str]]) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == [(0, *one) for one in denied]


def test_proposals_of_a_session_are_no_meetings() -> None:
    counts = read("承办县十四届人大二次会议建议12件，政协提案9件，行政诉讼2件，胜诉1件，败诉1件。")
    assert [(count.value, count.metric) for count in counts] == [
        (12, "proposals_handled"),
        (9, "proposals_handled"),
        (2, "litigations"),
        (1, "litigations"),
        (1, "litigations"),
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("全县5个部门公开信息300条。", [(5, "全县部门", None), (300, "全县部门公开信息", "disclosures")]),
        ("18个乡镇共发布信息1256条。", [(18, "乡镇", None), (1256, "乡镇共发布信息", "posts")]),
        (
            "通过12个政务新媒体账号发布信息4567条。",
            [(12, "政务新媒体账号", "accounts"), (4567, "政务新媒体账号发布信息", "posts")],
        ),
        ("组织18个乡镇开展培训。", [(18, "组织乡镇", None)]),
        (
            "围绕12项重点工作公开信息45条。",
            [(12, "围绕重点工作", None), (45, "重点工作公开信息", "disclosures")],
        ),
        ("编制12个部门公开目录。", [(12, "编制部门公开目录", "catalogue_items")]),
        ("公开12个部门预算信息。", [(12, "公开部门预算信息", "disclosures")]),
    ],
)
def test_those_who_act_are_not_what_they_did(text: str, counted: list[tuple[float, str, str | None]]) -> None:
    assert [(count.value, count.subject, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("公开内容包括：工作动态（56条）、通知公告（23条）。", [("工作动态", "posts"), ("通知公告", "disclosures")]),
        (
            "机构职能类：12条；政策文件类：45条；规划计划类：3条。",
            [("机构职能类", None), ("政策文件类", "policy_documents"), ("规划计划类", None)],
        ),
        ("删除不当信息12条，审查拟发布信息34条。", [("删除不当信息", None), ("审查拟发布信息", None)]),
        (
            "收到网上依申请公开7件，信函申请3件。",
            [("收到网上依申请公开", "applications_received"), ("信函申请", "applications_received")],
        ),
        ("应公开而未公开3条。", [("应公开而未公开", None)]),
    ],
)
def test_a_class_is_taken_from_the_right_words(text: str, counted: list[tuple[str, str | None]]) -> None:
    assert [(count.subject, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("主动公开政府信息\n345条，其中网站公开\n300条。", [("345", "disclosures"), ("300", "disclosures")]),
        ("收到申请\n１，２３４ 件。", [("１，２３４", "applications_received")]),
        ("公开信息\n345条\n收到申请\n5件", [("345", None), ("5", None)]),
        ("公开信息\n2023年，收到申请5件。", [("5", "applications_received")]),
        ("公开信息。\n345条，", [("345", None)]),
    ],
)
def test_a_line_break_before_a_figure_amid_a_sentence(text: str, counted: list[tuple[str, str | None]]) -> None:
    assert [(text[count.start : count.end], count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "政务新媒体86个（公众号52个、抖音号21个、其他13个），较年初减少14个。",
            [(86, "accounts", "new_media"), (52, "accounts", "wechat"), (21, "accounts", "douyin"),
             (13, "accounts", "new_media"), (14, "accounts", "new_media")],
        ),
        (
            "上年结转3件；已办结88件。",
            [(3, "applications_carried", None), (88, "applications_answered", None)],
        ),
        ("开展培训4期420人次。", [(4, "trainings", None), (420, "people_reached", None)]),
        (
            "承办提案156件（省级2件、县级154件），办复率100%，公开答复86件。",
            [(156, "proposals_handled", None), (2, "proposals_handled", None), (154, "proposals_handled", None),
             (100, "rate", None), (86, "proposals_handled", None)],
        ),
        (
            "收到申请12件（网上8件、信函4件）。",
            [(12, "applications_received", None), (8, "applications_received", "online"),
             (4, "applications_received", "letter")],
        ),
    ],
)  # fmt: skip
def test_class_and_channel_behind_brackets(text: str, counted: list[tuple[float, str, str | None]]) -> None:
    assert [(count.value, count.metric, count.channel) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("行政复议、行政诉讼分别为1件、2件。", [(1, "reconsiderations"), (2, "litigations")]),
        ("行政复议和行政诉讼案件共3件。", [(3, None)]),
        ("行政复议、行政诉讼数量为0件。", [(0, "litigations"), (0, "reconsiderations")]),
        ("发布疫情防控、助企纾困等信息分别为86条、37条。", [(86, "posts"), (37, "posts")]),
        ("公开规章、规范性文件12件。", [(12, None)]),
    ],
)
def test_one_figure_of_two_things_is_of_neither(text: str, counted: list[tuple[float, str | None]]) -> None:
    assert [(count.value, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("未予公开3件。", [(3, "applications_answered")]),
        ("未办结申请2件结转至2024年。", [(2, "applications_carried")]),
        ("未接到举报投诉案件。", [(0, "enquiries")]),
        ("无行政事业性收费项目。", [(0, "charges")]),
    ],
)
def test_what_was_not_done(text: str, counted: list[tuple[float, str]]) -> None:
    assert [(count.value, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("公开信息300条。其中：部门200条，乡镇100条。", [(300, None, None), (200, None, 0), (100, None, 0)]),
        ("公开信息300条【其中网站200条】。", [(300, None, None), (200, "website", 0)]),
        ("公开信息300条（网站200、微信100）。", [(300, None, None), (200, "website", 0), (100, "wechat", 0)]),
        ("公开信息300条（网站200、微信10）。", [(300, None, None)]),
        ("公开信息300条（见附件1、附件2）。", [(300, None, None)]),
        ("公开信息300条.微信公开12条.", [(300, None, None), (12, "wechat", None)]),
    ],
)
def test_parts_in_other_marks(text: str, counted: list[tuple[float, str | None, int | None]]) -> None:
    counts = read(text)
    assert [(count.value, count.channel, count.part_of) for count in counts] == counted
    assert {count.metric for count in counts} == {"disclosures"}


def test_a_sign_in_brackets_is_a_change() -> None:
    assert [(c.value, c.metric, c.scope) for c in read("公开信息300条，同比（+12.3%）。")] == [
        (300, "disclosures", "year"),
        (12.3, "disclosures", "change"),
    ]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("通过新闻发布会、在线访谈、政策问答等形式开展政策解读45次。", ["interpretations"]),
        ("申请行政复议1件；未经复议直接起诉2件，复议后起诉3件。", ["reconsiderations", "litigations", "litigations"]),
        ("当面申请3件、邮寄申请4件。", ["applications_received", "applications_received"]),
        ("召开新闻发布会等形式的活动3场。", ["activities"]),
    ],
)
def test_means_are_not_what_is_counted(text: str, metrics: list[str]) -> None:
    assert [count.metric for count in read(text)] == metrics


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "公示行政许可345件次，行政处罚56件次，分别同比增长12%、减少5%。",
            [(345, "licences"), (56, "penalties"), (12, "licences"), (5, "penalties")],
        ),
        (
            "来访登记132批、240人次，同比分别下降11%、9%。",
            [(132, "petitions"), (240, "petitions"), (11, "petitions"), (9, "petitions")],
        ),
        (
            "收到申请3件，其中自然人2件，法人1件；已答复3件，不属于本机关公开2件。",
            [(3, "applications_received"), (2, "applications_received"), (1, "applications_received"),
             (3, "applications_answered"), (2, "applications_answered")],
        ),
        ("组织观看庭审2次。", [(2, None)]),
    ],
)  # fmt: skip
def test_differences_and_answers_are_of_what_was_told(text: str, counted: list[tuple[float, str | None]]) -> None:
    assert [(count.value, count.metric) for count in read(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("公开信息345条 收到申请5件 办结4件",
         [("345", "disclosures"), ("5", "applications_received"), ("4", "applications_answered")]),
        ("①公开信息12条②收到申请5件", [("12", "disclosures"), ("5", "applications_received")]),
        ("1.公开信息12条2.收到申请5件", [("12", "disclosures"), ("5", "applications_received")]),
        ("举办3期培训参训120人。", [("3", "trainings"), ("120", "people_reached")]),
        ("收到申请5（五）件。", [("5", "applications_received")]),
        ("收到申请五（5）件。", [("五", "applications_received")]),
        ("抖音粉丝1.2w，点赞10w+。", [("1.2w", "followers"), ("10w", "interactions")]),
        ("每月召开会议1次，全年召开12次。", [("12", "meetings")]),
    ],
)  # fmt: skip
def test_figures_run_together_and_twice(text: str, counted: list[tuple[str, str]]) -> None:
    assert [(text[count.start : count.end], count.metric) for count in read(text)] == counted


def test_a_figure_printed_twice_and_differently_is_not_read() -> None:
    counts, findings = read_counts([Section(1, "", "收到申请5（六）件。")])
    assert (counts, [finding.rule for finding in findings]) == ((), ["parse.figure_unread"])


@pytest.mark.parametrize("of", ["医保", "入党", "农业保险理赔", "宅基地", "营业执照"])
def test_applications_for_something_else(of: str) -> None:
    assert [(count.value, count.metric) for count in read(f"收到{of}申请12件。")] == [(12, None)]
