"""Charts as inline SVG: Vega-Lite, drawn on the server by vl-convert from the answers to the questions of metadata.yml.

Adds `columns_of(rows, series, n)` and `bars_of(rows)` to the templates, which give markup without a script or a style
of its own: colours are the variables of the style sheet. A figure that is not printed is no bar; its place says so.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import vl_convert
from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup

Row = dict[str, Any]
Series = tuple[str, str, str]

#: Pixels of a column with its gap, of the plot's height, of a horizontal bar with its gap, of the longest one.
_STEP, _HEIGHT, _ROW, _LONGEST = 52, 150, 24, 170
_INK, _SOFT, _HAIR = "var(--ink)", "var(--soft)", "var(--hair)"
_AXIS = {
    "title": None, "labelAngle": 0, "labelColor": _INK, "labelFontSize": 12, "labelLimit": 0,
    "labelOverlap": False, "ticks": False, "domain": False, "labelPadding": 6,
}  # fmt: skip
_SCALE = {
    "title": None, "labelColor": _SOFT, "labelFontSize": 11, "gridColor": _HAIR, "domain": False, "ticks": False,
    "tickCount": 4, "tickMinStep": 1, "format": ",d",
}  # fmt: skip
_COMMON = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "background": None,
    "padding": 4,
    "config": {"font": "sans-serif", "view": {"stroke": None}, "text": {"color": _INK, "fontSize": 12}},
}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates the charts."""
    env.globals["columns_of"] = columns_of
    env.globals["bars_of"] = bars_of
    env.filters["sums_by"] = sums_by


async def columns_of(rows: Sequence[Row], series: Sequence[Series], n: str = "") -> Markup | None:
    """Stacked columns, one for each year; None where no year has a figure.

    Args:
        rows: an answer by year; a year between them that has no row is a gap.
        series: the columns of the answer that are stacked, from below, with their names in Chinese and in English.
        n: the column that says over how many reports a year sums, if it does.
    """
    by_year = {row["year"]: row for row in rows}
    if all(row[name] is None for row in rows for name, _, _ in series):
        return None
    years = [_Year(year, by_year.get(year), series, n) for year in range(min(by_year), max(by_year) + 1)]
    names = [name for _, name, _ in series]
    x = _names("year", [year.label for year in years], labelExpr="split(datum.label, ' ')")
    bars = {
        "data": {"values": [bar for year in years for bar in year.bars()]},
        "mark": {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 0.75, "width": {"band": 0.7}},
        "encoding": {
            "x": x, "y": {"field": "figure", "type": "quantitative", "axis": _SCALE},
            "color": _colours(names), "order": {"field": "place"}, "description": {"field": "said"},
        },
    }  # fmt: skip
    sums = {
        "data": {"values": [year.sum() for year in years]},
        "mark": {"type": "text", "dy": -7},
        "encoding": {"x": x, "y": {"field": "figure", "type": "quantitative"}, "text": {"field": "said"}},
    }
    return await _drawn({**_COMMON, "width": {"step": _STEP}, "height": _HEIGHT, "layer": [bars, sums]})


async def bars_of(rows: Sequence[tuple[str, float | None]]) -> Markup | None:
    """Horizontal bars, each with its label at its left; None where no row has a figure."""
    if all(figure is None for _, figure in rows):
        return None
    values = [
        {"label": label, "figure": figure or 0, "said": "缺" if figure is None else f"{figure:,}",
         "full": f"{label} {figure}"}
        for label, figure in rows
    ]  # fmt: skip
    y = _names("label", [label for label, _ in rows])
    x = {"field": "figure", "type": "quantitative", "axis": None}
    bars = {
        "transform": [{"filter": "datum.figure > 0"}],
        "mark": {"type": "bar", "color": "var(--s1)"},
        "encoding": {"x": x, "y": y, "description": {"field": "full"}},
    }
    figures = {
        "mark": {"type": "text", "align": "left", "dx": 5},
        "encoding": {"x": x, "y": y, "text": {"field": "said"}},
    }
    whole = {"data": {"values": values}, "width": _LONGEST, "height": {"step": _ROW}, "layer": [bars, figures]}
    return await _drawn(_COMMON | whole)


def sums_by(rows: Sequence[Row], name: str, figure: str) -> list[tuple[str, float | None]]:
    """The sums of `figure` by `name`, in the order of the rows; None where no row has one."""
    return [
        (one, _total([row[figure] for row in rows if row[name] == one]))
        for one in dict.fromkeys(row[name] for row in rows)
    ]


class _Year:
    """A column: what an answer says of a year; `row` is None where there is no report."""

    def __init__(self, year: int, row: Row | None, series: Sequence[Series], n: str) -> None:
        self.name, self.row, self.series = str(year), row, series
        self.label = f"{year} n={row[n]}" if n and row else str(year)

    def bars(self) -> Iterator[Row]:
        """What is stacked, from below."""
        for place, (column, name, _) in enumerate(self.series):
            if self.row and (figure := self.row[column]):
                said = f"{self.name} {name} {figure}"
                yield {"year": self.label, "name": name, "place": place, "figure": figure, "said": said}

    def sum(self) -> Row:
        """The sum above the stack, which is not called one where a part of it is not printed."""
        figures = [self.row[column] for column, _, _ in self.series] if self.row else []
        total = _total(figures)
        lacking = "缺" if None in figures else ""
        said = f"{total:,}{'+' if lacking else ''}{lacking}" if total is not None else lacking or "—"
        return {"year": self.label, "figure": total or 0, "said": said}


def _names(field: str, names: Sequence[str], **axis: str) -> Row:
    """An axis of names in their order, those included for which nothing is drawn."""
    return {"field": field, "type": "ordinal", "scale": {"domain": names}, "axis": {**_AXIS, **axis}}


def _colours(names: Sequence[str]) -> Row:
    colours = [f"var(--s{number})" for number in range(1, len(names) + 1)]
    return {"field": "name", "type": "nominal", "scale": {"domain": names, "range": colours}, "legend": None}


def _total(figures: Sequence[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


async def _drawn(chart: Row) -> Markup:
    return Markup(await asyncio.to_thread(_svg, json.dumps(chart, ensure_ascii=False)))  # noqa: S704 -- its text is escaped


@lru_cache(maxsize=512)
def _svg(chart: str) -> str:
    return vl_convert.vegalite_to_svg(chart)
