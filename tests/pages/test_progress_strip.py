"""A running ingest is seen on every page; its end and its failures are told."""

from __future__ import annotations

import dataclasses
import json
import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from carbon.ingest.clock import Clock
from carbon.ingest.lock import IngestLock
from carbon.ingest.progress import FILE, Progress, ProgressFile, stamp, wait_in_words
from carbon.ingest.schedule import repeat
from tests.pages.conftest import texts
from tests.pages.snapshots import write

#: Of when the snapshot is that is shown all the same.
SHOWN = " What is shown is of 23 November 2026, 04:10 UTC."
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


def warnings(app: AppTest) -> list[str]:
    return [message.value.replace("\\", "") for message in app.warning]


def test_a_running_ingest_is_seen_on_every_page(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, CENSUS)
    with IngestLock(tmp_path):
        for page in (None, "trends"):
            shown = texts(open_app(page))
            assert "Listing all models" in shown
            assert "1,900,000 of about 3,100,000 models · 1,912 requests · 12 min left" in shown
            assert '<progress max="100" value="61"' in shown


def test_a_wait_for_the_hub_is_told_in_words_without_a_guess_of_the_time_left(
    tmp_path: Path, open_app: OpenApp
) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    words, details = "The Hub cannot be reached; next try", "ConnectError: [Errno -2]; waiting 24.6 s"
    until = stamp(Clock().now() + timedelta(hours=2))
    note(tmp_path, dataclasses.replace(CENSUS, note=words, note_until=until, note_details=details))
    with IngestLock(tmp_path):
        shown = texts(open_app())
    assert re.search(f"<b>{words} in 1[12][0-9] min</b>", shown)
    assert "ConnectError" not in shown
    assert "left</p>" not in shown


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(41, "next try in 41 s"), (38.4, "next try in 38 s"), (300, "next try in 5 min"), (-1, "next try now")],
)
def test_a_wait_counts_down(seconds: float, words: str) -> None:
    until = datetime(2026, 11, 23, 4, 10)
    progress = Progress(note="next try", note_until=stamp(until))
    assert wait_in_words(progress, until - timedelta(seconds=seconds)) == words


def test_nothing_is_told_of_nothing(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, Progress(stage="reporters", note="The Hub cannot be reached; next try"))
    with IngestLock(tmp_path):
        assert "<p><b>The Hub cannot be reached; next try</b></p>" in texts(open_app())


def test_without_a_known_whole_there_is_no_bar(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, dataclasses.replace(CENSUS, stage_total=None, eta_s=None))
    with IngestLock(tmp_path):
        shown = texts(open_app())
    assert "Listing all models</b> · 1,900,000 models · 1,912 requests · time left unknown</p>" in shown
    assert "<progress" not in shown


def test_the_last_error_of_a_running_ingest_stands_beside_it(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    failed = {"last_error": "Gave up on https://hub.test/api/models?…", "failure": "the Hub could not be <b>reached"}
    note(tmp_path, dataclasses.replace(CENSUS, **failed))
    with IngestLock(tmp_path):
        shown = texts(open_app())
    assert "The last try failed: the Hub could not be &lt;b&gt;reached." in shown
    assert "hub.test" not in shown


def test_an_ingest_whose_process_is_dead_stopped_unexpectedly(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, CENSUS)
    app = open_app()
    assert "Listing all models" not in texts(app)
    assert warnings(app) == [f"The last update stopped unexpectedly; the server's log tells more.{SHOWN}"]


def test_a_failed_ingest_says_why_to_visitors_and_of_when_the_data_is(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    told = "Gave up on https://hub.test/api/models?… ConnectError: [Errno -2]"
    note(tmp_path, Progress(state="failed", last_error=told, failure="the Hub could not be reached"))
    assert warnings(open_app()) == [f"The last update failed: the Hub could not be reached.{SHOWN}"]


def test_what_a_visitor_can_do_nothing_with_is_left_to_the_log(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, Progress(state="failed", last_error="The data directory could not be written: /srv/carbon"))
    assert warnings(open_app()) == [f"The last update failed.{SHOWN}"]


def test_an_ingest_that_waits_for_its_next_try_says_why_and_until_when(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    stop, seen = threading.Event(), []

    class LookingClock(Clock):
        def now(self) -> datetime:
            return datetime(2026, 11, 23, 4, 10)

        def wait(self, seconds: float, stop: threading.Event) -> None:
            seen.extend(warnings(open_app()))
            stop.set()

    clock = LookingClock()
    progress = ProgressFile(tmp_path, clock)

    def fail() -> bool:
        progress.update(force=True, state="failed", last_error="…", failure="the Hub could not be reached")
        return False

    with IngestLock(tmp_path):
        repeat(fail, first_in_s=0, every_s=86_400, progress=progress, clock=clock, stop=stop)
    assert seen == [
        "The last update failed: the Hub could not be reached. "
        f"The next one begins on 23 November 2026, 04:11 UTC.{SHOWN}"
    ]


def test_an_ingest_that_went_well_warns_of_nothing(tmp_path: Path, open_app: OpenApp) -> None:
    write(tmp_path, counts=[{}], reports=[{}])
    note(tmp_path, Progress(state="finished"))
    assert warnings(open_app()) == []


def strip(data_dir: str, shown_id: str) -> None:
    """The strip alone, as it runs again and again below a page that shows `shown_id`."""
    from pathlib import Path

    from carbon.ui.progress import _strip

    _strip(Path(data_dir), shown_id, was_running=False, preliminary=False)


def test_a_snapshot_that_another_process_published_is_told_and_waits_to_be_asked_for(
    tmp_path: Path, open_app: OpenApp
) -> None:
    first = write(tmp_path, counts=[{}], reports=[{}])
    open_app()
    told = AppTest.from_function(strip, args=(str(tmp_path), first.id)).run()
    assert not told.button
    write(tmp_path, counts=[{}], reports=[{}])
    told.run()
    assert [button.label for button in told.button] == ["New data is in: show it"]


def test_a_snapshot_that_is_being_fetched_is_told_in_megabytes(tmp_path: Path, open_app: OpenApp) -> None:
    note(tmp_path, Progress(stage="fetch", stage_done=90_000_000, stage_total=360_000_000, eta_s=25.0, requests=2))
    with IngestLock(tmp_path):
        shown = texts(open_app())
    assert "Fetching a published snapshot" in shown
    assert "90 of 360 MB · less than a minute left" in shown
    assert '<progress max="100" value="25"' in shown
