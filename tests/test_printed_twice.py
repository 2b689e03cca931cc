"""A report that its page prints twice is read once."""

from __future__ import annotations

import dataclasses

import pytest

from fixtures.model import Layout
from fixtures.render import render_article
from parsers.record import Report
from parsers.report import parse
from tests.reports import expected, report
from tests.test_formats import distinct

MADE = report(2023, distinct(2023), sentences=3, plain=3)
ARTICLE = f"<h1>{MADE.title}</h1><div>{render_article(MADE, Layout())}</div>"
NOISE = "<p>【打印本页】</p>"


def page(*parts: str) -> bytes:
    return f"<html><head><title>{MADE.title}</title></head><body>{''.join(parts)}</body></html>".encode()


def copied(record: Report) -> Report:
    """The same without the note on the copy, and without where a cell stood."""
    rules = [finding.rule for finding in record.findings]
    assert rules.count("parse.printed_twice") == 1
    rest = tuple(finding for finding in record.findings if finding.rule != "parse.printed_twice")
    return dataclasses.replace(record, findings=rest)


@pytest.mark.parametrize(
    "parts",
    [
        (f"<div class=pc>{ARTICLE}</div>", f"<div class=mobile>{ARTICLE}</div>"),
        (f"<div>{ARTICLE}</div>", f"<div>{ARTICLE}</div>", f"<div>{ARTICLE}</div>"),
        (f"<div>{ARTICLE}</div>", f"<div>{ARTICLE}{NOISE}</div>"),
        (f"<div>{NOISE}{ARTICLE}{NOISE}</div>", f"<div>{ARTICLE}</div>"),
    ],
)
def test_a_report_and_its_copy(parts: tuple[str, ...]) -> None:
    alone = parse(page(f"<div>{ARTICLE}</div>"))
    both = copied(parse(page(*parts)))
    assert (both.cells, both.counts, both.findings) == (alone.cells, alone.counts, alone.findings)
    assert {section.heading for section in both.sections} == {section.heading for section in alone.sections}
    assert len(both.sections) == len(alone.sections)
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in both.cells} == expected(MADE.figures)


def test_what_says_something_else_is_no_copy() -> None:
    other = ARTICLE.replace(">101<", ">102<", 1)
    assert other != ARTICLE
    record = parse(page(f"<div>{ARTICLE}</div>", f"<div>{other}</div>"))
    assert "parse.printed_twice" not in {finding.rule for finding in record.findings}
    assert "parse.table_withheld" in {finding.rule for finding in record.findings}


def test_a_report_with_the_same_sentences_in_each_section_is_whole() -> None:
    lines = [f"<p>{n}、第{n}项</p><p>各科室按照职责分工及时更新栏目内容并接受监督。</p>" for n in "一二三四五六七八九"]
    record = parse(page("<div>", *lines, "</div>"))
    assert "parse.printed_twice" not in {finding.rule for finding in record.findings}
    assert sum(section.text.count("各科室") for section in record.sections) + record.preamble.count("各科室") == 9


def test_thousands_of_the_same_line_take_no_longer_than_others() -> None:
    parse(page("<div>", "<p>各科室按照职责分工及时更新栏目内容并接受监督。</p>" * 20_000, "</div>"))
