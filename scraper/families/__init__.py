"""CMS families: one module each, which knows a product by its marks and reads its list pages.

A family is pure: a page in, links and the addresses of the next pages out. What no family knows is read as `generic`.
"""

from __future__ import annotations

from scraper.families import generic, gkmlpt, hanweb, jeecms, lonsun, trs, ucap, vsb
from scraper.families.base import Family
from scraper.page import Page

__all__ = ["FAMILIES", "Family", "family_of"]

#: Name → family, in the order in which they are asked whether a page is theirs.
FAMILIES: dict[str, Family] = {
    module.FAMILY.name: module.FAMILY for module in (hanweb, gkmlpt, lonsun, ucap, trs, vsb, jeecms, generic)
}


def family_of(page: Page, declared: str | None = None) -> Family:
    """The family that reads a page: the declared one, the first that knows it, or the generic one."""
    if declared is not None:
        return FAMILIES[declared]
    return next(family for family in FAMILIES.values() if family.recognises(page))
