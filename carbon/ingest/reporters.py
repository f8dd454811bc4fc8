"""The list of models that carry the emissions key; never fetches what the list does not give."""

from __future__ import annotations

from carbon.ingest.lists import read_list
from carbon.ingest.work import Work
from carbon.store import runs


def read_reporters(work: Work) -> None:
    """Go on with the list of reporters, or read it anew."""
    last = runs.latest(work.staging, runs.REPORTERS)
    run = last if last is not None and last.is_open else runs.begin(work.staging, runs.REPORTERS, work.clock.now())
    known = runs.latest_finished(work.staging, runs.REPORTERS)
    total = known.models if known else None
    work.progress.begin_stage("reporters", run.models, total, estimated=total is not None)
    read_list(work, run)
