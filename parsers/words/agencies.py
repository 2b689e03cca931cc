"""Names of agencies: what is one, how they end, and whether two of them may be of the same one."""

from __future__ import annotations

import re

#: With what the names of agencies end; one behind the title in brackets. No portal is one.
_ENDS = (
    "局|委员会|政府|办公室|办事处|中心|委|院|处|署|厅|会|馆|(?<!网)站|所|队|公司|学校|中学|小学"
    # Ends of names that other words have as well are known together with what stands before them.
    "|街道办|供销社|合作社|联社|日报社|工商联|残联|文联|妇联|侨联|社科联|科协|作协|党校|大学|农场|林场|牧场|渔场|茶场"
    "|种羊场|良种场|机场|团场|苏木|兵团|集团|海关|支行|分行|气象台|地震台|电视台|广播台|监狱|书店|研究室|督查室|党组"
    "|(?:开发|高新|高新技术|经开|示范|度假|旅游|风景|风景名胜|保护|保税|综保|实验|试验|合作|管理|管委|功能|新|园|景|林|矿"
    "|灌|集聚|集中|工业|引领|先行|自贸)区|(?:产业|物流|科技|工业|农业|软件|创业)园"
    "|(?:信访|人防|扶贫|乡村振兴|编|编委|外|外事|台|侨|对台|金融|史志|地方志|征收|房征|供热|法制|防汛|文明|网信|移民|能源"
    "|口岸|医改|城管|招商|接待|督查|纠风|民宗|节能|农|双拥|绿化|爱卫|禁毒|创建|重点|铁路|机场)办"
)
AGENCY_END = f"(?:{_ENDS})"
#: With what the names of places end, which stand for their governments.
PLACE_END = "(?:[县市区省州盟旗镇乡]|街道)"
#: The name of an agency: of any with such an end, and of a place's departments, unions and parts.
NAME = (
    rf"(?:[\u4e00-\u9fff]{{2,20}}{AGENCY_END}"
    r"|[\u4e00-\u9fff]{1,10}[县市区州盟旗](?![各内全])[\u4e00-\u9fff]{1,10}(?:[部社联镇乡]|街道))"
)
_NAME = re.compile(NAME)
#: Portals and their columns, and a government before the mark behind which another agency stands.
_MAY_BE_PORTAL = re.compile("网|平台|专[栏题区]|政府[·•:,]|^中国|^(?:政府|政务)?信息公开")
_PORTAL = re.compile(
    "^(?:[\u4e00-\u9fff·•]{1,24}?(?:网站群?(?!管理|建设|运|监|工作)|(?:政府|政务|公众|信息|门户|在线|公开)网(?![站络信格上民])"
    "|(?:公开|服务|政务|门户)(?:平台|专[栏题区]))|[\u4e00-\u9fff]{2,20}政府(?=[·•:,]+.)"
    "|(?:政府|政务)?信息公开(?:(?:工作)?年度?报告?)?(?![\u4e00-\u9fff])|中国[·•]?(?P<place>[\u4e00-\u9fff]{2,4})"
    r"(?=(?P=place)|[·•:,_|—-]|$))[·•:,>|_—-]*"
)
#: What an agency calls itself, and others together.
_OWN = re.compile("本|我|各|该|上级|有关|相关")

#: Words that a name may have or lack.
_OPTIONAL = re.compile("人民|员会|办事处")
#: The county, the town in it, and what the agency is for.
_PARTS = re.compile("([\u4e00-\u9fff]{1,8}?[县市区州盟旗])?([\u4e00-\u9fff]{1,8}?(?:[镇乡]|街道))?(.*)", re.DOTALL)
_GOVERNMENT = re.compile("(?:政府|委|领导小组)(?:办|办公室)?$")
#: What the names of agencies for different things share.
_GENERAL = frozenset(
    "中共县市区镇乡街道管理监督服务综合行政执法事业务发展工作委员会办公室中心局政府和与及总站所处队院社联合"
)
#: Two such characters speak for one agency under a former, a later or a short name.
_ENOUGH = 2


def is_name(text: str) -> bool:
    """Whether `text` is the name of an agency, and nothing beside it."""
    return _NAME.fullmatch(text) is not None and not _OWN.match(text)


def without_portal(head: str) -> str:
    """What stands before the kind of a document in its title, without the portal or the column named first."""
    return _PORTAL.sub("", head) if _MAY_BE_PORTAL.search(head) else head


def are_different(one: str, other: str) -> bool:
    """Whether two names are certainly those of two agencies: of different places, or for different things.

    A short name, one without its place or with its parent, and a former name may be the same agency's; and a
    government, or a group of several agencies, signs for its departments.
    """
    one, other = (_OPTIONAL.sub("", name) for name in (one, other))
    if _is_within(one, other) or _is_within(other, one):
        return False
    *places, thing = _PARTS.findall(one)[0]
    *other_places, other_thing = _PARTS.findall(other)[0]
    if any(map(_are_apart, places, other_places)):
        return True
    if any(map(_GOVERNMENT.search, (one, other))):
        return False
    first, second = set(thing) - _GENERAL, set(other_thing) - _GENERAL
    return bool(first and second) and len(first & second) < min(_ENOUGH, len(first), len(second))


def _is_within(short: str, long: str) -> bool:
    """Whether a name has all characters of another, in their order: 发改局, 发展和改革局."""
    characters = iter(long)
    return all(character in characters for character in short)


def _are_apart(one: str, other: str) -> bool:
    """Whether two places of one level have different names; none has an empty one."""
    return one[-1:] == other[-1:] and not (one.endswith(other) or other.endswith(one))
