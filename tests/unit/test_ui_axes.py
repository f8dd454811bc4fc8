"""Log axes name whole decades, few enough to read, in the words of what they measure."""

from __future__ import annotations

from carbon.ui.charts.base import grams_axis, log_axis
from carbon.units import format_bytes


def test_an_axis_spans_whole_decades_in_its_own_unit() -> None:
    axis = log_axis(2e6, 3e8, format_bytes)
    assert axis["ticktext"] == ["1 MB", "10 MB", "100 MB", "1 GB"]
    assert axis["range"] == [5.95, 9.05]


def test_one_value_alone_has_a_decade() -> None:
    assert grams_axis(10.0, 10.0)["ticktext"] == ["10 g", "100 g"]


def test_at_most_seven_decades_are_named() -> None:
    ticks = grams_axis(1e-3, 1e11)["tickvals"]
    assert isinstance(ticks, list)
    assert len(ticks) <= 7
