"""What kind of agency a name tells: its level of government, and for a department its field of work.

Declared words, no guessing: a department whose name tells several fields is of the type `several`, one that tells
none of them `other_department`; a name that is none of these has no type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyType:
    """A type: agencies of one type are compared with each other. `words` is a pattern within the name."""

    code: str
    level: str
    zh: str
    en: str
    words: str


#: Types that the end of the name tells, in the order of looking.
BY_ENDING = (
    AgencyType("subdistrict", "subdistrict", "街道办事处", "Subdistrict office", r"街道(?:办事处|办)?$"),
    AgencyType("township", "township", "乡镇人民政府", "Township government",
               r"(?:乡|镇|苏木)(?:人民)?(?:政府|办事处)?$"),
    AgencyType("zone", "zone", "管理委员会", "Administrative committee of a zone",
               r"(?:管委会|管理委员会)(?:办公室)?$"),
    AgencyType("government_office", "department", "政府办公室", "Office of the government", r"政府办(?:公室)?$"),
    AgencyType("government", "government", "县级人民政府", "County government", r"人民政府$"),
)  # fmt: skip


def _field(code: str, zh: str, en: str, words: str) -> AgencyType:
    return AgencyType(code, "department", zh, en, words)


#: Fields of work of departments, under their names before and since the reform of 2018.
FIELDS = (
    _field("development_reform", "发展改革", "Development and reform", "发展和?改革|发改"),
    _field("education", "教育", "Education", "教育"),
    _field("science", "科技", "Science and technology", "科学技术|科技"),
    _field("industry", "工业和信息化", "Industry and information technology", "工业和?信息化|工信|经济和?信息化"),
    _field("ethnic_religious", "民族宗教", "Ethnic and religious affairs", "民族|宗教|民宗"),
    _field("public_security", "公安", "Public security", "公安"),
    _field("civil_affairs", "民政", "Civil affairs", "民政(?!务)"),
    _field("justice", "司法", "Justice", "司法"),
    _field("finance", "财政", "Finance", "财政"),
    _field("human_resources", "人力资源社会保障", "Human resources and social security", "人力资源|社会保障|人社"),
    _field("natural_resources", "自然资源", "Natural resources", "自然资源|国土资源"),
    _field("environment", "生态环境", "Environment", "生态环境|环境保护|环保"),
    _field("housing", "住房城乡建设", "Housing and construction", "住房|城乡建设|住建"),
    _field("transport", "交通运输", "Transport", "交通"),
    _field("water", "水务", "Water", "水务|水利"),
    _field("agriculture", "农业农村", "Agriculture", "农业|农牧"),
    _field("forestry", "林业草原", "Forestry and grassland", "林业|林草|草原"),
    _field("commerce", "商务", "Commerce", "商务"),
    _field("culture_tourism", "文化旅游", "Culture and tourism", "文化|旅游|文旅|文广"),
    _field("health", "卫生健康", "Health", "卫生|卫健|计划生育"),
    _field("veterans", "退役军人", "Veterans", "退役军人"),
    _field("emergency", "应急管理", "Emergency management", "应急|安全生产监督"),
    _field("audit", "审计", "Audit", "审计"),
    _field("market", "市场监管", "Market regulation", "市场监督|市场监管|工商行政|食品药品"),
    _field("statistics", "统计", "Statistics", "统计"),
    _field("medical_insurance", "医疗保障", "Medical insurance", "医疗保障|医保"),
    _field("city_management", "城市管理", "City management", "城市管理|城管|综合执法"),
    _field("administrative_services", "政务服务与审批", "Administrative services", "行政审批|政务服务|审批服务"),
    _field("rural_revitalisation", "乡村振兴", "Rural revitalisation", "乡村振兴|扶贫"),
    _field("petitions", "信访", "Petitions", "信访"),
    _field("tax", "税务", "Taxation", "税务"),
)
SEVERAL = _field("several", "兼管多项的部门", "Department of several fields", "")
OTHER = _field("other_department", "其他部门", "Other department", "")
TYPES = (*BY_ENDING, *FIELDS, SEVERAL, OTHER)

_DEPARTMENT = re.compile(r"(?:局|委员会|委|办公室|办|中心|大队|支队|总队|队|处|所|站|社|会|厅)$")


def agency_type(name: str) -> AgencyType | None:
    """The type that a name tells; None where it tells none."""
    for by_ending in BY_ENDING:
        if re.search(by_ending.words, name):
            return by_ending
    if not _DEPARTMENT.search(name):
        return None
    fields = [field for field in FIELDS if re.search(field.words, name)]
    return (fields[0] if len(fields) == 1 else SEVERAL) if fields else OTHER
