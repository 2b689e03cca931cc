"""Table 三、收到和处理政府信息公开申请情况: nearly the same in the forms of 2019 and 2021.

Sources: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号, appendices.
"""

from __future__ import annotations

from parsers.forms.model import Identity, Label, Row, Table

COLUMNS = (
    Label("natural_person", "自然人", "Natural persons"),
    Label("business", "商业企业", "Businesses", ("企业", "商业", "工商企业")),
    Label("research_institute", "科研机构", "Research institutes", ("科研单位", "科研院所", "科研")),
    Label("public_interest_org", "社会公益组织", "Public-interest organisations", ("公益组织", "社会公益", "社会组织")),
    Label(
        "legal_service_org",
        "法律服务机构",
        "Legal service organisations",
        ("法律服务组织", "法律机构", "律师事务所", "法律服务"),
    ),
    Label("other_org", "其他", "Other organisations", ("其它",)),
    Label("total", "总计", "Total", ("合计",)),
)
_CODES = tuple(column.code for column in COLUMNS)

CORNER_NOTE = "本列数据的勾稽关系"
"""With these words begins the remark in the corner, in brackets."""

GROUPS = {
    "results": "三、本年度办理结果",
    "denied": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other": "（六）其他处理",
}

GROUPS_EN = {
    "results": "3. Outcomes this year",
    "denied": "(3) Denied",
    "unavailable": "(4) Unavailable",
    "not_processed": "(5) Not processed",
    "other": "(6) Otherwise handled",
}

_HEAD = (
    (
        "new_received",
        None,
        "一、本年新收政府信息公开申请数量",
        "1. Newly received this year",
        ("本年新收政府信息公开数量", "本年新收申请数量", "本年新收"),
    ),
    (
        "carried_in",
        None,
        "二、上年结转政府信息公开申请数量",
        "2. Carried in from last year",
        ("上年结转政府信息公开数量", "上年结转申请数量", "上年结转"),
    ),
    ("granted", "results", "（一）予以公开", "(1) Granted", ()),
    (
        "granted_in_part",
        "results",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "(2) Granted in part",
        ("部分公开",),
    ),
    ("denied_state_secret", "denied", "1.属于国家秘密", "1. State secret", ()),
    (
        "denied_prohibited_by_law",
        "denied",
        "2.其他法律行政法规禁止公开",
        "2. Prohibited by law",
        ("其他法律法规禁止公开",),
    ),
    (
        "denied_security_and_stability",
        "denied",
        "3.危及“三安全一稳定”",
        "3. Endangers security and stability",
        ("三安全一稳定",),
    ),
    ("denied_third_party_rights", "denied", "4.保护第三方合法权益", "4. Third-party rights", ()),
    ("denied_internal_affairs", "denied", "5.属于三类内部事务信息", "5. Internal affairs", ("属于内部事务信息",)),
    ("denied_process_information", "denied", "6.属于四类过程性信息", "6. Process information", ("属于过程性信息",)),
    ("denied_enforcement_files", "denied", "7.属于行政执法案卷", "7. Enforcement files", ("属于行政执法案卷信息",)),
    ("denied_administrative_inquiry", "denied", "8.属于行政查询事项", "8. Administrative inquiry", ()),
    ("unavailable_not_held", "unavailable", "1.本机关不掌握相关政府信息", "1. Not held", ("本机关不掌握相关信息",)),
    ("unavailable_needs_creation", "unavailable", "2.没有现成信息需要另行制作", "2. Would have to be made", ()),
    ("unavailable_unclear", "unavailable", "3.补正后申请内容仍不明确", "3. Unclear after correction", ()),
    ("not_processed_petition", "not_processed", "1.信访举报投诉类申请", "1. Petition or complaint", ()),
    ("not_processed_duplicate", "not_processed", "2.重复申请", "2. Duplicate", ()),
    ("not_processed_publication", "not_processed", "3.要求提供公开出版物", "3. Asks for a publication", ()),
    ("not_processed_excessive", "not_processed", "4.无正当理由大量反复申请", "4. Excessive", ()),
    (
        "not_processed_confirmation",
        "not_processed",
        "5.要求行政机关确认或重新出具已获取信息",
        "5. Asks to confirm known information",
        (),
    ),
)

_OTHER_2021 = (
    (
        "other_not_corrected_in_time",
        "other",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1. Not corrected in time",
        ("申请人无正当理由逾期不补正",),
    ),
    (
        "other_fee_unpaid",
        "other",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2. Fee not paid",
        ("申请人逾期未按收费通知要求缴纳费用",),
    ),
    ("other_other", "other", "3.其他", "3. Other", ("其它", "3其他", "3其它", "其他处理3其他", "其他处理3其它")),
)

_OTHER_2019 = (("other", "results", "（六）其他处理", "(6) Otherwise handled", ("其它处理",)),)

_TAIL = (
    (
        "processed_total",
        "results",
        "（七）总计",
        "(7) Total",
        ("总计", "合计", "三、本年度办理结果（七）总计", "三、本年度办理结果总计", "三、本年度办理结果（六）总计"),
    ),
    (
        "carried_over",
        None,
        "四、结转下年度继续办理",
        "4. Carried over to next year",
        ("结转下年度", "结转下年度继续办理数量", "结转下年继续办理"),
    ),
)


def _table(other: tuple[tuple[str, str | None, str, str, tuple[str, ...]], ...]) -> Table:
    rows = tuple(
        Row(code, zh, en, variants, group, _CODES) for code, group, zh, en, variants in (*_HEAD, *other, *_TAIL)
    )
    return Table(
        "applications",
        "收到和处理政府信息公开申请情况",
        "Applications received and handled",
        COLUMNS,
        rows,
        {},
    )


APPLICATIONS_2021 = _table(_OTHER_2021)
APPLICATIONS_2019 = _table(_OTHER_2019)

DEPTHS = {
    row.code: 0 if not row.group else 1 if row.group == "results" else 2
    for table in (APPLICATIONS_2019, APPLICATIONS_2021)
    for row in table.rows
}
"""How many labels of groups stand before that of a row, by code."""


def identities(table: Table) -> tuple[Identity, ...]:
    """The sums that the form prescribes for `table` (its corner cell prints the first)."""
    outcomes = tuple(row.code for row in table.rows if row.group and row.code != "processed_total")
    return (
        Identity(
            "identity.column_balance",
            table.code,
            "rows",
            ("new_received", "carried_in"),
            ("processed_total", "carried_over"),
            "本年新收＋上年结转＝总计＋结转下年度",
        ),
        Identity("identity.outcome_sum", table.code, "rows", outcomes, ("processed_total",), "各项办理结果之和＝总计"),
        Identity(
            "identity.row_sum", table.code, "columns", _CODES[:-1], ("total",), "自然人＋法人或其他组织各项＝总计"
        ),
    )
