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
        (page(before="青禾县统计局|二〇二二年|政府信息公开工作年度报告"),
         "青禾县统计局", 2022, "青禾县统计局二〇二二年政府信息公开工作年度报告"),
        (page(before="政府信息公开工作年度报告|（2022年度）|青禾县统计局"),
         "青禾县统计局", 2022, "政府信息公开工作年度报告（2022年度）"),
        (page(before="青禾县统计局|政府信息公开工作年度报告|（二〇二二年度）"),
         "青禾县统计局", 2022, "青禾县统计局政府信息公开工作年度报告（二〇二二年度）"),
        (page(before="政府信息公开工作年度报告|二〇二二年|青禾县统计局|二〇二三年一月"),
         "青禾县统计局", 2022, "政府信息公开工作年度报告"),
        (page(before="青禾县|统计局|2022年|政府信息公开工作|年度报告"),
         "青禾县统计局", 2022, "青禾县统计局2022年政府信息公开工作年度报告"),
        (page(before="青禾县|统计局|2022年度|政府信息公开|工作|年度报告"),
         "青禾县统计局", 2022, "青禾县统计局2022年度政府信息公开工作年度报告"),
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
        (page(title="清水县人民政府办公室关于清水县2023年政府信息公开工作年度报告"),
         "清水县", 2023, "清水县人民政府办公室关于清水县2023年政府信息公开工作年度报告"),
        (page(title="清水县教育局关于全县教育系统2023年政府信息公开工作年度报告"),
         "清水县教育局", 2023, "清水县教育局关于全县教育系统2023年政府信息公开工作年度报告"),
        (page(title="清水县2023年政府信息公开工作年度报告（清水县教育局）"),
         "清水县教育局", 2023, "清水县2023年政府信息公开工作年度报告（清水县教育局）"),
        (page(title="清水县2023年政府信息公开工作年度报告（县教育局）"),
         "清水县教育局", 2023, "清水县2023年政府信息公开工作年度报告（县教育局）"),
        (page(title="清水县2023年政府信息公开工作年度报告（石门镇人民政府）"),
         "石门镇人民政府", 2023, "清水县2023年政府信息公开工作年度报告（石门镇人民政府）"),
        (page(title="清水经开区2023年政府信息公开工作年度报告（管委会）"),
         "清水经开区管委会", 2023, "清水经开区2023年政府信息公开工作年度报告（管委会）"),
        (page(title="清水县教育局关于印发清水县教育局2023年政府信息公开工作年度报告"),
         "清水县教育局", 2023, "清水县教育局关于印发清水县教育局2023年政府信息公开工作年度报告"),
        (page(title="清水县教育局2023年政府信息公开工作年度报告（清水县招生办公室）"),
         "清水县教育局", 2023, "清水县教育局2023年政府信息公开工作年度报告（清水县招生办公室）"),
        (page(title="青禾县统计局政府信息公开工作年度报告", before="（2022年度）"),
         "青禾县统计局", 2022, "青禾县统计局政府信息公开工作年度报告"),
        (page(title="青禾县统计局政府信息公开工作年度报告", before="二〇二二年度"),
         "青禾县统计局", 2022, "青禾县统计局政府信息公开工作年度报告"),
    ],
)  # fmt: skip
def test_who_reports_on_which_year(printed: bytes, agency: str, year: int, title: str) -> None:
    record = parse(printed)
    assert (record.agency, record.year, record.title) == (agency, year, title)


def test_a_title_of_two_years_is_of_neither() -> None:
    record = parse(page(title="清水县第一中学2022-2023学年信息公开工作报告"))
    assert (record.agency, record.year) == ("清水县第一中学", None)


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


