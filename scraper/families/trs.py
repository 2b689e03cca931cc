"""TRS WCM: `createPageHTML(pages, current, "index", "html")`, counted from zero; page two is `index_1.html`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.families.base import Family, next_anchor, numbered
from scraper.page import Page

# Numbers come first here; a quoted name in their place belongs to another family that counts from one. The
# function's definition often stands in the same page, with parameters instead of numbers.
_CALL = re.compile(
    r"""createPage(?:HTML)?\w*\(\s*["']?(\d+)["']?\s*,\s*["']?(\d+)["']?\s*,\s*["']([\w-]+)["']\s*,\s*["']\.?(\w+)["']"""
)
_COUNT = re.compile(r"var\s+countPage\s*=\s*[\"']?(\d+)")
_CURRENT = re.compile(r"var\s+currentPage\s*=\s*[\"']?(\d+)")
_EXTENSION = re.compile(r"\.(s?html?)$", re.IGNORECASE)
_MARKS = re.compile(r"/t\d{8}_\d+\.s?html?|class=[\"']?TRS_|trs_editor|trsapi", re.IGNORECASE)
_RECORDS = re.compile(r"recordCount\s*:\s*[\"']?(\d+)")
_STATIC = re.compile(r"prepage\s*:\s*[\"']?(\d+)")
_STATIC_PAGES = re.compile(r"maxStaticIndex\s*:\s*[\"']?(\d+)")


def _recognises(page: Page) -> bool:
    return bool(_CALL.search(page.text) or _COUNT.search(page.text) or _MARKS.search(page.text))


def _following(page: Page) -> Sequence[str]:
    if call := _CALL.search(page.text):
        pages, current, name, extension = int(call[1]), int(call[2]), call[3], call[4]
    elif count := _COUNT.search(page.text):
        shown = _CURRENT.search(page.text)
        own = _EXTENSION.search(page.url)
        pages, current, name = int(count[1]), int(shown[1]) if shown else 0, "index"
        extension = own[1] if own else "html"
    else:
        return next_anchor(page)
    return numbered(page, f"{name}_{current + 1}.{extension}") if current + 1 < pages else ()


def _unread(page: Page) -> str | None:
    """Lists whose later pages come from the site's search: 动静结合."""
    records, each, pages = (pattern.search(page.text) for pattern in (_RECORDS, _STATIC, _STATIC_PAGES))
    if not (records and each and pages):
        return None
    shown = int(each[1]) * int(pages[1])
    return f"shows {shown} of {records[1]} entries; the rest comes by script" if shown < int(records[1]) else None


FAMILY = Family("trs", _recognises, following=_following, unread=_unread)
