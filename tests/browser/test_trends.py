"""The Trends page in a browser: charts that stand, can be read as tables and be taken away as CSV."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/trends")
    assert_sound(page)
    assert_accessible(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(5)
    screenshot(page, f"trends-{width}-{'dark' if dark else 'light'}")


def test_a_chart_can_be_read_as_a_table(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    page_wide.get_by_role("button", name="Table").first.click()
    expect(page_wide.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")).to_be_visible()


def test_a_table_offers_no_csv_of_its_own_beside_the_cards(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    table = page_wide.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    table.hover()
    toolbar = page_wide.get_by_test_id("stElementToolbar").last
    expect(toolbar.get_by_role("button", name="Fullscreen")).to_be_visible()
    expect(toolbar.get_by_role("button", name="Download as CSV")).to_be_hidden()


def test_the_definition_stands_behind_method(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    page_wide.get_by_role("button", name="Method").first.click()
    expect(page_wide.get_by_text("Band: 95 % Wilson interval.")).to_be_visible()


def test_the_csv_holds_what_is_drawn(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends?from=2024-01&to=2024-03")
    with page_wide.expect_download() as taken:
        page_wide.get_by_role("button", name="CSV").first.click()
    assert taken.value.suggested_filename == "hub-carbon-share-by-month.csv"
    lines = taken.value.path().read_text().splitlines()
    assert lines[0] == 'Month,Models,Reporting,"Reporting, %","95 % interval from, %","95 % interval to, %"'
    assert [line[:7] for line in lines[1:]] == ["2024-01", "2024-02", "2024-03"]


def test_a_chart_says_to_a_screen_reader_what_it_shows(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/trends")
    expect(page_wide.get_by_label("Line chart by month of creation").first).to_be_visible()
