"""Types of columns, and columns that several tables have."""

from __future__ import annotations

from db.model import Column

ID = "INTEGER NOT NULL"
TEXT = "TEXT"
NEEDED = "TEXT NOT NULL"
NUMBER = "NUMERIC"
COUNT = "INTEGER"

REPORT = Column("report_id", ID, "年报", "The report", "reports.id")
#: Figures of whole reports that most questions are about, copied from the tables' totals.
HEADLINES = (
    Column("new_received", COUNT, "本年新收申请（件）", "Applications received this year"),
    Column("carried_in", COUNT, "上年结转（件）", "Carried in from last year"),
    Column("granted", COUNT, "予以公开（件）", "Granted"),
    Column("granted_in_part", COUNT, "部分公开（件）", "Granted in part"),
    Column("denied", COUNT, "不予公开，8项之和（件）", "Denied, sum of the 8 grounds"),
    Column("unavailable", COUNT, "无法提供，3项之和（件）", "Unavailable, sum of 3"),
    Column("not_processed", COUNT, "不予处理，5项之和（件）", "Not processed, sum of 5"),
    Column("other", COUNT, "其他处理（件）", "Otherwise handled"),
    Column("processed_total", COUNT, "办理结果总计（件）", "Handled in all"),
    Column("carried_over", COUNT, "结转下年度（件）", "Carried over to next year"),
    Column("reconsiderations", COUNT, "行政复议总计（件）", "Reconsiderations"),
    Column("litigations", COUNT, "行政诉讼总计，两类之和（件）", "Lawsuits, sum of both kinds"),
)