@pytest.mark.parametrize(
    ("titled", "signed", "said"),
    [
        ("青禾县统计局", "青禾县审计局|2024年1月20日", True),
        ("青禾县统计局", "白河县统计局|2024年1月20日", True),
        ("青禾县长河镇", "白塔镇人民政府|二〇二四年一月二十日", True),
        ("青禾县人民政府", "白河县人民政府|2024年1月20日", True),
        ("青禾县统计局", "青禾县审计局", False),  # no day: perhaps the foot of the page
        ("县统计局", "青禾县统计局|2024年1月20日", False),
        ("青禾县发改局", "青禾县发展和改革局（盖章）|2024年1月20日", False),
        ("青禾县文化旅游局", "青禾县文旅广电局|2024年1月20日", False),
        ("青禾县", "青禾县人民政府办公室|2024年1月20日", False),
        ("青禾县统计局", "青禾县人民政府|2024年1月20日", False),
        ("青禾县统计局", "青禾县政务公开领导小组办公室|2024年1月20日", False),
        ("青禾县长河镇", "青禾县人民政府|2024年1月20日", False),
        ("青禾县城关街道", "青禾县人民政府城关街道办事处|2024年1月20日", False),
    ],
)
def test_a_signature_of_another_agency_is_said(titled: str, signed: str, said: bool) -> None:
    record = parse(page(title=f"{titled}2023年政府信息公开工作年度报告", behind=signed))
    assert record.year == 2023
    assert [f.where for f in record.findings if f.rule == "parse.agency_disagrees"] == ["落款"] * said


@pytest.mark.parametrize(
    ("before", "behind", "year"),
    [
        ("青禾县统计局|政府信息公开工作年度报告|2023", "青禾县统计局|2024年1月20日", 2023),
        ("2023年|青禾县统计局政府信息公开工作年度报告", "青禾县统计局 二〇二四年一月二十日", 2023),
        ("青禾县统计局政府信息公开工作年度报告|2023年", "", None),
        ("青禾县统计局政府信息公开工作年度报告|2023年|2024年1月", "", 2023),
        ("青禾县统计局政府信息公开工作年度报告|2023年|2023年1月", "", None),
        ("政府信息公开工作年度报告|（2023年）|青禾县统计局|2024年1月20日", "", 2023),
        ("青禾县统计局政府信息公开工作年度报告|2024年", "青禾县统计局|2024年1月20日", None),
        ("青禾县统计局政府信息公开工作年度报告|2022年|2023年", "青禾县统计局|2024年1月20日", None),
        ("青禾县统计局政府信息公开工作年度报告（2023年1月1日至2023年12月31日）", "", 2023),
    ],
)
def test_the_year_of_a_cover(before: str, behind: str, year: int | None) -> None:
    record = parse(page(before=before, behind=behind))
    assert (record.agency, record.year) == ("青禾县统计局", year)
    assert [f.rule for f in record.findings if f.rule == "parse.year_unknown"] == ["parse.year_unknown"] * (
        year is None
    )


def test_the_other_name_of_an_agency_on_the_line_above_the_title() -> None:
    record = parse(page(before="青禾县统计局（青禾县调查队）|2023年政府信息公开工作年度报告"))
    assert (record.agency, record.year) == ("青禾县统计局", 2023)


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("本年度报告由青禾县统计局根据条例规定编制。", "青禾县统计局"),
        ("青禾县统计局根据《中华人民共和国政府信息公开条例》编制本报告。", "青禾县统计局"),
        ("现公布如下。|青禾县统计局按照《政府信息公开条例》，现将情况报告如下。", "青禾县统计局"),
        ("本年度报告由青禾县统计局办公室编制。", "青禾县统计局"),
        ("本年度报告由青禾县人民政府办公室编制。", "青禾县人民政府办公室"),
        ("按照条例要求，青禾县统计局编制了2023年度政府信息公开工作年度报告。", "青禾县统计局"),
        ("按照条例要求，青禾县统计局编制并发布本报告。", "青禾县统计局"),
        ("2023年，青禾县统计局认真贯彻落实条例，持续推进政务公开。", "青禾县统计局"),
        ("2023年，青禾县石门镇人民政府坚持以公开为常态，现报告如下。", "青禾县石门镇人民政府"),
        ("2023年，青禾县统计局在青禾县人民政府的领导下，认真贯彻条例。", "青禾县统计局"),
        ("按照青禾县人民政府要求编制本报告。", None),
        ("2023年，市委市政府高度重视政务公开工作。", None),
        ("2023年，青禾县委县政府坚持以公开为常态。", None),
        ("2023年，县委认真贯彻中央精神，全县各局积极落实。", None),
        ("2023年，我局认真贯彻条例，青禾县审计局编制了预算。", None),
        ("受县政府委托，特由青禾县统计局编制本年度报告。", "青禾县统计局"),
        ("现将青禾县统计局编制的2023年度报告公布如下。", "青禾县统计局"),
        ("由局办公室编制年度报告。", None),
        ("指导全县各乡镇政府编制年度报告。", None),
        ("组织青禾县审计局编制年度报告。", None),
        ("2023年，局党委高度重视政府信息公开工作。", None),
        ("2023年，石门镇党委政府高度重视政府信息公开工作。", None),
        ("2023年，街道党工委始终坚持公开为常态。", None),
        ("2023年，国务院办公厅认真落实条例，我局依此公开。", None),
        ("青禾县政务公开领导小组办公室积极指导，我局一一落实。", None),
        ("青禾县纪委监委深入开展检查，我局一一整改。", None),
        ("我局按要求公开信息。青禾县行政审批局积极配合。", None),
    ],
)
def test_who_says_to_have_made_the_report(sentence: str, agency: str | None) -> None:
    assert parse(page(title="2023年政府信息公开工作年度报告", before=sentence)).agency == agency


