"""The running ingest on every page: a strip that keeps itself fresh; never starts or stops one.

Visitors can mend nothing: addresses and errors are for the log and `status`.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from carbon.ingest.clock import Clock
from carbon.ingest.progress import STAGES, Progress, is_alive, read_progress, wait_in_words
from carbon.serving import current_snapshot, current_store, ingest_is_on
from carbon.store.reader import Snapshot
from carbon.ui.markup import Safe, html, plain, show
from carbon.ui.status import moment

#: How often the strip looks anew: while an ingest runs, and otherwise for a snapshot that another process published,
#: which costs the reading of one small file.
EVERY_S, IDLE_S = 2.5, 30.0
_STRIP = '<div class="hc-progress" role="status"><p><b>$stage</b>$counts</p>$bar$error</div>'
_BAR = '<progress max="100" value="$percent" aria-label="$label"></progress>'
_ERROR = '<p class="hc-error">$text</p>'


def show_progress(shown: Snapshot | None) -> None:
    """Show the strip while an ingest runs, and the new snapshot when there is one; that the last ingest failed.

    Args:
        shown: the snapshot that this run of the page shows. Where it is None or the sample, the first one that is
            published replaces it at once; otherwise the reader is asked, and the end of the ingest shows it.
    """
    data_dir = current_store().data_dir
    running = _running(data_dir) is not None
    preliminary = shown is None or shown.is_sample
    every = EVERY_S if running or (preliminary and ingest_is_on()) else IDLE_S
    shown_id, age = (shown.id, _age(shown)) if shown else (None, "")
    st.fragment(_strip, run_every=every)(data_dir, shown_id, running, preliminary, age)


def _strip(data_dir: Path, shown_id: str | None, was_running: bool, preliminary: bool, age: str = "") -> None:
    progress = _running(data_dir)
    is_new = _newest_id() not in {None, shown_id}
    if (is_new and preliminary) or (was_running and progress is None):
        st.rerun()
    if progress is None:
        _show_failure(data_dir, age)
    else:
        show(_STRIP, **_texts(progress))
    if is_new and st.button("New data is in: show it", key="show-new-data", type="tertiary", icon=":material/refresh:"):
        st.rerun()


def _newest_id() -> str | None:
    newest = current_snapshot()
    return newest.id if newest else None


def _running(data_dir: Path) -> Progress | None:
    progress = read_progress(data_dir)
    return progress if progress and progress.state == "running" and is_alive(data_dir) else None


def _show_failure(data_dir: Path, age: str) -> None:
    progress = read_progress(data_dir)
    text = _failure(progress, alive=is_alive(data_dir)) if progress else None
    if text:
        st.warning(f"{text}{age}", icon=":material/sync_problem:")


def _failure(progress: Progress, *, alive: bool) -> str | None:
    """That the last ingest failed and when the next one begins (Markdown); None where all is well."""
    if progress.state == "running" and not alive:
        return "The last update stopped unexpectedly; the server's log tells more."
    if not progress.last_error:
        return None
    next_at = f" The next one begins on {moment(progress.next_run_at)}." if alive and progress.next_run_at else ""
    return f"{plain(_failed('The last update', progress))}{next_at}"


def _failed(what: str, progress: Progress) -> str:
    return f"{what} failed{f': {progress.failure}' if progress.failure else ''}."


def _age(shown: Snapshot) -> str:
    """Of when that is which is shown in spite of a failure; a sample is told as one elsewhere."""
    return "" if shown.is_sample else f" What is shown is of {moment(shown.meta.get('built_at', ''))}."


def _texts(progress: Progress) -> dict[str, object]:
    stage = STAGES.get(progress.stage or "", "Starting")
    failed = _failed("The last try", progress) if progress.last_error else ""
    return {
        "stage": wait_in_words(progress, Clock().now()) or stage,
        "bar": Safe(_bar(progress, stage)),
        "counts": "".join(f" · {count}" for count in _counts(progress)),
        "error": Safe(html(_ERROR, text=failed)) if failed else "",
    }


def _bar(progress: Progress, stage: str) -> str:
    """The bar of the stage; none where its whole is not known."""
    if not progress.stage_total:
        return ""
    percent = min(100, round(100 * progress.stage_done / progress.stage_total))
    return html(_BAR, percent=percent, label=stage)


def _counts(progress: Progress) -> list[str]:
    if progress.stage == "fetch":
        return [_megabytes(progress), *_left(progress)]
    requests = [f"{progress.requests:,} requests"] if progress.requests else []
    return [*_done_and_models(progress), *requests, *_left(progress)]


def _left(progress: Progress) -> list[str]:
    if progress.note:
        return []
    if progress.eta_s is not None:
        return [_time_left(progress.eta_s)]
    return ["time left unknown"] if progress.stage_done and not progress.stage_total else []


def _megabytes(progress: Progress) -> str:
    """How much of a file is here; nothing is known of its size before it was asked for."""
    if not progress.stage_total:
        return "looking for a newer one"
    return f"{progress.stage_done / 1e6:,.0f} of {progress.stage_total / 1e6:,.0f} MB"


def _done_and_models(progress: Progress) -> list[str]:
    """What the stage has done and how many models there are: once where that is the same, and nothing of nothing."""
    models = [f"{progress.models:,} models"] if progress.models else []
    if progress.stage == "publish" or not (progress.stage_done or progress.stage_total):
        return models
    if progress.stage_done == progress.models:
        return [f"{_done(progress)} models"] if models else []
    return [_done(progress), *models]


def _done(progress: Progress) -> str:
    if not progress.stage_total:
        return f"{progress.stage_done:,}"
    about = "about " if progress.stage_total_estimated else ""
    return f"{progress.stage_done:,} of {about}{progress.stage_total:,}"


def _time_left(seconds: float) -> str:
    if seconds < 60:
        return "less than a minute left"
    minutes = round(seconds / 60)
    return f"{minutes} min left" if minutes < 90 else f"{minutes / 60:.1f} h left"
