"""The HTML that a browser loads before a page's own content: Streamlit's, told where the server is.

Without that Streamlit's script looks for its server below a page's address first, which costs every visitor of a link
two failed requests and leaves two errors in the console. Knows no page's content.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

_STATIC = Path(streamlit.__file__).parent / "static"
_HEAD = "<head>"
#: Relative to the page's own address, so that it also holds behind a proxy that takes a part of the path away.
_SERVER = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('./', window.location.href).href}</script>"


def routes(base: str, paths: Iterable[str]) -> list[Route]:
    """A route for each page's path, such as `trends`, below the base path that the server is mounted at."""
    return [Route(f"{base}/{path}", _answer, methods=["GET", "HEAD"]) for path in paths if path]


def _answer(_: Request) -> Response:
    return HTMLResponse(_html(), headers={"Cache-Control": "no-cache"})


@cache
def _html() -> str:
    text = (_STATIC / "index.html").read_text(encoding="utf-8")
    return text.replace(_HEAD, _HEAD + _SERVER, 1)
