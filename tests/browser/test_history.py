"""Back and Forward: one step each for what a reader does, in controls as on pages; nothing of the app's own."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import settle, visit

FILTERED = '[class*="st-key-active-filters"]'


def choose(page: Page, label: str, option: str) -> None:
    """Set a filter as a reader does."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(FILTERED)).to_contain_text(option)
    settle(page)


def figures(page: Page) -> str:
    """What the page says of the models that report."""
    return page.locator(".hc-figure").first.inner_text()


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def test_back_undoes_each_filter_that_a_reader_sets_and_forward_sets_it_again(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    start = (page_wide.url, figures(page_wide))
    choose(page_wide, "Domain", "NLP")
    one = (page_wide.url, figures(page_wide))
    choose(page_wide, "Task", "text-classification")
    two = (page_wide.url, figures(page_wide))
    assert len({start, one, two}) == 3
    for go, state, shown in (
        (page_wide.go_back, one, "Filtered: NLP"),
        (page_wide.go_back, start, None),
        (page_wide.go_forward, one, "Filtered: NLP"),
        (page_wide.go_forward, two, "Filtered: NLP · text-classification"),
    ):
        go()
        told = page_wide.locator(FILTERED).locator("p").first
        expect(told).to_have_text(shown) if shown else expect(told).to_have_count(0)
        settle(page_wide)
        assert (page_wide.url, figures(page_wide)) == state
    expect(page_wide.get_by_test_id("stMultiSelect").first).to_contain_text("NLP")


def test_back_leads_over_a_change_of_page_to_the_filter_before_it(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    choose(page_wide, "Domain", "NLP")
    page_wide.get_by_role("link", name="Trends", exact=True).click()
    expect(page_wide).to_have_url(f"{app.url}/trends?domain=NLP")
    settle(page_wide)
    choose(page_wide, "Task", "text-classification")
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/trends?domain=NLP")
    settle(page_wide)
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/?domain=NLP")
    expect(page_wide.locator(FILTERED)).to_contain_text("Filtered: NLP")
    settle(page_wide)
    page_wide.go_back()
    expect(page_wide.locator(FILTERED)).to_have_count(0)
    expect(page_wide).to_have_url(f"{app.url}/")


def test_a_reset_of_many_filters_is_one_step(app: AppServer, page_wide: Page) -> None:
    link = f"{app.url}/?domain=NLP&gmin=1&project=true"
    visit(page_wide, link)
    before = entries(page_wide)
    page_wide.get_by_role("button", name="Reset filters").click()
    expect(page_wide).to_have_url(f"{app.url}/")
    settle(page_wide)
    assert entries(page_wide) == before + 1
    page_wide.go_back()
    expect(page_wide).to_have_url(link)
    expect(page_wide.locator(FILTERED)).to_contain_text("NLP · from 1 g · one model per project")


def test_what_is_typed_is_one_step_whatever_its_length(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    before = entries(page_wide)
    page_wide.get_by_label("Search in names").press_sequentially("model-0")
    page_wide.get_by_label("Search in names").press("Enter")
    expect(page_wide).to_have_url(f"{app.url}/efficiency?q=model-0")
    settle(page_wide)
    assert entries(page_wide) == before + 1
    page_wide.go_back()
    expect(page_wide.get_by_label("Search in names")).to_have_value("")


def test_what_the_app_drops_from_a_link_is_no_step(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    before = entries(page_wide)
    visit(page_wide, f"{app.url}/efficiency?domain=Nix&sort=upside-down&gmin=abc")
    expect(page_wide).to_have_url(f"{app.url}/efficiency")
    assert entries(page_wide) == before + 1
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/trends")


def test_back_from_a_model_found_in_the_sidebar_is_the_page_as_it_was(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends?domain=NLP")
    field = page_wide.get_by_role("combobox", name="Find a model")
    field.fill("some/model")
    field.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/model\?.*id=some%2Fmodel"))
    settle(page_wide)
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/trends?domain=NLP")
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Is reporting growing, are emissions falling?")
    settle(page_wide)
    expect(page_wide).to_have_url(f"{app.url}/trends?domain=NLP")
