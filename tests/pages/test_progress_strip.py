"""A running ingest is seen on every page; its end and its failures are told."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from carbon.ingest.lock import IngestLock
from carbon.ingest.progress import FILE, Progress
from tests.pages.conftest import texts
from tests.pages.snapshots import write

OpenApp = Callable[..., AppTest]
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
    (data_dir / FILE).write_text(json.dumps(dataclasses.asdict(progress)))


def test_a_running_ingest_is_seen_on_every_page(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, CENSUS)
    with IngestLock(tmp_path):
        for page in (None, "trends"):
            shown = texts(open_app(page))
            assert "Listing all models" in shown
            assert "1,900,000 of about 3,100,000 · 1,900,000 models · 1,912 requests · 12 min left" in shown
            assert '<progress max="100" value="61"' in shown


def test_the_last_error_of_a_running_ingest_stands_beside_it(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, dataclasses.replace(CENSUS, last_error="The Hub answered 503 <b>"))
    with IngestLock(tmp_path):
        assert "The Hub answered 503 &lt;b&gt;" in texts(open_app())


def test_an_ingest_whose_process_is_dead_is_not_shown_as_running(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, CENSUS)
    assert "Listing all models" not in texts(open_app())


def test_a_failed_ingest_says_why(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, Progress(state="failed", last_error="The Hub refused the token (401)."))
    (told,) = [message.value.replace("\\", "") for message in open_app().warning]
    assert told == "The last ingest failed: The Hub refused the token (401)."
