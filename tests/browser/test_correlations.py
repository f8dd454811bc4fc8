"""The Correlations page in a browser: it reads well on every screen, and a link opens it as it was left."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_nothing_cut_off, assert_sound, screenshot, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/correlations")
    screenshot(page, f"correlations-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(4)
    expect(page.get_by_role("heading", name=re.compile("come out the same in all three populations"))).to_be_visible()
    assert_nothing_cut_off(page)


def test_a_shared_link_opens_cold_with_its_amount_and_filters(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/correlations?amount=Accuracy&domain=NLP")
    assert_sound(page_wide)
    expect(page_wide.get_by_role("heading", name="Emissions and accuracy", exact=True)).to_be_visible()
    expect(page_wide.get_by_text("its interval is dropped")).to_be_visible()
    expect(page_wide.get_by_role("heading", name="Rank correlations of this selection")).to_be_visible()
