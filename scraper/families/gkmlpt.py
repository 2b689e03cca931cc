"""gkmlpt, Guangdong's platform: pages are script over `/gkmlpt/api/all/{category}?page=1&sid=…`, which is JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from scraper.families.base import Family, json_of, query_of, with_query
from scraper.page import Link, Page
from scraper.text import squeeze
from scraper.urls import canonical

_CONFIG = re.compile(r"window\._CONFIG\s*=\s*")
_HASH = re.compile(r"/gkmlpt/\w+#(\d+)$")
_API = "/gkmlpt/api/all/"
_BEIJING = timedelta(hours=8)


def _recognises(page: Page) -> bool:
    return _API in page.url or ("_CONFIG" in page.text and "/gkmlpt" in page.url + page.text)


def _scripted(page: Page) -> Sequence[Link]:
    return tuple(_articles(page) if _API in page.url else _categories(page))


def _articles(page: Page) -> Iterator[Link]:
    for article in _listed(page):
        if isinstance(article, dict) and (url := canonical(str(article.get("url", "")), page.url)):
            yield Link(url, str(article.get("title", "")), _day(article))


def _day(article: dict[str, Any]) -> str | None:
    seconds = article.get("display_publish_time")
    if not isinstance(seconds, int):
        return None
    return (datetime.fromtimestamp(seconds, UTC) + _BEIJING).date().isoformat()


def _categories(page: Page) -> Iterator[Link]:
    """Categories as addresses of the interface: those of the page's tree, and those that links name after the hash."""
    config = _config(page)
    named = [(str(branch["id"]), str(branch.get("name", ""))) for branch in _walk(config.get("TREE"))]
    for anchor in page.tree.iter("a") if page.tree is not None else ():
        if found := _HASH.search(anchor.get("href", "")):
            named.append((found[1], squeeze(anchor.text_content())))
    for number, name in named:
        query = urlencode({"page": 1, "sid": config.get("SID", "")})
        if url := canonical(f"{_API}{number}?{query}", page.url):
            yield Link(url, name)


def _config(page: Page) -> dict[str, Any]:
    found = _CONFIG.search(page.text)
    if found is None:
        return {}
    try:
        config, _ = json.JSONDecoder().raw_decode(page.text, found.end())
    except ValueError:
        return {}
    return config if isinstance(config, dict) else {}


def _walk(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "id" in tree:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from _walk(branch)


def _following(page: Page) -> Sequence[str]:
    if _API not in page.url:
        return ()
    asked = query_of(page.url).get("page", "1")
    number = int(asked) if asked.isdigit() else 1
    classify, count = _answer(page).get("classify"), len(_listed(page))
    total = classify.get("post_count") if isinstance(classify, dict) else None
    # All pages but the last are as long as this one, so what came so far is a multiple of its length.
    if not count or not isinstance(total, int) or number * count >= total:
        return ()
    return (with_query(page.url, page=number + 1),)


def _listed(page: Page) -> list[Any]:
    articles = _answer(page).get("articles")
    return articles if isinstance(articles, list) else []


def _answer(page: Page) -> dict[str, Any]:
    answer = json_of(page)
    return answer if isinstance(answer, dict) else {}


FAMILY = Family("gkmlpt", _recognises, _scripted, _following)
