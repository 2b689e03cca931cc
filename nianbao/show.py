"""`nianbao show`: a report in the terminal, its tables laid out as the official form prints them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from parsers.forms import FORMS, Row, Table
from parsers.forms.applications import GROUPS
from parsers.record import Cell, Finding, Report

#: How the state of a cell is shown: what is printed for it, and its style.
STATES = {
    "number": ("{}", "bold"),
    "zero": ("{}", "dim"),
    "blank": ("空", "yellow"),
    "dash": ("{}", "magenta"),
    "text": ("{}", "red"),
    "absent": ("", ""),
}
_SEVERITIES = {"error": "red", "warning": "yellow", "note": "dim"}
FAILED = "≠"


def show_report(report: Report, console: Console) -> None:
    """Print `report`: head, tables, counts, findings."""
    console.print(_head(report))
    failed = failed_lines(report.findings)
    form = FORMS.get(report.form or "")
    for table in form.tables if form else ():
        cells = {(c.row, c.column): c for c in report.cells if c.table == table.code}
        if cells:
            console.print(_table(table, cells, failed))
    indicators = [cell for cell in report.cells if cell.table == "indicators"]
    if indicators:
        console.print(_indicators(indicators))
    if report.counts:
        console.print(_counts(report))
    for finding in report.findings:
        console.print(
            Text(f"{finding.severity:8}{finding.rule}  {finding.message}", style=_SEVERITIES[finding.severity])
        )


def failed_lines(findings: tuple[Finding, ...]) -> frozenset[str]:
    """`table.column.code` and `table.row.code` of every sum that fails."""
    return frozenset(f.where for f in findings if f.where and f.rule.startswith("identity."))


def _head(report: Report) -> RenderableType:
    lines = [
        Text(report.title or "（无标题 / no title）", style="bold"),
        Text(f"{report.agency or '？'} · {report.year or '？'} · 表式 {report.form or '—'} · {report.format}"),
        Text(
            " ".join(filter(None, (report.contact.telephone, report.contact.email, report.contact.address))),
            style="dim",
        ),
    ]
    return Panel(Group(*lines), expand=False)


def _table(table: Table, cells: dict[tuple[str, str], Cell], failed: frozenset[str]) -> Grid:
    grid = Grid(title=f"{table.zh}\n{table.en}", title_justify="left", show_lines=False, header_style="")
    grid.add_column("", overflow="fold", max_width=44)
    for column in table.columns:
        mark = f" {FAILED}" if f"{table.code}.column.{column.code}" in failed else ""
        grid.add_column(column.zh + mark, justify="right", style="on red" if mark else "")
    group = None
    for row in table.rows:
        if row.group != group and row.group:
            grid.add_row(Text(GROUPS.get(row.group, row.group), style="cyan"))
        group = row.group
        grid.add_row(*_row(table, row, cells, failed))
    return grid


def _row(table: Table, row: Row, cells: dict[tuple[str, str], Cell], failed: frozenset[str]) -> Iterator[Text]:
    mark = f" {FAILED}" if f"{table.code}.row.{row.code}" in failed else ""
    yield Text(f"{'  ' if row.group else ''}{row.zh}{mark}", style="on red" if mark else "")
    for column in table.columns:
        yield _cell(cells.get((row.code, column.code)))


def _cell(cell: Cell | None) -> Text:
    state = "absent" if cell is None else "zero" if cell.value == 0 else cell.state
    shown, style = STATES[state]
    return Text(shown.format(cell.raw if cell else ""), style=style)


def _indicators(cells: list[Cell]) -> Grid:
    columns = list(dict.fromkeys(cell.column for cell in cells))
    grid = Grid(title="政府信息公开情况统计表\nIndicators", title_justify="left", header_style="")
    for name in ("指标", "单位", *columns):
        grid.add_column(name, justify="right" if name in columns else "left")
    rows: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    for row in rows.values():
        first = next(iter(row.values()))
        grid.add_row(first.label, first.unit or "", *(_cell(row.get(column)) for column in columns))
    return grid


def _counts(report: Report) -> Grid:
    grid = Grid(title="文字中的数字\nFigures in the prose", title_justify="left", header_style="")
    for name in ("节", "数", "单位", "指标 metric", "渠道 channel", "原文 quote"):
        grid.add_column(name, justify="right" if name == "数" else "left", overflow="fold")
    for count in report.counts:
        value = f"{count.value:,}" if count.qualifier == "exact" else f"{count.qualifier} {count.value:,}"
        grid.add_row(str(count.section), value, count.unit or "", count.metric or "", count.channel or "", count.quote)
    return grid
