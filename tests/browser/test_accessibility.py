"""What no page's own tests show, under axe-core at both widths and in both themes: starts, empty views, menus.

Each page's test of how it reads on every screen asks axe-core too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, settle, visit

PATHS = {
    "model-start": "/model",
    "compare-start": "/compare",
    "empty": "/?gmin=1000000000",
    "nonsense": "/model?id=%3Cscript%3E",
}


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_page_has_no_serious_violation(
    app: AppServer, open_page: Callable[..., Page], path: str, width: int, dark: bool
) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, app.url + path)
    assert_accessible(page)


def test_the_open_menu_of_a_phone_has_no_serious_violation(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    page_narrow.get_by_test_id("stExpandSidebarButton").click()
    settle(page_narrow)
    assert_accessible(page_narrow)


def test_open_suggestions_have_no_serious_violation(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    page_wide.get_by_role("combobox", name="Look up a model").press_sequentially("text")
    page_wide.get_by_role("option").first.wait_for()
    assert_accessible(page_wide)
