"""Hanweb jpaas: later pages come from a unit of the publishing server, as JSON that holds a list in HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from scraper.families.base import Family, json_of, query_of, with_query
from scraper.page import Link, Page
from scraper.urls import canonical

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_PAIR = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*[\"']([^\"']*)[\"']")
_SIZE = re.compile(r"\b(?:pageSize|perPage|rows)\b[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
#: Entries on a page, where the page does not say; "bulidstatic" is the server's own spelling.
_USUAL_SIZE = "15"
_ALWAYS = {"parseType": "bulidstatic", "pageType": "column"}


def _recognises(page: Page) -> bool:
    return _UNIT in page.url or ("querydata" in page.text.lower() and bool(_scripts(page)))


def _scripts(page: Page) -> list[dict[str, str]]:
    """The query of each script that fills a list of the page."""
    found = page.tree.xpath("//@querydata") if page.tree is not None else []
    queries = [dict(_PAIR.findall(str(data))) for data in found]
    return [query for query in queries if query.get("webId") and query.get("pageId")]


def _answer(page: Page) -> str:
    answer = json_of(page)
    data = answer.get("data") if isinstance(answer, dict) else None
    html = data.get("html") if isinstance(data, dict) else None
    return html if isinstance(html, str) else ""


def _scripted(page: Page) -> Sequence[Link]:
    return page.fragment_links(_answer(page)) if _UNIT in page.url else ()


def _following(page: Page) -> Sequence[str]:
    if _UNIT in page.url:
        asked = _asked(page)
        number = asked.get("pageNo")
        # The server does not say how many pages there are; one without links is past the last.
        return (_numbered(page.url, number + 1, asked),) if isinstance(number, int) and _scripted(page) else ()
    size = _SIZE.search(page.text)
    asked = {"pageSize": size[1] if size else _USUAL_SIZE}
    addresses = (canonical(f"{_UNIT}?{urlencode(_ALWAYS | query)}", page.url) for query in _scripts(page))
    return tuple(_numbered(address, 2, asked) for address in addresses if address)


def _asked(page: Page) -> dict[str, Any]:
    try:
        asked = json.loads(query_of(page.url).get("paramJson", ""))
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _numbered(url: str, number: int, asked: dict[str, Any]) -> str:
    parameters = json.dumps(
        {"pageNo": number, **{k: v for k, v in asked.items() if k != "pageNo"}}, separators=(",", ":")
    )
    return with_query(url, paramJson=parameters)


FAMILY = Family("jpaas", _recognises, _scripted, _following)
