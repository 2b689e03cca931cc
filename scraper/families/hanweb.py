"""Hanweb jpage: the list stands in the page as XML with CDATA, and goes on at `dataproxy.jsp`.

The next group is asked for by its own link, with the range of records added: some servers obey `page`, others
`startrecord`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit, urlunsplit

from scraper.families.base import Family
from scraper.page import Link, Page

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[.*?href\s*=\s*[\"']([^\"']+)[\"'].*?\]\]>\s*</nextgroup>", re.DOTALL | re.IGNORECASE
)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|totalRecord\s*:\s*[\"']?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s*:\s*[\"']?(\d+)", re.IGNORECASE)
_MARKS = re.compile(r"<datastore>|\.jpage\(|dataproxy\.jsp|/col/col\d+/")
#: Pages in a group, as the servers' own script asks for them.
_PAGES = 3


def _recognises(page: Page) -> bool:
    return bool(_MARKS.search(page.text))


def _links(page: Page) -> Sequence[Link]:
    records = [page.fragment_links(record) for record in _RECORD.findall(page.text)]
    return (*page.links, *(link for links in records for link in links))


def _following(page: Page) -> Sequence[str]:
    group, total = _NEXT_GROUP.search(page.text), _TOTAL.search(page.text)
    if group is None or total is None:
        return ()
    asked = {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}
    per_page = _PER_PAGE.search(page.text)
    size = asked.get("perpage", per_page[1] if per_page else "15")
    end = int(asked["endrecord"]) if "endrecord" in asked else len(_RECORD.findall(page.text))
    if not size.isdigit() or not 0 < end < int(total[1] or total[2]):
        return ()
    parts = urlsplit(urljoin(page.url, unescape(group[1])))
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    query |= {"startrecord": str(end + 1), "endrecord": str(end + _PAGES * int(size)), "perpage": size}
    return (urlunsplit(parts._replace(query=urlencode(query))),)


FAMILY = Family("hanweb", _recognises, _links, _following)
