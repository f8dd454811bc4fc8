"""Whether a list of the Hub that was read to its end is believed; reads and stores no page."""

from __future__ import annotations

from datetime import timedelta

from carbon.ingest.failures import ListShrankError
from carbon.store import runs
from carbon.store.runs import Run
from carbon.store.staging import Staging

#: Share of the last believed list that a new one must reach. A refresh reads only the newest end, so it has none.
MUST_KEEP = {runs.REPORTERS: 0.5, runs.FULL: 0.9, runs.REFRESH: 0.0}
FEW = 20
CONFIRMED_AFTER = timedelta(hours=6)
CONFIRMED_WITHIN = 0.1


def check(staging: Staging, run: Run) -> None:
    """Give up a run whose list shrank beyond belief, unless an earlier one found the same.

    Lists of fewer than `FEW` models may shrink as they like, but not to nothing.

    Raises:
        ListShrankError: the list is not believed; the run was given up, so that the next one begins anew.
    """
    before = runs.latest_finished(staging, run.kind)
    if before is None or not _shrank(before.models, run.models, MUST_KEEP[run.kind]):
        return
    if any(_confirms(earlier, run) for earlier in runs.refused(staging, run.kind)):
        return
    text = _message(run, before.models)
    runs.give_up(staging, run, text)
    raise ListShrankError(text)


def _shrank(before: int, now: int, must_keep: float) -> bool:
    if now == 0:
        return before > 0 and must_keep > 0
    return before >= FEW and now < must_keep * before


def _confirms(earlier: Run, run: Run) -> bool:
    alike = abs(run.models - earlier.models) <= CONFIRMED_WITHIN * earlier.models
    return run.models > 0 and alike and run.started_at - earlier.started_at >= CONFIRMED_AFTER


def _message(run: Run, before: int) -> str:
    text = f"The Hub's list of models ({run.kind}) shrank from {before:,} to {run.models:,} and is not believed; "
    if run.models == 0:
        return text + "if it is right, remove staging.duckdb from the data directory and start again."
    hours = CONFIRMED_AFTER.seconds // 3600
    return text + f"what was published stays. It is believed once an ingest {hours} hours from now finds the same."
