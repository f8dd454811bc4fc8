"""Badge and label as a README shows them, and the card of the model page that offers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import server, view
from tests.http.content import publish

MODELS = ["ada/small", "gpt2", "ada/lovelace", "ada/giant", "eve/hostile", "ada/zero", "bob/silent", "no/body"]
README = """<body style="margin:0;background:{paper};color:{ink};font:16px sans-serif"><div style="padding:16px">
<h1>Model card</h1>{badges}<p>Text beside a badge <img src="{url}/badge/ada/lovelace.svg"> in a line.</p>
<img class="label" src="{url}/label/ada/lovelace.svg"></div></body>"""
THEMES = {"light": ("#ffffff", "#1f2328"), "dark": ("#0d1117", "#e6edf3")}


@pytest.fixture(scope="module")
def rated_app(
    app_server: Callable[..., server.AppServer], tmp_path_factory: pytest.TempPathFactory
) -> server.AppServer:
    folder = tmp_path_factory.mktemp("rated")
    publish(folder)
    return app_server(folder)


@pytest.mark.parametrize("theme", THEMES)
def test_a_readme_shows_badges_and_label_at_their_real_size(
    rated_app: server.AppServer, open_page: Callable[..., Page], theme: str
) -> None:
    paper, ink = THEMES[theme]
    badges = "".join(f'<p><img src="{rated_app.url}/badge/{model}.svg"></p>' for model in MODELS)
    page = open_page(600, 900)
    page.set_content(README.format(paper=paper, ink=ink, badges=badges, url=rated_app.url), wait_until="load")
    heights = page.eval_on_selector_all("img", "all => all.map((each) => each.naturalHeight)")
    assert heights[:-1] == [20] * (len(MODELS) + 1)
    assert heights[-1] > 400
    page.screenshot(path=view.SCREENSHOTS / f"badge-{theme}.png")


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, True)])
def test_the_model_page_offers_badge_label_and_json(
    rated_app: server.AppServer, open_page: Callable[..., Page], width: int, dark: bool
) -> None:
    page = open_page(width, 900, dark=dark)
    view.visit(page, f"{rated_app.url}/model?id=ada/lovelace")
    card = page.locator(".st-key-card-share")
    badge = f"[![Training carbon]({rated_app.url}/badge/ada/lovelace.svg)]({rated_app.url}/model?id=ada/lovelace)"
    expect(card.get_by_test_id("stCode")).to_contain_text(badge)
    assert card.locator("img").evaluate("(each) => each.naturalHeight") == 20
    view.assert_sound(page)
    view.screenshot(page, f"model-share-{width}")
    card.screenshot(path=view.SCREENSHOTS / f"model-share-card-{width}.png")


def test_the_label_can_be_saved_from_the_model_page(rated_app: server.AppServer, page_wide: Page) -> None:
    view.visit(page_wide, f"{rated_app.url}/model?id=ada/lovelace")
    for name, start in (("Label as SVG", b"<svg"), ("Label as PNG", b"\x89PNG")):
        with page_wide.expect_download() as started:
            page_wide.get_by_role("link", name=name).click()
        saved = Path(started.value.path())
        assert started.value.suggested_filename.startswith("ada-lovelace-label.")
        assert saved.read_bytes().startswith(start)
    link = page_wide.locator(".st-key-card-share").get_by_role("link", name="JSON")
    assert link.get_attribute("href") == "/api/models/ada/lovelace"


def test_a_label_opened_by_itself_runs_nothing(rated_app: server.AppServer, page_wide: Page) -> None:
    errors: list[str] = []
    page_wide.on("pageerror", lambda error: errors.append(str(error)))
    page_wide.on("dialog", lambda dialog: errors.append(dialog.message))
    page_wide.goto(f"{rated_app.url}/label/eve/hostile.svg")
    assert errors == []
    assert "eve/hostile" in page_wide.locator("text").all_text_contents()
