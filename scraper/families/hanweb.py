"""Hanweb jpage: the list stands in the page as XML with CDATA, and goes on at `dataproxy.jsp`.

The next group is asked for by its own link, with the range of records added: some servers obey `page`, others
`startrecord`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from scraper.families.base import Family, query_of, with_query
from scraper.page import Link, Page
from scraper.urls import canonical

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[.*?href\s*=\s*[\"']([^\"']+)[\"'].*?\]\]>\s*</nextgroup>", re.DOTALL | re.IGNORECASE
)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|totalRecord\s*:\s*[\"']?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s*:\s*[\"']?(\d+)", re.IGNORECASE)
_MARKS = re.compile(r"<datastore>|\.jpage\(|dataproxy\.jsp|xxgkAnnualReport\.jsp")
_COLUMN = re.compile(r"/col/col\d+/")
#: The annual reports of one organisation, by its code of 18 characters and the year reported on.
_ANNUAL = re.compile(r"[\w/.-]*/xxgkAnnualReport\.jsp\?area=\w+")
_ANNUAL_YEAR = re.compile(r"fbtime=((?:19|20)\d\d)\b|<option[^>]*value=[\"']?((?:19|20)\d\d)\b")
#: Pages in a group, as the servers' own script asks for them.
_PAGES = 3


def _recognises(page: Page) -> bool:
    return bool(_MARKS.search(page.text) or _COLUMN.search(page.url))


def _scripted(page: Page) -> Sequence[Link]:
    records = [page.fragment_links(record) for record in _RECORD.findall(page.text)]
    return (*(link for links in records for link in links), *_annual_reports(page))


def _annual_reports(page: Page) -> Iterator[Link]:
    """The annual-report module of a page, asked for each year that the page names."""
    years = dict.fromkeys(first or second for first, second in _ANNUAL_YEAR.findall(page.text))
    for address in dict.fromkeys(_ANNUAL.findall(unescape(page.text))):
        for year in years:
            if url := canonical(f"{address}&fbtime={year}", page.base):
                yield Link(url, seat="frame")


def _following(page: Page) -> Sequence[str]:
    group, total = _NEXT_GROUP.search(page.text), _TOTAL.search(page.text)
    if group is None or total is None:
        return ()
    asked = query_of(page.url)
    per_page = _PER_PAGE.search(page.text)
    size = asked.get("perpage", per_page[1] if per_page else "15")
    end = int(asked["endrecord"]) if asked.get("endrecord", "").isdigit() else len(_RECORD.findall(page.text))
    if not size.isdigit() or not 0 < end < int(total[1] or total[2]):
        return ()
    address = canonical(unescape(group[1]), page.url)
    if address is None:
        return ()
    return (with_query(address, startrecord=end + 1, endrecord=end + _PAGES * int(size), perpage=size),)


FAMILY = Family("hanweb", _recognises, _scripted, _following)
