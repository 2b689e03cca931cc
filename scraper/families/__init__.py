"""CMS families: one module each, which knows a product by its marks and reads its list pages.

A family is pure: a page in, links and the addresses of the next pages out. What no family knows is read as `generic`.
"""

from __future__ import annotations

from collections.abc import Iterable

from scraper.families import generic, gkmlpt, hanweb, jeecms, jpaas, lonsun, trs, ucap, vsb
from scraper.families.base import Family, no_links
from scraper.page import Link, Page

__all__ = ["FAMILIES", "Family", "family_of", "links_of"]

#: Name → family, in the order in which they are asked whether a page is theirs.
FAMILIES: dict[str, Family] = {
    module.FAMILY.name: module.FAMILY for module in (jpaas, hanweb, gkmlpt, lonsun, ucap, trs, vsb, jeecms, generic)
}
#: Those whose pages have links that only script would show. Looking for marks costs as much as parsing the page.
_SCRIPTED = tuple(family for family in FAMILIES.values() if family.scripted is not no_links)


def family_of(page: Page, declared: str | None = None) -> Family:
    """The family that reads a page: the declared one, else of those whose marks it bears one that can go on.

    A page may bear the marks of more than one, for sites link to each other and products share parts.
    """
    marked = _marked(page, declared)
    return next((family for family in marked if family.following(page)), marked[0])


def links_of(page: Page, declared: str | None = None) -> tuple[Link, ...]:
    """The links of a page, with those that only script would show; first come those, for they say more."""
    scripted = [link for family in _marked(page, declared, _SCRIPTED) for link in family.scripted(page)]
    known = {link.url for link in scripted}
    return (*scripted, *(link for link in page.links if link.url not in known))


def _marked(page: Page, declared: str | None, among: Iterable[Family] = FAMILIES.values()) -> list[Family]:
    if declared is not None:
        return [FAMILIES[declared]]
    return [family for family in among if family.recognises(page)]
