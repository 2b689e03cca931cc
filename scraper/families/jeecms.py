"""jeecms: `index.jhtml`, `index_2.jhtml`, counted from one; the pager's address is in `onclick`."""

from __future__ import annotations

import re

from scraper.families.base import Family
from scraper.page import Page

_MARKS = re.compile(r"\.jhtml\b|jeecms", re.IGNORECASE)


def _recognises(page: Page) -> bool:
    return page.url.endswith(".jhtml") or bool(_MARKS.search(page.text))


FAMILY = Family("jeecms", _recognises)
