"""The Efficiency page in a browser: the scatter's switches, the search, the CSV, and the way to a model."""

from __future__ import annotations

import contextlib
import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import assert_accessible, assert_sound, screenshot, settle, visit
from tests.pages.snapshots import write


@pytest.fixture(scope="module")
def many(app_server: Callable[..., AppServer], tmp_path_factory: pytest.TempPathFactory) -> AppServer:
    """The app on 250 reports, which are three pages of the table."""
    data_dir = tmp_path_factory.mktemp("many")
    rated = {"category": "fine-tuning/nlp", "size_bytes": 10**8}
    rows = [{**rated, "emissions_g": 1.0 + number, "downloads": number} for number in range(250)]
    write(data_dir, counts=[{"models": 900}], reports=rows).close()
    return app_server(data_dir)


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_reads_well_on_every_screen(app: AppServer, open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, 1000, dark=dark)
    visit(page, f"{app.url}/efficiency?category=Fine-tuned NLP models")
    screenshot(page, f"efficiency-{width}-{'dark' if dark else 'light'}")
    assert_sound(page)
    assert_accessible(page)
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
    assert_accessible(page)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(3)


def test_the_label_is_switched_by_a_click_and_kept_in_the_link(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    page_wide.get_by_role("radio", name="v0").click()
    expect(page_wide.get_by_text("Rated reports by class of label v0 (2023 study) and v1")).to_be_visible()
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
    told = page_wide.get_by_text(re.compile(r"^\d+ of [\d,]+ models, without")).inner_text()
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
    page_wide.go_back()
    expect(page_wide).to_have_url(f"{app.url}/efficiency")
    settle(page_wide)
    expect(page_wide).to_have_url(f"{app.url}/efficiency")


def test_a_bar_filters_by_its_domain_as_often_as_it_is_clicked(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/efficiency")
    for _ in range(2):
        click_a_mark_to(page_wide, "classes", re.compile("domain="))
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


def click_a_mark_to(page: Page, card: str, url: re.Pattern[str]) -> None:
    """Click a mark until it leads to `url`: a click while the chart is being drawn anew is lost."""
    for patience_s in (3, 3, 10):
        with contextlib.suppress(AssertionError):
            click_a_mark(page, card)
            expect(page).to_have_url(url, timeout=1000 * patience_s)
        if url.search(page.url):
            return
    expect(page).to_have_url(url)


def test_a_long_table_is_turned_page_by_page_and_the_page_is_in_the_link(many: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{many.url}/efficiency")
    expect(page_wide.get_by_text("Page 1 of 3 · rows 1–100 of 250")).to_be_visible()
    page_wide.get_by_role("button", name="Page 3", exact=True).click()
    expect(page_wide.get_by_text("Page 3 of 3 · rows 201–250 of 250")).to_be_visible()
    expect(page_wide).to_have_url(re.compile("page=3"))
    page_wide.get_by_role("combobox", name="Order").click()
    page_wide.get_by_role("option", name="Most grams").click()
    expect(page_wide.get_by_text("Page 1 of 3 · rows 1–100 of 250")).to_be_visible()
    expect(page_wide).not_to_have_url(re.compile("page="))
    page_wide.go_back()
    expect(page_wide).to_have_url(re.compile("page=3"))
    expect(page_wide.get_by_text("Page 3 of 3 · rows 201–250 of 250")).to_be_visible()


@pytest.mark.parametrize("width", [1400, 390])
def test_the_number_of_pages_is_told_and_each_can_be_reached(
    many: AppServer, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page(width, 1000)
    visit(page, f"{many.url}/efficiency")
    turned = page.get_by_role("navigation", name="Pagination")
    turned.scroll_into_view_if_needed()
    names = [each.get_attribute("aria-label") for each in turned.get_by_role("button").all()]
    assert names[0] == "Previous page"
    assert names[-1] == "Next page"
    assert {"Page 1", "Page 3"} <= set(names)
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_role("status").get_by_text("Page 2 of 3 · rows 101–200 of 250")).to_be_visible()
    screenshot(page, f"pager-{width}", full=False)


def test_the_log_holds_no_warning_of_streamlit(many: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{many.url}/efficiency?page=3")
    order = page_wide.get_by_role("combobox", name="Order")
    order.scroll_into_view_if_needed()  # a list that is open closes where the page is scrolled
    settle(page_wide)
    order.click()
    page_wide.get_by_role("option", name="Most grams").click()
    expect(page_wide.get_by_text("Page 1 of 3 · rows 1–100 of 250")).to_be_visible()
    settle(page_wide)
    log = many.log.read_text(encoding="utf-8")
    assert not [line for line in log.splitlines() if re.search("warning|default value|Traceback", line, re.IGNORECASE)]


def test_a_columns_head_orders_all_rows_first_one_way_then_the_other(many: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{many.url}/efficiency")
    for order in ("Fewest grams", "Most grams"):
        head = page_wide.locator(".st-key-card-reports").get_by_test_id("stDataFrame").locator("canvas").first
        head.scroll_into_view_if_needed()
        settle(page_wide)
        head.click(position={"x": 120, "y": 18}, force=True)
        expect(page_wide).to_have_url(re.compile("sort=" + order.replace(" ", r"(\+|%20)")))
        settle(page_wide)
    expect(page_wide.get_by_text("Page 1 of 3 · rows 1–100 of 250")).to_be_visible()


def test_a_charts_table_is_shown_when_it_is_opened(many: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{many.url}/efficiency")
    before = page_wide.get_by_test_id("stDataFrame").count()
    page_wide.locator(".st-key-foot-tradeoff").get_by_role("button", name="Table").click()
    expect(page_wide.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")).to_be_visible()
    settle(page_wide)
    assert page_wide.get_by_test_id("stDataFrame").count() == before + 1
