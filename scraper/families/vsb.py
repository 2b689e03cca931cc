"""VSB (博达): page one is `list.htm`, page two `list/{N-1}.htm`, the last `list/1.htm`.

Addresses of later pages shift when a page is added, so a list is read from the top each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.families.base import Family, next_anchor, numbered
from scraper.page import Page

_PAGES = re.compile(r"_simple_list_gotopage_fun\(\s*(\d+)")
_MARKS = re.compile(r"vsb_content|/_sitegray/|_simple_list_gotopage_fun|\bp_next\b|DownloadAttachUrl|/__local/")
_LATER = re.compile(r"/(\d+)\.htm$")
_FIRST = re.compile(r"/([\w-]+)\.htm$")


def _recognises(page: Page) -> bool:
    return bool(_MARKS.search(page.text))


def _following(page: Page) -> Sequence[str]:
    if found := next_anchor(page):
        return found
    pages = _PAGES.search(page.text)
    if pages is None:
        return ()
    if later := _LATER.search(page.url):
        number = int(later[1])
        return numbered(page, f"{number - 1}.htm") if number > 1 else ()
    first = _FIRST.search(page.url)
    return numbered(page, f"{first[1]}/{int(pages[1]) - 1}.htm") if first and int(pages[1]) > 1 else ()


FAMILY = Family("vsb", _recognises, following=_following)
