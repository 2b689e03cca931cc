"""Reports and origins made by hand from the official forms: what the loader and the pages are tested with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.load import Origin
from parsers.forms import FORMS
from parsers.record import Cell, Contact, Count, Finding, Period, Report, Section, Source

Printed = Mapping[tuple[str, str, str], str]

PORTAL = ("nxlw", "灵武市", "https://www.nxlw.gov.cn/")
AGENCY = "灵武市民政局"
PROSE = "2024年，通过“灵武民政”微信公众号发布信息461篇。"
DASHES = frozenset({"/", "—", "-", "无"})


def cell(table: str, row: str, column: str, raw: str, form: str = "2021") -> Cell:
    """A cell of a form with this printed text."""
    declared = next(t for t in FORMS[form].tables if t.code == table)
    state = "blank" if raw == "" else "dash" if raw in DASHES else "number" if _is_number(raw) else "text"
    value = (float(raw) if "." in raw else int(raw)) if state == "number" else None
    label = declared.row(row).zh
    return Cell(table, row, column, value, state, raw, label, declared.units.get(column), Source(1, 1, 1))  # type: ignore[arg-type]


def form_cells(form: str = "2021", printed: Printed | None = None, default: str = "0") -> tuple[Cell, ...]:
    """All cells of a form; `printed` replaces single ones."""
    given = printed or {}
    return tuple(
        cell(table.code, row.code, column, given.get((table.code, row.code, column), default), form)
        for table in FORMS[form].tables
        for row in table.rows
        for column in row.columns
    )


def count(text: str, figure: str, number: int = 1, **more: Any) -> Count:
    """A count of `figure` in `text` at the place where it stands."""
    start = text.index(figure)
    told: dict[str, Any] = {
        "subject": "发布信息", "metric": "posts", "channel": "wechat", "value": int(figure), "unit": "篇",
        "qualifier": "exact", "scope": "year", "quote": text,
    }  # fmt: skip
    return Count(section=number, start=start, end=start + len(figure), **(told | more))


def report(agency: str | None = AGENCY, year: int | None = 2024, form: str | None = "2021", **more: Any) -> Report:
    """A full report of zeros with one section and one count; `more` replaces fields."""
    period = Period(f"{year}-01-01", f"{year}-12-31") if year else None
    made = Report(
        title=f"{agency or ''}{year or ''}年政府信息公开工作年度报告", agency=agency, year=year, period=period,
        published=f"{year + 1}-01-23" if year else None, document_number=None, form=form, format="html",
        parser="nianbao test", url=None, contact=Contact("0951-4021368", None, "灵武市西湖路"), preamble="根据条例编制。",
        sections=(Section(1, "一、总体情况", PROSE),),
        cells=form_cells(form) if form in FORMS else (), counts=(count(PROSE, "461"),), findings=(),
    )  # fmt: skip
    return replace(made, **more)


def origin(capture: str = "c1", path: str = "a/1.html", day: int = 1, **more: Any) -> Origin:
    """Where a document came from; the digest is the capture's own."""
    portal, name, root = PORTAL
    made = Origin(
        portal_id=portal, portal_name=name, portal_root=root, capture_id=capture, url=f"{root}{path}",
        fetched_at=f"2025-02-{day:02}T03:00:00Z", digest=f"sha256:{capture}", status=200, content_type="text/html",
        filename="a.warc.gz", offset=100,
    )  # fmt: skip
    return replace(made, **more)


def finding(rule: str, severity: str = "warning", message: str = "不符 / differs", **more: Any) -> Finding:
    """A finding."""
    return Finding(rule, severity, message, **more)  # type: ignore[arg-type]


def _is_number(raw: str) -> bool:
    return raw.lstrip("-").replace(".", "", 1).isdigit()
