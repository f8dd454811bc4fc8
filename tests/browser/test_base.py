"""The app below a base path, as behind a proxy: pages, links, look-up and routes all stay below it."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import AppServer
from tests.browser.view import visit


@pytest.fixture(scope="module")
def based(app_server: Callable[..., AppServer], tmp_path_factory: pytest.TempPathFactory) -> AppServer:
    return app_server(tmp_path_factory.mktemp("based"), STREAMLIT_SERVER_BASE_URL_PATH="some/app")


def test_a_link_opens_without_an_error_and_is_copied_whole(based: AppServer, page_wide: Page) -> None:
    errors: list[str] = []
    page_wide.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page_wide.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page_wide, f"{based.url}/efficiency?domain=NLP")
    expect(page_wide.get_by_text("Filtered: NLP")).to_be_visible()
    page_wide.get_by_role("button", name="Copy link").click()
    expect(page_wide.get_by_role("button", name="Link copied")).to_be_visible()
    assert page_wide.evaluate("navigator.clipboard.readText()") == f"{based.url}/efficiency?domain=NLP"
    assert errors == []


def test_a_model_is_found_and_opened_below_the_path(based: AppServer, page_wide: Page) -> None:
    visit(page_wide, based.url)
    page_wide.get_by_role("combobox", name="Look up a model").press_sequentially("image-clas")
    page_wide.get_by_role("option").first.click()
    expect(page_wide).to_have_url(re.compile(r"/some/app/model\?id="))


def test_a_models_id_in_the_path_opens_its_page_below_the_path(based: AppServer, page_wide: Page) -> None:
    model_id = a_report(based)
    visit(page_wide, f"{based.url}/model/{model_id}")
    expect(page_wide.get_by_role("heading", level=1)).to_have_text(model_id)
    expect(page_wide).to_have_url(f"{based.url}/model?id={model_id.replace('/', '%2F')}")


def test_a_path_with_too_many_slashes_leads_to_the_start_page_below_the_path(based: AppServer, page_wide: Page) -> None:
    errors: list[str] = []
    page_wide.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visit(page_wide, f"{based.url}//some//page")
    expect(page_wide.get_by_text("There is no page //some//page.")).to_be_visible()
    expect(page_wide).to_have_url(f"{based.url}/")
    assert errors == []


def test_what_a_model_can_be_taken_along_as_answers_below_the_path(based: AppServer, page_wide: Page) -> None:
    visit(page_wide, f"{based.url}/model?id={a_report(based)}")
    badge = page_wide.get_by_alt_text("The badge of this model")
    assert badge.evaluate("image => image.complete && image.naturalWidth > 0")
    facts = page_wide.get_by_role("link", name="JSON").get_attribute("href")
    assert facts == f"/some/app/api/models/{a_report(based)}"
    expect(page_wide.get_by_text(f"({based.url}/badge/{a_report(based)}.svg)")).to_be_visible()


def a_report(based: AppServer) -> str:
    with urllib.request.urlopen(f"{based.url}/data/reports.csv", timeout=10) as answer:
        return next(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8")))["id"]


@pytest.mark.parametrize("start", ["/some/app", ""])
def test_routes_answer_with_and_without_the_path(based: AppServer, start: str) -> None:
    host = based.url.removesuffix("/some/app")
    with urllib.request.urlopen(f"{host}{start}/api/health", timeout=10) as answer:
        assert json.load(answer)["snapshot"]["sample"] is True
