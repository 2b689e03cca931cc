"""What a page prints behind its article: counters of visits, buttons, neighbouring articles, the portal's foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.words.text import narrow

#: 浏览次数：19432次 · 阅读（345） · 评论 12 条 · 访问统计.
_COUNTER = (
    r"(?:本[页文站网]|文章|页面|网站|总|累计|已)*(?:浏览|阅读?|点击|访问|点赞|评论|收藏|转发|分享)"
    r"(?:次数|人数|人次|总?量|总?数|率|统计)?:?[\[【(]?\d*(?:,\d{3})*[\]】)]?(?:人次|次|条|人|个)?"
)
#: 【打印本页】 · 关闭窗口 · 字号：大 中 小.
_BUTTON = (
    r"[\[【〖(]?(?:打印|关闭|返回|回到|下载|刷新|纠错|我要纠错|收藏|字[号体]|大|中|小)"
    r"(?:本页|此页|页面|文章|窗口|顶部|首页|列表)?[\]】〗)]?:?"
)
#: 共 3 页 35 条记录 · 第 1 页.
_PAGES = r"共?\d+[页条](?:记录)?|第\d+页"
#: Who wrote, checked and put up what the page prints, and when: 责任编辑：张三 审核：李四 · 发布时间：2024-01-18 10:12.
_CREDITED = (
    r"(?:责任编辑|责编|编辑|编审|审核|审签|初审|复审|终审|校对|签发|作者|撰稿|供稿|录入|信息员|发布|信息来源|稿件来源|文章来源|内容来源"
    r"|来源|发布时间|发布日期|更新时间)(?:人|者|员|单位|机构|部门)?:"
)
_COUNTED = r"\d+[条件次篇期个份项人万]"
_CREDIT = (
    rf"[\[【(]?{_CREDITED}(?!{_COUNTED})(?:(?!{_CREDITED}|浏览|阅读|点击|{_COUNTED})(?:[^。,;:]|(?<=\d):(?=\d)))*+"
)
#: A line of nothing else.
_FURNITURE = re.compile(rf"(?>{_COUNTER}|{_BUTTON}|{_PAGES}|{_CREDIT}|[|/,])++")
_LONGEST = 100
#: Behind a line that begins so stands nothing of the report any more.
_END = re.compile(
    r"[\[【<《]?(?:上一[篇条]|下一[篇条]|相关(?:文章|链接|信息|新闻|阅读|文档|附件)|分享到|(?:微信)?扫一扫|友情链接|版权所有|网站标识码|您是第"
    r"|您访问的链接|(?:主办|主管)(?:单位)?:|技术支持:|本网站由|政府网站找错|\w?(?:ICP备|公网安备)|Copyright)"
)
#: So ends the line before 网站访问量：123456次 in a list of the report's own.
_LIST = re.compile(r"[:;、]$|:\d[\d,.]*\w{0,3}$")


def without_furniture(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a report's last section without what the page prints behind it.

    Only there: between the lines of a report 网站访问量：123456次 is its own.
    """
    end = next((index for index, line in enumerate(lines) if _END.match(narrow(line[:_LONGEST]))), len(lines))
    while end and _is_furniture(lines[end - 1]) and not _in_list(lines, end - 1):
        end -= 1
    return lines[:end]


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST and _FURNITURE.fullmatch(narrow(line)) is not None


def _in_list(lines: Sequence[str], index: int) -> bool:
    """Whether the line before belongs to a list and is none of the page."""
    before = lines[index - 1] if index else ""
    return _LIST.search(narrow(before[-_LONGEST:])) is not None and not _is_furniture(before)