@pytest.mark.parametrize(
    ("signature", "agency"),
    [
        ("中共青禾县委宣传部|2024年1月20日", "中共青禾县委宣传部"),
        ("青禾县供销社|2024年1月20日", "青禾县供销社"),
        ("青禾县残联（盖章）|2024年1月20日", "青禾县残联"),
        ("青禾县石门乡 2024年1月20日", "青禾县石门乡"),
        ("青禾县石门街道|二〇二四年一月二十日", "青禾县石门街道"),
        ("青禾县统计局 2024年1月20日", "青禾县统计局"),
        ("主管部|2024年1月20日", None),
        ("没有其他需要报告的事项，县内各乡", None),
        ("青禾县各乡镇|2024年1月20日", None),
    ],
)
def test_who_signs(signature: str, agency: str | None) -> None:
    assert parse(page(title="2023年政府信息公开工作年度报告", behind=signature)).agency == agency


@pytest.mark.parametrize(
    "source",
    [{"meta": '<meta name="ContentSource" content="青禾县水利局">'}, {"before": "来源：青禾县水利局"},
     {"before": "来源：青禾县水利局|来源：青禾县审计局"}],
)  # fmt: skip
@pytest.mark.parametrize("title", ["水利局", "县水利局"])
def test_a_source_completes_the_short_name_of_a_title(title: str, source: dict[str, str]) -> None:
    assert parse(page(title=f"{title}2023年政府信息公开工作年度报告", **source)).agency == "青禾县水利局"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("来源：青禾县水利局", "青禾县水利局"),
        ("信息来源： 青禾县水利局 浏览次数：35", "青禾县水利局"),
        ("来源：县水利局", "县水利局"),
        ("发布日期：2024-01-05 来源：青禾县水利局 作者：王某", "青禾县水利局"),
        ("发布机构|青禾县水利局", "青禾县水利局"),
        ("来源：青禾县人民政府办公室", None),
        ("来源：青禾县政务服务管理局", None),
        ("来源：青禾县融媒体中心", None),
        ("来源：本站", None),
        ("来源：青禾县水利局|来源：青禾县审计局", None),
        ("群众来源：青禾县水利局", None),
    ],
)
def test_who_is_named_as_source(line: str, agency: str | None) -> None:
    """The office of a government and its portal's keeper publish for others."""
    assert parse(page(title="2023年政府信息公开工作年度报告", before=line)).agency == agency


@pytest.mark.parametrize(
    ("sentence", "telephone", "address"),
    [
        ("请与我局联系（地址：青禾县中山路12号；电话：0777-6654321）。", "0777-6654321", "青禾县中山路12号"),
        ("公布了机构职能、办公地址、办公时间、联系方式。地址：青禾县中山路12号。", None, "青禾县中山路12号"),
        ("公布单位地址、联系方式等信息32条。", None, None),
        ("网站地址：http://www.qinghe.gov.cn，联系电话：6654321。", "6654321", None),
        ("全年接听电话13200000次，电话受理12345678件。", None, None),
    ],
)
def test_how_the_agency_can_be_reached(sentence: str, telephone: str | None, address: str | None) -> None:
    contact = parse(page(title="青禾县统计局2023年政府信息公开工作年度报告", before=sentence)).contact
    assert (contact.telephone, contact.address) == (telephone, address)


