"""Reports of a few sentences and without headings, and pages that list reports or tell of one."""

from __future__ import annotations

import pytest

from parsers.record import Report
from parsers.report import parse

TITLE = "清水县水务局2018年政府信息公开工作年度报告"
TINY = "2018年，我局主动公开政府信息12条，未收到政府信息公开申请，无行政复议、行政诉讼。"
PLAIN = "全年工作平稳有序，各项制度不断健全。"
SHORT = f"2018年，我局认真落实政府信息公开条例。{PLAIN * 10}公开政府信息56条。收到政府信息公开申请2件，均按时答复。"


def page(body: str, title: str = TITLE) -> Report:
    return parse(f"<title>{title}</title><h1>{title}</h1><div id=zoom>{body}</div>".encode())


def counted(record: Report) -> list[tuple[object, str | None]]:
    return [(count.value, count.metric) for count in record.counts]


@pytest.mark.parametrize(("text", "counts"), [
    (TINY, [(12, "disclosures"), (0, "applications_received"), (0, "reconsiderations"), (0, "litigations")]),
    (SHORT, [(56, "disclosures"), (2, "applications_received")]),
])  # fmt: skip
def test_a_few_sentences_are_a_report(text: str, counts: list[tuple[object, str]]) -> None:
    record = page(f"<p>{text}</p><p>责任编辑：张三</p>")
    assert (record.is_report, record.agency, record.year) == (True, "清水县水务局", 2018)
    assert [(section.heading, section.text) for section in record.sections] == [("", text)]
    assert counted(record) == counts
    assert record.findings == ()


def test_figures_without_any_heading_are_counted() -> None:
    text = f"{SHORT}{PLAIN * 40}"
    record = page(f"<p>{TITLE}</p><p>{text}</p><p>上一篇：清水县教育局2018年政府信息公开工作年度报告</p>")
    assert (record.preamble, [section.text for section in record.sections]) == (TITLE, [text])
    assert counted(record) == [(56, "disclosures"), (2, "applications_received")]


@pytest.mark.parametrize("body", [
    f"<p>{TINY}</p><p><a href='a.pdf'>附件</a></p>",
    f"<p>{TINY}</p><p><img src='a.png'></p>",
    f"<p>现将《{TITLE}》予以公布，共3页。如需申请政府信息公开，请与我局联系。</p>",
    f"<p>近日，清水县水务局发布《{TITLE}》。报告显示，全年主动公开信息12条，受理申请3件。</p>",
    f"<p>{'全年公开政府信息12条。' * 20}</p>",
])  # fmt: skip
def test_what_is_no_short_report(body: str) -> None:
    record = page(body)
    assert not record.is_report
    assert (record.counts, record.cells) == ((), ())


@pytest.mark.parametrize(
    "title", ["清水县2018年政府信息公开工作年度报告", "政府信息公开年报", "2018年政府信息公开工作年度报告汇总"]
)
@pytest.mark.parametrize("count", [3, 12])
def test_a_list_of_reports_is_none(title: str, count: int) -> None:
    text = f"根据《中华人民共和国政府信息公开条例》编制，现予公布。{PLAIN * 8}主动公开政府信息12条，未收到政府信息公开申请。"
    listed = "".join(
        f"<div><h3><a href='{n}.html'>清水县{n}号镇2018年政府信息公开工作年度报告</a></h3><p>{text}</p></div>"
        for n in "甲乙丙丁戊己庚辛壬癸子丑"[:count]
    )
    record = page(listed, title)
    assert [(f.rule, f.severity) for f in record.findings] == [("parse.not_a_report", "note")]


def test_reports_named_below_a_report_do_not_make_a_list_of_it() -> None:
    below = "".join(f"<p>清水县水务局{year}年政府信息公开工作年度报告</p>" for year in range(2010, 2018))
    record = page(f"<p>{SHORT}{PLAIN * 40}</p>{below}<p>版权所有。</p>")
    assert (record.is_report, record.agency, record.year) == (True, "清水县水务局", 2018)
