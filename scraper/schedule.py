"""When a report that is archived already is asked for again.

Agencies publish by 31 January and governments by 31 March of the following year (《政府信息公开条例》第四十九、五十条),
and correct what they published in the weeks after. In that season the year's reports are asked for every night,
otherwise every week; older ones every month. Which night of the week or month is a page's own, so that the load is
even.
"""

from __future__ import annotations

import re
from datetime import date
from zlib import crc32

_SEASON_ENDS = (2, 15)
#: Reports of the governments themselves come later.
_GOVERNMENT_SEASON_ENDS = (4, 5)
_SEASON_BEGINS = (1, 2)
_WEEK, _MONTH = 7, 28
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_GOVERNMENT = re.compile(r"(?:人民政府|管委会|管理委员会|[县市区旗]政府)\D{0,4}(?:20\d\d|政府信息公开|信息公开)")


def is_due(url: str, title: str, today: date) -> bool:
    """Whether an archived report is to be asked for again today.

    Args:
        url: its address.
        title: what its link says; a report whose year it does not tell counts as one of this year's.
        today: the day in China.
    """
    years = [int(year) for year in _YEAR.findall(title)]
    age = today.year - 1 - max(years, default=today.year - 1)
    if age <= 0 and _in_season(title, today):
        return True
    every = _WEEK if age <= 1 else _MONTH
    return (crc32(url.encode()) + today.toordinal()) % every == 0


def _in_season(title: str, today: date) -> bool:
    ends = _GOVERNMENT_SEASON_ENDS if _GOVERNMENT.search(title) else _SEASON_ENDS
    return _SEASON_BEGINS <= (today.month, today.day) <= ends
