"""What each rule of the findings means, in both languages, and the notes that only the loader makes.

A rule's name is stable and dotted. `identity.*`, `year.*` and `narrative.*` speak about the source,
`parse.*`, `load.*` and `archive.*` about our own reading and keeping, `agency.*` about where a fact was taken from.
"""

from __future__ import annotations

#: rule → (Chinese, English)
RULES: dict[str, tuple[str, str]] = {
    "identity.column_balance": (
        "表三每一列：本年新收＋上年结转＝总计＋结转下年度。原表不平。",
        "In every column of table 3, received + carried in = total handled + carried over. "
        "The printed figures do not balance.",
    ),
    "identity.outcome_sum": (
        "表三每一列：各项办理结果之和＝总计。原表不等。",
        "In every column of table 3 the outcomes add up to the total. The printed figures do not.",
    ),
    "identity.row_sum": (
        "表三每一行：自然人与各类组织之和＝总计。原表不等。",
        "In every row of table 3 the kinds of applicant add up to the total. The printed figures do not.",
    ),
    "identity.remedy_sum": (
        "表四：维持＋纠正＋其他＋尚未审结＝总计。原表不等。",
        "In table 4 upheld + corrected + other + pending = total. The printed figures do not.",
    ),
    "year.carry_over": (
        "上年报告的“结转下年度”应等于本年报告的“上年结转”。两份报告不一致。",
        "What last year's report carries over is what this year's carries in. The two reports disagree.",
    ),
    "year.in_force": (
        "现行有效件数＝上年现行有效＋本年制发－本年废止。两份报告不一致。",
        "In force = in force last year + issued − repealed. The two reports disagree.",
    ),
    "narrative.contradiction": (
        "正文对同一事项给出不同的数字。",
        "The prose gives different figures for the same thing.",
    ),
    "narrative.table_mismatch": (
        "正文的数字与表格不一致。",
        "A figure of the prose differs from the table.",
    ),
    "narrative.breakdown_sum": (
        "正文列出的各分项之和与总数不等。",
        "The parts that the prose lists do not add up to its total.",
    ),
    "parse.not_a_report": (
        "页面不是政府信息公开工作年度报告。",
        "The page is not an annual report on information disclosure.",
    ),
    "parse.attachment_only": (
        "页面只有附件链接，没有报告正文。",
        "The page only links an attachment; it holds no report of its own.",
    ),
    "parse.unreadable": ("文件无法读取。", "The file cannot be read."),
    "parse.crashed": (
        "解析程序在此文件上出错，未读出任何内容；这是程序的缺陷。",
        "The parser failed on this file and nothing was read; this is a fault of the program.",
    ),
    "archive.damaged": (
        "存档中的记录已损坏，无法取出原文。",
        "The record in the archive is damaged; the document cannot be taken out of it.",
    ),
    "parse.unknown_label": (
        "表格中有官方格式以外的行或列，未读入。",
        "The table has a row or column that the official form does not know; it was not read.",
    ),
    "parse.table_missing": (
        "报告没有这一表格（可能是图片或附件）。",
        "The report lacks this table (it may be an image or an attachment).",
    ),
    "parse.table_withheld": (
        "表格无法可靠读取，因此不收录其数字。",
        "The table cannot be read reliably, so none of its figures are given.",
    ),
    "parse.rows_missing": (
        "表格缺少官方格式规定的行。",
        "The table lacks rows that the official form prescribes.",
    ),
    "parse.published_early": (
        "页面所示发布日期早于报告年度年末；年度或日期可能有误，引用前请核对。",
        "The page says that it was published before the end of the year of the report: one of them may be wrong.",
    ),
    "parse.caption_differs": (
        "表格上方写明的机关或年度与报告不同；引用前请核对数字属于谁、哪一年。",
        "The line above a table names another agency or year than the report: see whose the figures are.",
    ),
    "parse.title_differs": (
        "标题不是年度报告的标题（如工作计划、工作总结），正文和表格却是；引用前请核对。",
        "The title is that of another document (a plan, a summary), the text and the tables are those of a report.",
    ),
    "parse.blank_copy": (
        "同一表格在页面上还有一份空白的；数字取自填写的一份，引用前请核对它属于哪个机关、哪一年。",
        "The table also stands on the page blank; the figures are those of the filled one: see whose they are.",
    ),
    "parse.label_likened": (
        "行的名称与官方格式略有出入，按近似读取。",
        "A row's label differs a little from the official one and was read by likeness.",
    ),
    "parse.label_by_position": (
        "行的名称残缺，按所在位置读取。",
        "A row's label is damaged; the row was read by its position.",
    ),
    "parse.subtotal_left_out": (
        "表格另有官方格式没有的一行（小计、其他事项或其他时期），未收录。",
        "The table has a line that the form does not print, of sums, other acts or another time; it was left out.",
    ),
    "parse.summary_left_out": (
        "同一节另有一张不是官方格式的表（汇总或其他统计），未收录。",
        "Another table of the section is not of the official form, a summary or other statistics; it was left out.",
    ),
    "parse.other_report": (
        "页面另载其他机关或其他年度的报告，未收录。",
        "The page also holds the report of another agency or year, which was left out.",
    ),
    "parse.other_year": (
        "页面另有其他年度的同一表格（上方写明年度），未收录。",
        "The page also holds the table of another year, as the line above it says; it was left out.",
    ),
    "parse.page_number": (
        "一行多出的一个数字是页码（只有去掉它各项才合计），未收录。",
        "A figure too many in a row is the number of a page: only without it do the others add up. It was left out.",
    ),
    "parse.pages_dropped": ("文件过长，后面的页未读。", "The file is too long; its last pages were not read."),
    "parse.figure_uncertain": (
        "数字越出格线，不知属于哪一格，未读作数字。",
        "Figures cross the lines of their cells; whose they are cannot be told, so they were not read.",
    ),
    "parse.figure_unread": (
        "单元格或正文中有数字，但不是一个确切的数（如中间断开、约数、“1万5”），或不能确定是哪一年的，未收录；原文照录。",
        "A cell or the prose holds digits that are no certain figure (broken, about, 1万5), or whose year is not"
        " certain; they were not read as one. The text is kept.",
    ),
    "parse.text_unread": (
        "PDF 这一页有的字符，其字体未注明是什么字，未读。",
        "A page of the PDF prints characters whose font does not tell what they are; they were not read.",
    ),
    "parse.text_hidden": (
        "PDF 这一页有不显示的文字，多为机器识别扫描件所得，未读。",
        "A page of the PDF has text that is not shown, as machines make of scans; it was not read.",
    ),
    "parse.printed_twice": (
        "页面把同一份报告印了两遍（如电脑版与手机版），只收一遍。",
        "The page prints the same report twice, as for wide and for narrow screens; it was read once.",
    ),
    "parse.page_unread": (
        "文件的这一页线条或文字过多，未读。",
        "This page of the file draws more than any page of a report does; it was not read.",
    ),
    "parse.year_disagrees": (
        "页面各处所写年度不一，取最可信的一处。",
        "Parts of the page name different years; the most trusted is used.",
    ),
    "parse.agency_disagrees": (
        "页面各处所写机关不一，取最可信的一处。",
        "Parts of the page name different agencies; the most trusted is used.",
    ),
    "parse.body_missing": (
        "门户文件指定的正文位置在此页找不到，按一般规则读取。",
        "What the portal's file names as the article is not on this page; it was read by the general rules.",
    ),
    "parse.year_unknown": ("无法确定报告所属年度。", "The year reported on cannot be told."),
    "parse.agency_unknown": ("无法确定报告机关。", "The agency cannot be told."),
    "agency.from_crawl": (
        "报告自身未写明机关，机关名称取自门户的栏目。",
        "The report does not name its agency; the name is that of the portal's column.",
    ),
    "agency.alias": (
        "报告所印机关名称为旧称或别称，按门户文件记作现名。",
        "The report prints a former or other name of the agency; it is filed under the name in the portal's file.",
    ),
    "load.unknown_cell": (
        "读到的单元格不属于任何已知的行或列，未入库。",
        "A cell was read whose row or column the database does not know; it was not stored.",
    ),
    "load.duplicate_cell": (
        "同一单元格读到两次，只保留第一次。",
        "A cell was read twice; the first reading is kept.",
    ),
    "load.emptier": (
        "网页新内容读到的数字不足原先的一半，未替换原有数字，需要人看。",
        "The page now gives less than half of the figures it gave; they were not replaced. A person has to look.",
    ),
    "load.number_too_large": (
        "数字超出数据库可存的范围，只保留原文。",
        "A number is larger than the database can hold; only its printed text is kept.",
    ),
}
