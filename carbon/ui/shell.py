"""The HTML that a browser loads before a page's own content: Streamlit's, told where the server is and what comes.

Without the one Streamlit's script looks for its server below a page's address first, which costs a visitor of a link
two failed requests and leaves two errors in the console. Without the other the script that draws charts, the largest of
all, is asked for only when the first chart is there. Knows no page's content.
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
_CHARTS = "static/js/PlotlyChart.*.js"


def routes(base: str, paths: Iterable[str]) -> list[Route]:
    """A route for each page's path, such as `trends`, below the base path that the server is mounted at."""
    return [Route(f"{base}/{path}", _answer, methods=["GET", "HEAD"]) for path in paths]


def _answer(_: Request) -> Response:
    return HTMLResponse(_html(), headers={"Cache-Control": "no-cache"})


@cache
def _html() -> str:
    text = (_STATIC / "index.html").read_text(encoding="utf-8")
    soon = (file.relative_to(_STATIC).as_posix() for file in _STATIC.glob(_CHARTS))
    ahead = "".join(f'<link rel="modulepreload" crossorigin href="./{path}">' for path in soon)
    return text.replace(_HEAD, _HEAD + _SERVER + ahead, 1)
