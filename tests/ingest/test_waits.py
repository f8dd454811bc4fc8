"""A wait for the Hub in words for readers; the details stand beside it."""

from __future__ import annotations

import pytest

from carbon.hub.events import WireEvent
from carbon.ingest.job import wait_in_words


@pytest.mark.parametrize(
    ("kind", "message", "words"),
    [
        ("retry", "ConnectError: [Errno -2]; waiting 24.6 s", "The Hub cannot be reached; next try in 25 s"),
        ("retry", "status 503; waiting 24.6 s", "The Hub answers with an error; next try in 25 s"),
        ("quota", "request quota used up; waiting 24.6 s", "The Hub's request quota is used up; it goes on in 25 s"),
    ],
)
def test_a_wait_says_why_and_how_long(kind: str, message: str, words: str) -> None:
    assert wait_in_words(WireEvent(kind, message, "https://hub.test/api/models", 24.6)) == words
