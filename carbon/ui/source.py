"""The published snapshots as pages see them, and bounded caching of what queries answer; holds no SQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from carbon.config import Settings
from carbon.store.reader import Snapshot, Store
from carbon.store.selection import Selection

T = TypeVar("T")

#: Answers kept over all sessions, snapshots and selections; each is an aggregate of some kilobytes.
MAX_ANSWERS = 500


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings of this process, read once; raises ConfigError."""
    return Settings.from_env()


@st.cache_resource(show_spinner=False, max_entries=4)
def store(data_dir: Path) -> Store:
    """The store of one data directory, shared by all sessions."""
    return Store(data_dir)


def current_store() -> Store:
    """The store that the settings name."""
    return store(settings().data_dir)


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
