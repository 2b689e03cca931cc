"""Every table of the database, declared once: names, types, keys, and what each column holds.

Conventions: 0 is `0`; a blank cell is NULL; a row that is not printed is no row; `''` is never stored.
A NULL in a row of an official table means a blank cell, unless `marks` says what was printed instead
(a dash, a word) or that the row lacks the cell. Identifiers of agencies and reports are derived from
what they name, so a database that is built again gives them the same numbers.
"""

from __future__ import annotations

from db.columns import COUNT, HEADLINES, ID, NEEDED, NUMBER, REPORT, TEXT
from db.label_tables import LABELS
from db.model import Column, Table
from db.summary_tables import SUMMARIES
from parsers.forms import FORMS, Label

_PASSAGE = Column(
    "id", ID, "编号，由年报与序号导出，用于检索", "Number, derived from report and ordinal, for the search"
)
_ORDINAL = Column("number", ID, "在报告内的序号，从1起", "Ordinal within the report, from 1")


def _figures(table: str) -> tuple[Column, ...]:
    """The columns of an official table in all forms, the newest form's words first."""
    labels: dict[str, Label] = {}
    for form in FORMS.values():
        declared = form.table(table)
        for column in declared.columns if declared else ():
            labels.setdefault(column.code, column)
    return tuple(Column(code, NUMBER, label.zh, label.en) for code, label in labels.items())


DIVISIONS = Table("divisions", "行政区划", "Administrative divisions of the portals", (
    Column("id", NEEDED, "行政区划代码（GB/T 2260）", "Code in GB/T 2260"),
    Column("name", NEEDED, "名称；代码查不到者为门户名称", "Name; the portal's own where the code is not known"),
    Column("prefecture", TEXT, "地级行政区；NULL＝直辖或不明", "Prefecture; NULL: none, or not known"),
    Column("province_id", NEEDED, "省级行政区", "Province", "provinces.id"),
), ("id",), indexes=(("province_id",), ("prefecture",)), label="name",
    facets=("province_id", "prefecture"))  # fmt: skip

PORTALS = Table("portals", "县级门户", "County portals", (
    Column("id", NEEDED, "门户代码", "Code of the portal"),
    Column("name", NEEDED, "名称", "Name"),
    Column("root", NEEDED, "网站根地址", "Root address"),
    Column("division_id", TEXT, "行政区划，门户文件所给；NULL＝未给",
           "Division that the portal's file gives; NULL: none", "divisions.id"),
), ("id",), indexes=(("division_id",), ("name",)), label="name")  # fmt: skip

AGENCIES = Table("agencies", "行政机关", "Agencies", (
    Column("id", ID, "编号，由门户与名称导出", "Number, derived from portal and name"),
    Column("portal_id", NEEDED, "所在门户", "Portal", "portals.id"),
    Column("name", NEEDED, "机关名称", "Name of the agency"),
    Column("type_id", TEXT, "由名称得出的类别；NULL＝名称看不出", "Type that the name tells; NULL: it tells none",
           "agency_types.id"),
), ("id",), indexes=(("type_id",), ("name",)), unique=(("portal_id", "name"),), label="name",
    facets=("portal_id", "type_id"), sort="name", searched=("name",))  # fmt: skip

AGENCY_NAMES = Table("agency_names", "机关在年报上所印的名称", "Names that an agency's reports print", (
    Column("id", ID, "编号，由机关与名称导出", "Number, derived from agency and name"),
    Column("agency_id", ID, "机关", "Agency", "agencies.id"),
    Column("name", NEEDED, "所印名称：现名、旧称或别称", "The printed name: present, former, or spelt otherwise"),
    Column("first_year", COUNT, "最早见于哪一年度；NULL＝年度不明", "First year of a report with it; NULL: not known"),
    Column("last_year", COUNT, "最晚见于哪一年度；NULL＝年度不明", "Last year of a report with it; NULL: not known"),
    Column("reports", ID, "印有此名称的年报数", "Reports that print it"),
), ("id",), unique=(("agency_id", "name"),), label="name", sort="name", searched=("name",),
    note="机关名称取自门户栏目的年报不计 · reports whose agency only the portal's column tells are left out",
)  # fmt: skip

