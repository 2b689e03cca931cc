"""The words that say of what else than the agency and its year a figure is, and where they may stand."""

from __future__ import annotations

import re

from parsers.narrative.items import ITEM

_REGION = "(?:全(?:[省市县区州旗盟镇乡]|系统)|我[省市县区州旗盟])(?![内中域场范])"
#: Whose figures are not the agency's own.
_EACH = (
    *("乡镇", "镇", "乡", "街道", "区", "县", "市", "村", "社区"),
    *("部门", "单位", "成员单位", "有关单位", "相关单位", "分局", "学校"),
)
_UNITS = rf"各(?:{'|'.join(_EACH)})|(?:下属|所属|局属|直属)各?(?:事业)?(?:单位|机构|学校)"
_QUARTER = r"第?[一二三四1-4](?:[-—~～至到、]第?[二三四2-4])?个?季度"
_PART = rf"{_QUARTER}|前[一二两三1-3]个?季度|前(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月|[上下]半年"
#: 2008年至2023年, 2008年5月1日至2023年12月31日.
_DAY = r"(?:\d{1,2}月)?(?:\d{1,2}日)?"
SPAN = rf"(?P<since>20\d\d)(?:年度?)?{_DAY}起?[-—~～至到](?!(?P=since))20\d\d年度?{_DAY}"
_TO = r"[-—~～至到](?:20\d\d年)?"
_MONTHS = rf"(?P<first>1[0-2]|[1-9])(?:月(?:\d{{1,2}}日)?)?起?{_TO}(?P<last>1[0-2]|[1-9])月(?:\d{{1,2}}日|份|[底末])?"
#: 到11月底; not 到11月底前, by when something had to be done.
_REACHED = r"到(?=(?:20\d\d年)?(?:1?\d|十?[一二]|[三四五六七八九十])月(?:,|(?:份|[底末]|\d{1,2}日)(?!之?前))|年[底末])"
#: 截至11月底, 截至2023年10月31日; what lasts until December, or until the end of a year, is no part of it.
UNTIL = (
    rf"(?:截[至止]到?|{_REACHED})"
    r"(?:(?P<till>20\d\d)年度?|(?P<ago>去年|上一?年度?)|[今本]年度?)?"
    r"(?:(?P<in>(?:1[01]|0?[1-9]|十一?|[一二三四五六七八九])月|(?:第?[一二三1-3]|前[一二两三1-3]个?)季度|上半年)"
    r"|1?2月|十二月|年[底末])?(?:份|\d{1,2}日|[底末初])?(?<![至止到])"
)
_MONTH = r"(?:1[0-2]|[1-9])月(?:份|\d{1,2}日)?(?![\d底末初起前止至到-])"
WORDS = re.compile(
    "(?P<own>我(?:街道|中心|单位|部门|[局委办院厅镇乡街队所站中会处])|本(?:行政|级)?机关|本(?:单位|部门|街道)|本[局级委办院厅行镇乡]|局机关|[县市区]本级)"
    r"|(?P<now>今年度?|本年度?|全年度?|年内|当年)|(?P<present>(?:截[至止])?目前|如今|现(?=[有已达共]))"
    rf"|(?P<span>{SPAN})|(?P<place>{_REGION}|{_UNITS})|(?P<part>{_PART}|{_MONTHS}|{_MONTH})"
    r"|(?P<other>(?:去年|上一?年度?|前年)(?:同期|[底末])?|(?P<year>20\d\d)年(?:度|[底末])?)"
    rf"|(?P<until>{UNTIL})|(?P<sum>(?:合计|总计|共计)(?=\d))"
)
#: A part of the year that does not begin what is said: 微信公众号截至11月底发布信息.
WITHIN, OF_PART = re.compile(rf"{UNTIL}|{_PART}"), frozenset("截季半前")
#: Without one of these, or another year, no clause is of anything but the agency and its year. Each begins with a
#: character of its own: that is what is found fast.
SIGN = re.compile(
    "全[省市县区州旗盟镇乡]|我[省市县区州旗盟镇乡]"
    rf"|各[{''.join(unit[0] for unit in _EACH)}]|属|月|季度|半年|去年|前年|上一?年"
)
YEAR = re.compile(r"20\d\d(?=年)")
#: What may stand before such a word, and the end of the clause before.
_OPENER = rf"(?:{ITEM})?(?:其中:?|另外?|此外|同时|目前|由|[自从](?=\d))?"
BEGINNING = re.compile(_OPENER)
CLAUSE = re.compile(
    rf"[,;:()。!?\n、](?:(?<!、)|(?<=[条件次篇个份期]、)(?=下半年|第?[二三四]季度|20\d\d年[\u4e00-\u9fff]|今年|本年)|(?<=\d、)(?=下半年|第?[二三四]季度))(?=[其另此同目由自从截到合总共\d我本局县市区今全年当如现各下所直第一二三四五六七八九十①-⑳上去前])"
    rf"{_OPENER}(?={WORDS.pattern})"
)
