"""UCAP and its like: `createPageHTML('page_div', pages, current, 'common_list', 'shtml', rows)`, counted from one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from scraper.families.base import Family, next_anchor
from scraper.page import Page

_CALL = re.compile(
    r"""createPage(?:HTML)?\w*\(\s*["'](?!\d+["'])([\w-]*)["']\s*,\s*["']?(\d+)["']?\s*,\s*["']?(\d+)["']?\s*,\s*["']([\w-]+)["']\s*,\s*["']\.?(\w+)["']"""
)
_MARKS = re.compile(r"UCAP-?CONTENT|/common_list(?:_\d+)?\.shtml", re.IGNORECASE)


def _recognises(page: Page) -> bool:
    return bool(_CALL.search(page.text) or _MARKS.search(page.text))


def _following(page: Page) -> Sequence[str]:
    call = _CALL.search(page.text)
    if call is None:
        return next_anchor(page)
    pages, current, name, extension = int(call[2]), int(call[3]), call[4], call[5]
    return (urljoin(page.url, f"{name}_{current + 1}.{extension}"),) if current < pages else ()


FAMILY = Family("ucap", _recognises, following=_following)
