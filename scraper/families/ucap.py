"""UCAP and its like: `createPageHTML('page_div', pages, current, 'common_list', 'shtml', rows)`, counted from one.

Some lists are only filled by script, from `/common/search/{channel}?page=1&…`, which is JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from scraper.families.base import Family, json_of, next_anchor, numbered, query_of, with_query
from scraper.page import Link, Page, first_date
from scraper.text import squeeze
from scraper.urls import canonical

_CALL = re.compile(
    r"""createPage(?:HTML)?\w*\(\s*["'](?!\d+["'])([\w-]*)["']\s*,\s*["']?(\d+)["']?\s*,\s*["']?(\d+)["']?\s*,\s*["']([\w-]+)["']\s*,\s*["']\.?(\w+)["']"""
)
_SEARCH = "/common/search/"
_ADDRESS = re.compile(r"""["']([^"'\s]*/common/search/\w+\?[^"'\s]*)""")
_TAG = re.compile(r"<[^>]*>")
_MARKS = re.compile(r"UCAP-?CONTENT|/common_list(?:_\d+)?\.shtml|/common/search/\w+\?", re.IGNORECASE)


def _recognises(page: Page) -> bool:
    return bool(_SEARCH in page.url or _CALL.search(page.text) or _MARKS.search(page.text))


def _scripted(page: Page) -> Sequence[Link]:
    return tuple(_results(page) if _SEARCH in page.url else _searches(page))


def _searches(page: Page) -> Iterator[Link]:
    """The channels that a page fills itself with by script."""
    for address in dict.fromkeys(_ADDRESS.findall(page.scripts)):
        if url := canonical(address, page.url):
            yield Link(with_query(url, page=1, _isJson="true"), seat="frame")


def _results(page: Page) -> Iterator[Link]:
    for result in _listed(page):
        if isinstance(result, dict) and (url := canonical(str(result.get("url") or ""), page.url)):
            title = squeeze(_TAG.sub("", str(result.get("title", ""))))
            yield Link(url, title, first_date(str(result.get("publishedTimeStr", ""))))


def _following(page: Page) -> Sequence[str]:
    if _SEARCH in page.url:
        return _next_results(page)
    call = _CALL.search(page.text)
    if call is None:
        return next_anchor(page)
    pages, current, name, extension = int(call[2]), int(call[3]), call[4], call[5]
    return numbered(page, f"{name}_{current + 1}.{extension}") if current < pages else ()


def _next_results(page: Page) -> Sequence[str]:
    asked = query_of(page.url)
    number, size, total = asked.get("page", "1"), asked.get("_pageSize", "15"), _data(page).get("total")
    if not (number.isdigit() and size.isdigit() and isinstance(total, int) and _listed(page)):
        return ()
    return (with_query(page.url, page=int(number) + 1),) if int(number) * int(size) < total else ()


def _data(page: Page) -> dict[str, Any]:
    answer = json_of(page)
    data = answer.get("data") if isinstance(answer, dict) else None
    return data if isinstance(data, dict) else {}


def _listed(page: Page) -> list[Any]:
    results = _data(page).get("results")
    return results if isinstance(results, list) else []


FAMILY = Family("ucap", _recognises, _scripted, _following)
