"""Any list page: plain links, and 下一页 where it has an address."""

from __future__ import annotations

from scraper.families.base import Family

FAMILY = Family("generic", recognises=lambda _page: True)
