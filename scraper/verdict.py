"""What an answer is worth: a page, a wall, or nothing behind a friendly status."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.errors import Outcome
from scraper.page import Page
from scraper.urls import canonical, is_home, same_page_key
from scraper.wire import Exchange

#: Statuses by which portals turn robots away. 202 comes with a page of script.
_WALLS = frozenset({401, 403, 405, 412, 418, 468, 493, 521, 522})
#: Marks of the challenge pages met: jsl, C3VK, EdgeOne, Ruishu.
_CHALLENGES = re.compile(
    rb"__jsl_clearance|\bC3VK\b|EO_Bot_Ssid|__tst_status|\$_ts\s*=\s*window|_cf_chl_opt|acw_sc__v2"
)
#: A challenge is a page of script: one with more words or links is a page that only names such a cookie.
_CHALLENGE_SIZE, _CHALLENGE_WORDS, _CHALLENGE_LINKS = 20_000, 500, 2
_STUB_SIZE = 20
#: In longer pages only the title can say that there is nothing.
_SHELL_SIZE = 2_000
_LOST = r"(?:不存在|未找到|没有找到|没找到|无法找到|找不到|已经?被?删除|已经?被?移除)"
#: What is lost must be the page asked for: reports say that information does not exist, and tell of broken links.
_GONE = (
    r"(?:page|file|url|404)\W*(?:was\s*)?not\s*found"
    rf"|(?:访问|浏览|查看|请求|打开)的[^，。“”]{{0,10}}?{_LOST}"
    rf"|(?:^|[，。！：；,:;!])\W*(?:抱歉|对不起)?\W*[该此本]?(?<![“《])(?:页面|网页|文章|栏目){_LOST}(?=$|[\s或了！。，、!,.])"
    r"|404\W*(?:错误|页面|error)"
)
_NOTHING = re.compile(_GONE, re.IGNORECASE | re.MULTILINE)
#: A title may say the number alone, but not as that of a document.
_NOTHING_TITLED = re.compile(rf"(?:^|[-_—|\s])\W*(?:http\W*)?404\W*(?:$|[-_—|])|{_GONE}", re.IGNORECASE)
_REFRESH = re.compile(
    rb"""<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]*content\s*=\s*["']?\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?([^"'>\s]+)""",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """An outcome and, unless it is `ok`, one line of reason."""

    outcome: Outcome
    reason: str = ""


_OK = Verdict("ok")
_HOME = "leads to the front page instead"


def judge(asked: str, exchange: Exchange) -> Verdict:
    """What the last answer to `asked` is worth.

    Args:
        asked: the address first asked for, before redirects.
        exchange: the answer that ended them.
    """
    if exchange.status == 304:
        return Verdict("missing", _HOME) if _ends_at_home(asked, exchange) else Verdict("not_modified")
    if wall := _wall(exchange):
        return Verdict("blocked", f"{wall}; a person has to look")
    if exchange.status in (404, 410):
        return Verdict("missing", f"answers {exchange.status}")
    if exchange.status != 200:
        return Verdict("failed", f"answers {exchange.status}")
    if nothing := _soft_404(asked, exchange):
        return Verdict("missing", nothing)
    return _OK


def _ends_at_home(asked: str, exchange: Exchange) -> bool:
    return is_home(exchange.url) and not is_home(asked)


def _wall(exchange: Exchange) -> str | None:
    if exchange.status in _WALLS:
        return f"answers {exchange.status}"
    body = exchange.body
    if exchange.status == 202 and b"<script" in body.lower():
        return "answers 202 with a page of script"
    if len(body) < _CHALLENGE_SIZE and (mark := _mark(exchange)) and _shows_nothing(exchange.page):
        return f"answers with a challenge ({mark})"
    return None


def _mark(exchange: Exchange) -> str | None:
    """The mark of a challenge in the body, or in a cookie that comes with it."""
    cookies = "; ".join(value for name, value in exchange.headers if name.lower() == "set-cookie")
    found = _CHALLENGES.search(exchange.body) or _CHALLENGES.search(cookies.encode("utf-8", "replace"))
    return found[0].decode("ascii", "replace") if found else None


def _shows_nothing(page: Page) -> bool:
    if page.tree is None:
        return False
    return len(page.words) < _CHALLENGE_WORDS and sum(1 for _ in page.tree.iter("a")) < _CHALLENGE_LINKS


def _soft_404(asked: str, exchange: Exchange) -> str | None:
    body = exchange.body
    if _ends_at_home(asked, exchange):
        return _HOME
    if len(body.strip()) < _STUB_SIZE:
        return f"answers with {len(body)} bytes"
    page = exchange.page
    if page.tree is None:
        return None
    if len(body) < _SHELL_SIZE and (refresh := _REFRESH.search(body)):
        target = canonical(refresh[1].decode("utf-8", "replace"), exchange.url)
        if target is not None and _is_back(asked, exchange.url, target):
            return "sends back to the first page"
    short = len(body) < _SHELL_SIZE
    if _NOTHING_TITLED.search(page.title) or (short and _NOTHING.search(page.shown)):
        return "says that there is no such page"
    return None


def _is_back(asked: str, url: str, target: str) -> bool:
    """Whether a page sends to the front page, or to the first page of a list of which it is a later one."""
    if is_home(asked):
        return False
    first = canonical("./", url)
    return is_home(target) or (
        first is not None and same_page_key(target) == same_page_key(first) != same_page_key(url)
    )
