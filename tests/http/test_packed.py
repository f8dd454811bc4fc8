"""Streamlit's scripts come packed to whoever takes them so, and the one for charts is announced by every page."""

from __future__ import annotations

import gzip
import re

import pytest

from carbon.ui.packed import FILES, HEADERS
from carbon.ui.pages import titles
from tests.http.asking import Client


def script() -> str:
    """The path of the largest script."""
    largest = max((FILES / "js").glob("PlotlyChart.*.js"), key=lambda file: file.stat().st_size)
    return f"/static/{largest.relative_to(FILES).as_posix()}"


def test_a_script_moves_a_third_of_its_bytes(ask: Client) -> None:
    plain, packed = ask(script()), ask(script(), Accept_Encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 3
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["cache-control"] == plain.headers["cache-control"]
    assert "javascript" in packed.headers["content-type"]


@pytest.mark.parametrize(
    "headers", [{"Accept_Encoding": "identity"}, {"Accept_Encoding": "gzip", "Range": "bytes=0-9"}]
)
def test_who_wants_it_otherwise_gets_it_from_streamlit(ask: Client, headers: dict[str, str]) -> None:
    assert "content-encoding" not in ask(script(), **headers).headers


@pytest.mark.parametrize("path", ["/static/js/../index.html", "/static/js/none.js", "/static/%2e%2e/index.html"])
def test_nothing_else_is_packed(ask: Client, path: str) -> None:
    assert ask(path, Accept_Encoding="gzip").headers.get("cache-control") != HEADERS["Cache-Control"]


@pytest.mark.parametrize("path", titles())
def test_every_page_announces_the_script_that_draws_charts(ask: Client, path: str) -> None:
    page = ask(f"/{path}").body.decode()
    announced = re.findall(r'<link rel="modulepreload" crossorigin href="\./(static/js/PlotlyChart[^"]+)">', page)
    assert [f"/{name}" for name in announced] == [script()]
    assert "BACKEND_BASE_URL" in page
