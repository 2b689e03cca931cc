"""Why a link was not followed, for whoever looks for a report that was not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper import clues
from scraper.discover import Reading, is_agency, leads, score_of
from scraper.page import Link
from scraper.urls import same_page_key

#: Links worth an explanation: they speak of disclosure or of yearly reports, or name an agency.
_OF_INTEREST = re.compile(r"公开|年报|年度报告")


class PassedOver(NamedTuple):
    """A link that was not followed, and why in one line."""

    link: Link
    reason: str


def passed_over(reading: Reading) -> Iterator[PassedOver]:
    """The links of a page that could have led to a report and were not followed."""
    if reading.kind in ("report", "attachment"):
        return
    followed = {same_page_key(lead.url) for lead in leads(reading)}
    for link in dict.fromkeys(reading.links):
        of_interest = _OF_INTEREST.search(link.text) or is_agency(link.text)
        if of_interest and link.seat == "link" and same_page_key(link.url) not in followed:
            yield PassedOver(link, _reason(reading, link))


def _reason(reading: Reading, link: Link) -> str:
    if clues.REPORT_TITLE.search(link.text):
        if other := clues.NOT_REPORT_TITLE.search(link.text):
            return f"titled like a report, but speaks of {other[0]}"
        return f"titled like a report, but {urlsplit(link.url).path} is not the address of an article or a file"
    if is_agency(link.text):
        return "names an agency, but nothing on this page says that it lists agencies"
    return f"weighs {score_of(reading, link)}; links are followed from {clues.THRESHOLD}"
