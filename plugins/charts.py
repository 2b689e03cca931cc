"""Charts as inline SVG, drawn on the server from the answers to the questions of metadata.yml.

Adds `columns_of(groups, series)` and `bars_of(rows)` to the templates, which give geometry and no markup. A figure
that is not printed is no bar: its place says so. That is why no library draws them: pygal, which could without
a script, makes a stacked 0 of it.
"""

# No `from __future__ import annotations`: Datasette runs plugins outside sys.modules, where dataclasses
# cannot look up annotations that are text.
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from datasette import hookimpl
from jinja2 import Environment

#: Pixels: a column with its gap, the room for the scale, the plot and what stands beneath it.
_STEP, _LEFT, _TOP, _HEIGHT, _BELOW = 52, 40, 18, 150, 40
_LEAST_WIDTH = 320
_TICKS = 4
#: Pixels of a horizontal bar with its label, of the bar, of the longest bar.
_ROW, _THICK, _LONGEST = 38, 14, 250


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: of the series with this number (from 1), for this group, showing this figure."""

    x: float
    y: float
    width: float
    height: float
    series: int
    group: str
    figure: float


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The geometry of a chart. `rules` are the lines of the scale, with their figures in `scale`."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Text, ...]
    notes: tuple[Text, ...]
    figures: tuple[Text, ...]
    scale: tuple[Text, ...] = ()


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates the charts."""
    env.globals["columns_of"] = columns_of
    env.globals["bars_of"] = bars_of
    env.filters["sums_by"] = sums_by


def columns_of(rows: Sequence[dict[str, Any]], series: Sequence[str], n: str = "") -> Chart | None:
    """Stacked columns, one for each year; None where no year has a figure.

    Args:
        rows: an answer by year; a year between them that has no row is a gap.
        series: the columns of the answer that are stacked, from below; NULL where no report prints the figure.
        n: the column that says over how many reports a year sums, if it does.
    """
    by_year = {row["year"]: row for row in rows}
    years = range(min(by_year), max(by_year) + 1) if by_year else ()
    stacks = [[by_year[year][name] for name in series] if year in by_year else None for year in years]
    highest = max((total for stack in stacks if (total := _total(stack or ())) is not None), default=None)
    if highest is None:
        return None
    ticks = _ticks(highest)
    scale, bottom = _HEIGHT / ticks[-1], _TOP + _HEIGHT
    columns = [
        _Column(str(year), stack, _LEFT + number * _STEP, scale)
        for number, (year, stack) in enumerate(zip(years, stacks, strict=True))
    ]
    return Chart(
        max(_LEAST_WIDTH, _LEFT + _STEP * len(columns) + 8),
        bottom + _BELOW,
        tuple(box for column in columns for box in column.boxes()),
        tuple(Text(column.middle, bottom + 16, column.name) for column in columns),
        tuple(
            Text(column.middle, bottom + 31, f"n={by_year[year][n]}")
            for column, year in zip(columns, years, strict=True)
            if n and year in by_year
        ),
        tuple(column.said() for column in columns),
        tuple(Text(_LEFT - 4, round(bottom - tick * scale, 1), _short(tick)) for tick in ticks),
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A stack of figures at a place; None: there is no report. `scale` is in pixels for one."""

    name: str
    stack: Sequence[float | None] | None
    left: float
    scale: float

    @property
    def middle(self) -> float:
        return self.left + _STEP / 2

    def boxes(self) -> Iterator[Box]:
        base = float(_TOP + _HEIGHT)
        for series, figure in enumerate(self.stack or (), start=1):
            if figure:
                height = figure * self.scale
                base -= height
                yield Box(self.left + 8, round(base, 1), _STEP - 16, round(height, 1), series, self.name, figure)

    def said(self) -> Text:
        """The sum above the stack, which is not called one where a part of it is not printed."""
        stack = self.stack or ()
        total = _total(stack)
        lacking = "缺" if None in stack else ""
        text = f"{_short(total)}{'+' if lacking else ''}{lacking}" if total is not None else lacking or "—"
        return Text(self.middle, round(_TOP + _HEIGHT - (total or 0) * self.scale - 4, 1), text)


def bars_of(rows: Sequence[tuple[str, float | None]]) -> Chart | None:
    """Horizontal bars, each with its label above it; None where no row has a figure."""
    highest = max((figure for _, figure in rows if figure is not None), default=None)
    if highest is None:
        return None
    scale = _LONGEST / (highest or 1)
    boxes, labels, figures = [], [], []
    for number, (label, figure) in enumerate(rows):
        top, length = number * _ROW, round((figure or 0) * scale, 1)
        labels.append(Text(0, top + 13, label))
        figures.append(Text(length + 5, top + 30, "缺" if figure is None else _short(figure)))
        if figure:
            boxes.append(Box(0, top + 18, length, _THICK, 1, label, figure))
    return Chart(_LEAST_WIDTH, _ROW * len(rows), tuple(boxes), tuple(labels), (), tuple(figures))


def sums_by(rows: Sequence[dict[str, Any]], name: str, figure: str) -> list[tuple[str, float | None]]:
    """The sums of `figure` by `name`, in the order of the rows; None where no row has one."""
    return [
        (one, _total([row[figure] for row in rows if row[name] == one]))
        for one in dict.fromkeys(row[name] for row in rows)
    ]


def _total(figures: Sequence[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _ticks(highest: float) -> list[float]:
    """Round figures from 0 to `highest` or just above it."""
    unit = 1.0
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * _TICKS >= highest:
                count = max(1, -int(-highest // step))
                return [step * number for number in range(count + 1)]
        unit *= 10


def _short(figure: float) -> str:
    return f"{int(figure):,}" if figure == int(figure) else f"{figure:.4g}"
