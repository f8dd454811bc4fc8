"""First and later views in a real browser, against a bare Streamlit page with one chart in the same run."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure, at_most, percentile
from bench.sessions import PAGES
from tests.browser import chromium, server

BARE = Path(__file__).parent / "bare_page.py"
FIRST_VIEWS = 6
ROUNDS = 4
RATIO = 1.3
LIMIT_MS = 60_000
STANDS = """(path) => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null && app.dataset.testScriptState === 'notRunning'
        && (path === null || location.pathname === path)
        && document.querySelectorAll('[data-stale="true"]').length === 0
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every((e) => e.querySelector('.main-svg'))
        && document.querySelector('[data-testid="stMainBlockContainer"]')?.innerText.length > 0;
}"""


def measure(app: server.AppServer, logs: Path) -> list[Figure]:
    """Open every page in cold browsers, then click through them in one."""
    bare_app = server.start(logs, logs / "bare.log", script=BARE)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
            bare = [_first_view(browser, bare_app.url) for _ in range(FIRST_VIEWS * len(PAGES))]
            ours = [_first_view(browser, f"{app.url}/{page}") for _ in range(FIRST_VIEWS) for page in PAGES]
            later = _later_views(browser, app.url)
    finally:
        bare_app.stop()
    return [_compared(ours, bare), at_most("every later page in that browser", later, 1000)]


def _compared(ours: list[float], bare: list[float]) -> Figure:
    p95, base = percentile(ours, 0.95), percentile(bare, 0.95)
    return Figure(
        "first view of any page, cold browser",
        f"p95 ≤ {RATIO} × a bare page with one chart",
        f"p95 {p95:,.0f} ms = {p95 / base:.2f} × {base:,.0f} ms · median {statistics.median(ours):,.0f} ms "
        f"= {statistics.median(ours) / statistics.median(bare):.2f} × · n {len(ours)}",
        p95 <= RATIO * base,
    )


def _first_view(browser: Browser, url: str) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        start = time.perf_counter()
        page.goto(url)
        _await(page, None)
        return (time.perf_counter() - start) * 1000


def _later_views(browser: Browser, url: str) -> list[float]:
    taken = []
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        page.goto(url)
        _await(page, None)
        for _ in range(ROUNDS):
            for path in (*PAGES[1:], PAGES[0]):
                start = time.perf_counter()
                page.locator(f'[data-testid="stSidebarNavLink"][href$="/{path}"]').first.click()
                _await(page, f"/{path}")
                taken.append((time.perf_counter() - start) * 1000)
    return taken


def _await(page: Page, path: str | None) -> None:
    page.wait_for_function(STANDS, arg=path, polling=20, timeout=LIMIT_MS)
