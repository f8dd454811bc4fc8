"""The HTML that a browser loads before a page's own content: Streamlit's, told where the server is and what Back undoes.

Without the first Streamlit's script looks for its server below a page's address first, which costs every visitor of a
link two failed requests and leaves two errors in the console. Knows no page's content.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

_STATIC = Path(streamlit.__file__).parent / "static"
_HEAD = "<head>"
#: Relative to the page's own address, so that it also holds behind a proxy that takes a part of the path away.
_SERVER = "window.__streamlit = {BACKEND_BASE_URL: new URL('./', window.location.href).href};"
_HISTORY = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


class _Name(Convertor[str]):
    """A path that may be a page's, known or not: one part, without the dot of a file or the underscore of a route."""

    regex = "[^/._][^/.]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("name", _Name())


def routes(base: str) -> list[Route]:
    """The start page and every page beside it, below the base path that the server is mounted at."""
    return [Route(f"{base}/{path}", _answer, methods=["GET", "HEAD"]) for path in ("", "{page:name}")]


def _answer(_: Request) -> Response:
    return HTMLResponse(_html(), headers={"Cache-Control": "no-cache"})


@cache
def _html() -> str:
    text = (_STATIC / "index.html").read_text(encoding="utf-8")
    return text.replace(_HEAD, f"{_HEAD}<script>{_SERVER}\n{_HISTORY}</script>", 1)
