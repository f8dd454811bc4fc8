"""One ingest from end to end: stage after stage, and what they found published; never waits for the next one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.errors import BadToken, HubError, Stopped
from carbon.ingest.cards import scan_cards
from carbon.ingest.census import read_census
from carbon.ingest.datasets import size_datasets, size_datasets_of_texts
from carbon.ingest.details import fetch_details, fetch_details_of_texts
from carbon.ingest.failures import STOPS, message, noted
from carbon.ingest.log import event
from carbon.ingest.reporters import read_reporters
from carbon.ingest.texts import fetch_texts
from carbon.ingest.work import Work
from carbon.store import runs
from carbon.store.tested import When

Stage = Callable[[Work], None]

#: A stage that may fail alone lets the census go on when the Hub fails or refuses it: one of many endpoints is down.
STAGES: tuple[tuple[Stage, bool], ...] = (
    (read_reporters, False),
    (fetch_texts, True),
    (fetch_details, True),
    (size_datasets, True),
    (read_census, False),
    (scan_cards, True),
    (fetch_details_of_texts, True),
    (size_datasets_of_texts, True),
)
#: Stages whose end is always published; the others' only until a census was finished.
PUBLISHED = (read_census, scan_cards, size_datasets_of_texts)
#: Stages of a first ingest behind which more is still learnt of the reports: their statistics would be made in vain.
UNTESTED = (read_reporters, fetch_texts, fetch_details)


def run_cycle(work: Work) -> None:
    """Run every stage; publish after the census and what follows it, and until a census was finished after each.

    Raises:
        Stopped: asked to end; everything stored stays.
        one of `failures.STOPS`: what stopped a stage. What was staged before is published all the same.
    """
    failed: Exception | None = None
    for stage, alone in STAGES:
        try:
            stage(work)
            if stage in PUBLISHED or runs.latest_finished(work.staging, runs.FULL) is None:
                work.publisher.publish(tests=When.LATER if stage in UNTESTED else When.NOW)
        except Stopped:
            raise
        except (HubError, HfHubHTTPError) as error:
            failed = failed or error
            _save_what_is_there(work, error)
            if not alone or isinstance(error, BadToken):
                break
        except STOPS as error:
            _save_what_is_there(work, error)
            raise
    if failed is not None:
        raise failed


def _save_what_is_there(work: Work, error: Exception) -> None:
    text = message(error)
    event(logging.ERROR, "stage failed", stage=work.progress.now.stage, error=text)
    try:
        work.progress.update(force=True, **noted(error))
        work.publisher.publish(list_complete=False)
    except Stopped:
        raise
    except STOPS as second:
        event(logging.ERROR, "not published", error=message(second))
