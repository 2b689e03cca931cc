"""Table 二、主动公开政府信息情况, in the forms of 2019 and of 2021.

Sources: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号, appendices. The groups are the
paragraphs of article 20 of the 政府信息公开条例 (2019) that the form names above each block.
"""

from __future__ import annotations

from parsers.forms.model import Label, Row, Table

_FILES = ("issued", "repealed", "in_force")
_MADE = ("newly_made", "newly_disclosed", "total_disclosed")
_ITEMS = ("previous_items", "change", "decisions")

_REGULATIONS = ("regulations", "规章", "Regulations", ("地方性规章", "政府规章"))
_LICENCES = ("licences", "行政许可", "Administrative licences", ("行政许可事项",))
_PENALTIES = ("penalties", "行政处罚", "Administrative penalties", ())
_COERCIVE = ("coercive_measures", "行政强制", "Coercive measures", ("行政强制措施",))
_FEES = (
    "fees",
    "行政事业性收费",
    "Administrative fees",
    ("行政事业型收费", "行政事业收费", "事业性收费", "行政性收费"),
)

DISCLOSURE_2021 = Table(
    "disclosure",
    "主动公开政府信息情况",
    "Proactive disclosure",
    (
        Label(
            "issued",
            "本年制发件数",
            "Issued this year",
            (
                "本年制发件数量",
                "本年度制发件数",
                "本年度制发数",
                "本年度发件数",
                "本年发件数",
                "本年制发数",
                "制发件数",
            ),
        ),
        Label(
            "repealed",
            "本年废止件数",
            "Repealed this year",
            ("本年废止件数量", "本年度废止件数", "本年度废止数", "本年废止数", "废止件数"),
        ),
        Label("in_force", "现行有效件数", "In force", ("现行有效件", "现行有效件数量", "现行有效数", "现行有效")),
        Label(
            "decisions",
            "本年处理决定数量",
            "Decisions this year",
            (
                "处理决定数量",
                "处理绝对数量",
                "本年度处理决定数量",
                "本年处理决定数",
                "本年处理数量",
                "本年处理决定件数",
            ),
        ),
        Label(
            "amount",
            "本年收费金额（单位：万元）",
            "Fees collected this year, 10,000 yuan",
            ("本年收费金额", "本年度收费金额", "收费金额", "本年收费金额万元"),
        ),
    ),
    (
        Row(*_REGULATIONS, "第二十条第（一）项", _FILES),
        Row(
            "normative_documents",
            "行政规范性文件",
            "Normative documents",
            ("规范性文件",),
            "第二十条第（一）项",
            _FILES,
        ),
        Row(*_LICENCES, "第二十条第（五）项", ("decisions",)),
        Row(*_PENALTIES, "第二十条第（六）项", ("decisions",)),
        Row(*_COERCIVE, "第二十条第（六）项", ("decisions",)),
        Row(*_FEES, "第二十条第（八）项", ("amount",)),
    ),
    {"amount": "万元"},
)

DISCLOSURE_2019 = Table(
    "disclosure",
    "主动公开政府信息情况",
    "Proactive disclosure",
    (
        Label(
            "newly_made",
            "本年新制作数量",
            "Newly made this year",
            ("本年度新制作数量", "本年新制作数", "新制作数量", "本年制作数量"),
        ),
        Label(
            "newly_disclosed",
            "本年新公开数量",
            "Newly disclosed this year",
            ("本年度新公开数量", "本年新公开数", "新公开数量", "本年公开数量"),
        ),
        Label("total_disclosed", "对外公开总数量", "Disclosed in all", ("对外公开总数", "对外公开数量", "公开总数量")),
        Label(
            "previous_items",
            "上一年项目数量",
            "Items last year",
            ("上年项目数量", "上一年度项目数量", "上一年项目数", "上年项目数", "上一年数量", "上年数量"),
        ),
        Label(
            "change", "本年增/减", "Change this year", ("本年增减", "本年度增减", "本年增减数", "本年增减数量", "增减")
        ),
        Label("decisions", "处理决定数量", "Decisions this year", ("本年处理决定数量", "处理决定数", "处理绝对数量")),
        Label("projects", "采购项目数量", "Procurement projects", ("采购项目数", "项目数量")),
        Label(
            "amount",
            "采购总金额",
            "Procurement, total amount",
            ("采购金额", "采购总金额万元", "采购总额", "采购总金额单位万元"),
        ),
    ),
    (
        Row(*_REGULATIONS, "第二十条第（一）项", _MADE),
        Row(
            "normative_documents", "规范性文件", "Normative documents", ("行政规范性文件",), "第二十条第（一）项", _MADE
        ),
        Row(*_LICENCES, "第二十条第（五）项", _ITEMS),
        Row(
            "other_services",
            "其他对外管理服务事项",
            "Other services to the public",
            ("其他对外管理服务", "其它对外管理服务事项"),
            "第二十条第（五）项",
            _ITEMS,
        ),
        Row(*_PENALTIES, "第二十条第（六）项", _ITEMS),
        Row(*_COERCIVE, "第二十条第（六）项", _ITEMS),
        Row(*_FEES, "第二十条第（八）项", ("previous_items", "change")),
        Row(
            "procurement",
            "政府集中采购",
            "Central procurement",
            ("集中采购", "政府采购"),
            "第二十条第（九）项",
            ("projects", "amount"),
        ),
    ),
    # The 2019 form prints no unit for the amount; publishers give 元 and 万元.
    {},
)

OTHER_ROWS = frozenset(
    {
        "合计", "小计", "总计", "行政确认", "行政检查", "行政征收", "行政征用", "行政给付", "行政裁决", "行政奖励",
        "行政备案", "行政处理", "其他行政权力", "其他行政职权", "公共服务", "公共服务事项",
    }
)  # fmt: skip
"""Rows that some agencies add: sums, and the kinds of administrative acts that the form leaves out."""
