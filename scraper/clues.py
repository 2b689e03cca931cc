"""What portals call things: the vocabulary of discovery, as data.

Columns of annual reports are found by what links say and by the names of folders, which are pinyin initials
(xxgknb is 信息公开年报). Weights only order the search; what a page is worth is decided on the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: A link is followed from this score on.
THRESHOLD = 20
#: Added to links beneath the folder of a report column: years, 部门, 乡镇.
BENEATH_COLUMN = 60
#: The score of an agency's name where the page is about disclosure or agencies.
AGENCY_IN_CONTEXT = 70


class Clue(NamedTuple):
    """A pattern and what finding it adds to a link's score."""

    pattern: re.Pattern[str]
    weight: int


def _clues(*rows: tuple[str, int]) -> tuple[Clue, ...]:
    return tuple(Clue(re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in rows)


#: Of the clues that speak for a link the strongest counts; all that speak against it do.
TEXT = _clues(
    (r"信息公开.{0,4}(?:年度?)?.{0,2}(?:年报|报告)|公开年度?报告?$|公开年报", 100),
    (r"年报|年度报告", 75),
    (r"政府信息公开|^信息公开", 50),
    (r"政务公开|信息公开|主动公开|公开(?:目录|专栏|平台|专区)", 45),
    (r"^.{0,6}(?:部门|直属机构|直属单位|乡镇|镇街|街镇|镇乡|街道|[县市区]直|工作机构|政府机构).{0,6}$", 40),
    (r"^(?:19|20)\d\d年?度?.{0,4}$", 15),
    (r"报表|法治政府|依法行政|预算|决算|三公", -500),
    (r"指南|制度|依申请|领导|机构(?:职能|设置|概况)|政策|法规|文件|规范性|规划|计划|总结", -60),
    (r"解读|回应|新闻|动态|要闻|公告|公示|通知|公报|视频|图片|专题|会议|考录|招[考聘录标]|采购|拍卖", -60),
    (r"办事|服务|互动|信箱|热线|投诉|举报|咨询|征集|访谈|调查|建议|提案|留言|直播", -60),
    (r"重点领域|行政(?:许可|处罚|执法|权力|复议)|双随机|权责|权力|收费|价格|扶贫|乡村振兴|应急|统计", -60),
    (r"登录|注册|无障碍|地图|联系|版权|隐私|帮助|微博|微信|客户端|收藏|english|繁體?|下载|rss|简介|概况|旅游", -60),
)

#: Matched against each segment of the path, without its number (`xxgknb_29124` is `xxgknb`).
PATH = _clues(
    (r"(?:\w*gk\w*(?:nb|ndbg|nbg|gzbg)|ndgzbg|ndbg|bmnb|xznb|nb|nianbao|annualreports?)(?:\d{4}n?)?", 100),
    (r"zfxxgk\w*|xxgk\w*|zwgk\w*|govopen|openness", 20),
    (r"\w*(?:bm|xz|jd|zsjg|zj)xxgk\w*|zfbm\w*|bmxxgk\w*|xzbm|bmml|xzjd|jdxz|xzzj", 25),
    (r"\w*wz\w*(?:nb|ndbb|bb)|\w*fzzf\w*", -500),
    (r"\w*(?:jgzn|xxgkzn|gkzn|gkzd|ysq|ysqgk|zcwj|zcfg|zcjd|czyjs|yjs|hygq|tzgg|xwzx|ldzc|ldxx|jgsz)", -60),
    (r"login|search|so|video|hd\w*|bsfw|zwfw\w*|english|en", -60),
)

#: Names that end like an agency of a county.
AGENCY = re.compile(
    r"^[\u4e00-\u9fff·、（）()]{1,28}"
    r"(?:局|委|委员会|办|办公室|厅|院|中心|镇|乡|街道|街道办事处|办事处|政府|管委会|总队|支队|大队|公司|集团|社|会|站|所|馆|室"
    r"|开发区|园区|管理区|农场|林场|苏木|社区)$"
)
#: What ends like an agency and is none.
NOT_AGENCY = re.compile(
    r"^(?:新闻|资讯|视频|图片|下载|帮助|用户|个人|会员|数据|媒体)中心$|公开|政务服务$|概况|首页|关于|新闻发布|会议|建议"
    r"|^(?:国务院|中国|全国)|省|自治区|\d年|年度|年报"
)
#: Pages on which agencies are listed: about disclosure, or about agencies.
CONTEXT = re.compile(r"公开|部门|直属机构|乡镇|街道|单位")
CONTEXT_PATH = re.compile(r"xxgk|zwgk|gk|/bm|zfbm", re.IGNORECASE)

#: Labels and headings of a column of annual reports.
ANNUAL_COLUMN = re.compile(r"公开.{0,6}(?:年报|年度报告)|^(?:年报|年度报告|工作年报)$|公开工作报告")
#: Titles of reports, and of what is like them.
REPORT_TITLE = re.compile(r"公开.{0,12}(?:年报|报告|年度工作总结|工作总结)")
NOT_REPORT_TITLE = re.compile(
    r"报表|法治政府|依法行政|预算|决算|通知|召开|部署|推进会|培训|解读|图解|自查|通报|指南|目录|编制|要求|问答|公告"
    r"|方案|意见|函$|会议|督查|检查|评估|测评|满意度|计划|要点|政务公开工作报告$|网站"
)

#: The place that a title begins with, down to the county; not what only sounds like one, as 农贸市场 or 县城.
PLACE = re.compile(
    r"^(?:关于)?(?:(?:19|20)\d\d年?度?)?\s*([\u4e00-\u9fff]{2,7}?"
    r"(?:自治[区州县旗]|地区|省(?![级直])|市(?!场|政(?!府)|民(?:服务|中心|热线)|[容区直管属级委])|[州盟](?!市)|县(?![城直级域委乡])|旗))"
)
#: A county's name in a portal's.
COUNTY = re.compile(r"^([\u4e00-\u9fff]{2,}?)(?:自治[县旗]|[市县区旗])")

#: The headings that every report since 2019 has (国办公开办函〔2021〕30号); two of them make a page a report.
REPORT_HEADINGS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)

#: Addresses of articles: dated names, long numbers, hashes, documents.
ARTICLE_PATH = re.compile(
    r"/(?:t\d{8}_\d+|t\d{5,}|art_[\w-]+|post_\d+|[0-9a-f]{32}|c\d*_?\d{4,}|P0\d{10,}|[\w-]*?\d{3,})\.(?:s?html?|jhtml|jsp|aspx?|php)$"
    r"|/(?:content|show|info|detail|article)/(?:[\w-]+/)*\d+(?:\.\w+)?$",
    re.IGNORECASE,
)
#: What looks like an article's number and is a year's column.
YEAR_PATH = re.compile(r"/[a-z]{0,2}(?:19|20)\d\d[a-z]{0,2}\.s?html?$", re.IGNORECASE)
DOCUMENT_PATH = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf|xlsx?|et|txt|zip|rar|ceb)(?:$|\?)", re.IGNORECASE)
DOWNLOAD_PATH = re.compile(
    r"/(?:download|downfile|file-download|attachment)\w*\.(?:jsp|do|aspx|jspx|php)|DownloadAttachUrl|/attachment\b",
    re.IGNORECASE,
)
LIST_PATH = re.compile(r"/(?:index|list|default|\w*_?list)(?:_?\d+)?\.\w+$", re.IGNORECASE)
