"""What a click on a chart's mark leads to."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from carbon.ui.charts.fit import by_trace as domains_by_trace
from carbon.ui.charts.fit import figure as draw_fit
from carbon.ui.charts.fit import fitted
from carbon.ui.charts.rows import Row, marks, shares
from carbon.ui.charts.spreads import Spread, spreads
from carbon.ui.charts.tradeoff import by_trace
from carbon.ui.correlations.scatter import AMOUNTS
from carbon.ui.drill import Drill, clickable, named_targets
from carbon.ui.theme import LIGHT

DRILL = Drill({0: ["a/first", "a/second"], 2: ["b/third"]})


def state(*points: tuple[int, int]) -> dict[str, object]:
    return {"selection": {"points": [{"curve_number": trace, "point_index": place} for trace, place in points]}}


def test_a_mark_is_told_by_its_trace_and_its_place_in_it() -> None:
    assert DRILL.clicked(state((0, 1))) == "a/second"
    assert DRILL.clicked(state((2, 0))) == "b/third"


@pytest.mark.parametrize("chosen", [{}, state(), state((1, 0)), state((0, 2)), state((0, -1)), {"selection": {}}])
def test_what_is_no_mark_leads_to_nothing(chosen: dict[str, object]) -> None:
    assert DRILL.clicked(chosen) is None


def test_readers_are_told_what_a_click_does() -> None:
    assert DRILL.hint == "Click a mark to open its model."
    assert Drill({}, filter="task").hint == "Click a mark to filter by its task."


def test_dots_are_named_in_the_order_in_which_they_are_drawn() -> None:
    dots = pd.DataFrame(
        {
            "id": ["b/flagged", "a/plain", "c/worse"],
            "label_class": ["A", "A", "C"],
            "kind": ["flagged", "reported", "reported"],
        }
    )
    assert [list(part["id"]) for _, _, part in by_trace(dots)] == [["a/plain"], ["b/flagged"], ["c/worse"]]
    points = pd.DataFrame({"id": ["a/seen", "b/read"], "domain": ["Computer Vision", "NLP"]})
    assert {domain: list(part["id"]) for domain, part in domains_by_trace(points)} == {
        "Computer Vision": ["a/seen"],
        "NLP": ["b/read"],
    }


def test_only_the_dots_of_shares_can_be_clicked_not_their_intervals() -> None:
    rows = [Row("with", "", "#000000", 5.0, 4.0, 6.0), Row("without", "", "#000000", 3.0)]
    assert marks(shares(rows, LIGHT, "%")) == [1, 2]


def test_a_clickable_chart_leaves_its_drag_mode_to_the_template() -> None:
    figure = clickable(go.Figure())
    assert figure.layout["dragmode"] not in (None, False, "pan", "zoom", "select", "lasso")


def test_traces_that_say_what_they_stand_for_lead_there_and_others_nowhere() -> None:
    figure = go.Figure([go.Scatter(x=[1, 2], y=[1, 2], meta="NLP"), go.Scatter(x=[1], y=[1])])
    assert named_targets(figure) == {0: ["NLP", "NLP"]}


def test_distributions_lead_to_what_the_filter_calls_them() -> None:
    groups = [Spread("Text Generation", "#000000", np.linspace(1.0, 9.0, 40), key="text-generation")]
    targets = named_targets(spreads(groups, LIGHT))
    assert {name for names in targets.values() for name in names} == {"text-generation"}


def test_points_that_are_not_specified_lie_under_all_others_and_the_line_over_all() -> None:
    points = pd.DataFrame(
        {
            "id": [f"a/{n}" for n in range(40)],
            "domain": ["NLP", "Not specified"] * 20,
            "amount": np.geomspace(1e6, 1e9, 40),
            "emissions_g": np.geomspace(1.0, 1e3, 40),
        }
    )
    drawn = draw_fit(points, AMOUNTS["size"], fitted(points, AMOUNTS["size"], 30), LIGHT)
    assert [trace.name for trace in drawn.data] == ["Not specified", "NLP", None, None]
    assert drawn.data[0].legendrank > drawn.data[1].legendrank
    assert drawn.data[0].hovertext[0] == "a/1<br>1.19 g CO₂e"


def test_a_mark_that_no_filter_stands_for_lists_its_models() -> None:
    assert Drill({}, listed="place").hint == "Click a mark to list its models."
    assert Drill({}, filter="regime").hint == "Click a mark to filter by its training."
