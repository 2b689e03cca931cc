"""Prose whose lines were broken at one width: figures are read whole, or said not to be read."""

from __future__ import annotations

import pytest

from parsers.lines.hard_wraps import unwrapped
from parsers.narrative import read_counts
from parsers.record import Section
from parsers.report import parse
from tests.reports import HEADINGS

TITLE = "清水县水务局2024年政府信息公开工作年度报告"
SENTENCES = "".join(
    f"第{n}科室通过门户网站公开各类政府信息{1000 + 7 * n}条，其中工作动态{900 + n}条，收到群众来信{10 + n}封，均已回复。"
    for n in range(8)
)
VALUES = [value for n in range(8) for value in (1000 + 7 * n, 900 + n, 10 + n)]


def broken(width: int, mark: str) -> str:
    return mark.join(SENTENCES[start : start + width] for start in range(0, len(SENTENCES), width))


@pytest.mark.parametrize("width", range(26, 60))
def test_figures_of_a_text_with_broken_lines(width: int) -> None:
    lines = [
        TITLE,
        *(
            f"{heading}\n{broken(width, chr(10))}" if n == 0 else f"{heading}\n无。"
            for n, heading in enumerate(HEADINGS)
        ),
    ]
    record = parse("\n".join(lines).encode())
    assert [count.value for count in record.counts] == VALUES
    assert record.sections[0].text.replace("\n", "") == SENTENCES


@pytest.mark.parametrize("mark", ["<br>", "</p><p>"])
@pytest.mark.parametrize("width", [29, 36, 43, 51])
def test_figures_of_a_page_with_broken_lines(width: int, mark: str) -> None:
    body = "".join(
        f"<p>{heading}</p><p>{broken(width, mark) if n == 0 else '无。'}</p>" for n, heading in enumerate(HEADINGS)
    )
    record = parse(f"<html><body><div><h1>{TITLE}</h1>{body}</div></body></html>".encode())
    assert [count.value for count in record.counts] == VALUES


@pytest.mark.parametrize("page", ["- {n} -", "第{n}页", "第 {n} 页 共 9 页", "{n}", "清水县水务局\n{n}", "\n{n}\n\n"])
@pytest.mark.parametrize("width", [30, 37, 40])
@pytest.mark.parametrize("length", [3, 4, 5])
def test_pages_of_a_text_part_no_figure(width: int, length: int, page: str) -> None:
    lines = broken(width, "\n").split("\n")
    for n in range(1, (len(lines) - 1) // length + 1):
        lines[n * length - 1] += "\n" + page.format(n=n)
    rest = "".join(f"\n{heading}\n无。" for heading in list(HEADINGS)[1:])
    record = parse(f"{TITLE}\n一、总体情况\n{chr(10).join(lines)}{rest}".encode())
    assert [count.value for count in record.counts] == VALUES


def test_lines_that_were_not_broken_stay() -> None:
    lines = [
        "一、总体情况",
        "公开机构职能类信息十二条",
        "公开政策法规类信息三十二条",
        "（一）主动公开",
        "全年按要求公开。",
    ] * 3
    assert unwrapped(lines) == lines
    titles = [
        f"{county}{agency}2024年政府信息公开工作年度报告"
        for county in ("青禾县", "白河县")
        for agency in ("统计局", "审计局", "司法局")
    ]
    assert unwrapped(titles) == titles


@pytest.mark.parametrize(
    ("text", "values", "unread"),
    [
        ("全年公开信息9\n00条，其中网站发布120条。", [120], ["00条"]),
        ("微信公众号粉丝数12\n00人。", [], ["12", "00人"]),
        ("公开信息总数：320\n2.收到申请3件。\n2024年发布微信45条。", [320, 3, 45], []),
        ("公开信息总数：320\n2024年发布微信45条。", [320, 45], []),
        ("公开信息总数：320\n12月发布微信45条。", [320, 45], []),
    ],
)
def test_digits_that_a_line_break_parts_are_said(text: str, values: list[int], unread: list[str]) -> None:
    counts, findings = read_counts([Section(1, "一、总体情况", text)], 2024)
    assert [count.value for count in counts] == values
    assert [finding.message.split("「")[1].split("」")[0] for finding in findings] == unread


@pytest.mark.parametrize("end", ["5条。", "5条", "条。", "次", "，共5条。", "5条（见附件）"])
def test_ends_that_broken_sentences_share_are_no_heads_of_pages(end: str) -> None:
    starts = [
        f"{name}股通过门户网站公开工作动态类、政策解读类信息，全年合计"
        for name in ("办公室", "财务股", "水政股", "水保股")
    ]
    lines = [line for start in starts for line in (start, end)]
    whole = [start + end for start in starts]
    assert unwrapped(lines) == (whole if end.endswith(("。", "）")) else lines)


def test_figures_on_lines_of_their_own_are_no_numbers_of_pages() -> None:
    lines = ["全年公开政府信息", "12", "条，其中网站", "13", "条，微信", "14", "条。"]
    assert unwrapped(lines) == lines


@pytest.mark.parametrize(
    "item", ["{n}月，{told}{m}", "202{n}年，{told}{m}", "12345热线，{told}{m}", "第{n}科，{told}{m}件"]
)
def test_items_of_one_length_are_no_broken_prose(item: str) -> None:
    told = "通过政府网站、微信公众号公开政府信息数量为"
    items = [item.format(n=n, told=told, m=110 + n) for n in range(1, 9)]
    assert unwrapped(["一、总体情况", *items, "二、其他"]) == ["一、总体情况", *items, "二、其他"]


@pytest.mark.parametrize("item", ["{n}月，{told}{m}", "202{n}年，{told}{m}"])
def test_a_date_does_not_go_on_with_the_digits_before_it(item: str) -> None:
    told = "通过政府网站、微信公众号公开政府信息数量为"
    items = [item.format(n=n, told=told, m=110 + n) for n in range(1, 9)]
    assert unwrapped([*items, "合计公开916条。"])[:7] == items[:7]
