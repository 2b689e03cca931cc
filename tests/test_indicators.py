"""Tables of indicators in layouts that make it doubtful which figure is meant."""

from __future__ import annotations

import pytest

from parsers.forms.indicators import INDICATORS
from parsers.record import Report
from parsers.report import parse
from tests.hand_made import table, withheld

CHOSEN = INDICATORS[2:14]
FIGURES = {label.code: (n, 100 + n) for n, label in enumerate(CHOSEN, 1)}


def report(*tables: str) -> Report:
    title = "青禾县教育局2016年政府信息公开工作年度报告"
    return parse(f"<title>{title}</title><h1>{title}</h1><p>一、概述</p><p>附表</p>{''.join(tables)}".encode())


def values(record: Report) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for cell in record.cells:
        found[cell.row] = (*found.get(cell.row, ()), cell.value)
    return found


def rows(*head: str) -> list[list[object]]:
    return [list(head), *([label.zh, "条", *FIGURES[label.code]] for label in CHOSEN)]


def test_this_year_and_all_years() -> None:
    assert values(report(table(rows("指标名称", "单位", "2016年度", "历年累计")))) == FIGURES


def test_tables_side_by_side() -> None:
    head, *body = ([*row[:3]] for row in rows("指标名称", "单位", "数量", ""))
    halves = [[*one, *other] for one, other in zip(body[:6], body[6:], strict=True)]
    expected = {code: (count,) for code, (count, _) in FIGURES.items()}
    assert values(report(table([[*head, *head], *halves]))) == expected


@pytest.mark.parametrize(
    "tables",
    [
        [rows("指标名称", "单位", "2016年", "2015年")],
        [[row if n != 3 else [row[0], *row[2:]] for n, row in enumerate(rows("指标名称", "单位", "年度", "历年累计"))]],
        [
            rows("指标名称", "单位", "年度", "历年累计"),
            [*rows("指标名称", "单位", "年度", "历年累计")[:9], ["派出机构数", "个", 1, 2]],
        ],
    ],
    ids=["two years of one name", "a cell too few", "two agencies"],
)
def test_what_is_not_certain_is_withheld(tables: list[list[list[object]]]) -> None:
    record = report(*map(table, tables))
    assert record.cells == ()
    assert withheld(record)


def test_a_table_without_a_header_is_withheld() -> None:
    assert withheld(report(table(rows()[1:]))) == {"table 1"}


@pytest.mark.parametrize(
    "shape", ["{name} {unit} {figure}", "{n}.{name}（{unit}） {figure}", "{name}\n{unit}\n{figure}"]
)
def test_indicators_in_lines_are_withheld(shape: str) -> None:
    lines = "\n".join(
        shape.format(n=n, name=label.zh, unit="条", figure=FIGURES[label.code][0]) for n, label in enumerate(CHOSEN, 1)
    )
    assert withheld(report(*(f"<p>{line}</p>" for line in lines.split("\n")))) == {"indicators"}


def test_sentences_that_begin_with_an_indicator_are_prose() -> None:
    record = report(*(f"<p>{label.zh}为{FIGURES[label.code][0]}条，与上年持平。</p>" for label in CHOSEN))
    assert [finding.rule for finding in record.findings if finding.severity == "error"] == []
