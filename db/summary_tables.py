"""The tables that hold answers about the whole archive; their rows are made by `db.summaries`."""

from __future__ import annotations

from db.columns import COUNT, ID, NEEDED, NUMBER, REPORT, TEXT
from db.model import Column, Table
from db.shares import NOTE, PORTAL, REPORT_SHARES, SHARES, YEAR

JUMPS = Table("jumps", "比上年多五倍以上的数字", "Figures five times last year's and more", (
    REPORT,
    Column("table", NEEDED, "表格", "Table of the form"),
    Column("row", NEEDED, "行的代码", "Code of the row"),
    Column("column", NEEDED, "列的代码", "Code of the column"),
    Column("before", NUMBER, "上年", "Last year"),
    Column("now", NUMBER, "本年", "This year"),
), ("report_id", "table", "row", "column"), note=NOTE)  # fmt: skip

ZERO_RUNS = Table("zero_runs", "连续三年零申请的第三年", "Third of three years without an application", (
    Column("report_id", ID, "第三年的年报", "The report on the third year", "reports.id"),
), ("report_id",), note=NOTE)  # fmt: skip

REMEDY_CASES = Table("remedy_cases", "有复议、诉讼案件或空白的年报",
                     "Reports with reconsiderations, lawsuits or a blank", (
    REPORT,
    Column("litigation", ID, "0＝行政复议，1＝行政诉讼（两类之和）", "0: reconsideration, 1: litigation, both kinds"),
    Column("n", ID, "有数字的类别", "Kinds with figures"),
    Column("corrected", NUMBER, "纠正，在上述类别中", "Corrected, in these kinds"),
    Column("decided", NUMBER, "维持、纠正与其他，在上述类别中", "Upheld, corrected and other, in these kinds"),
    Column("pending", NUMBER, "尚未审结", "Pending"),
    Column("excluded", ID, "有空白或缺行的类别", "Kinds with a blank or without a row"),
), ("report_id", "litigation"), note=NOTE)  # fmt: skip

SAME_WORDS = Table("same_words", "与其他小节文字雷同的小节", "Sections whose words others have too", (
    Column("wording", NEEDED, "文字的摘要", "Digest of the words"),
    REPORT,
    Column("number", ID, "小节序号", "Number of the section"),
), ("wording", "report_id", "number"), indexes=(("report_id",),), note=NOTE)  # fmt: skip

BASES = Table("bases", "汇总表所据的数目", "What the summaries rest on", (
    Column("question", NEEDED, "问题", "The question"),
    PORTAL,
    Column("compared", ID, "比较过的", "How many were compared"),
    Column("excluded", ID, "无从比较的", "How many could not be"),
), ("question", "portal_id"), indexes=(("portal_id",),), note=NOTE)  # fmt: skip

TYPE_SUMS = REPORT_SHARES.sums_by(
    (
        Column("type_id", NEEDED, "机关类别；unknown＝名称看不出", "Type of agency; `unknown`: its name tells none"),
        YEAR,
    ),
    "type_sums",
)

_MEASURE = Column("measure", NEEDED, "new_received＝本年新收，percent_denied＝不予公开占办理总计的百分比",
                  "new_received: applications of the year; percent_denied: denied, percent of all handled")  # fmt: skip
_AMONG = (
    Column("n", ID, "有此数字的年报数", "Reports with the figure"),
    Column("excluded", ID, "没有此数字的年报数", "Reports without it"),
    Column("mean", NUMBER, "平均数", "Mean"),
    Column("median", NUMBER, "中位数", "Median"),
)
TYPE_FIGURES = Table("type_figures", "同类机关的平均数与中位数", "Mean and median of the agencies of a type", (
    Column("type_id", NEEDED, "机关类别", "Type of agency", "agency_types.id"), YEAR, _MEASURE, *_AMONG,
), ("type_id", "year", "measure"), note=NOTE)  # fmt: skip
LEVEL_FIGURES = Table("level_figures", "本县同层级机关的平均数与中位数",
                      "Mean and median of a county's agencies of a level", (
    PORTAL, Column("level", NEEDED, "层级", "Level"), YEAR, _MEASURE, *_AMONG,
), ("portal_id", "level", "year", "measure"), note=NOTE)  # fmt: skip

