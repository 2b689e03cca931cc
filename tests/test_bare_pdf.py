"""Tables of a PDF without ruled lines: read where every figure has a certain row and column, else withheld."""

from __future__ import annotations

import pytest

from fixtures.figures import form_of, history
from fixtures.model import Figures
from parsers.record import Report
from parsers.report import parse
from tests.documents import Print, report_pdf
from tests.reports import expected, report

#: Lines of prose before the tables after which no block, header or row of them is cut by the page.
WHOLE = {2020: [0, 5, 10], 2023: [0, 5, 10]}
SAID = ("parse.table_withheld", "parse.table_missing", "parse.rows_missing")


def figures_of(year: int, blanks: bool = False) -> Figures:
    figures = history("bare", {year: form_of(year)}, 40)[year]
    return {t: {k: v if v or not blanks else None for k, v in cells.items()} for t, cells in figures.items()}


def printed(figures: Figures, year: int, lead: int, centred: bool = False) -> Report:
    return parse(report_pdf(report(year, figures), lead, Print(ruled=False, centred=centred)))


def cells(record: Report) -> dict[tuple[str, str], object]:
    return {(cell.table, f"{cell.row}.{cell.column}"): cell.value for cell in record.cells}


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize(("year", "lead"), [(year, lead) for year, leads in WHOLE.items() for lead in leads])
def test_whole_tables(year: int, lead: int, blanks: bool, centred: bool) -> None:
    figures = figures_of(year, blanks)
    read, truth = cells(printed(figures, year, lead, centred)), expected(figures)
    assert read.items() <= truth.items()
    # Of remedies that are blank all over nothing is printed.
    assert {key for key, value in truth.items() if value is not None} <= read.keys()


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("lead", range(15, 36, 4))
@pytest.mark.parametrize("year", [2020, 2023])
def test_a_page_that_cuts_them_never_makes_another_figure(year: int, lead: int, centred: bool) -> None:
    figures = figures_of(year, blanks=True)
    record = printed(figures, year, lead, centred)
    assert cells(record).items() <= expected(figures).items()
    missing = {table for table, _ in expected(figures).keys() - cells(record).keys()}
    assert missing <= {f.where for f in record.findings if f.rule in SAID}


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize(
    ("year", "lead"), [(2020, 20), (2020, 25), (2020, 28), (2020, 29), (2020, 31), (2023, 23), (2023, 26), (2023, 32)]
)
def test_rows_of_disclosure_below_a_header_on_the_page_before(year: int, lead: int, centred: bool) -> None:
    figures = figures_of(year)
    read, truth = cells(printed(figures, year, lead, centred)), expected(figures)
    assert read.items() <= truth.items()
    assert {key for key in truth if key[0] == "disclosure"} <= read.keys()


def test_a_row_on_another_page_that_cannot_be_placed_withholds_the_table() -> None:
    figures = figures_of(2020)
    key = next(key for key in figures["disclosure"] if key.startswith("coercive_measures."))
    figures["disclosure"] |= {key: 10**40}
    record = printed(figures, 2020, 28)
    assert "disclosure" not in {cell.table for cell in record.cells}
    assert [(f.rule, f.where) for f in record.findings if f.where == "disclosure"] == [
        ("parse.table_withheld", "disclosure")
    ]


def test_figures_that_do_not_add_up_are_withheld() -> None:
    figures = figures_of(2023)
    figures["applications"] |= {"granted.natural_person": 9999}
    record = printed(figures, 2023, 0)
    assert {cell.table for cell in record.cells} == {"disclosure", "remedies"}
    assert [f.where for f in record.findings if f.rule == "parse.table_withheld"] == ["applications"]
