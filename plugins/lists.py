"""Findings and changes after publication as lists, newest first, each also as an Atom feed.

`/findings` and `/changes` are pages, `/findings.atom` and `/changes.atom` feeds of the same; `?portal=`, and for
findings `?rule=` and `?severity=`, narrow them. The date of a finding is when the version that it is about was fetched,
so that an archive that is built again gives the same feed.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from nianbao.web import Row, changes_of, page, page_number, rows

#: Items on a page, and in a feed, which a reader may ask for once a night.
PAGE_SIZE, FEED_SIZE = 50, 200
#: Pages of a list; what is further back is in Datasette's table.
MOST_PAGES = 200
#: Findings beyond which a list of them begins with what was fetched last.
FEW = 5000
_ATOM = "http://www.w3.org/2005/Atom"
#: Characters that XML 1.0 has no place for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLES = {
    "findings": ("检查所见", "Findings"),
    "changes": ("发布后的改动", "Changed after publication"),
}

_FINDINGS = """
    SELECT f.report_id, f.number, f.rule, f.severity, f.message, f.where_, f.expected, f.actual, l.zh AS rule_zh,
      l.en AS rule_en, s.zh AS severity_zh, s.en AS severity_en, a.name AS agency, r.year, r.title, p.name AS portal,
      v.fetched_at AS updated
    FROM {ways}
    CROSS JOIN portals p ON p.id = r.portal_id JOIN rules l ON l.id = f.rule JOIN severities s ON s.id = f.severity
    LEFT JOIN agencies a ON a.id = r.agency_id
    WHERE :portal IN ('', r.portal_id) AND :rule IN ('', f.rule) AND :severity IN ('', f.severity)
    ORDER BY v.fetched_at DESC, v.report_id DESC, f.number LIMIT :limit OFFSET :offset"""
_VERSION = "versions v ON v.report_id = r.id AND v.version = r.version"
#: Where to begin: with a portal's reports, with findings that there are few of, or with what was fetched last.
_OF_PORTAL = f"reports r CROSS JOIN findings f ON f.report_id = r.id AND r.portal_id = :portal CROSS JOIN {_VERSION}"
_OF_FEW = f"findings f CROSS JOIN reports r ON r.id = f.report_id AND f.{{0}} = :{{0}} CROSS JOIN {_VERSION}"
_NEWEST = (
    "versions v CROSS JOIN reports r ON r.id = v.report_id AND r.version = v.version "
    "CROSS JOIN findings f ON f.report_id = r.id"
)
_COUNT_FINDINGS = """
    SELECT coalesce(sum(findings), 0) AS n FROM rule_totals
    WHERE :rule IN ('', rule) AND :severity IN ('', severity)"""
_COUNT_OF_PORTAL = """
    SELECT count(*) AS n FROM reports r CROSS JOIN findings f ON f.report_id = r.id
    WHERE r.portal_id = :portal AND :rule IN ('', f.rule) AND :severity IN ('', f.severity)"""
_FROM_CHANGES = """
    FROM versions v JOIN reports r ON r.id = v.report_id JOIN portals p ON p.id = r.portal_id
    LEFT JOIN agencies a ON a.id = r.agency_id
    WHERE v.version > 1 AND (:portal = '' OR r.portal_id = :portal)"""
_CHANGES = f"""
    SELECT v.report_id, v.version, v.fetched_at AS updated, a.name AS agency, r.year, r.title, p.name AS portal
    {_FROM_CHANGES}
    ORDER BY v.fetched_at DESC, v.report_id LIMIT :limit OFFSET :offset"""
_COUNT_CHANGES = f"SELECT count(*) AS n {_FROM_CHANGES}"
_NARROWED = {"findings": ("portal", "rule", "severity"), "changes": ("portal",)}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of the lists and their feeds."""
    return [(r"^/(?P<kind>findings|changes)(?P<atom>\.atom)?$", listed)]


