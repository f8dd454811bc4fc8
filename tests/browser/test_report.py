"""The Report page in a browser: on every screen, the link that keeps what was typed, and a CodeCarbon log."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_sound, screenshot, settle, visit

FILLED = "value=1.2&unit=kg&source=CodeCarbon&place=Paris%2C+France&hardware=4+x+NVIDIA+A100&hours=2"
LOG = "run_id,duration,emissions,energy_consumed,country_name,gpu_model\na,7200,0.25,3.5,France,1 x Tesla T4\n"


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/report?{FILLED}")
    screenshot(page, f"report-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    expect(page.get_by_label("Emissions of the training, CO₂e")).to_have_value("1.2")
    expect(page.get_by_role("img", name=re.compile("^Class [A-E] of A to E"))).to_be_visible()


def test_what_is_typed_is_in_the_link_and_opens_cold(
    app: AppServer, page_wide: Page, open_page: Callable[..., Page]
) -> None:
    visit(page_wide, f"{app.url}/report")
    field = page_wide.get_by_label("Emissions of the training, CO₂e")
    field.fill("12.5")
    field.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/report\?value=12\.5"))
    expect(page_wide.get_by_test_id("stCode").first).to_contain_text("emissions: 12.5")
    other = open_page()
    visit(other, page_wide.url)
    expect(other.get_by_test_id("stCode").first).to_contain_text("emissions: 12.5")


def test_a_log_is_uploaded_and_fills_the_form(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/report")
    page_wide.get_by_text("From CodeCarbon's emissions.csv").click()
    log = {"name": "emissions.csv", "mimeType": "text/csv", "buffer": LOG.encode()}
    page_wide.locator('input[type="file"]').set_input_files(log)
    page_wide.get_by_role("button", name="Put these into the form").click()
    settle(page_wide)
    expect(page_wide.get_by_label("Emissions of the training, CO₂e")).to_have_value("250")
    expect(page_wide).to_have_url(re.compile(r"place=France"))
