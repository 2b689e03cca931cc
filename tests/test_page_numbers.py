"""Numbers of pages amid a table printed one cell a line: left out where that is certain, else the table is withheld."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.figures import form_of, history
from fixtures.model import Figures
from parsers.record import Report as Record
from parsers.report import parse
from tests.hand_made import cells
from tests.reports import report
from tests.text_shapes import text

MARKED = [
    "- 5 -",
    "————5————",
    "-5-",
    "— 5 —",
    "——5——",
    "–5–",
    "~5~",
    "第5页",
    "第 5 页 共 8 页",
    "第5页/共8页",
    "共8页 第5页",
]
LABELS = {
    "一、本年新收政府信息公开申请数量": "new_received",
    "（一）予以公开": "granted",
    "（七）总计": "processed_total",
}


def figures_of(year: int, seed: int, scale: int) -> Figures:
    return history(str(seed), {year: form_of(year)}, scale)[year]


def lines_of(year: int, figures: Figures) -> list[str]:
    return text(report(year, figures), "a cell a line").decode().split("\n")


def read(lines: list[str]) -> Record:
    return parse("\n".join(lines).encode())


def within_tables(lines: list[str]) -> range:
    """The places behind the first cell of the first table and before the last of the last."""
    first = next(n for n, line in enumerate(lines) if line.startswith("第二十条"))
    return range(first + 1, next(n for n, line in enumerate(lines) if line.startswith("五、")))


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize("year", [2019, 2024])
def test_a_number_between_marks_is_none_of_the_figures(year: int, mark: str) -> None:
    figures = figures_of(year, 7, 40)
    lines = lines_of(year, figures)
    for place in within_tables(lines)[::7]:
        assert cells(read([*lines[:place], mark, *lines[place:]])) == figures


def behind(lines: list[str], label: str, cells_after: int) -> int:
    return lines.index(label) + 1 + cells_after


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("cells_after", [0, 3, 6, 7])
def test_a_bare_number_is_told_by_the_sums(label: str, cells_after: int) -> None:
    figures = figures_of(2024, 11, 300)
    lines = lines_of(2024, figures)
    place = behind(lines, label, cells_after)
    record = read([*lines[:place], "77", *lines[place:]])
    assert cells(record) == figures
    assert [f.message for f in record.findings if f.rule == "parse.page_number"] == [
        f"“{label}”一行中的 77 按勾稽关系是页码，未收录 / the number of a page by the sums, left out"
    ]


def test_a_bare_number_among_fifteen_figures() -> None:
    figures = figures_of(2024, 11, 300)
    lines = lines_of(2024, figures)
    end = next(n for n, line in enumerate(lines) if line.startswith("五、"))
    for place in range(end - 15, end + 1):
        record = read([*lines[:place], "77", *lines[place:]])
        assert cells(record).get("remedies", figures["remedies"]) == figures["remedies"]
        said = {f.rule for f in record.findings if f.where == "remedies" or f.rule == "parse.page_number"}
        assert len(said) == 1


def test_a_figure_that_stands_there_twice_may_be_the_one_too_many() -> None:
    """Without the 2 all sums hold, and without one of the 0 before it."""
    lines = lines_of(2024, figures_of(2024, 11, 300))
    end = next(n for n, line in enumerate(lines) if line.startswith("五、"))
    printed = [1, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    record = read([*lines[: end - 15], *map(str, printed), *lines[end:]])
    assert "remedies" not in cells(record)
    assert [f.where for f in record.findings if f.rule == "parse.table_withheld"] == ["remedies"]


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        ([1, 0, 0, 0, 0, 0, 1, 7], [1, 0, 0, 0, 0, 0, 1]),
        ([7, 0, 0, 0, 0, 0, 0, 0], [0] * 7),
        ([1, 0, 1, 0, 0, 0, 0, 1], None),  # either may be the number
        ([3, 0, 0, 0, 0, 0, 1, 7], None),  # the others do not add up
        ([1, 0, 0, 0, 0, 0, 1, 900], None),  # no report has so many pages
        ([1, 0, 0, 0, 0, 0, 1, 7, 8], None),
        ([1, 0, 0, "/", 0, 0, 1, 7], None),
    ],
)
def test_one_number_alone_may_be_left_out(row: list[object], read_as: list[int] | None) -> None:
    figures = figures_of(2024, 5, 0)
    if read_as:
        for code in ("carried_in", "carried_over"):
            figures["applications"] |= dict(zip((k for k in figures["applications"] if k.startswith(f"{code}.")), read_as, strict=True))  # fmt: skip
    lines = lines_of(2024, figures)
    place = behind(lines, "二、上年结转政府信息公开申请数量", 0)
    found = cells(read([*lines[:place], *map(str, row), *lines[place + 7 :]]))
    assert found.get("applications") == (figures["applications"] if read_as else None)


@pytest.mark.parametrize(("numbers", "are_read"), [((77, 78), True), ((77, 79), False), ((78, 77), False)])
def test_numbers_of_pages_follow_each_other(numbers: tuple[int, int], are_read: bool) -> None:
    figures = figures_of(2024, 11, 300)
    lines = lines_of(2024, figures)
    for label, number in zip(("（一）予以公开", "（七）总计"), numbers, strict=True):
        lines.insert(behind(lines, label, 2), str(number))
    assert ("applications" in cells(read(lines))) == are_read


@given(seed=st.integers(0, 10**6), year=st.sampled_from([2019, 2024]), scale=st.sampled_from([0, 3, 40, 2000]),
       pages=st.integers(1, 3), how=st.sampled_from([(True, "none"), (True, "line twice"), (False, "none"),
                                                     (False, "line twice"), (False, "blanks lost"), (False, "line lost")]))  # fmt: skip
def test_no_number_of_a_page_is_read_as_a_figure(
    seed: int, year: int, scale: int, pages: int, how: tuple[bool, str]
) -> None:
    """A bare number in the place of a lost figure is not among them: nothing tells that it is none."""
    rng, (bare, damage) = Random(seed), how
    figures = figures_of(year, seed, scale)
    if damage == "blanks lost":
        figures = {
            t: {k: v or (None if rng.random() < 0.3 else 0) for k, v in row.items()} for t, row in figures.items()
        }
    lines = [line for line in lines_of(year, figures) if line]
    if damage.startswith("line"):
        place = rng.choice([n for n in within_tables(lines) if lines[n].isdigit()])
        lines[place : place + 1] = [lines[place]] * (2 if damage == "line twice" else 0)
    places = sorted(rng.sample(within_tables(lines), pages))
    first = rng.randint(1, 9)
    for number, place in reversed(list(enumerate(places, first))):
        lines.insert(place, str(number) if bare else rng.choice(MARKED).replace("5", str(number)))
    record = read(lines)
    for cell in record.cells:
        assert cell.state != "number" or cell.value == figures[cell.table].get(f"{cell.row}.{cell.column}"), cell
    unread = {t for t, row in figures.items() if row.keys() - cells(record).get(t, {}).keys()}
    assert unread <= {finding.where for finding in record.findings}


@pytest.mark.parametrize("column", ["business", "legal_service_org"])
@pytest.mark.parametrize("place", range(7))
def test_a_bare_number_in_a_row_that_lost_its_only_blank_withholds_the_table(column: str, place: int) -> None:
    """Right in the place of the blank nothing tells that it is none of the figures, and the sums fail."""
    figures = figures_of(2024, 11, 300)
    moved = figures["applications"][f"granted.{column}"]
    for key, change in ((f"granted.{column}", -moved), ("granted.total", -moved),  # type: ignore[operator]
                        (f"granted_in_part.{column}", moved), ("granted_in_part.total", moved)):  # fmt: skip
        figures["applications"][key] += change  # type: ignore[operator]
    lines = lines_of(2024, figures)
    start = behind(lines, "（一）予以公开", 0)
    row = lines[start : start + 7]
    lost = row.index("0")
    row.insert(place, row.pop(lost) and "77")
    record = read([*lines[:start], *row, *lines[start + 7 :]])
    assert ("applications" in cells(record)) == (place == lost)
    assert ("identity.row_sum" if place == lost else "parse.table_withheld") in {f.rule for f in record.findings}


def test_a_sum_that_does_not_hold_is_the_sources_where_no_number_of_a_page_explains_it() -> None:
    figures = figures_of(2024, 11, 300)
    figures["applications"]["granted.total"] += 1  # type: ignore[operator]
    record = read(lines_of(2024, figures))
    assert cells(record) == figures
    assert "identity.row_sum" in {f.rule for f in record.findings}
