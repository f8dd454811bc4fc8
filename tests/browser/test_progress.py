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
from tests.browser.view import assert_sound, screenshot, visit
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
