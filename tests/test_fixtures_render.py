"""Reports printed in every layout: the official forms' merged cells, the same figures whatever the markup."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from itertools import chain

import lxml.html
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures import CHOICES, Figures, Layout, plain_report, render_report, render_text, truth, zeros
from fixtures.figures import broken, cells_named, history, with_errors
from fixtures.pdf import report_pdf

FORMS = ("2021", "2019")
VALUES = st.one_of(
    st.integers(0, 9999),
    st.floats(0.01, 9999).map(lambda x: round(x, 6)),
    st.sampled_from([None, "/", "—", "无"]),
)
LAYOUTS = st.fixed_dictionaries(
    {
        **{name: st.sampled_from(choices) for name, choices in CHOICES.items()},
        "split_digits": st.booleans(),
        "ghost_row": st.booleans(),
        "signature": st.booleans(),
        "images": st.sets(st.sampled_from(["disclosure", "applications", "remedies"])).map(sorted),
    }
)
#: Every row whole, and no two cells of a table alike: a figure in the wrong place cannot hide.
NUMBERED = {
    form: {code: {key: 100 + n for n, key in enumerate(cells)} for code, cells in zeros(form).items()} for form in FORMS
}


def expanded(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The table with merged cells repeated in every place that they cover; fails where two cells overlap."""
    taken: dict[tuple[int, int], str] = {}
    rows = table.findall(".//tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            text = unicodedata.normalize("NFKC", "".join(cell.text_content().split()))
            for dy in range(int(cell.get("rowspan", 1))):
                for dx in range(int(cell.get("colspan", 1))):
                    assert (y + dy, x + dx) not in taken
                    taken[y + dy, x + dx] = text
    width = max(x for _, x in taken) + 1
    assert set(taken) == {(y, x) for y in range(len(rows)) for x in range(width)}
    return [[taken[y, x] for x in range(width)] for y in range(len(rows))]


def article(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html).get_element_by_id("zoom")


def tables(html: str) -> list[list[list[str]]]:
    found = [t for t in article(html).iter("table") if t.find(".//table") is None]
    return [expanded(table) for table in found]


def printed(figures: Figures) -> list[str]:
    return [str(value) for value in chain.from_iterable(cells.values() for cells in figures.values())]


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_print_their_merged_cells(form: str) -> None:
    disclosure, applications, remedies = tables(render_report(plain_report(zeros(form), form)))
    assert [row[0] for row in disclosure if len(set(row)) == 1] == [
        f"第二十条第({n})项" for n in ("一五六八" if form == "2021" else "一五六八九")
    ]
    corner = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
    assert applications[0] == [corner] * 3 + ["申请人情况"] * 7
    assert applications[1] == [corner] * 3 + ["自然人", *["法人或其他组织"] * 5, "总计"]
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert applications[2] == [corner] * 3 + heads
    assert len(applications) == 3 + (25 if form == "2021" else 23)
    assert [row[0] for row in applications[3:]].count("三、本年度办理结果") == (22 if form == "2021" else 20)
    assert [len(row) for row in remedies] == [15, 15, 15, 15]
    assert remedies[0] == ["行政复议"] * 5 + ["行政诉讼"] * 10
    assert remedies[1][5:] == ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    assert remedies[2] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3


@given(form=st.sampled_from(FORMS), options=LAYOUTS)
def test_no_layout_changes_the_figures(form: str, options: dict[str, object]) -> None:
    layout = Layout.of(options)
    html = render_report(plain_report(NUMBERED[form], form), layout)
    figures = {code: cells for code, cells in NUMBERED[form].items() if code not in layout.images}
    cells = article(html).xpath(".//td[not(.//table)]")
    texts = [unicodedata.normalize("NFKC", "".join(cell.text_content().split())) for cell in cells]
    assert [text for text in texts if re.fullmatch(r"\d+", text)] == printed(figures)
    assert set(truth(plain_report(figures, form), layout)["cells"]) == set(figures)
    assert len(article(html).findall(".//img")) == len(layout.images)


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_truth_keeps_zero_blank_and_dash_apart(data: st.DataObject, form: str) -> None:
    figures = zeros(form)
    key = data.draw(st.sampled_from(sorted(figures["applications"])))
    value = data.draw(VALUES)
    figures["applications"][key] = value
    said = truth(plain_report(figures, form))
    number = value if isinstance(value, (int, float)) else None
    assert said["cells"]["applications"][key] == number
    state = {None: "blank", "/": "dash", "—": "dash", "无": "dash"}
    assert said["states"]["applications"] == ({} if number is not None else {key: state[value]})


def test_a_missing_row_is_not_printed() -> None:
    figures = zeros("2021")
    figures["applications"] = {
        key: value for key, value in figures["applications"].items() if not key.startswith("denied_")
    }
    _, applications, _ = tables(render_report(plain_report(figures)))
    assert len(applications) == 3 + 25 - 8
    assert "(三)不予公开" not in chain.from_iterable(applications)


def test_headers_break_as_declared() -> None:
    report = plain_report(zeros("2021"))
    for style, expected in {
        "none": ">商业企业<",
        "br": ">商业<br/>企业<",
        "blank": ">商业 企业<",
        "paragraphs": ">商业</p><p",
    }.items():
        assert expected in render_report(report, Layout(header_break=style))


def test_the_split_table_repeats_its_label() -> None:
    report = plain_report(zeros("2021"))
    assert render_report(report, Layout(split="label")).count("三、本年度办理结果") == 2
    assert len(tables(render_report(report, Layout(split="table")))) == 4
    assert render_report(report, Layout(split="headed")).count("商业企业") == 2


def test_groupings() -> None:
    report = plain_report(zeros("2021"))
    assert len(tables(render_report(report, Layout(grouping="one")))) == 1
    assert len(tables(render_report(report, Layout(grouping="blocks")))) == 6


def test_the_editor_wrapper_is_unquoted() -> None:
    assert "<div class=TRS_Editor>" in render_report(plain_report(zeros("2021")))


def test_word_markup_breaks_styles_over_lines() -> None:
    html = render_report(plain_report(zeros("2021")), Layout(markup="word"))
    assert re.search(r'style="[^"]*mso-[^"]*\n[^"]*"', html)
    assert 'class="MsoNormalTable"' in html


def test_full_meta_labels() -> None:
    page = lxml.html.document_fromstring(render_report(plain_report(zeros("2021"))))
    labels = {meta.get("name"): meta.get("content") for meta in page.iter("meta") if meta.get("name")}
    assert labels["SiteIDCode"] == "9900000000"
    assert labels["ColumnType"] == "信息公开年报"
    assert labels["ArticleTitle"] == "青禾县水务局2024年政府信息公开工作年度报告"
    assert labels["PubDate"] == "2025-01-20 10:12"
    assert labels["ContentSource"] == "青禾县水务局"


def test_text_rows_as_extractors_leave_them() -> None:
    report = plain_report(zeros("2021"))
    lines = render_text(report).split("\n")
    assert lines[3] == "第二十条第（一）项 | |||"
    assert lines[5] == "规章 | 0 | 0 | 0 |"
    assert lines[9] == "行政许可 | 0 | ||"
    assert "行政事业性收费 | 0 |" in lines
    assert "（七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||" in lines
    assert "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |" in lines
    assert "| 规章 | 0 | 0 | 0 |" in render_text(report, leading=True).split("\n")
    assert "第二十条第（一）项 |" in render_text(report, trailing="stripped").split("\n")
    assert "行政事业性收费 | 0 | ||" in render_text(report, trailing="kept").split("\n")


def test_the_pdf_rules_its_tables() -> None:
    with pdfplumber.open(BytesIO(report_pdf(plain_report(NUMBERED["2021"])))) as document:
        found = [table for page in document.pages for table in page.extract_tables()]
    assert [(len(table), len(table[0])) for table in found] == [(14, 4), (15, 10), (13, 10), (4, 15)]
    cells = [cell for cell in chain.from_iterable(chain.from_iterable(found)) if cell]
    assert [cell for cell in cells if cell.isdigit()] == printed(NUMBERED["2021"])


@pytest.mark.parametrize("form", FORMS)
@given(seed=st.text(max_size=5), scale=st.integers(0, 40))
def test_generated_years_satisfy_every_identity(form: str, seed: str, scale: int) -> None:
    years = history(seed, dict.fromkeys((2021, 2022, 2023), form), scale)
    assert [broken(form, figures) for figures in years.values()] == [[], [], []]
    for before, after in ((2021, 2022), (2022, 2023)):
        for column in ("natural_person", "total"):
            carried = years[before]["applications"][f"carried_over.{column}"]
            assert carried == years[after]["applications"][f"carried_in.{column}"]


def test_cell_names_stand_for_all_their_choices() -> None:
    assert list(cells_named("remedies.{a,b}.total")) == [("remedies", "a.total"), ("remedies", "b.total")]


def test_errors_leave_the_original_alone() -> None:
    figures = zeros("2021")
    wrong = with_errors(figures, {"disclosure.fees.amount": "/"}, {"applications.granted.total": 1})
    assert figures == zeros("2021")
    assert wrong["disclosure"]["fees.amount"] == "/"
    assert broken("2021", wrong) == ["identity.outcome_sum", "identity.row_sum"]
    with pytest.raises(KeyError):
        with_errors(figures, {"applications.no_such_row.total": 1}, {})


def test_unknown_layout_options_are_refused() -> None:
    with pytest.raises(ValueError, match="layout: unknown option colour"):
        Layout.of({"colour": "red"})
    with pytest.raises(ValueError, match="layout: markup is 'tex'; known are editor, word, bare"):
        Layout.of({"markup": "tex"})