CAPTURES = Table("captures", "网页存档", "Captures: archived answers that were read", (
    Column("id", NEEDED, "WARC 记录编号", "Identifier of the WARC record"),
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("url", NEEDED, "网址", "Address"),
    Column("fetched_at", NEEDED, "抓取时间（UTC）", "When it was fetched, UTC"),
    Column("status", ID, "HTTP 状态码", "HTTP status"),
    Column("content_type", TEXT, "HTTP 内容类型", "HTTP content type"),
    Column("digest", NEEDED, "内容摘要", "Digest of the body"),
    Column("filename", NEEDED, "WARC 文件", "WARC file"),
    Column("offset", ID, "在 WARC 文件中的位置（字节）", "Offset in the WARC file, bytes"),
    Column("kind", NEEDED, "report＝读作年报，rejected＝未读作年报，missing＝年报的网页已不在",
           "`report`: read as a report; `rejected`: not; `missing`: a report's page is gone"),
    Column("reading", NEEDED, "读出记录的摘要，用于判断重复装载", "Digest of what was read; tells a repeated load"),
    Column("parser", NEEDED, "读取所用的解析程序版本，门户文件另有指示者附其摘要",
           "Version of the parser that read it, with a digest of the portal's instructions where there are some"),
), ("id",), indexes=(("portal_id", "kind"), ("url",)), label="url", facets=("portal_id",))  # fmt: skip

REJECTED = Table("rejected", "未能读作年报的文件", "Documents at report addresses that are no readable report", (
    Column("capture_id", NEEDED, "网页存档", "Capture", "captures.id"),
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("url", NEEDED, "网址", "Address"),
    Column("rule", NEEDED, "原因", "Why", "rules.id"),
    Column("message", NEEDED, "说明", "The reason in words"),
), ("capture_id",), indexes=(("portal_id",), ("rule",)), facets=("rule", "portal_id"))  # fmt: skip

REPORTS = Table("reports", "年度报告", "Annual reports", (
    Column("id", ID, "编号，由首次所见网址、机关和年度导出", "Number, derived from first address, agency and year"),
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("agency_id", COUNT, "机关；NULL＝无法确定", "Agency; NULL: it cannot be told", "agencies.id"),
    Column("printed_agency", TEXT, "报告所印的机关名称，可能是旧称；NULL＝没有写明",
           "Name of the agency as printed, perhaps a former one; NULL: the report names none"),
    Column("year", COUNT, "报告所属年度；NULL＝无法确定", "Year reported on; NULL: it cannot be told"),
    Column("form", TEXT, "表格所用格式", "The form that the tables follow", "forms.id"),
    Column("title", TEXT, "标题", "Title"),
    Column("published", TEXT, "发布日期", "Day of publication"),
    Column("days_late", COUNT, "晚于法定日期的天数，负数为提前；NULL＝日期不明或法律未定日期（乡镇、街道）",
           "Days after the statutory date, negative when early; NULL: no date, or none set by law (townships)"),
    Column("period_start", TEXT, "统计期起", "First day of the period"),
    Column("period_end", TEXT, "统计期止", "Last day of the period"),
    *HEADLINES,
    Column("errors", ID, "未能读取之处的数目", "Findings about our reading"),
    Column("warnings", ID, "原文矛盾的数目", "Findings about the source"),
    Column("notes", ID, "说明的数目", "Notes"),
    Column("cells_read", ID, "读到数字的单元格数", "Cells with a figure"),
    Column("cells_seen", ID, "读到的单元格数，含空白与短横", "Cells in all, with blanks and dashes"),
    Column("document", ID, "同一机关同一年度的第几份文件；统计只用1",
           "Which document of its agency and year; statistics use 1"),
    Column("version", ID, "现行版本号，从1起", "Current version, from 1"),
    Column("format", NEEDED, "文件格式", "File format"),
    Column("url", NEEDED, "现行版本的网址", "Address of the current version"),
    Column("capture_id", NEEDED, "现行版本的存档", "Capture of the current version", "captures.id"),
    Column("list_date", TEXT, "门户列表所标日期", "Date given by the portal's list"),
    Column("withdrawn", TEXT, "自何时起各网址都已不在；数据照旧保留",
           "Since when the report is gone from all its addresses; its data stay"),
    Column("document_number", TEXT, "文号", "Document number"),
    Column("contact_telephone", TEXT, "联系电话", "Telephone"),
    Column("contact_email", TEXT, "电子邮箱", "E-mail"),
    Column("contact_address", TEXT, "联系地址", "Address"),
    Column("preamble", TEXT, "第一节以前的文字", "Prose before the first section"),
    Column("parser", NEEDED, "解析程序版本", "Version of the parser"),
    Column("fingerprint", NEEDED, "正文与数字的摘要，用于识别同一报告",
           "Digest of prose and figures; tells the same report"),
), ("id",), indexes=(
    ("agency_id", "year", "document"), ("year", "agency_id"), ("portal_id", "year"), ("form", "year"),
    ("portal_id", "fingerprint"), ("warnings",), ("errors",), ("published",), ("capture_id",), ("new_received",),
), label="title", facets=("year", "form", "portal_id"), sort="-year", searched=("title", "preamble"),
    note="一机关一年度一行；document 为 1 者用于统计 · one row an agency and year; statistics use document 1",
)  # fmt: skip

