"""Streamlit's scripts and styles, packed, so that a first visit moves a third of the bytes; answers nothing else.

Streamlit sends them as they are, because Starlette would pack them anew for each visitor. Here each is packed once.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FILES = Path(streamlit.__file__).parent / "static" / "static"
TYPES = {".js": "text/javascript", ".css": "text/css"}
#: The names of these files hold a checksum of their content.
HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": "public, immutable, max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


class Packed:
    """The ASGI middleware for the files below `static/` of the path that the server is mounted at."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._files = {
            f"{path}/static/{file.relative_to(FILES).as_posix()}": file
            for file in FILES.rglob("*")
            if file.suffix in TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what asks for one of the files and takes it packed; pass everything else on."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _takes_packed(scope):
            await self._app(scope, receive, send)
            return
        body = await to_thread.run_sync(_packed, file)
        await Response(body, headers=HEADERS, media_type=TYPES[file.suffix])(scope, receive, send)


def _takes_packed(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return scope["method"] == "GET" and "gzip" in headers.get("accept-encoding", "") and "range" not in headers


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)
