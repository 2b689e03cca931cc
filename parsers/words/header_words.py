"""Words of the headers of the official tables, and what they tell of a table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from parsers.forms.applications import COLUMNS as APPLICANTS
from parsers.forms.remedies import OUTCOMES
from parsers.words.labels import COLUMNS, ROWS
from parsers.words.text import fold

#: Above the labels of disclosure.
CORNER = "信息内容"
#: Words of the headers that belong to one table only.
HEADER_WORDS = {
    CORNER: "disclosure",
    "申请人情况": "applications", "自然人": "applications", "法人或其他组织": "applications",
    "科研机构": "applications", "社会公益组织": "applications", "法律服务机构": "applications",
    "商业企业": "applications", "科研单位": "applications", "科研院所": "applications", "公益组织": "applications",
    "法律服务组织": "applications", "律师事务所": "applications",
    "结果维持": "remedies", "结果纠正": "remedies", "其他结果": "remedies", "尚未审结": "remedies",
    "未经复议直接起诉": "remedies", "复议后起诉": "remedies", "行政诉讼": "remedies",
}  # fmt: skip
OUTCOME_WORDS = frozenset({"结果维持", "结果纠正", "其他结果", "尚未审结"})
#: The remedies are one row of figures without a label: three times five.
REMEDY_CELLS = 15
#: How many figures a row has in the tables whose rows end with their total.
ROW_WIDTHS = {"applications": len(APPLICANTS), "remedies": len(OUTCOMES)}
#: Words above numbers that count the rows, and with which those above remarks end.
COUNTS = frozenset({"序号", "行次", "编号"})
REMARKS = ("备注", "说明")
#: So many applicants are named by a header alone.
_FEWEST_APPLICANTS = 3


def is_header_word(printed: str) -> bool:
    """Whether `printed` is a word that only the header of an official table has."""
    return fold(printed) in HEADER_WORDS


def is_remedy(printed: str) -> bool:
    """Whether `printed` is the label of one of the remedies."""
    match = ROWS.exact(printed, "remedies")
    return match is not None and match.code != ""


def heads_remedies(printed: Iterable[str]) -> bool:
    """Whether a word that only the header of the remedies has is among those printed."""
    return any(HEADER_WORDS.get(fold(word)) == "remedies" for word in printed)


def heads_outcome(printed: str, words: Iterable[str]) -> bool:
    """Whether `printed` is of the header of remedies: one of its words, perhaps of other tables as well (总计, a row of
    applications), with outcomes among the `words` of its row, as where cells have no rows.
    """
    return _is_of_remedies(printed) and any(fold(word) in OUTCOME_WORDS for word in words)


@lru_cache(maxsize=1024)  # asked of the label of every row
def _is_of_remedies(printed: str) -> bool:
    """Whether `printed` is a word of the header of remedies, perhaps of other tables as well."""
    return COLUMNS.exact(printed, "remedies") is not None or is_remedy(printed)


def names_applicants(printed: Iterable[str]) -> bool:
    """Whether several applicants are named, perhaps in words that stand in other tables as well: 商业, 科研."""
    return len({match for word in printed if (match := COLUMNS.exact(word, "applications"))}) >= _FEWEST_APPLICANTS
