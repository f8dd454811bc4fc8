"""What a reader does with links on every page: copy one, go back and forward, find a model from the sidebar."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import settle, visit

FIND = "Find a model"


def test_the_link_of_a_view_is_copied(app: AppServer, page_wide: Page) -> None:
    page_wide.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page_wide, f"{app.url}/trends?domain=NLP")
    page_wide.get_by_role("button", name="Copy link").click()
    expect(page_wide.get_by_role("button", name="Link copied")).to_be_visible()
    assert page_wide.evaluate("navigator.clipboard.readText()") == f"{app.url}/trends?domain=NLP"


def test_back_and_forward_lead_through_pages_and_filters(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    page_wide.get_by_role("link", name="Trends", exact=True).click()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Is reporting growing, are emissions falling?")
    page_wide.get_by_role("link", name="Data and method", exact=True).click()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Data and method")
    page_wide.go_back()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Is reporting growing, are emissions falling?")
    expect(page_wide).to_have_url(re.compile(r"/trends$"))
    page_wide.go_back()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("What training models on the Hub emits")
    page_wide.go_forward()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Is reporting growing, are emissions falling?")


def test_a_model_is_found_from_the_sidebar_of_every_page(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/method")
    field = page_wide.get_by_role("combobox", name=FIND)
    field.press_sequentially("image-clas")
    wanted = page_wide.get_by_role("option").first.locator(".id").inner_text()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/model\?id="))
    settle(page_wide)
    expect(page_wide.get_by_role("heading", level=1)).to_have_text(wanted)


def test_a_misspelt_name_finds_similar_models(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/model")
    field = page_wide.get_by_role("combobox", name="Look up a model")
    field.press_sequentially("imgae-clasification")
    options = page_wide.get_by_role("option")
    expect(options.first).to_contain_text("image-classification")
    expect(options.first).to_contain_text("similar")
    field.press("Escape")
    field.press("Enter")
    expect(page_wide.get_by_text("No model matches “imgae-clasification”. Similar names:")).to_be_visible()
    page_wide.locator('[data-testid="stMain"] a', has_text="image-classification").first.click()
    expect(page_wide).to_have_url(re.compile(r"/model\?id=.*image-classification"))


def test_a_pasted_link_of_the_hub_opens_its_model(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, app.url)
    field = page_wide.get_by_role("combobox", name=FIND)
    field.fill("https://huggingface.co/some/model/tree/main")
    field.press("Enter")
    expect(page_wide).to_have_url(re.compile(r"/model\?id=some%2Fmodel"))


def test_a_link_into_the_app_leaves_no_error_in_the_console(app: AppServer, page_wide: Page) -> None:
    errors: list[str] = []
    page_wide.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visit(page_wide, f"{app.url}/trends?domain=NLP")
    assert errors == []


def test_typing_what_no_model_is_called_says_so_beside_names_like_it(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/model")
    field = page_wide.get_by_role("combobox", name="Look up a model")
    field.press_sequentially("imgae-clasification")
    none = page_wide.locator("#hc-none:visible")
    expect(none).to_have_text("No model has “imgae-clasification” in its id. Similar names:")
    expect(page_wide.get_by_role("option").first).to_contain_text("image-classification")
    field.fill("<b>zzqx")
    expect(none).to_have_text("No model has “<b>zzqx” in its id.")
    expect(page_wide.get_by_role("option")).to_have_count(0)
    field.press("Escape")
    expect(none).to_have_count(0)


def test_typing_an_id_that_is_not_in_the_snapshot_says_what_enter_does(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/model")
    field = page_wide.get_by_role("combobox", name="Look up a model")
    field.press_sequentially("nobody/nothing")
    expect(page_wide.get_by_text("Not in this snapshot: press Enter to look it up on the Hub.").first).to_be_visible()
    field.press("Enter")
    expect(page_wide.get_by_role("link", name="Look for it on the Hub")).to_be_visible()


@pytest.mark.parametrize("path", ["nopage", "nonsense/deep"])
def test_a_path_that_is_no_pages_is_told_of_on_the_overview(app: AppServer, page_wide: Page, path: str) -> None:
    errors: list[str] = []
    page_wide.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visit(page_wide, f"{app.url}/{path}?domain=NLP")
    expect(page_wide.get_by_text(f"There is no page /{path}.")).to_be_visible()
    expect(page_wide).to_have_url(f"{app.url}/?domain=NLP")
    expect(page_wide.get_by_role("dialog")).to_have_count(0)
    assert errors == []


def test_filters_are_out_of_sight_where_they_mean_nothing_and_there_again_where_they_do(
    app: AppServer, page_wide: Page
) -> None:
    visit(page_wide, f"{app.url}/model?domain=NLP")
    expect(page_wide.get_by_role("combobox", name="Domain")).to_have_count(0)
    page_wide.get_by_role("link", name="Trends", exact=True).click()
    expect(page_wide.get_by_text("Filtered: NLP")).to_be_visible()
    expect(page_wide).to_have_url(f"{app.url}/trends?domain=NLP")
    expect(page_wide.get_by_role("combobox", name="Domain")).to_be_visible()
    page_wide.get_by_role("link", name="Data and method", exact=True).click()
    expect(page_wide.get_by_role("heading", level=1)).to_have_text("Data and method")
    expect(page_wide.get_by_role("combobox", name="Domain")).to_have_count(0)


def test_each_page_and_each_model_has_its_own_title(app: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{app.url}/model?id=SAMPLE/text-classification-0040")
    expect(page_wide).to_have_title("sample/text-classification-0040 · Hub carbon")
    page_wide.get_by_role("link", name="Trends", exact=True).click()
    expect(page_wide).to_have_title("Trends · Hub carbon")


def test_what_type_ahead_finds_is_told_in_full_on_a_phone(app: AppServer, page_narrow: Page) -> None:
    visit(page_narrow, app.url)
    page_narrow.get_by_role("combobox", name="Look up a model").press_sequentially("text-clas")
    first = page_narrow.get_by_role("option").first
    expect(first.locator(".facts")).to_be_visible()
    expect(first.locator(".facts")).to_contain_text("downloads")
    assert first.evaluate("option => option.scrollWidth <= option.clientWidth")
