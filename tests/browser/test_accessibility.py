"""Every page under axe-core, at both widths and in both themes: no serious and no critical violation, none excepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.server import AppServer
from tests.browser.view import settle, visit

PATHS = {
    "overview": "/",
    "trends": "/trends",
    "domains": "/domains",
    "efficiency": "/efficiency",
    "model-start": "/model",
    "model": "/model?id={known[0]}",
    "compare-start": "/compare",
    "compare": "/compare?ids={known[0]},{known[1]},{known[2]}",
    "report": "/report?value=5&hardware=GPU",
    "method": "/method",
    "empty": "/?gmin=1000000000",
    "nonsense": "/model?id=%3Cscript%3E",
}
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_page_has_no_serious_violation(
    app: AppServer, open_page: Callable[..., Page], known: list[str], path: str, width: int, dark: bool
) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, app.url + path.format(known=known))
    assert list(violations(page)) == []


def test_the_open_menu_of_a_phone_has_no_serious_violation(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    page_narrow.get_by_test_id("stExpandSidebarButton").click()
    settle(page_narrow)
    assert list(violations(page_narrow)) == []


def test_open_suggestions_have_no_serious_violation(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    page_wide.get_by_role("combobox", name="Look up a model").press_sequentially("text")
    page_wide.get_by_role("option").first.wait_for()
    assert list(violations(page_wide)) == []


def violations(page: Page) -> Iterator[str]:
    """Serious and critical violations, each with its node."""
    for rule in Axe().run(page).response["violations"]:
        if rule["impact"] in SERIOUS:
            yield from (f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})" for node in rule["nodes"])
