"""What an answer is worth: a page, a wall, or nothing behind a friendly status."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from scraper.errors import Outcome
from scraper.text import decode
from scraper.urls import is_home, same_page_key
from scraper.wire import Exchange

#: Statuses by which portals turn robots away. 202 comes with a page of script.
_WALLS = frozenset({401, 403, 405, 412, 418, 468, 493, 521, 522})
#: Marks of the challenge pages met: jsl, C3VK, EdgeOne, Ruishu.
_CHALLENGES = re.compile(
    rb"__jsl_clearance|\bC3VK\b|EO_Bot_Ssid|__tst_status|\$_ts\s*=\s*window|_cf_chl_opt|acw_sc__v2"
)
#: A challenge is a page of script: longer pages that name such a cookie are pages.
_CHALLENGE_SIZE = 20_000
_STUB_SIZE = 20
_SHELL_SIZE = 2_000
_GONE = (
    r"not\s*found|(?:页面|网页|文章|内容|信息|文件|栏目)(?:不存在|未找到|没有找到|无法找到|已删除|找不到)"
    r"|找不到(?:该|此|您|页面|网页)|访问的.{0,10}(?:不存在|已被?删除|找不到)"
)
#: A title may say the number alone; in the text of a page 404 may be any figure.
_NOTHING_TITLED = re.compile(rf"(?:^|\D)404(?:\D|$)|{_GONE}", re.IGNORECASE)
_NOTHING = re.compile(rf"^\W*(?:http\s*)?404\b|404\s*(?:错误|页面)|{_GONE}", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(
    rb"""<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]*content\s*=\s*["']?\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?([^"'>\s]+)""",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """An outcome and, unless it is `ok`, one line of reason."""

    outcome: Outcome
    reason: str = ""


_OK = Verdict("ok")


def judge(asked: str, exchange: Exchange) -> Verdict:
    """What the last answer to `asked` is worth.

    Args:
        asked: the address first asked for, before redirects.
        exchange: the answer that ended them.
    """
    if exchange.status == 304:
        return Verdict("not_modified")
    if wall := _wall(exchange):
        return Verdict("blocked", f"{wall}; a person has to look")
    if exchange.status in (404, 410):
        return Verdict("missing", f"answers {exchange.status}")
    if exchange.status != 200:
        return Verdict("failed", f"answers {exchange.status}")
    if nothing := _soft_404(asked, exchange):
        return Verdict("missing", nothing)
    return _OK


def _wall(exchange: Exchange) -> str | None:
    if exchange.status in _WALLS:
        return f"answers {exchange.status}"
    body = exchange.body
    if exchange.status == 202 and b"<script" in body.lower():
        return "answers 202 with a page of script"
    cookies = "; ".join(value for name, value in exchange.headers if name.lower() == "set-cookie").encode()
    if len(body) < _CHALLENGE_SIZE and (mark := _CHALLENGES.search(body) or _only_sets(cookies, body)):
        return f"answers with a challenge ({mark[0].decode('ascii', 'replace')})"
    return None


def _only_sets(cookies: bytes, body: bytes) -> re.Match[bytes] | None:
    """A challenge cookie counts where nothing but a shell comes with it."""
    return _CHALLENGES.search(cookies) if len(body) < _SHELL_SIZE and b"<a " not in body.lower() else None


def _soft_404(asked: str, exchange: Exchange) -> str | None:
    body = exchange.body
    if is_home(exchange.url) and not is_home(asked):
        return "leads to the front page instead"
    if len(body.strip()) < _STUB_SIZE:
        return f"answers with {len(body)} bytes"
    if not _is_html(exchange):
        return None
    if (refresh := _REFRESH.search(body)) and len(body) < _SHELL_SIZE:
        target = urljoin(exchange.url, refresh[1].decode("utf-8", "replace"))
        own_folder = same_page_key(urljoin(exchange.url, "./"))
        if not is_home(asked) and (is_home(target) or same_page_key(target) == own_folder):
            return "sends back to the first page"
    text = decode(body, exchange.header("Content-Type") or "")
    title = _TITLE.search(text)
    if (title and _NOTHING_TITLED.search(title[1])) or (len(body) < _SHELL_SIZE and _NOTHING.search(text)):
        return "says that there is no such page"
    return None


def _is_html(exchange: Exchange) -> bool:
    return b"<" in exchange.body[:200]
