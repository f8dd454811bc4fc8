"""Texts inside charts hold names from outside: Plotly reads links in them, so none may come through."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from carbon.ui import months
from carbon.ui.charts.rows import Row, counts, label, rows_figure
from carbon.ui.charts.rows import shares as share_rows
from carbon.ui.charts.spreads import Spread, spreads
from carbon.ui.charts.tradeoff import figure as tradeoff_figure
from carbon.ui.domains import shares
from carbon.ui.efficiency import classes
from carbon.ui.efficiency.tradeoff import AXES
from carbon.ui.theme import LIGHT
from carbon.ui.trends.tools import tool_figure

LINK = '<a href="https://evil.example">x</a> & y'
MONTH = pd.Timestamp("2022-06-01")


def tradeoff_dots() -> go.Figure:
    row = {"id": LINK, "emissions_g": 1.0, "size_bytes": 1e6, "label_class": "A", "kind": "reported", "reporting": 2}
    return tradeoff_figure(pd.DataFrame([row]), AXES["size"], None, LIGHT)


def labelled() -> go.Figure:
    drawn = rows_figure(1, LIGHT, 40)
    label(drawn, 0, LINK, LINK, LIGHT)
    return drawn


def class_bars() -> go.Figure:
    return classes.figure(
        classes.by_domain(pd.DataFrame({"domain": [LINK], "label_class": ["A"], "reporting": [30]})), LIGHT
    )


def quarters() -> go.Figure:
    counted = pd.DataFrame({"quarter": [MONTH], "domain": [LINK], "models": [100], "reporting": [30]})
    return shares.figure(shares.by_quarter(counted), [LINK], LIGHT)


def tools() -> go.Figure:
    counted = pd.DataFrame({"month": [MONTH], "tool": [LINK], "reports": [12]})
    return tool_figure(counted, LIGHT)


def share_of_month() -> list[str]:
    counted = pd.DataFrame({"month": [MONTH], "level": [LINK], "models": [12]})
    return list(months.percent_of_month(counted, "level", "models")["hover"])


BUILDERS: dict[str, Callable[[], object]] = {
    "counts": lambda: counts([Row(LINK, LINK, "#000000", 1.0)], LIGHT, "reports"),
    "shares": lambda: share_rows([Row(LINK, LINK, "#000000", 1.0, 0.5, 2.0)], LIGHT, "%"),
    "spreads": lambda: spreads([Spread(LINK, "#000000", np.arange(1.0, 31.0))], LIGHT),
    "label": labelled,
    "trade-off": tradeoff_dots,
    "classes": class_bars,
    "quarters": quarters,
    "tools": tools,
    "share of a month": share_of_month,
}


def hovers_and_labels(drawn: object) -> str:
    if not isinstance(drawn, go.Figure):
        return json.dumps(drawn)
    spec = json.loads(drawn.to_json())
    texts = [trace.get(key) for trace in spec["data"] for key in ("hovertext", "text", "name")]
    return json.dumps([texts, [note["text"] for note in spec["layout"].get("annotations", ())]])


@pytest.mark.parametrize("name", BUILDERS)
def test_a_link_in_a_name_is_shown_as_it_is_written(name: str) -> None:
    said = hovers_and_labels(BUILDERS[name]())
    assert "&lt;a href" in said
    assert "&amp; y" in said
    assert "<a " not in said
