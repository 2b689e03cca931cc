"""Consistent reports with known figures, for property tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from fixtures.figures import form_of, history
from fixtures.model import CHOICES, Figures, Layout, Report, Section

HEADINGS = {
    "一、总体情况": None,
    "二、主动公开政府信息情况": "disclosure",
    "三、收到和处理政府信息公开申请情况": "applications",
    "四、政府信息公开行政复议、行政诉讼情况": "remedies",
    "五、存在的主要问题及改进情况": None,
    "六、其他需要报告的事项": None,
}


PLAIN = "各科室按照职责分工，及时更新栏目内容，认真答复群众来信，妥善保管有关材料，并接受社会各界监督。"


def report(year: int, figures: Figures, agency: str = "清水县水务局", sentences: int = 1, plain: int = 0) -> Report:
    """A report with these figures and, under each heading, sentences with a year and a figure, and plain ones."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    sections = tuple(
        Section(heading, (f"{year}年按要求办理本项工作，全年召开会议3次。" * sentences + PLAIN * plain,), table)
        for heading, table in HEADINGS.items()
    )
    opening = f"根据条例规定编制《{title}》，统计期限自{year}年1月1日起至{year}年12月31日止。"
    return Report(agency, year, f"{year + 1}-01-20", form_of(year), title, figures, sections, (opening,))


@st.composite
def reports(draw: Any) -> Report:
    """Any consistent report; some cells are blank or dashed."""
    year = draw(st.integers(2019, 2025))
    figures = history(
        draw(st.text("abcdef", max_size=6)), {year: form_of(year)}, draw(st.sampled_from([0, 3, 40, 2000]))
    )[year]
    unprinted = draw(st.sampled_from([None, "", "/"]))
    if unprinted is None:
        return report(year, figures)
    return report(year, {
        table: {key: value if value or draw(st.booleans()) else (unprinted or None) for key, value in cells.items()}
        for table, cells in figures.items()
    })  # fmt: skip


@st.composite
def layouts(draw: Any) -> Layout:
    """Any layout that keeps every table on the page."""
    options = {name: draw(st.sampled_from(choices)) for name, choices in CHOICES.items()}
    switches = ("split_digits", "ghost_row", "signature", "meta_charset")
    return Layout.of(options | {name: draw(st.booleans()) for name in switches})


def expected(figures: Figures) -> dict[tuple[str, str], object]:
    """What the parser should read: numbers as they are, blank and dash without value."""
    return {
        (table, key): (value if isinstance(value, (int, float)) else None)
        for table, cells in figures.items()
        for key, value in cells.items()
    }


def may_have_moved(figures: Mapping[tuple[str, str], object]) -> bool:
    """Whether all blank cells beside figures stand at the ends of rows, as where they were moved there."""
    rows: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for (table, key), value in figures.items():
        rows[table, "" if table == "remedies" else key.partition(".")[0]].append(value is None)
    mixed = [row for row in rows.values() if any(row) and not all(row)]
    return bool(mixed) and all(row == sorted(row) for row in mixed)


def ends_blank(figures: Mapping[tuple[str, str], object], table: str) -> bool:
    """Whether the last row of a table ends with a blank: where it is shorter than others, it may have lost a figure."""
    return [value for (code, _), value in figures.items() if code == table][-1] is None
