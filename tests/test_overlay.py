"""`show --html`: every mark stands on the cell that it speaks of, and nothing of the original page can act."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.figures import form_of, history
from fixtures.model import Figures, Layout
from fixtures.render import NO_SITE, render_report, render_text
from nianbao.overlay import overlay
from nianbao.reading import Input
from parsers.record import Report as Record
from parsers.words.text import squeeze
from tests.commands import error_lines, run
from tests.documents import report_docx, report_pdf
from tests.reports import layouts, report

NO_INVENTED = NO_SITE | {"invented": ""}


def distinct(year: int) -> Figures:
    """Figures of which no two are alike, so that a cell is known by what it prints."""
    numbers = iter(range(101, 999))
    return {
        t: {key: next(numbers) for key in cells} for t, cells in history("", {year: form_of(year)}, 3)[year].items()
    }


def page_of(data: bytes) -> tuple[Record, lxml.html.HtmlElement]:
    record, page = overlay(Input(data))
    return record, lxml.html.document_fromstring(page)


def marked(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Code of each marked cell and what the cell prints."""
    found = {
        code: squeeze(cell.text_content())
        for cell in page.xpath("//*[@data-cell]")
        for code in cell.get("data-cell").split()
    }
    assert Counter(page.xpath("//@data-cell")).most_common(1)[0][1] == 1
    return found


def printed(record: Record) -> dict[str, str]:
    return {f"{cell.table}.{cell.row}.{cell.column}": squeeze(cell.raw) for cell in record.cells}


def exact(data: bytes, cells: int) -> None:
    record, page = page_of(data)
    assert len(record.cells) == len({cell.raw for cell in record.cells}) == cells, record.findings
    assert marked(page) == printed(record)


@given(st.sampled_from([2020, 2023]), layouts())
@settings(max_examples=40)
def test_every_mark_is_on_its_cell_in_any_layout(year: int, layout: Layout) -> None:
    page = render_report(report(year, distinct(year)), layout, site=NO_INVENTED)
    exact(page.encode("gb18030" if layout.charset == "gbk" else "utf-8"), 200 if year > 2020 else 198)


@pytest.mark.parametrize("split", ["none", "label", "table", "headed"])
def test_tables_in_a_layout_table_and_cut_in_two(split: str) -> None:
    layout = Layout.of({"split": split, "wrapper": "layout_table", "grouping": "blocks", "markup": "word"})
    exact(render_report(report(2023, distinct(2023)), layout, site=NO_INVENTED).encode(), 200)


@pytest.mark.parametrize("leading", [False, True])
def test_text_is_drawn(leading: bool) -> None:
    exact(render_text(report(2023, distinct(2023)), leading=leading).encode(), 200)


@pytest.mark.parametrize("lead", [0, 20])
def test_pdf_and_word_are_drawn(lead: int) -> None:
    made = report(2023, distinct(2023))
    exact(report_pdf(made, lead), 200)
    exact(report_docx(made, "headed" if lead else "none"), 200)


def test_tables_that_a_page_prints_as_text_follow_it() -> None:
    lines = render_text(report(2023, distinct(2023)), leading=True, trailing="kept").splitlines()
    exact(
        "".join(["<html><body><div id=zoom>", *(f"<p>{line}</p>" for line in lines), "</div></body></html>"]).encode(),
        200,
    )


def test_a_page_that_cannot_be_shown_with_its_cells_is_drawn() -> None:
    page = render_report(report(2023, distinct(2023)), Layout(), site=NO_INVENTED)
    exact(page.replace("<table", "<svg><desc><table").replace("</table>", "</table></desc></svg>").encode(), 200)


def test_a_repeated_table_is_marked_once() -> None:
    page = render_report(report(2023, distinct(2023)), Layout(), site=NO_INVENTED)
    table = re.search(r"<table.*?</table>", page, re.DOTALL)
    assert table is not None
    exact(page.replace(table[0], table[0] * 2).encode(), 200)


HOSTILE = """<html><head><meta http-equiv="refresh" content="0;url=http://example.com/"><base href="http://example.com/">
<link rel=stylesheet href="http://example.com/a.css"><script>document.title='taken'</script>
<style>@import url(http://example.com/b.css); .about {{display:none}}</style></head>
<body onload="alert(1)" background="http://example.com/b.gif"><iframe src="javascript:alert(1)"></iframe>
<form action="http://example.com/"><input name=a autofocus onfocus="alert(1)"><button formaction="javascript:alert(1)">提交</button>
<a href="javascript:alert(1)" ping="http://example.com/">链接</a><img src="http://example.com/i.png" onerror="alert(1)">
<svg onload="alert(1)"><script>alert(1)</script></svg><math><mtext><script>alert(1)</script></mtext></math>
<object data="http://example.com/x.swf"></object><embed src="http://example.com/y.swf"><video src="http://example.com/v"></video>
<p style="position:fixed;top:0;background:url(http://example.com/p)" id="cell-table-1" class="read number" title="false" data-cell="false">假</p>
<table><tr><td id="finding-1" class="read" data-cell="false" title="false" onclick="alert(1)" background="http://example.com/c">假</td></tr></table>
{body}</form></body></html>"""


