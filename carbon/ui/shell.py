"""The HTML that a browser loads before a page: Streamlit's, told where the server is, what Back undoes, what comes and
what it is called.

Without the first Streamlit's script looks for its server below a page's address first, which costs a visitor of a link
two failed requests and leaves two errors in the console. Without the last the script that draws charts, the largest of
all, is asked for only when the first chart is there. Knows no page's content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from carbon.model_id import model_id_of
from carbon.ui.link_keys import NO_PAGE
from carbon.ui.pages import ICON

_STATIC = Path(streamlit.__file__).parent / "static"
#: What search sites and previews of a link say of this app.
DESCRIPTION = "What training models on Hugging Face emitted: who reports it, how much it was, how they compare."
_HEAD, _TITLE, _ICON = "<head>", "<title>Streamlit</title>", 'href="./favicon.png"'
_OWN_ICON = f"data:image/svg+xml,{quote(ICON.read_text(encoding='utf-8').strip())}"
#: Of a path that is no page's so much is told: more than a model's id can have.
LONGEST = 200
#: Relative to the page's own address, so that it also holds behind a proxy that takes a part of the path away.
_SERVER = "window.__streamlit = {BACKEND_BASE_URL: new URL('./', window.location.href).href};"
_CHARTS = "static/js/PlotlyChart.*.js"
_HISTORY = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
#: The first part of a path, such as a model's owner, and one below it.
_PART, _BELOW = "[^/._][^/]*", "(?!_stcore(?:/|$))[^/]+"
#: A model's address on the Hub; some proxies leave one of its double slashes.
_ON_THE_HUB = r"(?i:(?:https?:/+)?(?:www\.)?(?:huggingface\.co|hf\.co)/.+)"
_SCHEME = re.compile("^(https?):/+", re.I)


class _Name(Convertor[str]):
    """A path that could be a page's: no file's, which has a dot, and none of Streamlit's own.

    Slashes may be too many. A browser that got a page below the folder that it belongs in would look for all its files
    in the wrong place.
    """

    regex = f"/*(?:[^/._][^/.]*|(?!(?:static|media|component|app|auth)/){_PART}(?:/+{_BELOW})+)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Model(_Name):
    """What could be meant as a model's id."""

    regex = f"{_PART}(?:/{_BELOW})?|{_ON_THE_HUB}"


register_url_convertor("page_name", _Name())
register_url_convertor("model_name", _Model())


def routes(base: str, titles: Mapping[str, str]) -> list[Route]:
    """Routes below the base path that the server is mounted at.

    Args:
        base: the base path.
        titles: that of each page by its path, such as `trends`; any other leads to the start page, which tells of it.
    """
    answers = {path: partial(_answer, title=title) for path, title in titles.items()}
    pages = [Route(f"{base}/{path}", answer, methods=["GET", "HEAD"]) for path, answer in answers.items()]
    model = Route(f"{base}/model/{{name:model_name}}", _model, methods=["GET", "HEAD"])
    return [*pages, model, Route(f"{base}/{{name:page_name}}", _start, methods=["GET", "HEAD"])]


def _answer(_: Request, title: str) -> Response:
    return HTMLResponse(_html(title), headers={"Cache-Control": "no-cache"})


def _model(request: Request) -> Response:
    """To the page of a model whose id was written as a part of the path."""
    name = request.path_params["name"]
    link = _SCHEME.sub(r"\1://", name)
    return _to(request, "model", "id", model_id_of(link) or link, steps_up=1)


def _start(request: Request) -> Response:
    """To the start page, which tells that there is no such page."""
    return _to(request, "", NO_PAGE, request.path_params["name"])


def _to(request: Request, page: str, key: str, value: str, *, steps_up: int = 0) -> Response:
    """To a page with `key=value`, relative to the address that was asked for, as `_SERVER`."""
    # To a browser an encoded slash is none.
    encoded = request.scope["path"].count("/") - request.scope["raw_path"].count(b"/")
    up = "../" * (steps_up + request.path_params["name"].count("/") - encoded) or "./"
    query = [pair for pair in request.query_params.multi_items() if pair[0] != key]
    told = urlencode([*query, (key, value[:LONGEST])])
    return RedirectResponse(f"{up}{page}?{told}", headers={"Cache-Control": "no-cache"})


@cache
def _html(title: str) -> str:
    text = (_STATIC / "index.html").read_text(encoding="utf-8")
    soon = (file.relative_to(_STATIC).as_posix() for file in _STATIC.glob(_CHARTS))
    ahead = "".join(f'<link rel="modulepreload" crossorigin href="./{path}">' for path in soon)
    about = f'<meta name="description" content="{escape(DESCRIPTION)}">'
    named = text.replace(_TITLE, f"<title>{escape(title)}</title>", 1).replace(_ICON, f'href="{_OWN_ICON}"', 1)
    return named.replace(_HEAD, f"{_HEAD}<script>{_SERVER}\n{_HISTORY}</script>{about}{ahead}", 1)
