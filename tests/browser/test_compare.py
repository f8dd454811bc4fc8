"""The Compare page in a browser: on every screen, adding, leaving out, the link, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(
    app: AppServer, open_page: Callable[..., Page], known: list[str], width: int, dark: bool
) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/compare?ids={','.join(known[:3])}")
    screenshot(page, f"compare-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
    expect(page.locator(".hc-compare section")).to_have_count(3)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)


def test_a_model_is_added_left_out_and_brought_back_by_the_browser(
    app: AppServer, page_wide: Page, known: list[str]
) -> None:
    visit(page_wide, f"{app.url}/compare?ids={known[0]}")
    field = page_wide.get_by_role("combobox", name="Add a model")
    field.fill(known[1])
    field.press("Enter")
    expect(page_wide.locator(".hc-compare section")).to_have_count(2)
    both = re.compile(re.escape(f"ids={known[0]},{known[1]}".replace("/", "%2F").replace(",", "%2C")))
    expect(page_wide).to_have_url(both)
    page_wide.get_by_role("button", name=f"Leave out {known[0]}").click()
    expect(page_wide.locator(".hc-compare section")).to_have_count(0)
    expect(page_wide.get_by_text("Add another model to compare it with.")).to_be_visible()
    page_wide.go_back()
    expect(page_wide.locator(".hc-compare section")).to_have_count(2)


def test_the_field_is_empty_for_the_next_model_and_keeps_what_matches_none(
    app: AppServer, page_wide: Page, known: list[str]
) -> None:
    visit(page_wide, f"{app.url}/compare?ids={known[0]}")
    field = page_wide.get_by_role("combobox", name="Add a model")
    for place in (1, 2):
        field.press_sequentially(known[place])
        field.press("Enter")
        expect(page_wide.locator(".hc-compare section")).to_have_count(place + 1)
        expect(field).to_have_value("")
        expect(field).to_be_focused()
    field.press_sequentially("zzqxj")
    field.press("Enter")
    expect(page_wide.get_by_text("No model matches “zzqxj”")).to_be_visible()
    expect(field).to_have_value("zzqxj")


def test_a_model_page_leads_to_its_comparison(app: AppServer, page_narrow: Page, known: list[str]) -> None:
    visit(page_narrow, f"{app.url}/model?id={known[0]}")
    page_narrow.get_by_role("link", name="Compare with other models").click()
    expect(page_narrow.get_by_role("heading", level=1)).to_have_text("Compare models")
    settle(page_narrow)
    expect(page_narrow).to_have_url(re.compile(r"/compare\?ids="))


def test_hostile_ids_stay_text(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/compare?ids=%3Cimg%20src=x%20onerror=alert(1)%3E,{'x' * 500},%E2%80%AEevil")
    assert_sound(page_wide)
    expect(page_wide.get_by_text("is not a model's id. It was left out.").first).to_be_visible()
    assert page_wide.locator('img[src="x"]').count() == 0
