"""Damaged tables: every cell that is read is right, and what is not read is said."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from fixtures.figures import form_of, history
from fixtures.model import Layout
from fixtures.render import NO_SITE, render_report
from parsers.record import Report as Record
from parsers.report import parse
from tests.reports import expected, report

Tree = html.HtmlElement
Truth = dict[tuple[str, str], object]


def rows(page: Tree, label: str) -> list[Tree]:
    return [row for row in page.iter("tr") if label in "".join("".join(row.itertext()).split())]


def data_rows(page: Tree) -> list[Tree]:
    """Rows of the applications table that hold figures."""
    table = rows(page, "本年新收政府信息公开申请数量")[0].getparent()
    return [row for row in table.iter("tr") if len(figures(row)) == 7]


def figures(row: Tree) -> list[Tree]:
    cells = list(row.iterchildren("td"))
    return cells[-7:] if len(cells) >= 8 and "".join(cells[-1].itertext()).strip().isdigit() else []


def drop_row(page: Tree, truth: Truth, rng: Random) -> None:
    row = rng.choice([row for row in data_rows(page) if not any(cell.get("rowspan", "1") != "1" for cell in row)])
    label = "".join("".join(list(row)[-8].itertext()).split())
    row.getparent().remove(row)
    code = next(code for code in {k for t, k in truth if t == "applications"} if LABELS[code.split(".")[0]] == label)
    for key in [key for key in truth if key[0] == "applications" and key[1].split(".")[0] == code.split(".")[0]]:
        del truth[key]


def drop_cell(page: Tree, truth: Truth, rng: Random) -> None:
    row = rng.choice(data_rows(page))
    row.remove(rng.choice(figures(row)))


def garble_label(page: Tree, truth: Truth, rng: Random) -> None:
    label = list(rng.choice(data_rows(page)))[-8]
    for child in list(label):
        label.remove(child)
    label.text = rng.choice(["项目", "其他情况说明", "？？？", "予以受理", ""])


def swap_organisations(page: Tree, truth: Truth, rng: Random) -> None:
    """Two organisations change places, in the header and below."""
    header = rows(page, "社会公益组织")[0]
    one, two = rng.sample(range(5), 2)
    for row, offset in [(header, 0), *((row, len(row) - 6) for row in data_rows(page))]:
        cells = list(row)
        first, second = cells[offset + one], cells[offset + two]
        at, where = row.index(first), row.index(second)
        row[at], row[where] = html.fromstring(html.tostring(second)), html.fromstring(html.tostring(first))


def noise_in_cell(page: Tree, truth: Truth, rng: Random) -> None:
    cell = rng.choice(figures(rng.choice(data_rows(page))))
    for child in list(cell):
        cell.remove(child)
    cell.text = rng.choice(["详见说明", "1 2", "约三件", "3\n4"])


def table_twice(page: Tree, truth: Truth, rng: Random) -> None:
    table = next(rng.choice(data_rows(page)).iterancestors("table"))
    table.addnext(html.fromstring(html.tostring(table)))


def ghost_cells(page: Tree, truth: Truth, rng: Random) -> None:
    for row in data_rows(page):
        etree.SubElement(row, "td").text = "\xa0"


def overwrite_header(page: Tree, truth: Truth, rng: Random) -> None:
    header = rng.choice([*rows(page, "现行有效件数"), *rows(page, "对外公开总数量")])
    cell = rng.choice(list(header)[1:])
    for child in list(cell):
        cell.remove(child)
    cell.text = "0"


DAMAGE = [
    drop_row,
    drop_cell,
    garble_label,
    swap_organisations,
    noise_in_cell,
    table_twice,
    ghost_cells,
    overwrite_header,
]
LABELS = {
    row.code: "".join(row.zh.split())
    for form in __import__("parsers.forms", fromlist=["FORMS"]).FORMS.values()
    for row in form.tables[1].rows
}


def damaged(damage: Callable[[Tree, Truth, Random], None], seed: int, year: int) -> tuple[Record, Truth]:
    made = report(year, history(str(seed), {year: form_of(year)}, 60)[year])
    page = html.fromstring(render_report(made, Layout(), site=NO_SITE | {"invented": ""}))
    truth = expected(made.figures)
    damage(page, truth, Random(seed))
    return parse(html.tostring(page, encoding="utf-8")), truth


@pytest.mark.parametrize("damage", DAMAGE)
@given(seed=st.integers(0, 10**6), year=st.sampled_from([2020, 2023]))
def test_no_damage_makes_a_wrong_figure(damage: Callable[[Tree, Truth, Random], None], seed: int, year: int) -> None:
    record, truth = damaged(damage, seed, year)
    read = {(c.table, f"{c.row}.{c.column}"): c for c in record.cells}
    wrong = {
        key: (c.value, truth.get(key)) for key, c in read.items() if c.state == "number" and c.value != truth.get(key)
    }
    assert wrong == {}
    said = {finding.rule for finding in record.findings}
    unread = {key for key in truth if key not in read}
    assert not unread or said & {"parse.table_withheld", "parse.rows_missing"}


def test_a_dropped_row_is_named() -> None:
    record, truth = damaged(drop_row, 7, 2023)
    [missing] = [finding for finding in record.findings if finding.rule == "parse.rows_missing"]
    assert missing.where == "applications"
    assert len(record.cells) == len(truth)


def test_swapped_columns_are_read_by_their_header() -> None:
    record, truth = damaged(swap_organisations, 7, 2023)
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == truth


@pytest.mark.parametrize("year", [2020, 2023])
def test_a_row_without_a_label_is_read_where_the_sums_prove_it(year: int) -> None:
    def blank_label(page: Tree, truth: Truth, rng: Random) -> None:
        label = next(td for td in page.iter("td") if "".join("".join(td.itertext()).split()) == printed)
        for child in list(label):
            label.remove(child)
        label.text = ""

    printed = "（六）其他处理" if year == 2020 else "2.重复申请"
    record, truth = damaged(blank_label, 5, year)
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == truth
    [note] = [finding for finding in record.findings if finding.rule == "parse.label_by_position"]
    assert note.severity == "note"


@pytest.mark.parametrize(("more", "left_out"), [(0, True), (1, False)])
def test_a_line_of_other_outcomes_is_left_out_with_a_note_if_it_is_their_sum(more: int, left_out: bool) -> None:
    def subtotal(page: Tree, truth: Truth, rng: Random) -> None:
        first = rows(page, "申请人无正当理由逾期不补正")[0]
        three = [first, *rows(page, "申请人逾期未按收费通知要求缴纳费用"), first.getnext().getnext()]
        sums = [sum(int(figures(row)[column].text_content()) + more for row in three) for column in range(7)]
        cells = "".join(f"<td>{figure}</td>" for figure in sums)
        first.addprevious(html.fromstring(f"<table><tr><td colspan=3>（六）其他处理</td>{cells}</tr></table>")[0])

    record, truth = damaged(subtotal, 5, 2023)
    assert any(cell.table == "applications" for cell in record.cells) is left_out
    said = [finding for finding in record.findings if finding.rule == "parse.subtotal_left_out"]
    if left_out:
        assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == truth
        [note] = said
        assert (note.severity, note.where) == ("note", "table 2, row 24")


def test_a_label_that_the_page_cuts_is_known_before_that_of_its_group() -> None:
    def cut(page: Tree, truth: Truth, rng: Random) -> None:
        label = next(td for td in page.iter("td") if "申请人无正当理由逾期不补正" in "".join(td.itertext()))
        for child in list(label):
            label.remove(child)
        label.text = "1.申请人无正当理由逾期不补正、行政机关不再处理"

    record, truth = damaged(cut, 5, 2023)
    assert {(c.table, f"{c.row}.{c.column}"): c.value for c in record.cells} == truth


def test_a_row_without_a_label_is_withheld_where_the_sums_do_not_hold() -> None:
    def blank_label_and_total(page: Tree, truth: Truth, rng: Random) -> None:
        label = next(td for td in page.iter("td") if "".join("".join(td.itertext()).split()) == "2.重复申请")
        for child in list(label):
            label.remove(child)
        label.text = ""
        cell = figures(label.getparent())[0]
        for child in list(cell):
            cell.remove(child)
        cell.text = "99"

    record, _ = damaged(blank_label_and_total, 5, 2023)
    assert "applications" not in {cell.table for cell in record.cells}


def test_an_unknown_label_withholds_its_table_and_says_which() -> None:
    record, _ = damaged(garble_label, 2, 2023)
    assert {c.table for c in record.cells} == {"disclosure", "remedies"}
    [withheld] = [finding for finding in record.findings if finding.rule == "parse.table_withheld"]
    assert (withheld.severity, withheld.where) == ("error", "applications")
    assert "unknown row label" in withheld.message
