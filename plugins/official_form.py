"""The three tables of a report laid out as the official form prints them, for the report page.

Adds `official_tables(form, printed, marks, findings, changes)` to the templates. Rows, columns and groups come from
`parsers.forms`; only the way the notices arrange them on paper is said here.
"""

# No `from __future__ import annotations`: Datasette runs plugins outside sys.modules, where dataclasses
# cannot look up annotations that are text.
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from datasette import hookimpl
from jinja2 import Environment

from parsers.forms import FORMS, Label, Row, Table
from parsers.forms.applications import GROUPS, GROUPS_EN
from parsers.tables.checks import Place, sides

#: table → row → column → figure; a row that the page lacks is not there.
Printed = Mapping[str, Mapping[str, Mapping[str, Any]]]

_NUMERALS = {"disclosure": "二", "applications": "三", "remedies": "四"}
_CORNER = Label(
    "", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "1 + 2 = 3 + 4 in every column"
)
_APPLICANTS = Label("", "申请人情况", "Applicants")
_ORGANISATIONS = Label("", "法人或其他组织", "Legal persons and other organisations")
_CONTENT = Label("", "信息内容", "Kind of information")
_LITIGATION = Label("", "行政诉讼", "Litigation")
_STATES = {
    "blank": ("空", "空白 / blank"),
    "missing": ("缺", "此行没有这一格 / the row lacks this cell"),
    "absent": ("无此行", "原表没有这一行 / the row is not printed"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the page: a heading (with `scope`) or a figure (with `state`).

    A `changed` one was otherwise in the version before; `was` is None where it was blank or not there.
    """

    text: str
    en: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str | None = None
    state: str | None = None
    spoken: str = ""
    failed: bool = False
    notes: tuple[int, ...] = ()
    changed: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the page. `printed` is false where the report has none of its rows."""

    code: str
    title: Label
    numeral: str
    head: list[list[Box]]
    body: list[list[Box]]
    printed: bool


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates `official_tables`."""
    env.globals["official_tables"] = official_tables


def official_tables(
    form: str | None,
    printed: Printed,
    marks: Sequence[Mapping[str, Any]],
    findings: Sequence[Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]] = (),
) -> list[Grid]:
    """The tables of `form`; none for a form whose layout is not prescribed.

    Args:
        form: code of the form that the report follows.
        printed: figures by table, row and column; NULL for a cell without one.
        marks: rows of `marks`: what is printed where there is no figure.
        findings: rows of `findings`; those that name cells mark them.
        changes: rows of `changes` of the version shown; its cells show what was there before.
    """
    if form not in FORMS:
        return []
    marked = {(mark["table"], mark["row"], mark["column"]): mark for mark in marks}
    concerned = _concerned(form, findings)
    before = {(change["table"], change["row"], change["column"]): change["old"] for change in changes}
    tables = FORMS[form].tables
    return [_Layout(table, printed.get(table.code, {}), marked, concerned, before).grid() for table in tables]


@dataclass(frozen=True, slots=True)
class _Failure:
    """A finding about cells: `noted` cells carry its number, all `places` its colour."""

    number: int
    noted: frozenset[Place]
    places: frozenset[Place]


def _concerned(form: str, findings: Sequence[Mapping[str, Any]]) -> list[_Failure]:
    failures = []
    for finding in findings:
        table, first, second = (*(finding["where_"] or "").split("."), "", "", "")[:3]
        left, right = sides(form, finding["rule"], finding["where_"])
        if right:
            failures.append(_Failure(finding["number"], right, left | right))
        elif finding["severity"] in ("warning", "error") and second:
            place = frozenset({(table, first, second)})
            failures.append(_Failure(finding["number"], place, place))
    return failures


@dataclass(frozen=True, slots=True)
class _Layout:
    """One table with everything that its cells show."""

    table: Table
    rows: Mapping[str, Mapping[str, Any]]
    marks: Mapping[Place, Mapping[str, Any]]
    failures: Sequence[_Failure]
    before: Mapping[Place, str | None]

    def grid(self) -> Grid:
        head, body = {
            "disclosure": self._disclosure,
            "applications": self._applications,
            "remedies": self._remedies,
        }[self.table.code]()
        return Grid(self.table.code, Label("", self.table.zh, self.table.en), _NUMERALS[self.table.code],
                    head, body, bool(self.rows))  # fmt: skip

    def _disclosure(self) -> tuple[list[list[Box]], list[list[Box]]]:
        """Blocks under the paragraphs of article 20, each with headers of its own."""
        width = max(len(row.columns) for row in self.table.rows)
        body: list[list[Box]] = []
        for paragraph, rows in groupby(self.table.rows, key=lambda row: row.group):
            members = list(rows)
            columns = members[0].columns
            body.append([Box(paragraph or "", "", width + 1, scope="colgroup")])
            heads = [_head(self.table.column(code), "col") for code in columns]
            body.append([_head(_CONTENT, "col"), *_stretched(heads, width)])
            body += [[_head(row, "row"), *_stretched(list(self._figures(row)), width)] for row in members]
        return [], body

    def _applications(self) -> tuple[list[list[Box]], list[list[Box]]]:
        person, *organisations, total = self.table.columns
        head = [
            [_head(_CORNER, None, 3, 3), _head(_APPLICANTS, "colgroup", len(self.table.columns))],
            [_head(person, "col", 1, 2), _head(_ORGANISATIONS, "colgroup", len(organisations)),
             _head(total, "col", 1, 2)],
            [_head(column, "col") for column in organisations],
        ]  # fmt: skip
        return head, [[*labels, *self._figures(row)] for labels, row in self._outcome_labels()]

    def _outcome_labels(self) -> Iterator[tuple[list[Box], Row]]:
        """Each row with the labels to its left: the outcomes share one, their groups another."""
        outcomes = [row for row in self.table.rows if row.group]
        seen: set[str] = set()
        for row in self.table.rows:
            labels: list[Box] = []
            if row.group and not seen:
                labels.append(_group("results", len(outcomes)))
            if row.group and row.group != "results" and row.group not in seen:
                labels.append(_group(row.group, sum(other.group == row.group for other in outcomes)))
            if row.group:
                seen.add(row.group)
            labels.append(_head(row, "row", {None: 3, "results": 2}.get(row.group, 1)))
            yield labels, row

    def _remedies(self) -> tuple[list[list[Box]], list[list[Box]]]:
        """One line of figures under the kinds side by side."""
        size = len(self.table.columns)
        first, *lawsuits = self.table.rows
        columns = [_head(column, "col") for column in self.table.columns]
        tall = [_head(column, "col", 1, 2) for column in self.table.columns]
        head = [
            [_head(first, "colgroup", size), _head(_LITIGATION, "colgroup", size * len(lawsuits))],
            [*tall, *(_head(row, "colgroup", size) for row in lawsuits)],
            columns * len(lawsuits),
        ]
        return head, [[box for row in self.table.rows for box in self._figures(row)]]

    def _figures(self, row: Row) -> Iterator[Box]:
        for column in row.columns:
            place = (self.table.code, row.code, column)
            failures = [failure for failure in self.failures if place in failure.places]
            notes = tuple(failure.number for failure in failures if place in failure.noted)
            text, state, spoken = self._shown(row, column, place)
            yield Box(text, state=state, spoken=spoken, failed=bool(failures), notes=notes,
                      changed=place in self.before, was=self.before.get(place))  # fmt: skip

    def _shown(self, row: Row, column: str, place: Place) -> tuple[str, str, str]:
        """What a cell shows: the figure, the printed mark, or that nothing is printed."""
        mark = self.marks.get(place)
        if row.code not in self.rows:
            return _STATES["absent"][0], "absent", _STATES["absent"][1]
        if mark and mark["raw"]:
            return mark["raw"], mark["state"], ""
        value = self.rows[row.code].get(column)
        if value is not None:
            return _figure(value), "number", ""
        state = "missing" if mark else "blank"
        return _STATES[state][0], state, _STATES[state][1]


def _head(label: Label, scope: str | None, colspan: int = 1, rowspan: int = 1) -> Box:
    return Box(label.zh, label.en, colspan, rowspan, scope=scope or "")


def _group(code: str, rows: int) -> Box:
    return Box(GROUPS[code], GROUPS_EN[code], 1, rows, scope="rowgroup")


def _stretched(boxes: list[Box], width: int) -> list[Box]:
    """`boxes` with the last one as wide as is needed for `width` columns."""
    *first, last = boxes
    return [*first, replace(last, colspan=width - len(first))]


def _figure(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"
