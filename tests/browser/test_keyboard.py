"""The way from the start page to a comparison without a mouse: Tab, letters, arrows and Enter."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import settle, visit

MOST_TABS = 60
#: The element that has the focus, also where it stands in a part of the page of its own.
FOCUSED = """() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.getAttribute('aria-label') || element?.innerText || '').trim();
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of that name has the focus."""
    seen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
        if seen[-1].endswith(name):
            return
    raise AssertionError(f"“{name}” is not among what Tab reaches: {seen}")


def test_a_model_is_looked_up_and_compared_with_keys_alone(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    tab_to(page_wide, "Look up a model")
    page_wide.keyboard.type("image-clas")
    expect(page_wide.get_by_role("option").first).to_be_visible()
    page_wide.keyboard.press("ArrowDown")
    page_wide.keyboard.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/model\?id="))
    settle(page_wide)
    tab_to(page_wide, "Compare with other models")
    page_wide.keyboard.press("Enter")
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Compare models")
    settle(page_wide)
    tab_to(page_wide, "Add a model")


def test_the_closed_menu_of_a_phone_takes_no_focus(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    names = []
    for _ in range(10):
        page_narrow.keyboard.press("Tab")
        names.append(page_narrow.evaluate(FOCUSED))
        assert page_narrow.evaluate("document.activeElement.closest('[data-testid=stSidebar]') === null"), names
    assert any("sidebar" in name for name in names), names
