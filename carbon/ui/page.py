"""The frame of every page: title, freshness, sample banner, and what the page may use; draws no chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import streamlit as st

from carbon.answers.dates import day
from carbon.serving import current_snapshot, current_store
from carbon.store.queries.census import is_complete
from carbon.store.reader import Snapshot
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui import filters, link_notes, source, status
from carbon.ui.markup import show
from carbon.ui.progress import show_progress
from carbon.ui.theme import Palette, palette

T = TypeVar("T")

#: Charts kept ready over all sessions, snapshots, selections and themes; each is some ten kilobytes.
MAX_MADE = 300


@dataclass(frozen=True, slots=True)
class Context:
    """What a page works with in one run: a snapshot, the reader's filters, today (UTC), the colours."""

    snapshot: Snapshot
    selection: Selection
    today: date
    colours: Palette

    def ask(self, query: Callable[[Snapshot, Selection], T]) -> T:
        """The cached answer of a query for this snapshot and selection; it must not be changed."""
        return source.ask(query, self.snapshot, self.selection)

    def make(self, build: Callable[..., T], *choices: str | None) -> T:
        """`build(context, *choices)`, remembered for them, snapshot, selection and theme; it must not be changed."""
        name = f"{build.__module__}.{build.__qualname__}"
        made: T = _made(name, self.snapshot.id, self.selection, self.colours.mode, choices, build, self)
        return made

    @property
    def census_is_complete(self) -> bool:
        """Whether reports can be divided by models of any age."""
        return is_complete(self.snapshot)

    @property
    def running_month(self) -> date | None:
        """The month in which the snapshot was built: its counts are those of a part of a month."""
        return status.month(self.snapshot.meta.get("built_at", ""))

    @property
    def source_line(self) -> str:
        """What stands under every chart: where its numbers come from, and of when."""
        if self.snapshot.is_sample:
            return "Generated sample, not the Hub."
        return f"Hub API, snapshot of {day(self.snapshot.meta.get('built_at', ''))}."


@st.cache_resource(show_spinner=False, max_entries=MAX_MADE)
def _made(
    name: str,
    snapshot_id: str,
    selection: Selection,
    mode: str,
    choices: tuple[str | None, ...],
    _build: Callable[..., Any],
    _context: Context,
) -> Any:
    return _build(_context, *choices)


def open_page(title: str, lede: str = "", *, filtered: bool = True) -> Context:
    """Show the head of a page and return its context; stops the run where no snapshot can be read.

    Args:
        title: the page's question.
        lede: a sentence under it.
        filtered: whether the page obeys the filters, and so shows them and says which are set.
    """
    snapshot = current_snapshot()
    problem = current_store().problem
    st.title(title, anchor=False)
    if snapshot is None:
        status.show_no_snapshot(problem)
        show_progress(None)
        st.stop()
    if lede:
        show('<p class="hc-lede">$lede</p>', lede=lede)
    selection = filters.current(snapshot) if filtered else EVERYTHING
    if filtered:
        filters.show_active(selection)
    else:
        filters.hide()
    status.show_freshness(snapshot, problem)
    show_progress(snapshot)
    filters.show_problems()
    link_notes.show()
    return Context(snapshot, selection, datetime.now(UTC).date(), palette())