DELAYS = Table("delays", "晚于法定日期发布，按门户和年度",
               "Published after the statutory date, by portal and year", (
    PORTAL, YEAR,
    Column("n", ID, "日期可以比较的年报数", "Reports whose date can be compared"),
    Column("excluded", ID, "日期不明或法律未定日期的年报数", "Reports without a date, or with none set by law"),
    Column("late", ID, "晚于法定日期的", "Of them late"),
    Column("most_days_late", COUNT, "最多晚多少天", "The most days that one was late"),
), ("portal_id", "year"), note=NOTE)  # fmt: skip

COUNTY_TOTALS = Table("county_totals", "县级政府总报告旁各机关之和",
                      "The agencies beside a county government's report", (
    Column("report_id", ID, "县级人民政府的年报", "Report of the county government", "reports.id"),
    Column("new_received", NUMBER, "门户上其他机关本年新收申请之和", "Applications that its portal's others received"),
    Column("agencies", ID, "其他机关", "Other agencies"),
    Column("n", ID, "其中有此数字的", "Of them with the figure"),
    Column("excluded", ID, "有年报而没有此数字的", "With a report that lacks the figure"),
    Column("missing", TEXT, "没有年报的机关", "Agencies without a report"),
), ("report_id",), note=NOTE)  # fmt: skip

COVERAGE_SUMS = Table("coverage_sums", "机关×年度，合计", "Agencies by year, sums", (
    PORTAL, YEAR,
    Column("agencies", ID, "门户上已知的机关", "Agencies known at the portal"),
    Column("reports", ID, "其中有年报的", "Of them with a report"),
    Column("late", ID, "迟发的", "Published late"),
    Column("unreadable", ID, "未能全部读取的", "Not read in full"),
    Column("withdrawn", ID, "已撤下的", "Withdrawn"),
), ("portal_id", "year"), note=NOTE)  # fmt: skip

RULE_TOTALS = Table("rule_totals", "检查所见，按规则", "Findings by rule", (
    Column("rule", NEEDED, "规则", "Rule", "rules.id"),
    Column("severity", NEEDED, "性质", "Severity", "severities.id"),
    Column("findings", ID, "所见", "Findings"),
    Column("reports", ID, "有此所见的年报", "Reports that have it"),
), ("rule", "severity"), note=NOTE)  # fmt: skip

PORTAL_TOTALS = Table("portal_totals", "各门户所存", "What there is of each portal", (
    PORTAL,
    Column("agencies", ID, "机关", "Agencies"),
    Column("reports", ID, "年报", "Reports"),
    Column("first_year", COUNT, "最早年度", "First year"),
    Column("last_year", COUNT, "最晚年度", "Last year"),
    Column("warnings", ID, "原文矛盾", "Contradictions of the sources"),
    Column("errors", ID, "未能读取之处", "What was not read"),
    Column("with_warnings", ID, "有原文矛盾的年报", "Reports with a contradiction"),
    Column("with_errors", ID, "未能全部读取的年报", "Reports not read in full"),
    Column("findings", ID, "检查所见", "Findings"),
    Column("counts", ID, "正文中的数字", "Figures of the prose"),
    Column("rejected", ID, "未能读作年报的文件", "Documents that are no readable report"),
    Column("captures", ID, "网页存档", "Captures"),
    Column("last_capture", TEXT, "最近一次存档的时间（UTC）", "When the last capture was made, UTC"),
), ("portal_id",), note=NOTE)  # fmt: skip

SUMMARIES = (
    JUMPS, ZERO_RUNS, REMEDY_CASES, SAME_WORDS, BASES, *(each.table for each in SHARES), TYPE_SUMS, TYPE_FIGURES,
    LEVEL_FIGURES, DELAYS, COUNTY_TOTALS, COVERAGE_SUMS, RULE_TOTALS, PORTAL_TOTALS,
)  # fmt: skip
