"""Lonsun and its like: `Ls.pagination({pageCount: 3, …})`; pages by `pageIndex`, counted from one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.families.base import Family, next_anchor, query_of, with_query
from scraper.page import Page

_CALL = re.compile(r"Ls\.pagination\s*\(\s*\{(.*?)\}\s*\)", re.DOTALL)
_PAGES = re.compile(r"pageCount\s*:\s*[\"']?(\d+)")
_MARKS = re.compile(r"Ls\.pagination|/public/column/\d+|j-fontContent")


def _recognises(page: Page) -> bool:
    return bool(_MARKS.search(page.text) or "/public/column/" in page.url)


def _following(page: Page) -> Sequence[str]:
    call = _CALL.search(page.text)
    pages = _PAGES.search(call[1]) if call else None
    if pages is None:
        return next_anchor(page)
    asked = query_of(page.url).get("pageIndex", "1")
    current = int(asked) if asked.isdigit() else 1
    return (with_query(page.url, pageIndex=current + 1),) if current < int(pages[1]) else ()


FAMILY = Family("lonsun", _recognises, following=_following)
