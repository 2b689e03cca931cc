"""gkmlpt, Guangdong's platform: pages are script over `/gkmlpt/api/all/{category}?page=1&sid=…`, which is JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from scraper.families.base import Family
from scraper.page import Link, Page
from scraper.urls import canonical

_CONFIG = re.compile(r"window\._CONFIG\s*=\s*")
_API = "/gkmlpt/api/all/"
_BEIJING = timedelta(hours=8)


def _recognises(page: Page) -> bool:
    return _API in page.url or ("/gkmlpt" in page.text and "_CONFIG" in page.text)


def _links(page: Page) -> Sequence[Link]:
    if _API in page.url:
        return tuple(_articles(page))
    return (*page.links, *_categories(page))


def _articles(page: Page) -> Iterator[Link]:
    for article in _answer(page).get("articles", []):
        if isinstance(article, dict) and (url := canonical(str(article.get("url", "")), page.url)):
            yield Link(url, str(article.get("title", "")), _day(article))


def _day(article: dict[str, Any]) -> str | None:
    seconds = article.get("display_publish_time")
    if not isinstance(seconds, int):
        return None
    return (datetime.fromtimestamp(seconds, UTC) + _BEIJING).date().isoformat()


def _categories(page: Page) -> Iterator[Link]:
    """The tree of categories in the page's configuration, as addresses of the interface."""
    found = _CONFIG.search(page.text)
    if found is None:
        return
    try:
        config, _ = json.JSONDecoder().raw_decode(page.text, found.end())
    except ValueError:
        return
    if not isinstance(config, dict):
        return
    for category in _walk(config.get("TREE")):
        query = urlencode({"page": 1, "sid": config.get("SID", "")})
        if url := canonical(f"{_API}{category['id']}?{query}", page.url):
            yield Link(url, str(category.get("name", "")))


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
    parts = urlsplit(page.url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
    answer = _answer(page)
    articles, classify = answer.get("articles", []), answer.get("classify", {})
    total = classify.get("post_count", 0) if isinstance(classify, dict) else 0
    # All pages but the last are as long as this one, so what came so far is a multiple of its length.
    if not articles or not isinstance(total, int) or number * len(articles) >= total:
        return ()
    return (urlunsplit(parts._replace(query=urlencode({**query, "page": number + 1}))),)


def _answer(page: Page) -> dict[str, Any]:
    try:
        answer = json.loads(page.body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


FAMILY = Family("gkmlpt", _recognises, _links, _following)
