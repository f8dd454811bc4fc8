"""The Overview in a browser: look a model up, filter, open a shared link cold, read it on a phone and in the dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit

COMBOBOX = "Look up a model"


def value_of(page: Page, label: str) -> str:
    figure = page.locator(".hc-figure").filter(has=page.get_by_text(label, exact=True))
    return figure.locator(".hc-value").inner_text()


def alerts(page: Page) -> list[str]:
    return page.locator('[data-testid="stAlert"]').all_inner_texts()


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, app.url)
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What training models on the Hub emits")
    expect(page.locator(".hc-figure")).to_have_count(4)
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert ground == ("rgb(16, 24, 31)" if dark else "rgb(255, 255, 255)")
    screenshot(page, f"overview-{width}-{'dark' if dark else 'light'}")


def test_a_model_is_found_while_one_types_and_opened_with_the_keyboard(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    field = page_wide.get_by_role("combobox", name=COMBOBOX)
    field.press_sequentially("text-gen")
    options = page_wide.get_by_role("option")
    expect(options).to_have_count(10)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    wanted = options.first.locator(".id").inner_text()
    field.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/model\?id="))
    settle(page_wide)
    assert wanted in page_wide.locator("h1").inner_text()


def test_escape_closes_the_suggestions(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    field = page_wide.get_by_role("combobox", name=COMBOBOX)
    field.press_sequentially("text")
    expect(page_wide.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page_wide.get_by_role("option")).to_have_count(0)


def test_a_suggestion_can_be_tapped_on_a_phone(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    page_narrow.get_by_role("combobox", name=COMBOBOX).press_sequentially("speech")
    page_narrow.get_by_role("option").first.click()
    expect(page_narrow).to_have_url(re.compile(r"/model\?id=sample%2F"))


def test_what_matches_nothing_is_said_to(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    field = page_wide.get_by_role("combobox", name=COMBOBOX)
    field.fill("no-such-thing")
    field.press("Enter")
    expect(page_wide.get_by_text("No model matches “no-such-thing”.")).to_be_visible()
    main = page_wide.get_by_test_id("stMain")
    expect(main.get_by_role("link", name="Report the emissions of a model of yours")).to_be_visible()
    assert_sound(page_wide)
    screenshot(page_wide, "overview-no-match", full=False)
    page_wide.set_viewport_size({"width": 390, "height": 1000})
    assert_sound(page_wide)
    screenshot(page_wide, "overview-no-match-390", full=False)
    page_wide.set_viewport_size({"width": 1400, "height": 1000})
    main.get_by_role("link", name="Ask the Hub for “no-such-thing”").click()
    expect(page_wide).to_have_url(re.compile(r"/model\?id=no-such-thing"))


def test_a_filter_changes_figures_and_link(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    before = value_of(page_wide, "Models")
    domain = page_wide.get_by_role("combobox", name="Domain")
    domain.click()
    page_wide.get_by_role("option", name="Audio").click()
    expect(page_wide).to_have_url(re.compile(r"\?domain=Audio$"))
    settle(page_wide)
    assert value_of(page_wide, "Models") != before


def test_a_shared_link_opens_cold_as_it_was_sent(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends?domain=NLP&from=2023-01&flagged=true")
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Is reporting growing, are emissions falling?")
    sidebar = page_wide.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("combobox", name="Created from")).to_have_value("2023-01")
    expect(sidebar.get_by_text("NLP", exact=True)).to_be_visible()
    expect(sidebar.get_by_role("switch", name="Include excluded reports")).to_be_checked()


def test_filters_outlive_a_change_of_page_and_reset_clears_them(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/?domain=NLP&gmin=1")
    page_wide.get_by_role("link", name="Trends", exact=True).click()
    expect(page_wide).to_have_url(re.compile(r"/trends\?domain=NLP&gmin=1"))
    page_wide.get_by_role("button", name="Reset filters").click()
    expect(page_wide).to_have_url(re.compile(r"/trends$"))


def test_the_menu_of_a_phone_gives_way_to_the_page_that_was_chosen_in_it(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    sidebar = page_narrow.get_by_test_id("stSidebar")
    page_narrow.get_by_test_id("stExpandSidebarButton").click()
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    page_narrow.get_by_role("link", name="Trends", exact=True).click()
    expect(page_narrow).to_have_url(re.compile(r"/trends$"))
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    page_narrow.get_by_test_id("stExpandSidebarButton").click()
    page_narrow.reload()
    expect(sidebar).to_have_attribute("data-collapsed", "true")


def test_nonsense_in_a_link_is_named(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/?domain=Nix&gmin=abc")
    told = " ".join(alerts(page_wide))
    assert "domain = “Nix” is not among this snapshot's domains" in told
    assert "gmin = “abc” is not a number of grams" in told


def test_an_empty_result_says_why(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/?gmin=1000000000")
    assert any("Without the filter Grams from there would be some." in text for text in alerts(page_wide))
    screenshot(page_wide, "overview-empty")


def test_nothing_moves_once_the_figures_stand(app: AppServer, page_wide: Page) -> None:
    page_wide.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(entry))).observe(
            { type: "layout-shift", buffered: true });
        // Figures and style sheet come in one answer, but React may draw them a frame apart: both have to be there.
        const stand = () => {
            const figure = document.querySelector(".hc-figure");
            if (!figure || getComputedStyle(figure).borderTopLeftRadius !== "12px") return requestAnimationFrame(stand);
            requestAnimationFrame(() => requestAnimationFrame(() => { window.stands = performance.now(); }));
        };
        requestAnimationFrame(stand);"""
    )
    visit(page_wide, app.url)
    assert page_wide.evaluate("window.stands > 0")
    moved = page_wide.evaluate(
        "window.shifts.filter((e) => e.startTime > window.stands).reduce((n, e) => n + e.value, 0)"
    )
    assert moved < 0.01
