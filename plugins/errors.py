"""What a reader is shown when a page cannot be given: a page in both languages, or JSON where JSON was asked for.

Datasette's own handler prints the stack with all local variables for every unknown address. Here an unknown
address or a wrong query leaves no trace, and a fault of ours is logged once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from nianbao.web import STRICT

_LOG = logging.getLogger("nianbao")
_FAULT = "请稍后再试；若仍如此，请告知档案的维护者 / try again; if it persists, tell the operator"
_TITLES = {
    400: "请求有误 · Bad request",
    403: "不允许 · Forbidden",
    404: "没有这个页面 · Not found",
    500: "服务器出错 · Server error",
}

#: Datasette asks every handler, also where the first has answered.
_DEFAULT = "datasette.handle_exception"


@hookimpl
def startup() -> None:
    """Take Datasette's own handler away."""
    if pm.has_plugin(_DEFAULT):
        pm.unregister(name=_DEFAULT)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer for `exception`."""
    status, info = _told(exception)
    if status >= 500:
        _LOG.error("%s: failed", request.path, exc_info=exception)

    async def answer() -> Response:
        if request.path.endswith(".json"):
            return Response.json(info, status=status)
        page = await datasette.render_template("error.html", info, request=request)
        # Whatever was asked for: the page is ours.
        return Response.html(page, status=status, headers={"content-security-policy": STRICT})

    return answer


def _told(exception: Exception) -> tuple[int, dict[str, Any]]:
    """The status, and what the page or the JSON says."""
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message) if exception.message_is_html else exception.message  # noqa: S704 -- its own
        status, more = exception.status, exception.error_dict
    elif isinstance(exception, Base400):
        status, message, more = exception.status, " ".join(map(str, exception.args)), {}
    else:
        status, message, more = (
            500,
            _FAULT,
            {},
        )
    return status, more | {"ok": False, "status": status, "error": message, "title": _TITLES.get(status, str(status))}
