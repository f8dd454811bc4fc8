"""The page on data and method in a browser: on every screen, and that a link to a definition leads to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/method")
    screenshot(page, f"method-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_role("heading", name="Quality flags", exact=True)).to_be_visible()


def test_a_link_to_a_definition_leads_to_it(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/method#statistics")
    expect(page_wide.get_by_role("heading", name="Statistics", exact=True)).to_be_in_viewport()


def test_a_card_leads_to_the_definition_behind_it(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    card = page_wide.locator(".st-key-card-share-by-month")
    card.get_by_role("button", name="Method").click()
    with page_wide.context.expect_page() as opened:
        page_wide.get_by_role("link", name="All definitions").click()
    page = opened.value
    expect(page).to_have_url(re.compile(r"/method#reports$"))
    settle(page)
    expect(page.get_by_role("heading", name="What counts as a report", exact=True)).to_be_in_viewport()
