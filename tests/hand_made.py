"""Tables built by hand, cell by cell, where the shared renderer prints only what the forms have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fixtures.figures import form_of, history
from fixtures.model import Figures
from parsers.forms import FORMS
from parsers.record import Report
from parsers.report import parse

YEAR = 2023
FIGURES = history("headers", {YEAR: form_of(YEAR)}, 60)[YEAR]
DISCLOSURE, APPLICATIONS, REMEDIES = FORMS["2021"].tables
#: The columns of applications, and the words that head them.
APPLICANTS = [column.code for column in APPLICATIONS.columns]
WORDS = [column.zh for column in APPLICATIONS.columns]
#: The words that head those of remedies.
RESULTS = [column.zh for column in REMEDIES.columns]
HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "remedies": "四、政府信息公开行政复议、行政诉讼情况",
}
Row = Sequence[object]


def report(code: str, body: str) -> Report:
    """What is read of a page whose section on the table `code` holds `body`."""
    title = f"清水县水务局{YEAR}年政府信息公开工作年度报告"
    return parse(f"<title>{title}</title><h1>{title}</h1><p>一、总体情况</p><p>{HEADINGS[code]}</p>{body}".encode())


def td(text: object, spans: str = "") -> str:
    return f"<td {spans}>{text}</td>"


def table(rows: Iterable[Row]) -> str:
    """Rows of cells; those that are no `td` yet become one."""
    cells = [[c if str(c).startswith("<td") else td(c) for c in row] for row in rows]
    return f"<table>{''.join('<tr>' + ''.join(map(str, row)) + '</tr>' for row in cells)}</table>"


def piped(rows: Iterable[Row]) -> str:
    return "".join(f"<p>| {' | '.join(map(str, row))} |</p>" for row in rows)


def applications(order: Sequence[str]) -> list[list[object]]:
    """The rows of applications, each with its label, their figures in the order of columns given."""
    figures = FIGURES["applications"]
    return [[row.zh, *(figures[f"{row.code}.{column}"] for column in order)] for row in APPLICATIONS.rows]


def disclosure() -> list[list[list[object]]]:
    """The blocks of disclosure, each with its header."""
    blocks: dict[tuple[str, ...], list[list[object]]] = {}
    for row in DISCLOSURE.rows:
        heads: list[object] = ["信息内容", *(DISCLOSURE.column(code).zh for code in row.columns)]
        figures = (FIGURES["disclosure"][f"{row.code}.{code}"] for code in row.columns)
        blocks.setdefault(row.columns, [heads]).append([row.zh, *figures])
    return list(blocks.values())


def cells(record: Report) -> Figures:
    found: Figures = {}
    for cell in record.cells:
        found.setdefault(cell.table, {})[f"{cell.row}.{cell.column}"] = cell.value
    return found


def whole(code: str) -> Figures:
    return {code: FIGURES[code]}


def withheld(record: Report) -> set[str | None]:
    return {finding.where for finding in record.findings if finding.rule == "parse.table_withheld"}
