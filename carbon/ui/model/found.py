"""Which model the page shows: from the snapshot, else fetched from the Hub this moment, else why not."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from carbon.config import Settings
from carbon.live import Live, NotShown, Why, fetch
from carbon.method.classify import ReporterRow, classify
from carbon.method.rows import Classified
from carbon.store.queries import lookup
from carbon.store.queries import model as queries
from carbon.store.reader import Snapshot

#: Where a session keeps by which id a model was asked for that the Hub calls otherwise.
_OTHERWISE = "models-asked-for-otherwise"
#: For how long an answer of the Hub is shown again without asking, and of how many models.
REMEMBERED_S, MOST_REMEMBERED = 120, 300
_LASTING = {Why.UNKNOWN, Why.DISABLED, Why.CLOSED, Why.UNUSABLE}


@dataclass(frozen=True, slots=True)
class Shown:
    """A model to show: `gone` from the Hub since, read `live` rather than from the snapshot, first `asked` by which id.

    `unread`: why the text of its card could not be read, so that only its metadata count.
    """

    model: Classified
    asked: str
    gone: bool = False
    live: bool = False
    unread: str | None = None

    @property
    def renamed(self) -> bool:
        """Whether the Hub has another id for it now."""
        return self.asked.lower() != self.model.id.lower()


def in_snapshot(snapshot: Snapshot, model_id: str) -> Shown | None:
    """The model as the snapshot knows it; None where it does not."""
    row = lookup.model(snapshot, model_id)
    if row is None:
        return None
    gone = bool(row["gone"])
    reported = None if gone else queries.classified(snapshot, str(row["id"]))
    return Shown(reported or _bare(row), _first_asked(model_id), gone)


def spelling(snapshot: Snapshot, model_id: str) -> str:
    """The id as the snapshot spells it; as it was asked for where the snapshot does not know it."""
    row = lookup.model(snapshot, model_id)
    return model_id if row is None else str(row["id"])


def live(model_id: str, settings: Settings) -> Shown:
    """The model as the Hub shows it now.

    Raises:
        NotShown: there is none for the public, or the Hub cannot be asked.
    """
    asked = _first_asked(model_id)
    answer = _remembered(asked, settings.endpoint, settings)
    if isinstance(answer, Live):
        return Shown(answer.model, asked, live=True, unread=answer.unread)
    why, detail = answer
    raise NotShown(why, detail)


def follow(shown: Shown) -> None:
    """Remember by which id the model was asked for, so that its page under the id it has now can say so."""
    st.session_state[_OTHERWISE] = st.session_state.get(_OTHERWISE, {}) | {shown.model.id: shown.asked}


def _first_asked(model_id: str) -> str:
    asked: str = st.session_state.get(_OTHERWISE, {}).get(model_id, model_id)
    return asked


@st.cache_data(ttl=REMEMBERED_S, max_entries=MOST_REMEMBERED, show_spinner=False)
def _remembered(model_id: str, endpoint: str, _settings: Settings) -> Live | tuple[Why, str]:
    """What the Hub says; that it cannot be asked just now is raised, and so not remembered."""
    try:
        return fetch(model_id, _settings)
    except NotShown as answer:
        if answer.why in _LASTING:
            return answer.why, answer.detail
        raise


def _bare(row: dict[str, object]) -> Classified:
    """A model that carries no report, as the method sees it."""
    alike = ("id", "task", "library", "parameters", "created_at", "downloads", "likes", "gated")
    return classify(ReporterRow(**{name: row[name] for name in alike}))  # type: ignore[arg-type]
