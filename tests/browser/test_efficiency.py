"""The Efficiency page in a browser: the scatter's switches, the search, the CSV, and the way to a model."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_sound, screenshot, settle, visit


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/efficiency?category=Fine-tuned NLP models")
    screenshot(page, f"efficiency-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_studys_label_reads_well_on_every_screen(
    app: AppServer, open_page: Callable[..., Page], width: int, dark: bool
) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/efficiency?label=v0")
    screenshot(page, f"efficiency-v0-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(3)


def test_the_label_is_switched_by_a_click_and_kept_in_the_link(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    page_wide.get_by_role("radio", name="v0").click()
    expect(page_wide.get_by_text("Rated reports by class of label v0 (2023 study) and label v1")).to_be_visible()
    expect(page_wide).to_have_url(re.compile("label=v0"))


def test_the_scatters_choices_are_in_the_link(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    page_wide.get_by_role("radio", name="Downloads").click()
    expect(page_wide.get_by_text("against the downloads in 30 days, both log scale")).to_be_visible()
    page_wide.get_by_role("combobox", name="Category").click()
    page_wide.get_by_role("option", name="Fine-tuned NLP models").click()
    expect(page_wide).to_have_url(re.compile("against=Downloads.*category=Fine-tuned"))
    expect(page_wide.get_by_text("log scale · fine-tuned NLP models")).to_be_visible()


def test_a_search_narrows_table_and_csv_alike(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    page_wide.get_by_label("Search in names").fill("model-0")
    page_wide.get_by_label("Search in names").press("Enter")
    settle(page_wide)
    told = page_wide.get_by_text(re.compile(r"^\d+ of [\d,]+ models$")).inner_text()
    with page_wide.expect_download() as taken:
        page_wide.get_by_role("button", name="CSV").last.click()
    with taken.value.path().open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows)} of" in told
    assert rows
    assert all("model-0" in row["Model"] for row in rows)


def test_a_name_opens_the_models_page_and_leaves_the_search_as_it_is(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency?q=model-0")
    table = page_wide.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    settle(page_wide)
    rows = table.locator("canvas").first
    rows.hover(position={"x": 190, "y": 52}, force=True)
    with page_wide.expect_popup() as opened:
        rows.click(position={"x": 190, "y": 52}, force=True)
    model = opened.value
    expect(model).to_have_url(re.compile(r"/model\?id="))
    expect(model.locator(".hc-label-frame")).to_be_visible()
    assert_sound(model)
    assert page_wide.url.endswith("/efficiency?q=model-0")
    expect(page_wide.get_by_label("Search in names")).to_have_value("model-0")


def test_a_mark_of_the_scatter_opens_its_model(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    click_a_mark(page_wide, "tradeoff")
    expect(page_wide).to_have_url(re.compile(r"/model\?id="))


def test_a_bar_filters_by_its_domain_as_often_as_it_is_clicked(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    for _ in range(2):
        click_a_mark(page_wide, "classes")
        expect(page_wide).to_have_url(re.compile("domain="))
        settle(page_wide)
        page_wide.get_by_role("button", name="Reset filters").click()
        expect(page_wide).not_to_have_url(re.compile("domain="))
        settle(page_wide)


MIDDLE = """plot => {
    const [trace] = plot._fullData, {xaxis, yaxis} = plot._fullLayout, [mark] = plot.calcdata[0];
    const x = trace.type === 'bar' ? mark.b + mark.s / 2 : trace.x[0], y = trace.y[0];
    const {left, top} = plot.getBoundingClientRect();
    return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)];
}"""


def click_a_mark(page: Page, card: str) -> None:
    """Click the middle of the first mark of a card's chart, as the mouse does."""
    plot = page.locator(f'[class*="st-key-plot-{card}"] .js-plotly-plot')
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(MIDDLE)
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    expect(plot.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.down()
    page.mouse.up()
