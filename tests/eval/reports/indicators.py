"""Reports of 2014 to 2018 with a table of indicators, in the three layouts that provinces printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from parsers.forms.indicators import INDICATORS
from tests.eval.reports.scores import Case

#: Indicators that break another down, and are printed with 其中 before the first of them.
_PARTS = ("disclosed_on_website", "applications_in_person", "completed_in_time", "denied_state_secret")
_UNITS = {
    "staff": "人",
    "fees": "万元",
    "funds": "万元",
    "meetings": "次",
    "training_courses": "次",
    "people_trained": "人次",
}
_LAYOUTS = ("indicator, unit, count", "numbered", "year and cumulative")
_AGENCIES = ("白河县财政局", "青禾县教育局", "灵溪市人民政府")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as rows of cells, and its true values."""

    rows: list[list[str]]
    cells: dict[tuple[str, str, str], float]


def cases(seeds: int) -> Iterator[Case]:
    """Each layout as HTML and as text with pipes."""
    for seed in range(seeds):
        for layout in _LAYOUTS:
            rng = Random(f"{layout} {seed}")
            agency, year = rng.choice(_AGENCIES), rng.randint(2014, 2018)
            printed = _table(layout, rng)
            for form, body in (("html", _html), ("text", _text)):
                data = body(f"{agency}{year}年政府信息公开工作年度报告", year, printed.rows).encode()
                yield Case("2014", layout, form, f"{layout} {form} {seed}", data, agency, year, printed.cells)


def _table(layout: str, rng: Random) -> _Printed:
    columns = ["year", "cumulative"] if layout == "year and cumulative" else ["count"]
    heads = {"indicator, unit, count": ["统计指标", "单位", "统计数"], "numbered": ["序号", "指标名称", "计量单位", "数量"],
             "year and cumulative": ["指标名称", "单位", "年度", "历年累计"]}[layout]  # fmt: skip
    rows, cells = [heads], {}
    for number, label in enumerate(sorted(rng.sample(INDICATORS[2:], 24), key=INDICATORS.index), start=1):
        name = ("其中：" if label.code in _PARTS else "") + label.zh
        values = [rng.choice([0, 0, rng.randint(1, 9), rng.randint(10, 4000)]) for _ in columns]
        rows.append(
            [*([str(number)] if layout == "numbered" else []), name, _UNITS.get(label.code, "条"), *map(str, values)]
        )
        cells |= {("indicators", label.code, column): float(v) for column, v in zip(columns, values, strict=True)}
    return _Printed(rows, cells)


def _html(title: str, year: int, rows: list[list[str]]) -> str:
    table = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>一、概述</p><p>{_period(year)}</p>"
        f"<p>附表</p><table border=1>{table}</table></body></html>"
    )


def _text(title: str, year: int, rows: list[list[str]]) -> str:
    return "\n".join([title, "一、概述", _period(year), "附表", *(f"| {' | '.join(row)} |" for row in rows)])


def _period(year: int) -> str:
    return f"本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
