"""The HTML that a browser loads before a page: Streamlit's, told where the server is, what Back undoes and what comes.

Without the first Streamlit's script looks for its server below a page's address first, which costs a visitor of a link
two failed requests and leaves two errors in the console. Without the last the script that draws charts, the largest of
all, is asked for only when the first chart is there. Knows no page's content.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from carbon.ui.link_keys import NO_PAGE

_STATIC = Path(streamlit.__file__).parent / "static"
_HEAD = "<head>"
#: Of a path that is no page's so much is told.
LONGEST = 100
#: Relative to the page's own address, so that it also holds behind a proxy that takes a part of the path away.
_SERVER = "window.__streamlit = {BACKEND_BASE_URL: new URL('./', window.location.href).href};"
_CHARTS = "static/js/PlotlyChart.*.js"
_HISTORY = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


class _Name(Convertor[str]):
    """A path that could be a page's: one part, without the dot of a file or the underscore of Streamlit's own."""

    regex = "[^/._][^/.]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page_name", _Name())


def routes(base: str, paths: Iterable[str]) -> list[Route]:
    """Routes below the base path that the server is mounted at.

    Args:
        base: the base path.
        paths: that of each page, such as `trends`; any other leads to the start page, which tells of it.
    """
    pages = [Route(f"{base}/{path}", _answer, methods=["GET", "HEAD"]) for path in paths]
    return [*pages, Route(f"{base}/{{page:page_name}}", _start, methods=["GET", "HEAD"])]


def _answer(_: Request) -> Response:
    return HTMLResponse(_html(), headers={"Cache-Control": "no-cache"})


def _start(request: Request) -> Response:
    """To the start page, relative to the address that was asked for, as `_SERVER`."""
    query = [*request.query_params.multi_items(), (NO_PAGE, request.path_params["page"][:LONGEST])]
    return RedirectResponse(f"./?{urlencode(query)}", headers={"Cache-Control": "no-cache"})


@cache
def _html() -> str:
    text = (_STATIC / "index.html").read_text(encoding="utf-8")
    soon = (file.relative_to(_STATIC).as_posix() for file in _STATIC.glob(_CHARTS))
    ahead = "".join(f'<link rel="modulepreload" crossorigin href="./{path}">' for path in soon)
    return text.replace(_HEAD, f"{_HEAD}<script>{_SERVER}\n{_HISTORY}</script>{ahead}", 1)
