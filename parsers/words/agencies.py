"""Names of agencies: what is one, how they end, and whether two of them may be of the same one."""

from __future__ import annotations

import re

#: With what the names of agencies end; one behind the title in brackets.
AGENCY_END = "(?:局|委员会|政府|办公室|办事处|中心|委|院|处|署|厅|会|馆|站|所|队|公司|学校|中学|小学)"
#: With what the names of places end, which stand for their governments.
PLACE_END = "(?:[县市区省州盟旗镇乡]|街道)"
#: The name of an agency: of any with such an end, and of a place's departments, unions and parts.
NAME = (
    rf"(?:[\u4e00-\u9fff]{{2,20}}{AGENCY_END}"
    r"|[\u4e00-\u9fff]{1,10}[县市区州盟旗](?![各内全])[\u4e00-\u9fff]{1,10}(?:[部社联镇乡]|街道))"
)
_NAME = re.compile(NAME)
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
