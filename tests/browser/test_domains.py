"""The Domains page in a browser: every chart stands on every screen, and an empty view explains itself."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_nothing_cut_off, assert_sound, screenshot, settle, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/domains")
    screenshot(page, f"domains-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(6)
    assert_nothing_cut_off(page)


def test_a_shared_link_opens_cold_with_its_filters(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/domains?domain=NLP&from=2024-01")
    assert_sound(page_wide)
    names = page_wide.locator(".annotation-text").all_text_contents()
    assert any(name.startswith("NLP") for name in names)
    assert not any(name.startswith("Computer Vision") for name in names)


def test_an_empty_view_says_which_filter_emptied_it(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, f"{app.url}/domains?gmin=1000000000000")
    assert_sound(page_narrow)
    expect(page_narrow.get_by_text("Without the filter Grams from there would be some.")).to_be_visible()
    expect(page_narrow.get_by_test_id("stPlotlyChart")).to_have_count(0)


BAR = """(plot) => {
    const bar = plot.querySelector('.bars .point path').getBoundingClientRect();
    return [bar.left + bar.width / 2, bar.top + bar.height / 2];
}"""


def click_a_bar_until(page: Page, shown: Locator) -> None:
    """Click the first bar of the places: a click while the chart is being drawn anew is lost."""
    plot = page.locator('[class*="st-key-plot-places"] .js-plotly-plot')
    plot.scroll_into_view_if_needed()
    for patience_s in (5, 10, 20):
        x, y = plot.evaluate(BAR)
        with contextlib.suppress(AssertionError):
            page.mouse.move(x - 2, y)
            page.mouse.move(x, y)
            expect(plot.locator(".hoverlayer .hovertext")).to_be_visible()
            page.mouse.down()
            page.mouse.up()
            expect(shown).to_be_visible(timeout=1000 * patience_s)
        if shown.is_visible():
            return
    expect(shown).to_be_visible()


def test_a_click_on_a_place_lists_its_models_in_a_dialog(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/domains")
    dialog = page_wide.get_by_role("dialog")
    click_a_bar_until(page_wide, dialog.get_by_text("of this selection, the most downloaded first"))
    expect(dialog.get_by_test_id("stDataFrame")).to_be_visible()
    screenshot(page_wide, "domains-place", full=False)
    page_wide.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_list_of_a_places_models_is_in_the_address(
    app: AppServer, page_wide: Page, open_page: Callable[..., Page]
) -> None:
    visit(page_wide, f"{app.url}/domains")
    dialog = page_wide.get_by_role("dialog")
    click_a_bar_until(page_wide, dialog)
    expect(page_wide).to_have_url(re.compile(r"/domains\?place=\w+"))
    cold = open_page(390, 844)
    visit(cold, page_wide.url)
    named = dialog.get_by_role("heading").or_(dialog.locator("h2")).first.inner_text()
    expect(cold.get_by_role("dialog")).to_contain_text(named)
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/domains")
    expect(dialog).to_have_count(0)
    cold.keyboard.press("Escape")
    expect(cold).to_have_url(f"{app.url}/domains")
    expect(cold.get_by_role("dialog")).to_have_count(0)


def test_a_table_at_the_end_of_the_page_opens_where_it_has_room(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, f"{app.url}/domains")
    page_narrow.locator(".st-key-show-places button").click()
    body = page_narrow.get_by_test_id("stPopoverBody")
    expect(body.get_by_test_id("stDataFrame")).to_be_visible()
    settle(page_narrow)
    box = body.bounding_box()
    assert box is not None
    assert box["height"] >= 200
    assert 0 <= box["y"] <= 844 - box["height"]
