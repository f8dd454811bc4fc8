"""A page stands on its own server alone: no font, script or count of visitors goes through another host."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.browser.view import visit


def test_the_start_page_asks_no_other_host(app, page_wide):
    asked: list[str] = []
    page_wide.on("request", lambda request: asked.append(request.url))
    visit(page_wide, app.url)
    home = urlsplit(app.url).netloc
    elsewhere = [url for url in asked if urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != home]
    assert asked
    assert elsewhere == []
