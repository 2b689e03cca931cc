"""`nianbao portal add`: a portal's file from what its site shows, and a sample of its pages for a person to review."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from nianbao.errors import UserError
from nianbao.portals import Probe
from parsers.record import as_plain
from parsers.report import parse
from scraper.capture import Kind
from scraper.discover import Lead, Reading
from scraper.divisions import division, of_name
from scraper.errors import PortalError
from scraper.page import Page
from scraper.portal import Portal, read_portal
from scraper.urls import canonical

_SITE_WORDS = re.compile(r"(?:人民)?政府(?:门户)?(?:网站|网)?.*$|门户网站.*$|[-_|—–·\s].*$")
#: Of what a first crawl finds, a later one is expected to find so much.
_EXPECTED_SHARE = 0.8
#: What an unreviewed sample says to its reviewer.
REVIEW = "compare with the page, correct what is wrong, then set reviewed to true"


def new_portal(url: str, portal_id: str | None, name: str | None, directory: Path) -> Portal:
    """A portal with this root, checked as its file will be.

    Raises:
        UserError: the address is none, or the id is taken or cannot be made from it.
    """
    made = portal_id or _id_of(url)
    path = directory / f"{made}.yml"
    if path.exists():
        raise UserError(f"{path}: is there already; give another --id, or check it with 'nianbao portal check {made}'")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / path.name
        file.write_text(yaml.safe_dump({"id": made, "name": name or made, "root": url}), encoding="utf-8")
        try:
            return read_portal(file)
        except PortalError as error:
            raise UserError(error.message) from error


def _id_of(url: str) -> str:
    host = (urlsplit(canonical(url) or "").hostname or "").removeprefix("www.")
    label = host.partition(".")[0]
    return label if re.fullmatch(r"[a-z][a-z0-9-]*", label) else "portal"


def name_of(found: Probe) -> str:
    """The county's name, from the front page: its SiteName, else its title."""
    page = _front_page(found)
    name = _SITE_WORDS.sub("", page.labels.get("sitename", "") or page.title) if page else ""
    return name or found.portal.name


def division_of(found: Probe, name: str) -> str | None:
    """The county's code in GB/T 2260, where it can be known for certain; else None.

    It is certain where one county in the country is called `name`, and where the site's identification code, which
    begins with the code of its place, begins with that of a county of that name.
    """
    named = {place.code for place in of_name(name)}
    page = _front_page(found)
    stated = (page.labels.get("siteidcode", "") if page else "")[:6]
    if stated in named:
        return stated
    return named.pop() if len(named) == 1 and not _is_division(stated) else None


def division_line(file: Path) -> str:
    """What is said of the division in a portal's file."""
    portal = read_portal(file)
    if portal.division is None:
        return "division: not certain; give the six digits of GB/T 2260 to group the county by province"
    return f"division: {portal.division} {division(portal.division).path}"


def _is_division(code: str) -> bool:
    try:
        return division(code).name is not None
    except ValueError:
        return False


def _front_page(found: Probe) -> Page | None:
    root = next(found.archive.captures("root"), None)
    return Page(root.url, found.archive.payload(root), root.content_type or "") if root else None


def write_portal(found: Probe, name: str, directory: Path) -> Path:
    """Write the portal's file: three lines, its division where that is certain, and the least number of reports that a
    later crawl should find.
    """
    portal = found.portal
    declared: dict[str, object] = {"id": portal.id, "name": name, "root": portal.root}
    if place := division_of(found, name):
        declared["division"] = place
    if len(found.result.reports) > 1:
        declared["expect"] = {"reports": int(len(found.result.reports) * _EXPECTED_SHARE)}
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{portal.id}.yml"
    path.write_text(yaml.safe_dump(declared, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def write_sample(found: Probe, directory: Path) -> Path | None:
    """Keep a list page and a report with what is read of them, for a person to review; None where none was found."""
    pages = {kind: capture for kind in SAMPLED for capture in [next(found.archive.captures(kind), None)] if capture}
    if len(pages) < len(SAMPLED):
        return None
    sample = directory / found.portal.id
    sample.mkdir(parents=True, exist_ok=True)
    expected: dict[str, object] = {"reviewed": False, "review": REVIEW}
    for kind, capture in pages.items():
        body = found.archive.payload(capture)
        (sample / f"{kind}.html").write_bytes(body)
        expected[kind] = {"url": capture.url, **SAMPLED[kind](body, capture.url)}
    path = sample / "expected.json"
    path.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def sampled_list(body: bytes, url: str) -> dict[str, object]:
    """What is read of a list page: its family, its reports, its next page."""
    reading = Reading(Page(url, body), Lead(url, "list"))
    links = [[link.text, link.url, link.date] for link in reading.reports]
    return {"family": reading.family.name, "reports": links, "next": list(reading.family.following(reading.page))}


def sampled_report(body: bytes, url: str) -> dict[str, object]:
    """What is read of a report."""
    record = as_plain(parse(body, url))
    cells = {f"{cell['table']}.{cell['row']}.{cell['column']}": cell["raw"] for cell in record["cells"]}
    return {name: record[name] for name in ("title", "agency", "year", "published", "form")} | {"cells": cells}


#: Page of a sample → what is read of it.
SAMPLED: dict[Kind, Callable[[bytes, str], dict[str, object]]] = {"list": sampled_list, "report": sampled_report}
