from __future__ import annotations

import pytest

from db.agencies import TYPES, agency_type


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("灵武市民政局", "civil_affairs"), ("青禾县卫生健康局", "health"), ("青禾县卫生和计划生育局", "health"),
        ("灵武市人民政府", "government"), ("灵武市人民政府办公室", "government_office"), ("灵武市政府办", "government_office"),
        ("青禾县南河镇人民政府", "township"), ("青禾县柳湾乡", "township"), ("青禾县城关街道办事处", "subdistrict"),
        ("宁东能源化工基地管委会", "zone"), ("灵武市教育体育局", "education"), ("灵武市农业农村和水务局", "several"),
        ("灵武市便民政务服务中心", "administrative_services"), ("灵武市档案局", "other_department"), ("灵武市文化旅游广电局", "culture_tourism"),
        ("灵武市某某", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_name_tells(name: str, code: str | None) -> None:
    found = agency_type(name)
    assert (found.code if found else None) == code


def test_types_are_told_apart() -> None:
    assert len({kind.code for kind in TYPES}) == len(TYPES) == len({kind.zh for kind in TYPES})