def test_a_year_of_which_only_the_prose_speaks_is_not_taken() -> None:
    record = parse(page(title="青禾县统计局政府信息公开工作年度报告"))
    assert record.year is None
    assert "parse.year_unknown" in {finding.rule for finding in record.findings}


#: Lines that pages print before a title, or between it and its repetition.
CHROME = [
    "公开方式：主动公开", "特急", "打印", "字体：大 中 小", "来源：清水县人民政府", "通知公告", "索引号：620521/2024-00012", "县直部门",
    "签发人：王某", "清水县教育局", "依申请公开", "2024-01-25", "发布日期：2024-01-25", "2024年第1期", "浏览次数：35", "首页 > 年报", "首页 > 政府信息公开 > 年报 >",
    "信息类别：年度报告", "【字号 大 中 小】", "分享到", "责任编辑：李某", "2024年1月", "公开目录", "清水县水务局文件", "政府信息公开",
]  # fmt: skip


PATH = "当前位置：首页>政府信息公开>政府信息公开年报>清水县水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("line", [*CHROME, PATH])
@pytest.mark.parametrize("heading", ["", "<h1>清水县水务局2023年政府信息公开工作年度报告</h1>"])
def test_no_line_beside_a_title_is_taken_for_a_part_of_it(line: str, heading: str) -> None:
    body = page(before=f"{line}|清水县水务局2023年政府信息公开工作年度报告|{line}").replace(
        b"<div>", f"<div>{heading}".encode()
    )
    record = parse(body)
    assert (record.agency, record.year, record.title) == (
        "清水县水务局", 2023, "清水县水务局2023年政府信息公开工作年度报告",
    )  # fmt: skip
    assert {finding.rule for finding in record.findings} == {"parse.table_missing"}


@pytest.mark.parametrize("line", CHROME)
def test_a_day_beside_a_title_is_not_its_year(line: str) -> None:
    period = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    record = parse(page(before=f"清水县水务局政府信息公开工作年度报告|{line}|{period}"))
    assert (record.agency, record.year) == ("清水县水务局", 2023)
    unknown = parse(page(before=f"{line}|清水县水务局政府信息公开工作年度报告|{line}"))
    assert (unknown.agency, unknown.year) == ("清水县水务局", None)


@pytest.mark.parametrize(
    ("before", "agency"),
    [
        ("清水县|水务局2023年政府信息公开工作年度报告", "清水县水务局"),
        ("清水县水务局|2023年度|政府信息公开工作年度报告", "清水县水务局"),
        ("清水县水务局关于2023年度|政府信息公开工作情况的|报告", "清水县水务局"),
        ("清水县水务局2023年政府信|息公开工作年度报告", "清水县水务局"),
        ("打印|清水县水务局2023年政府信息|公开工作年度报告", "清水县水务局"),
        ("清水县供销社|2023年政府信息公开工作年度报告", "清水县供销社"),
        ("2023年度|清水县水务局政府信息公开工作年度报告", "清水县水务局"),
        ("2023年政府信息公开工作年度报告|清水县水务局", "清水县水务局"),
        ("2023年政府信息公开工作年度报告|现公布清水县水务局2023年度政府信息公开工作年度报告，请查阅。", "清水县水务局"),
    ],
)
def test_a_title_on_several_lines(before: str, agency: str) -> None:
    record = parse(page(before=before))
    assert (record.agency, record.year) == (agency, 2023)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("统计期限为2023年1月至12月。", "2023-01-01", "2023-12-31"),
        ("统计期限为2023年度。", "2023-01-01", "2023-12-31"),
        ("统计期限为2023年全年。", "2023-01-01", "2023-12-31"),
        ("统计期限自二〇二三年一月一日起至十二月三十一日止。", "2023-01-01", "2023-12-31"),
        ("统计期限自二○二三年一月一日起至二零二三年十二月三十一日止。", "2023-01-01", "2023-12-31"),
        ("统计期限自二〇二三年一月三三日起至十十月二十十日止。", None, None),
        ("统计期限：2023年1月1日—2023年12月31日", "2023-01-01", "2023-12-31"),
        ("本报告所列数据自2022年12月1日起至2023年11月30日止。", "2022-12-01", "2023-11-30"),
        ("专项行动自2021年1月1日至2021年12月31日开展。", None, None),
        ("根据条例编制本报告。试点自2021年1月1日至2021年12月31日。", None, None),
    ],
)
def test_the_period_that_a_report_covers(sentence: str, start: str | None, end: str | None) -> None:
    period = parse(page(before=f"清水县水务局政府信息公开工作年度报告|{sentence}")).period
    assert (period and period.start, period and period.end) == (start, end)


