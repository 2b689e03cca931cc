"""List pages of a real portal, by their structure: exactly the reports that truly stand there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scraper.discover import Lead, Reading, leads
from scraper.page import Page
from tests.shared import SHARED

REPLICAS = SHARED / "replicas"

pytestmark = pytest.mark.skipif(not REPLICAS.is_dir(), reason="the replicas are not here")


def truth(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((REPLICAS / f"{name}.truth.json").read_text(encoding="utf-8"))
    return said


@pytest.mark.parametrize("name", ["list", "list-pt-czj"])
def test_a_real_list(name: str) -> None:
    said = truth(name)
    url = said.get("url") or said["base"]
    page = Page(url, (REPLICAS / f"{name}.html").read_bytes())
    reading = Reading(page, Lead(url))
    found = [(lead.url, lead.text, lead.date) for lead in leads(reading) if lead.aim == "report"]
    reports = [item for item in said["items"] if item.get("is_report", True)]
    assert found == [(item["url"], item["title"], item.get("date") or item["published"]) for item in reports]
    assert (reading.kind, reading.family.name) == ("list", "trs")
    assert reading.family.unread(page) == "shows 10 of 20 entries; the rest comes by script"
    assert list(reading.family.following(page)) == []
