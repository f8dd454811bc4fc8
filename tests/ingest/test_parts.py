"""Lock, log, schedule, intervals of publishing: the parts that an ingest stands on."""

from __future__ import annotations

import json
import logging
import threading

import pytest

from carbon.ingest.lock import IngestLock, LockedError, is_held
from carbon.ingest.log import JsonLines, redact
from carbon.ingest.progress import ProgressFile, read_progress
from carbon.ingest.publisher import EVERY_S, Publisher
from carbon.ingest.schedule import repeat
from carbon.store.staging import Staging
from carbon.store.tested import When
from tests.ingest.world import StillClock


def test_a_lock_is_held_once_and_dropped_at_the_end(tmp_path):
    with IngestLock(tmp_path):
        assert is_held(tmp_path)
        with pytest.raises(LockedError, match="another ingest"), IngestLock(tmp_path):
            pass
    assert not is_held(tmp_path)
    with IngestLock(tmp_path):
        pass


def test_a_dead_process_holds_no_lock(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from carbon.ingest.lock import IngestLock\n"
        "with IngestLock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        assert is_held(tmp_path)
        holder.kill()
        holder.wait()
    assert not is_held(tmp_path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token hf_abcdefgh12345678 in a text", "token [token] in a text"),
        ("{'authorization': 'Bearer abc.def'}", "{'authorization': '[token]'}"),
        ("authorization: bearer hf_abcdefgh1", "authorization: [token]"),
        ("hf_hub_download is a function", "hf_hub_download is a function"),
        ("own s3cret-of-mine value", "own [token] value"),
    ],
)
def test_no_token_is_ever_shown(monkeypatch, text, shown):
    monkeypatch.setenv("HF_TOKEN", "s3cret-of-mine")
    assert redact(text) == shown


def test_a_log_line_is_json_and_hides_tokens_in_fields_and_exceptions(monkeypatch):
    try:
        raise ValueError("sent Bearer hf_abcdefghijkl")
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    record = logging.LogRecord("httpx2", logging.ERROR, "f.py", 1, "asked with %s", ("hf_abcdefghijkl",), caught)
    record.fields = {"url": "https://hub.example?token=hf_abcdefghijkl"}
    line = JsonLines().format(record)
    assert "hf_abc" not in line
    content = json.loads(line)
    assert (content["level"], content["event"], content["logger"]) == ("error", "asked with [token]", "httpx2")
    assert "ValueError" in content["trace"]


def waits(tmp_path, results: list[bool], *, first_in_s: float = 0.0, every_s: float = 86400.0, **more) -> list[float]:
    """The waits around cycles that end well or not; the last cycle stops the schedule."""
    clock, stop, left = StillClock(), threading.Event(), list(results)

    def cycle() -> bool:
        well = left.pop(0)
        if not left:
            stop.set()
        return well

    progress = ProgressFile(tmp_path, clock)
    repeat(cycle, first_in_s=first_in_s, every_s=every_s, progress=progress, clock=clock, stop=stop, **more)
    return clock.waits


def test_the_next_ingest_begins_after_the_refresh_time(tmp_path):
    assert waits(tmp_path, [True, True, True]) == [86400.0, 86400.0]
    progress = read_progress(tmp_path)
    assert (progress.state, progress.next_run_at) == ("waiting", "2026-11-25T12:00:00Z")


def test_a_failed_ingest_is_tried_again_sooner_but_ever_more_slowly(tmp_path):
    assert waits(tmp_path, [False, False, False, True, False, True]) == [60.0, 120.0, 240.0, 86400.0, 60.0]
    assert waits(tmp_path, [False] * 9)[-1] == 3600.0
    assert waits(tmp_path, [False] * 3, every_s=90.0) == [60.0, 90.0]


def test_a_failed_ingest_is_not_tried_again_before_another_can_end_otherwise(tmp_path):
    assert waits(tmp_path, [False, False, True], not_before_s=lambda: 100.0) == [100.0, 120.0]
    assert waits(tmp_path, [False, True], every_s=90.0, not_before_s=lambda: 100.0) == [90.0]


def test_a_schedule_that_fails_for_weeks_goes_on(tmp_path):
    assert waits(tmp_path, [False] * 1200)[-1] == 3600.0


def test_a_restarted_schedule_waits_for_what_is_left_of_the_time(tmp_path):
    assert waits(tmp_path, [True], first_in_s=500.0) == [500.0]


class SteppingClock(StillClock):
    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


def test_a_growing_list_is_published_at_intervals_that_leave_time_for_the_work(tmp_path, monkeypatch):
    clock = SteppingClock()
    staging = Staging.open(tmp_path, endpoint="https://hub.example", now=clock.now())
    publisher = Publisher(
        staging,
        tmp_path,
        endpoint="https://hub.example",
        progress=ProgressFile(tmp_path, clock),
        clock=clock,
        stop=threading.Event(),
    )
    published: list[float] = []

    def publish(*, tests: When) -> None:
        assert tests is When.GROWING
        published.append(clock.seconds)
        publisher._took_s = 60.0

    monkeypatch.setattr(publisher, "publish", publish)
    for clock.seconds in range(0, 2000, 10):
        publisher.publish_if_due()
    assert published == [EVERY_S, EVERY_S + 600.0, EVERY_S + 1200.0]


def test_the_progress_is_not_written_more_than_twice_a_second(tmp_path):
    clock = SteppingClock()
    progress = ProgressFile(tmp_path, clock)
    progress.begin_stage("census", total=100)
    clock.seconds = 0.1
    progress.advance(10)
    assert read_progress(tmp_path).stage_done == 0
    clock.seconds = 0.6
    progress.advance(30)
    now = read_progress(tmp_path)
    assert (now.stage_done, now.stage_total, now.rate_per_s, now.eta_s) == (30, 100, 50.0, 1.4)
