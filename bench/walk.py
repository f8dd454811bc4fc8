"""A user's walk through the app in the browser, each step timed: look a model up, compare it, filter, share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.figures import Figure, at_most
from tests.browser import chromium, server

WALKS = 8
LIMIT_MS = 1500
#: What people type: a piece of many names, so that there is always something to choose.
TYPED = "roberta"
FILTERED = "domain=NLP&from=2024-01"
STANDS = """(path) => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null && app.dataset.testScriptState === 'notRunning' && location.pathname === path
        && document.querySelectorAll('[data-stale="true"]').length === 0
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every((e) => e.querySelector('.main-svg'))
        && document.querySelector('h1') !== null;
}"""


@dataclass(slots=True)
class Walked:
    """Milliseconds by step, and what the browser's console called an error."""

    steps: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def time(self, step: str, work: Callable[[], None]) -> None:
        """Do a step and note how long it took."""
        start = time.perf_counter()
        work()
        self.steps.setdefault(step, []).append((time.perf_counter() - start) * 1000)


def measure(app: server.AppServer) -> list[Figure]:
    """Walk through the app so many times, each time as another visitor, from the Overview on."""
    walked = Walked()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for _ in range(WALKS):
            _walk(browser, app.url, walked)
    figures = [at_most(f"walk: {step}", taken, LIMIT_MS) for step, taken in walked.steps.items()]
    told = "; ".join(sorted(set(walked.errors)))[:200]
    return [*figures, Figure("… errors in the console", "0", f"{len(walked.errors)} {told}".strip(), not walked.errors)]


def _walk(browser: Browser, url: str, walked: Walked) -> None:
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        page.on("console", lambda message: walked.errors.append(message.text) if message.type == "error" else None)
        page.goto(url)
        _await(page, "/")
        field = page.get_by_role("combobox", name="Look up a model")
        walked.time("a model typed, suggestions shown", lambda: _type(page, field.press_sequentially))
        walked.time("its page", lambda: _open(page))
        walked.time("compared with others", lambda: _follow(page, "Compare with other models", "/compare"))
        walked.time("the efficiency page", lambda: _follow(page, "Efficiency", "/efficiency"))
        shared = f"{url}/efficiency?{FILTERED}"
        walked.time("… filtered by domain", lambda: _filter(page))
        walked.time("the link opened in another tab", lambda: _visit(context.new_page(), shared))


def _type(page: Page, press: Callable[[str], None]) -> None:
    press(TYPED)
    expect(page.get_by_role("option").first).to_be_visible()


def _open(page: Page) -> None:
    page.get_by_role("option").first.click()
    _await(page, "/model")


def _follow(page: Page, name: str, path: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    _await(page, path)


def _filter(page: Page) -> None:
    page.get_by_role("combobox", name="Domain").click()
    page.get_by_role("option", name="NLP").click()
    expect(page.get_by_text("Filtered: NLP")).to_be_visible()
    _await(page, "/efficiency")


def _visit(page: Page, url: str) -> None:
    page.goto(url)
    _await(page, "/efficiency")


def _await(page: Page, path: str) -> None:
    page.wait_for_function(STANDS, arg=path, polling=20)
