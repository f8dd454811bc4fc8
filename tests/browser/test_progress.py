"""A first start in a browser: the sample, the ingest at work beside it, then real data in the place of the sample."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from carbon.ingest.lock import IngestLock
from carbon.ingest.progress import FILE, Progress
from tests.browser.server import AppServer
from tests.browser.view import assert_sound, screenshot, settle, visit
from tests.pages.snapshots import write

SOON_MS = 30_000
LISTING = Progress(stage="reporters", stage_done=400, models=400, requests=2)
CENSUS = Progress(
    stage="census",
    stage_done=1_900_000,
    stage_total=3_100_000,
    stage_total_estimated=True,
    models=1_900_000,
    requests=1_912,
    eta_s=720.0,
)


def note(data_dir: Path, progress: Progress) -> None:
    aside = data_dir / "progress.aside"
    aside.write_text(json.dumps(dataclasses.asdict(progress)))
    aside.replace(data_dir / FILE)


@pytest.mark.parametrize("width", [1400, 390])
def test_the_ingest_is_seen_at_work_and_its_first_data_replaces_the_sample(
    app_server: Callable[..., AppServer], open_page: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    app, page = app_server(tmp_path), open_page(width, 1000)
    strip, sample = page.locator(".hc-progress"), page.get_by_text("Sample data.")
    with IngestLock(tmp_path):
        note(tmp_path, LISTING)
        visit(page, app.url)
        expect(sample).to_be_visible()
        expect(strip).to_contain_text("Listing models that report · 400 models · 2 requests")
        note(tmp_path, CENSUS)
        expect(strip).to_contain_text("1,900,000 of about 3,100,000 models", timeout=SOON_MS)
        expect(strip.get_by_role("progressbar")).to_have_attribute("value", "61")
        assert_sound(page)
        screenshot(page, f"progress-{width}")
        write(tmp_path, counts=[{"models": 7}], reports=[{}])
        expect(sample).to_be_hidden(timeout=SOON_MS)
        expect(strip).to_be_visible()
    expect(strip).to_be_hidden(timeout=SOON_MS)
    assert_sound(page)


PLACE = "document.querySelector('.st-key-card-reports').getBoundingClientRect().top"


def test_new_data_waits_for_the_reader_moves_nothing_and_keeps_the_filters(
    app_server: Callable[..., AppServer], page_wide: Page, tmp_path: Path
) -> None:
    audio = {"domain": "Audio", "task": "audio-classification"}
    counts = [{"models": 90}, {**audio, "models": 90}]
    write(tmp_path, counts=counts, reports=[{}, *[audio] * 40])
    app = app_server(tmp_path)
    offer = page_wide.get_by_role("button", name="New data is in: show it")
    with IngestLock(tmp_path):
        note(tmp_path, CENSUS)
        visit(page_wide, f"{app.url}/efficiency?domain=Audio")
        page_wide.locator(".st-key-card-reports").scroll_into_view_if_needed()
        page_wide.mouse.move(700, 500)
        page_wide.mouse.wheel(0, -40)
        settle(page_wide)
        before = page_wide.evaluate(PLACE)
        write(tmp_path, counts=counts, reports=[{}, *[audio] * 41])
        expect(offer).to_be_attached(timeout=SOON_MS)
        settle(page_wide)
        assert abs(page_wide.evaluate(PLACE) - before) <= 1
        expect(page_wide.get_by_text("40 models", exact=True)).to_be_attached()
        offer.focus()
        offer.press("Enter")
        expect(page_wide.get_by_text("41 models", exact=True)).to_be_attached(timeout=SOON_MS)
        expect(offer).to_have_count(0)
        expect(page_wide).to_have_url(f"{app.url}/efficiency?domain=Audio")
        expect(page_wide.get_by_text("Filtered: Audio")).to_be_attached()
