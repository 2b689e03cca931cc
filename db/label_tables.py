"""The tables that say in Chinese and in English what a code means; their rows are made by `db.labels`."""

from __future__ import annotations

from db.columns import ID, NEEDED, TEXT
from db.model import Column, Table

_ZH = Column("zh", TEXT, "中文名称", "Chinese name")
_EN = Column("en", TEXT, "英文名称", "English name")


def _labels(name: str, zh: str, en: str, *more: Column) -> Table:
    code = Column("id", "TEXT NOT NULL", "代码", "Code")
    return Table(name, zh, en, (code, _ZH, _EN, *more), ("id",), label="zh")


def _row_labels(name: str, zh: str, en: str) -> Table:
    columns = (
        Column("id", ID, "编号，按表格印刷次序", "Number, in printed order"),
        Column("code", NEEDED, "代码", "Code"),
        Column("zh", NEEDED, "表格所印名称", "The printed label"),
        Column("en", NEEDED, "英文名称", "English name"),
        Column("group_code", TEXT, "所属大类的代码", "Code of the group"),
        Column("group_zh", TEXT, "所属大类或法条", "The label printed to its left"),
        Column("group_en", TEXT, "所属大类的英文名称", "English name of the group"),
    )
    return Table(name, zh, en, columns, ("id",), unique=(("code",),), label="zh")


LABELS = (
    _labels("forms", "报告格式", "Official forms",
            Column("notice", TEXT, "规定该格式的文件", "The notice that prescribes the form")),
    _labels("provinces", "省级行政区", "Provinces"),
    _labels("agency_types", "机关类别", "Types of agencies",
            Column("level", NEEDED, "层级：政府、部门、乡镇、街道、管委会",
                   "Level: government, department, township, subdistrict, zone")),
    _labels("states", "单元格状态", "States of a cell"),
    _labels("severities", "发现的性质", "Severities of a finding"),
    _labels("rules", "检查规则", "Rules of the findings"),
    _row_labels("disclosure_items", "表二的行：主动公开事项", "Rows of table 2: proactive disclosure"),
    _row_labels("outcomes", "表三的行：申请办理结果", "Rows of table 3: outcomes of applications"),
    _row_labels("remedy_kinds", "表四的行：复议与诉讼", "Rows of table 4: reconsideration and litigation"),
    Table("cell_columns", "三张表格的列", "Columns of the three tables",
          (Column("table", NEEDED, "表格", "Table"), Column("code", NEEDED, "列的代码", "Code of the column"),
           Column("zh", NEEDED, "表格所印名称", "The printed label"), _EN), ("table", "code")),
)  # fmt: skip
