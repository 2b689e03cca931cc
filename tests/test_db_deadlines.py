from __future__ import annotations

from datetime import date

import pytest

from db.deadlines import days_late, deadline


@pytest.mark.parametrize(
    ("agency", "year", "last"),
    [
        ("灵武市民政局", 2024, date(2025, 1, 31)),
        ("灵武市人民政府", 2024, date(2025, 3, 31)),
        ("灵武市人民政府办公室", 2024, date(2025, 3, 31)),
        ("青禾县南河镇人民政府", 2024, None),
        ("青禾县城关街道办事处", 2024, None),
        ("青禾县柳湾乡人民政府", 2017, date(2018, 3, 31)),
        ("灵武市民政局", 2018, date(2019, 3, 31)),
        ("灵武市民政局", 2019, date(2020, 1, 31)),
    ],
)
def test_the_last_day(agency: str, year: int, last: date | None) -> None:
    assert deadline(agency, year) == last


@pytest.mark.parametrize(
    ("agency", "published", "days"),
    [("局", "2025-01-31", 0), ("局", "2025-02-03", 3), ("局", "2025-01-20", -11), ("局", None, None),
     (None, "2025-01-20", None), ("局", "soon", None), ("南河镇人民政府", "2025-06-01", None)],
)  # fmt: skip
def test_days_late(agency: str | None, published: str | None, days: int | None) -> None:
    assert days_late(agency, 2024, published) == days
