"""A user's walk through the app in the browser, each step timed: look a model up, compare it, filter, share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.figures import Figure, at_most
from tests.browser import chromium, server

WALKS = 8
LIMIT_MS = 1500
#: What people type: a piece of many names, so that there is always something to choose.
TYPED = "roberta"
OVERVIEW, COMPARE, EFFICIENCY = "What training models on the Hub emits", "Compare models", "Who is efficient?"
TASK, SINCE = "text-classification", "2024-01"
#: What the page says of each filter.
TOLD = {"Task": TASK, "Created from": "created from January 2024"}
#: What stands when a page does: its own heading, the script done, nothing of the page before, every chart drawn.
STANDS = """(title) => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null && app.dataset.testScriptState === 'notRunning'
        && document.querySelectorAll('[data-stale="true"]').length === 0
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every((e) => e.querySelector('.main-svg'))
        && document.querySelectorAll('[data-testid="stSkeleton"]').length === 0
        && document.querySelector('h1')?.innerText === title;
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
        _await(page, OVERVIEW)
        field = page.get_by_role("combobox", name="Look up a model")
        walked.time("a model typed, suggestions shown", lambda: _type(page, field.press_sequentially))
        walked.time("its page", lambda: _open(page))
        walked.time("compared with others", lambda: _follow(page, "Compare with other models", COMPARE))
        walked.time("the efficiency page", lambda: _follow(page, "Efficiency", EFFICIENCY))
        for label, value, words in (("Task", TASK, "task"), ("Created from", SINCE, "date")):
            walked.time(f"… a {words} typed, choices shown", partial(_find, page, label, value))
            walked.time(f"… filtered by {words}", partial(_choose, page, label, value))
        walked.time("the link copied", lambda: _copy(page))
        _open_link(browser, page.url, walked)


def _type(page: Page, press: Callable[[str], None]) -> None:
    press(TYPED)
    expect(page.get_by_role("option").first).to_be_visible()


def _open(page: Page) -> None:
    chosen = page.get_by_role("option").first
    model_id = chosen.locator(".id").inner_text()
    chosen.click()
    _await(page, model_id)


def _follow(page: Page, name: str, title: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    _await(page, title)


def _find(page: Page, label: str, value: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(value)
    expect(page.get_by_role("option", name=value, exact=True)).to_be_visible()


def _choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("option", name=value, exact=True).click()
    page.locator("h1").click()
    expect(page.get_by_text("Filtered: ").filter(has_text=TOLD[label])).to_be_visible()
    _await(page, EFFICIENCY)


def _copy(page: Page) -> None:
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()


def _open_link(browser: Browser, url: str, walked: Walked) -> None:
    """As another visitor would, whose browser has nothing of the app yet."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        page.on("console", lambda message: walked.errors.append(message.text) if message.type == "error" else None)
        walked.time("the link in a fresh browser", lambda: _visit(page, url))


def _visit(page: Page, url: str) -> None:
    page.goto(url)
    _await(page, EFFICIENCY)
    expect(page.get_by_text(f"Filtered: {TOLD['Created from']} · {TASK}")).to_be_visible()


def _await(page: Page, title: str) -> None:
    page.wait_for_function(STANDS, arg=title, polling=20)
