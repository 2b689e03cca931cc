"""By when a report has to be published, and how late it was.

《政府信息公开条例》(2019), articles 49 and 50: departments of governments at county level and above by 31 January,
these governments themselves by 31 March. Townships and subdistricts are not named. Before 2019 (article 31 of the
regulations of 2007) every agency had until 31 March.
"""

from __future__ import annotations

from datetime import date

from db.agencies import agency_type

#: The first year of which the regulations of 2019 ask for a report.
_NEW_RULES_SINCE = 2019
#: Types of agencies that the law names no date for, and those that have until 31 March.
_NO_DATE = frozenset({"township", "subdistrict"})
_GOVERNMENTS = frozenset({"government", "government_office", "zone"})


def deadline(agency: str, year: int) -> date | None:
    """The last day for an agency's report on `year`; None where the law names none."""
    if year < _NEW_RULES_SINCE:
        return date(year + 1, 3, 31)
    kind = agency_type(agency)
    if kind and kind.code in _NO_DATE:
        return None
    return date(year + 1, 3, 31) if kind and kind.code in _GOVERNMENTS else date(year + 1, 1, 31)


def days_late(agency: str | None, year: int | None, published: str | None) -> int | None:
    """Days from the last day to the day of publication (ISO), negative when early; None where either is unknown."""
    if agency is None or year is None or published is None:
        return None
    last = deadline(agency, year)
    try:
        return (date.fromisoformat(published) - last).days if last else None
    except ValueError:
        return None
