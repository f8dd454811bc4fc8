"""The Model page in a browser: the label on every screen, links to other models, and answers of the Hub."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit
from tests.fakehub import FakeHub

REPORTER = {
    "_id": "6" * 24,
    "id": "new/reporter",
    "createdAt": "2026-10-20T08:00:00.000Z",
    "pipeline_tag": "text-classification",
    "cardData": {"co2_eq_emissions": {"emissions": 5, "source": "<b>codecarbon</b>"}},
}
OVERLAPPING = """() => {
    const tag = document.querySelector('.hc-tag').getBoundingClientRect();
    return [...document.querySelectorAll('.hc-arrow')].some((arrow) => {
        const box = arrow.getBoundingClientRect();
        return box.right > tag.left + 1 && box.top < tag.bottom && box.bottom > tag.top
            && Math.abs((box.top + box.bottom) - (tag.top + tag.bottom)) < 4;
    });
}"""

# Numbers with their unit, and ratios, of which a part stands on another line.
BROKEN_NUMBERS = r"""() => {
    const found = [];
    const texts = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.closest('[data-testid="stHtml"]') || text.parentElement.closest('style, pre'))
            continue;
        for (const match of text.data.matchAll(/\d[\d.,]*(\/\d+|[ \u00a0\u202f]([kmM]?g|t|[kMG]?B|%|kWh|h)(?!\w))?/g)) {
            const range = document.createRange();
            range.setStart(text, match.index);
            range.setEnd(text, match.index + match[0].length);
            if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(match[0]);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module")
def known(app: AppServer, browser) -> str:
    """The id of a model of the sample that is rated."""
    page = browser.new_page()
    visit(page, f"{app.url}/model")
    name = page.locator('[class*="st-key-link-"] a').first.inner_text()
    page.close()
    return name.strip()


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub([REPORTER]) as served:
        yield served


@pytest.fixture(scope="module")
def online(app_server: Callable[..., AppServer], tmp_path_factory: pytest.TempPathFactory, hub: FakeHub) -> AppServer:
    """An app that can ask a Hub."""
    return app_server(tmp_path_factory.mktemp("online"), HF_HUB_OFFLINE="0", HF_ENDPOINT=hub.url)


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(
    app: AppServer, open_page: Callable[..., Page], known: str, width: int, dark: bool
) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/model?id={known}")
    screenshot(page, f"model-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_role("heading", name=known)).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Class [A-E] of A to E"))).to_be_visible()
    assert not page.evaluate(OVERLAPPING)


def test_the_start_leads_to_a_model_and_on_to_better_ones(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, f"{app.url}/model")
    assert_sound(page_narrow)
    links = page_narrow.locator('[class*="st-key-link-"] a')
    name = links.first.inner_text()
    links.first.click()
    expect(page_narrow.get_by_role("heading", name=name)).to_be_visible()
    expect(page_narrow).to_have_url(re.compile(r"/model\?id="))
    page_narrow.reload()
    expect(page_narrow.get_by_role("heading", name=name)).to_be_visible()


@pytest.mark.parametrize("path", ["model?id={}", "compare?ids={},sample/text-to-image-8720"])
def test_no_number_is_broken_on_a_phone(app: AppServer, open_page: Callable[..., Page], path: str) -> None:
    page = open_page(390, 844)
    visit(page, f"{app.url}/{path.format('sample/text-to-image-13101')}")
    expect(page.locator(".hc-part, .hc-compare").first).to_be_visible()
    assert page.evaluate(BROKEN_NUMBERS) == []


def test_nonsense_is_answered_in_words(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/model?id=%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert_sound(page_wide)
    expect(page_wide.get_by_text("is not a model's id")).to_be_visible()
    assert page_wide.locator('img[src="x"]').count() == 0


def test_a_model_of_the_hub_is_rated_at_once(online: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{online.url}/model?id=new/reporter")
    assert_sound(page_wide)
    expect(page_wide.get_by_text("Read from the Hub just now")).to_be_visible()
    expect(page_wide.get_by_role("img", name=re.compile("^Class [A-E] of A to E"))).to_be_visible()
    expect(page_wide.get_by_text("<b>codecarbon</b>").first).to_be_visible()


def test_an_unknown_model_is_answered_in_words(online: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{online.url}/model?id=no/body")
    assert_sound(page_wide)
    expect(page_wide.get_by_text("The Hub knows no public model no/body.")).to_be_visible()


def test_the_yaml_can_be_copied(app: AppServer, page_wide: Page, known: str) -> None:
    visit(page_wide, f"{app.url}/model?id={known}")
    code = page_wide.get_by_test_id("stCode").last
    code.scroll_into_view_if_needed()
    settle(page_wide)
    assert code.inner_text().startswith("co2_eq_emissions:\n  emissions: ")
