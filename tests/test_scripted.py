"""Articles that a page holds in a script, as the portals of Guangdong do."""

from __future__ import annotations

import json
from html import escape

import pytest

from fixtures.figures import form_of, history
from fixtures.model import Layout
from fixtures.render import render_article
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import HEADINGS, report

OWN = report(2023, history("script", {2023: form_of(2023)}, 40)[2023])
ARTICLE = render_article(OWN, Layout())


def page(config: str, around: str = "<div id='app'>加载中</div>") -> bytes:
    script = f"<script>window._CONFIG = {config};</script>"
    return f"<html><head><title>清水县人民政府</title></head><body>{around}{script}</body></html>".encode()


def detail(content: str = ARTICLE, **more: object) -> dict[str, object]:
    return {"id": 1, "title": OWN.title, "content": content, "display_publish_time": 1705708800, **more}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("content", [ARTICLE, escape(ARTICLE)])
def test_an_article_in_a_script(content: str, ascii_only: bool) -> None:
    config = json.dumps({"SID": "200018", "TREE": [], "DETAIL": detail(content)}, ensure_ascii=ascii_only)
    record = parse(page(config.replace("</", "<\\/")))
    assert cells(record) == OWN.figures
    assert (record.agency, record.year, record.published) == ("清水县水务局", 2023, "2024-01-20")
    assert record.title == OWN.title
    assert [section.heading for section in record.sections] == list(HEADINGS)
    assert [finding for finding in record.findings if finding.rule.startswith("parse.")] == []


def test_a_script_that_is_no_json_has_its_article_read() -> None:
    record = parse(page("{SID: '1', DETAIL: " + json.dumps(detail()).replace("</", "<\\/") + ", x: undefined}"))
    assert cells(record) == OWN.figures


@pytest.mark.parametrize("config", ["{}", "{DETAIL: {", '{"DETAIL": {"content": 3}}', '{"DETAIL": ' + '{"a":' * 5000])
def test_a_script_without_an_article(config: str) -> None:
    record = parse(page(config, f"<h1>{OWN.title}</h1><div>{ARTICLE}</div>"))
    assert cells(record) == OWN.figures
    assert record.agency == "清水县水务局"


def test_days_that_are_none() -> None:
    record = parse(page(json.dumps({"DETAIL": detail(display_publish_time=10**18)}).replace("</", "<\\/")))
    assert (record.published, cells(record)) == (None, OWN.figures)


def test_an_article_that_is_printed_as_well_is_read_once() -> None:
    body = f"<h1>{OWN.title}</h1><div id='zoom'>{ARTICLE}</div>"
    alone = parse(page("{}", body))
    both = parse(page(json.dumps({"DETAIL": detail()}).replace("</", "<\\/"), body))
    assert cells(both) == cells(alone) == OWN.figures
    assert both.counts == alone.counts
    assert both.sections == alone.sections
