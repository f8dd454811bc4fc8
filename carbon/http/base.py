"""The base path that the server is mounted at: routes beside the pages answer below it too. Answers nothing itself."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from carbon.http.gate import is_ours


class Base:
    """The ASGI middleware that takes the base path away before the routes; Streamlit keeps its own."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a shorter path where it is one of ours."""
        if self._path and scope["type"] == "http" and self._is_ours(scope["path"]):
            raw = scope.get("raw_path") or b""
            scope = {**scope, "path": scope["path"][len(self._path) :], "raw_path": raw[len(self._path.encode()) :]}
        await self._app(scope, receive, send)

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self._path) and is_ours(path[len(self._path) :])
