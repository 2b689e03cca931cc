"""The archive's own pages: home, county, agency, report. Each reads rows and gives them to its template.

`/release/ID/report/N` is the page of a report as a citation names it: it is shown where this archive is that release.
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from nianbao.web import DATABASE, Row, ask, changes_of, one, page, rows

#: Counties that the home page lists at once; of more it lists the provinces, each with a page of its counties.
MOST_COUNTIES = 100
#: table of the form → SQL for its rows with their codes
_TABLES = {
    "disclosure": "SELECT l.code, t.* FROM disclosures t JOIN disclosure_items l ON l.id = t.item_id",
    "applications": "SELECT l.code, t.* FROM applications t JOIN outcomes l ON l.id = t.outcome_id",
    "remedies": "SELECT l.code, t.* FROM remedies t JOIN remedy_kinds l ON l.id = t.kind_id",
}
_TOTALS = """
    SELECT count(*) AS portals, coalesce(sum(agencies), 0) AS agencies, coalesce(sum(reports), 0) AS reports,
      coalesce(sum(findings), 0) AS findings, coalesce(sum(captures), 0) AS captures, max(last_capture) AS last_capture
    FROM portal_totals"""
_COUNTIES = """
    SELECT p.id, p.name, d.prefecture, v.id AS province_id, v.zh AS province, v.en AS province_en, t.*
    FROM portal_totals t JOIN portals p ON p.id = t.portal_id LEFT JOIN divisions d ON d.id = p.division_id
    LEFT JOIN provinces v ON v.id = d.province_id
    WHERE :province IN ('', coalesce(v.id, 'none'))
    ORDER BY v.id IS NULL, v.id, d.id, p.name, p.id"""
_PROVINCES = """
    SELECT coalesce(v.id, 'none') AS id, v.zh, v.en, count(*) AS counties, sum(agencies) AS agencies,
      sum(reports) AS reports, min(first_year) AS first_year, max(last_year) AS last_year, sum(warnings) AS warnings,
      sum(errors) AS errors, sum(rejected) AS rejected
    FROM portal_totals t JOIN portals p ON p.id = t.portal_id LEFT JOIN divisions d ON d.id = p.division_id
    LEFT JOIN provinces v ON v.id = d.province_id
    GROUP BY v.id ORDER BY v.id IS NULL, v.id"""
_YEARS = """
    SELECT year, sum(reports) AS reports, sum(new_received) AS received, sum(n_new_received) AS counted
    FROM report_sums GROUP BY year ORDER BY year DESC"""
_RULES = """
    SELECT t.*, l.zh, l.en FROM rule_totals t JOIN rules l ON l.id = t.rule
    ORDER BY t.severity = 'note', t.severity, t.findings DESC, t.rule"""
_LATEST = """
    SELECT r.id, r.title, r.year, r.published, a.name AS agency FROM reports r
    LEFT JOIN agencies a ON a.id = r.agency_id
    WHERE r.published IS NOT NULL ORDER BY r.published DESC, r.id LIMIT 8"""
_COUNTY = """
    SELECT p.*, d.name AS division, d.prefecture, v.id AS province_id, v.zh AS province, v.en AS province_en
    FROM portals p LEFT JOIN divisions d ON d.id = p.division_id LEFT JOIN provinces v ON v.id = d.province_id
    WHERE p.id = ?"""
_COUNTY_CELLS = """
    SELECT id, agency_id, year, warnings, errors, form, cells_read FROM reports
    WHERE portal_id = ? AND document = 1 AND agency_id IS NOT NULL AND year IS NOT NULL"""
_UNPLACED = """
    SELECT id, title, url, year, agency_id FROM reports
    WHERE portal_id = ? AND (agency_id IS NULL OR year IS NULL) ORDER BY year, id"""
_AGENCY = """
    SELECT a.*, p.name AS portal, p.root AS portal_root FROM agencies a JOIN portals p ON p.id = a.portal_id
    WHERE a.id = ?"""
_NAMES = "SELECT * FROM agency_names WHERE agency_id = ? ORDER BY first_year, name"
_REPORT = """
    SELECT r.*, a.name AS agency, p.name AS portal, p.root AS portal_root, f.zh AS form_zh, f.en AS form_en, f.notice,
      c.fetched_at, c.digest, c.filename, c.offset
    FROM reports r JOIN portals p ON p.id = r.portal_id JOIN captures c ON c.id = r.capture_id
    LEFT JOIN agencies a ON a.id = r.agency_id LEFT JOIN forms f ON f.id = r.form
    WHERE r.id = ?"""
_FINDINGS = """
    SELECT f.*, l.zh AS rule_zh, l.en AS rule_en, s.zh AS severity_zh, s.en AS severity_en
    FROM findings f JOIN rules l ON l.id = f.rule JOIN severities s ON s.id = f.severity
    WHERE f.report_id = ? ORDER BY f.number"""


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of our pages."""
    return [
        (r"^/$", home),
        (r"^/county/(?P<portal>[^/]+)$", county),
        (r"^/agency/(?P<agency>\d{1,15})$", agency),
        (r"^/report/(?P<report>\d{1,15})$", report),
        (r"^/release/(?P<release>[\w.-]{1,40})/report/(?P<report>\d{1,15})$", cited_report),
    ]


@hookimpl
def extra_template_vars(datasette: Datasette) -> Any:
    """Which release this is, if any."""

    async def common() -> Row:
        releases = await rows(datasette, "SELECT * FROM releases")
        return {"release": releases[0] if releases else None}

    return common()


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """In Datasette's tables a report's title and an agency's name lead to their pages; in answers their numbers do."""
    named = {("reports", "title"): "report", ("agencies", "name"): "agency", ("portals", "name"): "county"}
    numbered = {(None, "report_id"): "report", (None, "agency_id"): "agency"}
    if value is None or isinstance(value, dict):
        return None
    if (table, column) in named and "id" in row.keys():  # noqa: SIM118 -- a sqlite3.Row
        return _link(datasette, f"/{named[table, column]}/{row['id']}", value)
    if (table, column) in numbered and isinstance(value, int):
        return _link(datasette, f"/{numbered[table, column]}/{value}", value)
    return None


