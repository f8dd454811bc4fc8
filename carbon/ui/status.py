"""What readers are told about the data's state: freshness, coverage, sample, problems, a running ingest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import streamlit as st

from carbon.answers.dates import day
from carbon.serving import ingest_is_on
from carbon.store.reader import Snapshot
from carbon.ui import copy_link
from carbon.ui.findings import counted
from carbon.ui.markup import show

_FRESHNESS = '<p class="hc-small">$models · $reporting report emissions$excluded · snapshot of $when$coverage</p>'
COVERAGE = {
    "complete": "",
    "partial": " · the census of all models is still running, shares are preliminary",
    "none": " · only models that report so far, shares follow with the census",
}


def show_freshness(snapshot: Snapshot, problem: str | None) -> None:
    """Say of when the data is and what it covers; mark the sample; say that an older snapshot is shown."""
    if snapshot.is_sample:
        st.info(
            "**Sample data.** Nothing from the Hub is here yet: these models are made up, and real ones "
            "replace them as soon as the first listing is in.",
            icon=":material/science:",
        )
    if problem:
        instead = "The sample" if snapshot.is_sample else "An older snapshot"
        later = " until the next ingest has built a new one" if ingest_is_on() else ""
        st.warning(f"The newest snapshot cannot be read. {instead} is shown{later}.", icon=":material/history:")
    with st.container(horizontal=True, key="freshness", vertical_alignment="center", gap="small"):
        _show_line(snapshot.meta)
        copy_link.show()


def _show_line(meta: Mapping[str, str]) -> None:
    excluded = int(meta.get("excluded", 0))
    show(
        _FRESHNESS,
        models=counted(int(meta.get("models", 0)), "model"),
        reporting=f"{int(meta.get('reporting', 0)):,}",
        excluded=f", {excluded:,} of them excluded from figures" if excluded else "",
        when=moment(meta.get("built_at", "")),
        coverage=COVERAGE.get(meta.get("census", ""), ""),
    )


def show_no_snapshot(problem: str | None) -> None:
    """Say that there is nothing to show yet; why a file could not be read is for the log."""
    why = "The snapshot cannot be read" if problem else "There is no data yet"
    st.error(
        f"{why}, and the data directory cannot be written, not even for a sample. The server's log tells more.",
        icon=":material/database_off:",
    )


def moment(built_at: str) -> str:
    """As `day`, with hours and minutes, UTC."""
    time = _time(built_at)
    return f"{day(built_at)}, {time:%H:%M} UTC" if time else "unknown date"


def month(built_at: str) -> date | None:
    """The first day of the month of a date, in which a snapshot cannot hold all; None for an unreadable one."""
    time = _time(built_at)
    return time.date().replace(day=1) if time else None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
