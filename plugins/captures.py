"""What was archived, shown: the copy of a page as it was received, which can do nothing in the reader's browser.

`/capture/ID` says what it is and shows it in a frame, `/capture/ID/body` is the copy itself. Text and pages are shown,
other files are saved.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from nianbao.web import DATABASE, Row, one, page, rows
from parsers.document import UnreadableDocument
from parsers.formats.detect import detect
from parsers.formats.encoding import decode
from scraper.errors import TransferError
from scraper.stored import body_at

_CAPTURE = """
    SELECT c.*, p.name AS portal, p.root AS portal_root, r.id AS report_id, r.title, v.version, r.version AS current
    FROM captures c JOIN portals p ON p.id = c.portal_id LEFT JOIN versions v ON v.capture_id = c.id
    LEFT JOIN reports r ON r.id = v.report_id OR r.capture_id = c.id WHERE c.id = ? ORDER BY v.version DESC LIMIT 1"""
#: A page that was gone and came back unchanged has no bytes of its own.
_SAME_BYTES = "SELECT filename, offset FROM captures WHERE digest = ? ORDER BY id = ? DESC, fetched_at"
_SHOWN = ("html", "text")
#: No script, no form, no frame, nothing from anywhere: not even from this archive.
INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of our pages."""
    identifier = r"(?P<capture>[0-9a-f-]{36})"
    return [(rf"^/capture/{identifier}$", capture_page), (rf"^/capture/{identifier}/body$", body)]


async def capture_page(datasette: Datasette, request: Request) -> Response:
    """What the archive holds of a page, with the copy in a frame."""
    capture = await one(datasette, _CAPTURE, request.url_vars["capture"], "capture")
    data = await _read(datasette, capture)
    shown = data is not None and _kind(data) in _SHOWN
    size = None if data is None else len(data)
    return await page(datasette, request, "capture.html", {"capture": capture, "size": size, "shown": shown})


async def body(datasette: Datasette, request: Request) -> Response:
    """The copy itself."""
    capture = await one(datasette, _CAPTURE, request.url_vars["capture"], "capture")
    data = await _read(datasette, capture)
    if data is None:
        raise NotFound("存档文件不在此处 / the archive's files are not here")
    headers = {"content-security-policy": INERT}
    kind = _kind(data)
    if kind in _SHOWN and "save" not in request.args:
        # Whatever the page says of its encoding, the header is believed.
        content_type = f"text/{'html' if kind == 'html' else 'plain'}; charset=utf-8"
        return Response(decode(data), headers=headers, content_type=content_type)
    name = PurePosixPath(unquote(urlsplit(capture["url"]).path)).name.encode("ascii", "replace").decode() or "page"
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
    headers["content-disposition"] = f'attachment; filename="{safe}"'
    return Response(data, headers=headers, content_type="application/octet-stream")


def _kind(data: bytes) -> str | None:
    try:
        return detect(data)
    except UnreadableDocument:
        return None


async def _read(datasette: Datasette, capture: Row) -> bytes | None:
    """The bytes; None where the database stands alone, without the archive beside it."""
    warc = Path(datasette.get_database(DATABASE).path).parent / "warc"
    for place in await rows(datasette, _SAME_BYTES, [capture["digest"], capture["id"]]):
        try:
            found = body_at(warc, place["filename"], place["offset"], capture["digest"])
        except TransferError:
            found = None
        if found is not None:
            return found
    return None
