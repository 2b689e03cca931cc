"""Figures printed without a unit: 申请数为3, 不予公开信息数0, 粉丝1.2万."""

from __future__ import annotations

import re

from parsers.narrative.figures import Figure
from parsers.words.labels import ROWS

_ENDS = frozenset(",。;、)!?\n(+")
#: The word before the figure names an amount: 数, 量, 次数, 粉丝, a zero after 为.
_AMOUNT = re.compile(
    r"(?:数|量|总数|数量|总量|人数|次数|件数|条数|篇数|用户|粉丝|关注|订阅|阅读|浏览|点击|访问|播放|点赞|获赞|转发|评论)(?:为|达到?|共计?|有|是|:|合计|累计|突破)*$"
)
#: A row of the official form has so many figures. Without anything between them they are digits in a row.
_CELLS_OF_A_ROW = 7
#: 总数1024，其中网站820，: what the parts of such an amount follow on.
_WITHIN = re.compile(
    r"[数量](?:为|是|:)?\d+[,;(](?:其中|包括)[:,]?(?:[^\d,。;:()、第]{1,10}\d+[,、;])*[^\d,。;:()、第]{1,10}$"
)
#: 公开信息1234条(网站1000、微信234): figures of the same unit where they add up.
_SUMMED = re.compile(
    r"(\d+)[^\d,。;:()、]{1,3}\(((?:其中:?)?(?:[^\d,。;:()、]{1,10}\d+[、,;])+[^\d,。;:()、]{1,10}\d+)\)"
)
_DIGITS = re.compile(r"\d+")
_LONGEST_LIST = 120
_LOOK_BACK = 12
_COPULA = re.compile(
    r"(?:为|[新净]增|增[加长]|减少|(?:[增升涨]|提(?=[高升]))(?:加|长|高|升)?[到至]|共计?|共收到|[^\d]:)$"
)


def is_amount(masked: str, figure: Figure) -> bool:
    """Whether a figure without a unit states an amount.

    It must close its clause and follow a word of amount; a bare 为0 will do for zero, 为 for a figure with 万.
    """
    following = masked[figure.close : figure.close + 1]
    multiplied = masked[figure.end - 1] in "万亿"
    if (figure.chinese and not multiplied) or (following and following not in _ENDS):
        return False
    if following == "、" and _is_about(masked, figure):
        return False
    if names_amount(masked, figure.open):
        return True
    if _WITHIN.search(masked, max(0, figure.open - _LONGEST_LIST), figure.open):
        return True
    if _adds_up(masked, figure):
        return True
    before = masked[max(0, figure.open - _LOOK_BACK) : figure.open]
    return (figure.value == 0 or multiplied) and bool(_COPULA.search(before))


def _is_about(masked: str, figure: Figure) -> bool:
    """收到申请数量为3、4件: three or four."""
    following = _DIGITS.match(masked, figure.close + 1)
    return following is not None and int(following[0]) == figure.value + 1


def _adds_up(masked: str, figure: Figure) -> bool:
    """Whether a figure stands in brackets with others that add up to the one before them."""
    opened = masked.rfind("(", max(0, figure.start - _LONGEST_LIST), figure.start)
    if opened < 0 or masked.find(")", opened, figure.start) >= 0:
        return False
    found = _SUMMED.search(masked, max(0, opened - _LOOK_BACK), figure.start + _LONGEST_LIST)
    if found is None or not found.start(2) <= figure.start < found.end(2):
        return False
    return sum(map(int, _DIGITS.findall(found[2]))) == int(found[1])


def names_amount(masked: str, position: int) -> bool:
    """Whether a word of amount stands right before `position`."""
    return _AMOUNT.search(masked[max(0, position - _LOOK_BACK) : position]) is not None


def is_row_of_cells(masked: str, figure: Figure) -> bool:
    """Whether the figure is all the cells of a row, whose label begins the line: …申请数量3100004."""
    if figure.unit or figure.end - figure.start < _CELLS_OF_A_ROW:
        return False
    label = masked[masked.rfind("\n", 0, figure.start) + 1 : figure.start]
    return ROWS.exact(label) is not None and label[-1] != ":"
