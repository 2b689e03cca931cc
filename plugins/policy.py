"""What a browser may do with our pages: nothing from elsewhere, and on our own pages no script at all.

Datasette's own pages (tables, SQL editor) bring small inline scripts; they get a policy that allows those.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from nianbao.web import POLICY, STRICT

DATASETTE = f"{POLICY}script-src 'self' 'unsafe-inline'"
_OURS = ("/county/", "/agency/", "/report/", "/search", "/findings", "/changes", "/release/", "/capture/")

_CSP = b"content-security-policy"

App = Callable[..., Awaitable[None]]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Add the headers to every answer."""
    prefix = datasette.setting("base_url").rstrip("/")

    def wrap(app: App) -> App:
        async def secured(scope: dict[str, Any], receive: Any, send: Any) -> None:
            policy = _policy(scope.get("path", "").removeprefix(prefix))

            async def send_with_policy(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    given = list(message.get("headers", []))
                    headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
                    # An archived copy has a stricter one, an error that of our pages.
                    if not any(name.lower() == _CSP for name, _ in given):
                        headers.append((_CSP, policy.encode()))
                    message = {**message, "headers": [*given, *headers]}
                await send(message)

            await app(scope, receive, send_with_policy)

        return secured

    return wrap


def _policy(path: str) -> str:
    return STRICT if path == "/" or path.startswith(_OURS) else DATASETTE
