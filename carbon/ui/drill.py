"""What a click on a chart's mark leads to: a model's page, a filter, or a list of models. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from carbon.ui import filters, listed, lookup

_CLICKS = "drill.clicks."
#: Filters whose key is not what readers call them.
_IN_WORDS = {"regime": "training"}


@dataclass(frozen=True, slots=True)
class Drill:
    """What each mark stands for, by its trace and its place in it.

    `filter` is the key of the filter that a click sets, `listed` the kind of mark whose models it lists; without either
    a click opens the model's page.
    """

    targets: Mapping[int, Sequence[str]]
    filter: str | None = None
    listed: str | None = None

    @property
    def hint(self) -> str:
        """What a reader is told under the chart."""
        if self.filter:
            return f"Click a mark to filter by its {_IN_WORDS.get(self.filter, self.filter)}."
        return "Click a mark to list its models." if self.listed else "Click a mark to open its model."

    def clicked(self, state: Mapping[str, Any]) -> str | None:
        """What the marks chosen in a chart's state stand for, the first of them; None where none is chosen."""
        for point in state.get("selection", {}).get("points", ()):
            names = self.targets.get(int(point.get("curve_number", -1)), ())
            place = int(point.get("point_index", -1))
            if 0 <= place < len(names):
                return str(names[place])
        return None


def named_targets(figure: go.Figure) -> dict[int, list[str]]:
    """What every mark of a figure stands for whose traces say so themselves, in their `meta`."""
    return {
        place: [str(trace.meta)] * len(trace.x)
        for place, trace in enumerate(figure.data)
        if trace.meta and trace.x is not None
    }


def clickable(figure: go.Figure) -> go.Figure:
    """The figure, over which a finger still scrolls the page when its marks can be clicked.

    Streamlit turns a drag mode that is off into "pan", with which Plotly keeps every touch to itself. In place of one
    that it does not know, Plotly takes the template's, which is off.
    """
    figure.layout._validate = False
    figure.layout["dragmode"] = "template"
    figure.layout._validate = True
    return figure


def key_of(key: str) -> str:
    """The key of what can be clicked: a new one after each click that changes the page, so nothing stays chosen."""
    clicks = st.session_state.get(f"{_CLICKS}{key}", 0)
    return f"{key}-{clicks}" if clicks else key


def let_go(key: str) -> None:
    """Choose nothing any more in what can be clicked; for Streamlit's callback."""
    st.session_state[f"{_CLICKS}{key}"] = st.session_state.get(f"{_CLICKS}{key}", 0) + 1


def chart_key(key: str) -> str:
    """The key of a card's chart."""
    return key_of(f"chart-{key}")


def act_on_click(key: str, drill: Drill) -> None:
    """Set the filter to what was clicked in the chart of the card `key`, or ask for its models; for Streamlit's
    callback."""
    chosen = drill.clicked(st.session_state[chart_key(key)])
    if chosen is None:
        return
    let_go(f"chart-{key}")
    if drill.filter:
        filters.choose(drill.filter, chosen)
    elif drill.listed:
        listed.ask(drill.listed, chosen)


def open_by_click(drill: Drill, state: Mapping[str, Any]) -> None:
    """Go to the page of the model that was clicked, if one was."""
    chosen = drill.clicked(state)
    if chosen is not None:
        lookup.open_model(chosen)
