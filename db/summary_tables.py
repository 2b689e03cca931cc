"""The tables that hold answers about the whole archive; their rows are made by `db.summaries`."""

from __future__ import annotations

from db.columns import ID, NEEDED, NUMBER, REPORT
from db.model import Column, Table

_NOTE = "汇总，每次运行结束时重做 · a summary, made again at the end of every run"

JUMPS = Table("jumps", "比上年多五倍以上的数字", "Figures five times last year's and more", (
    REPORT,
    Column("table", NEEDED, "表格", "Table of the form"),
    Column("row", NEEDED, "行的代码", "Code of the row"),
    Column("column", NEEDED, "列的代码", "Code of the column"),
    Column("before", NUMBER, "上年", "Last year"),
    Column("now", NUMBER, "本年", "This year"),
), ("report_id", "table", "row", "column"), note=_NOTE)  # fmt: skip

SAME_WORDS = Table("same_words", "与其他小节文字雷同的小节", "Sections whose words others have too", (
    Column("wording", NEEDED, "文字的摘要", "Digest of the words"),
    REPORT,
    Column("number", ID, "小节序号", "Number of the section"),
), ("wording", "report_id", "number"), indexes=(("report_id",),), note=_NOTE)  # fmt: skip

OUTCOME_SUMS = Table("outcome_sums", "不予公开各理由与其他处理，按门户和年度",
                     "Grounds of refusal and other outcomes by portal and year", (
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("year", ID, "年度", "Year"),
    Column("form", NEEDED, "表格所用格式", "Form", "forms.id"),
    Column("outcome_id", ID, "办理结果", "Outcome", "outcomes.id"),
    Column("reports", ID, "年报数", "Reports"),
    Column("n_of_denied", ID, "此项与不予公开都有数字的年报数", "Reports that print it and all denied"),
    Column("of_denied", NUMBER, "此项件数，在上述年报中", "Cases of it, in these reports"),
    Column("denied", NUMBER, "不予公开件数，在上述年报中", "All denied, in these reports"),
    Column("n_of_handled", ID, "此项与办理总计都有数字的年报数", "Reports that print it and all handled"),
    Column("of_handled", NUMBER, "此项件数，在上述年报中", "Cases of it, in these reports"),
    Column("handled", NUMBER, "办理总计件数，在上述年报中", "All handled, in these reports"),
), ("portal_id", "year", "form", "outcome_id"), indexes=(("outcome_id",),), note=_NOTE)  # fmt: skip

BASES = Table("bases", "汇总表所据的数目", "What the summaries rest on", (
    Column("question", NEEDED, "问题", "The question"),
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("compared", ID, "比较过的", "How many were compared"),
    Column("excluded", ID, "无从比较的", "How many could not be"),
), ("question", "portal_id"), indexes=(("portal_id",),), note=_NOTE)  # fmt: skip

SUMMARIES = (JUMPS, SAME_WORDS, OUTCOME_SUMS, BASES)
