"""Figures of what is planned, set as a task or owed, or of a policy's name, and not of what was done."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import language

_TO_DO = (
    "(?:主动|依法|全年|集中|再)?(?:制定|出台|修订|印发|制发|发布|公开|完成|开展|举办|组织|召开|新增|投资|建设|新建|实施|安排"
    "|培训|检查|更新|推送|报送|编制|走访|征集|发文|公布|公示)"
)
#: 2024年,我局将公开….
_OWN = r"将(?:(?<=20\d\d年将)|(?<=20\d\d年,将)|(?<=20\d\d年,[我本].将)|(?<=20\d\d年[我本].将))"
#: Each way begins with a character of its own: that is what is found fast.
_PLAN = re.compile(
    rf"下一步|下步|工作(?:打算|思路|设想|安排|计划)(?=:)|明年|今后|力争|预计(?=明年|20\d\d年|全年)|原定(?!于)|(?P<own>{_OWN})(?:{_TO_DO})(?!的)|拟于|拟(?:(?<=\d年拟)|(?<=年度拟))(?:{_TO_DO})"
    rf"|计划(?:(?<![按照据动训]计划)(?:于|在|\d{{4}}年|(?:{_TO_DO})(?!情况|率))|(?<=训计划)安排|结合)"
    r"|将(?:(?:新[建增]|制定|出台|修订|建[设成]|完成|打造|推出)(?!的)|组织(?:开展|召开|举办)|继续|进一步|着力|持续|采取|围绕|开展|举办|召开|不断|加大|加强|坚持|力争)"
)
#: 2023年,将公开信息345条作为重点: 将 says to what something is done.
_DONE_TO = re.compile("全部|[均都]|一一|逐|作为|纳入|归|整|及时|统一|汇总|分类|移交|列入|进行|予以")
#: 计划公开300条,实际公开345条; not 结合实际,…, 根据实际需要….
_DONE = re.compile(
    rf"[,;:(](?:20\d\d年度?,?|今年|本年度?|全年)?(?:我[局委办县市区镇乡])?实际(?:上|共|已|为|达|到)*(?:$|{_TO_DO}|收到|办结)"
)
_DONE_OR_APART = re.compile(f"{_DONE.pattern}|;")
_DONE_AS_PLANNED = re.compile(
    rf"{_DONE.pattern}|\d[^,。;:\d]{{0,10}}实际(?:$|{_TO_DO})|,(?:目?前?已|现?完成(?=$|\d)|因(?:故|[^,。;]{{0,10}}(?:影响|原因|仅|只))|仅|只)"
)
#: 原定4期的培训班实际举办2期; 原定于3月召开的会议: of these none.
_DONE_OR_HELD = re.compile("实际|[,;]")
#: What is planned for the year itself: 年初计划公开300条,全年公开345条; not 2024年计划培训4次,全年公开300条.
_THIS_YEARS = re.compile("(?:年初|原|今年|本年度?|全年)$")
_DONE_OVER_THE_YEAR = re.compile(rf"{_DONE_AS_PLANNED.pattern}|,(?:全年|现?完成)")
#: 拟制定文件3件,已制定1件.
_MEANT = re.compile(rf"^(?:原|年初|全年|本年)?(?:计划|拟)(?:{_TO_DO})")
#: 按照年度计划开展培训3次.
_ACCORDING = re.compile("[按照据依][^,。;:]{0,12}$")
#: 全面落实年度工作安排:公开信息345条; not 完成整改后计划开展培训3次.
_FULFILLED = re.compile("(?:[按照据依]|落实|围绕|紧扣|完成)[^,。;:]{0,12}$")
_DUTY = re.compile(r"(?:应当|应于|须|必须|不得|原则上)[^,。;]{0,14}$")
#: 应公开12条，实际公开10条: what was due, told before what was done.
_DUE = re.compile(
    "(?<![回对相响适供反因效呼感])应(?!.尽|..尽)(?:当|该)?(?:主动|依法|按时|按期|予以)*"
    "(?:召开|开展|举办|组织|公开|发布|公布|公示|办理|办结|答复|回复|参[加训会]|到|完成|整改|培训|编制|报送|更新|解读|报|办|审查|备案|录入)[^,。;、:]{0,12}$"
)
_DUE_DONE = re.compile(
    r"[^,。;:\d]{0,8}[,;(](?:实(?:际|(?=[公办到答报发收整参完]))|现?已|均已|其中已)(?!全部|[^,。;\d]{0,6}率)[^,。;:\d]{0,12}\d"
)
_DUTY_WITH_BOUND = re.compile(r"要求|规定|应")
_GOAL = re.compile("(?:目标|任务|指标):[^。;]*$")
#: 下达任务300条, 任务300条的115%.
_SET_TASK = re.compile(
    "(?:下达[^,。;:]{0,8}(?:任务|指标)|目标(?:任务)?)(?:数|量)?(?:为|是)?$"
    "|(?:年度|全年|年初|计划|考核)[^,。;:]{0,8}(?:任务|指标)(?:(?:数|量|为|是)+|(?P<perhaps>))$"
)
#: 年度任务300条,完成345条.
#: 下达的300条信息报送任务; not 交办的12次检查任务.
_SET = re.compile("(?:下达|分配|分解|核定|确定|规定)的$")
_THEN_DONE = re.compile("[,(](?:实际|已?完成|超额)")
_REACHED = re.compile("(?:完成|实现|达成)[^,。;:]*$")
_TASK_ENDS = frozenset("务标数量为是")
_SET_ENDS = _TASK_ENDS | {"划", "的"}
_PLANNED = ("计划", "计划数")
_TASK_WORDS, _UNITS_OF_TASKS = ("任务", "目标", "指标"), frozenset({"项", "个", "件", "份"})
_TASKS = re.compile("任务|目标|指标|计划")
_SHARE_OF = re.compile(r"的\d[\d.]*%")

_POLICY = re.compile(
    r"(?:^|[、年局委办面真格入实续])(?:落实|贯彻|执行|依据|根据|按照|遵循|依照|对照)(?P<name>[^,。;、]{0,14})$"
)
#: 根据评估反馈问题23项, …
_DONE_ABOUT = ("问题", "意见", "建议")
#: 工作报告提出的10项重点任务: set by somebody, not done.
_SET_ELSEWHERE = re.compile(
    r"(?:报告|要点|方案|通知|规划|意见|文件|条例)中?(?:提出|确定|规定|明确|部署|要求|列出)(?P<to_do>公开|完成|落实)?的$"
)
#: 文件要求公开的5类信息; not 条例规定公开的345条信息.
_PUBLISHED_UNITS = frozenset({"条", "件", "篇", "份"})


def is_planned(phrase: Phrase) -> bool:
    """Whether a figure is of what is still to be done."""
    planned = _PLAN.search(phrase.sentence)
    if planned is None or _is_followed(planned):
        lead = phrase.lead
        return ("计划" in lead or "拟" in lead) and _MEANT.match(lead) is not None
    if planned["own"] and _DONE_TO.match(phrase.after):
        return False
    return _done(planned).search(phrase.sentence, planned.end()) is None


def _is_followed(planned: re.Match[str]) -> bool:
    """Whether a plan is named because something was done by it."""
    by = _ACCORDING if planned[0][0] == "计" else _FULFILLED if planned[0][0] == "工" else None
    return by is not None and by.search(planned.string, 0, planned.start()) is not None


def _done(planned: re.Match[str]) -> re.Pattern[str]:
    """What says behind a plan that its figures are told no longer, but those of what was done."""
    if planned[0] == "预计":
        return _DONE_OR_APART
    if planned[0] == "原定":
        return _DONE_OR_HELD
    if planned[0][0] not in "计拟":
        return _DONE
    this_years = _THIS_YEARS.search(planned.string, 0, planned.start()) is not None
    return _DONE_OVER_THE_YEAR if this_years else _DONE_AS_PLANNED


def is_owed(phrase: Phrase) -> object:
    """Whether a figure is what is to be reached at least, or was set as a task."""
    lead, after = phrase.lead, phrase.after
    bounded = phrase.figure.qualifier in ("at_least", "at_most")
    if bounded and (_DUTY_WITH_BOUND.search(lead) or _GOAL.search(phrase.sentence)):
        return True
    if after[:1] == "的" and _SHARE_OF.match(after) and _TASKS.search(lead):
        return True
    if lead[-1:] in _SET_ENDS and _is_set(phrase):
        return True
    if "应" in lead and _DUE.search(lead) and _DUE_DONE.match(after):
        return True
    return _DUTY.search(lead)


def _is_set(phrase: Phrase) -> bool:
    """Whether a figure is how much a task or a plan is to reach."""
    lead, after = phrase.lead, phrase.after
    if lead[-1] == "的":
        of_task = phrase.tail.endswith(_TASK_WORDS) and phrase.figure.unit not in _UNITS_OF_TASKS
        return of_task and _SET.search(lead) is not None
    if _counts_tasks(phrase):
        return False
    planned = lead.endswith(_PLANNED) and _THEN_DONE.match(after) is not None
    return planned or (lead[-1] in _TASK_ENDS and _is_task(lead, after))


def _counts_tasks(phrase: Phrase) -> bool:
    """承接下达任务12项: so many tasks, and not a task of so many."""
    return phrase.figure.unit in _UNITS_OF_TASKS and phrase.lead.endswith((*_TASK_WORDS, "计划"))


def _is_task(lead: str, after: str) -> bool:
    found = _SET_TASK.search(lead)
    if found is None or _REACHED.search(lead):
        return False
    return found["perhaps"] is None or "目标" in found[0] or _THEN_DONE.match(after) is not None


def names_policy(phrase: Phrase) -> bool:
    """落实民营经济32条 names a policy; 根据要求公开信息32条 does not, for something is done there."""
    if phrase.lead[-1:] == "的" and (elsewhere := _SET_ELSEWHERE.search(phrase.lead)):
        return elsewhere["to_do"] is None or phrase.figure.unit not in _PUBLISHED_UNITS
    named = _POLICY.search(phrase.lead) if phrase.figure.unit in ("条", "项") else None
    return (
        named is not None and not named["name"].endswith(_DONE_ABOUT) and not language().tells_activity(named["name"])
    )