async def listed(request: Request, datasette: Datasette) -> Response:
    """A list as a page, or as a feed of its first page."""
    kind, atom = request.url_vars["kind"], request.url_vars["atom"]
    chosen = {name: request.args.get(name) or "" for name in _NARROWED[kind]}
    number = 1 if atom else page_number(request)
    total = await _count(datasette, kind, chosen)
    window = {"limit": FEED_SIZE if atom else PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    sql = _FINDINGS.format(ways=_way(chosen, total)) if kind == "findings" else _CHANGES
    items = await rows(datasette, sql, chosen | window) if number <= MOST_PAGES else []
    if kind == "changes":
        for item in items:
            changes = await changes_of(datasette, item["report_id"])
            item["changes"] = [change for change in changes if change["version"] == item["version"]]
    if atom:
        return Response(_feed(datasette, request, kind, items), content_type="application/atom+xml; charset=utf-8")
    given = {name: value for name, value in chosen.items() if value}
    pages = -(-total // PAGE_SIZE)
    context = {"kind": kind, "titles": _TITLES, "items": items, "total": total, "page": number, "given": given,
               "pages": min(pages, MOST_PAGES), "cut": pages > MOST_PAGES}  # fmt: skip
    return await page(datasette, request, "list.html", context)


async def _count(datasette: Datasette, kind: str, chosen: dict[str, str]) -> int:
    sql = _COUNT_CHANGES if kind == "changes" else _COUNT_OF_PORTAL if chosen["portal"] else _COUNT_FINDINGS
    (counted,) = await rows(datasette, sql, chosen)
    return int(counted["n"])


def _way(chosen: dict[str, str], total: int) -> str:
    """Where the list of findings begins: so that no list takes longer in a larger archive."""
    if chosen["portal"]:
        return _OF_PORTAL
    narrowed = [name for name in ("rule", "severity") if chosen[name]]
    return _OF_FEW.format(narrowed[0]) if narrowed and total <= FEW else _NEWEST


def _feed(datasette: Datasette, request: Request, kind: str, items: list[Row]) -> str:
    """The items as an Atom feed (RFC 4287)."""
    here = datasette.absolute_url(request, request.full_path)
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(feed, "id", _identity(kind, request.query_string))
    _add(feed, "title", f"年报 · {' · '.join(_TITLES[kind])}")
    _add(feed, "updated", items[0]["updated"] if items else "1970-01-01T00:00:00Z")
    _add(_add(feed, "author"), "name", "nianbao")
    _add(feed, "link", rel="self", type="application/atom+xml", href=here)
    _add(
        feed,
        "link",
        rel="alternate",
        type="text/html",
        href=datasette.absolute_url(request, datasette.urls.path(f"/{kind}")),
    )
    for item in items:
        entry = _add(feed, "entry")
        name, about, anchor, text = (_finding if kind == "findings" else _change)(item)
        where = datasette.urls.path(f"/report/{item['report_id']}#{anchor}")
        _add(entry, "id", _identity(kind, item["report_id"], *name))
        _add(entry, "title", f"{item['agency'] or item['title'] or '机关不明'} {item['year'] or '年度不明'}：{about}")
        _add(entry, "updated", item["updated"])
        _add(entry, "link", rel="alternate", type="text/html", href=datasette.absolute_url(request, where))
        _add(entry, "content", text, type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode")


def _finding(item: Row) -> tuple[tuple[object, ...], str, str, str]:
    """What names a finding, its short description, its place on the report's page, its text."""
    about = f"{item['severity_zh']} {item['rule']}"
    text = "\n".join(part for part in (item["message"], item["rule_zh"], item["rule_en"]) if part)
    return (item["rule"], item["where_"], item["message"]), about, f"finding-{item['number']}", text


def _change(item: Row) -> tuple[tuple[object, ...], str, str, str]:
    lines = [
        f"{change['row_zh'] or change['table'] + '.' + change['row']} {change['column_zh'] or change['column']}："
        f"{change['old_part'] or '无'} → {change['new_part'] or '无'}"
        for change in item["changes"]
    ]
    about = f"改动 {len(lines)} 处（第{item['version']}版） / {len(lines)} changes"
    return (item["version"],), about, "versions-title", "\n".join(lines)


def _identity(*parts: object) -> str:
    """A permanent name, the same in every copy of the archive."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(['nianbao', *map(str, parts)]))}"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("�", text) or None
    return element
