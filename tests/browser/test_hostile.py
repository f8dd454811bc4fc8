"""Every page on a snapshot whose names and cards are hostile: nothing runs over, and no mark turns a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.server import AppServer
from tests.browser.view import CUT_OFF, assert_sound, screenshot, visit
from tests.http.content import FULL, model, publish

UNBROKEN = "n" * 90
LONG, TURNED = f"evil/{UNBROKEN}", "evil/turned"
#: Marks that turn or isolate a text's direction.
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = {
    "emissions": 4.0,
    "source": f"\u202e{UNBROKEN}",
    "training_type": "\u2067fine-tuning",
    "geographical_location": f"\u202eGirona, Spain {UNBROKEN}",
    "hardware_used": f"\u202eRTL A100 {UNBROKEN}",
}
TASK = f"ksat {UNBROKEN}"
PATHS = {
    "overview": "/",
    "trends": "/trends",
    "domains": "/domains",
    "correlations": "/correlations",
    "efficiency": "/efficiency",
    "model-start": "/model",
    "model-long": f"/model?id={LONG}",
    "model-turned": f"/model?id={TURNED}",
    "unknown": f"/model?id=evil/{'x' * 90}",
    "nonsense": f"/model?id=%E2%80%AE{UNBROKEN}",
    "compare": f"/compare?ids={LONG},{TURNED},ada/plain,evil/{'x' * 90}",
    "report": f"/report?hardware=%E2%80%AE{UNBROKEN}&source=%E2%80%AE{UNBROKEN}&value=5",
    "method": "/method",
}
# Text of an element of the app's own that is drawn outside the nearest card, figure, message or column around it.
RUNS_OVER = """() => {
    const frames = '.hc-figure, .hc-label-frame, .hc-compare section, [data-testid="stAlert"], [class*="st-key-card-"],'
        + '[data-testid="stMainBlockContainer"]';
    const texts = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
    const over = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement;
        const frame = parent.closest(frames);
        const inside = parent.closest('style, .hc-table, svg, [data-testid="stDataFrame"]');
        if (!frame || inside || getComputedStyle(parent).clipPath !== 'none' || !text.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const edge = frame.getBoundingClientRect().right + 1;
        if ([...range.getClientRects()].some((box) => box.width > 1 && box.right > edge)) over.push(text.data);
    }
    return over;
}"""
WRITTEN = """() => {
    const shown = [document.body.innerText];
    for (const each of document.querySelectorAll('svg text, [aria-label], [title]'))
        shown.push(each.textContent, each.getAttribute('aria-label') || '', each.getAttribute('title') || '');
    for (const plot of document.querySelectorAll('.js-plotly-plot'))
        shown.push(...plot.data.map((trace) => JSON.stringify([trace.hovertext, trace.text, trace.name])));
    return shown.join('\\n');
}"""


@pytest.fixture(scope="module")
def hostile(app_server: Callable[..., AppServer], tmp_path_factory: pytest.TempPathFactory) -> AppServer:
    data_dir = tmp_path_factory.mktemp("hostile")
    publish(
        data_dir,
        model({**FULL, "emissions": 9e6}, LONG),
        model(HOSTILE, TURNED, task=TASK, library=UNBROKEN),
        model(FULL, "ada/plain"),
    )
    return app_server(data_dir)


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_nothing_runs_over_and_nothing_is_turned(
    hostile: AppServer, open_page: Callable[..., Page], request: pytest.FixtureRequest, path: str, width: int
) -> None:
    page = open_page(width, 1000, dark=width == 390)
    visit(page, hostile.url + path)
    screenshot(page, f"hostile-{request.node.callspec.id}")
    assert_sound(page)
    assert [text for text in page.evaluate(CUT_OFF) if UNBROKEN[:9] in text] == []
    assert page.evaluate(RUNS_OVER) == []
    assert [mark for mark in MARKS if mark in page.evaluate(WRITTEN)] == []