LOCATIONS = Table("locations", "报告的网址", "Addresses at which a report was seen", (
    REPORT,
    Column("url", NEEDED, "网址", "Address"),
    Column("portal_id", NEEDED, "门户", "Portal", "portals.id"),
    Column("first_seen", NEEDED, "首次抓取时间", "First fetched"),
    Column("last_seen", NEEDED, "最近抓取时间", "Last fetched"),
    Column("digest", NEEDED, "最近内容的摘要", "Digest of what was last seen there"),
    Column("fingerprint", NEEDED, "最近正文与数字的摘要；与报告不同者即内容不一",
           "Digest of the prose and figures last seen there; the report's own, unless addresses differ"),
    Column("missing_since", TEXT, "网页自何时起不在；NULL＝上次抓取时仍在",
           "Since when the page is gone; NULL: it was there when last asked for"),
), ("report_id", "url"), indexes=(("portal_id", "url"),))  # fmt: skip

SECTIONS = Table("sections", "报告正文", "Prose by section", (
    _PASSAGE, REPORT, _ORDINAL,
    Column("heading", TEXT, "小节标题", "Heading as printed"),
    Column("text", TEXT, "正文，不含表格", "Prose without tables"),
    Column("wording", TEXT, "除去数字、标点和本机关名称后文字的摘要；较短的文字为 NULL",
           "Digest of the words without figures, punctuation and the agency's own name; NULL for short texts"),
), ("id",), unique=(("report_id", "number"),), indexes=(("wording",),), searched=("heading", "text"))  # fmt: skip

DISCLOSURES = Table("disclosures", "表二：主动公开政府信息", "Table 2: proactive disclosure", (
    REPORT,
    Column("item_id", ID, "事项", "Item", "disclosure_items.id"),
    *_figures("disclosure"),
    Column("unit", TEXT, "金额所印单位", "Unit printed for the amount"),
), ("report_id", "item_id"), indexes=(("item_id", "report_id"),), facets=("item_id",))  # fmt: skip

APPLICATIONS = Table("applications", "表三：收到和处理申请", "Table 3: applications received and handled", (
    REPORT,
    Column("outcome_id", ID, "办理结果", "Outcome", "outcomes.id"),
    *_figures("applications"),
), ("report_id", "outcome_id"), indexes=(("outcome_id", "report_id"),), facets=("outcome_id",),
    note="一行为一种办理结果，七列为申请人类别（件） · one row an outcome, seven columns of applicants (cases)",
)  # fmt: skip

REMEDIES = Table("remedies", "表四：行政复议、行政诉讼", "Table 4: reconsideration and litigation", (
    REPORT,
    Column("kind_id", ID, "类别", "Kind", "remedy_kinds.id"),
    *_figures("remedies"),
), ("report_id", "kind_id"), indexes=(("kind_id", "report_id"),), facets=("kind_id",))  # fmt: skip

INDICATORS = Table("indicators", "2018年及以前的指标", "Indicators of reports up to 2018", (
    REPORT, _ORDINAL,
    Column("row", NEEDED, "指标代码；不认识的指标为所印文字", "Code of the indicator; its words where unknown"),
    Column("label", NEEDED, "所印指标名称", "The printed name"),
    Column("unit", TEXT, "所印计量单位", "The printed unit"),
    Column("count", NUMBER, "数量", "Figure, where only one is printed"),
    Column("year", NUMBER, "本年度", "This year"),
    Column("cumulative", NUMBER, "历年累计", "All years together"),
), ("report_id", "number"), indexes=(("row",),))  # fmt: skip

MARKS = Table("marks", "不是数字的单元格", "Cells that hold something other than a figure or nothing", (
    REPORT,
    Column("table", NEEDED, "表格", "Table of the form"),
    Column("row", NEEDED, "行的代码", "Code of the row"),
    Column("column", NEEDED, "列的代码", "Code of the column"),
    Column("state", NEEDED, "状态", "State", "states.id"),
    Column("raw", TEXT, "所印文字", "The printed text"),
), ("report_id", "table", "row", "column"), indexes=(("state",),), facets=("state",))  # fmt: skip

