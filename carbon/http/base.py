"""The base path that the server is mounted at: routes beside the pages answer below it too. Answers nothing itself."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from carbon.http.gate import PREFIXES


class Base:
    """The ASGI middleware that takes the base path away before the routes under `PREFIXES`; Streamlit keeps its own."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path
        self._prefixes = tuple(path + prefix for prefix in PREFIXES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a shorter path where it is one of ours."""
        if self._path and scope["type"] == "http" and scope["path"].startswith(self._prefixes):
            raw = scope.get("raw_path") or b""
            scope = {**scope, "path": scope["path"][len(self._path) :], "raw_path": raw[len(self._path.encode()) :]}
        await self._app(scope, receive, send)
