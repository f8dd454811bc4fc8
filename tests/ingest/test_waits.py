"""Why the Hub is waited for, and why an ingest failed, in words for readers; the details are for the log."""

from __future__ import annotations

import threading

import pytest

from carbon.config import Settings
from carbon.hub.errors import BadToken, HubGaveUp, WaitTooLong
from carbon.hub.events import WireEvent
from carbon.ingest.failures import in_brief
from carbon.ingest.job import Job, wait_of
from carbon.ingest.progress import read_progress, wait_in_words
from tests.ingest.world import StillClock

URL = "https://hub.test/api/models"


@pytest.mark.parametrize(
    ("kind", "message", "words"),
    [
        ("retry", "ConnectError: [Errno -2]; waiting 24.6 s", "The Hub cannot be reached; next try"),
        ("retry", "status 503; waiting 24.6 s", "The Hub answers with an error; next try"),
        ("quota", "request quota used up; waiting 24.6 s", "The Hub's request quota is used up; it goes on"),
    ],
)
def test_a_wait_says_why(kind: str, message: str, words: str) -> None:
    assert wait_of(WireEvent(kind, message, URL, 24.6)) == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (HubGaveUp(URL, 9, 900, "ConnectError: [Errno -2]"), "the Hub could not be reached"),
        (HubGaveUp(URL, 9, 900, "status 503"), "the Hub did not give the answer that was asked for"),
        (WaitTooLong(URL, 1, 0, 7200, "status 429"), "the Hub did not give the answer that was asked for"),
        (BadToken("not accepted"), "the Hub did not give the answer that was asked for"),
        (OSError("disk full at /srv"), None),
    ],
)
def test_a_failure_is_told_to_visitors_without_addresses(error: Exception, words: str | None) -> None:
    assert in_brief(error) == words


def test_a_wait_is_noted_with_its_end_so_that_readers_see_it_count_down(settings: Settings, clock: StillClock) -> None:
    settings.data_dir.mkdir()
    Job(settings, clock, threading.Event())._hub_event(WireEvent("retry", "ConnectError; waiting 41.0 s", URL, 41.0))
    progress = read_progress(settings.data_dir)
    assert progress is not None
    assert wait_in_words(progress, clock.now()) == "The Hub cannot be reached; next try in 41 s"
    clock.move(seconds=30)
    assert wait_in_words(progress, clock.now()) == "The Hub cannot be reached; next try in 11 s"
