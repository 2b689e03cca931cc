"""The tables of indicators of the reports before 2019: known indicators and their headers.

Sources: the 政府信息公开情况统计表 of the reports for 2014 to 2018 and the provinces' own 附表 before it.
Provinces renumbered and reworded the rows, so an indicator is known by its words; unknown ones keep them.
"""

from __future__ import annotations

from parsers.forms.model import Label

#: Words of the header by the column that they head.
HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("统计指标", "指标名称", "指标", "项目", "统计项目", "指标内容", "名称", "统计指标名称", "项目名称"),
    "unit": ("计量单位", "单位"),
    "count": (
        "统计数",
        "统计数据",
        "数量",
        "数值",
        "数据",
        "本期",
        "本年数",
        "统计数量",
        "统计值",
        "统计数值",
        "统计结果",
        "本年统计数",
        "本年度统计数",
        "年度统计数",
    ),
    "year": ("年度", "本年度", "当年", "年度数", "本年", "年"),
    "cumulative": ("历年累计", "累计", "累计数", "历年累计数", "累计数量"),
    "code": ("代码", "序号", "编号", "指标代码", "行次"),
}

#: Headers of columns that hold no figures of indicators.
REMARKS = ("备注", "说明", "填报说明", "指标说明", "数据来源", "填报单位", "责任单位")

#: What indicators count in.
UNITS = (
    "条", "件", "次", "个", "人", "人次", "元", "万元", "篇", "期", "场", "场次", "份", "项", "处", "家", "批次", "宗", "起",
)  # fmt: skip

#: What the names of rows begin with that say who filled in the table.
ABOUT = ("填表", "填报", "制表人", "审核人", "负责人", "单位负责人", "联系人", "联系电话", "联系方式", "报出日期")

#: Names of rows that number the columns.
NUMBERING = ("甲", "栏次", "栏目")

#: Indicators that one table prints of reconsiderations and of litigation, or of grants by two names.
REPEATED = frozenset({"upheld", "corrected", "other_result", "granted"})

