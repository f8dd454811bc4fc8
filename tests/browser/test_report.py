"""The Report page in a browser: on every screen, the link that keeps what was typed, and a CodeCarbon log."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit

FILLED = "value=1.2&unit=kg&source=CodeCarbon&place=Paris%2C+France&hardware=4+x+NVIDIA+A100&hours=2"
LOG = "run_id,duration,emissions,energy_consumed,country_name,gpu_model\na,7200,0.25,3.5,France,1 x Tesla T4\n"


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/report?{FILLED}")
    screenshot(page, f"report-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
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


BAD = "value=5&hours=long&link=there&hardware=GPU&place=Atlantis&model=not+one"
IN_ORDER = (
    "How it was measured",
    "Link to the log or a paper",
    "Hardware, by its model",
    "Place",
    "Hours of training",
    "Energy, kWh",
)


@pytest.mark.parametrize("query", [FILLED, BAD], ids=["good", "bad"])
def test_fields_stay_in_rows_and_the_tab_key_follows_them(app: AppServer, page_wide: Page, query: str) -> None:
    visit(page_wide, f"{app.url}/report?{query}")
    boxes = [page_wide.get_by_role("textbox", name=name).bounding_box() for name in IN_ORDER]
    tops = [round(box["y"]) for box in boxes if box]
    assert tops[0::2] == tops[1::2]
    assert tops == sorted(tops)
    page_wide.get_by_role("textbox", name=IN_ORDER[0]).focus()
    for name in IN_ORDER[1:]:
        page_wide.keyboard.press("Tab")
        expect(page_wide.get_by_role("textbox", name=name)).to_be_focused()


def test_a_remark_in_a_folded_part_is_seen(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/report?{BAD}")
    expect(page_wide.get_by_text("This is no model's id: write owner/name. It is left out.")).to_be_visible()