def _link(datasette: Datasette, path: str, text: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), text)


async def home(request: Request, datasette: Datasette) -> Response:
    """What the archive holds, and ways in; `?province=` lists the counties of one."""
    totals = (await rows(datasette, _TOTALS))[0]
    province = request.args.get("province") or ""
    by_province = totals["portals"] > MOST_COUNTIES and not province
    context = {
        "totals": totals,
        "province": province,
        "provinces": await rows(datasette, _PROVINCES) if by_province else [],
        "counties": [] if by_province else await rows(datasette, _COUNTIES, {"province": province}),
        "years": await rows(datasette, _YEARS),
        "rules": await rows(datasette, _RULES),
        "latest": await rows(datasette, _LATEST),
        "questions": (datasette.metadata("queries", database=DATABASE) or {}).items(),
    }
    return await page(datasette, request, "index.html", context)


async def county(request: Request, datasette: Datasette) -> Response:
    """The agencies of a portal and the years for which a report was found."""
    identifier = request.url_vars["portal"]
    portal = await one(datasette, _COUNTY, identifier, "county")
    agencies = await rows(datasette, "SELECT * FROM agencies WHERE portal_id = ? ORDER BY name", [identifier])
    cells = await rows(datasette, _COUNTY_CELLS, [identifier])
    context = {
        "portal": portal,
        "agencies": agencies,
        "years": _span([cell["year"] for cell in cells]),
        "cells": {(cell["agency_id"], cell["year"]): cell for cell in cells},
        **await _activity(datasette, portal=identifier),
        "coverage": await ask(datasette, "coverage_by_year", portal=identifier),
        "unplaced": await rows(datasette, _UNPLACED, [identifier]),
        "rejected": await rows(datasette, "SELECT count(*) AS n FROM rejected WHERE portal_id = ?", [identifier]),
    }
    return await page(datasette, request, "county.html", context)


async def agency(request: Request, datasette: Datasette) -> Response:
    """One agency's headline figures over the years."""
    number = int(request.url_vars["agency"])
    found = await one(datasette, _AGENCY, number, "agency")
    reports = await rows(datasette, "SELECT * FROM reports WHERE agency_id = ? ORDER BY year, document", [number])
    first = {row["year"]: row for row in reports if row["document"] == 1 and row["year"] is not None}
    further = [row for row in reports if row["document"] > 1 or row["year"] is None]
    beside = await ask(datasette, "beside_others", agency=str(number))
    neighbours = await ask(datasette, "neighbours", agency=str(number))
    latest = max(first, default=None)
    context = {
        "names": [row for row in await rows(datasette, _NAMES, [number]) if row["name"] != found["name"]],
        "agency": found, "by_year": first, "years": _span(list(first)), "further": further, "latest": latest,
        **await _activity(datasette, agency=str(number)),
        "beside": [row for row in beside if row["year"] == latest],
        "neighbours": [row for row in neighbours if row["year"] == latest],
    }  # fmt: skip
    return await page(datasette, request, "agency.html", context)


async def report(request: Request, datasette: Datasette) -> Response:
    """One report: its tables as printed, its prose, what is to be known about it."""
    number = int(request.url_vars["report"])
    found = await one(datasette, _REPORT, number, "report")
    counts = await rows(datasette, "SELECT * FROM counts WHERE report_id = ? ORDER BY number", [number])
    context = {
        "report": found,
        "printed": {code: await _printed(datasette, sql, number) for code, sql in _TABLES.items()},
        "counts": counts,
        "findings": await rows(datasette, _FINDINGS, [number]),
        "siblings": await rows(datasette, "SELECT id, year, document FROM reports WHERE agency_id = ? "
                                           "AND year IS NOT NULL ORDER BY year, document", [found["agency_id"]]),
    }  # fmt: skip
    context["changes"] = await changes_of(datasette, number)
    for table in ("sections", "indicators", "versions", "marks", "locations"):
        context[table] = await rows(datasette, f"SELECT * FROM {table} WHERE report_id = ?", [number])  # noqa: S608
    return await page(datasette, request, "report.html", context)


async def _activity(datasette: Datasette, **narrowed: str) -> Row:
    """What the charts of a county or an agency show, and what their questions are narrowed to."""
    answers, grounds = [await ask(datasette, name, **narrowed) for name in ("answers_by_year", "refusal_grounds")]
    return {"answers": answers, "grounds": grounds, "narrowed": narrowed}


async def cited_report(request: Request, datasette: Datasette) -> Response:
    """A report as a citation names it, with the release."""
    cited, number = request.url_vars["release"], request.url_vars["report"]
    if not await rows(datasette, "SELECT 1 FROM releases WHERE id = ?", [cited]):
        current = datasette.urls.path(f"/report/{number}")
        raise NotFound(
            f"此引文出自版本 {cited}，不是本档案所载；本档案中的同一份年报见 {current} / "
            f"the citation is of release {cited}, which this archive is not; see {current} for what it holds"
        )
    return await report(request, datasette)


async def _printed(datasette: Datasette, sql: str, report_id: int) -> dict[str, Row]:
    return {row["code"]: row for row in await rows(datasette, f"{sql} WHERE t.report_id = ?", [report_id])}


def _span(years: list[int]) -> list[int]:
    """Every year from the first to the last: a gap is a column too."""
    return list(range(min(years), max(years) + 1)) if years else []
