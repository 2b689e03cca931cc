"""Table 四、政府信息公开行政复议、行政诉讼情况: the same since 2019.

Sources: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号, appendices.
"""

from __future__ import annotations

from parsers.forms.model import Identity, Label, Row, Table

OUTCOMES = (
    Label("upheld", "结果维持", "Upheld", ("维持",)),
    Label("corrected", "结果纠正", "Corrected", ("纠正",)),
    Label("other", "其他结果", "Other result", ("其它结果",)),
    Label("pending", "尚未审结", "Pending", ("未审结", "尚未办结")),
    Label("total", "总计", "Total", ("合计", "小计")),
)
_CODES = tuple(outcome.code for outcome in OUTCOMES)

REMEDIES = Table(
    "remedies",
    "政府信息公开行政复议、行政诉讼情况",
    "Reconsideration and litigation",
    OUTCOMES,
    (
        Row("reconsideration", "行政复议", "Administrative reconsideration", (), None, _CODES),
        Row(
            "litigation_direct",
            "未经复议直接起诉",
            "Litigation without reconsideration",
            ("未经复议直接诉讼", "未经复议起诉"),
            "行政诉讼",
            _CODES,
        ),
        Row(
            "litigation_after_reconsideration",
            "复议后起诉",
            "Litigation after reconsideration",
            ("复议后诉讼", "经复议后起诉"),
            "行政诉讼",
            _CODES,
        ),
    ),
    {},
)

IDENTITIES = (
    Identity("identity.remedy_sum", "remedies", "columns", _CODES[:-1], ("total",), "维持＋纠正＋其他＋尚未审结＝总计"),
)
