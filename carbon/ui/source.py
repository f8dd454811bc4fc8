"""What queries answer, remembered for all sessions within bounds; holds no SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

T = TypeVar("T")

#: Answers kept over all sessions, snapshots and selections; each is an aggregate of some kilobytes.
MAX_ANSWERS = 500


def ask(query: Callable[[Snapshot, Selection], T], snapshot: Snapshot, selection: Selection) -> T:
    """`query(snapshot, selection)`, remembered for all sessions; the answer must not be changed."""
    name = f"{query.__module__}.{query.__qualname__}"
    answer: T = _remembered(name, snapshot.id, selection, query, snapshot)
    return answer


@st.cache_resource(show_spinner=False, max_entries=MAX_ANSWERS)
def _remembered(
    name: str, snapshot_id: str, selection: Selection, _query: Callable[..., Any], _snapshot: Snapshot
) -> Any:
    return _query(_snapshot, selection)