def test_nothing_of_the_original_acts_or_loads_or_passes_for_ours() -> None:
    body = render_report(report(2023, distinct(2023)), Layout(), site=NO_INVENTED)
    _, page = page_of(HOSTILE.format(body=body[body.index("<body") :]).encode())
    policy = page.xpath("//meta[@http-equiv]/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    [original] = page.find_class("original")
    inside = [element for element in original.iterdescendants() if isinstance(element.tag, str)]
    assert {e.tag for e in inside} <= {
        "p",
        "div",
        "span",
        "h1",
        "ul",
        "li",
        "table",
        "tbody",
        "tr",
        "td",
        "strong",
        "b",
        "br",
    }
    assert {name for e in inside for name in e.attrib} <= {
        "style", "colspan", "rowspan", "width", "border", "cellspacing", "align", "valign", "data-picture",
        "id", "class", "title", "data-cell", "data-notes",
    }  # fmt: skip
    assert not [e for e in inside if "false" in e.attrib.values()]
    assert "example.com" not in "".join(value for e in inside for value in e.attrib.values())
    assert not re.search("position|url|background", "".join(original.xpath(".//@style")))
    assert (
        len(
            page.xpath(
                "//script | //iframe | //form | //link | //base | //object | //embed | //a[starts-with(@href, 'j')]"
            )
        )
        == 0
    )
    assert "alert" not in lxml.html.tostring(original, encoding="unicode")


def test_what_a_cell_was_read_as() -> None:
    figures = history("", {2023: form_of(2023)}, 0)[2023]
    figures["applications"] |= {
        "new_received.natural_person": 5, "new_received.business": None, "new_received.research_institute": "/",
        "granted.other_org": "约3件",
    }  # fmt: skip
    record, page = page_of(render_report(report(2023, figures), Layout(), site=NO_INVENTED).encode())
    shown = {cell.get("data-cell"): cell for cell in page.xpath("//*[@data-cell]")}
    first = shown["applications.new_received.natural_person"]
    unread, finding = record.findings
    assert (unread.rule, unread.where) == ("parse.figure_unread", "applications.granted.other_org")
    assert first.get("title").split("\n") == [
        "applications.new_received.natural_person", "一、本年新收政府信息公开申请数量 · 自然人",
        "1. Newly received this year · Natural persons", "5", finding.message,
    ]  # fmt: skip
    assert finding.rule == "identity.column_balance"
    classes = {name: shown[f"applications.{name}"].get("class") for name in (
        "new_received.natural_person", "new_received.business", "new_received.research_institute", "granted.other_org",
        "granted.total", "carried_over.natural_person",
    )}  # fmt: skip
    assert classes == {
        "new_received.natural_person": "read number failed", "new_received.business": "read blank",
        "new_received.research_institute": "read dash", "granted.other_org": "read text failed", "granted.total": "read zero",
        "carried_over.natural_person": "read zero failed",
    }  # fmt: skip
    assert page.xpath("//*[@data-notes='1']/@data-cell") == ["applications.granted.other_org"]
    failed = page.xpath("//*[@data-notes='2']/@data-cell")
    assert failed == [
        f"applications.{row}.natural_person"
        for row in ("new_received", "carried_in", "processed_total", "carried_over")
    ]
    [listed] = page.xpath("//li[@id='finding-2']")
    assert [a.get("href") for a in listed.iter("a")] == [f"#{shown[name].get('id')}" for name in failed]
    assert "原表不平" in listed.text_content()
    assert "do not balance" in listed.text_content()


def test_a_withheld_table_is_named() -> None:
    page = render_report(report(2023, distinct(2023)), Layout(), site=NO_INVENTED)
    record, shown = page_of(page.replace("2.重复申请", "某项事务").encode())
    assert {cell.table for cell in record.cells} == {"disclosure", "remedies"}
    [heading] = [h for h in shown.iter("h2") if "未读入" in h.text_content()]
    [note] = heading.getnext().iter("li")
    assert "表格无法可靠读取" in note.text_content()
    assert "unknown row label “某项事务”" in note.text_content()


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(render_text(report(2023, distinct(2023))), encoding="utf-8")
    assert run("show", tmp_path / "report.txt", "--html", tmp_path / "out.html").exit_code == 0
    assert "清水县水务局2023年政府信息公开工作年度报告" in (tmp_path / "out.html").read_text(encoding="utf-8")
    result = run("show", tmp_path / "report.txt", "--html", tmp_path / "none" / "out.html")
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'none' / 'out.html'}: No such file or directory; check the path"],
    )  # fmt: skip
