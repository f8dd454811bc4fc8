"""What browser tests stand on: one Chromium, the app on a sample, and a page for each width.

def test_something(app, page_wide):
    visit(page_wide, app.url + "/trends")
    assert_sound(page_wide)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser import chromium, server, view

FOLDER = Path(__file__).parent
FAILED = pytest.StashKey[bool]()
#: Several tests run beside each other on few cores.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them out."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember a failure, so that the page can be photographed before it is closed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of the run; without one tests are skipped, or fail where REQUIRE_BROWSER is set."""
    try:
        path = chromium.find()
    except chromium.NoBrowserError as error:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(str(error))
        pytest.skip(str(error).splitlines()[0])
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., server.AppServer]]:
    """Start apps: `app_server(data_dir, CARBON_INGEST="on", ...)`; all are ended after the last test."""
    started: list[server.AppServer] = []

    def start(data_dir: Path, **options: str) -> server.AppServer:
        log = tmp_path_factory.mktemp("log") / "app.log"
        started.append(server.start(data_dir, log, **options))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture(scope="session")
def app(app_server: Callable[..., server.AppServer], tmp_path_factory: pytest.TempPathFactory) -> server.AppServer:
    """The app on an empty data directory, offline and without ingest: it shows its sample."""
    return app_server(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def known(app: server.AppServer, browser: Browser) -> list[str]:
    """Ids of models of the sample that are rated."""
    page = browser.new_page()
    view.visit(page, f"{app.url}/model")
    names = page.locator('[class*="st-key-link-"] a').all_inner_texts()
    page.close()
    return [name.strip() for name in names]


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Callable[..., BrowserContext]:
    """A visitor with such a screen; their browser keeps the scripts it has loaded, which take most of a first visit."""

    @cache
    def of(width: int, height: int, dark: bool) -> BrowserContext:
        screen: ViewportSize = {"width": width, "height": height}
        return browser.new_context(viewport=screen, color_scheme="dark" if dark else "light")

    return of


@pytest.fixture
def open_page(visitor: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open fresh pages: `open_page(width=1400, height=1000, dark=False)`; of a test only loaded scripts stay."""
    pages: list[Page] = []

    def fresh(width: int = 1400, height: int = 1000, *, dark: bool = False) -> Page:
        pages.append(visitor(width, height, dark).new_page())
        return pages[-1]

    yield fresh
    for number, page in enumerate(pages):
        if request.node.stash.get(FAILED, False):
            page.screenshot(path=view.SCREENSHOTS / "failed" / f"{request.node.name}-{number}.png")
        # A picture that is opened by itself has no storage.
        page.evaluate("() => { try { localStorage.clear() } catch { } }")
    for used in {page.context for page in pages}:
        used.clear_cookies()
        used.clear_permissions()
        for page in used.pages:
            page.close()


@pytest.fixture
def page_wide(open_page: Callable[..., Page]) -> Page:
    """A page as wide as a laptop."""
    return open_page(1400, 1000)


@pytest.fixture
def page_narrow(open_page: Callable[..., Page]) -> Page:
    """A page as wide as a phone."""
    return open_page(390, 844)
