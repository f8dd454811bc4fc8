"""What a test does with an open page: visit, wait until it stands, take its picture, check that it is sound."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError

from tests.browser.server import PROJECT

SCREENSHOTS = PROJECT / "build" / "screenshots"
SETTLE_LIMIT_MS = 30_000
TALLEST_PX = 16_000
SERIOUS = {"serious", "critical"}

# A page stands when Streamlit is connected and idle, every chart is drawn and the fonts are in. It has to stay
# so for some looks in a row: a click reaches the server a moment after the browser reports it done.
SETTLED = """(calmLooks) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const seen = (e) => e.offsetParent !== null;
    const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
    const ready = app !== null
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid="stMainBlockContainer"]') !== null
        && all('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]').length === 0
        && all('[data-testid="stPlotlyChart"]').every((e) => e.querySelector('.main-svg'))
        && document.fonts.status === 'loaded';
    window.calmLooks = ready ? (window.calmLooks || 0) + 1 : 0;
    return window.calmLooks >= calmLooks;
}"""

OVERFLOW = """() => {
    const roots = [document.scrollingElement, document.querySelector('[data-testid="stMain"]')];
    const wide = roots.filter((e) => e && e.scrollWidth > e.clientWidth + 1);
    if (wide.length === 0) return null;
    const edge = window.innerWidth + 1;
    const culprits = [...document.querySelectorAll('[data-testid="stMain"] *')]
        .filter((e) => e.getBoundingClientRect().right > edge)
        .slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className}`.slice(0, 120));
    return `${wide[0].scrollWidth} px of content in ${wide[0].clientWidth} px: ${culprits.join(' | ')}`;
}"""

# Text that is drawn outside its chart is cut off without the page scrolling.
CUT_OFF = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
    const edge = plot.getBoundingClientRect().right + 2;
    return [...plot.querySelectorAll('.annotation-text, .xtick text, .legendtext')]
        .filter((text) => text.getBoundingClientRect().right > edge).map((text) => text.textContent);
})"""


def visit(page: Page, url: str) -> None:
    """Open `url` and wait until it stands."""
    page.goto(url)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page stands: script done, charts drawn, fonts in. To await one thing, use `expect`."""
    page.evaluate("window.calmLooks = 0")
    try:
        page.wait_for_function(SETTLED, arg=6, polling=50, timeout=SETTLE_LIMIT_MS)
    except TimeoutError as error:
        app = page.locator('[data-testid="stApp"]')
        state = app.first.get_attribute("data-test-script-state") if app.count() else "no app in the page"
        raise AssertionError(f"{page.url} did not come to rest; script state: {state}") from error


def screenshot(page: Page, name: str, *, full: bool = True) -> Path:
    """Save `build/screenshots/<name>.png`, by default the whole page, and return its path."""
    path = SCREENSHOTS / f"{name}.png"
    save(page, path, full=full)
    return path


def save(page: Page, path: Path, *, full: bool) -> None:
    """Save a picture; for the full page the window is made as tall, since Streamlit scrolls inside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    if full and size:
        page.set_viewport_size({"width": size["width"], "height": max(size["height"], content_height(page))})
        settle(page)
    page.screenshot(path=path)
    if full and size:
        page.set_viewport_size(size)


def content_height(page: Page) -> int:
    """Height of the whole page in pixels, as far as one picture can hold it."""
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight ?? 0")
    return min(int(height), TALLEST_PX)


def assert_sound(page: Page) -> None:
    """The settled page shows no exception and needs no horizontal scrolling."""
    settle(page)
    assert_no_exception(page)
    assert_no_horizontal_scroll(page)


def assert_accessible(page: Page) -> None:
    """axe-core finds no serious and no critical violation; none is excepted."""
    found = [rule for rule in Axe().run(page).response["violations"] if rule["impact"] in SERIOUS]
    told = [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})" for rule in found for node in rule["nodes"]
    ]
    assert not told, f"{page.url}: {told}"


def assert_no_exception(page: Page) -> None:
    """No traceback or general error message of Streamlit stands in the page."""
    shown = page.locator('[data-testid="stException"]').all_inner_texts()
    assert not shown, f"{page.url} shows an exception: {shown}"


def assert_no_horizontal_scroll(page: Page) -> None:
    """Nothing makes the page wider than the window; things that scroll in themselves may."""
    overflow = page.evaluate(OVERFLOW)
    assert overflow is None, f"{page.url} scrolls sideways: {overflow}"


def assert_nothing_cut_off(page: Page) -> None:
    """No text of a chart is drawn outside it."""
    cut = page.evaluate(CUT_OFF)
    assert cut == [], f"{page.url} cuts off {cut}"