@pytest.mark.parametrize(
    ("before", "behind", "agency"),
    [
        ("请向清水县人民政府办公室反映。", "清水县水务局|2024年1月20日", "清水县水务局"),
        ("我局2023年政府信息公开工作年度报告", "清水县水务局|2024年1月20日", "清水县水务局"),
        ("请向清水县人民政府办公室反映。", "", "清水县人民政府"),
    ],
)
def test_who_signs_comes_before_who_is_to_be_asked(before: str, behind: str, agency: str) -> None:
    record = parse(page(title="2023年政府信息公开工作年度报告", before=before, behind=behind))
    assert (record.agency, record.year) == (agency, 2023)


TITLED = "清水县水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布日期：2024-01-25", "2024-01-25"),
        ("成文日期：2024-01-20 发布日期：2024-01-25", "2024-01-25"),
        ("日期：2024年1月25日", "2024-01-25"),
        ("时间：[2024-01-25]", "2024-01-25"),
        ("更新时间：2024-03-01 发布时间：2024-01-25", "2024-01-25"),
        ("更新时间：2024-03-01", "2024-03-01"),
        ("热点：发布日期：2022-03-03|发布日期：2024-01-25", "2024-01-25"),
        ("成文日期：2024-01-20", None),
        ("2024-01-25", "2024-01-25"),
        ("2024-01-25 09:30:22", "2024-01-25"),
        ("[ 2024-01-25 ]", "2024-01-25"),
        ("[ 2024-01-25 ] 字体：大 中 小", "2024-01-25"),
        ("2024-01-25 09:30 来源：清水县水务局", "2024-01-25"),
        ("2024-01-25 召开的会议", None),
        ("2024/1/25 9:30", "2024-01-25"),
        ("2024-01-25|2024-01-26", None),
        ("2024年1月25日", None),
        ("2023-12-31", "2023-12-31"),
        ("2024-01-25 至 2024-02-25", None),
        ("有效期至日期：2024-01-20|当前日期：2026-01-01|截止日期：2024-05-01|统计时间：2024-01-01", None),
    ],
)
def test_the_day_of_publication(line: str, published: str | None) -> None:
    record = parse(page(before=f"{TITLED}|{line}"))
    assert record.published == published
    assert "parse.published_early" not in {finding.rule for finding in record.findings}


@pytest.mark.parametrize(
    "behind", ["清水县水务局|2024-01-25", "关于印发方案的通知|2024-01-25", "上一篇|2023-01-25 10:20"]
)
def test_a_day_without_a_word_below_the_body_is_not_that_of_publication(behind: str) -> None:
    record = parse(page(before=TITLED, behind=behind))
    assert (record.published, [f.rule for f in record.findings if "published" in f.rule]) == (None, [])


@pytest.mark.parametrize(
    "info",
    [
        "<div>时间：2024-01-25</div>", "<span>来源：县水务局</span><span>时间：2024年01月25日</span>",
        "<span>作者：王某</span><b>日期：</b><i>2024.01.25</i>",
    ],
)  # fmt: skip
def test_the_day_of_publication_where_nothing_parts_it_from_what_stands_before(info: str) -> None:
    printed = page(before="根据条例编制。").replace(b"<body><div>", f"<body><h1>{TITLED}</h1>{info}<div>".encode())
    assert parse(printed).published == "2024-01-25"


@pytest.mark.parametrize("name", ['name="PubDate"', 'name="publishdate"', 'property="article:published_time"'])
def test_the_day_of_publication_in_metadata(name: str) -> None:
    record = parse(page(meta=f'<meta {name} content="2024-01-25 10:00">', before=f"{TITLED}|发布日期：2024-02-01"))
    assert record.published == "2024-01-25"


def test_a_report_that_was_published_before_its_year_ended_is_told() -> None:
    record = parse(page(before=f"{TITLED}|发布日期：2023-01-20"))
    assert record.published == "2023-01-20"
    assert "parse.published_early" in {finding.rule for finding in record.findings}
