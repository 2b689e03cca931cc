"""Figures printed without a unit: 申请数为3, 不予公开信息数0, 粉丝1.2万."""

from __future__ import annotations

import re

from parsers.narrative.figures import Figure

_ENDS = frozenset(",。;、)!?\n(+")
#: The word before the figure names an amount: 数, 量, 次数, 粉丝, a zero after 为.
_AMOUNT = re.compile(
    r"(?:数|量|总数|数量|总量|人数|次数|件数|条数|篇数|用户|粉丝|关注|订阅|阅读|浏览|点击|访问|播放|点赞|转发|评论)(?:为|达到?|共计?|有|是|:|合计|累计|突破)*$"
)
_COPULA = re.compile(r"(?:为|共计?|共收到|[^\d]:)$")


def is_amount(masked: str, figure: Figure) -> bool:
    """Whether a figure without a unit states an amount.

    It must close its clause and follow a word of amount; a bare 为0 will do for zero, 为 for a figure with 万.
    """
    following = masked[figure.close : figure.close + 1]
    multiplied = masked[figure.end - 1] in "万亿"
    if (figure.chinese and not multiplied) or (following and following not in _ENDS):
        return False
    before = masked[max(0, figure.open - 12) : figure.open]
    if _AMOUNT.search(before):
        return True
    return (figure.value == 0 or multiplied) and bool(_COPULA.search(before))
