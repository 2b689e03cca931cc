"""Figures with a unit that count nothing, each kind as a named rule with examples that are tested.

What has no unit of the declared list (years, clauses, telephone numbers, ages, hours) needs no rule here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from parsers.narrative.chinese_words import is_word
from parsers.narrative.clauses import Phrase
from parsers.narrative.comparisons import is_compared_with, is_of_past, is_ranked_among, is_rate, is_threshold, is_whole
from parsers.narrative.plans import is_owed, is_planned, names_policy


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A kind of figure that is no count. `examples` hold no count at all; `keeps` hold exactly one each.

    `goes_on`: the next figure may be of the same thing, without naming it again (计划培训5次，完成6次).
    """

    name: str
    applies: Callable[[Phrase], object]
    examples: tuple[str, ...]
    keeps: tuple[str, ...] = ()
    goes_on: bool = False


# Few figures have what a rule needs near them: `excluded.py` tells by which characters that is known, and
# changes with the words here and in the modules that the rules come from.
_ORDINAL = re.compile(r"(?:第\(?|前(?<![目当之以日年].)|位列|名列|位居|排名|(?:排名|排位|位次)(?:靠)?后)$")
_ORDINAL_ENDS = "第(前列居名后"
_RANGE_ENDS = "-—~～–/至到×:+·或"
_RANGE = re.compile(rf"[\d一二三四五六七八九十][{_RANGE_ENDS}]$")
#: 3、4件: three or four.
_ABOUT = re.compile(r"(?<!\d)(\d)、$")
_STRUCTURE = re.compile(r"方面|部分|环节|层面|阶段|维度|步骤|要素|关键|重点方面|重点环节|主要问题|突出问题")
#: 围绕三大专题开展宣传: what is told of, and no page.
_ABOUT_THEMES = re.compile("围绕|聚焦|突出|紧扣|紧盯|针对|瞄准|立足|按照|[从以]")
#: Not even one was received or happened. 未办结1件, 未受理1件 tell of one that was not.
_NOT_ONE = re.compile(
    "(?:[未无]|没有)(?:(?:新|再|曾)?(?:收到|接到|接收|收取|收过|发生|产生|出现|引发|引起|提起|新收|新增|征收"
    "|召开|制定|制发|出台|发布)(?:过|到)?)?$|^[全今本当]?年?(?:未|没有)(?:发生|出现|引发|产生|造成)[^,。;:]*$"
)
#: 十三届人大三次会议: which one of its term.
_TERM = re.compile(r"届[^,。;、:]{0,8}$|(?:人大|政协)$")
_SCORE = re.compile(r"(?:得分|评分|满分|权重|占分|分值)[^,。;]{0,4}$")
_ROUNDED = re.compile(r"(?:保留|精确到?|小数点后)$")
_DISTANCE = re.compile(r"(?:相距|距离?)[^,。;]{0,10}$")


def _range(phrase: Phrase) -> object:
    if phrase.lead.endswith("、") and (about := _ABOUT.search(phrase.lead)):
        return phrase.figure.value == int(about[1]) + 1
    return phrase.lead[-1:] in _RANGE_ENDS and _RANGE.search(phrase.lead)


def _session(phrase: Phrase) -> bool:
    return phrase.figure.unit == "次" and phrase.after.startswith("会议") and _TERM.search(phrase.sentence) is not None


def _structure(phrase: Phrase) -> object:
    return _STRUCTURE.match(phrase.tail) or (phrase.figure.unit == "大" and _ABOUT_THEMES.search(phrase.lead))


EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion(
        "word with a numeral",
        is_word,
        (
            "做到两个维护。",
            "建成一张网。",
            "最多跑一次。",
            "建立一个专班。",
            "公布稳岗、支持小微企业二十条。",
            "做到受理一件、办结一件。",
            "受理一件、办理一件、答复一件。",
            "按照《要点》等三个文件要求推进。",
            "认真贯彻《信息公开条例》等两个文件精神。",
            "坚持制定一件、公开一件、解读一件。",
            "实现两个百分之百。",
            "推进无障碍浏览、千人千网。",
            "开展二次供水改造。",
        ),
        (
            "召开会议两次。",
            "收到来信一封。",
            "报送本年提案二十三件。",
            "举办了三场新闻发布会。",
            "走访四十余次。",
            "两次召开专题会议。",
            "行政复议一件。",
            "有专职人员两名。",
            "行政诉讼零件。",
            "收费零元。",
            "来访五人次。",
            "印发《信息发布审查制度》等三个文件。",
            "《信息发布审查制度》等三个文件印发执行。",
            "申请办结率百分之百。",
        ),
    ),
    Exclusion(
        "ordinal",
        lambda phrase: phrase.lead[-1:] in _ORDINAL_ENDS and _ORDINAL.search(phrase.lead),
        ("公布第2批目录。", "依照第（9）项。", "在全省排名前3名。", "约谈排名后3位的单位。"),
        ("分2批公布。", "目前41个。", "公布村居12个。"),
    ),
    Exclusion(
        "range",
        _range,
        ("通过3-5次约谈压实责任。", "核查3至5次。", "收到申请3、4件。", "收到申请3或4件。"),
        ("1、召开会议4次。",),
    ),
    Exclusion(
        "rate",
        is_rate,
        (
            "复印费0.5元/张。",
            "坚持每季度检查1次。",
            "日均访问量1200次。",
            "每人补贴600元。",
            "村均30条。",
            "公开信息12条/月。",
            "篇均阅读量2300次。",
        ),
        (
            "每季度通报，全年共通报4次。",
            "今年均按时办结12件。",
            "每月召开会议1次，全年召开12次。",
            "市场均检查12次。",
            "同期均公开12条。",
        ),
        goes_on=True,
    ),
    Exclusion(
        "policy name",
        names_policy,
        ("全面落实民营经济32条。", "工作报告提出的10项任务。", "文件要求公开的5类信息。"),
        ("出台稳企政策20条。", "根据要求公开信息32条。", "按照文件规定公开的12条信息。"),
    ),
    Exclusion(
        "earlier year",
        is_compared_with,
        ("去年同期为120件。", "与2022年的300件相比有所下降。", "比2022年（15件）有所减少。"),
        (
            "申请量由120件增加到150件。",
            "将45条信息精准推送到群众。",
            "新媒体由32个整合为12个。",
            "将原有的56个栏目优化为32个。",
            "科室12个减至9个。",
            "在2022年300条的基础上，增加45条。",
            "较上年提高1.2个百分点。",
            "将12条信息及时调整至第二栏。",
            "由12个部门整理为主推进。",
            "由5个单位压实责任到位。",
            "从12个部门收集整理并报送到县局。",
            "与去年相比，发布信息45条。",
            "与去年相比发布信息45条。",
            "比2023年的52条增加10条。",
            "上年结转申请3件。",
            "原有专栏12个，现有专栏10个。",
        ),
        goes_on=True,
    ),
    Exclusion(
        "structure",
        _structure,
        ("从3类重点方面改进。", "聚焦3大板块。"),
        ("打造3大板块。",),
    ),
    Exclusion(
        "plan",
        is_planned,
        (
            "下一步，计划举办培训5次。",
            "2025年我局将继续开展检查4次。",
            "2025年，将新建公开专区2个。",
            "计划2024年制定文件3件。",
            "2024年拟举办培训班4期。",
            "预计2024年发布信息500条。",
            "2024年，我局将公开信息500条。",
            "下一步，结合实际，召开会议4次。",
            "下一步，根据实际工作需要，举办培训3次。",
            "明年计划召开会议4次，全年公开信息300条。",
            "2024年，计划结合工作实际，开展培训4次。",
            "2024年计划开展培训4次，因地制宜发布信息300条。",
            "2024年拟举办培训4期，全年发布信息300条。",
            "计划开展培训4次，完成信息发布500条。",
            "培训计划安排5期。",
            "2024年工作打算：一是公开信息500条；二是召开会议4次。",
        ),
        (
            "将重点领域信息45条全部公开。",
            "围绕目标任务公开信息9条。",
            "按计划制定文件3件。",
            "按照年度工作计划开展培训3次。",
            "计划公开信息300条，实际公开345条。",
            "拟制定规范性文件3件，已制定1件。",
            "原计划召开会议4次，因故召开2次。",
            "计划召开会议4次，因疫情影响召开2次。",
            "2023年年初计划公开信息300条，全年公开345条。",
            "2023年，将公开信息345条作为重点。",
            "2023年我局将发布信息345条全部归档。",
            "2023年，将检查发现的问题12个全部整改。",
            "对拟公开信息审查45条。",
            "原计划培训3次，因疫情仅开展1次。",
            "2024年计划公开信息400条、举办培训3期，2023年实际公开345条。",
            "2023年计划生育奖励扶助120人。",
            "按照工作安排：一是公开信息45条。",
            "全面落实年度工作计划：公开信息45条。",
        ),
        goes_on=True,
    ),
    Exclusion(
        "duty",
        is_owed,
        (
            "文件须经3人审核。",
            "要求培训不少于2次。",
            "目标任务：发布信息不少于300条。",
            "县政府下达任务300条，按期完成。",
            "超额完成县政府下达的300条信息报送任务。",
            "年度目标任务300条。",
            "全年任务数300条。",
        ),
        (
            "按要求公开信息20条。",
            "完成重点任务23项。",
            "完成年度任务23项。",
            "承担全年重点任务23项。",
            "承接市政府下达的重点任务12项。",
            "承接市政府下达的12项信息公开任务。",
            "省政府下达整改任务12项，已全部整改。",
            "收到上级下达任务12件。",
            "承担年度目标任务23项。",
            "公开部门预算绩效目标12份。",
            "年度任务300条，实际公开345条。",
            "完成全年任务300条的115%。",
            "应公开信息300条，实际公开信息290条。",
            "应参训60人，实际参训58人。",
            "应公开信息300条，已全部公开。",
            "对应公开信息300条。",
            "年初制定培训计划4期，实际完成3期。",
            "制定年度计划4份。",
            "应召开会议4次，实际召开4次。",
            "圆满完成上级交办的12次检查任务。",
        ),
        goes_on=True,
    ),
    Exclusion(
        "not one",
        lambda phrase: phrase.figure.value == 1 and _NOT_ONE.search(phrase.lead),
        ("未出现1例差错。", "无一起差错。", "未召开1次听证会。", "未发生过1起。"),
        ("未办结1件。", "未受理1件。", "未收到回执2件。"),
    ),
    Exclusion("session", _session, ("县十三届人大三次会议的建议。", "县政协十届2次会议。"), ("召开会议2次。",)),
    Exclusion(
        "years in a row",
        is_of_past,
        ("近三年公开信息分别为120条、150条。", "近三年公开信息分别为120条，150条。"),
    ),
    Exclusion(
        "rounding",
        lambda phrase: phrase.figure.unit == "位" and _ROUNDED.search(phrase.lead),
        ("小数点后保留2位。",),
        ("保留账号2个。",),
    ),
    Exclusion("distance", lambda phrase: "距" in phrase.lead and _DISTANCE.search(phrase.lead), ("距县城15公里处。",)),
    Exclusion(
        "rank",
        is_ranked_among,
        (
            "在全市35个单位考核中排名第六。",
            "全县55个单位中，公开信息排名第3。",
            "在考核的12个县区中，我县得分列第3位。",
        ),
        ("排名靠后的单位4个。", "考核中3家排名靠后。", "56个单位获第三方好评。"),
    ),
    Exclusion(
        "whole",
        is_whole,
        ("除上述9件外。",),
        ("占全市109件的8%。", "占全县总数（12340条）的10.3%。", "公开信息占12条。", "除上述外公开信息345条。"),
    ),
    Exclusion(
        "threshold",
        is_threshold,
        ("浏览量超1万次的多条。",),
        ("浏览量超1万次的12条。", "其中5篇文章阅读量超10万次。", "阅读量超过1万次的。", "接待2000余人次的多个窗口。"),
    ),
    Exclusion("score", lambda phrase: _SCORE.search(phrase.lead), ("该指标权重10%。",)),
)