INDICATORS = (
    Label("disclosed", "主动公开政府信息数", "Information disclosed on own initiative",
          ("主动公开信息数", "主动公开文件数", "主动公开政府信息总数", "主动公开政府信息数量")),
    Label("disclosed_whole_region", "主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "Information disclosed"),
    Label("normative_documents_issued", "制发规范性文件总数", "Normative documents issued", ("规范性文件总数",)),
    Label("disclosed_on_website", "政府网站公开政府信息数", "Disclosed on the website",
          ("网站公开", "政府网站公开数", "网站公开数", "政府网站公开", "政府网站")),
    Label("disclosed_in_gazette", "政府公报公开政府信息数", "Disclosed in the gazette",
          ("政府公报公开", "政府公报公开数", "公报公开数", "政府公报")),
    Label("disclosed_by_weibo", "政务微博公开政府信息数", "Disclosed by microblog", ("政务微博公开数",)),
    Label("disclosed_by_wechat", "政务微信公开政府信息数", "Disclosed by WeChat", ("政务微信公开数",)),
    Label("disclosed_otherwise", "其他方式公开政府信息数", "Disclosed in other ways", ("其他方式公开数",)),
    Label("responses", "回应公众关注热点或重大舆情数", "Responses to matters of public concern",
          ("回应公众关注热点或重大舆情数不同方式回应同一热点或舆情计1次",)),
    Label("press_conferences", "参加或举办新闻发布会总次数", "Press conferences held or attended"),
    Label("online_interviews", "政府网站在线访谈次数", "Online interviews"),
    Label("interpretations", "政策解读稿件发布数", "Interpretations published"),
    Label("weibo_responses", "微博微信回应事件数", "Responses by microblog and WeChat"),
    Label("applications_received", "收到申请数", "Applications received",
          ("受理依申请公开信息总数", "收到政府信息公开申请数", "依申请公开信息总数", "受理申请总数")),
    Label("applications_in_person", "当面申请数", "Applications in person"),
    Label("applications_by_fax", "传真申请数", "Applications by fax"),
    Label("applications_by_email", "电子邮件申请数", "Applications by e-mail"),
    Label("applications_online", "网络申请数", "Applications online", ("网上申请数",)),
    Label("applications_by_letter", "信函申请数", "Applications by letter"),
    Label("applications_by_letter_or_fax", "信函、传真申请数", "Applications by letter or fax"),
    Label("applications_completed", "申请办结数", "Applications completed"),
    Label("completed_in_time", "按时办结数", "Completed in time"),
    Label("completed_with_extension", "延期办结数", "Completed after extension"),
    Label("applications_answered", "申请答复数", "Applications answered", ("对申请的答复总数", "答复总数", "申请答复总数")),
    Label("already_disclosed", "属于已主动公开范围数", "Already disclosed"),
    Label("granted", "同意公开答复数", "Granted", ("同意公开数",)),
    Label("granted_in_part", "同意部分公开答复数", "Granted in part", ("部分公开答复数", "同意部分公开数")),
    Label("denied", "不同意公开答复数", "Denied", ("否决公开答复数", "不予公开答复数", "不同意公开数")),
    Label("denied_state_secret", "涉及国家秘密", "State secret"),
    Label("denied_trade_secret", "涉及商业秘密", "Trade secret"),
    Label("denied_privacy", "涉及个人隐私", "Personal privacy"),
    Label("denied_security_and_stability", "危及国家安全、公共安全、经济安全和社会稳定", "Endangers security and stability"),
    Label("denied_not_such_information", "不是《条例》所指政府信息", "Not government information"),
    Label("denied_by_law", "法律法规规定的其他情形", "Other cases by law"),
    Label("not_own_information", "不属于本行政机关公开数", "Not this agency's to disclose"),
    Label("not_existing", "申请信息不存在数", "Information does not exist", ("信息不存在数",)),
    Label("told_to_correct", "告知作出更改补充数", "Told to correct or complete"),
    Label("told_other_way", "告知通过其他途径办理数", "Told to use another way"),
    Label("answered_otherwise", "其他类型答复数", "Answered otherwise"),
    Label("reconsiderations", "行政复议数量", "Administrative reconsiderations", ("行政复议数",)),
    Label("litigations", "行政诉讼数量", "Administrative litigation", ("行政诉讼数",)),
    Label("upheld", "维持具体行政行为数", "Upheld"),
    Label("corrected", "被依法纠错数", "Corrected"),
    Label("other_result", "其他情形数", "Other results"),
    Label("litigation_upheld", "维持具体行政行为或者驳回原告诉讼请求数", "Upheld or claim dismissed"),
    Label("complaints", "举报投诉数量", "Complaints", ("行政申诉、举报数", "举报投诉数", "行政申诉数")),
    Label("litigations_and_complaints", "接受行政诉讼、举报数", "Litigation and complaints accepted"),
    Label("fees", "依申请公开信息收取的费用", "Fees collected", ("收取费用", "政府信息公开收费金额")),
    Label("fees_reduced", "政府信息公开收费减免金额", "Fees reduced or waived"),
    Label("units", "政府信息公开工作专门机构数", "Offices for disclosure"),
    Label("reading_points", "设置政府信息公开查阅点数", "Reading points"),
    Label("staff", "从事政府信息公开工作人员数", "Staff", ("政府信息公开工作人员总数",)),
    Label("staff_full_time", "专职人员数", "Staff, full time", ("专职人员数（不包括政府公报及政府网站工作人员数）",)),
    Label("staff_part_time", "兼职人员数", "Staff, part time"),
    Label("funds", "政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "Funds",
          ("政府信息公开专项经费",)),
    Label("meetings", "召开政府信息公开工作会议或专题会议数", "Meetings"),
    Label("training_courses", "举办各类培训班数", "Training courses"),
    Label("people_trained", "接受培训人员数", "People trained"),
)  # fmt: skip
