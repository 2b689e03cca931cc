"""Tables as printed: spans, paragraphs in cells, layout tables, hostile sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Grid
from parsers.formats.html.page import read_html
from parsers.formats.plain import read_text


def grids(body: str) -> list[Grid]:
    return list(read_html(f"<html><body><div id=zoom>{body}</div></body></html>".encode()).grids)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_cells_stand_at_the_positions_that_browsers_give_them() -> None:
    [grid] = grids(
        "<table><tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>"
    )
    assert [[(c.text, c.row, c.column, c.rowspan, c.colspan) for c in row] for row in grid.rows] == [
        [("a", 0, 0, 2, 2), ("b", 0, 2, 1, 1)],
        [("c", 1, 2, 1, 1)],
        [("d", 2, 0, 1, 1), ("e", 2, 1, 1, 1), ("f", 2, 2, 1, 1)],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><form action=x><td>a</td><td>b</td></form></tr><tr><td>c</td></tr>",
        "<tr><form><td>a</td><td>b</td></tr><tr><td>c</td></tr></form>",
        "<form><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></form>",
        "<tbody><form><tr><form><td>a</td></form><td>b</td></tr></form><tr><td>c</td></tr></tbody>",
    ],
)
def test_a_form_between_rows_and_cells_hides_none(rows: str) -> None:
    [grid] = grids(f"<table>{rows}</table>")
    assert texts(grid) == [["a", "b"], ["c"]]


def test_spans_of_one_figure_are_joined_and_paragraphs_are_kept_apart() -> None:
    [grid] = grids(
        "<table><tr><td><p><span>1</span><span>2</span></p></td><td><p>1</p><p>2</p></td><td>1<br>2</td></tr></table>"
    )
    assert [cell.text.split() for cell in grid.rows[0]] == [["12"], ["1", "2"], ["1", "2"]]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("<p>3<sup>1</sup></p>", "3[1]"),
        ("<p><span>3</span><sup><a href=#n>12</a></sup>件</p>", "3[12]件"),
        ("<sup>3</sup>", "[3]"),
        ("<del>7</del>3", "3"),
        ("<s>7</s><strike>8</strike> 3", "3"),
        ("<span style='text-decoration: line-through;'>7</span>3", "3"),
        ("<span hidden>7</span>3", "3"),
        ("<span style='DISPLAY: none'>7</span>3", "3"),
        ("<span style='visibility:hidden'>7</span>3", "3"),
        ("<span lang=EN-US style='font-size:12.0pt;display:none;mso-hide:all'>7</span>3", "3"),
        ("<i style='font-size:0'>7</i>3<i style='font-size:0.8em'>4</i>", "34"),
        ("<div style='font-size:0'><i style='font-size:12px'>3</i></div>", "3"),
        ("<input value=3 readonly>件", "3件"),
        ("<input type=hidden value=7>3", "3"),
        ("<input style=display:none value=7>3", "3"),
        ("<span style='text-decoration:line-through'><span>5</span></span>6", "6"),
        ("<span style='TEXT-DECORATION: LINE-THROUGH'>5</span>6", "6"),
        ("<span style='visibility:hidden'><b>5</b></span>6", "6"),
        ("<span style='visibility:hidden'><b style='visibility:visible'>5</b></span>", "5"),
        ("<span style='font-size:0.0pt'>5</span>6", "6"),
        ("<span style='font-size:0'><b style='font-size:12pt'>5</b></span>6", "56"),
        ("6<span style='vertical-align:super'>1</span>", "6[1]"),
        ("6<a class=MsoFootnoteReference>1</a>", "6[1]"),
        ("6<span style='mso-text-raise:3pt'>1</span>", "6[1]"),
        ("13<a href='#_ftn1' name='_ftnref1'>1</a>", "13[1]"),
        ("13<a href='#_edn1'><span>1</span></a>", "13[1]"),
        ("13<a href='page.html'>1</a>", "13 1"),
        ("<a href='#'>13</a>&nbsp;", "13"),
        ("<p><a href='#'><span>13</span></a> </p><p></p>", "13"),
        ("1<a name='_GoBack'>3</a>", "13"),
        ("13<span style='position:relative;top:-4px;font-size:8px'>1</span>", "13 1"),
        ("<span>13</span><span style='position:relative;bottom:3px'>1</span>件", "13 1 件"),
        ("13<small>1</small>", "13 1"),
        ("13<sub>1</sub>", "13 1"),
        ("13<font style='vertical-align:5px'>1</font>", "13 1"),
        ("13<b style='vertical-align: text-top'>1</b>", "13 1"),
        ("13<span style='font-size:6pt'>1</span>", "13 1"),
        ("<span style='color:#fff'>1</span>13", "1 13"),
        ("<span style='color:white'>1</span><span>13</span>", "1 13"),
        ("<span style='vertical-align:top'>1</span><span style='vertical-align:top'>3</span>", "13"),
        ("<span style='vertical-align:top'><span>1</span><span>3</span></span>", "13"),
        ("<span style='vertical-align:baseline'>1</span><span style='background-color:#fff'>3</span>", "13"),
        ("<input hidden value=7>3", "3"),
        ("<input type=checkbox value=7>3", "3"),
        ("<textarea>3</textarea>", "3"),
        ("<select><option>7<option selected>3</select>", "3"),
        ("<select><option>请选择<option>3</select>", ""),
    ],
)
def test_notes_struck_out_hidden_and_entered_figures(printed: str, text: str) -> None:
    [grid] = grids(f"<table><tr><td>规章</td><td>{printed}</td></tr></table>")
    assert texts(grid) == [["规章", text]]


def test_missing_end_tags() -> None:
    [grid] = grids("<table><tr><td>规章<td>0<td>1<tr><td>行政许可<td>2</table>")
    assert texts(grid) == [["规章", "0", "1"], ["行政许可", "2"]]


def test_a_layout_table_is_walked_through() -> None:
    document = read_html(
        "<table><tr><td><p>一、总体情况</p><p>全年公开信息12条。</p><table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>".encode()
    )
    assert list(document.paragraphs) == ["一、总体情况", "全年公开信息12条。"]
    assert [texts(grid) for grid in document.grids] == [[["规章", "0"]]]


def test_a_tag_that_was_never_closed_strikes_out_no_report() -> None:
    body = "<p>一、总体情况</p><s><div>" + "<p>全年公开信息12条。</p>" * 30
    assert len(list(read_html(body.encode()).paragraphs)) == 31


def test_a_table_of_one_cell_is_a_frame_around_what_it_says() -> None:
    framed = "<table><tr><td>{}</td></tr></table>"
    [grid] = grids(
        f"<table><tr><td>{framed.format('规章')}</td><td>{framed.format(framed.format(12))}</td></tr></table>"
    )
    assert texts(grid) == [["规章", "12"]]


def test_hidden_and_silent_elements_are_not_read() -> None:
    document = read_html(
        "<p>一、总体情况</p><p style='display: none'>9999条</p><script>var n='总体情况';</script><p>正文</p>".encode()
    )
    assert list(document.paragraphs) == ["一、总体情况", "正文"]


def test_an_unescaped_document_name_is_text() -> None:
    document = read_html("<p>一、总体情况</p><p>印发<中华人民共和国政府信息公开工作年度报告格式>的通知</p>".encode())
    assert list(document.paragraphs)[1] == "印发<中华人民共和国政府信息公开工作年度报告格式>的通知"


@pytest.mark.parametrize("span", ["1000000000", "-3", "x", ""])
def test_absurd_spans_are_bounded(span: str) -> None:
    [grid] = grids(f"<table><tr><td colspan='{span}'>a</td><td>b</td></tr></table>")
    assert texts(grid) == [["a", "b"]]
    assert 1 <= grid.rows[0][0].colspan <= 60


@pytest.mark.parametrize(
    "printed",
    [
        "规章 | 0 | 1 | 2 |\n行政规范性文件 | 3 | 4 | 5 |",
        "| 规章 | 0 | 1 | 2 |\n|---|---|---|---|\n| 行政规范性文件 | 3 | 4 | 5 |",
        "规章｜0｜1｜2\n行政规范性文件｜3｜4｜5",
        "规章\t0\t1\t2\n行政规范性文件\t3\t4\t5",
    ],
)
def test_rows_with_pipes_or_tabs(printed: str) -> None:
    [grid] = read_text(printed.encode()).grids
    assert texts(grid) == [["规章", "0", "1", "2"], ["行政规范性文件", "3", "4", "5"]]


def test_a_sentence_with_a_pipe_is_prose() -> None:
    line = "可登录网站查阅下载|如有疑问请与办公室联系，地址在人民路一号，电话照旧，邮编照旧，其余事项见网站首页公告栏的说明。"
    assert list(read_text(line.encode()).paragraphs) == [line]


@given(st.lists(st.lists(st.integers(0, 99999), min_size=7, max_size=7), min_size=3, max_size=6))
def test_one_cell_per_line_is_a_stream_of_rows(rows: list[list[int]]) -> None:
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "2.重复申请",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
    lines = [str(cell) for label, row in zip(labels, rows, strict=False) for cell in (label, *row)]
    [grid] = read_text("\n".join(lines).encode()).grids
    assert grid.stream
    assert texts(grid) == [[label, *map(str, row)] for label, row in zip(labels, rows, strict=False)]