COUNTS = Table("counts", "正文中的数字", "Figures of the prose", (
    _PASSAGE, REPORT, _ORDINAL,
    Column("section", ID, "所在小节", "Number of the section"),
    Column("subject", TEXT, "所述事项", "What is counted, as printed"),
    Column("metric", TEXT, "指标代码", "Metric"),
    Column("channel", TEXT, "渠道代码", "Channel"),
    Column("value", NUMBER, "数值，万、亿已换算", "Figure, 万 and 亿 multiplied out"),
    Column("unit", TEXT, "所印量词", "The printed unit"),
    Column("qualifier", NEEDED, "限定：exact 确，more_than 余，about 约，nearly 近，at_least 不少于，at_most 不超过",
           "How exact"),
    Column("scope", NEEDED, "范围：year 本年，cumulative 累计，change 增减", "This year, all years, or a change"),
    Column("quote", TEXT, "原文", "The clause"),
    Column("start", ID, "数字在小节正文中的起点（字符）", "Start of the figure in the section's text, characters"),
    Column("end", ID, "数字在小节正文中的终点", "End of the figure"),
), ("id",), unique=(("report_id", "number"),), indexes=(("metric", "channel"), ("channel",), ("unit",)),
    facets=("metric", "channel"), searched=("subject", "quote"),
    note="正文中的数字及其位置 · figures of the prose and where they stand",
)  # fmt: skip

FINDINGS = Table("findings", "检查所见", "Findings", (
    REPORT, _ORDINAL,
    Column("rule", NEEDED, "规则", "Rule", "rules.id"),
    Column("severity", NEEDED, "性质", "Severity", "severities.id"),
    Column("message", NEEDED, "说明", "Message"),
    Column("where_", TEXT, "位置", "Where"),
    Column("expected", NUMBER, "应为", "Expected"),
    Column("actual", NUMBER, "实为", "Actual"),
), ("report_id", "number"), indexes=(("rule", "report_id"), ("severity", "rule")), facets=("rule", "severity"),
    note="warning 为原文自相矛盾，error 为我们未能读取，二者不混 · "
         "a warning is the source's own contradiction, an error our failure to read",
)  # fmt: skip

VERSIONS = Table("versions", "报告的版本", "Versions of a report as its publisher changed it", (
    REPORT,
    Column("version", ID, "版本号，从1起", "Version, from 1"),
    Column("capture_id", NEEDED, "存档", "Capture", "captures.id"),
    Column("fetched_at", NEEDED, "抓取时间（UTC）", "When it was fetched, UTC"),
    Column("digest", NEEDED, "内容摘要", "Digest of the body"),
    Column("parser", NEEDED, "解析程序版本", "Version of the parser"),
    Column("fingerprint", NEEDED, "正文与数字的摘要", "Digest of prose and figures"),
), ("report_id", "version"), indexes=(("capture_id",), ("fetched_at", "report_id"), ("version",)))  # fmt: skip

CHANGES = Table("changes", "发布后的改动", "What changed between versions", (
    REPORT,
    Column("version", ID, "改动后的版本", "The version with the new figure"),
    Column("table", NEEDED, "表格", "Table"),
    Column("row", NEEDED, "行的代码或序号", "Code or number of the row"),
    Column("column", NEEDED, "列", "Column"),
    Column("old", TEXT, "改动前；NULL＝空白或没有", "Before; NULL: blank or absent"),
    Column("new", TEXT, "改动后；NULL＝空白或没有", "After; NULL: blank or absent"),
), ("report_id", "version", "table", "row", "column"))  # fmt: skip

RELEASES = Table("releases", "本数据库所属的版本", "The release that this database is", (
    Column("id", NEEDED, "版本号：最近存档日期与内容摘要", "Day of the last capture, and a digest of the content"),
    Column("last_capture", TEXT, "最近一次存档的时间（UTC）", "When the last capture was made, UTC"),
    Column("reports", ID, "年报数", "Number of reports"),
), ("id",), note="只有 nianbao release 的副本有一行 · a row only in a copy by nianbao release")  # fmt: skip

#: Tables that hold what one version of a report says: replaced together.
CONTENT = (SECTIONS, DISCLOSURES, APPLICATIONS, REMEDIES, INDICATORS, MARKS, COUNTS, FINDINGS)
TABLES = (
    *LABELS, DIVISIONS, PORTALS, AGENCIES, AGENCY_NAMES, CAPTURES, REJECTED, REPORTS, LOCATIONS, *CONTENT,
    VERSIONS, CHANGES, *SUMMARIES, RELEASES,
)  # fmt: skip
